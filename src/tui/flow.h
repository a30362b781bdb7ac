/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which screen follows which: the one place that opens pages and dialogs. Views say where to go
 * with app_go() and app_save() and know nothing of each other; only what merely asks or offers a
 * choice (ask.h, controller.h) is opened by whoever wants an answer.
 */
#ifndef BMCTUI_TUI_FLOW_H
#define BMCTUI_TUI_FLOW_H

#include "tui/app.h"

/* Goes where views asked to; after each key, event and tick. */
void flow_run(struct app *app);
/* What follows an event, when app and views have seen it. */
void flow_event(struct app *app, struct job_event *event);

#endif

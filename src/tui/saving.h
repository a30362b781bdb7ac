/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save under way: a row a step, and a way to stop it. Leads to the result (result.h), or back to
 * the review when the BMC holds something else by now.
 */
#ifndef BMCTUI_TUI_SAVING_H
#define BMCTUI_TUI_SAVING_H

#include "tui/app.h"

/* The plan is copied, its password too. */
void saving_open(struct app *app, const struct plan *plan);

#endif

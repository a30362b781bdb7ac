/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of a save: a row a field.
 */
#ifndef BMCTUI_TUI_RESULT_H
#define BMCTUI_TUI_RESULT_H

#include "tui/app.h"
#include "tui/board.h"

/* event: JOBS_SAVED, tried. */
void result_open(struct app *app, const struct jobs_event *event);
/* The table alone, for others' boards. */
void result_table(struct board *board, const struct app *app, const struct report *report);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of a save: a row a field.
 */
#ifndef BMCTUI_TUI_RESULT_H
#define BMCTUI_TUI_RESULT_H

#include "guard/save_job.h"
#include "tui/app.h"
#include "tui/board.h"

/* save: one that has been tried. */
void result_open(struct app *app, const struct save_job *save);
/* The table alone, for others' boards. */
void result_table(struct board *board, const struct report *report);

#endif

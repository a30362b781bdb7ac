/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the review of an edit and that of a plan of changes have in common.
 */
#ifndef BMCTUI_TUI_REVIEW_H
#define BMCTUI_TUI_REVIEW_H

#include "core/diff.h"
#include "tui/app.h"
#include "tui/board.h"

/* What is written, now and after saving. */
void review_table(struct board *board, const struct diff *diff);
/* The box of confirm-or-revert. */
void review_window(struct board *board, const struct app *app, int id, bool ticked);
/* The command that does the same, where there is one. */
void review_command(struct board *board, const struct app *app, const struct plan *plan,
                    bool cuts_link, unsigned confirm_s);
/* Whether a window is offered: not with a password, and over LAN not at all. */
bool review_may_confirm(const struct app *app, const struct plan *plan);

#endif

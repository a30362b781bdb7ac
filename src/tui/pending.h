/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An unresolved save: cut off, still to be confirmed, or another bmctui's. The state folder
 * says so (guard_look()); app->pending is what it said last. The page shows a banner, and once its
 * values are there the dialog that settles it is opened, one time by itself, then by SAVE. Reads
 * small files on the screen's thread; the BMC is asked by jobs.
 */
#ifndef BMCTUI_TUI_PENDING_H
#define BMCTUI_TUI_PENDING_H

#include "tui/dialog.h"

void pending_look(struct app *app);
/* The demo BMC's save may have a window too: it begins with what came of it, and ends undone or
 * not. */
void pending_begin_demo(struct app *app, const struct save_job *save);
void pending_end_demo(struct app *app, bool undone);
/* Timer of the loop, like a view's. Goes to the dialog when it is due. */
int64_t pending_tick(struct app *app, int64_t now_ms);

/* A countdown runs that somebody on this console should see. */
bool pending_counts_down(const struct app *app);
/* For the page; "" for nothing. Returns text. */
const char *pending_banner(const struct app *app, char *text, size_t size);
/* Goes to the dialog for what is pending. false: there is nothing to settle. */
bool pending_settle(struct app *app);

/* The dialogs. A save that was cut off: old, wanted, now, and the ways out. */
void pending_recover_open(struct app *app);
/* Its columns before, wanted and, once it is known, now: for both dialogs. */
void pending_recover_table(struct board *board, const struct recover_view *view, bool now);
/* The window for a confirmation. state: for its report right after the save, else NULL. */
void pending_window_open(struct app *app, const struct save_state *state);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the loop (tui.c) and its input (tui_input.c) share.
 */
#ifndef BMCTUI_TUI_TUI_OWN_H
#define BMCTUI_TUI_TUI_OWN_H

#include "tui/app.h"

/* A key, to whom it is for. */
void tui_dispatch(struct app *app, struct key key);
/* What can be read from it; its end is a hang-up. */
void tui_read_terminal(struct app *app);
/* Signals that have come since, a new size of the terminal among them. */
void tui_take_signals(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Something is written under way: a save, a row a step and a way to stop it, or one that is put
 * back, undone, finished. What follows it is for flow.c.
 */
#ifndef BMCTUI_TUI_SAVING_H
#define BMCTUI_TUI_SAVING_H

#include "tui/app.h"

/* Takes app->next_save over, starts it as app->save_job and shows it. */
void saving_open(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen that says why no BMC was reached, and what to do: RETRY (app_load()), DEMO
 * (app_switch()), LEAVE (app_leave(), exit status 3).
 */
#ifndef BMCTUI_TUI_NOBMC_H
#define BMCTUI_TUI_NOBMC_H

#include "tui/app.h"

/* Takes the place of one that is open already; beneath the dialogs that are open. It looks for the
 * BMC by itself, too. */
void nobmc_open(struct app *app);
/* A channel has come after all, or another BMC is shown: takes it away if it is there. What lies
 * over it stays. */
void nobmc_close(struct app *app);

#endif

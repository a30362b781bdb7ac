/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen that says why no BMC was reached, and what to do: RETRY (app_load()), DEMO
 * (app_switch()), LEAVE (app_leave(), exit status 3).
 */
#ifndef BMCTUI_TUI_NOBMC_H
#define BMCTUI_TUI_NOBMC_H

#include "tui/app.h"

/* Takes the place of one that is open already. */
void nobmc_open(struct app *app, const struct bmc_error *error);
/* A link was opened after all, or another try runs: closes it if it is open. */
void nobmc_close(struct app *app);

#endif

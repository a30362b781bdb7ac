/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * F1: every key.
 */
#ifndef BMCTUI_TUI_HELP_H
#define BMCTUI_TUI_HELP_H

#include "tui/app.h"

void help_open(struct app *app);
/* The keys that somebody has who has not logged in. */
void locked_help_open(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Help of the locked screen and of its login: the few keys that work there. It closes by itself.
 */
#ifndef BMCTUI_TUI_LOCKED_HELP_H
#define BMCTUI_TUI_LOCKED_HELP_H

#include "tui/app.h"

void locked_help_open(struct app *app);

#endif

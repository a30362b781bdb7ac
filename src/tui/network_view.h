/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Network > IPMI" as a form: what is special about it on the screen.
 */
#ifndef BMCTUI_TUI_NETWORK_VIEW_H
#define BMCTUI_TUI_NETWORK_VIEW_H

#include "tui/app.h"

/* Makes it and pushes it. */
void network_open(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The locked screen: host name, the BMC's address, source, VLAN, MAC and web address, and its QR
 * code, for whoever stands there. F2 logs in, F1 explains; any other key paints it anew.
 */
#ifndef BMCTUI_TUI_LOCKED_H
#define BMCTUI_TUI_LOCKED_H

#include "tui/app.h"

/* As the lowest view. */
void locked_open(struct app *app);

#endif

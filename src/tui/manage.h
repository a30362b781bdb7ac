/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * MANAGE: the BMC's web address as text, link and QR code.
 */
#ifndef BMCTUI_TUI_MANAGE_H
#define BMCTUI_TUI_MANAGE_H

#include "tui/app.h"

void manage_open(struct app *app);

#endif

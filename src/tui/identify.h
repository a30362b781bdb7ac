/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IDENTIFY LIGHT: the dialog of the identify light.
 */
#ifndef BMCTUI_TUI_IDENTIFY_H
#define BMCTUI_TUI_IDENTIFY_H

#include "tui/app.h"

void identify_open(struct app *app);

#endif

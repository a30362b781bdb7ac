/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The login of a locked console: a name, then PAM's questions one under the other.
 */
#ifndef BMCTUI_TUI_LOGIN_VIEW_H
#define BMCTUI_TUI_LOGIN_VIEW_H

#include "tui/app.h"

void login_view_open(struct app *app);

#endif

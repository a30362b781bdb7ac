/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Controller row: which of the config file's targets the page is about. Choosing another one
 * closes the link, asks for a password where none is known, and reads afresh. Without targets there
 * is one all the same, whose name is its host.
 */
#ifndef BMCTUI_TUI_CONTROLLER_H
#define BMCTUI_TUI_CONTROLLER_H

#include "tui/app.h"

/* There is more than one. */
bool controller_shown(const struct app *app);
/* The name of the one shown. Returns text. */
const char *controller_text(const struct app *app, char text[VALUE_TEXT]);
/* Opens the list. Edits are asked about. */
void controller_choose(struct app *app);

/* Once more the one that is shown, whose BMC refused the login: its files are read anew, its
 * password is asked for; on a locked screen nothing is asked. */
void controller_log_in(struct app *app);

#endif

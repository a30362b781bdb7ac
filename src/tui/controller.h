/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Controller row: which of the config file's targets the page is about. Choosing another one
 * closes the link, asks for a password where none is known, and reads afresh.
 */
#ifndef BMCTUI_TUI_CONTROLLER_H
#define BMCTUI_TUI_CONTROLLER_H

#include "tui/app.h"

/* There is more than one. */
bool controller_shown(const struct app *app);
/* The name of the one shown. Returns text. */
const char *controller_text(const struct app *app, char text[FIELD_TEXT]);
/* Opens the list. Edits are asked about. */
void controller_choose(struct app *app);

#endif

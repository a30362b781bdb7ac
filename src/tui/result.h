/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of a save: a row a field.
 */
#ifndef BMCTUI_TUI_RESULT_H
#define BMCTUI_TUI_RESULT_H

#include "tui/app.h"

void result_open(struct app *app, const struct save_state *state);

#endif

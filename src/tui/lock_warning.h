/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "The console locks in 58 s, and drops the edits": over whatever is open. Any key goes on.
 */
#ifndef BMCTUI_TUI_LOCK_WARNING_H
#define BMCTUI_TUI_LOCK_WARNING_H

#include "tui/app.h"

void lock_warning_open(struct app *app, int64_t until_ms);
void lock_warning_close(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Network > IPMI": the view at the bottom of the stack.
 */
#ifndef BMCTUI_TUI_PAGE_H
#define BMCTUI_TUI_PAGE_H

#include "tui/app.h"

/* Makes it and pushes it. */
void page_open(struct app *app);
/* SAVE, as F2: checks, and opens the review; sentence: why it is shown again, or NULL. */
void page_save(struct app *app, const char *sentence);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SAVE: what will be written, what remote access still lacks, and then the save itself
 * (saving.h). Everything has been checked.
 */
#ifndef BMCTUI_TUI_REVIEW_H
#define BMCTUI_TUI_REVIEW_H

#include "tui/app.h"

/* app->review_sentence: why it is shown again, NULL the first time. */
void review_open(struct app *app);

#endif

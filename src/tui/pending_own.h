/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two dialogs share: for pending*.c only.
 */
#ifndef BMCTUI_TUI_PENDING_OWN_H
#define BMCTUI_TUI_PENDING_OWN_H

#include "guard/recover.h"
#include "tui/dialog.h"
#include "tui/pending.h"

/* The columns before, wanted and, once it is known, now. */
void pending_recover_table(struct board *board, const struct recover_view *view, bool now);

#endif

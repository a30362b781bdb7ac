/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The QR code of the web address in cells. Two blanks a module with a quiet zone of 1: 46 columns,
 * 23 rows; in UTF-8 half blocks with a quiet zone of 4: 29 columns, 15 rows. Light modules are
 * lit: an inverted code is not read by common scanners.
 */
#ifndef BMCTUI_TUI_QR_DRAW_H
#define BMCTUI_TUI_QR_DRAW_H

#include "term/qr.h"
#include "term/screen.h"

/* Columns that it takes on this screen, half blocks or not; 0: the screen is too small for it. */
int qr_draw_columns(const struct screen *screen);
/* Draws it from row 0, column 0 on. */
void qr_draw(struct screen *screen, const struct qr *qr);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The QR code of the web address in cells. Two blanks a module with a quiet zone of 1: 46 columns,
 * 23 rows; in UTF-8 half blocks with a quiet zone of 4: 29 columns, 15 rows. Light modules are
 * lit: an inverted code is not read by common scanners.
 */
#ifndef BMCTUI_TERM_QR_DRAW_H
#define BMCTUI_TERM_QR_DRAW_H

#include "term/qr.h"
#include "term/screen.h"

/* Columns that it takes on this screen, half blocks or not; 0: the screen is too small for it. */
int qr_draw_columns(const struct screen *screen);
/* Draws it from row 0, column 0 on. */
void qr_draw(struct screen *screen, const struct qr *qr);

/* The code beside what a person reads: it takes seconds at 9600 baud, so the first frame has the
 * text alone, and the next one the code. */
struct qr_code {
    uint32_t address; /* that qr is of; 0: none */
    struct qr qr;
    bool text_drawn, drawn;
};

/* Where the text beside it begins; 0: there is no room for a code. */
int qr_code_column(const struct screen *screen);
/* address 0: none. */
void qr_code_make(struct qr_code *code, uint32_t address);
/* With each frame; shown: it is to be seen. */
void qr_code_draw(struct qr_code *code, struct screen *screen, bool shown);

#endif

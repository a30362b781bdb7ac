/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The QR code of the BMC's web address, as a plain matrix, which cli/ prints as it likes, and in
 * cells. The text is upper-case, HTTPS://192.168.100.100: any IPv4 address then fits version 1-L.
 *
 * In cells two blanks a module with a quiet zone of 1: 46 columns, 23 rows; in UTF-8 half blocks
 * with a quiet zone of 4: 29 columns, 15 rows. Light modules are lit: an inverted code is not read
 * by common scanners.
 */
#ifndef BMCTUI_TERM_QR_H
#define BMCTUI_TERM_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "term/screen.h"

#define QR_SIZE 21 /* modules a side of version 1; without quiet zone */
#define QR_TEXT 32

/* Rows of the code in cells: of blanks, of half blocks. */
enum { QR_BLANKS = 23, QR_HALVES = 15 };

struct qr {
    bool dark[QR_SIZE][QR_SIZE]; /* [row][column] */
};

/* What the code says: "HTTPS://192.168.100.100". Returns text. */
const char *qr_text(uint32_t address, char text[QR_TEXT]);
/* false only when there is no memory for it. */
bool qr_make(struct qr *qr, uint32_t address);

/* With a quiet zone of that many modules round it, row and column counted from its outer corner. */
bool qr_dark(const struct qr *qr, int row, int column, int quiet);

/* The code beside what a person reads: it takes seconds at 9600 baud, so the first frame has the
 * text alone, and the next one the code. */
struct qr_code {
    uint32_t address; /* that qr is of; 0: none */
    struct qr qr;
    bool text_drawn, drawn;
};

/* Where the text beside it begins; 0: there is no room for a code. */
int qr_code_column(const struct screen *screen);
int qr_code_rows(const struct screen *screen); /* that a code takes */
/* address 0: none. */
void qr_code_make(struct qr_code *code, uint32_t address);
/* With each frame; shown: it is to be seen. */
void qr_code_draw(struct qr_code *code, struct screen *screen, bool shown);

#endif

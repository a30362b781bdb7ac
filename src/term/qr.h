/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The QR code of the BMC's web address, as a plain matrix: how it is drawn is for tui/ and cli/ to
 * say. The text is upper-case, HTTPS://192.168.100.100: any IPv4 address then fits version 1-L.
 */
#ifndef BMCTUI_TERM_QR_H
#define BMCTUI_TERM_QR_H

#include <stdbool.h>
#include <stdint.h>

#define QR_SIZE 21 /* modules a side of version 1; without quiet zone */
#define QR_TEXT 32

struct qr {
    bool dark[QR_SIZE][QR_SIZE]; /* [row][column] */
};

/* What the code says: "HTTPS://192.168.100.100". Returns text. */
const char *qr_text(uint32_t address, char text[QR_TEXT]);
/* false only when there is no memory for it. */
bool qr_make(struct qr *qr, uint32_t address);

/* With a quiet zone of that many modules round it, row and column counted from its outer corner. */
bool qr_dark(const struct qr *qr, int row, int column, int quiet);

#endif

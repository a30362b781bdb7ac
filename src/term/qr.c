/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/qr.h"

#include <qrencode.h>
#include <stdio.h>

#include "base/ipv4.h"

const char *qr_text(uint32_t address, char text[QR_TEXT])
{
    char quad[IPV4_TEXT];

    snprintf(text, QR_TEXT, "HTTPS://%s", ipv4_print(address, quad));
    return text;
}

bool qr_make(struct qr *qr, uint32_t address)
{
    char text[QR_TEXT];
    QRcode *code = QRcode_encodeString(qr_text(address, text), 1, QR_ECLEVEL_L, QR_MODE_8, 1);

    if (code == NULL || code->width != QR_SIZE) {
        QRcode_free(code);
        return false;
    }
    for (int row = 0; row < QR_SIZE; row++)
        for (int column = 0; column < QR_SIZE; column++)
            qr->dark[row][column] = (code->data[row * QR_SIZE + column] & 1) != 0;
    QRcode_free(code);
    return true;
}

bool qr_dark(const struct qr *qr, int row, int column, int quiet)
{
    row -= quiet;
    column -= quiet;
    if (row < 0 || row >= QR_SIZE || column < 0 || column >= QR_SIZE)
        return false;
    return qr->dark[row][column];
}

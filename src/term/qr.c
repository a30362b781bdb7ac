/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/qr.h"

#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "base/ipv4.h"

#define BLANKS_QUIET 1
#define BLANKS_SIZE  QR_BLANKS
#define BLANKS_COLS  (2 * BLANKS_SIZE)
#define HALVES_QUIET 4
#define HALVES_SIZE  (QR_SIZE + 2 * HALVES_QUIET)

/* What the smallest screen with a half block code is: 15 rows, a key line, room beside it. */
#define HALVES_ROWS_LEAST 17
#define HALVES_COLS_LEAST 64

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

/* --- in cells --------------------------------------------------------------- */

/* Columns that it takes on this screen, half blocks or not; 0: the screen is too small for it. */
static int qr_columns(const struct screen *screen)
{
    if (screen_utf8(screen))
        return screen_rows(screen) >= HALVES_ROWS_LEAST &&
                       screen_cols(screen) >= HALVES_COLS_LEAST
                   ? HALVES_SIZE
                   : 0;
    return screen_whole(screen) ? BLANKS_COLS : 0;
}

int qr_code_rows(const struct screen *screen)
{
    return screen_utf8(screen) ? QR_HALVES : QR_BLANKS;
}

/* A row as runs of light and dark modules. */
static void qr_draw_blanks(struct screen *screen, const struct qr *qr, int row)
{
    char blanks[BLANKS_COLS + 1];
    int end;

    for (int start = 0; start < BLANKS_SIZE; start = end) {
        bool dark = qr_dark(qr, row, start, BLANKS_QUIET);

        for (end = start; end < BLANKS_SIZE && qr_dark(qr, row, end, BLANKS_QUIET) == dark; end++)
            ;
        memset(blanks, ' ', sizeof blanks);
        blanks[2 * (end - start)] = '\0';
        screen_text(screen, row, 2 * start, dark ? ROLE_CODE_DARK : ROLE_CODE_LIGHT, blanks);
    }
}

/* Dark halves are drawn, light ones are the background: a blank is a third of a block's bytes. */
static void qr_draw_halves(struct screen *screen, const struct qr *qr, int row)
{
    static const char *const cells[2][2] = {{" ", "\xe2\x96\x84"},   /* lower half block */
                                            {"\xe2\x96\x80", "\xe2\x96\x88"}}; /* upper, full */
    char text[3 * HALVES_SIZE + 1] = "";
    size_t length = 0;

    for (int col = 0; col < HALVES_SIZE; col++) {
        const char *cell = cells[qr_dark(qr, 2 * row, col, HALVES_QUIET)]
                                [qr_dark(qr, 2 * row + 1, col, HALVES_QUIET)];

        memcpy(text + length, cell, strlen(cell) + 1);
        length += strlen(cell);
    }
    screen_text(screen, row, 0, ROLE_CODE_HALVES, text);
}

static void qr_draw(struct screen *screen, const struct qr *qr)
{
    if (screen_utf8(screen))
        for (int row = 0; row < qr_code_rows(screen); row++)
            qr_draw_halves(screen, qr, row);
    else
        for (int row = 0; row < qr_code_rows(screen); row++)
            qr_draw_blanks(screen, qr, row);
}

int qr_code_column(const struct screen *screen)
{
    int columns = qr_columns(screen);

    return columns == 0 ? 0 : screen_utf8(screen) ? columns + 2 : columns + 1;
}

void qr_code_make(struct qr_code *code, uint32_t address)
{
    if (address != code->address)
        code->address = address != 0 && qr_make(&code->qr, address) ? address : 0;
}

void qr_code_draw(struct qr_code *code, struct screen *screen, bool shown)
{
    if (code->text_drawn && shown) {
        qr_draw(screen, &code->qr);
        code->drawn = true;
    }
    code->text_drawn = true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The QR code as a scanner sees it. */
#include "console.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CELL_WIDTH = 6, CELL_HEIGHT = 12 };

/* Whether the upper or lower half of this cell is dark. */
static bool is_dark(const struct term *t, const struct term_cell *cell, bool lower)
{
    unsigned fg = term_colour_rgb(t, cell->fg, 0xd0d0d0), bg = term_colour_rgb(t, cell->bg, 0);
    bool ink = strcmp(cell->text, "\u2588") == 0 ||
               strcmp(cell->text, lower ? "\u2584" : "\u2580") == 0;
    unsigned shown = ink != cell->reverse ? fg : bg;

    return (shown >> 8 & 0xff) < 0x80;
}

static void write_cells(const struct term *t, FILE *to, int row, int cols, bool lower)
{
    struct term_cell cell;

    for (int line = 0; line < CELL_HEIGHT / 2; line++)
        for (int col = 0; col < cols; col++) {
            term_cell(t, row, col, &cell);
            for (int x = 0; x < CELL_WIDTH; x++)
                fputc(is_dark(t, &cell, lower) ? 0 : 255, to);
        }
}

const char *console_qr(struct term *t)
{
    static char text[256];
    char path[CONSOLE_PATH + 32], command[CONSOLE_PATH + 128];
    int rows, cols;
    FILE *file;

    if (system("command -v zbarimg >/dev/null 2>&1") != 0)
        return NULL;
    snprintf(path, sizeof path, "%s/screen.pgm", console_folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    term_size(t, &rows, &cols);
    fprintf(file, "P5 %d %d 255\n", cols * CELL_WIDTH, rows * CELL_HEIGHT);
    for (int row = 0; row < rows; row++) {
        write_cells(t, file, row, cols, false);
        write_cells(t, file, row, cols, true);
    }
    assert_int_equal(fclose(file), 0);
    snprintf(command, sizeof command, "zbarimg -q --raw '%s' 2>/dev/null", path);
    file = popen(command, "r");
    assert_non_null(file);
    if (fgets(text, sizeof text, file) == NULL)
        text[0] = '\0';
    pclose(file);
    unlink(path);
    text[strcspn(text, "\n")] = '\0';
    return text;
}

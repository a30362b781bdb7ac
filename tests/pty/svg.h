/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A captured screen as an SVG picture: text in a monospaced font, colours and attributes as the
 * terminal shows them, line drawing and blocks as shapes (so that a QR code can be scanned). */
#ifndef BMCTUI_PTY_SVG_H
#define BMCTUI_PTY_SVG_H

#include <stdbool.h>
#include <stdio.h>

#include "term.h"

struct svg_style {
    unsigned fg, bg; /* rrggbb of the terminal's default colours */
    bool cursor;     /* draw it */
};

/* What the picture is made of. A row, or the cursor, is text of its own. */
extern const struct svg_style svg_usual; /* light grey on near black, with the cursor */
void svg_begin(FILE *to, int rows, int cols, const struct svg_style *style, const char *css);
void svg_row(const struct term *term, FILE *to, int row, const struct svg_style *style);
void svg_cursor(const struct term *term, FILE *to, const struct svg_style *style);
void svg_end(FILE *to);

/* style NULL: light grey on near black, with the cursor. */
void svg_write(const struct term *term, FILE *to, const struct svg_style *style);
/* false: errno says why. */
bool svg_save(const struct term *term, const char *file, const struct svg_style *style);

#endif

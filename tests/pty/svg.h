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

/* style NULL: light grey on near black, with the cursor. */
void svg_write(const struct term *term, FILE *to, const struct svg_style *style);
/* false: errno says why. */
bool svg_save(const struct term *term, const char *file, const struct svg_style *style);

#endif

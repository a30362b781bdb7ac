/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line that is typed in: the two secrets of the page, login prompts, the seconds of the light.
 * (The four address fields are libform's: form.h.) The text lives in a struct secret and nowhere
 * else; what is on the screen of a hidden one is stars.
 */
#ifndef BMCTUI_TERM_LINE_H
#define BMCTUI_TERM_LINE_H

#include "base/secret.h"
#include "term/keys.h"
#include "term/screen.h"

struct line {
    struct secret *text; /* borrowed */
    size_t cursor;       /* bytes before it */
    size_t limit;        /* bytes that can be typed */
    bool hidden;         /* stars: one a byte while focused, eight otherwise unless empty */
};

enum line_result {
    LINE_UNUSED,  /* not a key of a text: Enter, Tab, Up, ... */
    LINE_MOVED,
    LINE_CHANGED,
    LINE_REFUSED, /* nothing there to delete: beep */
    LINE_FULL     /* not taken: beep, and say so */
};

void line_init(struct line *line, struct secret *text, size_t limit, bool hidden);
void line_arrive(struct line *line); /* the focus has come: cursor to the end */
enum line_result line_key(struct line *line, const struct key *key);

/* "[text   ]" with width cells between the brackets, scrolled sideways when it is longer. Puts
 * the screen's cursor when focused. Returns the column behind the bracket. */
int line_draw(struct line *line, struct screen *screen, int row, int col, int width,
              bool focused);

#endif

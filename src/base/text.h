/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in columns, counted as a terminal counts them: translations may hold multi-byte and wide
 * characters. Texts are in the locale's encoding; a byte that is no character counts one column.
 */
#ifndef BMCTUI_BASE_TEXT_H
#define BMCTUI_BASE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Bytes that can be typed, of texts and secrets alike: more than is ever right, so that what is too
 * long is named, and not cut. */
#define TEXT_TYPED 64

/* What a text that an editor marked as Unicode begins with: "UTF-8", "UTF-16"; NULL: no mark. */
const char *text_byte_order_mark(const char *bytes, size_t length);
/* Bytes of the character at text; 0 at the end of the text. */
size_t text_step(const char *text);
/* Where the character begins that ends before byte at, which is 0 to the text's length. */
size_t text_step_back(const char *text, size_t at);
/* What stands for one character in one column: itself where it takes one, else '?'. At most
 * TEXT_CELL bytes with the NUL. Returns cell. */
#define TEXT_CELL 17
const char *text_cell(const char *text, char cell[TEXT_CELL]);
/* The sentence with word in the place of its %s; without one the word is left out. Returns text. */
const char *text_put(const char *sentence, const char *word, char *text, size_t size);
/* Columns that the text takes. */
int text_columns(const char *text);
/* The larger of columns and what the text takes. */
int text_wider(int columns, const char *text);
/* How many bytes of the text fit into so many columns. */
size_t text_fit(const char *text, int columns);
/* The same, but broken where a row may end: at a blank, or beside a wide character, unless a row
 * must not begin or end with what stands there. Blanks at the break are left out. *next is where
 * the next row starts, NULL when nothing is left. columns at least 1. */
size_t text_wrap(const char *text, int columns, const char **next);
/* Appends to text, behind gap unless the text is empty; cut where size bytes are full. */
void text_append(char *text, size_t size, const char *gap, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Prints the text, and blanks up to so many columns. */
void text_pad(FILE *file, const char *text, int columns);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in columns: translations may hold multi-byte and wide characters. Texts are in the
 * locale's encoding; a byte that is no character counts one column.
 */
#ifndef BMCTUI_TUI_TEXT_H
#define BMCTUI_TUI_TEXT_H

#include <stddef.h>

/* Columns that the text takes. */
int text_columns(const char *text);
/* How many bytes of the text fit into so many columns. */
size_t text_fit(const char *text, int columns);
/* The same, but broken at a blank or beside a wide character where there is one: *next is where the
 * next row starts (blanks at the break are left out), NULL when nothing is left. columns at least
 * 1. */
size_t text_wrap(const char *text, int columns, const char **next);

#endif

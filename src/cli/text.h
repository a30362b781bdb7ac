/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in columns for people, counted as a terminal counts them.
 */
#ifndef BMCTUI_CLI_TEXT_H
#define BMCTUI_CLI_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Columns that text takes on the terminal, in the current locale. */
size_t text_width(const char *text);
/* Prints text, and blanks up to width columns. */
void text_column(FILE *file, const char *text, size_t width);

#endif

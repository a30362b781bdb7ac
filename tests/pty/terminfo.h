/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the harness needs of a terminfo entry. Apart from the other files because ncurses' <term.h>
 * has a struct term of its own.
 */
#ifndef BMCTUI_PTY_TERMINFO_H
#define BMCTUI_PTY_TERMINFO_H

#include <stdbool.h>
#include <stddef.h>

enum { TERMINFO_KEYS = 40 };

struct terminfo {
    bool found, am, xenl, bce;
    bool pc_charset;           /* line drawing is code page 437 after ESC [ 11 m */
    char *keys[TERMINFO_KEYS]; /* in the order of the table in terminfo.c; NULL: has none */
};

/* Of an unknown type everything is false and NULL. */
void terminfo_load(struct terminfo *info, const char *type);
void terminfo_free(struct terminfo *info);

/* What the key sends, or NULL; *known says whether there is a key of this name at all. */
const char *terminfo_key(const struct terminfo *info, const char *name, size_t length, bool *known);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console by tests that want to know whether a text was too long for its place: what
 * is handed to ncurses cut at its end is written to the file CUT_TO, a line each. On a screen of
 * less than 80 columns some have to be. Never sanitized, never installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>

#undef waddnstr

int waddnstr(WINDOW *window, const char *text, int count)
{
    static int (*real)(WINDOW *, const char *, int);
    const char *name = getenv("CUT_TO");
    FILE *to;

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "waddnstr");
    if (name != NULL && COLS >= 80 && count >= 0 && strlen(text) > (size_t)count &&
        (to = fopen(name, "a")) != NULL) {
        fprintf(to, "%.*s|%s\n", count, text, text + count);
        fclose(to);
    }
    return real(window, text, count);
}

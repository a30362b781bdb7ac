/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console by tests that want to know whether its texts are in their places: what is
 * handed to ncurses cut at its end, or written over another text of the same frame, is a line in the
 * file CUT_TO. On a screen of less than 80 columns some have to be cut. Never sanitized, never
 * installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <curses.h>

#undef waddnstr

static void tell(const char *what, int count, const char *text)
{
    FILE *to = fopen(getenv("CUT_TO"), "a");

    if (to == NULL)
        return;
    fprintf(to, "%s: %.*s|%s\n", what, count, text, text + count);
    fclose(to);
}

/* Blanks, and the lines behind a section's name. */
static bool is_free(wchar_t there)
{
    return there == L'\0' || there == L' ' || there == L'\u2500';
}

/* The window's cells from the cursor on hold another text than this one. */
static bool is_over(WINDOW *window, const char *text, int count)
{
    int row, col, first, width;
    bool over = false;
    mbstate_t state = {0};
    wchar_t wide, there[CCHARW_MAX + 1];
    attr_t attributes;
    short pair;
    cchar_t cell;
    size_t bytes;

    getyx(window, row, first);
    for (col = first; count > 0 && col < getmaxx(window); col += width) {
        bytes = mbrtowc(&wide, text, (size_t)count, &state);
        if (bytes == 0 || bytes >= (size_t)-2)
            break;
        text += bytes;
        count -= (int)bytes;
        width = wcwidth(wide) > 0 ? wcwidth(wide) : 0;
        if (wide == L' ' || mvwin_wch(window, row, col, &cell) == ERR ||
            getcchar(&cell, there, &attributes, &pair, NULL) == ERR)
            continue;
        over = over || (!is_free(there[0]) && there[0] != wide);
    }
    wmove(window, row, first);
    return over;
}

int waddnstr(WINDOW *window, const char *text, int count)
{
    static int (*real)(WINDOW *, const char *, int);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "waddnstr");
    if (getenv("CUT_TO") != NULL && count >= 0) {
        if (COLS >= 80 && strlen(text) > (size_t)count)
            tell("cut where the | is", count, text);
        if (is_over(window, text, count))
            tell("over another text", (int)strlen(text), text);
    }
    return real(window, text, count);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of a screen, for screen.c and screen_open.c only.
 */
#ifndef BMCTUI_TUI_SCREEN_OWN_H
#define BMCTUI_TUI_SCREEN_OWN_H

#include <curses.h>
#include <termios.h>

#include "tui/screen.h"
#include "tui/theme.h"

#define SCREEN_LINK 128

struct screen {
    SCREEN *curses;
    struct termios before; /* the terminal's modes as they were found */
    const char *fallback;
    enum frames frames;    /* never FRAMES_AUTO */
    enum theme theme;
    bool utf8, colours, function_keys, osc, gone;
    bool boxed;
    int rows, cols;             /* of the page area */
    int row_offset, col_offset; /* its place on the terminal */
    int cursor_row, cursor_col;
    int link_row, link_col; /* on the terminal */
    char link_text[SCREEN_LINK], link_url[SCREEN_LINK]; /* of this frame; "": none */
    char link_sent[SCREEN_LINK];                        /* what is on the terminal now */
};

/* Writes the frame's hyperlink over the text that is already there. */
void screen_send_link(struct screen *screen);
/* Takes page area and box from the terminal's size. */
void screen_arrange(struct screen *screen);

#endif

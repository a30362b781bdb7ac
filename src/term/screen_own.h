/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a screen, for screen*.c only. */
#ifndef BMCTUI_TERM_SCREEN_OWN_H
#define BMCTUI_TERM_SCREEN_OWN_H

#include <curses.h>
#include <termios.h>

#include "term/screen.h"
#include "term/theme.h"

#define SCREEN_LINK 128

struct screen {
    SCREEN *curses;
    struct termios before; /* the terminal's modes as they were found */
    const char *fallback;
    enum frames frames;    /* never FRAMES_AUTO */
    struct theme theme;
    bool utf8, serial, function_keys, osc, mouse, gone, suspended;
    int colours; /* that may be used; 0: none */
    bool rich;   /* the dress of fast lines */
    bool dim;    /* what is drawn lies beneath */
    int rows, cols;         /* of the page */
    struct screen_area {
        int row, col, rows, cols;
        bool edges; /* its first and last row are the terminal's, over all columns */
    } page, area;           /* what is drawn goes to area: a piece of the terminal */
    int cursor_row, cursor_col; /* on the terminal */
    struct screen_span {
        int first, end; /* end 0: none */
    } secret, secret_sent; /* rows of the terminal, of this frame and of what is on it */
    bool moved;                        /* the terminal may have put rows elsewhere */
    int link_row, link_col; /* on the terminal */
    char link_text[SCREEN_LINK], link_url[SCREEN_LINK]; /* of this frame; "": none */
    char link_sent[SCREEN_LINK];                        /* what is on the terminal now */
};

/* terminfo's string; NULL: there is none. */
const char *screen_capability(const char *name);
/* Frames, theme, mouse etc. by terminal, line and locale; after curses has started. */
void screen_find_out(struct screen *screen, const struct screen_setup *setup, const char *type);
/* Writes the frame's hyperlink over the text that is already there. */
void screen_send_link(struct screen *screen);
/* Erases rows with secrets if the next frame clears the terminal. */
void screen_send_wipe(struct screen *screen);
/* Sets a role's look, or that of what lies beneath. */
void screen_look(const struct screen *screen, enum role role);
/* From a cell of the area to the terminal's. */
void screen_place(const struct screen *screen, int *row, int *col);
/* Columns of the area from here to its right edge: none in rows outside, and never the terminal's
 * last cell. */
int screen_room(const struct screen *screen, int row, int col);
/* Takes the page from the terminal's size. */
void screen_arrange(struct screen *screen);

#endif

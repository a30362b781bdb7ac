/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: the only place that opens, writes to, and closes it (ncurses beneath). One frame
 * is screen_begin(), any drawing, screen_finish(): every frame is drawn whole, and only what
 * differs from the frame before goes over the line.
 *
 * There are two dresses. The plain one is for serial lines, the C locale and whatever has no
 * colour or no lines: pages and dialogs take 80x24 at most, at the top left. The rich one, for all
 * else, takes the whole terminal: dialogs are boxes over the dimmed page, what can be typed in or
 * pressed is filled in place of its brackets, keys are caps.
 *
 * Rows and columns are those of the area, from 0: the whole screen, or the inside of a box. What
 * falls outside is clipped, and the last cell of the last row is never written (terminals that
 * wrap at once would scroll). Roles stand for looks, which depend on theme and line. A character
 * always shows the state too, so a role may look like plain text.
 *
 * Input is not ncurses': read screen_input_fd() and feed keys.h.
 */
#ifndef BMCTUI_TERM_SCREEN_H
#define BMCTUI_TERM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "conf/settings.h"
#include "term/keys.h"

#define SCREEN_ROWS 24 /* the plain dress takes no more */
#define SCREEN_COLS 80
#define SCREEN_ROWS_LEAST 12
#define SCREEN_COLS_LEAST 40
#define SCREEN_NARROW 60 /* below this many columns: SCREENS' 40x12 rules */

enum role {
    ROLE_TEXT,
    ROLE_TITLE,        /* row 0 */
    ROLE_TITLE_STATE,  /* what changes by itself in row 0: few bytes on a slow line */
    ROLE_TAG,          /* DEMO, NO BMC, LOCKED at its end */
    ROLE_BANNER,
    ROLE_SECTION,      /* a section's name */
    ROLE_RULE,         /* the line behind it, and between two columns */
    ROLE_FRAME,        /* of a box */
    ROLE_LABEL,
    ROLE_NOTE,         /* beside a value: what it was, its other form */
    ROLE_VALUE,        /* can be changed */
    ROLE_CHANGED,      /* the same, edited */
    ROLE_FIELD,        /* the same two where it can be typed in */
    ROLE_FIELD_CHANGED,
    ROLE_FOCUS,        /* has the focus, whatever it is */
    ROLE_LOCKED,       /* cannot be entered */
    ROLE_MARK,         /* the > before the focus */
    ROLE_EDITED,       /* the * */
    ROLE_ERROR,        /* the ! and error sentences */
    ROLE_WARNING,
    ROLE_GOOD,         /* a rule that is met, a step that is done */
    ROLE_BUTTON,
    ROLE_BUTTON_FOCUS,
    ROLE_HELP,
    ROLE_RUNNING,      /* what runs, and for how long */
    ROLE_KEYS,         /* the key line */
    ROLE_CAP,          /* a key's name in it */
    ROLE_BAR_GOOD,     /* a dialog's title that says what came of something */
    ROLE_BAR_BAD,
    ROLE_DIMMED,       /* all that lies beneath a dialog */
    ROLE_CODE_LIGHT,   /* QR: a light module, as blanks */
    ROLE_CODE_DARK,    /* QR: a dark module, as blanks */
    ROLE_CODE_HALVES,  /* QR: half blocks, dark on light */
    ROLE_COUNT
};

struct screen;

struct screen_setup {
    enum frames frames;
    enum theme_name theme;
    bool monochrome;
    bool ascii;
    bool keep_flowing; /* no flow control: Ctrl-S stops nothing */
    bool mouse; /* if the terminal has one, and this is no serial line */
};

/* Opens standard input and output as the terminal. -1: no terminal, TERM=dumb or the like, with a
 * sentence for standard error and what to use instead; exit status 2. */
int screen_open(struct screen **screen, const struct screen_setup *setup,
                struct bmc_error *error);
/* Whether terminfo describes a TERM of this name. */
bool screen_type_known(const char *type);
/* Leaves the terminal as it was found; NULL is fine. Safe when it is gone. */
void screen_close(struct screen *screen);
/* The terminal is gone: nothing is written any more. */
void screen_gone(struct screen *screen);
/* The terminal as it was found while stopped (Ctrl-Z), and back, all repainted. */
void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);
/* After SIGWINCH: takes the new size; the next frame repaints all. */
void screen_resize(struct screen *screen);
/* Ctrl-L: the next frame repaints all and re-arms the terminal's modes. */
void screen_repaint(struct screen *screen);

int screen_input_fd(const struct screen *screen);
/* TERM's own sequences for the keys, and whether the mouse is on. */
void screen_learn_keys(const struct screen *screen, struct keys *keys);
/* The TERM used in place of an unknown one; NULL: TERM is known. */
const char *screen_fallback(const struct screen *screen);

/* A cell of the terminal to one of the area that was drawn last; false: it is outside. */
bool screen_cell(const struct screen *screen, int *row, int *col);

/* Of the page: 80x24 at most in the plain dress. In the rich one it is the whole terminal or, where
 * that is larger than one can take in, a part in its middle; but its first and its last row are
 * the terminal's, with the edge's columns. */
int screen_rows(const struct screen *screen);
int screen_cols(const struct screen *screen);
int screen_edge_rows(const struct screen *screen); /* of the dress: the last is the key line */
int screen_edge_cols(const struct screen *screen);
bool screen_too_small(const struct screen *screen);
bool screen_narrow(const struct screen *screen);  /* under 60 columns */
bool screen_whole(const struct screen *screen);   /* 80x24 fits */
bool screen_serial(const struct screen *screen);   /* a serial line, as far as this host knows */
bool screen_rich(const struct screen *screen);    /* which dress */
bool screen_boxes(const struct screen *screen);   /* rich, and with room for dialogs in boxes */
bool screen_utf8(const struct screen *screen);    /* UTF-8 locale, and --ascii not given */
bool screen_function_keys(const struct screen *screen); /* terminfo has all of F1 to F10 */
bool screen_mouse(const struct screen *screen); /* is on, see sequence.h */
bool screen_osc(const struct screen *screen); /* OSC 8 and 52 may be sent: xterm* tmux* screen* */

/* "[text ]", or a fill that takes the brackets' place. Returns the column behind it. */
int screen_field(struct screen *screen, int row, int col, int width, enum role role,
                 const char *text);

/* A frame. The cursor ends where screen_cursor() last put it, else at 0,0. */
void screen_begin(struct screen *screen);
void screen_finish(struct screen *screen);
/* What is drawn from here on goes there, 0,0 being its corner, and is clipped to it: until the next
 * of these, or the next frame. Rows and columns are the page's. */
void screen_area(struct screen *screen, int row, int col, int rows, int cols);
/* The same without so many of its rows above and columns at the left. */
void screen_inset(struct screen *screen, int rows, int cols);
void screen_whole_area(struct screen *screen);
/* A box in the middle, as large as what it holds: its inside is the area then. */
struct screen_box {
    int rows, cols;           /* of the inside */
    const char *title, *state; /* in its upper edge; state: what changes by itself, or "" */
    enum role bar;            /* the edge is a bar of this role; ROLE_TEXT: a line */
};
void screen_box(struct screen *screen, const struct screen_box *box);
/* Columns of the inside that a title takes. */
int screen_box_title(const char *title, const char *state);
/* What is drawn from here on lies beneath a dialog: all of it has ROLE_DIMMED. */
void screen_dim(struct screen *screen, bool dim);
bool screen_dimmed(const struct screen *screen);
/* The next frame is of another view. */
void screen_other(struct screen *screen);
void screen_cursor(struct screen *screen, int row, int col);

/* Text in the locale's encoding from this cell on, clipped at the right edge. Returns the column
 * behind it. */
int screen_text(struct screen *screen, int row, int col, enum role role, const char *text);
int screen_format(struct screen *screen, int row, int col, enum role role, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* At most that many columns of it. */
int screen_clipped(struct screen *screen, int row, int col, int columns, enum role role,
                   const char *text);
/* Wrapped at blanks from this column to the last but one, in at most that many rows. Returns how
 * many were used. */
int screen_wrapped(struct screen *screen, int row, int col, int rows, enum role role,
                   const char *text);
/* This row holds a secret: it is erased before the screen is cleared, because some terminals keep
 * cleared text for scrolling back. */
void screen_secret(struct screen *screen, int row);
/* The area as it is before anything is drawn. */
void screen_clear(struct screen *screen);
/* Blanks of this role. */
void screen_fill(struct screen *screen, int row, int col, int columns, enum role role);
/* The title's row, filled where that costs nothing. */
void screen_title_row(struct screen *screen);
/* Where lines are drawn: the one after a section's name, up to the column before end, and a cell of
 * the one between two columns. */
void screen_rule(struct screen *screen, int row, int col, int end);
void screen_upright(struct screen *screen, int row, int col);
/* Text that, on terminals with OSC 8, opens url when clicked. */
void screen_link(struct screen *screen, int row, int col, const char *text, const char *url);

void screen_beep(struct screen *screen);
/* An escape sequence that ncurses does not know (OSC 52); after the current frame. */
void screen_send(struct screen *screen, const char *bytes, size_t length);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a program on their way to libvterm: a small parser that puts right what libvterm
 * 0.1.4 shows differently from the terminal that TERM names, and that keeps what libvterm drops.
 *
 * Found by trial with libvterm 0.1.4 (Debian 12), and what is done about it:
 *   - ESC ] P nrrggbb and ESC ] R (linux palette, sent by ncurses on leaving) have no terminator:
 *     libvterm swallows all that follows. Here they end where the Linux console ends them.
 *   - ESC [ 11 m (TERM=ansi: line drawing as code page 437) is taken for a font. Here the bytes
 *     become the glyphs of that code page. In a UTF-8 locale ncurses sends U+00DA and the like
 *     instead, which every UTF-8 terminal but the Linux console shows as such letters: so here.
 *   - In 8-bit mode bytes from A0h on lose their top bit. libvterm always runs in UTF-8 here, and
 *     the bytes are converted from the locale's character set (C: replacement character).
 *   - The cursor after the last column: libvterm always waits (xenl). For a TERM with am and
 *     without xenl (ansi) it goes to the next row at once, and cell 79,23 scrolls the screen.
 *   - Of several modes in one sequence (ESC [ ? 1006;1000 h, ESC [ ? 12;25 h) only the first is
 *     set: they are sent one by one.
 *   - ESC k TITLE ESC \ (screen, tmux) is shown as text: swallowed here.
 *   - OSC 8, 52 and other strings are dropped: the last one is kept, see filter_osc().
 *   - Erased cells keep reverse and underline, and always take the background colour (bce). The
 *     view (term_cell) ignores the first, and the second where terminfo has no bce.
 *   - SGR 2 (dim) and 8 (invisible) do not exist: such text looks normal.
 *   - EL at the last column does not end the waiting for a wrap; xterm does, a VT100 does not.
 * Right as they are: ESC[?7l, ECH, ICH, DCH, IL, DL, SU, SD, REP (done here, for xenl), DECSC,
 * 1049, ESC(0, ^N/^O in UTF-8 too, DECSTR, wide and combining characters, CAN in a sequence.
 */
#ifndef BMCTUI_PTY_FILTER_H
#define BMCTUI_PTY_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include <vterm.h>

struct filter_setup {
    VTerm *vt;           /* borrowed; must be in UTF-8 mode */
    const char *charset; /* of the bytes: "UTF-8", "ANSI_X3.4-1968" or a name that iconv knows */
    bool linux_console;  /* ESC ] P and ESC ] R have no terminator */
    bool pc_charset;     /* ESC [ 11 m switches to code page 437 */
    bool title_string;   /* ESC k opens a string */
    bool wrap_at_once;   /* am without xenl */
};

struct filter;

struct filter *filter_new(const struct filter_setup *setup);
void filter_free(struct filter *filter);
void filter_feed(struct filter *filter, const char *bytes, size_t length);

/* The text of the last finished OSC string with this number, without the number; NULL when there
 * was none. Valid until the next filter_feed(). */
const char *filter_osc(const struct filter *filter, int number);

/* UTF-8 text in the terminal's character set; the caller frees it. */
char *filter_encode(const struct filter *filter, const char *text);

#endif

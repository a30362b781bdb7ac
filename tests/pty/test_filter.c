/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a program would send them, and what each kind of terminal shows then. */
#include "pty_test.h"

#include <string.h>
#include <sys/wait.h>

struct shown {
    const char *what;
    const char *type, *locale;
    const char *bytes; /* a format of printf(1) */
    const char *row0, *row1;
    int row, col; /* of the cursor */
};

#define XTERM "xterm-256color", "C.UTF-8"

static const struct shown cases[] = {
    {"plain", XTERM, "abc", "abc", "", 0, 3},
    {"UTF-8", XTERM, "\\303\\244b", "\u00e4b", "", 0, 2},
    {"wide", XTERM, "\\346\\227\\245b", "\u65e5b", "", 0, 3},
    {"combining", XTERM, "e\\314\\201b", "e\u0301b", "", 0, 2},
    {"half a character", XTERM, "\\303b", "\ufffdb", "", 0, 2},
    {"no character", XTERM, "\\377b", "\ufffdb", "", 0, 2},
    {"half before escape", XTERM, "\\303\\033[mb", "\ufffdb", "", 0, 2},
    {"8-bit in C", "vt100", "C", "\\344b", "\ufffdb", "", 0, 2},
    {"Latin-1", "vt220", "de_DE.ISO-8859-1", "\\344b", "\u00e4b", "", 0, 2},
    {"EUC-JP", "linux", "ja_JP.EUC-JP", "\\306\\374b", "\u65e5b", "", 0, 3},
    {"ACS by SO", "vt100", "C", "\\033)0\\016lqk\\017x", "\u250c\u2500\u2510x", "", 0, 4},
    {"ACS not armed", "vt100", "C", "\\016lqk\\017x", "lqkx", "", 0, 4},
    {"ACS by SO, UTF-8", "linux", "C.UTF-8", "\\033)0\\016lqk\\017x", "\u250c\u2500\u2510x", "", 0,
     4},
    {"ACS by designation", XTERM, "\\033(0lqk\\033(Bx", "\u250c\u2500\u2510x", "", 0, 4},
    {"CP437", "ansi", "C", "\\033[11m\\332\\304\\277\\033[10mx", "\u250c\u2500\u2510x", "", 0, 4},
    {"CP437 in the midst", "ansi", "C", "\\033[0;10;7;11m\\263\\033[0;10mx", "\u2502x", "", 0, 2},
    {"CP437 low", "ansi", "C", "\\033[11m\\020\\021\\033[10mx", "\u25ba\u25c4x", "", 0, 3},
    {"CP437, colour 11", "ansi", "C", "\\033[38;5;11m\\332x", "\ufffdx", "", 0, 2},
    {"CP437 on linux", "linux", "C.UTF-8", "\\033[11m\\332\\033[10mx", "\u250cx", "", 0, 2},
    {"CP437 on xterm", XTERM, "\\033[11m\\332\\033[10mx", "\ufffdx", "", 0, 2},
    {"linux palette", "linux", "C", "\\033]P0112233ab", "ab", "", 0, 2},
    {"linux palette back", "linux", "C", "\\033]Rab", "ab", "", 0, 2},
    {"title, BEL", XTERM, "\\033]0;title\\007ab", "ab", "", 0, 2},
    {"title, ST", XTERM, "\\033]0;title\\033\\\\ab", "ab", "", 0, 2},
    {"title on screen", "screen", "C", "\\033ktitle\\033\\\\ab", "ab", "", 0, 2},
    {"DCS", XTERM, "\\033P1$qm\\033\\\\ab", "ab", "", 0, 2},
    {"OSC, then CSI", XTERM, "\\033]0;t\\033[3Cab", "   ab", "", 0, 5},
    {"REP", XTERM, "a\\033[5bx", "aaaaaax", "", 0, 7},
    {"REP of UTF-8", XTERM, "\\303\\244\\033[2bx", "\u00e4\u00e4\u00e4x", "", 0, 4},
    {"REP over the edge", "ansi", "C", "a\\033[11bx", "aaaaaaaaaa", "aax", 1, 3},
    {"ECH", XTERM, "abcdef\\033[1;2H\\033[3X", "a   ef", "", 0, 1},
    {"ICH", XTERM, "abcdef\\033[1;2H\\033[2@", "a  bcdef", "", 0, 1},
    {"DCH", XTERM, "abcdef\\033[1;2H\\033[2P", "adef", "", 0, 1},
    {"EL", XTERM, "abcdef\\033[1;3H\\033[K", "ab", "", 0, 2},
    {"no wrapping", XTERM, "\\033[?7l0123456789AB\\033[?7h", "012345678B", "", 0, 9},
    {"no wrapping, ansi", "ansi", "C", "\\033[?7l0123456789AB\\033[?7h", "012345678B", "", 0, 9},
    {"last column waits", "vt100", "C", "0123456789", "0123456789", "", 0, 9},
    {"and wraps", "vt100", "C", "0123456789x", "0123456789", "x", 1, 1},
    {"CR in the last column", "vt100", "C", "0123456789\\rx", "x123456789", "", 0, 1},
    {"last column at once", "ansi", "C", "0123456789", "0123456789", "", 1, 0},
    {"and CR", "ansi", "C", "0123456789\\rx", "0123456789", "x", 1, 1},
    {"last cell scrolls, ansi", "ansi", "C", "ab\\033[4;1H0123456789", "", "", 3, 0},
    {"last cell, vt100", "vt100", "C", "ab\\033[4;1H0123456789", "ab", "", 3, 9},
    {"CAN in CSI", XTERM, "\\033[3\\030x", "x", "", 0, 1},
    {"ESC in CSI", XTERM, "\\033[3\\033[2Cx", "  x", "", 0, 3},
    {"CR in CSI", XTERM, "ab\\033[\\r2Cx", "abx", "", 0, 3},
    {"NUL", "vt100", "C", "a\\000\\000b", "ab", "", 0, 2},
    {"alternate screen", XTERM, "ab\\033[?1049h\\033[Hcd\\033[?1049lx", "abx", "", 0, 3},
    {"saved cursor", "vt100", "C", "a\\0337bc\\0338x", "axc", "", 0, 2},
    {"scroll region", "vt100", "C", "\\033[2;3ra\\033[2;1Hb\\033[3;1Hc\\n", "a", "c", 2, 0},
    {"cursor shape on linux", "linux", "C", "\\033[?25l\\033[?1cx", "x", "", 0, 1},
    {"several modes", XTERM, "\\033[?25;7l0123456789AB\\033[?1;7h", "012345678B", "", 0, 9},
    {"window operation", XTERM, "\\033[22;0;0tx", "x", "", 0, 1},
    {"insert on screen", "screen", "C", "\\033[34l\\033[?25hx", "x", "", 0, 1},
};

static void shows(void **state)
{
    const struct shown *c = *state;
    const char *argv[] = {"/usr/bin/printf", c->bytes, NULL};
    struct term *t;
    int status, row, col;

    t = term_start(&(struct term_setup){.argv = argv,
                                        .type = c->type,
                                        .locale = c->locale,
                                        .rows = 4,
                                        .cols = 10,
                                        .env = (const char *const[]){"LC_ALL=C", NULL}});
    assert_non_null(t);
    assert_true(term_wait_exit(t, &status));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_row(t, 0, c->row0);
    assert_row(t, 1, c->row1);
    term_cursor(t, &row, &col);
    assert_int_equal(row, c->row);
    assert_int_equal(col, c->col);
    term_free(t);
}

int main(void)
{
    enum { COUNT = sizeof cases / sizeof cases[0] };
    static struct CMUnitTest tests[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        tests[i].name = cases[i].what;
        tests[i].test_func = shows;
        tests[i].initial_state = (void *)&cases[i];
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The console on a pseudo-terminal, for the tests of the page and its dialogs: bmctui started with
 * a config file of the test's own, and short words for what a person does and sees. Everything
 * asserts; a test needs no further checks of what it was told here.
 */
#ifndef BMCTUI_PTY_CONSOLE_H
#define BMCTUI_PTY_CONSOLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef stop /* cmocka 2 has a macro of this name, which is of no use here */

#include "term.h"

#define CONSOLE_ARGUMENTS 12
#define CONSOLE_PATH      4096

/* Where the test's files are; after the first start. */
extern char console_folder[CONSOLE_PATH];

struct console_setup {
    const char *program;       /* below top_builddir; NULL: bmctui */
    const char *type, *locale; /* NULL: xterm-256color, C.UTF-8 */
    int rows, cols;            /* 0: 24x80 */
    const char *config;        /* lines of the config file; NULL: none */
    bool no_file;              /* not even an empty one, whose name would be seen */
    const char *arguments[CONSOLE_ARGUMENTS]; /* none: --demo */
    const char *const *env;
    const char *errors_to;
    bool leader, ignore_hup;
    bool early; /* return at once; else when all values are there */
};

struct term *console_start(struct console_setup setup);
/* The demo on this kind of terminal, with this config. */
struct term *console_demo(const char *type, const char *locale, const char *config);
/* --session-password-file= with an empty file, for a BMC that does not answer. */
const char *console_no_password(void);
/* Every value is there and nothing is being read. */
void console_wait_loaded(struct term *t);
/* F10 (or Esc 0) on a page without edits; status 0, modes restored; frees. */
void console_leave(struct term *t);
/* Waits for the end with this exit status, terminal modes as found; frees. */
void console_ended(struct term *t, int status);

/* Keys by name (term.h), separated by blanks; NAME*3 is three times. */
void press(struct term *t, const char *keys);
/* "F2" where the terminal has it, "Esc-2" where not. */
void press_function(struct term *t, int number);

void see(struct term *t, const char *text);
void see_gone(struct term *t, const char *text);
/* The text in the row whose label (behind the focus mark) is this. */
void see_in(struct term *t, const char *label, const char *text);
void see_not_in(struct term *t, const char *label, const char *text);
/* The focus mark is in the row of this label, and the cursor too. */
void see_focus(struct term *t, const char *label);
/* The button that has the focus (the cursor stands on its first letter). */
void see_button(struct term *t, const char *word);
int row_of(struct term *t, const char *label); /* fails the test when there is none */
/* What stands in the row, blanks at the ends taken away; freed by the next call but three. */
const char *row_text(struct term *t, int row);
/* Number of bells since; for "this key beeps". */
void expect_beep(struct term *t, const char *key);
void expect_no_beep(struct term *t, const char *key);

/* Moves by Tab until the focus is in the row of this label, or on this button. */
void go_to(struct term *t, const char *label);
void go_to_button(struct term *t, const char *word);
/* Ctrl-U, then the text. */
void retype(struct term *t, const char *label, const char *text);

/* Reads what is on the screen as a QR code (zbarimg); NULL when it is not installed. */
const char *console_qr(struct term *t);

#endif

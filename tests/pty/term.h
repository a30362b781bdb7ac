/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program on a pseudo-terminal with a terminal emulator (libvterm) behind it: keys go in, what
 * the person would see comes out.
 *
 *     struct term *t = term_start(&(struct term_setup){ .argv = argv, .type = "vt100" });
 *     assert_true(term_wait_text(t, "IPv4 Address"));
 *     term_key(t, "F2");
 *     ...
 *     assert_true(term_wait_exit(t, &status));
 *     term_free(t);
 *
 * There is no thread: the terminal is read only inside the term_wait... calls and term_pump().
 * Waiting calls return false at their deadline (default 20 s times the environment's TERM_SLOW,
 * which is 4 by itself in a sanitized build) or when the program has ended, and then print the
 * reason and the screen to stderr.
 * Rows and columns count from 0. All texts are UTF-8.
 *
 * The program runs as a job of a small guard process that is the session leader, as a shell would
 * be: so it can be stopped with ^Z (the kernel does not stop a session leader's own group), and the
 * terminal's modes can be read right after its end. With `leader` the program itself is the session
 * leader, as under a getty or a systemd unit. The guard kills what is left when the test dies.
 *
 * What libvterm shows differently from real terminals, and how it is put right: filter.h.
 */
#ifndef BMCTUI_PTY_TERM_H
#define BMCTUI_PTY_TERM_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

struct term;

enum term_choice { TERM_AUTO, TERM_YES, TERM_NO };

struct term_setup {
    const char *const *argv; /* NULL at the end; argv[0] is looked up in PATH */
    int rows, cols;          /* 0: 24x80 */
    int told_rows;       /* -1: the program is told 0x0 (a serial line), the screen is as above */
    const char *type;    /* TERM; NULL: xterm-256color; "": TERM is not set */
    const char *locale;  /* LC_ALL; NULL: C.UTF-8 */
    const char *charset; /* the terminal's; NULL: the one that the locale's name says */
    const char *const *env; /* "NAME=value" sets, "NAME" takes away; may be NULL */
    const char *cwd;        /* NULL: as here */
    const char *errors_to;  /* a file for the program's stderr; NULL: the terminal */
    speed_t speed;          /* 0: 38400; the program sees it, the harness does not slow down */
    long bytes_per_second;  /* the harness reads no faster than this; 0: no limit */
    enum term_choice wrap_at_once; /* AUTO: as terminfo's am and xenl say */
    bool leader;                   /* the program is the session leader */
    bool ignore_hup;               /* start it with SIGHUP ignored, as nohup does */
    bool silent;                   /* print nothing when a wait fails */
};

/* Starts the program; NULL (and a line on stderr) when that cannot be done. The environment is
 * made anew from PATH, HOME, USER, LOGNAME, TMPDIR, TZ, TERMINFO*, LD_*, *SAN_OPTIONS, LLVM_*,
 * then LC_ALL, TERM and `env`. Nothing in `setup` is needed after the call. */
struct term *term_start(const struct term_setup *setup);
/* Ends the program (SIGHUP, then SIGKILL) if it still runs. */
void term_free(struct term *term);

/* What goes in. */
void term_send(struct term *term, const void *bytes, size_t length);
void term_type(struct term *term, const char *text);
/* One key by name, or false when the name means nothing or TERM's terminfo entry lacks the key:
 * F1..F24 Up Down Left Right Home End PgUp PgDn Ins Del BackTab Backspace (as terminfo has them, in
 * application mode; BackTab is ESC [ Z where it has none), Tab Enter Esc Space, C-a or ^A, M-x,
 * Esc-2 (ESC then the character), Fn2 (F2 if terminfo has it, else Esc-2), a single character.
 * NAME@TYPE is the encoding of another terminfo entry: Home@linux. */
bool term_key(struct term *term, const char *name);
/* The same, the bytes sent one by one with a pause between them, while the screen is read. */
bool term_key_slowly(struct term *term, const char *name, int pause_ms);
/* The bytes of a key; the length, or -1. They may hold no NUL but ^@'s. */
int term_key_bytes(struct term *term, const char *name, char *bytes, size_t size);
/* A press and release at a cell, in the encoding that the program has asked for (nothing is sent
 * if it has asked for none); buttons 1..3, 4 and 5 are the wheel. */
void term_mouse(struct term *term, int row, int col, int button);

/* Waiting. */
typedef bool term_condition(struct term *term, void *context);
void term_pump(struct term *term, int ms); /* reads for so long, at least once */
bool term_wait(struct term *term, int ms, const char *what, term_condition *met, void *context);
bool term_wait_text(struct term *term, const char *text);
bool term_wait_text_for(struct term *term, const char *text, int ms);
bool term_wait_gone(struct term *term, const char *text);
bool term_wait_row(struct term *term, int row, const char *text);
bool term_wait_cursor(struct term *term, int row, int col);
/* Everything that was sent has been read and dealt with, and the program waits for more (in its first
 * thread; what comes later by itself is to be waited for). False at the deadline or the end. */
bool term_settle(struct term *term);
bool term_wait_quiet(struct term *term, int ms); /* no byte for so long; true but at an exit */
bool term_wait_bytes(struct term *term, size_t count); /* since the mark */
bool term_wait_exit(struct term *term, int *status);   /* the status as of waitpid() */
bool term_wait_exit_for(struct term *term, int *status, int ms);
bool term_wait_stopped(struct term *term);
int term_fd(const struct term *term); /* to poll() beside one's own; -1 after a hang-up */

/* The screen. Texts returned are allocated; rows come without the blanks at their end. */
void term_size(const struct term *term, int *rows, int *cols);
char *term_row(const struct term *term, int row);
char *term_text_at(const struct term *term, int row, int col, int width);
char *term_screen(const struct term *term);                                    /* rows with \n */
bool term_find(const struct term *term, const char *text, int *row, int *col); /* may be NULL */
void term_cursor(const struct term *term, int *row, int *col);
bool term_cursor_visible(const struct term *term);
bool term_alternate(const struct term *term);
int term_bells(const struct term *term);                   /* rung since the start */
const char *term_osc(const struct term *term, int number); /* last OSC string, or NULL */

enum { TERM_DEFAULT_COLOUR = -1, TERM_RGB = 0x1000000 };

struct term_cell {
    char text[28]; /* "" in the second half of a wide character; " " when empty */
    int width;     /* 0, 1, 2 */
    bool written;  /* false: erased or never written */
    bool bold, underline, reverse, blink, italic;
    int fg, bg; /* TERM_DEFAULT_COLOUR, 0..255, or TERM_RGB | rrggbb */
};
void term_cell(const struct term *term, int row, int col, struct term_cell *cell);
unsigned term_colour_rgb(const struct term *term, int colour, unsigned when_default);

/* What went over the line. Times are microseconds of a clock that only goes forward. */
void term_mark(struct term *term);          /* the counters below start from here */
size_t term_bytes(const struct term *term); /* received since the mark */
const char *term_raw(const struct term *term, size_t *length); /* those bytes, then a NUL */
bool term_raw_save(const struct term *term, const char *file); /* all bytes since the start */
long long term_now(void);
long long term_sent_at(const struct term *term);  /* the last term_send(), or the start */
long term_first_byte_us(const struct term *term); /* from there to the first byte, or -1 */
long term_last_byte_us(const struct term *term);  /* from there to the newest byte, or -1 */
long term_text_us(const struct term *term); /* from there to the bytes that met the last wait */

/* Events. */
void term_resize(struct term *term, int rows, int cols);
void term_signal(struct term *term, int number);       /* to the program */
void term_signal_group(struct term *term, int number); /* to its process group */
void term_continue(struct term *term);                 /* to the foreground again, as fg does */
void term_hangup(struct term *term);                   /* the terminal is gone */

/* The program. */
pid_t term_pid(const struct term *term);
bool term_exited(const struct term *term, int *status); /* no waiting */
long term_cpu_ms(const struct term *term);              /* user and system; after the end too */
long term_rss_kib(const struct term *term);             /* now; 0 after the end */
long term_peak_kib(const struct term *term);            /* most so far; after the end too */
/* The terminal's modes: now, when it was started, and at the end or at the last stop. */
bool term_modes(const struct term *term, struct termios *now);
const struct termios *term_modes_before(const struct term *term);
const struct termios *term_modes_after(const struct term *term); /* NULL: not known */
bool term_modes_restored(const struct term *term);               /* and says what differs */
const char *term_type_name(const struct term *term);

/* Golden screens: golden/NAME.txt beside the sources. With BMCTUI_GOLDEN=update in the
 * environment the file is written instead. On a mismatch both are printed row by row and the
 * actual screen is kept as golden-actual/NAME.txt in the build directory. */
enum { TERM_GOLDEN_ATTRIBUTES = 1, TERM_GOLDEN_COLOURS = 2 }; /* a block of their own */

struct term_mask {     /* what differs from run to run; an array ends with { 0 } */
    const char *regex; /* POSIX extended, found in a row; or NULL: */
    const char *with;  /* put in its place as it is; NULL: one # a column */
    int row, col,
        width; /* with regex NULL: these cells become # (width 0: to the end of the row) */
};
bool term_golden(struct term *term, const char *name);
/* What is kept under this name, to be freed; NULL: there is no such file. */
char *term_golden_kept(const char *name);
/* The same with any other text, and the file's whole name. */
bool term_golden_file(const char *dir, const char *name, const char *actual);
bool term_golden_masked(struct term *term, const char *name, unsigned flags,
                        const struct term_mask *masks);
/* The text that is compared; the caller frees it. NULL when a mask's regex is wrong. */
char *term_capture(const struct term *term, unsigned flags, const struct term_mask *masks);

void term_dump(const struct term *term, FILE *to); /* the screen with row numbers and cursor */

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the harness share; tests include term.h. */
#ifndef BMCTUI_PTY_TERM_OWN_H
#define BMCTUI_PTY_TERM_OWN_H

#include "filter.h"
#include "term.h"
#include "term_guard.h"
#include "terminfo.h"

struct term {
    VTerm *vt;
    VTermScreen *screen;
    struct filter *filter;
    struct terminfo info;
    char *type;
    int master, guard_socket;
    pid_t guard, pid;
    bool silent, is_linux;
    long bytes_per_second;
    /* events of the guard */
    bool exited, stopped, at_end;
    int status;
    struct guard_report end;
    struct termios before, after;
    bool has_after;
    /* the line */
    char *log;
    size_t log_length, log_size, mark;
    long long sent_at, first_byte_at, last_byte_at, text_at;
    long long started_at, reading_since;
    size_t read_since;
    /* properties of the emulated terminal */
    bool cursor_visible, alternate, reversed, mouse;
    int bells;
};

/* One round of reading: waits up to `ms` for something to happen; true if bytes came. */
bool term_pump_once(struct term *term, int ms);
/* Writes to the program; reads meanwhile when it does not take more. A VTermOutputCallback. */
void term_to_program(const char *bytes, size_t length, void *term);
/* Takes in what the guard has said. */
void term_hear_guard(struct term *term);
int term_left_until(long long deadline); /* ms, 0 when it is over */
int term_default_deadline(void);         /* ms */
/* Says that something was waited for in vain, and shows the screen. */
void term_complain(struct term *term, int ms, const char *what);

#endif

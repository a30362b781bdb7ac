/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The process between the harness and the program: session leader of the pseudo-terminal, as a
 * shell is. It says on a socket when the program started, stopped and ended, with the terminal's
 * modes at that moment, and kills the program when the harness is gone.
 */
#ifndef BMCTUI_PTY_TERM_GUARD_H
#define BMCTUI_PTY_TERM_GUARD_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <termios.h>
#include <time.h>

enum guard_event { GUARD_STARTED, GUARD_FAILED, GUARD_STOPPED, GUARD_CONTINUED, GUARD_EXITED };

struct guard_report {
    enum guard_event event;
    pid_t pid;
    struct timespec when; /* CLOCK_MONOTONIC; with GUARD_STARTED: exec() was done */
    int status;           /* of waitpid(), or errno with GUARD_FAILED */
    bool has_modes;
    struct termios modes;
    struct rusage usage; /* with GUARD_EXITED */
};

struct guard_setup {
    int slave;  /* the terminal */
    int socket; /* SOCK_SEQPACKET: reports go out, 'c' (continue the job) comes in, EOF: end */
    const char *const *argv;
    char *const *env;
    const char *cwd, *errors_to;
    bool leader, ignore_hup;
};

/* Runs in a child made by fork(); never returns. */
_Noreturn void guard_run(const struct guard_setup *setup);

#endif

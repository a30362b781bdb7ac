/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waiting until the program has dealt with what was sent: nothing is left on the terminal for it to
 * read, and its first thread sleeps in a system call that waits for more. This holds on a busy
 * machine too, where no pause is long enough, and takes no longer than the program does.
 */
/* syscall numbers are not in POSIX. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "term_own.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { QUIET_MS = 100 }; /* where the system does not tell what a program waits for */

/* poll() makes the kernel hand over what is still between the two ends. */
static bool has_input(const struct term *t)
{
    struct pollfd end = {.events = POLLIN};
    bool some;

    end.fd = open(ptsname(t->master), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (end.fd < 0) {
        return false;
    }
    some = poll(&end, 1, 0) > 0 && (end.revents & POLLIN) != 0;
    close(end.fd);
    return some;
}

static bool is_waiting_call(long number)
{
    static const long calls[] = {
#ifdef SYS_poll
        SYS_poll,
#endif
#ifdef SYS_select
        SYS_select,
#endif
        SYS_ppoll, SYS_pselect6, SYS_read,
    };

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if (calls[i] == number) {
            return true;
        }
    }
    return false;
}

/* The file holds "running", or the number of the call that the first thread sleeps in. */
static bool is_waiting(const struct term *t, bool *known)
{
    char path[64], text[200] = "";
    int from;
    ssize_t got;

    snprintf(path, sizeof path, "/proc/%ld/syscall", (long)t->pid);
    from = open(path, O_RDONLY | O_CLOEXEC);
    got = from >= 0 ? read(from, text, sizeof text - 1) : -1;
    if (from >= 0) {
        close(from);
    }
    *known = got > 0;
    return got > 0 && text[0] >= '0' && text[0] <= '9' && is_waiting_call(strtol(text, NULL, 10));
}

static bool is_settled(struct term *t)
{
    bool known, waits;

    if (t->stopped || t->master < 0) {
        return true;
    }
    if (has_input(t)) {
        return false;
    }
    waits = is_waiting(t, &known);
    return known || t->exited ? waits : term_wait_quiet(t, QUIET_MS);
}

bool term_settle(struct term *term)
{
    long long deadline = term_now() + 1000LL * term_default_deadline();
    bool settled;

    term_pump_once(term, 0);
    while (!(settled = is_settled(term)) && !term->exited && term_now() < deadline) {
        term_pump_once(term, 1);
    }
    while (term_pump_once(term, 0)) {
    }
    if (!settled && !term->exited) {
        term_complain(term, term_default_deadline(), "the program to wait for more");
    }
    return settled && !term->exited;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the program before all else by tests that would have to wait for minutes. Never
 * sanitized, never installed. From the environment:
 *
 *   HURRY         its clock goes so many times as fast, and so do its waits in poll()
 *   HURRY_AHEAD   a file with the milliseconds that its clocks are ahead (none: 0), all those of a
 *                 machine that a test looks at. When a test writes another number there, the time is
 *                 over for poll() and pselect() as well
 *   HURRY_ASLEEP  a file with the milliseconds that the machine has slept: only the clock that goes on
 *                 meanwhile is ahead by them
 *   HURRY_SYSLOG  the file that gets what is sent to syslog
 *
 * PAM's pauses after a wrong password, and other sleeps of a second or more, are a tenth.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define PAUSES   10
#define MILLION  1000000
#define LOOK_MS  10 /* whether somebody has put the clock forward */

void __syslog_chk(int priority, int flag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* --- the clock ------------------------------------------------------------ */

static long factor(void)
{
    const char *text = getenv("HURRY");

    return text != NULL && text[0] != '\0' ? strtol(text, NULL, 10) : 1;
}

static bool may_jump(void)
{
    return getenv("HURRY_AHEAD") != NULL;
}

/* Reading a clock leaves errno alone. */
static int64_t ahead_ns(const char *variable)
{
    const char *name = getenv(variable);
    char text[32] = "";
    int before = errno, fd = name != NULL ? open(name, O_RDONLY | O_CLOEXEC) : -1;

    if (fd >= 0) {
        if (read(fd, text, sizeof text - 1) < 0)
            text[0] = '\0';
        close(fd);
    }
    errno = before;
    return strtoll(text, NULL, 10) * MILLION;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int64_t start;
    int64_t ns;
    int result = (int)syscall(SYS_clock_gettime, clock, now);

    if (result != 0 || (clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME))
        return result;
    ns = (int64_t)now->tv_sec * 1000 * MILLION + now->tv_nsec;
    if (clock == CLOCK_MONOTONIC) {
        if (start == 0)
            start = ns;
        ns = start + (ns - start) * factor();
    }
    ns += ahead_ns("HURRY_AHEAD");
    if (clock == CLOCK_BOOTTIME)
        ns += ahead_ns("HURRY_ASLEEP");
    now->tv_sec = ns / (1000 * MILLION);
    now->tv_nsec = ns % (1000 * MILLION);
    return 0;
}

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MILLION + now.tv_nsec / 1000;
}

/* --- waiting -------------------------------------------------------------- */

/* How long to wait really, of what is left by the program's clock. */
static int64_t real_us(int64_t left_us)
{
    int64_t us = (left_us + factor() - 1) / factor();

    return may_jump() && us > LOOK_MS * 1000 ? LOOK_MS * 1000 : us;
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    static int (*real)(struct pollfd *, nfds_t, int);
    int64_t until, left;
    int result;

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "poll");
    if (timeout <= 0)
        return real(fds, count, timeout);
    until = now_us() + (int64_t)timeout * 1000;
    do {
        left = until - now_us();
        result = real(fds, count, left > 0 ? (int)((real_us(left) + 999) / 1000) : 0);
    } while (result == 0 && left > 0);
    return result;
}

int pselect(int count, fd_set *in, fd_set *out, fd_set *errors, const struct timespec *timeout,
            const sigset_t *mask)
{
    static int (*real)(int, fd_set *, fd_set *, fd_set *, const struct timespec *,
                       const sigset_t *);
    const fd_set wanted = in != NULL ? *in : (fd_set){{0}};
    struct timespec slice;
    int64_t until, left;
    int result;

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "pselect");
    if (timeout == NULL || !may_jump() || out != NULL || errors != NULL)
        return real(count, in, out, errors, timeout, mask);
    until = now_us() + (int64_t)timeout->tv_sec * MILLION + timeout->tv_nsec / 1000;
    do {
        left = until - now_us();
        slice.tv_sec = 0;
        slice.tv_nsec = left > 0 ? real_us(left) * 1000 : 0;
        if (in != NULL)
            *in = wanted;
        result = real(count, in, NULL, NULL, &slice, mask);
    } while (result == 0 && left > 0);
    return result;
}

/* libpam pauses in select() without a descriptor. */
int select(int count, fd_set *in, fd_set *out, fd_set *errors, struct timeval *timeout)
{
    static int (*real)(int, fd_set *, fd_set *, fd_set *, struct timeval *);
    struct timeval shorter;
    int64_t us;

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "select");
    if (count != 0 || timeout == NULL)
        return real(count, in, out, errors, timeout);
    us = ((int64_t)timeout->tv_sec * MILLION + timeout->tv_usec) / PAUSES;
    shorter.tv_sec = us / MILLION;
    shorter.tv_usec = us % MILLION;
    return real(0, in, out, errors, &shorter);
}

int nanosleep(const struct timespec *pause, struct timespec *left)
{
    struct timespec shorter = *pause;

    if (pause->tv_sec > 0) {
        shorter.tv_sec = pause->tv_sec / PAUSES;
        shorter.tv_nsec = (pause->tv_sec % PAUSES * 1000 * MILLION + pause->tv_nsec) / PAUSES;
    }
    return (int)syscall(SYS_nanosleep, &shorter, left);
}

/* --- the log -------------------------------------------------------------- */

__attribute__((format(printf, 1, 0))) static void write_line(const char *format,
                                                             va_list arguments)
{
    const char *name = getenv("HURRY_SYSLOG");
    FILE *file = name != NULL ? fopen(name, "a") : NULL;

    if (file == NULL)
        return;
    vfprintf(file, format, arguments);
    fputc('\n', file);
    fclose(file);
}

/* In parentheses: with _FORTIFY_SOURCE clang's headers make a macro of it. */
void (syslog)(int priority, const char *format, ...)
{
    va_list arguments;

    (void)priority;
    va_start(arguments, format);
    write_line(format, arguments);
    va_end(arguments);
}

void __syslog_chk(int priority, int flag, const char *format, ...)
{
    va_list arguments;

    (void)priority;
    (void)flag;
    va_start(arguments, format);
    write_line(format, arguments);
    va_end(arguments);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console before all else by tests that would have to wait for minutes: its clock
 * goes HURRY times as fast, and so do its waits in poll(). PAM's pauses after a wrong password are a
 * tenth. What is sent to syslog goes to the file HURRY_SYSLOG. Never sanitized, never installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define PAUSES 10

void __syslog_chk(int priority, int flag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static long factor(void)
{
    const char *text = getenv("HURRY");

    return text != NULL && text[0] != '\0' ? strtol(text, NULL, 10) : 1;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int64_t start;
    int64_t ns;
    int result = (int)syscall(SYS_clock_gettime, clock, now);

    if (result != 0 || clock != CLOCK_MONOTONIC)
        return result;
    ns = (int64_t)now->tv_sec * 1000000000 + now->tv_nsec;
    if (start == 0)
        start = ns;
    ns = start + (ns - start) * factor();
    now->tv_sec = ns / 1000000000;
    now->tv_nsec = ns % 1000000000;
    return 0;
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    static int (*real)(struct pollfd *, nfds_t, int);
    long times = factor();

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "poll");
    return real(fds, count, timeout > 0 ? (int)((timeout + times - 1) / times) : timeout);
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
    us = ((int64_t)timeout->tv_sec * 1000000 + timeout->tv_usec) / PAUSES;
    shorter.tv_sec = us / 1000000;
    shorter.tv_usec = us % 1000000;
    return real(0, in, out, errors, &shorter);
}

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

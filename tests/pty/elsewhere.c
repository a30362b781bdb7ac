/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console before all else by tests that want another machine: its name is
 * ELSEWHERE_HOST, and its terminal ELSEWHERE_TTY, such as /dev/ttyS0. Never sanitized, never
 * installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int gethostname(char *name, size_t size)
{
    static int (*real)(char *, size_t);
    const char *host = getenv("ELSEWHERE_HOST");

    if (host != NULL) {
        strncpy(name, host, size);
        return 0;
    }
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "gethostname");
    return real(name, size);
}

char *ttyname(int fd)
{
    static char *(*real)(int);
    char *line = getenv("ELSEWHERE_TTY");

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "ttyname");
    return line != NULL && isatty(fd) ? line : real(fd);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console before all else by tests that want another machine: its name is
 * ELSEWHERE_HOST, and its terminal ELSEWHERE_TTY, such as /dev/ttyS0. With ELSEWHERE_KERNEL, a
 * folder, it runs as root there, and the kernel's console level is in the folder's file printk, and
 * what /run holds of it in the file run. Never sanitized, never installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
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

int ttyname_r(int fd, char *name, size_t size)
{
    static int (*real)(int, char *, size_t);
    const char *line = getenv("ELSEWHERE_TTY");

    if (line != NULL && isatty(fd)) {
        snprintf(name, size, "%s", line);
        return 0;
    }
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "ttyname_r");
    return real(fd, name, size);
}

/* --- its kernel ------------------------------------------------------------- */

/* The file that stands for this one, or the one itself. */
static const char *there(const char *path, char *name, size_t size)
{
    const char *folder = getenv("ELSEWHERE_KERNEL");

    if (folder == NULL)
        return path;
    if (strcmp(path, "/proc/sys/kernel/printk") == 0)
        snprintf(name, size, "%s/printk", folder);
    else if (strcmp(path, "/run/bmctui-kernel-log") == 0)
        snprintf(name, size, "%s/run", folder);
    else
        return path;
    return name;
}

FILE *fopen(const char *path, const char *mode)
{
    static FILE *(*real)(const char *, const char *);
    char name[4200];

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fopen");
    return real(there(path, name, sizeof name), mode);
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    char name[4200];
    va_list more;
    mode_t mode;

    va_start(more, flags);
    mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "open");
    return real(there(path, name, sizeof name), flags, mode);
}

uid_t geteuid(void)
{
    static uid_t (*real)(void);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "geteuid");
    return getenv("ELSEWHERE_KERNEL") != NULL ? 0 : real();
}

int klogctl(int what, char *text, int level)
{
    FILE *to = getenv("ELSEWHERE_KERNEL") != NULL ? fopen("/proc/sys/kernel/printk", "w") : NULL;

    (void)text;
    if (what != 8 || to == NULL) {
        errno = EPERM;
        return -1;
    }
    fprintf(to, "%d\t4\t1\t7\n", level);
    return fclose(to);
}

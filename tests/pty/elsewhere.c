/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded into the console before all else by tests that want another machine: its name is
 * ELSEWHERE_HOST, and its terminal ELSEWHERE_TTY, such as /dev/ttyS0. With ELSEWHERE_TIME, which is
 * what its clock shows, it has been up for 12 days and has two addresses. With ELSEWHERE_KERNEL, a
 * folder, it runs as root there, and the kernel's console level is in the folder's file printk, and
 * what /run holds of it in the file run. Never sanitized, never installed.
 */
#define _GNU_SOURCE 1 /* RTLD_NEXT */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/syscall.h>
#include <time.h>
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

/* --- its clock, and its network --------------------------------------------- */

time_t time(time_t *result)
{
    const char *text = getenv("ELSEWHERE_TIME");
    struct timespec now;

    if (text == NULL)
        syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    else
        now.tv_sec = (time_t)strtoll(text, NULL, 10);
    if (result != NULL)
        *result = now.tv_sec;
    return now.tv_sec;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static time_t start;
    bool boot = clock == CLOCK_BOOTTIME && getenv("ELSEWHERE_TIME") != NULL;
    int result = (int)syscall(SYS_clock_gettime, boot ? CLOCK_MONOTONIC : clock, now);

    if (!boot)
        return result;
    if (start == 0)
        start = now->tv_sec;
    now->tv_sec += 12 * 86400 - start;
    return result;
}

int getifaddrs(struct ifaddrs **all)
{
    static int (*real)(struct ifaddrs **);
    static struct sockaddr_in addresses[2];
    static struct ifaddrs entries[2];

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "getifaddrs");
    if (getenv("ELSEWHERE_TIME") == NULL)
        return real(all);
    for (int i = 0; i < 2; i++) {
        addresses[i].sin_family = AF_INET;
        addresses[i].sin_addr.s_addr = htonl(i == 0 ? 0x0a010203 : 0x0a090203);
        entries[i].ifa_next = i == 0 ? &entries[1] : NULL;
        entries[i].ifa_flags = IFF_UP;
        entries[i].ifa_addr = (struct sockaddr *)&addresses[i];
    }
    *all = entries;
    return 0;
}

void freeifaddrs(struct ifaddrs *all)
{
    static void (*real)(struct ifaddrs *);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "freeifaddrs");
    if (getenv("ELSEWHERE_TIME") == NULL)
        real(all);
}

/* --- its terminal ----------------------------------------------------------- */

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

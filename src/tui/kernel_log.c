/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consoles on several terminals lower the level once and the last one restores it; one that was
 * killed leaves the file for the next one to read. Who holds the file's lock is on a screen.
 */
#include "tui/kernel_log.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/klog.h>
#endif

#define LEVEL_FILE "/run/bmctui-kernel-log"
#define LEVEL_KEPT 1 /* emergencies */
#define KLOG_SET_LEVEL 8
#define PRINTK "/proc/sys/kernel/printk"

#ifdef __linux__

/* /dev/tty1 and so on. */
static int is_virtual_terminal(void)
{
    char name[64];

    return ttyname_r(STDOUT_FILENO, name, sizeof name) == 0 &&
           strncmp(name, "/dev/tty", 8) == 0 && name[8] >= '0' && name[8] <= '9';
}

static int read_level(FILE *from)
{
    int level = -1;

    if (from == NULL)
        return -1;
    if (fscanf(from, "%2d", &level) != 1)
        level = -1;
    return level;
}

static int level_now(void)
{
    FILE *from = fopen(PRINTK, "re");
    int level = read_level(from);

    if (from != NULL)
        fclose(from);
    return level;
}

/* What a console wrote that was killed, -1: nothing. */
static int level_left(int fd)
{
    char text[8] = "";
    int level = -1;

    if (pread(fd, text, sizeof text - 1, 0) <= 0 || sscanf(text, "%2d", &level) != 1)
        return -1;
    return level;
}

static void write_level(int fd, int level)
{
    char text[16];

    snprintf(text, sizeof text, "%d\n", level);
    if (ftruncate(fd, 0) < 0 || pwrite(fd, text, strlen(text), 0) < 0)
        return;
}

static void lower_first(int fd)
{
    int now = level_now(), left = level_left(fd);

    if (now > LEVEL_KEPT)
        left = now;
    if (left <= LEVEL_KEPT || klogctl(KLOG_SET_LEVEL, NULL, LEVEL_KEPT) < 0)
        return;
    write_level(fd, left);
}

void kernel_log_lower(struct kernel_log *log)
{
    log->fd = -1;
    if (!is_virtual_terminal() || geteuid() != 0)
        return;
    log->fd = open(LEVEL_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
    if (log->fd < 0)
        return;
    if (flock(log->fd, LOCK_EX | LOCK_NB) == 0)
        lower_first(log->fd);
    flock(log->fd, LOCK_SH);
}

void kernel_log_restore(struct kernel_log *log)
{
    int level;

    if (log->fd < 0)
        return;
    if (flock(log->fd, LOCK_EX | LOCK_NB) == 0) {
        level = level_left(log->fd);
        if (level > LEVEL_KEPT)
            klogctl(KLOG_SET_LEVEL, NULL, level);
        if (ftruncate(log->fd, 0) < 0)
            unlink(LEVEL_FILE);
    }
    close(log->fd);
    log->fd = -1;
}

#else

void kernel_log_lower(struct kernel_log *log)
{
    log->fd = -1;
}

void kernel_log_restore(struct kernel_log *log)
{
    log->fd = -1;
}

#endif

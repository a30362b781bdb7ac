/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consoles on several terminals lower the level once and the last one restores it; one that was
 * killed leaves the file for the next one to read. Who holds the file's lock is on a screen.
 */
#include "term/kernel_log.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/system.h"

#define LEVEL_FILE "/run/bmctui-kernel-log"
#define LEVEL_KEPT 1 /* emergencies */

/* What a console wrote that was killed, -1: nothing. */
static int kernel_log_left(int fd)
{
    char text[8] = "";
    int level = -1;

    if (pread(fd, text, sizeof text - 1, 0) <= 0 || sscanf(text, "%2d", &level) != 1)
        return -1;
    return level;
}

static void kernel_log_write(int fd, int level)
{
    char text[16];

    snprintf(text, sizeof text, "%d\n", level);
    if (ftruncate(fd, 0) < 0 || pwrite(fd, text, strlen(text), 0) < 0)
        return;
}

static void kernel_log_lower_first(int fd)
{
    int now = system_kernel_log(), left = kernel_log_left(fd);

    if (now > LEVEL_KEPT)
        left = now;
    if (left <= LEVEL_KEPT || system_set_kernel_log(LEVEL_KEPT) < 0)
        return;
    kernel_log_write(fd, left);
}

void kernel_log_lower(struct kernel_log *log)
{
    char name[64];

    log->fd = -1;
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) != 0 || !system_is_screen(name) ||
        geteuid() != 0)
        return;
    log->fd = open(LEVEL_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
    if (log->fd < 0)
        return;
    if (flock(log->fd, LOCK_EX | LOCK_NB) == 0)
        kernel_log_lower_first(log->fd);
    flock(log->fd, LOCK_SH);
}

void kernel_log_restore(struct kernel_log *log)
{
    int level;

    if (log->fd < 0)
        return;
    if (flock(log->fd, LOCK_EX | LOCK_NB) == 0) {
        level = kernel_log_left(log->fd);
        if (level > LEVEL_KEPT)
            system_set_kernel_log(level);
        if (ftruncate(log->fd, 0) < 0)
            unlink(LEVEL_FILE);
    }
    close(log->fd);
    log->fd = -1;
}

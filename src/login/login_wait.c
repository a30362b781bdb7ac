/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login_wait.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/system.h"

#define FIRST_MS 2000
#define DOUBLINGS 5 /* 64 s, more than the most */
#define PATH 1024
#define BOOT_ID 64
#define LINE 128

void login_wait_failed(struct login_wait *wait, int64_t now_ms)
{
    int64_t pause = FIRST_MS << (wait->failures < DOUBLINGS ? wait->failures : DOUBLINGS);

    if (wait->failures < UINT32_MAX)
        wait->failures++;
    wait->until_ms = now_ms + (pause < LOGIN_WAIT_MOST_MS ? pause : LOGIN_WAIT_MOST_MS);
}

void login_wait_let_in(struct login_wait *wait)
{
    wait->failures = 0;
    wait->until_ms = 0;
}

int64_t login_wait_left_ms(const struct login_wait *wait, int64_t now_ms)
{
    return wait->failures > 0 && wait->until_ms > now_ms ? wait->until_ms - now_ms : 0;
}

/* --- for the next console on the line --------------------------------------- */

/* false: too long. */
static bool wait_path(const char *folder, const char *tty, char path[PATH])
{
    int length = snprintf(path, PATH, "%s/login-%s.wait", folder, tty);

    if (length < 0 || length >= PATH)
        return false;
    for (char *at = path + strlen(folder) + 1; *at != '\0'; at++)
        if (*at == '/')
            *at = '-';
    return true;
}

static void wait_boot_id(char id[BOOT_ID])
{
    system_boot_id(id, BOOT_ID);
    if (id[0] == '\0')
        snprintf(id, BOOT_ID, "-");
}

static bool wait_read_line(const char *path, char line[LINE])
{
    struct stat about;
    ssize_t length = -1;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return false;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid())
        length = read(fd, line, LINE - 1);
    close(fd);
    line[length > 0 ? length : 0] = '\0';
    return length > 0;
}

void login_wait_read(struct login_wait *wait, int64_t now_ms, const char *folder, const char *tty)
{
    char path[PATH], line[LINE], id[BOOT_ID], kept_id[BOOT_ID];
    int64_t until, left;
    unsigned failures;

    if (!wait_path(folder, tty, path) || !wait_read_line(path, line) ||
        sscanf(line, "%63s %u %" SCNd64, kept_id, &failures, &until) != 3)
        return;
    wait_boot_id(id);
    left = until - system_boot_ms();
    if (strcmp(id, kept_id) != 0 || failures == 0)
        return;
    wait->failures = failures;
    wait->until_ms = now_ms + (left > LOGIN_WAIT_MOST_MS ? LOGIN_WAIT_MOST_MS : left);
}

void login_wait_write(const struct login_wait *wait, int64_t now_ms, const char *folder,
                      const char *tty)
{
    char path[PATH], id[BOOT_ID], line[LINE];
    int fd, length;

    if (!wait_path(folder, tty, path))
        return;
    if (wait->failures == 0) {
        unlink(path);
        return;
    }
    (void)mkdir(folder, 0700); /* most often it is there */
    wait_boot_id(id);
    length = snprintf(line, sizeof line, "%s %u %" PRId64 "\n", id, wait->failures,
                      system_boot_ms() + login_wait_left_ms(wait, now_ms));
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    if (write(fd, line, (size_t)length) != length)
        unlink(path);
    close(fd);
}

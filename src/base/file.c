/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

#define NO_WAITING (O_CLOEXEC | O_NOCTTY | O_NONBLOCK)

bool file_owner_fits(const struct stat *status)
{
    return status->st_uid == geteuid() || status->st_uid == 0;
}

/* fd, if it is one, is closed. */
static int file_refuse(int fd, int number)
{
    if (fd >= 0)
        close(fd);
    errno = number;
    return -1;
}

/* 0, or the errno that says why it cannot be read. */
static int file_check(int fd, struct stat *status)
{
    if (fd < 0 || fstat(fd, status) < 0)
        return errno;
    return S_ISDIR(status->st_mode) ? EISDIR : 0;
}

int file_open_plain(const char *name, struct stat *status, struct bmc_error *error)
{
    struct stat own;
    int fd = open(name, O_RDONLY | NO_WAITING), reason = file_check(fd, &own);

    if (reason != 0) {
        error_set(error, ERROR_USAGE, _("%s cannot be opened: %s"), name, strerror(reason));
        return file_refuse(fd, reason);
    }
    if (!S_ISREG(own.st_mode)) {
        error_set(error, ERROR_USAGE,
                  _("%s: not a regular file; to read from a pipe, use standard input, with - as "
                    "the file name"),
                  name);
        return file_refuse(fd, EINVAL);
    }
    if (status != NULL)
        *status = own;
    return fd;
}

/* NULL: it may be written. */
static const char *file_fault(const struct stat *status)
{
    if (!S_ISREG(status->st_mode))
        return _("it is not a regular file");
    if (!file_owner_fits(status))
        return _("it belongs to another user");
    return status->st_nlink > 1 ? _("it has another hard link") : NULL;
}

int file_open_private(const char *name, struct bmc_error *error)
{
    struct stat status;
    const char *why;
    int fd = open(name, O_WRONLY | O_CREAT | O_NOFOLLOW | NO_WAITING, 0600);

    if (fd < 0)
        return error_set(error, ERROR_USAGE, _("%s cannot be written: %s"), name,
                         errno == ELOOP
                             ? _("it is a symbolic link; give the name of the file itself")
                             : strerror(errno));
    why = fstat(fd, &status) < 0 ? strerror(errno) : file_fault(&status);
    if (why == NULL && (fchmod(fd, 0600) < 0 || ftruncate(fd, 0) < 0))
        why = strerror(errno);
    if (why == NULL)
        return fd;
    error_set(error, ERROR_USAGE, _("%s cannot be written: %s"), name, why);
    return file_refuse(fd, EINVAL);
}

int file_pipe(int ends[2])
{
    if (pipe(ends) < 0)
        return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    return 0;
}

unsigned long long file_checksum(const char *text, size_t length)
{
    unsigned long long sum = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    return sum;
}

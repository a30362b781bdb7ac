/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conf/settings_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"
#include "base/file.h"
#include "base/i18n.h"

static int check_status(const char *name, const struct stat *status, struct bmc_error *error)
{
    if (S_ISDIR(status->st_mode))
        return error_set(error, ERROR_USAGE, _("%s: a folder, not a config file"), name);
    if (!S_ISREG(status->st_mode))
        return error_set(error, ERROR_USAGE, _("%s: not a plain file"), name);
    if (!file_owner_fits(status))
        return error_set(error, ERROR_USAGE,
                         _("%s: belongs to another user, so it is not trusted; right is chown to "
                           "this user or root"),
                         name);
    if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return error_set(error, ERROR_USAGE,
                         _("%s: may be written by others than its owner (mode %04o), so it is "
                           "not trusted; right is chmod go-w"),
                         name, (unsigned)status->st_mode & 07777);
    return 0;
}

static int read_open(const char *name, int fd, char **text, struct bmc_error *error)
{
    struct stat status;

    if (fstat(fd, &status) < 0)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    if (check_status(name, &status, error) < 0)
        return -1;
    return conf_slurp(name, fd, text, error);
}

int settings_file_read(const char *name, bool may_be_missing, char **text,
                       struct bmc_error *error)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), result;

    *text = NULL;
    if (fd < 0 && errno == ENOENT && may_be_missing)
        return 1;
    if (fd < 0)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    result = read_open(name, fd, text, error);
    close(fd);
    return result;
}

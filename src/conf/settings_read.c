/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the config file, which only its owner may be able to write. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "conf/conf.h"
#include "conf/settings_own.h"

/* --- the file's text --------------------------------------------------------------------- */

static int settings_check_file(const char *name, const struct stat *status, struct bmc_error *error)
{
    if (S_ISDIR(status->st_mode))
        return error_set(error, ERROR_USAGE, _("%s: a directory, not a config file"), name);
    if (!S_ISREG(status->st_mode))
        return error_set(error, ERROR_USAGE, _("%s: not a regular file"), name);
    if (!file_owner_fits(status))
        return error_set(error, ERROR_USAGE,
                         _("%s: belongs to another user, so it is not trusted; make yourself or "
                           "root its owner (chown)"),
                         name);
    if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return error_set(error, ERROR_USAGE,
                         _("%s: can be written by users other than its owner (mode %04o), so it is "
                           "not trusted; run chmod go-w on it"),
                         name, (unsigned)status->st_mode & 07777);
    return 0;
}

static int settings_read_open(const char *name, int fd, char **text, struct bmc_error *error)
{
    struct stat status;

    if (fstat(fd, &status) < 0)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    if (settings_check_file(name, &status, error) < 0)
        return -1;
    return conf_slurp(name, fd, text, error);
}

/* 0: the caller frees *text. 1: the file does not exist, and may_be_missing. */
static int settings_read_file(const char *name, bool may_be_missing, char **text,
                              struct bmc_error *error)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), result;

    *text = NULL;
    if (fd < 0 && errno == ENOENT && may_be_missing)
        return 1;
    if (fd < 0)
        return error_set(error, ERROR_USAGE, _("%s: cannot be read: %s"), name, strerror(errno));
    result = settings_read_open(name, fd, text, error);
    close(fd);
    return result;
}

/* --- its settings ------------------------------------------------------------------------ */

/* NULL: no key is similar. */
static const char *settings_nearest_key(const char *name)
{
    const struct settings_row *row;
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        nearest_try(&nearest, row->name);
    return nearest_found(&nearest);
}

static void settings_warn_unknown(const struct settings_reader *reader,
                                  const config_setting_t *setting, FILE *warn)
{
    const char *name = config_setting_name(setting), *meant = settings_nearest_key(name);
    int line = (int)config_setting_source_line(setting);

    if (meant != NULL)
        fprintf(warn, _("bmctui: %s:%d: unknown setting \"%s\" ignored; did you mean %s?\n"),
                reader->name, line, name, meant);
    else
        fprintf(warn, _("bmctui: %s:%d: unknown setting \"%s\" ignored\n"), reader->name, line,
                name);
}

static int settings_take_all(const struct settings_reader *reader, config_t *config, FILE *warn)
{
    const config_setting_t *root = config_root_setting(config);
    const config_setting_t *targets = config_setting_get_member(root, SETTINGS_TARGETS);

    for (int i = 0; i < config_setting_length(root); i++) {
        const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
        const struct settings_row *row = settings_find(config_setting_name(setting));

        if (row == NULL)
            settings_warn_unknown(reader, setting, warn);
        else if (setting != targets && settings_take(reader, row, setting) < 0)
            return -1;
    }
    if (settings_finish_bmc(reader, &reader->settings->bmc) < 0)
        return -1;
    /* Last, as they inherit what stands outside of them. */
    return targets != NULL ? settings_take_targets(reader, targets) : 0;
}

int settings_read(struct settings *settings, const char *name, FILE *warn,
                  struct bmc_error *error)
{
    struct settings_reader reader = {settings, name, error};
    config_t config;
    char *text;
    int result;

    if (name == NULL)
        reader.name = SYSCONFDIR "/" SETTINGS_FILE;
    result = settings_read_file(reader.name, name == NULL, &text, error);
    if (result != 0)
        return result < 0 ? -1 : 0;
    settings_set_text(&settings->file, reader.name);
    config_init(&config);
    result = conf_parse(reader.name, text, &config, error);
    if (result == 0)
        result = settings_take_all(&reader, &config, warn);
    config_destroy(&config);
    free(text);
    return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The config file: the input is its text. */
#define _GNU_SOURCE /* memfd_create() */
#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"
#include "fuzz/fuzz.h"
#include "conf/settings.h"

static int make_file(const uint8_t *data, size_t size, char *name, size_t name_size)
{
    int fd = memfd_create("bmctui.conf", MFD_CLOEXEC);

    if (fd < 0 || fchmod(fd, 0600) < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(name, name_size, "/proc/self/fd/%d", fd);
    return fd;
}

/* Each target has a name of its own and can be chosen; each value can be shown. */
static void check_targets(struct settings *settings)
{
    const struct settings_row *row;
    char value[SETTINGS_VALUE];

    for (size_t i = 0; i < settings->target_count; i++) {
        FUZZ_CHECK(settings_find_target(settings, settings->targets[i].name) == i);
        settings_choose(settings, i);
    }
    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        FUZZ_CHECK(strlen(settings_value(settings, row, value)) < sizeof value &&
                   settings_line(settings, row) >= 0);
}

/* What the rest of the program takes for granted. */
static void check_settings(const struct settings *settings)
{
    FUZZ_CHECK(settings->bmc.target.driver <= BMC_DRIVER_DEMO);
    FUZZ_CHECK(settings->password_policy <= PASSWORD_POLICY_BMC);
    FUZZ_CHECK(settings->frames <= FRAMES_NONE);
    FUZZ_CHECK(settings->bmc.target.cipher_suite == -1 ||
               settings_cipher_suite_known(settings->bmc.target.cipher_suite));
    FUZZ_CHECK(settings->bmc.target.hostname == NULL || bmc_host_good(settings->bmc.target.hostname));
    FUZZ_CHECK(settings->verify_s < 1000000 && settings->lock_wait_s < 1000000);
}

/* Nothing was taken that another version of libconfig takes for something else. */
static void check_plain(const config_setting_t *setting)
{
    const char *text = config_setting_get_string(setting);

    FUZZ_CHECK(config_setting_source_file(setting) == NULL);
    FUZZ_CHECK(config_setting_get_format(setting) == CONFIG_FORMAT_DEFAULT);
    for (; text != NULL && *text != '\0'; text++)
        FUZZ_CHECK((unsigned char)*text >= ' ' && *text != 0x7f);
    if (config_setting_is_aggregate(setting))
        for (int i = 0; i < config_setting_length(setting); i++)
            check_plain(config_setting_get_elem(setting, (unsigned)i));
}

static void check_text(int fd)
{
    struct bmc_error error;
    config_t config;
    char *text;

    FUZZ_CHECK(lseek(fd, 0, SEEK_SET) == 0);
    if (conf_slurp("text", fd, &text, &error) < 0)
        return;
    config_init(&config);
    if (conf_parse("text", text, &config, &error) == 0)
        check_plain(config_root_setting(&config));
    config_destroy(&config);
    free(text);
}

void fuzz_settings(const uint8_t *data, size_t size)
{
    struct settings settings;
    struct bmc_error error = {.kind = ERROR_NONE};
    char name[40], *said = NULL;
    size_t said_size = 0;
    FILE *warn = open_memstream(&said, &said_size);
    int fd = make_file(data, size, name, sizeof name);

    if (warn == NULL)
        abort();
    settings_defaults(&settings);
    if (settings_read(&settings, name, warn, &error) == 0) {
        check_settings(&settings);
        check_targets(&settings);
    } else {
        FUZZ_CHECK(error.kind == ERROR_USAGE && error.sentence[0] != '\0');
    }
    check_text(fd);
    settings_release(&settings);
    fclose(warn);
    free(said);
    close(fd);
}

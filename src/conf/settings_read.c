/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The config file as a whole. */
#include <stdlib.h>

#include "conf/conf.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "conf/settings_file.h"
#include "conf/settings_own.h"

int settings_finish_bmc(const struct settings_reader *reader, struct settings_bmc *bmc)
{
    if (bmc->hostname != NULL && bmc->driver == BMC_DRIVER_AUTO)
        bmc->driver = BMC_DRIVER_LAN_2_0;
    if (bmc->session_timeout_ms != 0 && bmc->retransmission_timeout_ms >= bmc->session_timeout_ms)
        return error_set(reader->error, ERROR_USAGE,
                         _("%s: retransmission_timeout has to be shorter than session_timeout"),
                         reader->name);
    return 0;
}

/* NULL: none is near. */
static const char *nearest_key(const char *name)
{
    struct settings_key key;
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; settings_key(i, &key); i++)
        nearest_try(&nearest, key.name);
    return nearest_found(&nearest);
}

static void warn_unknown(const struct settings_reader *reader, const config_setting_t *setting,
                         FILE *warn)
{
    const char *name = config_setting_name(setting), *meant = nearest_key(name);
    int line = (int)config_setting_source_line(setting);

    if (meant != NULL)
        fprintf(warn, _("bmctui: %s:%d: \"%s\" is not known and left out; did you mean %s?\n"),
                reader->name, line, name, meant);
    else
        fprintf(warn, _("bmctui: %s:%d: \"%s\" is not known and left out\n"), reader->name, line,
                name);
}

static int take_all(const struct settings_reader *reader, config_t *config, FILE *warn)
{
    const config_setting_t *root = config_root_setting(config);
    const config_setting_t *targets = config_setting_get_member(root, SETTINGS_TARGETS);

    for (int i = 0; i < config_setting_length(root); i++) {
        const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
        size_t index = settings_key_index(config_setting_name(setting));

        if (index == SETTINGS_KEYS_MAX)
            warn_unknown(reader, setting, warn);
        else if (setting != targets && settings_take(reader, index, setting) < 0)
            return -1;
    }
    if (settings_finish_bmc(reader, &reader->settings->bmc) < 0)
        return -1;
    /* Last, as what stands outside of them holds for them. */
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
    result = settings_file_read(reader.name, name == NULL, &text, error);
    if (result != 0)
        return result < 0 ? -1 : 0;
    settings_set_text(&settings->file, reader.name);
    config_init(&config);
    result = conf_parse(reader.name, text, &config, error);
    if (result == 0)
        result = take_all(&reader, &config, warn);
    config_destroy(&config);
    free(text);
    return result;
}

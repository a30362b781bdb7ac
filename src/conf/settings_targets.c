/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file's list of BMCs: targets = ( { name = "nas1"; hostname = "10.0.0.1"; }, { ... } ); */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "conf/settings_own.h"

#define TARGETS_MOST 1000
#define NAME_MOST 60 /* bytes: it stands in a row of the page */

int settings_finish_bmc(const struct settings_reader *reader, struct settings_bmc *bmc)
{
    struct bmc_target *target = &bmc->target;

    if (target->hostname != NULL && target->driver == BMC_DRIVER_AUTO)
        target->driver = BMC_DRIVER_LAN_2_0;
    if (target->session_timeout_ms != 0 &&
        target->retransmission_timeout_ms >= target->session_timeout_ms)
        return error_set(reader->error, ERROR_USAGE,
                         _("%s: retransmission_timeout must be shorter than session_timeout"),
                         reader->name);
    return 0;
}

static bool settings_target_name_good(const char *name)
{
    size_t length = strlen(name);

    if (length == 0 || length > NAME_MOST || name[0] == ' ' || name[length - 1] == ' ')
        return false;
    for (; *name != '\0'; name++)
        if (*name < ' ' || *name > '~' || *name == ',')
            return false;
    return true;
}

static int settings_take_target_name(const struct settings_reader *reader,
                                     const config_setting_t *setting,
                                     struct settings_target *target)
{
    const char *name = config_setting_get_string(setting);

    if (name == NULL || !settings_target_name_good(name))
        return settings_wrong(
            reader, setting,
            _("use text of 1 to %d ASCII characters in double quotes, without commas"), NAME_MOST);
    if (settings_find_target(reader->settings, name) != SETTINGS_NO_TARGET)
        return settings_wrong(reader, setting,
                              _("another target is also called %s; give each its own name"), name);
    settings_set_text(&target->name, name);
    return 0;
}

/* Not just a warning: with "hostname" misspelled, the target would be this machine's own BMC. */
static int settings_unknown_target_key(const struct settings_reader *reader,
                                       const config_setting_t *setting)
{
    char keys[ERROR_SENTENCE] = "name";
    const struct settings_row *row;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        if (row->bmc)
            text_append(keys, sizeof keys, " ", "%s", row->name);
    return settings_wrong(reader, setting, _("unknown in a target; use one of %s"), keys);
}

static int settings_take_target_key(const struct settings_reader *reader,
                                    const config_setting_t *setting, struct settings_target *target)
{
    const char *name = config_setting_name(setting);
    const struct settings_row *row = settings_find(name);

    if (strcmp(name, "name") == 0)
        return settings_take_target_name(reader, setting, target);
    if (row == NULL || !row->bmc)
        return settings_unknown_target_key(reader, setting);
    return settings_take(reader, row, setting);
}

static int settings_take_target(const struct settings_reader *reader, const config_setting_t *group,
                                struct settings_target *target)
{
    target->line = (int)config_setting_source_line(group);
    if (config_setting_type(group) != CONFIG_TYPE_GROUP)
        return settings_wrong(
            reader, group, "%s",
            _("write each target as a group: { name = \"nas1\"; hostname = ...; }"));
    for (unsigned i = 0; i < (unsigned)config_setting_length(group); i++)
        if (settings_take_target_key(reader, config_setting_get_elem(group, i), target) < 0)
            return -1;
    if (target->name == NULL)
        return settings_wrong(reader, group, "%s",
                              _("a target needs a name: { name = \"nas1\"; ... }"));
    return settings_finish_bmc(reader, &reader->settings->bmc);
}

/* Reads the target into settings->bmc, as the table's offsets point there, and swaps it out. */
static int settings_add_target(const struct settings_reader *reader, const config_setting_t *group)
{
    struct settings *settings = reader->settings;
    struct settings_target target = {.name = NULL};
    struct settings_bmc outside = settings->bmc;
    int result;

    settings_bmc_defaults(&settings->bmc);
    settings_bmc_copy(&settings->bmc, &outside);
    result = settings_take_target(reader, group, &target);
    target.bmc = settings->bmc;
    settings->bmc = outside;
    if (result < 0) {
        settings_set_text(&target.name, NULL);
        settings_bmc_release(&target.bmc);
        return -1;
    }
    settings->targets[settings->target_count++] = target;
    return 0;
}

/* Probably left over from a file with one BMC; it would silently be ignored. */
static int settings_check_outside(const struct settings_reader *reader)
{
    const struct settings_row *row;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++) {
        int line = settings_line(reader->settings, row);

        if (row->identity && line != 0)
            return error_set(reader->error, ERROR_USAGE,
                             _("%s:%d: %s: with targets, this belongs in one of them"),
                             reader->name, line, row->name);
    }
    return 0;
}

int settings_take_targets(const struct settings_reader *reader, const config_setting_t *list)
{
    int count = config_setting_length(list);

    if (config_setting_type(list) != CONFIG_TYPE_LIST)
        return settings_wrong(reader, list, "%s",
                              _("use a list: ( { name = \"nas1\"; hostname = ...; }, { ... } )"));
    if (count > TARGETS_MOST)
        return settings_wrong(reader, list, _("there can be at most %d targets"), TARGETS_MOST);
    if (count > 0 && settings_check_outside(reader) < 0)
        return -1;
    settings_forget_targets(reader->settings);
    reader->settings->targets =
        xcalloc((size_t)count + 1, sizeof *reader->settings->targets);
    for (int i = 0; i < count; i++)
        if (settings_add_target(reader, config_setting_get_elem(list, (unsigned)i)) < 0)
            return -1;
    return 0;
}

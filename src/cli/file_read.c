/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/file_own.h"
#include "conf/conf.h"
#include "core/user.h"

static const char *const file_groups[] = {FILE_SOL, FILE_AUTH, FILE_USERS,
                                          FILE_SENSORS, NULL};

/* --- what is wrong ------------------------------------------------------------------------- */

static int unknown_key(const struct file *file, const config_setting_t *setting)
{
    const struct page_class *page = file->request->page;
    bool group = file->request == &file->wants->serial;
    char keys[FILE_LIST * 2] = "";
    struct nearest nearest;

    nearest_begin(&nearest, config_setting_name(setting));
    for (unsigned row = 0; row < page->rows; row++) {
        const char *key = file_key(&page->settings[row]);

        if (key == NULL)
            continue;
        nearest_try(&nearest, key);
        text_append(keys, sizeof keys, " ", "%s", key);
    }
    for (size_t i = 0; !group && (i == 0 || file_groups[i - 1] != NULL); i++) {
        const char *key = i == 0 ? FILE_REMOTE : file_groups[i - 1];

        nearest_try(&nearest, key);
        text_append(keys, sizeof keys, " ", "%s", key);
    }
    if (nearest_found(&nearest) != NULL)
        return file_wrong(file, setting, _("unknown key; did you mean %s? The keys are %s"),
                          nearest_found(&nearest), keys);
    return file_wrong(file, setting, _("unknown key; the keys are %s"), keys);
}

/* --- values -------------------------------------------------------------------------------- */

static char *room(struct file *file, unsigned row)
{
    const struct file_wants *wants = file->wants;
    size_t place = file->request == &wants->network ? 0 : file->request == &wants->power ? 1 : 2;

    return file->texts[place][row];
}

static void take_text(struct file *file, unsigned row, const char *text)
{
    struct set_request *request = file->request;

    /* What does not fit is longer than anything that is right. */
    snprintf(room(file, row), VALUE_TEXT, "%s", text);
    request->values[request->value_count++] = (struct set_value){row, room(file, row)};
}

static int take_box(struct file *file, unsigned row, const config_setting_t *setting)
{
    const char *text = file_is_text(setting) ? config_setting_get_string(setting) : "";
    uint64_t number;

    if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
        text = config_setting_get_bool(setting) ? "yes" : "no";
    if (!value_parse(file->request->page->settings[row].type, text, &number))
        return file_wrong(file, setting, "%s", _("use true or false"));
    take_text(file, row, text);
    return 0;
}

static int take_word(struct file *file, unsigned row, const config_setting_t *setting)
{
    const struct value_type *type = file->request->page->settings[row].type;
    const char *text = file_is_text(setting) ? config_setting_get_string(setting) : "";
    char words[FILE_LIST] = "", digits[32];
    uint64_t number;

    snprintf(digits, sizeof digits, "%lld", config_setting_get_int64(setting));
    if (file_is_number(setting))
        text = digits;

    for (unsigned i = 0; i < value_choices(type); i++)
        text_append(words, sizeof words, ", ", "\"%s\"", type->words[i].name);
    if (!value_parse(type, text, &number))
        return file_wrong(file, setting, _("use one of %s"), words);
    take_text(file, row, text);
    return 0;
}

/* Whether it is a good address and so on is for the checks to say. */
static int take_value(struct file *file, unsigned row, const config_setting_t *setting)
{
    const struct setting *field = &file->request->page->settings[row];
    char digits[32];

    if (field->kind == SETTING_CHECK)
        return take_box(file, row, setting);
    if (field->choice == CHOICE_WORD)
        return take_word(file, row, setting);
    snprintf(digits, sizeof digits, "%lld", config_setting_get_int64(setting));
    if (file_is_text(setting))
        take_text(file, row, config_setting_get_string(setting));
    else if (file_is_number(setting) && field->type->digits)
        take_text(file, row, digits);
    else
        return file_wrong(file, setting, _("use text in double quotes: %s"), _(field->help));
    return 0;
}

static int take_channel(struct file *file, const config_setting_t *setting)
{
    long long number = file_is_number(setting) ? config_setting_get_int64(setting) : 0;

    if (number < BMC_CHANNEL_FIRST || number > BMC_CHANNEL_LAST)
        return file_wrong(file, setting, _("use a number from %d to %d, without quotes"),
                     BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST);
    file->request->channel = (uint8_t)number;
    return 0;
}

/* A slot, or in quotes a name. */
static int take_user(struct file *file, unsigned row, const config_setting_t *setting)
{
    char *text = room(file, row), name[BMC_USER_NAME];
    uint8_t slot;

    if (file_is_number(setting))
        snprintf(text, VALUE_TEXT, "%lld", config_setting_get_int64(setting));
    else
        snprintf(text, VALUE_TEXT, "\"%s\"",
                 file_is_text(setting) ? config_setting_get_string(setting) : "");
    if (!user_parse(text, &slot, name))
        return file_wrong(file, setting, _("use a slot from %d to %d, or a name in double quotes"),
                     BMC_USER_FIRST, BMC_USER_LAST);
    file->request->user = text;
    return 0;
}

static int take_password_file(struct file *file, const config_setting_t *setting)
{
    file->request->password_file = file_take_name(file, setting);
    return file->request->password_file != NULL ? 0 : -1;
}

/* "lan,enable", or [ "lan", "enable" ]. -1: neither. */
static int join_list(const config_setting_t *setting, char list[FILE_LIST])
{
    int type = config_setting_type(setting);
    size_t used = 0;

    list[0] = '\0';
    if (file_is_text(setting)) {
        snprintf(list, FILE_LIST, "%s", config_setting_get_string(setting));
        return 0;
    }
    if (type != CONFIG_TYPE_ARRAY && type != CONFIG_TYPE_LIST)
        return -1;
    for (int i = 0; i < config_setting_length(setting); i++) {
        const char *word = config_setting_get_string_elem(setting, i);

        if (word == NULL)
            return -1;
        used += (size_t)snprintf(list + used, FILE_LIST - used, "%s%s", i > 0 ? "," : "", word);
        if (used >= FILE_LIST)
            return -1;
    }
    return 0;
}

static int take_remote(struct file *file, const config_setting_t *setting)
{
    struct bmc_error error;
    char list[FILE_LIST];

    if (join_list(setting, list) < 0)
        return file_wrong(file, setting, "%s",
                     _("use text in double quotes, such as \"lan,enable,messaging\""));
    /* None: nothing is asked for, as without the line. */
    if (list[0] == '\0')
        return 0;
    if (remote_parse(list, &file->request->remote, &error) < 0)
        return file_wrong(file, setting, "%s", error.sentence);
    return 0;
}

/* --- the file ------------------------------------------------------------------------------ */

/* page->rows: it has none of that name. */
static unsigned find_row(const struct page_class *page, const char *name)
{
    unsigned row = 0;

    while (row < page->rows && (file_key(&page->settings[row]) == NULL ||
                                strcmp(file_key(&page->settings[row]), name) != 0))
        row++;
    return row;
}

static int take(struct file *file, const config_setting_t *setting)
{
    const struct setting *field;
    unsigned row = find_row(file->request->page, config_setting_name(setting));

    if (file->request == &file->wants->network &&
        strcmp(config_setting_name(setting), FILE_REMOTE) == 0)
        return take_remote(file, setting);
    if (row == file->request->page->rows)
        return unknown_key(file, setting);
    field = &file->request->page->settings[row];
    file->request->lines[row] = (int)config_setting_source_line(setting);
    if (field->choice == CHOICE_CHANNEL)
        return take_channel(file, setting);
    if (field->choice == CHOICE_USER)
        return take_user(file, row, setting);
    return field->kind == SETTING_SECRET ? take_password_file(file, setting)
                                         : take_value(file, row, setting);
}

/* Each wrong line is named, not only the first. */
static int take_sol(struct file *file, const config_setting_t *group)
{
    int result = 0;

    if (config_setting_type(group) != CONFIG_TYPE_GROUP)
        return file_wrong(file, group, "%s", _("use a group: { KEY = VALUE; }"));
    file->request = &file->wants->serial;
    for (int i = 0; i < config_setting_length(group); i++)
        if (take(file, config_setting_get_elem(group, (unsigned)i)) < 0)
            result = -1;
    return result;
}

static int take_any(struct file *file, const config_setting_t *setting)
{
    const char *name = config_setting_name(setting);
    const struct page_class *power = file->wants->power.page;

    if (strcmp(name, FILE_SOL) == 0)
        return take_sol(file, setting);
    if (strcmp(name, FILE_AUTH) == 0)
        return file_take_auth(file, setting);
    if (strcmp(name, FILE_SENSORS) == 0)
        return file_take_sensors(file, setting);
    if (strcmp(name, FILE_USERS) == 0)
        return file_take_users(file, setting);
    file->request =
        find_row(power, name) < power->rows ? &file->wants->power : &file->wants->network;
    return take(file, setting);
}

static int take_all(struct file *file)
{
    const config_setting_t *root = config_root_setting(&file->config);
    int result = 0;

    for (int i = 0; i < config_setting_length(root); i++)
        if (take_any(file, config_setting_get_elem(root, (unsigned)i)) < 0)
            result = -1;
    return result;
}

static int slurp(const char *name, const char *shown, char **text, struct bmc_error *error)
{
    bool standard_input = strcmp(name, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : file_open_plain(name, NULL, error);
    int result;

    if (fd < 0)
        return -1;
    result = conf_slurp(shown, fd, text, error);
    if (!standard_input)
        close(fd);
    return result;
}

static int read_file(struct file *file, const char *name)
{
    struct bmc_error error;
    char *text;
    int result = slurp(name, file->name, &text, &error);

    if (result == 0) {
        result = conf_parse(file->name, text, &file->config, &error);
        free(text);
    }
    if (result == 0)
        return take_all(file);
    fprintf(stderr, "bmctui: %s\n", error.sentence);
    return -1;
}

struct file *file_read(const char *name, struct file_wants *wants)
{
    struct file *file = xcalloc(1, sizeof *file);

    config_init(&file->config);
    file->name = xstrdup(strcmp(name, "-") == 0 ? _("standard input") : name);
    file->wants = wants;
    wants->file = wants->network.file = wants->power.file = wants->serial.file = file->name;
    if (read_file(file, name) == 0)
        return file;
    file_free(file);
    return NULL;
}

void file_free(struct file *file)
{
    if (file == NULL)
        return;
    config_destroy(&file->config);
    free(file->name);
    free(file);
}

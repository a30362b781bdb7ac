/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups and lists of groups in a file. */
#include "cli/file_own.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

int file_wrong(const struct file *file, const config_setting_t *setting, const char *format, ...)
{
    const char *name = config_setting_name(setting);
    char sentence[ERROR_SENTENCE], word[SET_WORD];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    /* What stands in a list has no name; then it is the list's. */
    if (name == NULL)
        name = config_setting_name(config_setting_parent(setting));
    snprintf(word, sizeof word, "%.100s:%d: %.40s", file->name,
             (int)config_setting_source_line(setting), name != NULL ? name : "");
    say_error(word, "%s", sentence);
    return -1;
}

bool file_is_number(const config_setting_t *setting)
{
    int type = config_setting_type(setting);

    return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
}

bool file_is_text(const config_setting_t *setting)
{
    return config_setting_type(setting) == CONFIG_TYPE_STRING;
}

const char *file_take_name(const struct file *file, const config_setting_t *setting)
{
    const char *text = file_is_text(setting) ? config_setting_get_string(setting) : "";

    if (text[0] != '\0' && strcmp(text, "-") != 0)
        return text;
    file_wrong(file, setting, "%s",
               _("use the name of a file, in double quotes; never put the password itself here"));
    return NULL;
}

static int group_unknown_key(const struct file *file, const config_setting_t *setting,
                             const struct file_key *keys)
{
    char names[FILE_LIST] = "";
    struct nearest nearest;

    nearest_begin(&nearest, config_setting_name(setting));
    for (; keys->name != NULL; keys++) {
        nearest_try(&nearest, keys->name);
        text_append(names, sizeof names, " ", "%s", keys->name);
    }
    if (nearest_found(&nearest) != NULL)
        return file_wrong(file, setting, _("unknown key; did you mean %s? The keys are %s"),
                          nearest_found(&nearest), names);
    return file_wrong(file, setting, _("unknown key; the keys are %s"), names);
}

/* Each wrong line is named, not only the first. */
int file_take_group(struct file *file, const config_setting_t *group, const struct file_key *keys,
                    void *what)
{
    int result = 0;

    if (config_setting_type(group) != CONFIG_TYPE_GROUP)
        return file_wrong(file, group, "%s", _("use a group: { KEY = VALUE; }"));
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
        const struct file_key *key = keys;

        while (key->name != NULL && strcmp(key->name, config_setting_name(setting)) != 0)
            key++;
        if ((key->name == NULL ? group_unknown_key(file, setting, keys)
                               : key->take(file, setting, what)) < 0)
            result = -1;
    }
    return result;
}

int file_take_list(struct file *file, const config_setting_t *list, size_t most,
                   int (*take)(struct file *file, const config_setting_t *group))
{
    int result = 0;

    if (config_setting_type(list) != CONFIG_TYPE_LIST)
        return file_wrong(file, list, "%s", _("use a list of groups: ( { KEY = VALUE; } )"));
    if ((size_t)config_setting_length(list) > most)
        return file_wrong(file, list, _("it has more than %zu entries"), most);
    for (int i = 0; i < config_setting_length(list); i++)
        if (take(file, config_setting_get_elem(list, (unsigned)i)) < 0)
            result = -1;
    return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The group of authentication in a file: the settings of the page "Security". */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/file_own.h"
#include "core/access.h"

/* --- reading --------------------------------------------------------------------------------- */

static int auth_wrong_word(const struct file *file, const config_setting_t *setting,
                           const struct value_type *type)
{
    char sentence[ERROR_SENTENCE] = "", names[FILE_LIST] = "";

    for (const struct value_word *word = type->words; word != NULL && word->name != NULL; word++)
        text_append(names, sizeof names, ", ", "\"%s\"", word->name);
    if (names[0] != '\0')
        snprintf(sentence, sizeof sentence, _("use one of %s"), names);
    else if (type->judge != NULL)
        (void)type->judge("", "", sentence, sizeof sentence);
    else
        snprintf(sentence, sizeof sentence, _("use 1 to %u printable characters in double quotes"),
                 type->text_bytes);
    return file_wrong(file, setting, "%s", sentence);
}

/* A word, or true and false for the first and the last. */
static int auth_take_text(struct file *file, const config_setting_t *setting,
                          const struct value_type *type, struct file_text *text)
{
    const struct value_word *word = type->words;
    struct value value;

    text->line = (int)config_setting_source_line(setting);
    if (word != NULL && config_setting_type(setting) == CONFIG_TYPE_BOOL) {
        while (!config_setting_get_bool(setting) && word[1].name != NULL)
            word++;
        snprintf(text->text, sizeof text->text, "%s", word->name);
        return 0;
    }
    snprintf(text->text, sizeof text->text, "%s",
             file_is_text(setting) ? config_setting_get_string(setting) : "");
    if (text->text[0] == '\0' || !value_parse_text(type, text->text, &value))
        return auth_wrong_word(file, setting, type);
    return 0;
}

/* Each key goes to its row. */
static int auth_take_any(struct file *file, const config_setting_t *setting, void *what)
{
    size_t which = 0;

    while (strcmp(security_settings[which].key, config_setting_name(setting)) != 0)
        which++;
    return auth_take_text(file, setting, security_settings[which].type,
                          &((struct file_auth *)what)->of[which]);
}

static int auth_take_channel(struct file *file, const config_setting_t *setting, void *what)
{
    return auth_take_text(file, setting, access_setting(ACCESS_AUTH_KEPT)->type,
                          &((struct file_auth *)what)->channel);
}

int file_take_auth(struct file *file, const config_setting_t *group)
{
    struct file_key keys[SECURITY_SETTINGS + 2] = {{NULL, NULL}};

    for (size_t i = 0; i < SECURITY_SETTINGS; i++)
        keys[i] = (struct file_key){security_settings[i].key, auth_take_any};
    keys[SECURITY_SETTINGS] = (struct file_key){FILE_CHANNEL_AUTH, auth_take_channel};
    return file_take_group(file, group, keys, &file->wants->auth);
}

/* --- printing -------------------------------------------------------------------------------- */

/* What apply would take, and change nothing with. */
static bool auth_prints(const struct value_type *type, const struct value *value)
{
    struct value again;
    char text[VALUE_TEXT];

    if (!value_known(value))
        return false;
    value_key(type, value, text);
    return value_parse_text(type, text, &again) && value_same(type, &again, value);
}

static void auth_print(FILE *out, const char *key, const struct value_type *type,
                       const struct value *value)
{
    char text[VALUE_TEXT];

    if (!value_known(value))
        fprintf(out, "#   %s: %s\n", key,
                value->state == VALUE_NOT_AVAILABLE ? _("not available on this BMC")
                                                    : _("not read"));
    if (!auth_prints(type, value))
        return;
    fprintf(out, "    %s = ", key);
    value_key(type, value, text);
    if (type->form == VALUE_AS_BOOL)
        fputs(value_is_set(type, value->number) ? "true" : "false", out);
    else
        file_print_string(out, text);
    fputs(";\n", out);
}

void file_print_auth(FILE *out, const struct file_auth_held *held)
{
    const struct setting *community = &security_settings[SECURITY_COMMUNITY];
    const struct value_type *channel = access_setting(ACCESS_AUTH_KEPT)->type;

    fputc('\n', out);
    file_print_comment(out, _("How to log in over this channel. The SNMP community is used like a "
                              "password, so it is not in this file; it can be set."));
    fprintf(out, "%s = {\n", FILE_AUTH);
    for (size_t i = 0; i < SECURITY_SETTINGS; i++)
        if (i != SECURITY_COMMUNITY)
            auth_print(out, security_settings[i].key, security_settings[i].type, &held->values[i]);
    if (value_same(channel, &held->kept, &held->active))
        auth_print(out, FILE_CHANNEL_AUTH, channel, &held->kept);
    fprintf(out, "#   %s = \"\";\n};\n", community->key);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a single value, by the same rules from the file and from an option. */
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "conf/settings_own.h"
#include "core/rule.h"

#define TAKE_RIGHT 160

int settings_find_word(const char *words, const char *word, bool any_case)
{
    size_t length = strlen(word);
    int number = 0;

    for (const char *at = words; length > 0; number++) {
        size_t next = strcspn(at, " ");

        if (next == length && (any_case ? strncasecmp : strncmp)(at, word, length) == 0)
            return number;
        if (at[next] == '\0')
            break;
        at += next + 1;
    }
    return -1;
}

bool settings_cipher_suite_known(long long id)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%lld", id);
    return settings_find_word(SETTINGS_CIPHER_SUITES, digits, false) >= 0;
}

long settings_parse_number(const char *text, bool hex)
{
    bool is_hex = hex && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const char *digits = text + (is_hex ? 2 : 0);
    size_t length = strspn(digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789");

    if (length == 0 || length > 9 || digits[length] != '\0')
        return -1;
    return strtol(digits, NULL, is_hex ? 16 : 10);
}

/* --- texts and words --------------------------------------------------------------------- */

/* What would be right, NULL: any text. */
static const char *settings_right(const struct settings_row *row, char text[TAKE_RIGHT])
{
    if (row->words == NULL)
        return row->right != NULL ? _(row->right) : NULL;
    snprintf(text, TAKE_RIGHT, _("one of %s"), row->words);
    return text;
}

/* Names that FreeIPMI's tools know too are taken in either case, like there. false: unknown. */
static bool settings_take_word(struct settings *settings, const struct settings_row *row,
                               const char *text)
{
    bool last = row->alias != NULL && strcasecmp(text, row->alias) == 0;
    int number = last ? settings_find_word(row->words, strrchr(row->words, ' ') + 1, false)
                      : settings_find_word(row->words, text, row->bmc);
    unsigned *member = settings_member(settings, row);

    if (number < 0)
        return false;
    *member = (unsigned)(row->least + number);
    if (row->offset == offsetof(struct settings, theme))
        settings->monochrome = settings->theme == THEME_MONOCHROME;
    return true;
}

/* typed: on the command line. */
static int settings_take_text(struct settings *settings, const struct settings_row *row,
                              const char *text, bool typed, struct bmc_error *error)
{
    char right[TAKE_RIGHT], quoted[RULE_QUOTE];

    if (text[0] == '\0' && !typed)
        return error_set(error, ERROR_USAGE, "%s",
                         _("the text is empty; leave out the line instead"));
    if (text[0] == '\0' && settings_right(row, right) == NULL)
        return error_set(error, ERROR_USAGE, "%s", _("the value is empty"));
    if (row->kind == SETTINGS_WORD ? !settings_take_word(settings, row, text)
                                   : row->good != NULL && !row->good(text))
        return error_set(error, ERROR_USAGE, _("\"%.40s\" is not valid; use %s"),
                         typed ? rule_quote(text, quoted) : text, settings_right(row, right));
    if (row->check != NULL && row->check(text, error) != 0)
        return -1;
    if (row->kind == SETTINGS_TEXT)
        settings_set_text(settings_member(settings, row), text);
    return 0;
}

/* --- numbers ----------------------------------------------------------------------------- */

static bool settings_number_good(const struct settings_row *row, long long number)
{
    return number >= row->least && number <= row->most &&
           (row->words == NULL || settings_cipher_suite_known(number));
}

int settings_no_number(const char *text, long long least, long long most, struct bmc_error *error)
{
    char quoted[RULE_QUOTE];

    return error_set(error, ERROR_USAGE, _("\"%s\" is not a number from %lld to %lld"),
                     rule_quote(text, quoted), least, most);
}

static int settings_take_digits(struct settings *settings, const struct settings_row *row,
                                const char *text, struct bmc_error *error)
{
    long number = settings_parse_number(text, row->hex);
    char right[TAKE_RIGHT], quoted[RULE_QUOTE];

    if (!settings_number_good(row, number) && row->words != NULL)
        return error_set(error, ERROR_USAGE, _("\"%.40s\" is not valid; use %s"),
                         rule_quote(text, quoted), settings_right(row, right));
    if (!settings_number_good(row, number))
        return settings_no_number(text, row->least, row->most, error);
    *(unsigned *)settings_member(settings, row) = (unsigned)number;
    return 0;
}

/* --- from the command line --------------------------------------------------------------- */

int settings_set(struct settings *settings, const char *key, const char *text,
                 struct bmc_error *error)
{
    const struct settings_row *row = settings_find(key);

    switch (row->kind) {
    case SETTINGS_NUMBER:
        return settings_take_digits(settings, row, text, error);
    case SETTINGS_BOOL:
        *(bool *)settings_member(settings, row) = strcmp(text, "true") == 0;
        return 0;
    default:
        return settings_take_text(settings, row, text, true, error);
    }
}

/* --- from the file ----------------------------------------------------------------------- */

int settings_wrong(const struct settings_reader *reader, const config_setting_t *setting,
                   const char *format, ...)
{
    char sentence[ERROR_SENTENCE];
    const char *name = config_setting_name(setting);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return error_set(reader->error, ERROR_USAGE, "%s:%d: %s: %s", reader->name,
                     (int)config_setting_source_line(setting),
                     name != NULL ? name : SETTINGS_TARGETS, sentence);
}

static int settings_read_text(const struct settings_reader *reader, const struct settings_row *row,
                              const config_setting_t *setting)
{
    char text[TAKE_RIGHT];
    const char *right = settings_right(row, text), *value = config_setting_get_string(setting);
    struct bmc_error why;

    if (config_setting_type(setting) != CONFIG_TYPE_STRING)
        return right == NULL
                   ? settings_wrong(reader, setting, "%s", _("use text in double quotes"))
                   : settings_wrong(reader, setting, _("use text in double quotes: %s"), right);
    if (settings_take_text(reader->settings, row, value, false, &why) < 0)
        return settings_wrong(reader, setting, "%s", why.sentence);
    return 0;
}

static int settings_read_number(const struct settings_reader *reader,
                                const struct settings_row *row, const config_setting_t *setting)
{
    int type = config_setting_type(setting);
    long long number = type == CONFIG_TYPE_INT     ? config_setting_get_int(setting)
                       : type == CONFIG_TYPE_INT64 ? config_setting_get_int64(setting)
                                                   : -1;

    if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
        return settings_wrong(reader, setting, _("use a number from %lld to %lld, without quotes"),
                              row->least, row->most);
    if (number < row->least || number > row->most)
        return settings_wrong(reader, setting, _("%lld is out of range; use %lld to %lld"), number,
                              row->least, row->most);
    if (!settings_number_good(row, number))
        return settings_wrong(reader, setting, _("%lld is not valid; use one of %s"), number,
                              row->words);
    *(unsigned *)settings_member(reader->settings, row) = (unsigned)number;
    return 0;
}

static int settings_read_bool(const struct settings_reader *reader, const struct settings_row *row,
                              const config_setting_t *setting)
{
    if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
        return settings_wrong(reader, setting, "%s", _("use true or false, without quotes"));
    *(bool *)settings_member(reader->settings, row) = config_setting_get_bool(setting) != 0;
    return 0;
}

int settings_take(const struct settings_reader *reader, const struct settings_row *row,
                  const config_setting_t *setting)
{
    int result = row->kind == SETTINGS_NUMBER ? settings_read_number(reader, row, setting)
                 : row->kind == SETTINGS_BOOL ? settings_read_bool(reader, row, setting)
                                              : settings_read_text(reader, row, setting);

    if (result == 0)
        settings_set_line(reader->settings, row, (int)config_setting_source_line(setting));
    return result;
}

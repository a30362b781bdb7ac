/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/file.h"
#include "conf/conf.h"
#include "core/user.h"

#define LIST 200

struct file {
    config_t config; /* has the strings */
    char *name;      /* for sentences */
    const struct page_class *page;
    char texts[2][MODEL_ROWS][VALUE_TEXT]; /* by request and row */
    struct set_request *request; /* that is being filled: */
    struct set_request *first, *more;
};

/* --- what is wrong ------------------------------------------------------------------------- */

static int wrong(const struct file *file, const config_setting_t *setting, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static int wrong(const struct file *file, const config_setting_t *setting, const char *format, ...)
{
    char sentence[ERROR_SENTENCE], word[SET_WORD];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    snprintf(word, sizeof word, "%.100s:%d: %.40s", file->name,
             (int)config_setting_source_line(setting), config_setting_name(setting));
    say_error(word, "%s", sentence);
    return -1;
}

static int unknown_key(const struct file *file, const config_setting_t *setting)
{
    char keys[LIST] = "";
    struct nearest nearest;

    nearest_begin(&nearest, config_setting_name(setting));
    for (unsigned row = 0; row < file->page->rows; row++) {
        const char *key = file_key(&file->page->settings[row]);

        if (key == NULL)
            continue;
        nearest_try(&nearest, key);
        text_append(keys, sizeof keys, " ", "%s", key);
    }
    nearest_try(&nearest, FILE_REMOTE);
    if (nearest_found(&nearest) != NULL)
        return wrong(file, setting, _("unknown key; did you mean %s? The keys are %s %s"),
                     nearest_found(&nearest), keys, FILE_REMOTE);
    return wrong(file, setting, _("unknown key; the keys are %s %s"), keys, FILE_REMOTE);
}

/* --- values -------------------------------------------------------------------------------- */

static bool is_number(const config_setting_t *setting)
{
    int type = config_setting_type(setting);

    return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
}

static bool is_text(const config_setting_t *setting)
{
    return config_setting_type(setting) == CONFIG_TYPE_STRING;
}

static char *room(struct file *file, unsigned row)
{
    return file->texts[file->request == file->more][row];
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
    const char *text = is_text(setting) ? config_setting_get_string(setting) : "";
    uint64_t number;

    if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
        text = config_setting_get_bool(setting) ? "yes" : "no";
    if (!value_parse(file->page->settings[row].type, text, &number))
        return wrong(file, setting, "%s", _("use true or false"));
    take_text(file, row, text);
    return 0;
}

static int take_word(struct file *file, unsigned row, const config_setting_t *setting)
{
    const struct value_type *type = file->page->settings[row].type;
    const char *text = is_text(setting) ? config_setting_get_string(setting) : "";
    char words[LIST] = "";
    uint64_t number;

    for (unsigned i = 0; i < value_choices(type); i++)
        text_append(words, sizeof words, ", ", "\"%s\"", type->words[i].name);
    if (!value_parse(type, text, &number))
        return wrong(file, setting, _("use one of %s"), words);
    take_text(file, row, text);
    return 0;
}

/* Whether it is a good address and so on is for the checks to say. */
static int take_value(struct file *file, unsigned row, const config_setting_t *setting)
{
    const struct setting *field = &file->page->settings[row];
    char digits[32];

    if (field->kind == SETTING_CHECK)
        return take_box(file, row, setting);
    if (field->choice == CHOICE_WORD)
        return take_word(file, row, setting);
    snprintf(digits, sizeof digits, "%lld", config_setting_get_int64(setting));
    if (is_text(setting))
        take_text(file, row, config_setting_get_string(setting));
    else if (is_number(setting) && field->type->digits)
        take_text(file, row, digits);
    else
        return wrong(file, setting, _("use text in double quotes: %s"), _(field->help));
    return 0;
}

static int take_channel(struct file *file, const config_setting_t *setting)
{
    long long number = is_number(setting) ? config_setting_get_int64(setting) : 0;

    if (number < BMC_CHANNEL_FIRST || number > BMC_CHANNEL_LAST)
        return wrong(file, setting, _("use a number from %d to %d, without quotes"),
                     BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST);
    file->request->channel = (uint8_t)number;
    return 0;
}

/* A slot, or in quotes a name. */
static int take_user(struct file *file, unsigned row, const config_setting_t *setting)
{
    char *text = room(file, row), name[BMC_USER_NAME];
    uint8_t slot;

    if (is_number(setting))
        snprintf(text, VALUE_TEXT, "%lld", config_setting_get_int64(setting));
    else
        snprintf(text, VALUE_TEXT, "\"%s\"",
                 is_text(setting) ? config_setting_get_string(setting) : "");
    if (!user_parse(text, &slot, name))
        return wrong(file, setting, _("use a slot from %d to %d, or a name in double quotes"),
                     BMC_USER_FIRST, BMC_USER_LAST);
    file->request->user = text;
    return 0;
}

static int take_password_file(struct file *file, const config_setting_t *setting)
{
    const char *text = is_text(setting) ? config_setting_get_string(setting) : "";

    if (text[0] == '\0' || strcmp(text, "-") == 0)
        return wrong(
            file, setting, "%s",
            _("use the name of a file, in double quotes; never put the password itself here"));
    file->request->password_file = text;
    return 0;
}

/* "lan,enable", or [ "lan", "enable" ]. -1: neither. */
static int join_list(const config_setting_t *setting, char list[LIST])
{
    int type = config_setting_type(setting);
    size_t used = 0;

    list[0] = '\0';
    if (is_text(setting)) {
        snprintf(list, LIST, "%s", config_setting_get_string(setting));
        return 0;
    }
    if (type != CONFIG_TYPE_ARRAY && type != CONFIG_TYPE_LIST)
        return -1;
    for (int i = 0; i < config_setting_length(setting); i++) {
        const char *word = config_setting_get_string_elem(setting, i);

        if (word == NULL)
            return -1;
        used += (size_t)snprintf(list + used, LIST - used, "%s%s", i > 0 ? "," : "", word);
        if (used >= LIST)
            return -1;
    }
    return 0;
}

static int take_remote(struct file *file, const config_setting_t *setting)
{
    struct bmc_error error;
    char list[LIST];

    if (join_list(setting, list) < 0)
        return wrong(file, setting, "%s",
                     _("use text in double quotes, such as \"lan,enable,messaging\""));
    /* None: nothing is asked for, as without the line. */
    if (list[0] == '\0')
        return 0;
    if (remote_parse(list, &file->request->remote, &error) < 0)
        return wrong(file, setting, "%s", error.sentence);
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
    unsigned row = find_row(file->page, config_setting_name(setting));

    if (strcmp(config_setting_name(setting), FILE_REMOTE) == 0)
        return take_remote(file, setting);
    if (row == file->page->rows)
        return unknown_key(file, setting);
    field = &file->page->settings[row];
    file->request->lines[row] = (int)config_setting_source_line(setting);
    if (field->choice == CHOICE_CHANNEL)
        return take_channel(file, setting);
    if (field->choice == CHOICE_USER)
        return take_user(file, row, setting);
    return field->kind == SETTING_SECRET ? take_password_file(file, setting)
                                         : take_value(file, row, setting);
}

/* Each wrong line is named, not only the first. */
static int take_all(struct file *file)
{
    const config_setting_t *root = config_root_setting(&file->config);
    int result = 0;

    for (int i = 0; i < config_setting_length(root); i++) {
        const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
        bool more = file->more != NULL && find_row(file->more->page, config_setting_name(setting)) <
                                              file->more->page->rows;

        file->request = more ? file->more : file->first;
        file->page = file->request->page;
        if (take(file, setting) < 0)
            result = -1;
    }
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

struct file *file_read(const char *name, struct set_request *request, struct set_request *more)
{
    struct file *file = xcalloc(1, sizeof *file);

    config_init(&file->config);
    file->name = xstrdup(strcmp(name, "-") == 0 ? _("standard input") : name);
    file->request = file->first = request;
    file->more = more;
    file->page = request->page;
    request->file = file->name;
    if (more != NULL)
        more->file = file->name;
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

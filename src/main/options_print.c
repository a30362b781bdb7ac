/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options as they were given; --print-config: the settings in effect as a config file, each
 * with its origin. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/command_line.h"
#include "main/options.h"

#define ORIGIN_COLUMN 44
#define ORIGIN 320

const char *options_print_given(const struct options *options, enum option_id first,
                                enum option_id last, char *text, size_t size)
{
    char word[COMMAND_LINE];

    text[0] = '\0';
    for (enum option_id id = first; id <= last; id++) {
        const struct option_row *row = option_row(id);
        const char *value = options->values[id];

        if (!options->given[id] || id == OPTION_TARGET ||
            (value != NULL && strcmp(value, "-") == 0))
            continue;
        if (row->letter != '\0')
            snprintf(word, sizeof word, "-%c", row->letter);
        else
            snprintf(word, sizeof word, "--%s%s%s", row->name, value != NULL ? "=" : "",
                     value != NULL ? value : "");
        command_line_word(text, size, word);
        if (row->letter != '\0')
            command_line_word(text, size, value);
    }
    return text;
}

/* The option that set this key, OPTION_COUNT: none. --hostname alone sets the driver too. */
static enum option_id options_setting_key(const struct options *options, const char *key)
{
    for (enum option_id id = 0; id < OPTION_COUNT; id++)
        if (options->given[id] && option_row(id)->key != NULL &&
            strcmp(option_row(id)->key, key) == 0)
            return id;
    return strcmp(key, "driver") == 0 && options->given[OPTION_HOSTNAME] ? OPTION_HOSTNAME
                                                                         : OPTION_COUNT;
}

static bool options_by_environment(const char *key)
{
    const char *no_color = getenv("NO_COLOR");

    return strcmp(key, "theme") == 0 && no_color != NULL && no_color[0] != '\0';
}

static const char *options_origin(const struct options *options, const struct settings *settings,
                                  const char *key, int line, char text[ORIGIN])
{
    enum option_id id = options_setting_key(options, key);

    if (id != OPTION_COUNT)
        snprintf(text, ORIGIN, _("option --%s"), option_row(id)->name);
    else if (options_by_environment(key))
        snprintf(text, ORIGIN, "%s", _("environment NO_COLOR"));
    else if (line != 0)
        snprintf(text, ORIGIN, "%s:%d", settings->file, line);
    else
        snprintf(text, ORIGIN, "%s", _("built in"));
    return text;
}

static void options_print_key(const struct options *options, const struct settings *settings,
                              const struct settings_row *row, FILE *file)
{
    char value[SETTINGS_VALUE], from[ORIGIN], line[SETTINGS_VALUE + 100];

    settings_value(settings, row, value);
    options_origin(options, settings, row->name, settings_line(settings, row), from);
    if (value[0] != '\0')
        snprintf(line, sizeof line, "%s = %s;", row->name, value);
    else
        snprintf(line, sizeof line, _("#%s is not set"), row->name);
    text_pad(file, line, ORIGIN_COLUMN);
    fprintf(file, " # %s\n", from);
}

static void options_print_targets(const struct options *options, const struct settings *settings,
                                  FILE *file)
{
    for (size_t i = 0; i < settings->target_count; i++)
        fprintf(file, _("# target \"%s\", %s:%d%s\n"), settings->targets[i].name, settings->file,
                settings->targets[i].line,
                i != settings->target           ? ""
                : options->given[OPTION_TARGET] ? _(": this one, from the option --target")
                                                : _(": this one, the first"));
}

void options_print_config(const struct options *options, const struct settings *settings,
                          FILE *file)
{
    const struct settings_row *row;

    if (settings->file != NULL)
        fprintf(file, _("# config file: %s\n"), settings->file);
    else
        fprintf(file, "%s\n", _("# config file: none"));
    options_print_targets(options, settings, file);
    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        if (row->kind != SETTINGS_LIST)
            options_print_key(options, settings, row, file);
}

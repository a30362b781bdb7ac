/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main/options.h"

#include <getopt.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "pages/network.h"

#define SHORT_MAX 64
#define LONG_BASE 1000 /* getopt's value for a long option: this plus its id */

/* --- getopt ------------------------------------------------------------------------------ */

/* Whether a command with these CLI_TAKES_... accepts the option. */
static bool option_goes(const struct option_row *row, unsigned takes)
{
    return row->takes == 0 || (row->takes & takes) != 0;
}

static void options_fill_short(char text[SHORT_MAX], bool stop_at_command)
{
    size_t length = 0;

    if (stop_at_command)
        text[length++] = '+';
    text[length++] = ':';
    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);

        if (row->letter == '\0')
            continue;
        text[length++] = row->letter;
        if (row->argument != NULL)
            text[length++] = ':';
    }
    text[length] = '\0';
}

static void options_fill_long(struct option rows[OPTION_COUNT + 1], unsigned takes)
{
    size_t count = 0;

    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);

        if (option_goes(row, takes))
            rows[count++] = (struct option){row->name,
                                            row->otherwise != 0     ? optional_argument
                                            : row->argument != NULL ? required_argument
                                                                    : no_argument,
                                            NULL, LONG_BASE + (int)id};
    }
    memset(&rows[count], 0, sizeof rows[count]);
}

static enum option_id option_of(int value)
{
    enum option_id id = 0;

    if (value >= LONG_BASE)
        return (enum option_id)(value - LONG_BASE);
    while (id < OPTION_COUNT && option_row(id)->letter != value)
        id++;
    return id;
}

/* "--name" without "=VALUE", cut to a decent length and made printable. */
static void options_print_name(const char *text, char *name, size_t size)
{
    size_t length = strcspn(text, "=");

    snprintf(name, size, "%.*s", (int)(length < 40 ? length : 40), text);
    for (char *at = name; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
}

/* Why getopt rejected text, "--name" or "--name=VALUE". */
static int options_explain_long(const char *text, unsigned takes, struct bmc_error *error)
{
    char name[64];
    bool exact = false, elsewhere = false;
    int fits = 0;
    struct nearest nearest;

    options_print_name(text, name, sizeof name);
    nearest_begin(&nearest, name + 2);
    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);
        bool here = option_goes(row, takes);

        if (here)
            nearest_try(&nearest, row->name);
        if (strcmp(row->name, name + 2) == 0)
            *(here ? &exact : &elsewhere) = true;
        else if (here && strncmp(row->name, name + 2, strlen(name + 2)) == 0)
            fits++;
    }
    if (!exact && elsewhere)
        return error_set(error, ERROR_USAGE,
                         _("%s: not an option of this command; see bmctui COMMAND --help"), name);
    if (exact || fits == 1)
        return error_set(error, ERROR_USAGE, _("%s: this option takes no value"), name);
    if (fits > 1)
        return error_set(error, ERROR_USAGE,
                         _("%s: several options start like this; write out the one you mean"),
                         name);
    if (nearest_found(&nearest) != NULL)
        return error_set(error, ERROR_USAGE, _("%s: unknown option; did you mean --%s?"), name,
                         nearest_found(&nearest));
    for (unsigned row = 0; row < page_network.rows; row++)
        if (page_network.settings[row].key != NULL)
            nearest_try(&nearest, page_network.settings[row].key);
    if (nearest_found(&nearest) != NULL)
        return error_set(error, ERROR_USAGE,
                         _("%s: unknown option; did you mean bmctui set %s=VALUE?"), name,
                         nearest_found(&nearest));
    return error_set(error, ERROR_USAGE, _("%s: unknown option; see bmctui --help"), name);
}

static int options_explain(int found, char **argv, unsigned takes, struct bmc_error *error)
{
    enum option_id id = option_of(optopt);
    const char *text = argv[optind - 1];

    /* In most programs -h asks for help. */
    if (found == ':' && id == OPTION_HOSTNAME && strncmp(text, "--", 2) != 0)
        return error_set(
            error, ERROR_USAGE,
            _("-%c: needs the name of a host, a BMC over LAN (-%c %s); for help use --help"),
            option_row(id)->letter, option_row(id)->letter, _(option_row(id)->argument));
    if (found == ':' && id < OPTION_COUNT)
        return error_set(error, ERROR_USAGE, _("--%s: needs a value: --%s=%s"),
                         option_row(id)->name, option_row(id)->name, _(option_row(id)->argument));
    if ((optopt == 0 || optopt >= LONG_BASE) && strncmp(text, "--", 2) == 0)
        return options_explain_long(text, takes, error);
    return error_set(error, ERROR_USAGE, _("-%c: unknown option; see bmctui --help"),
                     optopt > ' ' && optopt <= '~' ? optopt : '?');
}

static void options_note(struct options *options, enum option_id id, const char *value)
{
    options->given[id] = true;
    options->values[id] = value;
    if (id == OPTION_QUIET)
        options->verbosity = -1;
    if (id == OPTION_VERBOSE)
        options->verbosity = options->verbosity < 0 ? 1 : options->verbosity + 1;
}

/* Runs getopt over argv; optind is the first word afterwards. */
static int options_read(struct options *options, int argc, char **argv, bool stop_at_command,
                        unsigned takes, struct bmc_error *error)
{
    char letters[SHORT_MAX];
    struct option rows[OPTION_COUNT + 1];
    int found;

    options_fill_short(letters, stop_at_command);
    options_fill_long(rows, takes);
    opterr = 0;
    optind = 0; /* resets getopt's hidden state too */
    while ((found = getopt_long(argc, argv, letters, rows, NULL)) != -1) {
        if (found == '?' || found == ':')
            return options_explain(found, argv, takes, error);
        if (found == 'h' && strcmp(argv[optind - 1], "-help") == 0)
            return error_set(error, ERROR_USAGE, "%s", _("-help: did you mean --help?"));
        options_note(options, option_of(found), optarg);
    }
    return 0;
}

/* --- the command ------------------------------------------------------------------------- */

static int options_no_command(const char *name, struct bmc_error *error)
{
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; cli_command(i) != NULL; i++)
        nearest_try(&nearest, cli_command(i)->name);
    if (nearest_found(&nearest) != NULL)
        return error_set(error, ERROR_USAGE, _("%s: unknown command; did you mean %s?"), name,
                         nearest_found(&nearest));
    return error_set(error, ERROR_USAGE, _("%s: unknown command; see bmctui --help"), name);
}

/* The command's options called KEY or KEY-more; "" if there are none. */
static void options_print_related(const struct cli_command *command, const char *key, size_t length,
                                  char *text, size_t size)
{
    text[0] = '\0';
    for (enum option_id id = 0; id < OPTION_COUNT; id++) {
        const struct option_row *row = option_row(id);
        char end = strncmp(row->name, key, length) == 0 ? row->name[length] : ' ';

        if ((row->takes & command->options) != 0 && (end == '\0' || end == '-'))
            text_append(text, size, ", ", "--%s%s%s", row->name, row->argument != NULL ? "=" : "",
                        row->argument != NULL ? _(row->argument) : "");
    }
}

/* Catches the name of an option in the place of a key: "password=x", "password". */
static int options_check_keys(const struct options *options, struct bmc_error *error)
{
    char names[ERROR_SENTENCE / 2], key[64];

    if (strstr(options->command->usage, "KEY=VALUE") == NULL)
        return 0;
    for (int i = 0; i < options->word_count; i++) {
        const char *word = options->words[i];
        size_t length = strcspn(word, "=");

        if (length == 0 ||
            (options->command->key != NULL && length == strlen(options->command->key) &&
             strncmp(word, options->command->key, length) == 0))
            continue;
        options_print_related(options->command, word, length, names, sizeof names);
        if (names[0] == '\0')
            continue;
        options_print_name(word, key, sizeof key);
        return error_set(error, ERROR_USAGE, _("%s: this is an option, not a key; use %s"), key,
                         names);
    }
    return 0;
}

static int options_check_words(const struct options *options, struct bmc_error *error)
{
    char name[64];

    if (options->word_count == 0 || options->command->takes_words)
        return options_check_keys(options, error);
    options_print_name(options->words[0], name, sizeof name);
    return error_set(error, ERROR_USAGE, _("%s: the command %s does not take this word"), name,
                     options->command->name);
}

int options_parse(struct options *options, int argc, char **argv, struct bmc_error *error)
{
    char name[64];
    int first;

    memset(options, 0, sizeof *options);
    options->command = cli_find("console");
    if (options_read(options, argc, argv, true, 0, error) < 0)
        return -1;
    first = optind;
    if (first >= argc)
        return 0;
    options->command = cli_find(argv[first]);
    options->command_given = true;
    if (options->command == NULL) {
        options_print_name(argv[first], name, sizeof name);
        return options_no_command(name, error);
    }
    /* getopt takes the command for the program's name. */
    if (options_read(options, argc - first, argv + first, false, options->command->options, error) <
        0)
        return -1;
    options->words = argv + first + optind;
    options->word_count = argc - first - optind;
    return options_check_words(options, error);
}

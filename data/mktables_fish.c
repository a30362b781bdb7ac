/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as the calls of complete(1) that fish reads. */
#include <string.h>

#include "pages/network.h"
#include "mktables.h"

/* Within single quotes. */
static void fish_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
}

/* A list's words complete behind its last comma; __bmctui_list stands in the template. */
static void fish_argument(enum option_id id)
{
    char words[WORDS_SIZE];

    if (option_takes_file(id))
        fputs(" -rF", stdout);
    else if (option_takes_list(id))
        printf(" -xa '(__bmctui_list %s)'", option_words(id, words));
    else
        printf(" -xa '%s'", option_words(id, words));
}

static void fish_options_of(const struct cli_command *command)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);

        if (!option_belongs((enum option_id)i, command))
            continue;
        fputs("complete -c bmctui", stdout);
        if (command != NULL)
            printf(" -n '__fish_seen_subcommand_from %s'", command->name);
        printf(" -l %s", row->name);
        if (row->letter != '\0')
            printf(" -s %c", row->letter);
        if (row->argument != NULL && row->otherwise == 0)
            fish_argument((enum option_id)i);
        fputs(" -d '", stdout);
        fish_text(row->help);
        puts("'");
    }
}

/* "vlan=", and "vlan=off" where values can be listed. */
static void fish_keys(const struct cli_command *command)
{
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct setting *field = field_get((enum field_id)id);

        if (field->key == NULL)
            continue;
        printf("complete -c bmctui -n '__fish_seen_subcommand_from %s' -fa '%s=", command->name,
               field->key);
        for (const char *at = key_words(field->key); *at != '\0'; at += strspn(at, " ")) {
            int length = (int)strcspn(at, " ");

            printf(" %s=%.*s", field->key, length, at);
            at += length;
        }
        fputs("' -d '", stdout);
        fish_text(field->label);
        puts("'");
    }
}

static void fish_words(const struct cli_command *command)
{
    char words[WORDS_SIZE];

    if (command_takes_keys(command))
        fish_keys(command);
    else if (command_takes_file(command))
        printf("complete -c bmctui -n '__fish_seen_subcommand_from %s' -F\n", command->name);
    else if (command_words(command, words)[0] != '\0')
        printf("complete -c bmctui -n '__fish_seen_subcommand_from %s' -fa '%s'\n", command->name,
               words);
}

static void fish_command(const struct cli_command *command)
{
    printf("complete -c bmctui -n __bmctui_needs_command -fa %s -d '", command->name);
    fish_text(command->summary);
    puts("'");
    if (command->options != 0)
        fish_options_of(command);
    fish_words(command);
}

bool fish_table(const char *name, struct table *table)
{
    const struct cli_command *command;

    (void)table;
    if (strcmp(name, "command-names") == 0) {
        fputs("set -g __bmctui_commands", stdout);
        for (size_t i = 0; (command = cli_command(i)) != NULL; i++)
            printf(" %s", command->name);
        putchar('\n');
    } else if (strcmp(name, "options") == 0) {
        fish_options_of(NULL);
    } else if (strcmp(name, "commands") == 0) {
        for (size_t i = 0; (command = cli_command(i)) != NULL; i++)
            fish_command(command);
    } else {
        return false;
    }
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as shell words, for the completion of bash and zsh. */
#include <string.h>

#include "pages/network.h"
#include "mktables.h"

/* --- bash ---------------------------------------------------------------- */

/* "--name" and "--name=" of what a command takes, or with NULL of what every command does. */
static void bash_options_of(const struct cli_command *command)
{
    const char *blank = "";

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);

        if (!option_belongs((enum option_id)i, command))
            continue;
        printf("%s--%s%s", blank, row->name, row->argument != NULL && row->otherwise == 0 ? "=" : "");
        blank = " ";
    }
}

static void bash_commands(void)
{
    const struct cli_command *command;

    for (size_t i = 0; (command = cli_command(i)) != NULL; i++)
        printf("%s%s", i > 0 ? " " : "", command->name);
}

static void bash_command_options(void)
{
    const struct cli_command *command;

    for (size_t i = 0; (command = cli_command(i)) != NULL; i++) {
        if (command->options == 0)
            continue;
        printf("    %s) echo '", command->name);
        bash_options_of(command);
        puts("' ;;");
    }
}

static void bash_command_words(void)
{
    const struct cli_command *command;
    char words[WORDS_SIZE];

    for (size_t i = 0; (command = cli_command(i)) != NULL; i++) {
        command_words(command, words);
        if (command_takes_keys(command)) {
            printf("    %s) echo '", command->name);
            for (int id = 0; id < FIELD_COUNT; id++)
                if (field_get((enum field_id)id)->key != NULL)
                    printf("%s= ", field_get((enum field_id)id)->key);
            puts("' ;;");
        } else if (command_takes_file(command)) {
            printf("    %s) echo FILE ;;\n", command->name);
        } else if (words[0] != '\0') {
            printf("    %s) echo '%s' ;;\n", command->name, words);
        }
    }
}

static void bash_values(void)
{
    char words[WORDS_SIZE];

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);

        if (row->argument == NULL || row->otherwise != 0)
            continue;
        printf("    --%s", row->name);
        if (row->letter != '\0')
            printf(" | -%c", row->letter);
        printf(") echo '%s%s' ;;\n", option_takes_list((enum option_id)i) ? "LIST " : "",
               option_takes_file((enum option_id)i) ? "FILE"
                                                    : option_words((enum option_id)i, words));
    }
    for (int id = 0; id < FIELD_COUNT; id++) {
        const char *key = field_get((enum field_id)id)->key;

        if (key != NULL)
            printf("    %s) echo '%s' ;;\n", key, key_words(key));
    }
}

bool bash_table(const char *name, struct table *table)
{
    (void)table;
    if (strcmp(name, "commands") == 0) {
        fputs("_bmctui_commands='", stdout);
        bash_commands();
        puts("'");
    } else if (strcmp(name, "options") == 0) {
        fputs("_bmctui_options='", stdout);
        bash_options_of(NULL);
        puts("'");
    } else if (strcmp(name, "command-options") == 0) {
        bash_command_options();
    } else if (strcmp(name, "command-words") == 0) {
        bash_command_words();
    } else if (strcmp(name, "values") == 0) {
        bash_values();
    } else {
        return false;
    }
    return true;
}

/* --- zsh ----------------------------------------------------------------- */

/* Within single quotes and the brackets of _arguments. */
static void zsh_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (strchr("[]:\\", *text) != NULL)
            printf("\\%c", *text);
        else
            putchar(*text);
    }
}

static void zsh_argument(enum option_id id)
{
    char words[WORDS_SIZE];

    putchar(':');
    zsh_text(option_row(id)->argument);
    putchar(':');
    if (option_takes_file(id))
        fputs("_files", stdout);
    else if (option_takes_list(id))
        printf("_values -s , WORD %s", option_words(id, words));
    else if (option_words(id, words)[0] != '\0')
        printf("(%s)", words);
    else
        putchar(' ');
}

/* '(-D --driver-type)'{-D+,--driver-type=}'[help]:DRIVER:(auto ...)' */
static void zsh_option(enum option_id id)
{
    const struct option_row *row = option_row(id);
    bool argument = row->argument != NULL && row->otherwise == 0;

    if (row->letter != '\0')
        printf("    '(-%c --%s)'{-%c%s,--%s%s}'[", row->letter, row->name, row->letter,
               argument ? "+" : "", row->name, argument ? "=" : "");
    else
        printf("    '--%s%s[", row->name, argument ? "=" : "");
    zsh_text(row->help);
    putchar(']');
    if (argument)
        zsh_argument(id);
    puts("'");
}

static void zsh_options_of(const struct cli_command *command)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_belongs((enum option_id)i, command))
            zsh_option((enum option_id)i);
}

static void zsh_keys(void)
{
    fputs("    '*:KEY=VALUE:_values -w KEY", stdout);
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct setting *field = field_get((enum field_id)id);

        if (field->key == NULL)
            continue;
        printf(" \"%s[", field->key);
        zsh_text(field->label);
        printf("]:value:%s%s%s\"", key_words(field->key)[0] != '\0' ? "(" : " ",
               key_words(field->key), key_words(field->key)[0] != '\0' ? ")" : "");
    }
    puts("'");
}

static void zsh_command(const struct cli_command *command)
{
    char words[WORDS_SIZE];

    printf("    %s) arguments+=(\n", command->name);
    zsh_options_of(command);
    if (command_takes_keys(command))
        zsh_keys();
    else if (command_takes_file(command))
        puts("    '1:FILE:_files'");
    else if (command_words(command, words)[0] != '\0')
        printf("    '1:WORD:(%s)'\n", words);
    puts("    ) ;;");
}

bool zsh_table(const char *name, struct table *table)
{
    const struct cli_command *command;

    (void)table;
    if (strcmp(name, "options") == 0) {
        zsh_options_of(NULL);
    } else if (strcmp(name, "commands") == 0) {
        for (size_t i = 0; (command = cli_command(i)) != NULL; i++) {
            printf("    '%s:", command->name);
            zsh_text(command->summary);
            puts("'");
        }
    } else if (strcmp(name, "command-arguments") == 0) {
        for (size_t i = 0; (command = cli_command(i)) != NULL; i++)
            zsh_command(command);
    } else {
        return false;
    }
    return true;
}

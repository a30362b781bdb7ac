/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as mdoc, for the manual pages. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/remote.h"
#include "mktables.h"
#include "pages/network.h"

#define WIDTH 78

/* --- text ---------------------------------------------------------------- */

/* One word; what troff would take for something else is escaped. */
static void put_word(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (word[i] == '\\')
            fputs("\\e", stdout);
        else if (word[i] == '-' && (i == 0 || word[i - 1] == '-'))
            fputs("\\-", stdout);
        else
            putchar(word[i]);
    }
}

/* Whether the words before and after a gap are two sentences: those begin a line of their own. */
static bool ends_sentence(const char *end, const char *next)
{
    return (end[-1] == '.' || end[-1] == ':') && isupper((unsigned char)*next);
}

/* Plain text, filled, ending with a full stop. letter: its first one, as a beginning of a
 * sentence or not. */
static void put_from(int letter, const char *text)
{
    size_t column = 0;
    char first[2] = {(char)letter, '\0'};
    const char *end = text;

    for (const char *word = text; *word != '\0'; word = end + strspn(end, " \n")) {
        bool new_line = word != text && ends_sentence(end, word);

        end = word + strcspn(word, " \n");
        if (column > 0 && (new_line || column + 1 + (size_t)(end - word) > WIDTH)) {
            putchar('\n');
            column = 0;
        }
        if (column == 0 && (*word == '.' || *word == '\''))
            fputs("\\&", stdout);
        if (column > 0)
            putchar(' ');
        put_word(word == text ? first : word, 1);
        put_word(word + 1, (size_t)(end - word - 1));
        column += (size_t)(end - word) + 1;
    }
    puts(text[0] == '\0' || end[-1] == '.' || end[-1] == ':' ? "" : ".");
}

static void put_text(const char *text)
{
    put_from(toupper((unsigned char)text[0]), text);
}

/* Between two names of what stands there: "SLOT|NAME" is one thing beside others. */
static bool usage_tight(const char *usage, const char *at)
{
    return at > usage && isupper((unsigned char)at[-1]) && isupper((unsigned char)at[1]);
}

/* "HOST[:PORT]", "on|off|SECONDS" as arguments of a macro: words and what is between them. */
static void put_usage(const char *usage)
{
    bool space = true;

    for (const char *at = usage; *at != '\0';) {
        size_t length = strcspn(at, "[]|=: ");

        if (length > 0 && !space)
            fputs(" Ns", stdout);
        if (length > 0 && strncmp(at, "--", 2) == 0)
            printf(" Fl -%.*s", (int)(length - 2), at + 2);
        else if (length > 0)
            printf(" %s %.*s", isupper((unsigned char)*at) ? "Ar" : "Cm", (int)length, at);
        at += length;
        if (length > 0)
            space = false;
        if (*at == ' ')
            space = true;
        else if (*at == '|')
            fputs(usage_tight(usage, at) ? " Ns \\&|" : " | ", stdout);
        else if (*at == '[')
            fputs(space ? " Oo" : " Ns Oo", stdout);
        else if (*at == ']')
            fputs(" Oc", stdout);
        else if (*at != '\0')
            printf(" %s%c", space ? "\\&" : "Ns ", *at);
        if ((*at == '|' && !usage_tight(usage, at)) || *at == '[')
            space = true;
        if (*at == ']' || *at == '=' || *at == ':')
            space = false;
        at += *at != '\0';
    }
}

/* A list of KEY=VALUE is a table of its own. */
static void put_help(const struct cli_command *command)
{
    if (command->help != NULL && !command_takes_keys(command))
        put_text(command->help);
}

/* --- the page ------------------------------------------------------------ */

static const char *kind_text(enum setting_kind kind)
{
    switch (kind) {
    case SETTING_CHOICE:
        return "A list to choose from";
    case SETTING_CHECK:
        return "A tick box";
    case SETTING_TEXT:
        return "Text";
    case SETTING_SECRET:
        return "A secret";
    case SETTING_LINE:
    case SETTING_HIDDEN:
        break;
    }
    return "Read only";
}

static void fields(struct table *table)
{
    const char *section = NULL;

    puts(".Bl -tag -width Ds");
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct setting *field = field_get((enum field_id)id);

        if (field->section != section)
            printf(".El\n.Pp\n.Sy %s\n.Bl -tag -width Ds\n", setting_section(field));
        section = field->section;
        printf(".It Sy %s\n", field->label);
        if (field->help != NULL)
            put_text(field->help);
        printf("%s%s", kind_text(field->kind),
               (field->flags & SETTING_LEASED) != 0 ? ", locked while DHCP is on" : "");
        if (field->key != NULL)
            printf(";\nkey\n.Cm %s", field->key);
        if (field->json != NULL)
            printf("%s;\nin JSON\n.Cm %s", field->key != NULL ? " " : "", field->json);
        puts(field->key != NULL || field->json != NULL ? " ." : ".");
        table_more(table, field->label);
    }
    puts(".El");
}

/* "vlan=VALUE|off", "dhcp=yes|no" */
static void put_key(const char *key)
{
    const char *words = key_words(key), *before = " Ns";

    printf(".It Cm %s Ns =", key);
    if (field_get((enum field_id)model_row_of_key(&page_network, key))->kind != SETTING_CHECK) {
        fputs(" Ns Ar VALUE", stdout);
        before = " |";
    }
    while (words[0] != '\0') {
        size_t length = strcspn(words, " ");

        printf("%s Cm %.*s", before, (int)length, words);
        before = " |";
        words += length + strspn(words + length, " ");
    }
    putchar('\n');
}

static void keys(struct table *table)
{
    puts(".Bl -tag -width Ds");
    for (int id = 0; id < FIELD_COUNT; id++) {
        const struct setting *field = field_get((enum field_id)id);

        if (field->key == NULL)
            continue;
        put_key(field->key);
        printf("%s.\n", field->label);
        put_text(field->help);
        table_more(table, field->key);
    }
    puts(".El");
}

static void remote(struct table *table)
{
    puts(".Bl -tag -width messaging");
    for (int box = 0; box < REMOTE_COUNT; box++) {
        const char *name = remote_name((enum remote_box)box);

        printf(".It Cm %s\n", name);
        table_more(table, name);
    }
    puts(".El");
}

/* --- the command line ---------------------------------------------------- */

static void put_command_options(const struct cli_command *command)
{
    const char *before = "Options:";

    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!option_belongs((enum option_id)i, command))
            continue;
        printf("%s\n.Fl -%s", before, option_row((enum option_id)i)->name);
        before = " ,";
    }
    if (before[0] == ' ')
        puts(" .");
}

static void commands(struct table *table)
{
    const struct cli_command *command;

    puts(".Bl -tag -width Ds");
    for (size_t i = 0; (command = cli_command(i)) != NULL; i++) {
        printf(".It Ic %s", command->name);
        put_usage(command->usage);
        putchar('\n');
        put_text(command->summary);
        put_help(command);
        put_command_options(command);
        table_more(table, command->name);
    }
    puts(".El");
}

/* "auto openipmi ..." is a list of words, no sentence. */
static void put_option_help(enum option_id id)
{
    char words[WORDS_SIZE];
    const char *help = option_row(id)->help;
    size_t first = strcspn(option_words(id, words), " ");

    if (first > 0 && strncmp(help, words, first) == 0) {
        puts("One of");
        put_from(help[0], help);
    } else {
        put_text(help);
    }
}

static void put_option(enum option_id id, struct table *table)
{
    const struct option_row *row = option_row(id);

    fputs(".It ", stdout);
    if (row->letter != '\0' && row->argument == NULL)
        printf("Fl %c , ", row->letter);
    else if (row->letter != '\0')
        printf("Fl %c Ar %.*s , ", row->letter, (int)strcspn(row->argument, "["), row->argument);
    printf("Fl -%s", row->name);
    if (row->argument != NULL) {
        fputs(row->otherwise != 0 ? " Ns Oo Ns = Ns" : " Ns = Ns", stdout);
        put_usage(row->argument);
        fputs(row->otherwise != 0 ? " Oc" : "", stdout);
    }
    putchar('\n');
    put_option_help(id);
    table_more(table, row->name);
}

static void options(bool common, struct table *table)
{
    puts(".Bl -tag -width Ds");
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_belongs((enum option_id)i, NULL) == common)
            put_option((enum option_id)i, table);
    puts(".El");
}

/* --- settings ------------------------------------------------------------ */

/* The prose of the sample file goes with the first of the settings behind it. */
static const char *find_setting(const struct table *table, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = table->settings; at != NULL; at = strchr(at + 1, '\n')) {
        const char *line = at == table->settings ? at : at + 1;

        if (line[0] == '#' && strncmp(line + 1, name, length) == 0 &&
            strncmp(line + 1 + length, " =", 2) == 0)
            return line;
    }
    return NULL;
}

static void put_type(const struct settings_row *row)
{
    if (row->most > row->least && row->words == NULL)
        printf("%lld to %lld.\n", row->least, row->most);
    if (row->bmc)
        puts("Can differ for each target.");
}

static void put_setting(const char *line, size_t length, char *prose)
{
    const struct settings_row *row;
    size_t name = strcspn(line, " =");

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++) {
        if (strlen(row->name) != name || strncmp(row->name, line, name) != 0)
            continue;
        printf(".It Ic %s No = Ar %s\n", row->name, settings_type(row));
        if (prose[0] != '\0')
            put_from(prose[0], prose);
        put_type(row);
        prose[0] = '\0';
        return;
    }
    fail("bmctui.conf: \"%.*s\" is no setting", (int)length, line);
}

/* Comments are prose, but "# --- TITLE ---" begins a section; "#NAME = VALUE;" is a setting, and
 * what goes on with it is indented. */
static void put_settings_line(const char *line, size_t length, char *prose, bool *open)
{
    if (length > 6 && strncmp(line, "# --- ", 6) == 0) {
        size_t title = length - 6;

        while (title > 0 && strchr("- ", line[6 + title - 1]) != NULL)
            title--;
        if (*open)
            puts(".El");
        printf(".Ss %c%.*s\n.Bl -tag -width Ds\n", toupper((unsigned char)line[6]), (int)title - 1,
               line + 7);
        *open = true;
        prose[0] = '\0';
    } else if (*open && length > 2 && line[1] == ' ' && line[2] != ' ') {
        size_t used = strlen(prose);

        snprintf(prose + used, WORDS_SIZE - used, "%s%.*s", used > 0 ? " " : "", (int)length - 2,
                 line + 2);
    } else if (*open && length > 1 && islower((unsigned char)line[1])) {
        put_setting(line + 1, length - 1, prose);
    }
}

static void settings(struct table *table)
{
    char prose[WORDS_SIZE] = "";
    const struct settings_row *row;
    bool open = false;

    for (size_t i = 0; (row = settings_row(i)) != NULL; i++)
        if (find_setting(table, row->name) == NULL)
            fail("bmctui.conf: the setting %s is missing", row->name);
    for (const char *line = table->settings; *line != '\0';) {
        size_t length = strcspn(line, "\n");

        put_settings_line(line, length, prose, &open);
        line += length + (line[length] != '\0');
    }
    if (open)
        puts(".El");
}

bool mdoc_table(const char *name, struct table *table)
{
    static const struct {
        const char *name;
        void (*print)(struct table *table);
    } tables[] = {{"fields", fields},
                  {"keys", keys},
                  {"remote-access", remote},
                  {"commands", commands},
                  {"settings", settings}};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(name, tables[i].name) == 0) {
            tables[i].print(table);
            return true;
        }
    }
    if (strcmp(name, "options") != 0 && strcmp(name, "command-options") != 0)
        return false;
    options(strcmp(name, "options") == 0, table);
    return true;
}

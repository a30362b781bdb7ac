/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mktables.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#define FILE_MAX (1024 * 1024)
#define MORE_MAX 64

struct program {
    const char *name; /* of the template */
    char **values;    /* NAME=VALUE, ended by NULL */
    bool (*print)(const char *name, struct table *table);
    bool has_values; /* an @ within a line begins one */
    const char *settings;
    int line;
};

void fail(const char *format, ...)
{
    va_list arguments;

    fputs("mktables: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static char *read_file(const char *name)
{
    FILE *file = fopen(name, "r");
    char *text = xcalloc(1, FILE_MAX + 1);
    size_t length;

    if (file == NULL)
        fail("%s cannot be read", name);
    length = fread(text, 1, FILE_MAX, file);
    if (ferror(file) || length == FILE_MAX)
        fail("%s cannot be read, or is too long", name);
    fclose(file);
    return text;
}

/* Cuts the next line off *rest; NULL at the end. */
static char *next_line(struct program *program, char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');

    if (*line == '\0')
        return NULL;
    if (end == NULL)
        fail("%s: the last line has no end", program->name);
    *end = '\0';
    *rest = end + 1;
    program->line++;
    return line;
}

/* --- values within a line ------------------------------------------------ */

static void put_value(const struct program *program, const char *name, size_t length)
{
    if (length == 0) {
        putchar('@');
        return;
    }
    for (char **value = program->values; *value != NULL; value++) {
        if (strncmp(*value, name, length) == 0 && (*value)[length] == '=') {
            fputs(*value + length + 1, stdout);
            return;
        }
    }
    fail("%s:%d: @%.*s@ has no value", program->name, program->line, (int)length, name);
}

static void put_line(const struct program *program, const char *line)
{
    for (const char *at = line; *at != '\0'; at++) {
        const char *end = NULL;

        if (*at == '@' && program->has_values)
            end = strchr(at + 1, '@');
        if (*at == '@' && program->has_values && end == NULL)
            fail("%s:%d: an @ without a second one", program->name, program->line);
        if (end == NULL) {
            putchar(*at);
            continue;
        }
        put_value(program, at + 1, (size_t)(end - at - 1));
        at = end;
    }
    putchar('\n');
}

/* --- tables -------------------------------------------------------------- */

void table_more(struct table *table, const char *row)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->more[i].row, row) == 0) {
            fputs(table->more[i].text, stdout);
            table->more[i].used = true;
        }
    }
}

static void print_table(const struct program *program, const char *name, struct table *table)
{
    table->settings = program->settings;
    if (!program->print(name, table))
        fail("%s:%d: there is no table %s", program->name, program->line, name);
    for (size_t i = 0; i < table->count; i++)
        if (!table->more[i].used)
            fail("%s:%d: the table %s has no row %s", program->name, table->more[i].line, name,
                 table->more[i].row);
}

/* The lines up to the next directive, joined again: next_line() cut them. */
static void take_more(struct program *program, struct more *more, char **rest)
{
    char *start = *rest;

    more->line = program->line;
    while (**rest != '\0' && strncmp(*rest, "@more ", 6) != 0 && strcmp(*rest, "@end@") != 0 &&
           strncmp(*rest, "@end@\n", 6) != 0) {
        char *line = next_line(program, rest);

        line[strlen(line)] = '\n';
    }
    more->text = xstrdup(start);
    ((char *)more->text)[*rest - start] = '\0';
}

/* "@NAME", rows with more text, "@end@". */
static void print_block(struct program *program, const char *name, char **rest)
{
    struct more more[MORE_MAX];
    struct table table = {more, 0, NULL};
    int first = program->line;
    char *line;

    while ((line = next_line(program, rest)) != NULL && strcmp(line, "@end@") != 0) {
        if (strncmp(line, "@more ", 6) != 0 || table.count == MORE_MAX)
            fail("%s:%d: only @more ROW is known here", program->name, program->line);
        more[table.count] = (struct more){.row = line + 6};
        take_more(program, &more[table.count++], rest);
    }
    if (line == NULL)
        fail("%s:%d: this has no @end@", program->name, first);
    print_table(program, name, &table);
    for (size_t i = 0; i < table.count; i++)
        free((char *)more[i].text);
}

static void print_template(struct program *program, char *text)
{
    char *rest = text, *line;

    while ((line = next_line(program, &rest)) != NULL) {
        size_t length = strlen(line);
        struct table table = {NULL, 0, NULL};

        if (line[0] == '@' && length > 1 && strchr(line + 1, '@') == NULL) {
            print_block(program, line + 1, &rest);
        } else if (line[0] == '@' && length > 2 && strchr(line + 1, '@') == line + length - 1) {
            line[length - 1] = '\0';
            print_table(program, line + 1, &table);
        } else {
            put_line(program, line);
        }
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        bool (*print)(const char *name, struct table *table);
    } kinds[] = {{"mdoc", mdoc_table}, {"bash", bash_table}, {"zsh", zsh_table}, {"fish", fish_table}};
    struct program program = {.line = 0};
    char *text, *settings;

    for (size_t i = 0; argc >= 4 && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(argv[1], kinds[i].name) == 0)
            program.print = kinds[i].print;
    if (program.print == NULL)
        fail("usage: mktables mdoc|bash|zsh|fish TEMPLATE BMCTUI.CONF [NAME=VALUE]...");
    program.name = argv[2];
    program.values = argv + 4;
    program.has_values = argc > 4;
    text = read_file(argv[2]);
    settings = read_file(argv[3]);
    program.settings = settings;
    print_template(&program, text);
    free(settings);
    free(text);
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output cannot be written");
    return 0;
}

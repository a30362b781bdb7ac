/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The generator of manual pages and completions, run while building: it fills templates with what
 * the program's own tables of fields, options, commands and settings hold, so that no name stands
 * in a second list.
 *
 *   mktables mdoc|bash|zsh|fish TEMPLATE BMCTUI.CONF [NAME=VALUE]...
 *
 * A line "@NAME@" of a template becomes a table, and "@NAME@" within a line the value given for it
 * ("@@" an @; only when values are given at all: scripts are full of it). In a manual, the lines
 * between "@NAME" and "@end@" may add to rows of the table: what follows "@more ROW" goes behind that
 * row's own text.
 */
#ifndef BMCTUI_DATA_MKTABLES_H
#define BMCTUI_DATA_MKTABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "main/options.h"

/* Lines that a template adds to a table. */
struct more {
    const char *row, *text; /* text: whole lines */
    int line;               /* of the template, for errors */
    bool used;
};

struct table {
    struct more *more;
    size_t count;
    const char *settings; /* bmctui.conf, the whole text; only for the table of settings */
};

/* Prints the lines for a row, if the template has any. */
void table_more(struct table *table, const char *row);
/* Says what is wrong with templates or tables, and ends the program. */
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* false: there is no such table. */
bool mdoc_table(const char *name, struct table *table);
bool bash_table(const char *name, struct table *table);
bool zsh_table(const char *name, struct table *table);
bool fish_table(const char *name, struct table *table);

/* --- what may follow ----------------------------------------------------- */

#define WORDS_SIZE 1024

/* The words that an option takes, separated by blanks: "" when they cannot be listed. */
const char *option_words(enum option_id id, char words[WORDS_SIZE]);
bool option_takes_file(enum option_id id);
/* --remote-access takes several, separated by commas. */
bool option_takes_list(enum option_id id);
/* Whether this command takes it; NULL: whether every command does. */
bool option_belongs(enum option_id id, const struct cli_command *command);

/* What follows a command beside its options: "on off status"; "" for none. */
const char *command_words(const struct cli_command *command, char words[WORDS_SIZE]);
bool command_takes_file(const struct cli_command *command);
bool command_takes_keys(const struct cli_command *command);
/* The values of a KEY=VALUE that can be listed: "yes no", "off". */
const char *key_words(const char *key);

#endif

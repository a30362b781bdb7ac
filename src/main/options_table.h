/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of options, for options*.c.
 */
#ifndef BMCTUI_OPTIONS_TABLE_H
#define BMCTUI_OPTIONS_TABLE_H

#include "main/options.h"

enum option_kind { OPTION_OTHER, OPTION_KEY, OPTION_FLAG, OPTION_NUMBER };
enum option_where { OPTION_ANYWHERE, OPTION_OVER_LAN, OPTION_IN_BAND };

struct option_row {
    const char *name;
    char letter;          /* '\0': none */
    const char *argument; /* marked; NULL: takes none */
    unsigned takes;       /* CLI_TAKES_...; 0: every command */
    const char *help;     /* marked */
    enum option_kind kind;
    const char *key;   /* the config file's key for the same; NULL: none */
    const char *value; /* KEY: what an option without argument sets it to */
    enum option_where where;
    size_t place;         /* FLAG: a bool, NUMBER: an unsigned in struct cli_arguments */
    unsigned least, most; /* NUMBER */
};

const struct option_row *option_row(enum option_id id);
/* -1 with "--NAME: sentence". */
int option_wrong(enum option_id id, struct bmc_error *error, const char *sentence);

#endif

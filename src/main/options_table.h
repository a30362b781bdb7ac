/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of options, for options*.c.
 */
#ifndef BMCTUI_OPTIONS_TABLE_H
#define BMCTUI_OPTIONS_TABLE_H

#include "main/options.h"

struct option_row {
    const char *name;
    char letter;          /* '\0': none */
    const char *argument; /* marked; NULL: takes none */
    unsigned takes;       /* CLI_TAKES_...; 0: every command */
    const char *help;     /* marked */
};

const struct option_row *option_row(enum option_id id);

#endif

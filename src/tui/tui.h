/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The console: the page "Network > IPMI" and its dialogs on a terminal.
 */
#ifndef BMCTUI_TUI_TUI_H
#define BMCTUI_TUI_TUI_H

#include "settings.h"

/* Everything is the caller's and outlives the call. */
struct tui_setup {
    const struct settings *settings;
    const struct bmc_target *target;
    FILE *trace; /* NULL: none */
    bool ascii;  /* --ascii */
};

/* Runs the console on the terminal at standard input and output until it is left. Returns the
 * exit status of the program; what went wrong has been said. */
int tui_run(const struct tui_setup *setup);

#endif

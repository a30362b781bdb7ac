/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The console: the page "Network > IPMI" and its dialogs on a terminal.
 */
#ifndef BMCTUI_TUI_TUI_H
#define BMCTUI_TUI_TUI_H

#include "conf/settings.h"
#include "core/page_class.h"

enum tui_login {
    TUI_LOGIN_DONE,
    TUI_LOGIN_ASK,   /* a password has to be typed */
    TUI_LOGIN_FAILED /* with a sentence */
};

/* What the Controller row chooses among; shown when there is more than one, there is always one. */
struct tui_controllers {
    size_t count, current;
    const struct bmc_target *(*get)(void *data, size_t index);
    /* Completes the target's secrets before it is opened; typed NULL: nobody has been asked. */
    enum tui_login (*login)(void *data, size_t index, const struct secret *typed,
                            struct bmc_error *error);
    /* They were not right: the next login() begins anew. */
    void (*forget)(void *data, size_t index);
    /* The console locks: what was typed is forgotten. false: nothing was. */
    bool (*forget_typed)(void *data, size_t index);
    void *data;
};

/* Everything is the caller's and outlives the call. */
struct tui_setup {
    const struct settings *settings;
    const struct bmc_target *target;
    struct tui_controllers controllers;
    /* What bmctui was called with, for the command that does the same: which config file, and how
     * the first BMC is reached; "" none. */
    const char *file_options, *bmc_options;
    FILE *trace; /* NULL: none */
    bool ascii;  /* --ascii */
    bool locked; /* --locked */
    const struct page_class *page; /* to begin with; NULL: Network > IPMI */
};

/* Runs the console on the terminal at standard input and output until it is left. Returns the
 * exit status of the program; what went wrong has been said. */
int tui_run(const struct tui_setup *setup);

#endif

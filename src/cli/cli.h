/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line beside the console: one file a command, and one table of them that options.c,
 * the help and main.c walk. A command prints its result on standard output and each error as
 * "bmctui: FIELD: sentence" on standard error, and returns the program's exit status.
 */
#ifndef BMCTUI_CLI_CLI_H
#define BMCTUI_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "bmc/bmc.h"
#include "conf/settings.h"

enum {
    CLI_DONE = 0,    /* done and verified */
    CLI_REFUSED = 1, /* refused or not kept by the BMC */
    CLI_USAGE = 2,   /* bad usage or a bad value, nothing written */
    CLI_NO_BMC = 3,  /* no BMC reached, or not let in */
    CLI_MIXED = 4,   /* the BMC is left mixed or unknown */
    CLI_TOO_LATE = 5 /* `confirm` came too late: it had been put back */
};

/* Options that only some commands take. */
enum {
    CLI_TAKES_JSON = 1 << 0,
    CLI_TAKES_CHANNEL = 1 << 1,
    CLI_TAKES_SAVE = 1 << 2, /* those of `set` */
    CLI_TAKES_MANAGE = 1 << 3,
    CLI_TAKES_RECOVER = 1 << 4,
    CLI_TAKES_CONSOLE = 1 << 5
};

struct cli_arguments {
    bool json;
    uint8_t channel;      /* 0: not given */
    const char *user;     /* slot or name */
    bool ask_password;
    const char *password_file;
    unsigned remote;      /* REMOTE_BIT()s */
    bool dry_run, clear_lock;
    unsigned confirm_s;   /* 0: not given */
    bool no_journal, cut_link;
    bool undo, finish, forget, unattended;
    bool qr, open, check;
    char **words;         /* what is neither option nor command */
    int word_count;
};

struct cli {
    const struct settings *settings;
    struct bmc_target *target;
    struct cli_arguments arguments;
    FILE *trace;   /* NULL: none */
    int verbosity; /* below 0: quiet */
    bool ascii;
    /* Completes the target with the session's secrets, which may ask for them. Called before the
     * BMC is opened, after everything has been checked that can be without it. -1: said. */
    int (*login)(struct cli *cli);
    void *data; /* login's own */
};

struct cli_command {
    const char *name;
    const char *usage;   /* what follows the name */
    const char *summary; /* marked */
    const char *help;    /* marked; more lines for --help, "" for none */
    unsigned options;    /* CLI_TAKES_... */
    bool takes_words;
    bool changes; /* what it changes in the BMC is what its exit status tells */
    /* NULL: the console, which main() runs. */
    int (*run)(struct cli *cli);
};

/* In the order of the help. */
const struct cli_command *cli_commands(size_t *count);
const struct cli_command *cli_find(const char *name); /* NULL: there is none */

int cli_channels(struct cli *cli);
int cli_show(struct cli *cli);
int cli_set(struct cli *cli);
int cli_export(struct cli *cli);
int cli_apply(struct cli *cli);
int cli_identify(struct cli *cli);
int cli_manage(struct cli *cli);
int cli_recover(struct cli *cli);
int cli_confirm(struct cli *cli);
int cli_doctor(struct cli *cli);

/* "bmctui: FIELD: sentence" on standard error. */
void cli_error(const char *field, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for what failed while talking to the BMC. Returns the exit status that it means. */
int cli_fail(const char *field, const struct bmc_error *error);
/* A remark for a person, on standard error; nothing with -q. */
void cli_note(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Whether all that was printed has been written. false: it has been said why not, once; what is
 * printed from then on goes nowhere. */
bool cli_output_written(void);
/* The end of a command that only reads: what it reads is its output. Returns status, or 1 instead
 * of 0 where that could not be written. */
int cli_close_output(int status);
/* The end of one that changes the BMC: the status stands, whatever becomes of the text. */
int cli_close_report(int status);

/* The target in JSON: its name, else the host, "demo" or "local". Not translated. */
const char *cli_target_name(const struct bmc_target *target);

#endif

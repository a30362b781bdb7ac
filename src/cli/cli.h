/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: one file per command, which exports all that option parsing, help, manual and
 * completion need to know about it. cli.c lists the commands.
 */
#ifndef BMCTUI_CLI_CLI_H
#define BMCTUI_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "bmc/bmc.h"
#include "cli/say.h"
#include "conf/settings.h"
#include "core/page_class.h"

/* Options that only some commands take. */
enum {
    CLI_TAKES_JSON = 1 << 0,
    CLI_TAKES_CHANNEL = 1 << 1,
    CLI_TAKES_SAVE = 1 << 2, /* those of `set` */
    CLI_TAKES_MANAGE = 1 << 3,
    CLI_TAKES_RECOVER = 1 << 4,
    CLI_TAKES_CONSOLE = 1 << 5,
    CLI_TAKES_EVENTS = 1 << 6,
    CLI_TAKES_POWER = 1 << 12,
    CLI_TAKES_RESTART = 1 << 13, /* those of `bmc` */
    CLI_TAKES_PLAIN_SAVE = 1 << 14, /* of those of `set` what any save can have */
    CLI_TAKES_BOOT = 1 << 15,
    CLI_TAKES_USER = 1 << 17,
    CLI_TAKES_GUEST = 1 << 19,
    CLI_TAKES_SECURITY = 1 << 18,
    CLI_TAKES_HEALTH = 1 << 16
};

struct cli_arguments {
    bool json;
    unsigned channel;     /* 0: not given */
    const char *user;     /* slot or name */
    bool ask_password;
    const char *password_file;
    unsigned remote;      /* REMOTE_BIT()s */
    bool dry_run, clear_lock;
    unsigned confirm_s;   /* 0: not given */
    bool no_journal, cut_link;
    bool undo, finish, forget, unattended;
    bool qr, open, check;
    const char *this_machine; /* a host's name */
    unsigned wait_s;          /* 0: not given */
    bool warm, utc, local;
    bool always, uefi, legacy;
    unsigned last, follow_s; /* 0: not given */
    const char *since, *severity, *match, *save;
    bool no_save;
    unsigned slot;         /* 0: not given */
    const char *privilege; /* a word */
    bool leave_no_administrator;
    unsigned hours;        /* 0: not given */
    bool print_password;
    const char *fix; /* ID[,ID...] */
    bool test_default_passwords;
    bool all, nagios;
    const char *type;
    char **words;         /* neither options nor the command */
    int word_count;
};

struct cli {
    const struct settings *settings;
    struct bmc_target *target;
    struct cli_arguments arguments;
    const struct page_class *page; /* the command's */
    FILE *trace;   /* NULL: none */
    int verbosity; /* below 0: quiet */
    bool ascii;
    bool only_reads; /* this call changes nothing, although the command can */
    /* Completes the target with the session's secrets, asking if need be. Called before the
     * BMC is opened, after everything has been checked that can be without it. -1: said. */
    int (*login)(struct cli *cli);
    void *data; /* login's own */
};

/* data/mktables is linked with the commands' words, but without the program behind them. */
#ifdef CLI_WORDS_ONLY
#define CLI_RUN(function) NULL
#else
#define CLI_RUN(function) function
#endif

struct cli_command {
    const char *name;
    const char *usage;   /* what follows the name */
    const char *summary; /* marked */
    const char *help;    /* marked; more lines for --help; NULL: none */
    unsigned options;    /* CLI_TAKES_... */
    const struct page_class *page; /* whose values it reads or sets; NULL: none's */
    const char *key; /* of its KEY=VALUE the one that is an option's name, too; NULL: none */
    bool takes_words;
    bool changes; /* may change the BMC, and its exit status says what became of that */
    int (*run)(struct cli *cli); /* CLI_RUN(); returns the exit status. NULL: the console */
};

extern const struct cli_command cli_apply, cli_bmc, cli_boot, cli_channels, cli_confirm,
    cli_doctor, cli_events, cli_export, cli_guest, cli_health, cli_identify, cli_manage,
    cli_policy, cli_power, cli_recover, cli_report, cli_security, cli_set, cli_show, cli_sol,
    cli_user, cli_users;

/* In the order of the help; NULL behind the last one. */
const struct cli_command *cli_command(size_t index);
const struct cli_command *cli_find(const char *name); /* NULL: there is none */
/* Runs any but the console. Returns the program's exit status. */
int cli_run(struct cli *cli, const struct cli_command *command);

#endif

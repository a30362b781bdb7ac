/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: options, command, and the command's words. Any mistake is reported as one
 * sentence, "bmctui: WHAT: sentence", before anything else happens. options_table.c holds every
 * option; help, manual and completion are made from it.
 */
#ifndef BMCTUI_OPTIONS_H
#define BMCTUI_OPTIONS_H

#include "cli/cli.h"
#include "conf/settings.h"

enum option_id {
    /* which BMC */
    OPTION_DRIVER_TYPE, OPTION_DRIVER_DEVICE, OPTION_DRIVER_ADDRESS, OPTION_REGISTER_SPACING,
    OPTION_HOSTNAME, OPTION_USERNAME, OPTION_SESSION_PASSWORD_FILE, OPTION_K_G_FILE,
    OPTION_CIPHER_SUITE_ID, OPTION_PRIVILEGE_LEVEL, OPTION_WORKAROUND_FLAGS,
    OPTION_SESSION_TIMEOUT, OPTION_RETRANSMISSION_TIMEOUT, OPTION_DEMO, OPTION_PERSONALITY,
    OPTION_TARGET,
    /* the program */
    OPTION_CONFIG_FILE, OPTION_PRINT_CONFIG, OPTION_READ_ONLY, OPTION_ASCII, OPTION_MONOCHROME,
    OPTION_TRACE, OPTION_QUIET, OPTION_VERBOSE, OPTION_HELP, OPTION_VERSION,
    /* one command or a few */
    OPTION_JSON, OPTION_CHANNEL, OPTION_USER, OPTION_PASSWORD, OPTION_PASSWORD_FILE,
    OPTION_REMOTE_ACCESS, OPTION_DRY_RUN, OPTION_CLEAR_LOCK, OPTION_CONFIRM, OPTION_NO_JOURNAL,
    OPTION_CUT_LINK, OPTION_LOCKED, OPTION_PAGE, OPTION_QR, OPTION_OPEN, OPTION_CHECK,
    OPTION_THIS_MACHINE, OPTION_WAIT, OPTION_WARM, OPTION_UTC, OPTION_LOCAL,
    OPTION_LAST, OPTION_SINCE, OPTION_SEVERITY, OPTION_MATCH, OPTION_FOLLOW, OPTION_SAVE,
    OPTION_NO_SAVE, OPTION_SLOT, OPTION_PRIVILEGE, OPTION_LEAVE_NO_ADMINISTRATOR,
    OPTION_FOR, OPTION_PRINT_PASSWORD,
    OPTION_UNDO, OPTION_FINISH, OPTION_FORGET, OPTION_UNATTENDED,
    OPTION_ALWAYS, OPTION_UEFI, OPTION_LEGACY, OPTION_FIX, OPTION_TEST_DEFAULT_PASSWORDS,
    OPTION_ALL, OPTION_TYPE, OPTION_NAGIOS,
    OPTION_COUNT
};

/* --- the table ----------------------------------------------------------------------------- */

enum option_kind { OPTION_OTHER, OPTION_KEY, OPTION_FLAG, OPTION_NUMBER, OPTION_TEXT };
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
    size_t place;         /* FLAG: a bool, NUMBER: an unsigned, TEXT: a const char * in struct
                           * cli_arguments */
    unsigned least, most; /* NUMBER */
    unsigned example;     /* NUMBER: one that is right; 0: none is told */
    unsigned otherwise;   /* NUMBER: where its value may be left out; 0: it may not */
};

const struct option_row *option_row(enum option_id id);
/* -1 with "--NAME: sentence". */
int option_wrong(enum option_id id, struct bmc_error *error, const char *sentence);

/* --- what was given ------------------------------------------------------------------------ */

struct options {
    bool given[OPTION_COUNT];
    const char *values[OPTION_COUNT]; /* the last one given; points into argv */
    int verbosity;
    const struct cli_command *command; /* never NULL after options_parse() */
    bool command_given;
    char **words; /* point into argv */
    int word_count;
};

/* Parses argv, which getopt may reorder. -1 with *error, whose sentence names the culprit
 * ("--cipher-suite-id: ..."). */
int options_parse(struct options *options, int argc, char **argv, struct bmc_error *error);

/* Overrides the config file's values with the options', and checks them singly and together. */
int options_apply(const struct options *options, struct settings *settings,
                  struct bmc_error *error);
/* The command's own options. */
int options_arguments(const struct options *options, struct cli_arguments *arguments,
                      struct bmc_error *error);

/* Those from first to last that were given, for a shell; without --target, standard input and
 * secrets. Returns text. */
const char *options_print_given(const struct options *options, enum option_id first,
                                enum option_id last, char *text, size_t size);
/* --print-config. */
void options_print_config(const struct options *options, const struct settings *settings,
                          FILE *file);
/* --personality=help. */
void options_personalities(FILE *file);
/* --help, of the program or of one command. */
void options_help(const struct options *options, FILE *file);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What commands print besides their result: errors as "bmctui: FIELD: sentence" and remarks, both
 * on standard error. And the exit status, which tells what the BMC holds.
 */
#ifndef BMCTUI_CLI_SAY_H
#define BMCTUI_CLI_SAY_H

#include <stdbool.h>

#include "base/error.h"

struct cli;

enum {
    CLI_DONE = 0,    /* done and verified */
    CLI_REFUSED = 1, /* refused or not kept by the BMC */
    CLI_USAGE = 2,   /* bad usage or a bad value, nothing written */
    CLI_NO_BMC = 3,  /* no BMC reached, or not let in */
    CLI_MIXED = 4,   /* the BMC is left mixed or unknown */
    CLI_TOO_LATE = 5 /* `confirm` came too late: it had been put back */
};

/* Returns CLI_USAGE, which most mistakes are. */
int say_error(const char *field, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* An error while talking to the BMC. Returns the exit status for it. */
int say_failure(const char *field, const struct bmc_error *error);
/* A remark for a person, on standard error; nothing with -q. */
void say_note(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether all output so far could be written. false: an error was printed, once, and any further
 * output is discarded. */
bool say_written(void);
/* Ends a command: flushes standard output and returns the exit status. If writing failed, a command
 * that only reads fails too, as its output is all it does; the status of one that changes the BMC
 * stands. */
int say_end(int status, bool changes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `set` says: review, plan, progress and result, from the same lists as the form's dialogs.
 */
#ifndef BMCTUI_CLI_SET_H
#define BMCTUI_CLI_SET_H

#include "bmc/bmc.h"
#include "cli/cli.h"
#include "core/check.h"
#include "core/diff.h"
#include "core/save.h"

/* What has been planned, as a plain value for the main thread. */
struct set_review {
    char target[128]; /* "this machine (OpenIPMI)" */
    struct page page;
    struct check_list checks; /* warnings */
    struct diff diff;
    struct plan plan; /* its password is not looked at */
};

/* The word before an error's sentence: a field's key, else a word like it. */
const char *set_field_word(enum field_id field);
/* Every error and warning of the list. */
void set_print_checks(const struct check_list *list);

void set_print_review(const struct set_review *review);
void set_print_plan(const struct plan *plan);
/* What is done now, for -v; and what takes time, for everybody. *shown remembers what was said. */
void set_print_progress(const struct cli *cli, const struct save_state *state,
                        struct save_state *shown);
/* Kept: on standard output. Else the headline as an error, and the rows beneath it. Returns the exit
 * status. */
int set_print_result(const struct cli *cli, const struct save_state *state, bool over_lan);

#endif

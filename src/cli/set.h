/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save from the command line: what is asked for, by the words of `set` or a file of `apply`, and
 * what is said about it: review, plan, progress and result, from the same lists as the form's
 * dialogs.
 */
#ifndef BMCTUI_CLI_SET_H
#define BMCTUI_CLI_SET_H

#include "bmc/bmc.h"
#include "cli/cli.h"
#include "core/check.h"
#include "core/diff.h"
#include "core/save.h"

struct set_value {
    unsigned row;
    const char *text;
};

/* Texts are borrowed. */
struct set_request {
    const char *command;    /* "set": what an error about all of it is about */
    const char *file;       /* where it stands; NULL: on the command line */
    int lines[FIELD_COUNT]; /* of the file, 0: not in it */
    struct set_value values[FIELD_COUNT];
    size_t value_count;
    uint8_t channel;  /* 0: choose */
    const char *user; /* slot or name */
    bool ask_password;
    const char *password_file;
    unsigned remote; /* REMOTE_BIT()s */
};

/* What the options say goes over what the file does. */
void set_take_options(struct set_request *request, const struct cli_arguments *arguments);
/* Checks, reads, plans, shows, saves; the options of `set` are in cli->arguments. Returns the exit
 * status. */
int set_save(struct cli *cli, const struct set_request *request);

/* What has been planned, as a plain value for the main thread. */
struct set_review {
    char target[128]; /* "this machine (OpenIPMI)" */
    struct model page;
    struct check_list checks; /* warnings */
    struct diff diff;
    struct plan plan; /* its password is not looked at */
    bool cuts_link;   /* it changes what this very session goes over */
};

/* The word before an error's sentence: a field's key, else a word like it. */
const char *set_field_word(enum field_id field);
#define SET_WORD 160
/* With the file and its line where it stands there: "bmc.conf:7: address". Returns text. */
const char *set_word(const struct set_request *request, enum field_id field, char text[SET_WORD]);
/* Every error and warning of the list. */
void set_print_checks(const struct set_request *request, const struct check_list *list);

void set_print_review(const struct set_review *review);
void set_print_plan(const struct plan *plan);
/* What is done now, for -v; and what takes time, for everybody. *shown remembers what was said. */
void set_print_progress(const struct cli *cli, const struct save_state *state,
                        struct save_state *shown);
/* Kept: on standard output. Else the headline as an error, and the rows beneath it. Returns the
 * exit status. */
int set_print_result(const struct cli *cli, const struct save_state *state);

#endif

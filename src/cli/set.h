/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save from the command line: the request, from the words of `set` or a file of `apply`, and its
 * output: review, plan, progress and result, from the same lists as the form's dialogs.
 */
#ifndef BMCTUI_CLI_SET_H
#define BMCTUI_CLI_SET_H

#include "bmc/bmc.h"
#include "cli/cli.h"
#include "cli/plan_save.h"
#include "core/check.h"
#include "core/diff.h"
#include "core/save.h"

struct set_value {
    unsigned row;
    const char *text;
};

/* Does not own its texts. */
struct set_request {
    const struct page_class *page;
    const char *command;    /* "set": prefix of errors about no single field */
    bool keys;              /* its words are KEY=VALUE: so are the prefixes */
    const char *file;       /* it came from; NULL: the command line */
    int lines[MODEL_ROWS + 1]; /* by row: in the file, 0: not there; the last is set_row()'s */
    struct set_value values[MODEL_ROWS];
    size_t value_count;
    uint8_t channel;  /* 0: choose */
    const char *user; /* slot or name */
    bool ask_password;
    const char *password_file;
    unsigned remote; /* REMOTE_BIT()s */
    unsigned *saves; /* counts those that have something to save, and then nobody says here that
                      * there is nothing; NULL: it is said */
};

/* KEY=VALUE, each key once. CLI_USAGE: what is wrong has been said. */
int set_take_words(struct set_request *request, char *const *words, int count);
/* Options override the file. */
void set_take_options(struct set_request *request, const struct cli_arguments *arguments);
/* Checks, reads, plans, shows, saves; the options of `set` are in cli->arguments. Returns the exit
 * status. */
int set_save(struct cli *cli, const struct set_request *request);

/* What the review shows beside the plan. */
struct set_review {
    struct model page;
    struct check_list checks; /* warnings */
    struct diff diff;
};

/* The row that chooses this; CHOICE_NONE: that of the password. MODEL_ROWS: the page has none. */
unsigned set_row(const struct set_request *request, enum setting_choice choice);
#define SET_WORD 160
/* The prefix of an error: the row's key, or the nearest thing to one, with file and line if there
 * is a file: "bmc.conf:7: address". Returns text. */
const char *set_word(const struct set_request *request, unsigned row, char text[SET_WORD]);
/* All errors and warnings of the list. */
void set_print_checks(const struct set_request *request, const struct check_list *list);

void set_print_review(const struct set_review *shown, const struct plan_review *review);
void set_print_plan(const struct plan *plan);
/* Each step with -v, and always what takes long. *shown is the state as last printed. */
void set_print_progress(const struct cli *cli, const struct save_state *state,
                        struct save_state *shown);
/* On standard output if the save was kept, else as an error; command: its prefix where it is about
 * no single field. Returns the exit status. */
int set_print_result(const struct cli *cli, const struct save_state *state, const char *command);
/* Parts of the review. */
void set_print_follows(const struct plan *plan, bool cuts_link);
void set_print_changes(const struct diff *diff);

#endif

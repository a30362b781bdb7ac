/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules for what may be written (one set for form, command line and files).
 * Each thing found is one sentence that says what is wrong and what is right;
 * the sentence does not start with the field's name, which the printer adds.
 */
#ifndef BMCTUI_CORE_CHECK_H
#define BMCTUI_CORE_CHECK_H

#include "core/edit.h"
#include "core/password.h"

#define CHECK_MAX ((size_t)MODEL_ROWS * 2)

struct check_item {
    unsigned row;
    bool error; /* false: a warning, which keeps nothing from being saved */
    char sentence[ERROR_SENTENCE];
};

/* In the order of the screen; at most one error and one warning a row. */
struct check_list {
    size_t count;
    struct check_item items[CHECK_MAX];
};

/* Where the sentences are read, and so in which language they say what is right. */
enum check_place {
    CHECK_FORM,    /* "leave it empty" */
    CHECK_COMMAND, /* "vlan=off" */
    CHECK_FILE     /* vlan = "off" */
};

/* What the rules need to know besides. */
struct check_context {
    const struct model *model;
    const struct edit *edit;
    enum password_policy policy;
    bool confirm_needed; /* the form: Confirm Password must equal; the command line asks twice
                            itself */
    bool link_encrypted; /* bmc_link_encrypted() */
    enum check_place place;
};

void check_clear(struct check_list *list);
/* For pages' own rules: an error or a warning of this row, unless it has one already. */
void check_add(struct check_list *list, unsigned row, bool error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* How this row is given nothing, in the words of the place: for "use ..., or %s". Returns text. */
#define CHECK_PHRASE 64
const char *check_none(const struct check_context *context, unsigned row, char text[CHECK_PHRASE]);
/* The first error of this row, else its first warning, else NULL. */
const struct check_item *check_find(const struct check_list *list, unsigned row);
/* The first error in screen order, NULL if there is none. */
const struct check_item *check_first_error(const struct check_list *list);

/* The rules of one row by itself. */
void check_row(const struct check_context *context, unsigned row, struct check_list *list);
/* The page's rules between its rows. */
void check_between(const struct check_context *context, struct check_list *list);
/* Password and Confirm Password. */
void check_secrets(const struct check_context *context, struct check_list *list);
/* All of the above. Nothing may be written while this finds an error. */
void check_all(const struct check_context *context, struct check_list *list);

#endif

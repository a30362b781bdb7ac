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

#define CHECK_MAX ((size_t)FIELD_COUNT * 2)

struct check_item {
    enum field_id field;
    bool error; /* false: a warning, which keeps nothing from being saved */
    char sentence[ERROR_SENTENCE];
};

/* In the order of the screen; at most one error and one warning a field. */
struct check_list {
    size_t count;
    struct check_item items[CHECK_MAX];
};

/* What the rules need to know besides. */
struct check_context {
    const struct page *page;
    const struct edit *edit;
    enum password_policy policy;
    bool confirm_needed; /* the form: Confirm Password must equal; the command line asks twice
                            itself */
    bool link_encrypted; /* bmc_link_encrypted() */
};

void check_clear(struct check_list *list);
/* The first error of this field, else its first warning, else NULL. */
const struct check_item *check_find(const struct check_list *list, enum field_id field);
/* The first error in screen order, NULL if there is none. */
const struct check_item *check_first_error(const struct check_list *list);

/* The rules of one field by itself (address, netmask, gateway, VLAN, password). */
void check_field(const struct check_context *context, enum field_id field, struct check_list *list);
/* The rules between address, netmask and gateway. */
void check_addresses(const struct check_context *context, struct check_list *list);
/* Password and Confirm Password. */
void check_secrets(const struct check_context *context, struct check_list *list);
/* All of the above. Nothing may be written while this finds an error. */
void check_all(const struct check_context *context, struct check_list *list);

#endif

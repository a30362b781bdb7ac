/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Users" on the screen:
 *
 *     users_view.c    its buttons and keys; a user in full; which channel
 *     users_edit.c    CHANGE and ADD: the dialog with a user's values
 *     users_fields.c  how that stands on the screen
 *     users_order.c   the job between what a person wants and the review; DELETE; the last
 *                     administrator
 */
#ifndef BMCTUI_TUI_USERS_VIEW_H
#define BMCTUI_TUI_USERS_VIEW_H

#include "core/account.h"
#include "pages/users.h"
#include "tui/listview.h"

/* Text, and room for more than is right. */
#define USERS_NAME_COLUMNS   16
#define USERS_SECRET_COLUMNS 20

/* --- users_order.c --------------------------------------------------------------------------- */

/* A job's argument: from a wish to a plan, on the worker's thread. */
struct users_order {
    struct account_order order;
    struct accounts accounts; /* count 0: they are read first, on accounts.channel */
    struct secret *password, *random;
    char session_user[BMC_USER_NAME];
    enum account_refusal refusal;
    struct bmc_error why; /* of ACCOUNT_LAST, which is no error of the job's */
    struct plan plan;
};

struct users_order *users_order_new(const struct app *app, const struct accounts *accounts,
                                    enum account_deed deed, uint8_t slot);
int users_order_run(struct job_ctx *ctx, void *order, struct bmc_error *error);
void users_order_release(void *order);
/* Of one that has ended well. after, data: as in struct review_words. */
void users_order_review(struct app *app, const struct users_order *order,
                        void (*after)(void *data, struct app *app, int exit), void *data);
/* DELETE, of the row with the focus. */
void users_delete(struct listview *view);

/* --- users_edit.c ---------------------------------------------------------------------------- */

struct users_edit {
    struct dialog dialog;
    struct accounts accounts; /* count 0: to be read, once more */
    enum account_deed deed;   /* ACCOUNT_ADD, ACCOUNT_SET */
    uint8_t slot;             /* 0: of a new one, the lowest that is free; not known yet */
    struct account account;   /* as the BMC has it */
    bool shown;               /* the values are there */
    bool preparing;           /* the job makes a plan, rather than reads */
    struct account_wish wish; /* what is ticked and chosen; given: what was touched */
    struct secret *name, *password, *confirm;
    struct line name_line, password_line, confirm_line;
    bool last, insists; /* no administrator would be left; that is ticked */
    int wrong_id;       /* the item with the !, 0: none */
    int before;         /* the item that had the focus as last drawn */
    char wrong[ERROR_SENTENCE + 64];
};

enum users_item {
    USERS_NAME = 1,
    USERS_PRIVILEGE,
    USERS_ENABLED,
    USERS_MESSAGING,
    USERS_SOL,
    USERS_PASSWORD,
    USERS_CONFIRM,
    USERS_INSIST,
    USERS_BACK,
    USERS_SAVE
};

/* accounts NULL: they are read first. */
void users_edit_open(struct app *app, const struct accounts *accounts, enum account_deed deed,
                     uint8_t slot);
/* 0, or -1 with *error, of the item with that id. */
int users_edit_check(const struct users_edit *edit, int id, struct bmc_error *error);

/* --- users_fields.c -------------------------------------------------------------------------- */

void users_fields_fill(struct dialog *dialog);

#endif

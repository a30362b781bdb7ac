/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `apply`: the users of a file, each found by his name. */
#include "cli/apply.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/plan_save.h"
#include "cli/run.h"
#include "core/password.h"

struct apply_users {
    struct apply *apply;
    size_t count;
    struct one {
        struct apply_users *all;
        const struct file_user *from;
        struct account_order order;
        struct secret *password; /* of a new one; NULL: not read */
        bool differs;
    } of[BMC_USER_LAST];
    struct accounts accounts;
    const struct one *wrong; /* whom the error of the look is about */
};

/* --- what the file says ---------------------------------------------------------------------- */

static int users_wrong(const struct apply_users *users, const struct one *one, const char *sentence)
{
    char word[SET_WORD];

    snprintf(word, sizeof word, "%.100s:%d: %.40s", users->apply->wants.file, one->from->line,
             one->from->wish.name);
    return say_error(word, "%s", sentence);
}

static void users_begin(struct apply_users *users)
{
    const struct file_wants *wants = &users->apply->wants;

    users->count = wants->user_count;
    for (size_t i = 0; i < users->count; i++) {
        struct one *one = &users->of[i];

        one->all = users;
        one->from = &wants->users[i];
        one->order.wish = one->from->wish;
        one->order.session_user = users->apply->cli->target->username;
    }
}

/* --- on the worker's thread ------------------------------------------------------------------ */

static int users_read(struct apply_users *users, struct bmc *bmc, struct bmc_error *error)
{
    return accounts_read(bmc, &users->accounts, users->apply->wants.network.channel, NULL, error);
}

/* Of a new user alone: what a BMC holds cannot be compared, and the file may be applied often. */
static int users_read_password(struct one *one, struct bmc_error *error)
{
    const struct settings *settings = one->all->apply->cli->settings;

    if (one->from->password_file == NULL)
        return error_set(error, ERROR_USAGE, "%s",
                         _("the BMC has no such user; to add one, give a password_file"));
    if (one->password == NULL) {
        one->password = secret_create();
        if (secret_read_given(one->password, one->from->password_file, error) < 0)
            return -1;
    }
    one->order.wish.password = one->password;
    if (password_check(settings->password_policy, one->password, true, error) == 0)
        return 0;
    error->kind = ERROR_USAGE;
    return -1;
}

static int users_add(struct one *one, struct bmc_error *error)
{
    one->order.deed = ACCOUNT_ADD;
    one->order.slot = 0;
    one->order.wish.given |= ACCOUNT_NAME;
    return users_read_password(one, error);
}

/* Whether he is there decides what is done. In quotes a number is a name. */
static int users_find(struct one *one, struct bmc_error *error)
{
    const struct accounts *accounts = &one->all->accounts;
    char quoted[BMC_USER_NAME + 2];

    snprintf(quoted, sizeof quoted, "\"%s\"", one->from->wish.name);
    one->order.deed = ACCOUNT_SET;
    one->order.wish.password = NULL;
    if (account_find(accounts, quoted, &one->order.slot, error) == 0)
        return 0;
    for (size_t i = 0; i < accounts->count; i++)
        if (strcmp(accounts->of[i].bytes, one->from->wish.name) == 0)
            return -1; /* more than one */
    return users_add(one, error);
}

static int users_plan(struct one *one, struct bmc *bmc, struct plan *plan, struct bmc_error *error)
{
    return users_find(one, error) < 0 ||
                   account_prepare(bmc, &one->all->accounts, &one->order, plan, NULL, error) < 0
               ? -1
               : 0;
}

static int users_look(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct apply_users *users = argument;
    struct plan *plan = xcalloc(1, sizeof *plan);
    int result = users_read(users, ctx->bmc, error);

    for (size_t i = 0; i < users->count && result == 0; i++) {
        users->wrong = &users->of[i];
        result = users_plan(&users->of[i], ctx->bmc, plan, error);
        users->of[i].differs = result == 0 && !plan_empty(plan);
    }
    free(plan);
    return result;
}

static int users_make(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error)
{
    struct one *one = data;

    if (users_read(one->all, ctx->bmc, error) < 0 || users_plan(one, ctx->bmc, plan, error) < 0)
        return PLAN_FAILED;
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

/* --- on the main thread ---------------------------------------------------------------------- */

struct apply_users *apply_users_look(struct apply *apply, int *status)
{
    struct apply_users *users = xcalloc(1, sizeof *users);
    struct bmc_error error = {.kind = ERROR_NONE};
    const struct run_job job = {.work = users_look, .argument = users, .error = &error};

    users->apply = apply;
    users_begin(users);
    *status = CLI_DONE;
    if (users->count == 0)
        return users;
    *status = run_job(apply->cli, &job);
    if (*status == CLI_DONE)
        return users;
    if (error.kind == ERROR_USAGE && users->wrong != NULL)
        *status = users_wrong(users, users->wrong, error.sentence);
    else if (error.kind != ERROR_NONE)
        say_error("BMC", "%s", error.sentence);
    return users;
}

void apply_users_save(struct apply *apply, struct apply_users *users)
{
    for (size_t i = 0; i < users->count; i++) {
        const struct plan_request request = {.command = users->of[i].from->wish.name,
                                             .make = users_make,
                                             .data = &users->of[i],
                                             .saves = &apply->saves};
        unsigned before = apply->saves;

        if (users->of[i].differs && !apply_took(apply, plan_save(apply->cli, &request), before))
            return;
    }
}

void apply_users_free(struct apply_users *users)
{
    for (size_t i = 0; i < users->count; i++)
        secret_free(&users->of[i].password);
    free(users);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `apply`: how to log in over the channel; the settings of the page "Security". */
#include "cli/apply.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/plan_save.h"
#include "cli/run.h"
#include "core/access.h"
#include "pages/network.h"

#define SUITE_STRONG     17 /* what nobody can do without: one of these, */
#define SUITE_STRONG_SHA 3
#define LIMIT_BITS       0x0f

struct auth {
    struct apply *apply;
    struct model page; /* which channel, and which BMC */
    int line;          /* what the error is about */
    const char *key;
};

bool apply_auth_asks(const struct apply *apply)
{
    const struct file_auth *wants = &apply->wants.auth;
    bool asks = wants->channel.line != 0;

    for (size_t i = 0; i < SECURITY_SETTINGS; i++)
        asks = asks || wants->of[i].line != 0;
    return asks;
}

/* --- on the worker's thread ------------------------------------------------------------------ */

static int auth_read_old(struct auth *auth, struct bmc *bmc, struct change *change,
                         struct bmc_error *error)
{
    change->scope.channel = model_channel(&auth->page)->number;
    change->write = true;
    if (change->setting->read(bmc, change->setting, change->scope, &change->old, error) < 0)
        return -1;
    if (value_known(&change->old))
        return 0;
    return error_set(error, ERROR_USAGE, "%s",
                     _("it is not available on this BMC, so it cannot be set."));
}

/* Other bits stay. The text has been checked. */
static void auth_want(struct change *change, const struct file_text *text)
{
    struct value wanted;

    (void)value_parse_text(change->setting->type, text->text, &wanted);
    change->wanted = change->old;
    value_take(change->setting->type, &change->wanted, &wanted);
}

/* The limit that this entry of the table would have. */
static enum privilege auth_limit(uint64_t number, size_t entry)
{
    return (enum privilege)(number >> 4 * entry & LIMIT_BITS);
}

/* This session's own suite stays usable, and so does one of the strong ones. */
static int auth_check_suites(struct bmc *bmc, uint8_t channel, uint64_t wanted,
                             struct bmc_error *error)
{
    struct suite_table table;
    bool strong = false, own = false;
    int suite = bmc_session_suite(bmc);

    if (bmc_get_suite_table(bmc, channel, NULL, &table, error) < 0)
        return -1;
    for (size_t i = 0; i < table.count; i++) {
        bool open = auth_limit(wanted, i) >= PRIVILEGE_ADMINISTRATOR;

        strong |= open && (table.ids[i] == SUITE_STRONG || table.ids[i] == SUITE_STRONG_SHA);
        own |= !open && bmc_over_lan(bmc) && table.ids[i] == suite;
    }
    if (own)
        return error_set(error, ERROR_USAGE,
                         _("this session uses cipher suite %d itself: log in with "
                           "--cipher-suite-id=17 or 3 first"),
                         suite);
    if (!strong)
        return error_set(error, ERROR_USAGE, "%s",
                         _("neither cipher suite 3 nor 17 would be open to administrators, so no "
                           "user could log in any more"));
    return 0;
}

static int auth_add_setting(struct auth *auth, struct bmc *bmc, size_t which,
                            struct changes *changes, struct bmc_error *error)
{
    const struct file_text *text = &auth->apply->wants.auth.of[which];
    struct change change = {.setting = &security_settings[which]};

    auth->line = text->line;
    auth->key = change.setting->key;
    if (auth_read_old(auth, bmc, &change, error) < 0)
        return -1;
    auth_want(&change, text);
    if (which == SECURITY_SUITES && !change_reached(&change, GOAL_WANTED, &change.old) &&
        auth_check_suites(bmc, change.scope.channel, change.wanted.number, error) < 0)
        return -1;
    change_add(changes, &change);
    return 0;
}

static int auth_add_channel(struct auth *auth, struct bmc *bmc, struct changes *changes,
                            struct bmc_error *error)
{
    static const enum access_id tables[] = {ACCESS_AUTH_KEPT, ACCESS_AUTH_ACTIVE};
    const struct file_text *text = &auth->apply->wants.auth.channel;

    auth->line = text->line;
    auth->key = FILE_CHANNEL_AUTH;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct change change = {.setting = access_setting(tables[i])};

        if (auth_read_old(auth, bmc, &change, error) < 0)
            return -1;
        auth_want(&change, text);
        change_add(changes, &change);
    }
    return 0;
}

static int auth_plan(struct auth *auth, struct bmc *bmc, struct plan *plan, struct bmc_error *error)
{
    const struct file_wants *wants = &auth->apply->wants;
    struct plan_subject subject = {.title = _("Write these changes?")};
    struct changes changes = {.count = 0};

    model_init(&auth->page, &page_network);
    auth->key = NULL;
    if (load_settings(bmc, &auth->page, wants->network.channel, NULL, error) < 0)
        return -1;
    subject.channel = model_channel(&auth->page)->number;
    subject.mac = *model_mac(&page_network, model_channel(&auth->page));
    for (size_t i = 0; i < SECURITY_SETTINGS; i++)
        if (wants->auth.of[i].line != 0 && auth_add_setting(auth, bmc, i, &changes, error) < 0)
            return -1;
    if (wants->auth.channel.line != 0 && auth_add_channel(auth, bmc, &changes, error) < 0)
        return -1;
    plan_of_changes(plan, &subject, &changes);
    return 0;
}

static int auth_look(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct plan *plan = xcalloc(1, sizeof *plan);
    int result = auth_plan(argument, ctx->bmc, plan, error);

    free(plan);
    return result;
}

static int auth_make(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error)
{
    if (auth_plan(data, ctx->bmc, plan, error) < 0)
        return PLAN_FAILED;
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

/* --- on the main thread ---------------------------------------------------------------------- */

int apply_auth_look(struct apply *apply)
{
    struct auth *auth = xcalloc(1, sizeof *auth);
    struct bmc_error error = {.kind = ERROR_NONE};
    const struct run_job job = {.work = auth_look, .argument = auth, .error = &error};
    char word[SET_WORD];
    int status;

    auth->apply = apply;
    status = apply_auth_asks(apply) ? run_job(apply->cli, &job) : CLI_DONE;
    if (error.kind != ERROR_NONE) {
        snprintf(word, sizeof word, "%.100s:%d: %.40s", apply->wants.file, auth->line,
                 auth->key != NULL ? auth->key : FILE_AUTH);
        say_error(error.kind == ERROR_USAGE ? word : "BMC", "%s", error.sentence);
        status = error.kind == ERROR_USAGE ? CLI_USAGE : status;
    }
    free(auth);
    return status;
}

bool apply_auth_save(struct apply *apply)
{
    struct auth *auth = xcalloc(1, sizeof *auth);
    const struct plan_request request = {
        .command = FILE_AUTH, .make = auth_make, .data = auth, .saves = &apply->saves};
    unsigned before = apply->saves;
    bool goes_on;

    auth->apply = apply;
    goes_on = apply_took(apply, plan_save(apply->cli, &request), before);
    free(auth);
    return goes_on;
}

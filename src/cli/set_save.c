/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carries out a struct set_request. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/prompt.h"
#include "cli/run.h"
#include "cli/set.h"
#include "core/load.h"
#include "core/user.h"
#include "guard/save_job.h"

struct set {
    struct cli *cli;
    const struct set_request *request;
    struct secret *password;
    struct set_review shown; /* as the worker's thread read it; looked at while that waits */
    int status;              /* where it is refused: exit status, prefix and sentence; */
    const char *word;        /* NULL: see the checks */
    char word_text[SET_WORD], sentence[ERROR_SENTENCE * 2];
    struct check_list checks;
};

/* Nothing has been written; the main thread prints why. */
static int set_refuse(struct set *set, int status, const char *word, const char *sentence)
{
    set->status = status;
    set->word = word;
    snprintf(set->sentence, sizeof set->sentence, "%s", sentence);
    return PLAN_REFUSED;
}

/* --- values ------------------------------------------------------------------------------ */

/* Fills an edit with all values, the source first as it decides what others mean, and checks them.
 * -1: row *wrong cannot be parsed, *error says why. */
static int set_check_values(const struct set *set, struct check_context *context, struct edit *edit,
                            struct check_list *checks, unsigned *wrong,
                            struct bmc_error *error)
{
    check_clear(checks);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < set->request->value_count; i++) {
            const struct set_value *value = &set->request->values[i];
            unsigned flags = model_setting(context->model, value->row)->flags;

            *wrong = value->row;
            if (((flags & SETTING_VIEW) != 0) == (pass == 0) &&
                edit_set(edit, context->model, (int)value->row, value->text, error) < 0)
                return -1;
        }
    }
    if (secret_length(set->password) > 0)
        secret_set(edit->password, secret_bytes(set->password), secret_length(set->password));
    context->edit = edit;
    context->place = set->request->file != NULL ? CHECK_FILE : CHECK_COMMAND;
    context->policy = set->cli->settings->password_policy;
    check_all(context, checks);
    return 0;
}

/* --- before the BMC is asked -------------------------------------------------------------- */

static int set_read_password(struct set *set)
{
    const struct set_request *request = set->request;
    char word[SET_WORD];
    struct bmc_error error;
    int result = 0;

    if (request->password_file != NULL)
        result = secret_read_given(set->password, request->password_file, &error);
    else if (request->ask_password)
        result = prompt_secret_twice(_("New BMC password: "), _("New BMC password again: "),
                                     set->password, &error);
    else
        return 0;
    if (result == 0 && secret_length(set->password) == 0)
        result = error_set(&error, ERROR_USAGE, "%s", _("it is empty"));
    if (result < 0)
        say_error(set_word(request, set_row(request, CHOICE_NONE), word), "%s", error.sentence);
    return result;
}

static bool set_link_encrypted(const struct cli *cli)
{
    struct bmc *bmc = bmc_create(cli->target, clock_monotonic());
    bool encrypted = bmc_link_encrypted(bmc);

    bmc_destroy(bmc);
    return encrypted;
}

/* Checks all that can be checked without knowing what the BMC holds. */
static int set_check_alone(const struct set *set)
{
    struct model page;
    struct edit edit;
    struct check_list checks;
    struct check_context context = {.model = &page, .link_encrypted = set_link_encrypted(set->cli)};
    unsigned wrong;
    struct bmc_error error;
    char word[SET_WORD];
    int result = -1;

    model_init(&page, set->request->page);
    edit_init(&edit);
    if (set_check_values(set, &context, &edit, &checks, &wrong, &error) < 0)
        say_error(set_word(set->request, wrong, word), "%s", error.sentence);
    else if (check_first_error(&checks) != NULL)
        set_print_checks(set->request, &checks);
    else
        result = 0;
    edit_release(&edit);
    return result;
}

static int set_check_window(const struct set *set)
{
    bool given = set->request->ask_password || set->request->password_file != NULL;

    return plan_check_window(set->cli, given ? set->password : NULL);
}

/* --- on the worker's thread -------------------------------------------------------------- */

/* PLAN_REFUSED: there is no such user. */
static int set_load(struct set *set, struct bmc *bmc, struct model *page, uint8_t *user,
                    struct bmc_error *error)
{
    const struct set_request *request = set->request;

    model_init(page, request->page);
    if (load_settings(bmc, page, request->channel, NULL, error) < 0)
        return -1;
    if (secret_length(set->password) > BMC_PASSWORD_16) {
        if (bmc_get_device(bmc, &page->device, error) < 0)
            return -1;
        page->device_known = true;
    }
    *user = page->default_user;
    if (request->user != NULL && load_users(bmc, page, NULL, error) < 0)
        return -1;
    /* User 0: the user's own access came with the name. */
    if (request->user == NULL || user_find(page, request->user, user, error) == 0)
        return load_access(bmc, page, 0, error);
    return set_refuse(set, CLI_USAGE,
                      set_word(request, set_row(request, CHOICE_USER), set->word_text),
                      error->sentence);
}

/* Review and plan from what the BMC holds now: an enum plan_made. */
static int set_make_plan(struct set *set, struct bmc *bmc, struct plan *plan, uint8_t user)
{
    struct edit edit;
    struct changes changes;
    unsigned wrong;
    struct bmc_error error;
    struct set_review *shown = &set->shown;
    struct check_context context = {.model = &shown->page,
                                    .link_encrypted = bmc_link_encrypted(bmc)};
    int made = PLAN_MADE;

    edit_init(&edit);
    edit.user = user;
    set_check_values(set, &context, &edit, &set->checks, &wrong, NULL);
    if (check_first_error(&set->checks) != NULL) {
        made = set_refuse(set, CLI_USAGE, NULL, "");
    } else if (!remote_possible(&shown->page, user, set->request->remote, &error)) {
        made = set_refuse(set, CLI_USAGE, "remote-access", error.sentence);
    } else {
        shown->checks = set->checks;
        edit_changes(&edit, &shown->page, &changes);
        plan_make(plan, &shown->page, &changes, user, set->password, set->request->remote);
        diff_make(&shown->diff, &edit, &shown->page, plan);
    }
    edit_release(&edit);
    return made;
}

static int set_make(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error)
{
    struct set *set = data;
    uint8_t user = 0;
    int result = set_load(set, ctx->bmc, &set->shown.page, &user, error);

    return result != 0 ? result : set_make_plan(set, ctx->bmc, plan, user);
}

/* --- on the main thread -------------------------------------------------------------------- */

static void set_show(void *data, const struct plan_review *review)
{
    const struct set *set = data;

    set_print_checks(set->request, &set->shown.checks);
    if (set->cli->verbosity >= 0 || set->cli->arguments.dry_run)
        set_print_review(&set->shown, review);
}

static int set_refused(void *data)
{
    const struct set *set = data;

    if (set->word != NULL)
        say_error(set->word, "%s", set->sentence);
    else
        set_print_checks(set->request, &set->checks);
    return set->status;
}

static int set_start(struct set *set)
{
    const struct set_request *request = set->request;
    unsigned chosen = set_row(request, CHOICE_CHANNEL);
    char channel[SET_WORD];
    struct plan_request plan = {.command = request->command,
                                .make = set_make,
                                .refused = set_refused,
                                .show = set_show,
                                .page = &set->shown.page,
                                .saves = request->saves,
                                .data = set};

    if (set->cli->settings->read_only && !set->cli->arguments.dry_run)
        return say_error(request->command, "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    if (set_check_alone(set) < 0 || set_check_window(set) != CLI_DONE ||
        set_read_password(set) < 0 ||
        (secret_length(set->password) > 0 && set_check_alone(set) < 0))
        return CLI_USAGE;
    if (request->lines[chosen] != 0)
        plan.channel_field = set_word(request, chosen, channel);
    return plan_save(set->cli, &plan);
}

int set_save(struct cli *cli, const struct set_request *request)
{
    struct set *set = xcalloc(1, sizeof *set);
    int status;

    set->cli = cli;
    set->request = request;
    set->password = secret_create();
    status = set_start(set);
    secret_free(&set->password);
    free(set);
    return status;
}

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

/* Give up on a BMC whose settings keep changing under our hands. */
#define PLANS_MAX 4

/* Events in addition to those of the save job. */
enum set_event {
    SET_REVIEW = SAVE_JOB_OTHERS, /* struct set_review */
    SET_AGAIN
};

struct set {
    struct cli *cli;
    const struct set_request *request;
    struct secret *password;
    bool told_waiting;       /* on the main thread */
    struct save_state shown; /* likewise */
    /* the outcome */
    enum { SET_PLANNED, SET_NO_CHANGES, SET_REFUSED, SET_SAVED } result;
    int status; /* SET_REFUSED: exit status, prefix and sentence; word NULL: see checks */
    const char *word;
    char word_text[SET_WORD], sentence[ERROR_SENTENCE * 2];
    struct check_list checks;
    struct save_job *save; /* NULL: not begun */
};

/* Nothing has been written; the main thread prints why. */
static void set_refuse(struct set *set, int status, const char *word, const char *sentence)
{
    set->result = SET_REFUSED;
    set->status = status;
    set->word = word;
    snprintf(set->sentence, sizeof set->sentence, "%s", sentence);
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

/* Refuses --confirm early if it cannot work with this save. */
static int set_check_window(const struct set *set)
{
    const struct cli_arguments *arguments = &set->cli->arguments;
    struct plan plan = {0};
    struct bmc_error error;

    if (set->request->ask_password || set->request->password_file != NULL)
        plan.password = set->password;
    if (arguments->confirm_s == 0 ||
        guard_may_confirm(set->cli->target, &plan, arguments->confirm_s, &error))
        return CLI_DONE;
    return say_error("--confirm", "%s", error.sentence);
}

/* --- on the worker's thread -------------------------------------------------------------- */

/* 1: refused, as there is no such user. */
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
    set_refuse(set, CLI_USAGE, set_word(request, set_row(request, CHOICE_USER), set->word_text),
               error->sentence);
    return 1;
}

/* Review and plan from what the BMC holds now. false: nothing to save, or it is refused. */
static bool set_make_plan(struct set *set, struct bmc *bmc, struct set_review *review, uint8_t user)
{
    struct edit edit;
    struct changes changes;
    unsigned wrong;
    struct bmc_error error;
    struct check_context context = {.model = &review->page,
                                    .link_encrypted = bmc_link_encrypted(bmc)};

    edit_init(&edit);
    edit.user = user;
    set->result = SET_PLANNED;
    set_check_values(set, &context, &edit, &set->checks, &wrong, NULL);
    if (check_first_error(&set->checks) != NULL) {
        set_refuse(set, CLI_USAGE, NULL, "");
    } else if (!remote_possible(&review->page, user, set->request->remote, &error)) {
        set_refuse(set, CLI_USAGE, "remote-access", error.sentence);
    } else {
        review->checks = set->checks;
        edit_changes(&edit, &review->page, &changes);
        plan_make(&review->plan, &review->page, &changes, user, set->password,
                  set->request->remote);
        diff_make(&review->diff, &edit, &review->page, &review->plan);
        if (plan_empty(&review->plan))
            set->result = SET_NO_CHANGES;
    }
    edit_release(&edit);
    return set->result == SET_PLANNED;
}

static void set_refuse_begun(struct set *set, enum guard_begun begun, const char *why)
{
    char text[ERROR_SENTENCE * 2];
    const char *word;
    int status = set_not_begun(begun, set->request->command, why, &word, text, sizeof text);

    set_refuse(set, status, word, text);
}

/* true: plan again, as the BMC no longer holds what the review showed. */
static bool set_save_plan(struct set *set, struct job_ctx *ctx, const struct set_review *review)
{
    const struct cli *cli = set->cli;
    struct save_job *save = save_job_create(SAVE_JOB_SAVE, cli->target,
                                            cli->settings->state_directory, &review->plan);
    struct bmc_error error;

    save->page = review->page;
    save->cuts_link = review->cuts_link;
    save->lock_wait_s = cli->settings->lock_wait_s;
    save->verify_s = cli->settings->verify_s;
    save->confirm_s = cli->arguments.confirm_s;
    save->no_journal = cli->arguments.no_journal;
    save->clear_lock = cli->arguments.clear_lock;
    if (set->save != NULL)
        save_job_release(set->save);
    set->save = save;
    set->result = SET_SAVED;
    if (save_job_run(ctx, save, &error) < 0)
        set_refuse_begun(set, save->begun, error.sentence);
    return save->state.status == SAVE_REVIEW_AGAIN && !save->state.unresolved &&
           !job_stop_requested(ctx);
}

/* One attempt, from reading to saving. 1: try again. */
static int set_plan_and_save(struct set *set, struct job_ctx *ctx, struct set_review *review,
                             struct bmc_error *error)
{
    const struct cli_arguments *arguments = &set->cli->arguments;
    struct bmc *bmc = ctx->bmc;
    uint8_t user = 0;
    int result = set_load(set, bmc, &review->page, &user, error);

    if (result != 0)
        return result < 0 ? -1 : 0;
    if (!set_make_plan(set, bmc, review, user))
        return 0;
    review->cuts_link = save_cuts_link(bmc, &review->plan);
    snprintf(review->target, sizeof review->target, "%s", bmc_description(bmc));
    job_post(ctx, SET_REVIEW, review, sizeof *review);
    if (arguments->dry_run)
        return 0;
    if (review->cuts_link && !arguments->cut_link) {
        set_refuse(set, CLI_USAGE, "--cut-link",
                   _("this changes the address or VLAN that this session uses; add --cut-link to "
                     "do it and reconnect afterwards"));
        return 0;
    }
    if (run_hold(ctx, error) < 0)
        return -1;
    return set_save_plan(set, ctx, review) ? 1 : 0;
}

static int set_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct set *set = argument;
    struct set_review *review = xcalloc(1, sizeof *review);
    int result = 1;

    for (int plans = 0; plans < PLANS_MAX && result == 1; plans++) {
        if (plans > 0)
            job_post(ctx, SET_AGAIN, NULL, 0);
        result = set_plan_and_save(set, ctx, review, error);
    }
    free(review);
    return result < 0 ? -1 : 0;
}

/* --- on the main thread -------------------------------------------------------------------- */

static void set_show_review(const struct set *set, const struct set_review *review)
{
    bool dry_run = set->cli->arguments.dry_run;

    set_print_checks(set->request, &review->checks);
    if (set->cli->verbosity < 0 && !dry_run)
        return;
    set_print_review(review);
    if (dry_run)
        set_print_plan(&review->plan);
}

static void set_on_waiting(struct set *set, const struct store_holder *holder)
{
    if (!set->told_waiting)
        set_print_waiting(set->cli, holder);
    set->told_waiting = true;
}

static void set_on_event(void *argument, const struct job_event *event)
{
    struct set *set = argument;
    const struct save_job_waiting *waiting = event->payload;

    if (event->kind == SET_REVIEW)
        set_show_review(set, event->payload);
    else if (event->kind == SET_AGAIN)
        say_note(set->cli, "%s",
                 _("The BMC's settings have changed since the review; here is the new plan."));
    else if (event->kind == SAVE_JOB_WAITING)
        set_on_waiting(set, &waiting->holder);
    else if (event->kind == SAVE_JOB_PROGRESS)
        set_print_progress(set->cli, event->payload, &set->shown);
}

static int set_print_saved(const struct set *set)
{
    int status = set_print_result(set->cli, &set->save->state, "set");

    if (set->save->window_ms >= 0)
        set_print_window(set->cli, set->save->window_ms);
    if (set->save->remark[0] != '\0')
        say_error("journal", "%s", set->save->remark);
    return status;
}

static int set_finish(const struct set *set)
{
    if (set->request->saves != NULL &&
        (set->result == SET_PLANNED || set->result == SET_SAVED))
        ++*set->request->saves;
    switch (set->result) {
    case SET_PLANNED:
        break;
    case SET_NO_CHANGES:
        if (set->request->saves == NULL)
            printf("%s\n", _("No changes"));
        break;
    case SET_REFUSED:
        if (set->word != NULL)
            say_error(set->word, "%s", set->sentence);
        else
            set_print_checks(set->request, &set->checks);
        return set->status;
    case SET_SAVED:
        return set_print_saved(set);
    }
    return CLI_DONE;
}

static int set_start(struct set *set)
{
    const struct set_request *request = set->request;
    unsigned chosen = set_row(request, CHOICE_CHANNEL);
    char channel[SET_WORD];
    struct run_job job = {
        .work = set_work, .on_event = set_on_event, .argument = set, .save = true};
    int status;

    if (set->cli->settings->read_only && !set->cli->arguments.dry_run)
        return say_error(request->command, "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    if (set_check_alone(set) < 0 || set_check_window(set) != CLI_DONE ||
        set_read_password(set) < 0 ||
        (secret_length(set->password) > 0 && set_check_alone(set) < 0))
        return CLI_USAGE;
    if (request->lines[chosen] != 0)
        job.channel_field = set_word(request, chosen, channel);
    status = run_job(set->cli, &job);
    return status != 0 ? status : set_finish(set);
}

int set_save(struct cli *cli, const struct set_request *request)
{
    struct set *set = xcalloc(1, sizeof *set);
    int status;

    set->cli = cli;
    set->request = request;
    set->password = secret_create();
    status = set_start(set);
    if (set->save != NULL)
        save_job_release(set->save);
    secret_free(&set->password);
    free(set);
    return status;
}

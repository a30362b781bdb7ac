/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/plan_save.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/run.h"
#include "cli/set.h"
#include "guard/save_job.h"

/* As in set_save.c: give up on a BMC whose settings keep changing under our hands. */
#define PLANS_MAX 4

enum plan_event {
    PLAN_REVIEW = SAVE_JOB_OTHERS, /* struct plan_review */
    PLAN_AGAIN
};

struct plan_review {
    struct plan plan; /* the main thread does not touch its password */
    char target[RUN_TARGET];
    bool cuts_link;
};

struct plan_run {
    struct cli *cli;
    const struct plan_request *request;
    bool told_waiting;       /* on the main thread */
    struct save_state shown; /* likewise */
    /* the outcome */
    enum { PLAN_PLANNED, PLAN_NOTHING, PLAN_REFUSED, PLAN_SAVED } result;
    int status; /* PLAN_REFUSED: exit status, prefix and sentence */
    const char *word;
    char sentence[ERROR_SENTENCE * 2];
    struct save_job *save; /* NULL: not begun */
};

/* --- on the worker's thread ------------------------------------------------------------- */

static void plan_refuse(struct plan_run *run, int status, const char *word, const char *sentence)
{
    run->result = PLAN_REFUSED;
    run->status = status;
    run->word = word;
    snprintf(run->sentence, sizeof run->sentence, "%s", sentence);
}

/* 0: there is one; 1: there is not, and that is all; -1: the BMC could not be read. */
static int plan_make_one(struct plan_run *run, struct job_ctx *ctx, struct plan *plan,
                         struct bmc_error *error)
{
    int made = run->request->make(ctx, run->request->data, plan, error);

    run->result = PLAN_PLANNED;
    if (made == PLAN_FAILED && error->kind == ERROR_USAGE) {
        plan_refuse(run, CLI_USAGE, run->request->command, error->sentence);
        return 1;
    }
    if (made == PLAN_FAILED)
        return -1;
    if (made == PLAN_NO_CHANGES || plan_empty(plan))
        run->result = PLAN_NOTHING;
    return run->result == PLAN_NOTHING;
}

static bool plan_may_cut(struct plan_run *run, const struct plan_review *review)
{
    if (!review->cuts_link || run->cli->arguments.cut_link)
        return true;
    plan_refuse(run, CLI_USAGE, "--cut-link",
                _("this changes the address or VLAN that this session uses; add --cut-link to "
                  "do it and reconnect afterwards"));
    return false;
}

static struct save_job *plan_save_job(const struct plan_run *run, const struct plan_review *review)
{
    const struct cli *cli = run->cli;
    struct save_job *save =
        save_job_create(SAVE_JOB_SAVE, cli->target, cli->settings->state_directory, &review->plan);

    save->cuts_link = review->cuts_link;
    save->lock_wait_s = cli->settings->lock_wait_s;
    save->verify_s = cli->settings->verify_s;
    save->confirm_s = cli->arguments.confirm_s;
    save->no_journal = cli->arguments.no_journal;
    save->clear_lock = cli->arguments.clear_lock;
    return save;
}

/* true: plan again, as the BMC no longer holds what the review showed. */
static bool plan_write(struct plan_run *run, struct job_ctx *ctx, const struct plan_review *review)
{
    struct bmc_error error;
    struct save_job *save = plan_save_job(run, review);

    if (run->save != NULL)
        save_job_release(run->save);
    run->save = save;
    run->result = PLAN_SAVED;
    if (save_job_run(ctx, save, &error) < 0) {
        char text[ERROR_SENTENCE * 2];
        const char *word;
        int status = set_not_begun(save->begun, run->request->command, error.sentence, &word, text,
                                   sizeof text);

        plan_refuse(run, status, word, text);
    }
    return save->state.status == SAVE_REVIEW_AGAIN && !save->state.unresolved &&
           !job_stop_requested(ctx);
}

/* One attempt, from reading to saving. 1: try again. */
static int plan_try(struct plan_run *run, struct job_ctx *ctx, struct plan_review *review,
                    struct bmc_error *error)
{
    int result = plan_make_one(run, ctx, &review->plan, error);

    if (result != 0)
        return result < 0 ? -1 : 0;
    review->cuts_link = save_cuts_link(ctx->bmc, &review->plan);
    snprintf(review->target, sizeof review->target, "%s", bmc_description(ctx->bmc));
    job_post(ctx, PLAN_REVIEW, review, sizeof *review);
    if (run->cli->arguments.dry_run || !plan_may_cut(run, review))
        return 0;
    if (run_hold(ctx, error) < 0)
        return -1;
    return plan_write(run, ctx, review) ? 1 : 0;
}

static int plan_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct plan_run *run = argument;
    struct plan_review *review = xcalloc(1, sizeof *review);
    int result = 1;

    for (int plans = 0; plans < PLANS_MAX && result == 1; plans++) {
        if (plans > 0)
            job_post(ctx, PLAN_AGAIN, NULL, 0);
        result = plan_try(run, ctx, review, error);
    }
    free(review);
    return result < 0 ? -1 : 0;
}

/* --- on the main thread ------------------------------------------------------------------ */

static void plan_show(const struct plan_run *run, const struct plan_review *review)
{
    const struct cli *cli = run->cli;
    struct diff diff;

    if (cli->verbosity < 0 && !cli->arguments.dry_run)
        return;
    if (review->plan.channel != 0)
        printf(_("Review: changes to channel %u of %s\n"), (unsigned)review->plan.channel,
               review->target);
    else
        printf(_("Review: changes to %s\n"), review->target);
    if (run->request->review != NULL)
        run->request->review(run->request->data);
    diff_of_plan(&diff, &review->plan);
    set_print_follows(&review->plan, review->cuts_link);
    set_print_changes(&diff);
    if (cli->arguments.dry_run)
        set_print_plan(&review->plan);
}

static void plan_on_waiting(struct plan_run *run, const struct save_job_waiting *waiting)
{
    if (!run->told_waiting)
        set_print_waiting(run->cli, &waiting->holder);
    run->told_waiting = true;
}

static void plan_on_event(void *argument, const struct job_event *event)
{
    struct plan_run *run = argument;

    if (event->kind == PLAN_REVIEW)
        plan_show(run, event->payload);
    else if (event->kind == PLAN_AGAIN)
        say_note(run->cli, "%s",
                 _("The BMC's settings have changed since the review; here is the new plan."));
    else if (event->kind == SAVE_JOB_WAITING)
        plan_on_waiting(run, event->payload);
    else if (event->kind == SAVE_JOB_PROGRESS)
        set_print_progress(run->cli, event->payload, &run->shown);
}

static int plan_print_saved(const struct plan_run *run)
{
    int status = set_print_result(run->cli, &run->save->state, run->request->command);

    if (run->save->window_ms >= 0)
        set_print_window(run->cli, run->save->window_ms);
    if (run->save->remark[0] != '\0')
        say_error("journal", "%s", run->save->remark);
    if (run->request->done != NULL)
        run->request->done(run->request->data, &run->save->state);
    return status;
}

static int plan_finish(const struct plan_run *run)
{
    if (run->request->saves != NULL &&
        (run->result == PLAN_PLANNED || run->result == PLAN_SAVED))
        ++*run->request->saves;
    switch (run->result) {
    case PLAN_PLANNED:
        break;
    case PLAN_NOTHING:
        if (run->request->saves == NULL)
            printf("%s\n", _("No changes"));
        break;
    case PLAN_REFUSED:
        say_error(run->word, "%s", run->sentence);
        return run->status;
    case PLAN_SAVED:
        return plan_print_saved(run);
    }
    return CLI_DONE;
}

static int plan_start(struct plan_run *run)
{
    const struct run_job job = {
        .work = plan_work, .on_event = plan_on_event, .argument = run, .save = true};
    const struct cli_arguments *arguments = &run->cli->arguments;
    const struct plan plan = {0};
    struct bmc_error error;
    int status;

    if (run->cli->settings->read_only && !arguments->dry_run)
        return say_error(run->request->command, "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    if (arguments->confirm_s != 0 &&
        !guard_may_confirm(run->cli->target, &plan, arguments->confirm_s, &error))
        return say_error("--confirm", "%s", error.sentence);
    status = run_job(run->cli, &job);
    return status != 0 ? status : plan_finish(run);
}

int plan_save(struct cli *cli, const struct plan_request *request)
{
    struct plan_run *run = xcalloc(1, sizeof *run);
    int status;

    run->cli = cli;
    run->request = request;
    status = plan_start(run);
    if (run->save != NULL)
        save_job_release(run->save);
    free(run);
    return status;
}

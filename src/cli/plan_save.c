/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/plan_save.h"

#include <stdlib.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/run.h"
#include "cli/set.h"
#include "guard/save_job.h"

/* Give up on a BMC whose settings keep changing under our hands. */
#define PLANS_MAX 4

enum plan_event {
    PLAN_REVIEW = SAVE_JOB_OTHERS,
    PLAN_AGAIN
};

struct plan_run {
    struct cli *cli;
    const struct plan_request *request;
    /* Looked at by the main thread while the work waits in run_hold(), or has ended. */
    struct plan plan;
    char target[RUN_TARGET];
    bool cuts_link;
    bool told_waiting;       /* on the main thread */
    struct save_state shown; /* likewise */
    /* the outcome */
    enum { PLAN_PLANNED, PLAN_NOTHING, PLAN_TOLD, PLAN_STOPPED, PLAN_SAVED } result;
    int status; /* PLAN_STOPPED: exit status, prefix and sentence */
    const char *word;
    char sentence[ERROR_SENTENCE * 2];
    struct save_job *save; /* NULL: not begun */
};

/* --- on the worker's thread ------------------------------------------------------------- */

static void plan_refuse(struct plan_run *run, int status, const char *word, const char *sentence)
{
    run->result = PLAN_STOPPED;
    run->status = status;
    run->word = word;
    snprintf(run->sentence, sizeof run->sentence, "%s", sentence);
}

/* 0: there is one; 1: there is not, and that is all; -1: the BMC could not be read. */
static int plan_make_one(struct plan_run *run, struct job_ctx *ctx, struct bmc_error *error)
{
    int made = run->request->make(ctx, run->request->data, &run->plan, error);

    /* Of who has more to say of a refusal that error is the channel's. */
    if (made == PLAN_FAILED && error->kind == ERROR_USAGE && run->request->refused == NULL) {
        plan_refuse(run, CLI_USAGE, run->request->command, error->sentence);
        return 1;
    }
    if (made == PLAN_FAILED)
        return -1;
    run->result = made == PLAN_REFUSED                              ? PLAN_TOLD
                  : made == PLAN_NO_CHANGES || plan_empty(&run->plan) ? PLAN_NOTHING
                                                                    : PLAN_PLANNED;
    return run->result != PLAN_PLANNED;
}

static bool plan_may_cut(struct plan_run *run)
{
    if (!run->cuts_link || run->cli->arguments.cut_link)
        return true;
    plan_refuse(run, CLI_USAGE, "--cut-link",
                _("this changes the address or VLAN that this session uses; add --cut-link to "
                  "do it and reconnect afterwards"));
    return false;
}

static struct save_job *plan_save_job(const struct plan_run *run)
{
    const struct cli *cli = run->cli;
    struct save_job *save =
        save_job_create(SAVE_JOB_SAVE, cli->target, cli->settings->state_directory, &run->plan);

    if (run->request->page != NULL)
        save->page = *run->request->page;
    save->cuts_link = run->cuts_link;
    save->lock_wait_s = cli->settings->lock_wait_s;
    save->verify_s = cli->settings->verify_s;
    save->confirm_s = cli->arguments.confirm_s;
    save->no_journal = cli->arguments.no_journal;
    save->clear_lock = cli->arguments.clear_lock;
    return save;
}

static void plan_refuse_begun(struct plan_run *run, enum guard_begun begun, const char *why)
{
    char text[ERROR_SENTENCE * 2];

    snprintf(text, sizeof text,
             begun == GUARD_NO_JOURNAL
                 ? _("%s; nothing has been written. --no-journal saves without a journal, but then "
                     "an interrupted save cannot be undone")
                 : "%s",
             why);
    plan_refuse(run, begun == GUARD_REFUSED ? CLI_USAGE : CLI_REFUSED,
                begun == GUARD_NO_JOURNAL ? "journal"
                : begun == GUARD_REFUSED  ? "--confirm"
                : begun == GUARD_HELD     ? "lock"
                                          : run->request->command,
                text);
}

/* true: plan again, as the BMC no longer holds what the review showed. */
static bool plan_write(struct plan_run *run, struct job_ctx *ctx)
{
    struct bmc_error error;

    if (run->save != NULL)
        save_job_release(run->save);
    run->save = plan_save_job(run);
    run->result = PLAN_SAVED;
    if (save_job_run(ctx, run->save, &error) < 0)
        plan_refuse_begun(run, run->save->begun, error.sentence);
    return run->save->state.status == SAVE_REVIEW_AGAIN && !run->save->state.unresolved &&
           !job_stop_requested(ctx);
}

/* One attempt, from reading to saving. 1: try again. */
static int plan_try(struct plan_run *run, struct job_ctx *ctx, struct bmc_error *error)
{
    int result = plan_make_one(run, ctx, error);

    if (result != 0)
        return result < 0 ? -1 : 0;
    run->cuts_link = save_cuts_link(ctx->bmc, &run->plan);
    snprintf(run->target, sizeof run->target, "%s", bmc_description(ctx->bmc));
    job_post(ctx, PLAN_REVIEW, NULL, 0);
    if (run->cli->arguments.dry_run || !plan_may_cut(run))
        return 0;
    if (run_hold(ctx, error) < 0)
        return -1;
    return plan_write(run, ctx) ? 1 : 0;
}

static int plan_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    int result = 1;

    for (int plans = 0; plans < PLANS_MAX && result == 1; plans++) {
        if (plans > 0)
            job_post(ctx, PLAN_AGAIN, NULL, 0);
        result = plan_try(argument, ctx, error);
    }
    return result < 0 ? -1 : 0;
}

/* --- on the main thread ------------------------------------------------------------------ */

static void plan_print_review(const struct plan_run *run)
{
    struct diff diff;

    if (run->plan.channel != 0)
        printf(_("Review: changes to channel %u of %s\n"), (unsigned)run->plan.channel,
               run->target);
    else
        printf(_("Review: changes to %s\n"), run->target);
    if (run->request->review != NULL)
        run->request->review(run->request->data);
    diff_of_plan(&diff, &run->plan);
    set_print_follows(&run->plan, run->cuts_link);
    set_print_changes(&diff);
}

static void plan_show(const struct plan_run *run)
{
    const struct plan_review review = {&run->plan, run->target, run->cuts_link};
    bool dry_run = run->cli->arguments.dry_run;

    if (run->request->show != NULL)
        run->request->show(run->request->data, &review);
    else if (run->cli->verbosity >= 0 || dry_run)
        plan_print_review(run);
    if (dry_run)
        set_print_plan(&run->plan);
}

static void plan_on_waiting(struct plan_run *run, const struct store_holder *holder)
{
    if (!run->told_waiting)
        say_note(run->cli, _("pid %ld%s%s is saving to this BMC; waiting up to %u s."), holder->pid,
                 holder->tty[0] != '\0' ? _(" on ") : "", holder->tty,
                 run->cli->settings->lock_wait_s);
    run->told_waiting = true;
}

static void plan_on_event(void *argument, const struct job_event *event)
{
    struct plan_run *run = argument;
    const struct save_job_waiting *waiting = event->payload;

    if (event->kind == PLAN_REVIEW)
        plan_show(run);
    else if (event->kind == PLAN_AGAIN)
        say_note(run->cli, "%s",
                 _("The BMC's settings have changed since the review; here is the new plan."));
    else if (event->kind == SAVE_JOB_WAITING)
        plan_on_waiting(run, &waiting->holder);
    else if (event->kind == SAVE_JOB_PROGRESS)
        set_print_progress(run->cli, event->payload, &run->shown);
}

/* The end of the window as time of day. */
static void plan_print_window(const struct plan_run *run)
{
    time_t until = time(NULL) + (time_t)(run->save->window_ms / 1000);
    struct tm parts;
    char text[20] = "";

    if (localtime_r(&until, &parts) != NULL)
        strftime(text, sizeof text, "%H:%M:%S", &parts);
    printf(_("It will be undone at %s, in %u s, unless you run bmctui confirm.\n"), text,
           run->cli->arguments.confirm_s);
}

static int plan_print_saved(const struct plan_run *run)
{
    int status = set_print_result(run->cli, &run->save->state, run->request->command);

    if (run->save->window_ms >= 0)
        plan_print_window(run);
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
    case PLAN_TOLD:
        return run->request->refused(run->request->data);
    case PLAN_STOPPED:
        say_error(run->word, "%s", run->sentence);
        return run->status;
    case PLAN_SAVED:
        return plan_print_saved(run);
    }
    return CLI_DONE;
}

static int plan_start(struct plan_run *run)
{
    const struct run_job job = {.work = plan_work,
                                .on_event = plan_on_event,
                                .argument = run,
                                .channel_field = run->request->channel_field,
                                .save = true};
    int status;

    if (run->cli->settings->read_only && !run->cli->arguments.dry_run)
        return say_error(run->request->command, "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    if (plan_check_window(run->cli, NULL) != CLI_DONE)
        return CLI_USAGE;
    status = run_job(run->cli, &job);
    return status != 0 ? status : plan_finish(run);
}

int plan_check_window(const struct cli *cli, const struct secret *password)
{
    const struct plan plan = {.password = password};
    struct bmc_error error;

    if (cli->arguments.confirm_s == 0 ||
        guard_may_confirm(cli->target, &plan, cli->arguments.confirm_s, &error))
        return CLI_DONE;
    return say_error("--confirm", "%s", error.sentence);
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

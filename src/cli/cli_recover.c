/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "cli/set.h"
#include "guard/guest.h"
#include "guard/resolve.h"
#include "guard/save_job.h"

#define LINE 500
#define GUEST_PATIENCE_MS 180000 /* while the BMC starts, too */

struct recover {
    struct cli *cli;
    struct guard *guard;
    struct guard_pending pending;
    struct recover_view view;
    struct save_job *save;
    struct save_state shown;
};

/* --- what is pending ---------------------------------------------------------------------- */

static const char *recover_match_text(const struct recover_view *view,
                                      const struct recover_row *row)
{
    if (!view->now_known || row->match == CHANGE_MATCHES_BOTH)
        return "";
    return row->match == CHANGE_MATCHES_OLD      ? _("as before")
           : row->match == CHANGE_MATCHES_WANTED ? _("as wanted")
                                                 : _("neither");
}

static void recover_print_rows(const struct recover_view *view)
{
    struct table table = {.columns = 5, .indent = 2};

    if (view->count == 0)
        return;
    table_row(&table, (const char *[]){"", _("before"), _("wanted"), _("now"), ""});
    for (size_t i = 0; i < view->count; i++) {
        const struct recover_row *row = &view->rows[i];

        table_row(&table, (const char *[]){row->label, row->old, row->wanted,
                                           view->now_known ? row->now : _("unknown"),
                                           recover_match_text(view, row)});
    }
    table_print(&table, stdout);
}

static void recover_print_sentence(const char *sentence)
{
    if (sentence[0] != '\0')
        printf("%s\n", sentence);
}

static void recover_print_view(const struct recover *recover)
{
    const struct recover_view *view = &recover->view;
    char text[LINE];

    recover_print_sentence(guard_text(&recover->pending, text, sizeof text));
    recover_print_sentence(view->headline);
    recover_print_rows(view);
    recover_print_sentence(view->access);
    recover_print_sentence(view->password);
    recover_print_sentence(view->warning);
}

static int recover_read_now(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct recover *recover = argument;

    return recover_read(&recover->view, ctx->bmc, error);
}

/* If the BMC cannot be read, standard error says so; print what is pending all the same. */
static int recover_show(struct recover *recover)
{
    const struct run_job job = {.work = recover_read_now, .argument = recover};

    recover_make(&recover->view, &recover->pending.journal);
    (void)run_job(recover->cli, &job);
    recover_print_view(recover);
    return CLI_MIXED;
}

/* --- the ways out ------------------------------------------------------------------------- */

static void recover_on_event(void *argument, const struct job_event *event)
{
    struct recover *recover = argument;

    if (event->kind == SAVE_JOB_PROGRESS)
        set_print_progress(recover->cli, event->payload, &recover->shown);
}

static int recover_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct recover *recover = argument;

    if (run_hold(ctx, error) < 0)
        return -1;
    return save_job_run(ctx, recover->save, error);
}

static int recover_print_outcome(const struct recover *recover)
{
    const struct save_job *save = recover->save;

    if (save->headline[0] != '\0')
        printf("%s\n", save->headline);
    else
        set_print_result(recover->cli, &save->state, "set");
    if (save->remark[0] != '\0')
        say_error("recover", "%s", save->remark);
    return save->exit;
}

/* Forgetting does not involve the BMC. */
static int recover_run_save(struct recover *recover)
{
    const struct run_job job = {.work = recover_work,
                                .on_event = recover_on_event,
                                .argument = recover,
                                .field = "recover",
                                .channel_field = "recover",
                                .save = true};
    struct bmc_error error;
    int status = 0;

    if (recover->save->kind != SAVE_JOB_FORGET)
        status = run_job(recover->cli, &job);
    else if (save_job_run(NULL, recover->save, &error) < 0)
        status = say_failure("recover", &error);
    return status != 0 ? status : recover_print_outcome(recover);
}

static int recover_settle(struct recover *recover, enum save_job_kind kind)
{
    const struct settings *settings = recover->cli->settings;
    int status;

    if (settings->read_only)
        return say_error("recover", "%s", _("--read-only allows no changes"));
    recover->save = save_job_create(kind, recover->cli->target, settings->state_directory,
                                    &recover->pending.journal.plan);
    recover->save->lock_wait_s = settings->lock_wait_s;
    recover->save->verify_s = settings->verify_s;
    status = recover_run_save(recover);
    save_job_release(recover->save);
    return status;
}

/* --- the command -------------------------------------------------------------------------- */

static int recover_by_hand(struct recover *recover)
{
    const struct cli_arguments *arguments = &recover->cli->arguments;
    bool bare = !arguments->undo && !arguments->finish && !arguments->forget;
    char text[LINE];

    guard_look(recover->guard, &recover->pending);
    switch (recover->pending.state) {
    case GUARD_NOTHING:
        printf("%s\n", _("Nothing is pending."));
        return CLI_DONE;
    case GUARD_DAMAGED:
    case GUARD_UNREADABLE:
        say_error("recover", "%s", guard_text(&recover->pending, text, sizeof text));
        return CLI_MIXED;
    case GUARD_SAVING:
        if (!bare)
            break;
        recover_print_sentence(guard_text(&recover->pending, text, sizeof text));
        return CLI_MIXED;
    default:
        break;
    }
    if (bare)
        return recover_show(recover);
    return recover_settle(recover, arguments->undo     ? SAVE_JOB_UNDO
                                   : arguments->finish ? SAVE_JOB_FINISH
                                                       : SAVE_JOB_FORGET);
}

/* Those who should have been ended while the machine was off. Returns how many could not be. */
static size_t recover_guests(const struct recover *recover, const struct save_context *context)
{
    struct guests *guests = xcalloc(1, sizeof *guests);
    size_t due;

    guest_look(recover->guard, guests);
    due = guests->due;
    free(guests);
    if (due > 0 && (bmc_is_open(context->bmc) || resolve_open(context->bmc, context->clock,
                                                              GUEST_PATIENCE_MS, NULL) == 0))
        due = guest_end_due(recover->guard, context, NULL, NULL);
    return due;
}

/* Unattended recovery touches this machine's own BMC only, whatever driver is configured. */
static int recover_alone(struct recover *recover)
{
    struct cli *cli = recover->cli;
    const struct save_settings times = {
        .lock_wait_ms = cli->settings->lock_wait_s * INT64_C(1000),
        .verify_ms = cli->settings->verify_s * INT64_C(1000),
    };
    struct save_context context = {NULL, clock_monotonic(), &times, NULL};
    int status;

    if (!bmc_driver_is_inband(cli->target->driver))
        cli->target->driver = BMC_DRIVER_AUTO;
    context.bmc = bmc_create(cli->target, context.clock);
    bmc_trace(context.bmc, cli->trace);
    status = recover_unattended(recover->guard, &context, cli->settings->recover);
    if (recover_guests(recover, &context) > 0 && status == CLI_DONE)
        status = CLI_MIXED;
    bmc_destroy(context.bmc);
    return status;
}

static int recover_run(struct cli *cli)
{
    struct recover *recover = xcalloc(1, sizeof *recover);
    int status;

    recover->cli = cli;
    recover->guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    status = cli->arguments.unattended ? recover_alone(recover) : recover_by_hand(recover);
    guard_destroy(recover->guard);
    free(recover);
    return status;
}

const struct cli_command cli_recover = {
    .name = "recover", .usage = "[--undo|--finish|--forget]", .run = CLI_RUN(recover_run),
    .options = CLI_TAKES_RECOVER, .changes = true,
    .summary = N_("undo or finish an interrupted save"),
    .help = N_("Without an option it prints the old, wanted and present values and exits with 0 "
               "(nothing\n"
               "pending) or 4 (a save is pending)."),
};

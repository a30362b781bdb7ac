/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "cli/set.h"
#include "guard/recover.h"

#define LINE 500

struct recover {
    struct cli *cli;
    struct guard *guard;
    struct guard_pending pending;
    struct recover_view view;
    enum recover_action action;
    struct recover_outcome outcome;
    struct save_settings times;
    struct run *run;
    struct save_state shown; /* the main thread's */
};

/* --- what is pending ---------------------------------------------------------------------- */

static const char *match_text(const struct recover_view *view, const struct recover_row *row)
{
    if (!view->now_known)
        return "";
    switch (row->match) {
    case JOURNAL_MATCH_OLD:
        return _("as before");
    case JOURNAL_MATCH_NEW:
        return _("as wanted");
    case JOURNAL_MATCH_NEITHER:
        return _("neither");
    case JOURNAL_MATCH_BOTH:
        break;
    }
    return "";
}

static void print_rows(const struct recover_view *view)
{
    struct table table = {.columns = 5, .indent = 2};

    if (view->count == 0)
        return;
    table_row(&table, (const char *[]){"", _("before"), _("wanted"), _("now"), ""});
    for (size_t i = 0; i < view->count; i++) {
        const struct recover_row *row = &view->rows[i];

        table_row(&table, (const char *[]){row->label, row->old, row->wanted,
                                           view->now_known ? row->now : _("unknown"),
                                           match_text(view, row)});
    }
    table_print(&table, stdout);
}

static void print_sentence(const char *sentence)
{
    if (sentence[0] != '\0')
        printf("%s\n", sentence);
}

static void print_view(const struct recover *recover)
{
    const struct recover_view *view = &recover->view;
    char text[LINE];

    print_sentence(guard_text(&recover->pending, text, sizeof text));
    print_sentence(view->headline);
    print_rows(view);
    print_sentence(view->access);
    print_sentence(view->password);
    print_sentence(view->warning);
}

static int read_now(struct run *run, struct bmc *bmc, void *argument, struct bmc_error *error)
{
    struct recover *recover = argument;

    (void)run;
    return recover_read(&recover->view, bmc, error);
}

/* A BMC that cannot be asked has been named on standard error; what is pending is still told. */
static int show(struct recover *recover)
{
    const struct run_job job = {.work = read_now, .argument = recover};

    recover_make(&recover->view, &recover->pending.journal);
    (void)run_job(recover->cli, &job);
    print_view(recover);
    return CLI_MIXED;
}

/* --- the ways out ------------------------------------------------------------------------- */

static void tell_progress(void *data, const struct save_state *state)
{
    struct recover *recover = data;

    run_post(recover->run, state, sizeof *state);
}

static void said(void *argument, const void *message)
{
    struct recover *recover = argument;

    set_print_progress(recover->cli, message, &recover->shown);
}

static int act(struct run *run, struct bmc *bmc, void *argument, struct bmc_error *error)
{
    struct recover *recover = argument;
    const struct save_watch watch = {.progress = tell_progress, .data = recover};
    const struct save_context context = {bmc, clock_monotonic(), &recover->times, &watch};

    if (run_hold(run, error) < 0)
        return -1;
    recover->run = run;
    recover->times.cuts_link = save_cuts_link(bmc, &recover->pending.journal.plan);
    return recover_act(recover->guard, &context, recover->action, &recover->outcome, error);
}

static int tell_outcome(const struct recover *recover)
{
    const struct recover_outcome *outcome = &recover->outcome;
    const char *headline = recover_headline(recover->action, outcome);

    if (headline[0] != '\0')
        printf("%s\n", headline);
    else
        set_print_result(recover->cli, &outcome->state);
    if (outcome->remark[0] != '\0')
        say_error("recover", "%s", outcome->remark);
    return outcome->exit;
}

static int forget(struct recover *recover)
{
    const struct save_context context = {NULL, clock_monotonic(), &recover->times, NULL};
    struct bmc_error error;

    if (recover_act(recover->guard, &context, RECOVER_FORGET, &recover->outcome, &error) != 0)
        return say_failure("recover", &error);
    return tell_outcome(recover);
}

static int way_out(struct recover *recover)
{
    const struct run_job job = {
        .work = act, .said = said, .argument = recover, .field = "recover", .save = true};
    int status;

    if (recover->cli->settings->read_only) {
        say_error("recover", "%s", _("nothing is written with --read-only"));
        return CLI_USAGE;
    }
    if (recover->action == RECOVER_FORGET)
        return forget(recover);
    status = run_job(recover->cli, &job);
    return status != 0 ? status : tell_outcome(recover);
}

/* --- the command -------------------------------------------------------------------------- */

static int recover_by_hand(struct recover *recover)
{
    const struct cli_arguments *arguments = &recover->cli->arguments;
    bool bare = !arguments->undo && !arguments->finish && !arguments->forget;
    char text[LINE];

    recover->action = arguments->undo     ? RECOVER_UNDO
                      : arguments->finish ? RECOVER_FINISH
                                          : RECOVER_FORGET;
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
        print_sentence(guard_text(&recover->pending, text, sizeof text));
        return CLI_MIXED;
    default:
        break;
    }
    return bare ? show(recover) : way_out(recover);
}

/* Whatever the config file's driver is: only this machine's own BMC is acted upon alone. */
static int recover_alone(struct recover *recover)
{
    struct cli *cli = recover->cli;
    struct save_context context = {NULL, clock_monotonic(), &recover->times, NULL};
    int status;

    if (!bmc_driver_is_inband(cli->target->driver))
        cli->target->driver = BMC_DRIVER_AUTO;
    context.bmc = bmc_create(cli->target, context.clock);
    bmc_trace(context.bmc, cli->trace);
    status = recover_unattended(recover->guard, &context, cli->settings->recover);
    bmc_destroy(context.bmc);
    return status;
}

static int recover_run(struct cli *cli)
{
    struct recover *recover = xcalloc(1, sizeof *recover);
    int status;

    recover->cli = cli;
    recover->guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    recover->times = (struct save_settings){
        .lock_wait_ms = cli->settings->lock_wait_s * INT64_C(1000),
        .verify_ms = cli->settings->verify_s * INT64_C(1000),
    };
    status = cli->arguments.unattended ? recover_alone(recover) : recover_by_hand(recover);
    guard_destroy(recover->guard);
    free(recover);
    return status;
}

const struct cli_command cli_recover = {
    .name = "recover", .usage = "[--undo|--finish|--forget]", .run = CLI_RUN(recover_run),
    .options = CLI_TAKES_RECOVER, .changes = true,
    .summary = N_("after a save that was cut off"),
    .help =
        N_("Alone it prints what was there before, what was wanted and what the BMC holds "
           "now, and\n"
           "exits with 0 (nothing is pending) or 4 (something is)."),
};

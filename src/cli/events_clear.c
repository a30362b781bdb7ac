/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/sdr.h"
#include "cli/events.h"
#include "cli/run.h"
#include "core/event_words.h"
#include "guard/action.h"

struct clearing {
    struct cli *cli;
    struct guard *guard;
    struct event_log *log;
    struct sdr *sdr;
    struct events_about about;
    struct file_out out;
    struct event_clear_result result;
    bool empty, tried;
    bool refused; /* by the guard: nothing was sent */
};

/* --- on the worker's thread --------------------------------------------------------------- */

static int clearing_create(struct clearing *c, struct bmc_error *error)
{
    const char *path = c->cli->arguments.save;
    int result = path != NULL ? files_create_at(path, &c->out, error)
                              : files_create(c->cli->settings->state_directory, "events",
                                             c->cli->target, &c->out, error);

    if (result == 0)
        events_print_head(c->out.file, c->about.target, &c->about.clock);
    return result;
}

static int clearing_save(void *data, const struct event_log *log, size_t count,
                         struct bmc_error *error)
{
    struct clearing *c = data;

    if (c->out.file == NULL && clearing_create(c, error) != 0)
        return -1;
    events_print_lines(c->out.file, log, count, c->sdr, &c->about.clock);
    return files_sync(&c->out, error);
}

static bool clearing_stop(void *data)
{
    return job_stop_requested(data);
}

static int clearing_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct clearing *c = argument;
    const struct event_log_watch watch = {.stop = clearing_stop, .data = ctx};
    const struct event_clear clear = {.no_save = c->cli->arguments.no_save,
                                      .save = clearing_save,
                                      .data = c,
                                      .watch = &watch};

    if (action_begin(c->guard, c->cli->settings->read_only, error) != 0) {
        c->refused = true;
        return -1;
    }
    if (events_open_log(c->log, ctx->bmc, &c->about, error) != 0)
        return -1;
    c->empty = c->about.info.entries == 0;
    if (c->empty || run_hold(ctx, error) != 0 ||
        (!clear.no_save && sdr_load(ctx->bmc, false, &c->sdr, error) != 0))
        return c->empty ? 0 : -1;
    c->tried = true;
    event_log_clear(c->log, ctx->bmc, &clear, &c->result);
    return 0;
}

/* --- the answer --------------------------------------------------------------------------- */

static void clearing_audit(const struct clearing *c)
{
    static const char *const words[] = {[EVENT_CLEARED] = "cleared",
                                        [EVENT_KEPT_COMING] = "not cleared, events kept coming",
                                        [EVENT_NOT_CLEARED] = "not cleared",
                                        [EVENT_CLEAR_UNKNOWN] = "unknown"};
    const char *file = c->out.path[0] != '\0' ? c->out.path : "nothing";

    action_audit(NULL, c->cli->target, "clear log", "%s, %zu events saved in %s",
                 words[c->result.outcome], c->result.saved, file);
}

static int clearing_exit(const struct clearing *c)
{
    switch (c->result.outcome) {
    case EVENT_CLEARED:
        return CLI_DONE;
    case EVENT_KEPT_COMING:
        return CLI_REFUSED;
    case EVENT_NOT_CLEARED:
        return c->result.error.kind == ERROR_GONE || c->result.error.kind == ERROR_TIMEOUT
                   ? CLI_NO_BMC
                   : CLI_REFUSED;
    case EVENT_CLEAR_UNKNOWN:
        break;
    }
    return CLI_MIXED;
}

static int clearing_tell(struct clearing *c)
{
    char text[2 * ERROR_SENTENCE];
    struct bmc_error error;
    int status = clearing_exit(c);

    if (files_close(&c->out, &error) != 0)
        say_error("events", "%s", error.sentence);
    clearing_audit(c);
    event_clear_text(&c->result, text, sizeof text);
    if (status == CLI_DONE)
        printf("%s\n", text);
    else
        say_error("events", "%s", text);
    if (c->result.saved > 0)
        printf(ngettext("%zu event saved in %s\n", "%zu events saved in %s\n", c->result.saved),
               c->result.saved, c->out.path);
    return status;
}

/* --- before anything is sent -------------------------------------------------------------- */

static int clearing_check(const struct clearing *c)
{
    const struct cli_arguments *arguments = &c->cli->arguments;
    struct bmc_error error;

    if (arguments->last > 0 || arguments->since != NULL || arguments->severity != NULL ||
        arguments->match != NULL || arguments->follow_s > 0 || arguments->json)
        return say_error("events", "%s",
                         _("clear takes no option but --save=FILE or --no-save: it clears all of "
                           "the log"));
    if (arguments->save != NULL && arguments->no_save)
        return say_error("--no-save", "%s", _("this does not go together with --save"));
    if (arguments->save != NULL && files_check_at(arguments->save, &error) != 0)
        return say_error("--save", "%s", error.sentence);
    if (action_allowed(c->guard, c->cli->settings->read_only, &error) != 0)
        return say_error("events", "%s", error.sentence);
    return CLI_DONE;
}

static int clearing_run(struct clearing *c)
{
    const struct run_job job = {.work = clearing_work, .argument = c, .field = "events",
                                .save = true};
    int status = clearing_check(c);

    if (status != CLI_DONE)
        return status;
    status = run_job(c->cli, &job);
    action_end(c->guard);
    if (c->tried)
        return clearing_tell(c);
    if (status == 0)
        say_note(c->cli, "%s", _("The event log is empty: there is nothing to clear."));
    return c->refused ? CLI_USAGE : status;
}

int events_clear_log(struct cli *cli)
{
    struct clearing clearing = {.cli = cli,
                                .guard = guard_create(cli->target, cli->settings->state_directory,
                                                      NULL),
                                .log = event_log_create()};
    int status = clearing_run(&clearing);

    guard_destroy(clearing.guard);
    event_log_free(clearing.log);
    sdr_free(clearing.sdr);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/sigpipe.h"
#include "bmc/sdr.h"
#include "core/diagnose.h"

/* A request may take so long without a word, and then again. */
#define SILENCE_MS       5000
#define SILENCE_AGAIN_MS 20000
#define LOOK_MS          500
#define QUIT_WAIT_MS     1500 /* how long a broken-off request may take to end decently */

#define RUN_NUMBER 1
#define RUN_HOLD   (-1) /* the question of run_hold() */

struct run {
    struct cli *cli;
    const struct run_job *job;
    struct worker *worker;
    bool opened, ended;
    bool writing; /* the work was let on by run_hold() */
    struct bmc_error error;
};

/* --- the worker's side ------------------------------------------------------------------- */

int run_hold(const struct job_ctx *ctx, struct bmc_error *error)
{
    if (job_ask(ctx, RUN_HOLD, NULL, 0))
        return 0;
    return error_set(error, ERROR_CANCELLED, "%s", _("stopped before anything was written"));
}

static int run_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    const struct run_job *job = argument;
    int result = job->work(ctx, job->argument, error);

    bmc_close(ctx->bmc);
    return result;
}

/* --- the main thread's side --------------------------------------------------------------- */

/* Whether all has been said that was to be said so far. Who comes first decides: the work that
 * begins to write, or the signal that ends it. */
static void run_answer_hold(struct run *run)
{
    FILE *trace = run->cli->trace;
    bool yes = say_written() && (trace == NULL || ferror(trace) == 0);

    run->writing |= yes;
    worker_answer(run->worker, yes);
}

static void run_take_events(struct run *run)
{
    struct job_event event;

    while (worker_take(run->worker, &event)) {
        if (event.kind == JOB_LINK) {
            run->opened = true;
        } else if (event.kind == JOB_ENDED) {
            run->error = event.error;
            run->ended = true;
        } else if (event.kind == RUN_HOLD) {
            run_answer_hold(run);
        } else if (run->job->on_event != NULL) {
            run->job->on_event(run->job->argument, &event);
        }
        job_event_release(&event);
    }
}

/* A signal that ends the work, 0: none. */
static int run_take_signal(struct run *run)
{
    int number = sigpipe_take();

    if (number == 0 || number == SIGTSTP)
        return 0;
    if (!run->writing)
        return number;
    /* Without anybody on the line a save goes on to its end. */
    if (number != SIGHUP)
        worker_stop(run->worker, RUN_NUMBER);
    return 0;
}

/* 0: the job is done, or the time is over; a number: a signal that ends it. */
static int run_wait(struct run *run, int timeout_ms)
{
    struct pollfd fds[2] = {{.fd = worker_fd(run->worker), .events = POLLIN},
                            {.fd = sigpipe_fd(), .events = POLLIN}};
    int number = 0;

    while (!run->ended && number == 0 && poll(fds, 2, timeout_ms) != 0) {
        run_take_events(run);
        if (!run->ended)
            number = run_take_signal(run);
    }
    return number;
}

/* What is waited for is said where it takes long, and again from time to time. */
static void run_tell_silence(struct cli *cli, int64_t waited_ms)
{
    int seconds = (int)(waited_ms / 1000);

    if (bmc_driver_is_lan(cli->target->driver))
        say_note(cli, _("Still waiting for an answer from %s, %d s so far."), cli->target->hostname,
                 seconds);
    else
        say_note(cli, _("Still waiting for the BMC's answer, %d s so far; this can take a minute."),
                 seconds);
}

/* Until the job is done. A number: a signal that ends it. */
static int run_until_ended(struct run *run)
{
    int64_t next_ms = SILENCE_MS;
    int number = 0;

    while (!run->ended && number == 0) {
        int64_t waited_ms;

        number = run_wait(run, LOOK_MS);
        waited_ms = bmc_waiting_ms(worker_bmc(run->worker));
        if (waited_ms < SILENCE_MS) {
            next_ms = SILENCE_MS;
        } else if (waited_ms >= next_ms) {
            run_tell_silence(run->cli, waited_ms);
            next_ms = waited_ms + SILENCE_AGAIN_MS;
        }
    }
    return number;
}

/* Ends as the signal would have ended us, but with the session closed where that goes quickly. */
static void run_die(struct run *run, int number)
{
    worker_end(run->worker, QUIT_WAIT_MS);
    fflush(stdout);
    signal(number, SIG_DFL);
    raise(number);
    _exit(128 + number);
}

static int run_open_failed(const struct cli *cli, const struct bmc_error *error)
{
    struct machine machine;
    struct diagnosis diagnosis;

    if (error->kind == ERROR_USAGE)
        return say_failure("BMC", error);
    machine_examine(&machine, "", cli->target->device);
    diagnose_explain(&diagnosis, &machine, cli->target, error);
    if (diagnosis.what_to_do[0] == '\0')
        say_error("BMC", "%s", diagnosis.reason);
    else
        say_error("BMC", _("%s. %s: %s."), diagnosis.reason, finding_todo_label(),
                  diagnosis.what_to_do);
    return CLI_NO_BMC;
}

static int run_result(const struct run *run)
{
    const struct run_job *job = run->job;
    const struct bmc_error *error = &run->error;

    if (error->kind == ERROR_NONE)
        return 0;
    if (job->error != NULL) {
        *job->error = *error;
        return diagnose_no_bmc(error) ? CLI_NO_BMC : CLI_REFUSED;
    }
    if (!run->opened || error->kind == ERROR_NO_LAN)
        return run_open_failed(run->cli, error);
    /* The one value that only the BMC can judge while reading. */
    if (error->kind == ERROR_USAGE)
        return say_failure(job->channel_field != NULL ? job->channel_field : "--channel", error);
    return say_failure(job->field != NULL ? job->field : "BMC", error);
}

int run_job(struct cli *cli, const struct run_job *job)
{
    struct run run = {.cli = cli, .job = job};
    struct job work = {.run = run_work, .argument = (void *)job, .number = RUN_NUMBER};
    struct bmc *bmc;
    int number;

    if (cli->login(cli) < 0)
        return CLI_USAGE;
    bmc = bmc_create(cli->target, clock_monotonic());
    bmc_trace(bmc, cli->trace);
    if (sigpipe_open(NULL) < 0)
        abort();
    /* Ctrl-Z stops a program that only reads, but not one that holds the BMC's lock. */
    if (job->save)
        sigpipe_catch(SIGTSTP, false);
    run.worker = worker_create(bmc);
    worker_submit(run.worker, work);
    number = run_until_ended(&run);
    if (number != 0)
        run_die(&run, number);
    if (cli->verbosity > 0 && sdr_note_of(bmc)[0] != '\0')
        say_note(cli, "%s", sdr_note_of(bmc));
    if (cli->verbosity > 0)
        say_note(cli, _("%u requests"), bmc_requests(bmc));
    worker_destroy(run.worker);
    sigpipe_close(0);
    return run_result(&run);
}

/* --- reading a page ----------------------------------------------------------------------- */

struct run_reader {
    run_loader *loader;
    uint8_t channel;
    struct model *page;
    char *target;
};

static int run_load(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    const struct run_reader *reader = argument;

    if (reader->target != NULL)
        snprintf(reader->target, RUN_TARGET, "%s", bmc_description(ctx->bmc));
    return reader->loader(ctx->bmc, reader->page, reader->channel, NULL, error);
}

int run_read_page(struct cli *cli, run_loader *loader, struct model *page, char target[RUN_TARGET])
{
    struct run_reader reader = {loader, (uint8_t)cli->arguments.channel, page, target};
    const struct run_job job = {.work = run_load, .argument = &reader};

    model_init(page, cli->page);
    return run_job(cli, &job);
}

const char *run_target_name(const struct cli *cli)
{
    const struct bmc_target *target = cli->target;

    if (target->name != NULL)
        return target->name;
    if (bmc_driver_is_lan(target->driver))
        return target->hostname;
    return target->driver == BMC_DRIVER_DEMO ? "demo" : "local";
}

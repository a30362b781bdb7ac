/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/diagnose.h"
#include "bmc/worker.h"

/* So long a request may take without a word, and then again. */
#define SILENCE_MS       5000
#define SILENCE_AGAIN_MS 20000
#define LOOK_MS          500
#define PARTING_MS 1500 /* how long a broken-off request may take to end decently */

enum event_kind { EVENT_SAID, EVENT_ASKED, EVENT_DONE };

/* Who comes first: the work that begins to write, or the signal that ends it. */
enum phase { PHASE_READING, PHASE_WRITING, PHASE_BROKEN_OFF };

struct run {
    const struct run_job *job;
    FILE *trace;
    struct worker *worker;
    atomic_bool stopped;
    atomic_int phase;
    /* Whether all has been said that was to be said so far: the main thread's answer. */
    pthread_mutex_t mutex;
    pthread_cond_t answered;
    enum { HEARD_NOTHING, HEARD_YES, HEARD_NO } heard;
    bool opened;
    int result;
    struct bmc_error error;
};

/* --- the worker's side ------------------------------------------------------------------- */

static bool enter(struct run *run, enum phase phase)
{
    int expected = PHASE_READING;

    return atomic_compare_exchange_strong(&run->phase, &expected, (int)phase);
}

static bool all_is_said(struct run *run)
{
    const struct worker_event asked = {EVENT_ASKED, NULL, NULL};
    bool said;

    worker_post(run->worker, asked);
    pthread_mutex_lock(&run->mutex);
    while (run->heard == HEARD_NOTHING)
        pthread_cond_wait(&run->answered, &run->mutex);
    said = run->heard == HEARD_YES;
    run->heard = HEARD_NOTHING;
    pthread_mutex_unlock(&run->mutex);
    return said;
}

int run_hold(struct run *run, struct bmc_error *error)
{
    if (all_is_said(run) &&
        (enter(run, PHASE_WRITING) || atomic_load(&run->phase) == PHASE_WRITING))
        return 0;
    return error_set(error, ERROR_CANCELLED, "%s", _("given up before anything was written"));
}

bool run_stopped(const struct run *run)
{
    return atomic_load(&run->stopped);
}

void run_post(struct run *run, const void *message, size_t size)
{
    struct worker_event event = {EVENT_SAID, xmalloc(size), free};

    memcpy(event.data, message, size);
    worker_post(run->worker, event);
}

static void work(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct run *run = argument;
    struct worker_event done = {EVENT_DONE, NULL, NULL};

    run->result = bmc_open(bmc, &run->error);
    run->opened = run->result == 0;
    if (run->opened)
        run->result = run->job->work(run, bmc, run->job->argument, &run->error);
    bmc_close(bmc);
    worker_post(worker, done);
}

/* --- signals ------------------------------------------------------------------------------ */

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
#define CAUGHT (sizeof caught / sizeof caught[0])

/* The one thing that a signal handler can reach: where it writes the signal's number. */
static int signal_pipe[2] = {-1, -1};

static void on_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;

    if (write(signal_pipe[1], &byte, 1) < 0)
        errno = saved; /* the pipe is full of signals already */
    errno = saved;
}

/* What was ignored before (nohup, a job in the background) stays ignored. Ctrl-Z stops a program
 * that only reads, but not one that holds the BMC's lock. */
static void catch_signals(bool save, struct sigaction before[CAUGHT])
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    if (pipe(signal_pipe) < 0)
        abort();
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
        fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
    }
    for (size_t i = 0; i < CAUGHT; i++) {
        sigaction(caught[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN && (save || caught[i] != SIGTSTP))
            sigaction(caught[i], &action, NULL);
    }
}

static void release_signals(const struct sigaction before[CAUGHT])
{
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &before[i], NULL);
    for (int i = 0; i < 2; i++) {
        close(signal_pipe[i]);
        signal_pipe[i] = -1;
    }
}

/* --- the main thread's side --------------------------------------------------------------- */

static void answer(struct run *run)
{
    bool said = say_written() && (run->trace == NULL || ferror(run->trace) == 0);

    pthread_mutex_lock(&run->mutex);
    run->heard = said ? HEARD_YES : HEARD_NO;
    pthread_cond_signal(&run->answered);
    pthread_mutex_unlock(&run->mutex);
}

/* true: the job is done. */
static bool take_events(struct run *run)
{
    struct worker_event event;
    bool done = false;

    while (worker_take(run->worker, &event)) {
        if (event.kind == EVENT_DONE)
            done = true;
        else if (event.kind == EVENT_ASKED)
            answer(run);
        else if (run->job->said != NULL)
            run->job->said(run->job->argument, event.data);
        if (event.release != NULL)
            event.release(event.data);
    }
    return done;
}

/* 0: the job is done; a number: a signal that ends it; -1: the time is over. */
static int wait_for(struct run *run, int timeout_ms)
{
    struct pollfd fds[2] = {{.fd = worker_fd(run->worker), .events = POLLIN},
                            {.fd = signal_pipe[0], .events = POLLIN}};

    for (;;) {
        unsigned char number;

        if (poll(fds, 2, timeout_ms) == 0)
            return -1;
        if (take_events(run))
            return 0;
        if (read(signal_pipe[0], &number, 1) != 1)
            continue;
        if (number == SIGTSTP)
            continue;
        if (enter(run, PHASE_BROKEN_OFF) || atomic_load(&run->phase) == PHASE_BROKEN_OFF)
            return number;
        /* Without anybody on the line a save goes on to its end. */
        if (number != SIGHUP)
            atomic_store(&run->stopped, true);
    }
}

/* What is waited for is said where it takes long, and again from time to time. */
static void tell_silence(struct cli *cli, int64_t waited_ms)
{
    int seconds = (int)(waited_ms / 1000);

    if (bmc_driver_is_lan(cli->target->driver))
        say_note(cli, _("Still waiting for an answer from %s, %d s so far."),
                 cli->target->hostname, seconds);
    else
        say_note(cli, _("Still waiting for the BMC's answer, %d s so far; a minute may pass."),
                 seconds);
}

/* As wait_for(), without an end. */
static int wait_and_tell(struct cli *cli, struct run *run)
{
    int64_t next_ms = SILENCE_MS;

    for (;;) {
        int status = wait_for(run, LOOK_MS);
        int64_t waited_ms = bmc_waiting_ms(worker_bmc(run->worker));

        if (status >= 0)
            return status;
        if (waited_ms < SILENCE_MS) {
            next_ms = SILENCE_MS;
        } else if (waited_ms >= next_ms) {
            tell_silence(cli, waited_ms);
            next_ms = waited_ms + SILENCE_AGAIN_MS;
        }
    }
}

/* Ends as the signal would have ended us, but with the session closed where that goes quickly. */
static void die(struct run *run, int number)
{
    bmc_cancel(worker_bmc(run->worker));
    if (wait_for(run, PARTING_MS) != 0)
        worker_abandon(run->worker);
    else
        worker_destroy(run->worker);
    fflush(stdout);
    signal(number, SIG_DFL);
    raise(number);
    _exit(128 + number);
}

static int open_failed(const struct cli *cli, const struct bmc_error *error)
{
    struct machine machine;
    struct diagnosis diagnosis;

    if (error->kind == ERROR_USAGE)
        return say_failure("BMC", error);
    diagnose_machine(&machine, "", cli->target->device);
    diagnose_explain(&diagnosis, &machine, cli->target, error);
    if (diagnosis.what_to_do[0] == '\0')
        say_error("BMC", "%s", diagnosis.reason);
    else
        say_error("BMC", _("%s. %s: %s."), diagnosis.reason, diagnose_todo_label(),
                  diagnosis.what_to_do);
    return CLI_NO_BMC;
}

static int result_of(const struct cli *cli, const struct run *run)
{
    if (run->result == 0)
        return 0;
    if (run->job->error != NULL) {
        *run->job->error = run->error;
        return diagnose_no_bmc(&run->error) ? CLI_NO_BMC : CLI_REFUSED;
    }
    if (!run->opened || run->error.kind == ERROR_NO_LAN)
        return open_failed(cli, &run->error);
    /* The one value that only the BMC can judge while reading. */
    if (run->error.kind == ERROR_USAGE)
        return say_failure(run->job->channel_field != NULL ? run->job->channel_field : "--channel",
                        &run->error);
    return say_failure(run->job->field != NULL ? run->job->field : "BMC", &run->error);
}

int run_job(struct cli *cli, const struct run_job *job)
{
    struct run *run;
    struct bmc *bmc;
    struct sigaction before[CAUGHT];
    int status;

    if (cli->login(cli) < 0)
        return CLI_USAGE;
    run = xcalloc(1, sizeof *run);
    run->job = job;
    run->trace = cli->trace;
    pthread_mutex_init(&run->mutex, NULL);
    pthread_cond_init(&run->answered, NULL);
    bmc = bmc_create(cli->target, clock_monotonic());
    bmc_trace(bmc, cli->trace);
    catch_signals(job->save, before);
    run->worker = worker_create(bmc);
    worker_submit(run->worker, (struct job){work, NULL, run});
    status = wait_and_tell(cli, run);
    if (status > 0)
        die(run, status);
    if (cli->verbosity > 0)
        say_note(cli, _("%u requests"), bmc_requests(bmc));
    worker_destroy(run->worker);
    release_signals(before);
    status = result_of(cli, run);
    pthread_cond_destroy(&run->answered);
    pthread_mutex_destroy(&run->mutex);
    free(run);
    return status;
}

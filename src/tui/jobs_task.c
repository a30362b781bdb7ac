/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/jobs_task.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/worker.h"

/* What nobody has asked for is not worth more than four requests to a busy BMC. */
#define SHOWN_PATIENCE_MS 700

struct jobs_shared {
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t answered;
    unsigned owners;
    unsigned stopped; /* jobs up to this number */
    enum save_command command;
    bool waiting, answer;
};

/* --- what both threads look at -------------------------------------------- */

struct jobs_shared *jobs_shared_create(void)
{
    struct jobs_shared *shared = xcalloc(1, sizeof *shared);

    pthread_mutex_init(&shared->mutex, NULL);
    pthread_cond_init(&shared->answered, NULL);
    shared->owners = 1;
    return shared;
}

struct jobs_shared *jobs_shared_share(struct jobs_shared *shared)
{
    pthread_mutex_lock(&shared->mutex);
    shared->owners++;
    pthread_mutex_unlock(&shared->mutex);
    return shared;
}

void jobs_shared_release(struct jobs_shared *shared)
{
    bool last;

    pthread_mutex_lock(&shared->mutex);
    last = --shared->owners == 0;
    pthread_mutex_unlock(&shared->mutex);
    if (!last)
        return;
    pthread_cond_destroy(&shared->answered);
    pthread_mutex_destroy(&shared->mutex);
    free(shared);
}

void jobs_shared_stop(struct jobs_shared *shared, unsigned number)
{
    pthread_mutex_lock(&shared->mutex);
    shared->stopped = number;
    pthread_mutex_unlock(&shared->mutex);
}

static bool is_stopped(struct jobs_task *task)
{
    bool stopped;

    pthread_mutex_lock(&task->shared->mutex);
    stopped = task->number <= task->shared->stopped;
    pthread_mutex_unlock(&task->shared->mutex);
    return stopped;
}

void jobs_shared_command(struct jobs_shared *shared, enum save_command command)
{
    pthread_mutex_lock(&shared->mutex);
    shared->command = command;
    pthread_mutex_unlock(&shared->mutex);
}

void jobs_shared_answer(struct jobs_shared *shared, bool yes)
{
    pthread_mutex_lock(&shared->mutex);
    shared->answer = yes;
    shared->waiting = false;
    pthread_cond_signal(&shared->answered);
    pthread_mutex_unlock(&shared->mutex);
}

/* --- telling -------------------------------------------------------------- */

/* What a callback of core/ needs to tell. */
struct teller {
    struct worker *worker;
    struct bmc *bmc;
    struct jobs_task *task;
};

static void release_event(void *data)
{
    jobs_event_release(data);
    free(data);
}

static struct jobs_event *new_event(const struct teller *teller, enum jobs_event_kind kind)
{
    struct jobs_event *event = xcalloc(1, sizeof *event);

    event->kind = kind;
    event->job = teller->task->number;
    return event;
}

static void post(const struct teller *teller, struct jobs_event *event)
{
    struct worker_event posted = {(int)event->kind, event, release_event};

    worker_post(teller->worker, posted);
}

static void post_page(const struct teller *teller, enum jobs_event_kind kind,
                      const struct page *page, unsigned done, unsigned total,
                      const struct bmc_error *error)
{
    struct jobs_event *event = new_event(teller, kind);

    event->page = xmalloc(sizeof *event->page);
    *event->page = *page;
    event->done = done;
    event->total = total;
    if (error != NULL)
        event->error = *error;
    post(teller, event);
}

static void post_link(const struct teller *teller)
{
    struct jobs_event *event = new_event(teller, JOBS_LINK);
    struct jobs_link *link = &event->link;

    link->open = true;
    link->demo = bmc_is_demo(teller->bmc);
    link->over_lan = bmc_over_lan(teller->bmc);
    link->encrypted = bmc_link_encrypted(teller->bmc);
    snprintf(link->description, sizeof link->description, "%s", bmc_description(teller->bmc));
    snprintf(link->driver, sizeof link->driver, "%s", bmc_driver_in_use(teller->bmc));
    post(teller, event);
}

/* --- reading -------------------------------------------------------------- */

static void value_came(void *data, const struct page *page, unsigned done, unsigned total)
{
    post_page(data, JOBS_PAGE, page, done, total, NULL);
}

static int open_link(const struct teller *teller, struct bmc_error *error)
{
    if (bmc_is_open(teller->bmc))
        return 0;
    if (bmc_open(teller->bmc, error) < 0)
        return -1;
    post_link(teller);
    return 0;
}

static int load(struct teller *teller, struct bmc_error *error)
{
    struct load_watch watch = {value_came, teller};
    struct jobs_task *task = teller->task;

    if (open_link(teller, error) < 0)
        return -1;
    bmc_patience(teller->bmc, task->kind == TASK_SHOWN ? SHOWN_PATIENCE_MS : 0);
    if (task->kind == TASK_SHOWN)
        return load_shown(teller->bmc, &task->page, &watch, error);
    if (load_first(teller->bmc, &task->page, task->channel, &watch, error) < 0)
        return -1;
    post_page(teller, JOBS_FIRST, &task->page, 0, 0, NULL);
    return load_rest(teller->bmc, &task->page, &watch, error);
}

static void run_load(struct teller *teller, bool stopped)
{
    struct bmc_error error = {.kind = ERROR_NONE};

    if (stopped)
        error_set(&error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (load(teller, &error) == 0)
        error.kind = ERROR_NONE;
    post_page(teller, JOBS_LOADED, &teller->task->page, 0, 0, &error);
}

static void run_access(struct teller *teller, bool stopped)
{
    struct bmc_error error = {.kind = ERROR_NONE};
    struct jobs_task *task = teller->task;

    if (stopped)
        error_set(&error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (open_link(teller, &error) == 0 &&
             load_access(teller->bmc, &task->page, task->user, &error) == 0)
        error.kind = ERROR_NONE;
    post_page(teller, JOBS_ACCESS, &task->page, 0, 0, &error);
}

/* --- the light ------------------------------------------------------------ */

static void run_light(struct teller *teller, bool stopped)
{
    struct jobs_event *event = new_event(teller, JOBS_LIGHT);
    struct bmc_error error = {.kind = ERROR_NONE};

    event->light.request = teller->task->light;
    if (stopped)
        error_set(&event->light.error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (open_link(teller, &error) < 0)
        event->light.error = error;
    else
        light_run(teller->bmc, clock_monotonic(), &teller->task->light, &event->light);
    event->error = event->light.error;
    post(teller, event);
}

/* --- saving --------------------------------------------------------------- */

static struct jobs_event *save_event(const struct teller *teller, enum jobs_event_kind kind,
                                     const struct save_state *state)
{
    struct jobs_event *event = new_event(teller, kind);

    event->save = xmalloc(sizeof *event->save);
    *event->save = *state;
    return event;
}

static void save_progressed(void *data, const struct save_state *state)
{
    post(data, save_event(data, JOBS_SAVE, state));
}

static enum save_command save_commanded(void *data)
{
    struct teller *teller = data;
    struct jobs_shared *shared = teller->task->shared;
    enum save_command command;

    pthread_mutex_lock(&shared->mutex);
    command = shared->command;
    if (command == SAVE_DO_NOT_WAIT)
        shared->command = SAVE_GO_ON; /* asks once */
    pthread_mutex_unlock(&shared->mutex);
    return command;
}

static bool save_asks(void *data, enum save_question question, const struct save_state *state)
{
    struct teller *teller = data;
    struct jobs_shared *shared = teller->task->shared;
    struct jobs_event *event = save_event(teller, JOBS_QUESTION, state);
    bool answer;

    event->question = question;
    pthread_mutex_lock(&shared->mutex);
    shared->waiting = true;
    shared->answer = false;
    post(teller, event);
    while (shared->waiting)
        pthread_cond_wait(&shared->answered, &shared->mutex);
    answer = shared->answer;
    pthread_mutex_unlock(&shared->mutex);
    return answer;
}

static void run_save(struct teller *teller)
{
    struct save_watch watch = {
        .progress = save_progressed,
        .command = save_commanded,
        .ask = save_asks,
        .data = teller,
    };
    struct jobs_task *task = teller->task;
    struct save_state state;

    memset(&state, 0, sizeof state);
    save_run(teller->bmc, clock_monotonic(), &task->plan, &task->settings, &watch, &state);
    post(teller, save_event(teller, JOBS_SAVED, &state));
}

/* --- jobs ----------------------------------------------------------------- */

void jobs_task_run(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct teller teller = {worker, bmc, argument};
    bool stopped;

    bmc_resume(bmc); /* before looking: what is stopped from now on is cancelled again */
    stopped = is_stopped(teller.task);
    switch (teller.task->kind) {
    case TASK_LOAD:
    case TASK_SHOWN:
        run_load(&teller, stopped);
        break;
    case TASK_ACCESS:
        run_access(&teller, stopped);
        break;
    case TASK_LIGHT:
        run_light(&teller, stopped);
        break;
    case TASK_SAVE:
        run_save(&teller);
        break;
    }
}

void jobs_task_release(void *argument)
{
    struct jobs_task *task = argument;

    secret_free(&task->password);
    jobs_shared_release(task->shared);
    free(task);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/jobs_task.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/worker.h"
#include "guard/audit.h"
#include "tui/jobs_save.h"

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

static void release_event(void *data)
{
    jobs_event_release(data);
    free(data);
}

struct jobs_event *jobs_task_event(const struct jobs_teller *teller, enum jobs_event_kind kind)
{
    struct jobs_event *event = xcalloc(1, sizeof *event);

    event->kind = kind;
    event->job = teller->task->number;
    return event;
}

void jobs_task_post(const struct jobs_teller *teller, struct jobs_event *event)
{
    struct worker_event posted = {(int)event->kind, event, release_event};

    worker_post(teller->worker, posted);
}

static void post_page(const struct jobs_teller *teller, enum jobs_event_kind kind,
                      const struct page *page, unsigned done, unsigned total,
                      const struct bmc_error *error)
{
    struct jobs_event *event = jobs_task_event(teller, kind);

    event->page = xmalloc(sizeof *event->page);
    *event->page = *page;
    event->done = done;
    event->total = total;
    if (error != NULL)
        event->error = *error;
    jobs_task_post(teller, event);
}

static void post_link(const struct jobs_teller *teller)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_LINK);
    struct jobs_link *link = &event->link;

    link->open = true;
    link->demo = bmc_is_demo(teller->bmc);
    link->over_lan = bmc_over_lan(teller->bmc);
    link->encrypted = bmc_link_encrypted(teller->bmc);
    snprintf(link->description, sizeof link->description, "%s", bmc_description(teller->bmc));
    snprintf(link->driver, sizeof link->driver, "%s", bmc_driver_in_use(teller->bmc));
    jobs_task_post(teller, event);
}

/* --- reading -------------------------------------------------------------- */

static void value_came(void *data, const struct page *page, unsigned done, unsigned total)
{
    post_page(data, JOBS_PAGE, page, done, total, NULL);
}

int jobs_task_open(const struct jobs_teller *teller, struct bmc_error *error)
{
    if (bmc_is_open(teller->bmc))
        return 0;
    if (bmc_open(teller->bmc, error) < 0)
        return -1;
    post_link(teller);
    return 0;
}

static int load(struct jobs_teller *teller, struct bmc_error *error)
{
    struct load_watch watch = {value_came, teller};
    struct jobs_task *task = teller->task;

    if (jobs_task_open(teller, error) < 0)
        return -1;
    bmc_patience(teller->bmc, task->kind == TASK_SHOWN ? SHOWN_PATIENCE_MS : 0);
    if (task->kind == TASK_SHOWN)
        return load_shown(teller->bmc, &task->page, &watch, error);
    if (load_first(teller->bmc, &task->page, task->channel, &watch, error) < 0)
        return -1;
    post_page(teller, JOBS_FIRST, &task->page, 0, 0, NULL);
    return load_rest(teller->bmc, &task->page, &watch, error);
}

static void run_load(struct jobs_teller *teller, bool stopped)
{
    struct bmc_error error = {.kind = ERROR_NONE};

    if (stopped)
        error_set(&error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (load(teller, &error) == 0)
        error.kind = ERROR_NONE;
    post_page(teller, JOBS_LOADED, &teller->task->page, 0, 0, &error);
}

/* Whether a save would cut the link is seen by its channel. */
static uint8_t session_channel(struct bmc *bmc)
{
    uint8_t channel = 0;

    if (!bmc_over_lan(bmc) || bmc_get_session_channel(bmc, &channel, NULL) < 0)
        return 0;
    return channel;
}

static void run_access(struct jobs_teller *teller, bool stopped)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_ACCESS);
    struct jobs_task *task = teller->task;

    if (stopped)
        error_set(&event->error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (jobs_task_open(teller, &event->error) == 0 &&
             load_access(teller->bmc, &task->page, task->user, &event->error) == 0)
        event->error.kind = ERROR_NONE;
    event->session_channel = session_channel(teller->bmc);
    event->page = xmalloc(sizeof *event->page);
    *event->page = task->page;
    jobs_task_post(teller, event);
}

/* --- the light ------------------------------------------------------------ */

/* Looking at it, and renewing it, is nothing that anybody did. */
static void log_light(const struct jobs_teller *teller, const struct light_answer *answer)
{
    const char *user = teller->task->user_name;
    const struct audit audit = {.user = user[0] != '\0' ? user : NULL};
    char what[40] = "on";

    if (answer->request.kind == LIGHT_READ || answer->request.kind == LIGHT_RENEW)
        return;
    if (answer->request.kind == LIGHT_OFF)
        snprintf(what, sizeof what, "off");
    else if (answer->request.kind == LIGHT_SECONDS)
        snprintf(what, sizeof what, "on for %u s", answer->request.seconds);
    audit_identify(&audit, teller->task->target, what, answer->sent);
}

static void run_light(struct jobs_teller *teller, bool stopped)
{
    struct jobs_event *event = jobs_task_event(teller, JOBS_LIGHT);
    struct bmc_error error = {.kind = ERROR_NONE};

    event->light.request = teller->task->light;
    if (stopped)
        error_set(&event->light.error, ERROR_CANCELLED, "%s", _("stopped"));
    else if (jobs_task_open(teller, &error) < 0)
        event->light.error = error;
    else
        light_run(teller->bmc, clock_monotonic(), &teller->task->light, &event->light);
    if (!stopped)
        log_light(teller, &event->light);
    event->error = event->light.error;
    jobs_task_post(teller, event);
}

/* --- saving --------------------------------------------------------------- */

enum save_command jobs_task_command(struct jobs_task *task)
{
    struct jobs_shared *shared = task->shared;
    enum save_command command;

    pthread_mutex_lock(&shared->mutex);
    command = shared->command;
    if (command == SAVE_DO_NOT_WAIT)
        shared->command = SAVE_GO_ON; /* asks once */
    pthread_mutex_unlock(&shared->mutex);
    return command;
}

bool jobs_task_ask(const struct jobs_teller *teller, struct jobs_event *question)
{
    struct jobs_shared *shared = teller->task->shared;
    bool answer;

    pthread_mutex_lock(&shared->mutex);
    shared->waiting = true;
    shared->answer = false;
    jobs_task_post(teller, question);
    while (shared->waiting)
        pthread_cond_wait(&shared->answered, &shared->mutex);
    answer = shared->answer;
    pthread_mutex_unlock(&shared->mutex);
    return answer;
}

/* --- jobs ----------------------------------------------------------------- */

void jobs_task_run(struct worker *worker, struct bmc *bmc, void *argument)
{
    struct jobs_teller teller = {worker, bmc, argument};
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
        jobs_save_run(&teller);
        break;
    case TASK_SETTLE:
        jobs_save_settle(&teller);
        break;
    case TASK_CONFIRM:
        jobs_save_confirm(&teller);
        break;
    case TASK_RECOVER:
        jobs_save_recover(&teller, stopped);
        break;
    }
}

void jobs_task_release(void *argument)
{
    struct jobs_task *task = argument;

    secret_free(&task->password);
    free(task->recover);
    jobs_shared_release(task->shared);
    free(task);
}

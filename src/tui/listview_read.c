/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a list page: all of it, more of it, and now and then what has come since.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "tui/listview.h"

#define AGAIN_MS 3000

/* A BMC that answers within that is not waited for; the first row is there within 20 ms of the
 * first answer. */
enum { SILENT_MS = 60, HOLD_MS = 15, POSTED_MOST = 64, POSTED_PAUSE_MS = 2 };

/* Each row that is sorted in moves others: they are, a few together. */
enum { TOGETHER_MS = 400 };

enum listview_told {
    LISTVIEW_ROW = JOB_OWN, /* payload: a row */
    LISTVIEW_NEW,           /* likewise */
    LISTVIEW_AGAIN,         /* the index as a size_t, then the row */
    LISTVIEW_STATE,
    LISTVIEW_FORGET,
    LISTVIEW_PROGRESS /* a size_t */
};

/* One allocation: state, first and last row, and room for what is told, stand behind it. */
struct listview_job {
    const struct page_class *page;
    struct job_ctx *ctx;
    enum page_part part;
    bool rows, fresh;
    int result;
    unsigned char *state, *first, *last, *told;
};

/* --- on the worker's thread ------------------------------------------------------------------ */

static void job_append(void *data, const void *row)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_ROW, row, job->page->row_size);
}

static void job_prepend(void *data, const void *row)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_NEW, row, job->page->row_size);
}

/* Thousands of rows may be told again at once, as when the sensors' names have come: the screen is
 * not given more than it can take. */
static void job_replace(void *data, size_t index, const void *row)
{
    const struct listview_job *job = data;

    memcpy(job->told, &index, sizeof index);
    memcpy(job->told + sizeof index, row, job->page->row_size);
    while (job_posted(job->ctx) >= POSTED_MOST && !job_stop_requested(job->ctx))
        clock_sleep(clock_monotonic(), POSTED_PAUSE_MS);
    job_post(job->ctx, LISTVIEW_AGAIN, job->told, sizeof index + job->page->row_size);
}

static void job_tell(void *data)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_STATE, job->state, job->page->state_size);
}

static void job_forget(void *data)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_FORGET, NULL, 0);
}

static void job_progress(void *data, size_t read)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_PROGRESS, &read, sizeof read);
}

static bool job_stopped(void *data)
{
    const struct listview_job *job = data;

    return job_stop_requested(job->ctx);
}

static int listview_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct listview_job *job = argument;
    const struct page_sink sink = {.append = job_append,
                                   .prepend = job_prepend,
                                   .replace = job_replace,
                                   .tell = job_tell,
                                   .forget = job_forget,
                                   .progress = job_progress,
                                   .stopped = job_stopped,
                                   .data = job,
                                   .part = job->part,
                                   .fresh = job->fresh,
                                   .state = job->state,
                                   .first = job->rows ? job->first : NULL,
                                   .last = job->rows ? job->last : NULL};

    job->ctx = ctx;
    job->result = job->page->load(ctx->bmc, &sink, error);
    return job->result < 0 ? -1 : 0;
}

static void listview_job_release(void *argument)
{
    struct listview_job *job = argument;

    if (job->page->state_drop != NULL)
        job->page->state_drop(job->state);
    free(job);
}

/* --- on the screen's ------------------------------------------------------------------------- */

static struct listview_job *listview_job_make(const struct listview *view, enum page_part part)
{
    const struct page_class *page = view->page->class;
    const struct list *rows = &view->list->rows;
    size_t row = page->row_size, state = (page->state_size + 15) / 16 * 16;
    struct listview_job *job = xcalloc(1, sizeof *job + state + 3 * row + sizeof(size_t) + 16);

    job->page = page;
    job->part = part;
    job->fresh = view->fresh && part == PAGE_ALL;
    job->state = (unsigned char *)(job + 1);
    job->first = job->state + state;
    job->last = job->first + row;
    job->told = job->last + row;
    if (page->state_size > 0)
        memcpy(job->state, view->list->state, page->state_size);
    if (page->state_hold != NULL)
        page->state_hold(job->state);
    job->rows = part != PAGE_ALL && rows->count > 0;
    if (job->rows) {
        memcpy(job->first, list_row(rows, 0), row);
        memcpy(job->last, list_row(rows, rows->count - 1), row);
    }
    return job;
}

static unsigned listview_submit(const struct listview *view, enum page_part part)
{
    return jobs_submit(view->dialog.app->jobs,
                       (struct job){.run = listview_run,
                                    .release = listview_job_release,
                                    .argument = listview_job_make(view, part)});
}

bool listview_reading(const struct listview *view)
{
    return view->dialog.job != 0;
}

bool listview_held(const struct listview *view)
{
    return listview_reading(view) && view->part == PAGE_ALL && view->doing == NULL &&
           app_now(view->dialog.app) < view->hold_ms;
}

void listview_read(struct listview *view, enum page_part part)
{
    if (view->dialog.job != 0) {
        app_beep(view->dialog.app);
        return;
    }
    if (part == PAGE_ALL) {
        listview_empty(view);
        view->poll_job = 0;
        view->hold_ms = app_now(view->dialog.app) + SILENT_MS;
        if (view->page->class->state_begin != NULL)
            view->page->class->state_begin(view->list->state);
    }
    view->error.kind = ERROR_NONE;
    view->part = part;
    view->from = view->list->rows.count;
    view->doing = NULL;
    view->then = NULL;
    view->done = view->read = 0;
    view->done_s = 0;
    view->dialog.since_ms = app_now(view->dialog.app);
    view->dialog.job = listview_submit(view, part);
}

void listview_read_rest(struct listview *view, void (*then)(struct listview *view))
{
    if (!listview_reading(view) && !view->list->more) {
        if (then != NULL)
            then(view);
        return;
    }
    if (!listview_reading(view)) {
        listview_read(view, PAGE_REST);
        view->then = then;
    } else {
        app_beep(view->dialog.app);
    }
}

void listview_start(struct listview *view, const char *doing, struct job job,
                    listview_ended *ended)
{
    if (listview_reading(view)) {
        app_beep(view->dialog.app);
        job.release(job.argument);
        return;
    }
    view->error.kind = ERROR_NONE;
    view->doing = doing;
    view->ended = ended;
    view->dialog.since_ms = app_now(view->dialog.app);
    view->dialog.job = jobs_submit(view->dialog.app->jobs, job);
}

/* Asked for twice in a row, even sensor records are read again. */
void listview_reload(struct listview *view)
{
    int64_t now = app_now(view->dialog.app);

    view->fresh = view->reload_ms > 0 && now - view->reload_ms < AGAIN_MS;
    view->reload_ms = now;
    listview_read(view, PAGE_ALL);
    view->fresh = false;
}

void listview_stop(struct listview *view)
{
    app_stop(view->dialog.app);
    view->dialog.job = 0;
    view->doing = NULL;
    view->poll_ms = app_now(view->dialog.app);
    error_set(&view->error, ERROR_CANCELLED, "%s",
              view->part == PAGE_ALL ? _("Reading stopped; RELOAD reads again.")
                                     : _("Reading stopped."));
}

/* What has come stays where more of it was stopped, or went wrong. */
static void listview_read_ended(struct listview *view, const struct job_event *event, bool poll)
{
    const struct listview_job *job = event->payload;
    bool good = event->error.kind == ERROR_NONE;
    void (*then)(struct listview *view) = poll ? NULL : view->then;

    if (poll)
        view->poll_job = 0;
    else
        view->dialog.job = 0;
    view->poll_ms = app_now(view->dialog.app);
    if (!poll && view->part == PAGE_ALL)
        view->list->read = good;
    if (!poll)
        system_return_memory();
    if (!poll && good)
        view->list->more = job->result > 0;
    if (!poll || (!good && event->error.kind != ERROR_CANCELLED))
        view->error = event->error;
    if (good && then != NULL)
        then(view);
}

static void listview_task_ended(struct listview *view, const struct job_event *event)
{
    view->dialog.job = 0;
    view->doing = NULL;
    view->poll_ms = app_now(view->dialog.app);
    view->error = event->error;
    if (event->error.kind == ERROR_NONE)
        view->ended(view, event);
}

static void listview_list_staged(struct listview *view)
{
    for (size_t i = 0; i < view->staged.count; i++)
        listview_append(view, list_row(&view->staged, i));
    list_release(&view->staged);
    view->list_ms = app_now(view->dialog.app) + TOGETHER_MS;
}

static void listview_take_row(struct listview *view, const void *row)
{
    if (view->list->rows.count == 0) {
        view->hold_ms = app_now(view->dialog.app) + HOLD_MS;
        view->list_ms = view->hold_ms + TOGETHER_MS;
    }
    if (view->page->class->order == NULL || listview_held(view))
        listview_append(view, row);
    else
        list_append(&view->staged, row, view->page->class->row_size);
    view->read = view->list->rows.count + view->staged.count;
}

void listview_take(struct listview *view, const struct job_event *event)
{
    bool poll = view->poll_job != 0 && event->job == view->poll_job;
    const unsigned char *told = event->payload;
    size_t index;

    if (event->job == 0 || (event->job != view->dialog.job && !poll))
        return;
    if (view->doing != NULL && !poll) {
        if (event->kind == JOB_ENDED)
            listview_task_ended(view, event);
        return;
    }
    switch (event->kind) {
    case LISTVIEW_ROW:
        listview_take_row(view, told);
        break;
    case LISTVIEW_NEW:
        listview_prepend(view, told);
        break;
    case LISTVIEW_AGAIN:
        memcpy(&index, told, sizeof index);
        listview_replace(view, index, told + sizeof index);
        break;
    case LISTVIEW_STATE:
        memcpy(view->list->state, told, view->page->class->state_size);
        break;
    case LISTVIEW_FORGET:
        listview_empty(view);
        view->from = 0;
        break;
    case LISTVIEW_PROGRESS:
        memcpy(&view->read, told, sizeof view->read);
        break;
    case JOB_ENDED:
        listview_list_staged(view);
        listview_read_ended(view, event, poll);
        break;
    default:
        break;
    }
}

/* When the BMC is asked for what is new; -1: never. */
static int64_t listview_poll_at(const struct listview *view)
{
    const struct app *app = view->dialog.app;
    int every = app->link.over_lan ? view->page->poll_lan_ms : view->page->poll_ms;
    bool idle = view->dialog.job == 0 && view->poll_job == 0 && view->list->read;
    bool good = view->error.kind == ERROR_NONE || view->error.kind == ERROR_CANCELLED;

    if (every == 0 || !idle || !good || app->top != &view->dialog.view)
        return -1;
    return view->poll_ms + every;
}

int64_t listview_next(struct listview *view, int64_t now_ms)
{
    int64_t at = listview_poll_at(view);

    if (at >= 0 && now_ms >= at) {
        view->poll_job = listview_submit(view, PAGE_NEW);
        at = -1;
    }
    if (view->staged.count > 0 && now_ms >= view->list_ms)
        listview_list_staged(view);
    if (view->staged.count > 0)
        at = clock_sooner(at, view->list_ms);
    if (listview_held(view))
        at = clock_sooner(at, view->hold_ms);
    return clock_sooner(at, view->dialog.job == 0
                                ? -1
                                : dialog_next_second(view->dialog.since_ms, now_ms));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/app.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/load_job.h"

int64_t app_now(const struct app *app)
{
    return clock_now(app->clock);
}

void app_leave(struct app *app, int status)
{
    app->leave = true;
    app->status = status;
}

void app_go(struct app *app, enum app_go where)
{
    app->go |= 1u << where;
}

void app_beep(struct app *app)
{
    app->beep = true;
}

bool app_demo(const struct app *app)
{
    return app->link.demo || app->target->driver == BMC_DRIVER_DEMO;
}

bool app_read_only(const struct app *app)
{
    return app->settings->read_only || app->denied;
}

/* What was wanted is of no use any more; whose password it was stays to be seen. */
void app_forget_edits(struct app *app)
{
    uint8_t user = app->edit->user;

    edit_reset(app->edit);
    app->edit->user = user;
}

void app_show_page(struct app *app, const struct page_class *page)
{
    app->other_page = page;
    app_go(app, GO_OTHER_PAGE);
}

static void app_take_form(struct app *app, struct app_form *form)
{
    app->form = form;
    app->model = &form->model;
    app->edit = &form->edit;
}

void app_act(struct app *app, enum action_kind kind)
{
    app->action = kind;
    app_go(app, GO_ACTION);
}

void app_init_forms(struct app *app)
{
    for (size_t i = 0; pages[i] != NULL; i++) {
        if (!page_is_form(pages[i]))
            continue;
        model_init(&app->forms[i].model, pages[i]);
        edit_init(&app->forms[i].edit);
    }
    assert(page_is_form(pages[0]));
    app_take_form(app, &app->forms[0]);
    app->loaded = app->form;
}

void app_take_home(struct app *app)
{
    app_take_form(app, &app->forms[0]);
}

void app_reset_forms(struct app *app)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (page_is_form(pages[i]))
            edit_reset(&app->forms[i].edit);
    app_take_home(app);
}

bool app_dirty(const struct app *app)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (page_is_form(pages[i]) && edit_dirty(&app->forms[i].edit, &app->forms[i].model))
            return true;
    return false;
}

bool app_at_home(const struct app *app)
{
    return app->form == &app->forms[0];
}

struct model *app_home(const struct app *app)
{
    return (struct model *)&app->forms[0].model;
}

struct app_form *app_form_of(const struct app *app, const struct page_class *page)
{
    size_t i = 0;

    while (pages[i] != page)
        i++;
    return (struct app_form *)&app->forms[i];
}

void app_release_forms(struct app *app)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (page_is_form(pages[i]))
            edit_release(&app->forms[i].edit);
}

/* The page's own, of the page with this digit. */
static void app_forget_state(struct app *app, char digit)
{
    void *state = app->lists[digit - '1'].state;

    for (size_t i = 0; pages[i] != NULL; i++)
        if (pages[i]->digit == digit && pages[i]->state_drop != NULL && state != NULL)
            pages[i]->state_drop(state);
    free(state);
}

void app_forget_lists(struct app *app)
{
    for (size_t i = 0; i < PAGES_MOST; i++) {
        list_release(&app->lists[i].rows);
        list_release(&app->lists[i].listed);
        app_forget_state(app, (char)('1' + i));
        free(app->lists[i].filter);
        app->lists[i] = (struct app_list){.read = false};
    }
}

void app_denied(struct app *app)
{
    app->denied = true;
    for (size_t i = 0; pages[i] != NULL; i++)
        if (page_is_form(pages[i]) && &app->forms[i] != app->form)
            edit_reset(&app->forms[i].edit);
    app_forget_edits(app);
}

/* --- other things to wait for --------------------------------------------- */

static struct app_watch *app_find_watch(struct app *app, int fd)
{
    for (size_t i = 0; i < APP_WATCHES; i++)
        if (app->watches[i].fd == fd)
            return &app->watches[i];
    return NULL;
}

void app_watch(struct app *app, int fd, short events, app_ready *ready, void *data)
{
    struct app_watch *watch = app_find_watch(app, fd);

    if (watch == NULL)
        watch = app_find_watch(app, -1);
    assert(watch != NULL);
    *watch = (struct app_watch){fd, events, ready, data};
}

void app_unwatch(struct app *app, int fd)
{
    struct app_watch *watch = app_find_watch(app, fd);

    if (watch != NULL)
        watch->fd = -1;
}

/* --- the BMC -------------------------------------------------------------- */

static void app_start_load(struct app *app, uint8_t channel, bool shown)
{
    app->loaded = app->form;
    app->loaded->read = false;
    app->load_job = jobs_load(app->jobs, load_job_make(app->model, channel, shown));
    app->load_ms = app_now(app);
    app->done = app->total = 0;
    app->progress_s = 0;
    app->rest = false;
    app->load_error.kind = ERROR_NONE;
}

void app_load(struct app *app, uint8_t channel)
{
    if (app->lock.locked) {
        if (!app->settings->locked_show)
            return;
        app_start_load(app, 0, true);
    } else {
        model_init(app->model, app->model->page);
        app_start_load(app, channel, false);
    }
}

/* What was being read of the other one is read on when that is shown again. */
void app_show_form(struct app *app, const struct page_class *page)
{
    struct app_form *form = app_form_of(app, page);
    struct model_channel *channel = model_channel(&form->model);

    if (form == app->form)
        return;
    app->form->error = app->load_error;
    if (app->load_job != 0)
        jobs_drop_load(app->jobs);
    app->load_job = 0;
    app_take_form(app, form);
    app->load_error = form->error;
    app->rest = form->read;
    if (!form->read && form->error.kind == ERROR_NONE)
        app_start_load(app, channel != NULL ? channel->number : 0, false);
}

static void app_read_channel(struct app *app, uint8_t channel)
{
    struct model *page = app->model;

    page->access_state = VALUE_UNREAD;
    for (size_t i = 0; i < page->user_count; i++)
        page->users[i].access_known = false;
    app_start_load(app, channel, false);
}

void app_show_channel(struct app *app, uint8_t channel)
{
    struct model *page = app->model;

    for (size_t i = 0; i < page->channel_count; i++)
        if (page->channels[i].number == channel)
            page->current = i;
    app_read_channel(app, channel);
}

void app_read_again(struct app *app)
{
    struct model_channel *channel = model_channel(app->model);

    if (channel == NULL)
        return;
    for (int i = 0; i < MODEL_ROWS; i++)
        channel->values[i].state = VALUE_UNREAD;
    app_read_channel(app, channel->number);
}

const char *app_bmc_name(const struct app *app, char *text, size_t size)
{
    snprintf(text, size, "%s", app->link.description);
    if (strstr(text, " (") != NULL)
        *strstr(text, " (") = '\0';
    return text;
}

void app_forget_pending(struct app *app)
{
    app->action_told = false;
    memset(&app->guests, 0, sizeof app->guests);
    if (app->demo_until_ms == 0)
        memset(&app->pending, 0, sizeof app->pending);
    app->pending_ms = 0;
    app->pending_offered = false;
}

static void app_forget_form(struct app_form *form)
{
    model_init(&form->model, form->model.page);
    form->read = false;
    form->error.kind = ERROR_NONE;
}

void app_switch(struct app *app, const struct bmc_target *target)
{
    app->target = target;
    app_forget_lists(app);
    memset(&app->link, 0, sizeof app->link);
    app_reset_forms(app);
    for (size_t i = 1; pages[i] != NULL; i++)
        if (page_is_form(pages[i]))
            app_forget_form(&app->forms[i]);
    light_init(&app->light);
    app->light_job = 0;
    app->denied = false;
    app->first = (struct first){FIRST_UNKNOWN, false, NULL};
    app->live = (struct live){0};
    jobs_switch(app->jobs, target);
    app->demo_until_ms = 0;
    app_forget_pending(app);
    app_load(app, 0);
}

void app_stop(struct app *app)
{
    if (!jobs_stop(app->jobs))
        return;
    if (app->load_job != 0)
        error_set(&app->load_error, ERROR_CANCELLED, "%s",
                  _("Reading stopped; RELOAD reads again."));
    app->load_job = 0;
    if (app->light_job != 0)
        app->light.pending = false;
    app->light_job = 0;
}

/* --- what is written ------------------------------------------------------ */

struct save_job *app_save_job(const struct app *app, enum save_job_kind kind,
                              const struct plan *plan)
{
    const struct settings *settings = app->settings;
    struct save_job *save = save_job_create(kind, app->target, settings->state_directory, plan);

    save->lock_wait_s = settings->lock_wait_s;
    save->verify_s = settings->verify_s;
    save->asks = true;
    memcpy(save->user, app->lock.user, sizeof save->user);
    return save;
}

void app_save(struct app *app, struct save_job *save)
{
    assert(app->next_save == NULL);
    app->next_save = save;
    app_go(app, GO_SAVING);
}

/* --- what the worker tells ------------------------------------------------ */

static void app_on_change(struct app *app, const struct model_change *change)
{
    struct model *model = &app->loaded->model;
    bool light_new = model->identify.state == VALUE_UNREAD && app->light_job == 0;

    model_apply(model, change);
    if (model->identify.state != VALUE_UNREAD && light_new)
        light_reported(&app->light, model->identify.state,
                       (enum identify_state)model->identify.number);
    if (app_home(app)->channel_count > 0)
        app_go(app, GO_BMC);
}

/* Told once a second, as a slow line has better things to carry. How much the rest is shows only as
 * it comes. */
static void app_on_progress(struct app *app, const struct load_job_progress *progress)
{
    int64_t seconds = (app_now(app) - app->load_ms) / 1000;

    if (app->rest || seconds <= app->progress_s)
        return;
    app->done = progress->done;
    app->total = progress->total;
    app->progress_s = seconds;
}

static void app_load_ended(struct app *app, const struct bmc_error *error)
{
    app->load_job = 0;
    app->load_error = *error;
    app->loaded->read = error->kind == ERROR_NONE;
    if (error->kind != ERROR_NONE && error->kind != ERROR_CANCELLED && app_at_home(app) &&
        app->model->channel_count == 0)
        app_go(app, GO_NO_BMC);
}

static void app_load_event(struct app *app, const struct job_event *event)
{
    switch (event->kind) {
    case LOAD_JOB_CHANGE:
        app_on_change(app, event->payload);
        break;
    case LOAD_JOB_PROGRESS:
        app_on_progress(app, event->payload);
        break;
    case LOAD_JOB_FIRST:
        app->rest = true;
        app->done = app->total = 0;
        break;
    case JOB_ENDED:
        app_load_ended(app, &event->error);
        break;
    }
}

void app_event(struct app *app, const struct job_event *event)
{
    if (event->kind == JOB_LINK)
        app->link = *(const struct job_link *)event->payload;
    else if (event->job == app->load_job)
        app_load_event(app, event);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the console tells of guests (guard/guest.h) by itself: a banner for those who are past their
 * end, or near it; once, that one was left alone. It sees to it that somebody watches them. The
 * demo BMC's, whom no process watches, are ended here.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/guest_job.h"
#include "pages/users.h"
#include "tui/ask.h"
#include "tui/dialogs.h"
#include "tui/listview.h"
#include "tui/pending.h"

#define GUEST_LOOK_MS 20000
#define GUEST_NEAR_S  (15 * 60)

static void guest_print_banner(const struct guests *guests, char *text, size_t size)
{
    char left[40];

    text[0] = '\0';
    if (guests->unreadable) {
        snprintf(text, size, _("%s."), guests->error.sentence);
        return;
    }
    for (size_t i = 0; i < guests->count && text[0] == '\0'; i++) {
        const struct guest *guest = &guests->of[i];

        if (guest->damaged)
            snprintf(text, size, "%s",
                     _("The record of a guest is damaged: bmctui guest says more."));
        else if (guest->due != GUEST_NOT_DUE)
            snprintf(text, size, _("Guest %s is past the end; it is being ended."),
                     guest->record.name);
        else if (guest->record.state == GUEST_OPEN && guest->left_s < GUEST_NEAR_S)
            snprintf(text, size, _("Guest %s ends in %s. Users can give more time."),
                     guest->record.name, guest_print_left(guest->left_s, left, sizeof left));
    }
}

/* Where no watcher can be: the demo BMC's guests. */
static void guest_end_here(struct app *app)
{
    struct guest_job *job =
        guest_job_create(GUEST_JOB_DUE, app->target, app->settings->state_directory);

    job->verify_s = app->settings->verify_s;
    app->guests.job = jobs_submit(app->jobs, guest_job_for_worker(job));
}

static const struct guest *guest_left_alone(const struct guests *guests)
{
    for (size_t i = 0; i < guests->count; i++)
        if (!guests->of[i].damaged && guests->of[i].record.state == GUEST_LEFT)
            return &guests->of[i];
    return NULL;
}

/* Over a page alone, and not before its values have been read. */
static bool guest_may_tell(const struct app *app)
{
    return app->rest && app->load_job == 0 && app->top->class->main &&
           !screen_too_small(app->screen);
}

static void guest_act_upon(struct app *app, struct guard *guard, const struct guests *guests)
{
    guest_print_banner(guests, app->guests.banner, sizeof app->guests.banner);
    app->guests.left_alone = guest_left_alone(guests) != NULL;
    if (guests->count == 0 || app_read_only(app))
        return;
    if (!app_demo(app))
        (void)guest_watch_start(guard, NULL);
    else if (guests->due > 0 && app->guests.job == 0 && !jobs_saving(app->jobs))
        guest_end_here(app);
}

/* What the page Users says is old news: they were ended here, or by the watcher. */
static void guest_refresh_users(struct app *app)
{
    struct listview *view = listview_find(app);

    if (view != NULL && view->page->class == &page_users && !listview_reading(view))
        listview_reload(view);
    else
        app->lists[page_users.digit - '1'].read = false;
}

static void guest_look_around(struct app *app)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);

    guest_look(guard, guests);
    if (guests->count < app->guests.count)
        guest_refresh_users(app);
    app->guests.count = guests->count;
    guest_act_upon(app, guard, guests);
    free(guests);
    guard_destroy(guard);
    app->guests.ms = app_now(app);
}

int64_t guest_told_tick(struct app *app, int64_t now_ms)
{
    if (app->lock.locked)
        return -1;
    if (app->guests.ms == 0 || (app->guests.count > 0 && now_ms >= app->guests.ms + GUEST_LOOK_MS))
        guest_look_around(app);
    if (app->guests.left_alone && guest_may_tell(app)) {
        app->guests.left_alone = false;
        app_go(app, GO_GUEST_TOLD);
    }
    return app->guests.count > 0 ? app->guests.ms + GUEST_LOOK_MS : -1;
}

void guest_told_event(struct app *app, const struct job_event *event)
{
    if (event->kind != JOB_ENDED || event->job != app->guests.job || event->job == 0)
        return;
    app->guests.job = 0;
    app->guests.ms = 0;
}

void guest_told_open(struct app *app)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);
    const struct guest *guest;
    char text[ERROR_SENTENCE];

    guest_look(guard, guests);
    guest = guest_left_alone(guests);
    if (guest != NULL) {
        snprintf(text, sizeof text,
                 _("User %u is not %s any more and was left alone: look at the BMC's users."),
                 guest->record.slot, guest->record.name);
        ask_tell(app, _("A guest was not ended"), text);
        (void)guest_forget(guard, guest->record.slot, NULL);
    }
    free(guests);
    guard_destroy(guard);
    app->guests.ms = 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/pending.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"

#define LOOK_MS 1000

/* --- looking --------------------------------------------------------------- */

/* No journal says it. */
static void pending_look_at_demo(struct app *app)
{
    int64_t left = app->demo_until_ms - app_now(app);

    app->pending.state = app->demo_until_ms != 0 ? GUARD_CONFIRM : GUARD_NOTHING;
    app->pending.left_ms = app->demo_until_ms != 0 && left > 0 ? left : 0;
}

void pending_begin_demo(struct app *app, const struct save_job *save)
{
    if (!app_demo(app) || save->window_ms < 0)
        return;
    journal_begin(&app->pending.journal, &save->state.plan, app->model);
    app->pending.journal.started = (long long)time(NULL);
    app->pending.journal.pid = (long)getpid();
    snprintf(app->pending.journal.driver, sizeof app->pending.journal.driver, "%s",
             bmc_driver_name(BMC_DRIVER_DEMO));
    app->pending.result = STORE_RESULT_NONE;
    app->demo_until_ms = app_now(app) + save->window_ms;
}

void pending_end_demo(struct app *app, bool undone)
{
    app->demo_until_ms = 0;
    app->pending.result = undone ? STORE_RESULT_PUT_BACK : STORE_RESULT_NONE;
}

void pending_look(struct app *app)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);

    if (app_demo(app))
        pending_look_at_demo(app);
    else
        guard_look(guard, &app->pending);
    guard_destroy(guard);
    app->pending_ms = app_now(app);
}

bool pending_counts_down(const struct app *app)
{
    return app->pending.state == GUARD_CONFIRM;
}

/* By itself it changes only while somebody else is at it, or a countdown runs. */
static bool pending_may_change(const struct app *app)
{
    return app->pending.state == GUARD_CONFIRM || app->pending.state == GUARD_SAVING;
}

static bool pending_unresolved(const struct app *app)
{
    return app->pending.state == GUARD_CONFIRM || app->pending.state == GUARD_CUT_OFF ||
           app->pending.state == GUARD_NOT_PUT_BACK;
}

/* Over the page alone, and not before its values have been read. */
static bool pending_is_due(struct app *app)
{
    return !app->pending_offered && pending_unresolved(app) && app->rest && !app_read_only(app) &&
           app->top->below == NULL && app->top->class->main &&
           !screen_too_small(app->screen);
}

int64_t pending_tick(struct app *app, int64_t now_ms)
{
    if (app->lock.locked)
        return -1;
    if (app->pending_ms == 0 ||
        (pending_may_change(app) && !jobs_saving(app->jobs) && now_ms >= app->pending_ms + LOOK_MS))
        pending_look(app);
    if (app->demo_until_ms != 0 && now_ms >= app->demo_until_ms && !jobs_saving(app->jobs)) {
        pending_end_demo(app, true);
        app_save(app, app_save_job(app, SAVE_JOB_PUT_BACK, &app->pending.journal.plan));
    }
    if (pending_is_due(app))
        pending_settle(app);
    return pending_may_change(app) ? app->pending_ms + LOOK_MS : -1;
}

/* --- the page's banner, and the way to the dialog -------------------------- */

const char *pending_banner(const struct app *app, char *text, size_t size)
{
    const struct guard_pending *pending = &app->pending;

    text[0] = '\0';
    switch (pending->state) {
    case GUARD_NOTHING:
        snprintf(text, size, "%s", app->guests.banner);
        break;
    case GUARD_CONFIRM:
        snprintf(text, size, _("Your last change is undone in %d s. F2 keeps it."),
                 (int)((pending->left_ms + 999) / 1000));
        break;
    case GUARD_CUT_OFF:
        snprintf(text, size, "%s", _("A save was interrupted. F2 shows what to do."));
        break;
    case GUARD_NOT_PUT_BACK:
        snprintf(text, size, "%s",
                 _("A save could not be fully undone. F2 shows what to do."));
        break;
    case GUARD_SAVING:
    case GUARD_DAMAGED:
    case GUARD_UNREADABLE:
        guard_text(pending, text, size);
        break;
    }
    return text;
}

bool pending_settle(struct app *app)
{
    pending_look(app);
    if (!pending_unresolved(app))
        return false;
    app->pending_offered = true;
    app_go(app, GO_PENDING);
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/live.h"

#include "tui/app.h"
#include "tui/load_job.h"

#define LOOK_MS  5000
#define LEASE_MS 120000

static unsigned live_address_row(const struct app *app)
{
    return model_row_with(app_home(app)->page, SETTING_LEASED);
}

/* The BMC is to lease its address, and has none yet, or the one that it held before. */
static bool live_waits_for_lease(const struct app *app)
{
    uint64_t address = model_number(app_home(app), live_address_row(app));

    return app->live.lease_ms != 0 && edit_leased(&app->forms[0].edit, app_home(app)) &&
           (!rule_host((uint32_t)address) || address == app->live.held);
}

void live_saved(struct app *app, const struct save_state *state)
{
    const struct change *address =
        change_with(&state->plan.changes, SETTING_LEASED | SETTING_CUTS_LINK);

    app->live.lease_ms = app_now(app) + LEASE_MS;
    app->live.next_ms = app_now(app) + LOOK_MS;
    app->live.held = address != NULL ? address->old.number : 0;
}

static bool live_is_lost(const struct bmc_error *error)
{
    return error->kind == ERROR_TIMEOUT || error->kind == ERROR_GONE ||
           error->kind == ERROR_NO_DEVICE || error->kind == ERROR_DEVICE_BUSY;
}

/* What has come belongs together: all of the channel is read again. */
static void live_looked(struct app *app, const struct bmc_error *error)
{
    struct live *live = &app->live;
    bool leased = live->lease_ms != 0 && !live_waits_for_lease(app);

    live->job = 0;
    live->next_ms = app_now(app) + LOOK_MS;
    if (error->kind != ERROR_NONE)
        return;
    if ((live->lost || leased) && app_at_home(app))
        app_read_again(app);
    if (leased)
        live->lease_ms = 0;
    live->lost = false;
}

void live_event(struct app *app, const struct job_event *event)
{
    if (event->job == app->live.job && event->kind == LOAD_JOB_CHANGE)
        model_apply(app_home(app), event->payload);
    if (event->kind != JOB_ENDED)
        return;
    if (live_is_lost(&event->error) && model_channel(app_home(app)) != NULL) {
        app->live.lost = true;
        app->live.next_ms = app_now(app) + LOOK_MS;
    }
    if (event->job == app->live.job)
        live_looked(app, &event->error);
    else if (event->error.kind == ERROR_NONE)
        app->live.lost = false;
}

/* Whatever else is asked of the BMC goes first. */
static bool live_may_look(const struct app *app)
{
    return app->live.job == 0 && app->load_job == 0 && app->light_job == 0 && app->save_job == 0 &&
           !app->lock.locked && app_at_home(app) && model_channel(app->model) != NULL;
}

int64_t live_tick(struct app *app, int64_t now_ms)
{
    struct live *live = &app->live;

    if (live->lease_ms != 0 && now_ms >= live->lease_ms)
        live->lease_ms = 0;
    if ((!live->lost && !live_waits_for_lease(app)) || !live_may_look(app))
        return live->lease_ms != 0 ? live->lease_ms : -1;
    if (now_ms < live->next_ms)
        return live->next_ms;
    live->job = jobs_load(app->jobs, load_job_make(app->model, 0, true));
    return -1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identify light's jobs: light.c says what is to be sent, and what the answer means. */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "guard/audit.h"
#include "tui/app.h"

struct light_job {
    struct light_request request;
    struct light_answer answer;
    const struct bmc_target *target;
    char user[LOGIN_USER];
};

static int app_light_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct light_job *light = argument;
    const struct audit audit = {.user = light->user[0] != '\0' ? light->user : NULL};
    int result = job_open_link(ctx, error);

    if (result == 0) {
        light_run(ctx->bmc, clock_monotonic(), &light->request, &light->answer);
        *error = light->answer.error;
        result = error->kind == ERROR_NONE ? 0 : -1;
    }
    audit_identify(&audit, light->target, &light->answer.request, light->answer.sent);
    return result;
}

static unsigned app_send_light(struct app *app, const struct light_request *request)
{
    struct light_job *light = xcalloc(1, sizeof *light);

    light->request = light->answer.request = *request;
    light->target = app->target;
    memcpy(light->user, app->lock.user, sizeof light->user);
    return jobs_submit(
        app->jobs,
        (struct job){.run = app_light_run, .release = free, .argument = light, .no_link = true});
}

void app_light(struct app *app, enum light_kind kind, uint8_t seconds)
{
    struct light_request request;

    if (app_read_only(app) || !light_ask(&app->light, kind, seconds, &request)) {
        app_beep(app);
        return;
    }
    app->light_job = app_send_light(app, &request);
}

void app_light_event(struct app *app, const struct job_event *event)
{
    struct light_job *light = event->payload;

    if (event->kind != JOB_ENDED || event->job != app->light_job)
        return;
    app->light_job = 0;
    light->answer.error = event->error; /* also of what kept it from running */
    light_on_answer(&app->light, &light->answer, app_now(app));
    if (event->error.kind == ERROR_DENIED)
        app_denied(app);
}

/* The light's renewal, and looking at it while a dialog shows it. */
int64_t app_light_tick(struct app *app, int64_t now_ms)
{
    struct light_request request;

    if (light_due(&app->light, now_ms, app->light_open > 0, &request))
        app->light_job = app_send_light(app, &request);
    return light_next_ms(&app->light, now_ms, app->light_open > 0);
}

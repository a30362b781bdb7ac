/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan of changes on its way from whoever made it through review, save and result. */
#include <stdio.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "tui/app.h"

static void app_release_plan(struct app_plan *held)
{
    if (held == NULL)
        return;
    secret_free(&held->password);
    free(held);
}

void app_review_plan(struct app *app, const struct plan *plan, const struct review_words *words)
{
    struct app_plan *held = xcalloc(1, sizeof *held);

    held->plan = *plan;
    if (plan->password != NULL) {
        held->password = secret_create();
        secret_set(held->password, secret_bytes(plan->password), secret_length(plan->password));
        held->plan.password = held->password;
    }
    for (size_t i = 0; words != NULL && i < REVIEW_SENTENCES && words->sentences[i] != NULL; i++)
        snprintf(held->sentences[i], sizeof held->sentences[i], "%s", words->sentences[i]);
    if (words != NULL) {
        held->after = words->after;
        held->data = words->data;
    }
    app_release_plan(app->plan);
    app->plan = held;
    app_go(app, GO_REVIEW_PLAN);
}

void app_plan_wipe(struct app *app)
{
    app->plan->plan.password = NULL;
    secret_free(&app->plan->password);
}

void app_plan_ended(struct app *app, int exit)
{
    struct app_plan *held = app->plan;

    if (held == NULL)
        return;
    app->plan = NULL;
    if (held->after != NULL)
        held->after(held->data, app, exit);
    app_release_plan(held);
}

void app_plan_drop(struct app *app)
{
    app_release_plan(app->plan);
    app->plan = NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

#include <stddef.h>

#include "tui/app.h"

void view_push(struct app *app, struct view *view)
{
    view->below = app->top;
    view->closed = false;
    app->top = view;
}

static void take_top_away(struct app *app)
{
    struct view *view = app->top;

    app->top = view->below;
    view->closed = true;
    view->below = app->closed;
    app->closed = view;
}

void view_close(struct app *app, struct view *view)
{
    if (view->closed)
        return;
    while (app->top != NULL && !view->closed)
        take_top_away(app);
}

struct view *view_top(struct app *app)
{
    return app->top;
}

void view_sweep(struct app *app)
{
    struct view *view;

    while ((view = app->closed) != NULL) {
        app->closed = view->below;
        view->class->release(view);
    }
}

void view_release_all(struct app *app)
{
    while (app->top != NULL)
        take_top_away(app);
    view_sweep(app);
}

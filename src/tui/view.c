/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/view.h"

#include <stdio.h>

#include "base/i18n.h"
#include "tui/app.h"

void view_push(struct app *app, struct view *view)
{
    view->below = app->top;
    view->closed = false;
    app->top = view;
}

void view_push_low(struct app *app, struct view *view)
{
    struct view **place = &app->top;

    while (*place != NULL && (*place)->below != NULL)
        place = &(*place)->below;
    view->below = *place;
    view->closed = false;
    *place = view;
}

static void view_take_away(struct app *app, struct view **place)
{
    struct view *view = *place;

    *place = view->below;
    view->closed = true;
    view->below = app->closed;
    app->closed = view;
}

void view_remove(struct app *app, const struct view_class *class)
{
    struct view **place = &app->top;

    while (*place != NULL && (*place)->class != class)
        place = &(*place)->below;
    if (*place != NULL)
        view_take_away(app, place);
}

void view_close(struct app *app, struct view *view)
{
    if (view->closed)
        return;
    while (app->top != NULL && !view->closed)
        view_take_away(app, &app->top);
}

struct view *view_find(const struct app *app, const struct view_class *class)
{
    struct view *view = app->top;

    while (view != NULL && view->class != class)
        view = view->below;
    return view;
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
        view_take_away(app, &app->top);
    view_sweep(app);
}

static void view_draw_too_small(struct app *app)
{
    char text[200];

    snprintf(text, sizeof text,
             app->lock.used
                 ? _("bmctui needs %d columns and %d rows; this terminal has %d and %d.")
                 : _("bmctui needs %d columns and %d rows; this terminal has %d and %d. F10 "
                     "leaves."),
             SCREEN_COLS_LEAST, SCREEN_ROWS_LEAST, screen_cols(app->screen),
             screen_rows(app->screen));
    screen_wrapped(app->screen, 0, 0, screen_rows(app->screen), ROLE_TEXT, text);
}

static void view_draw_one(struct app *app, struct view *view, bool beneath)
{
    screen_dim(app->screen, beneath);
    screen_whole_area(app->screen);
    app_begin_title(app, 0);
    if (view->class->page || !screen_boxes(app->screen))
        screen_title_row(app->screen);
    view->class->draw(view, app);
}

/* The page beneath a box; dialogs between the two are not in sight. */
static void view_draw_beneath(struct app *app)
{
    struct view *view = app->top;

    while (view != NULL && !view->class->page)
        view = view->below;
    if (view != NULL && view != app->top && screen_boxes(app->screen))
        view_draw_one(app, view, true);
}

static void view_frame(struct app *app)
{
    screen_begin(app->screen);
    app->caps.count = 0;
    if (screen_too_small(app->screen)) {
        view_draw_too_small(app);
        return;
    }
    view_draw_beneath(app);
    view_draw_one(app, app->top, false);
}

void view_draw_new(struct app *app)
{
    if (!app->gone && app->top != NULL && app->top->class->typed_ahead)
        view_frame(app);
    else
        view_draw(app);
}

void view_draw(struct app *app)
{
    if (app->gone || app->top == NULL)
        return;
    if (app->drawn != NULL && app->drawn != app->top)
        screen_other(app->screen);
    app->drawn = app->top;
    view_frame(app);
    screen_finish(app->screen);
    if (app->beep)
        screen_beep(app->screen);
    app->beep = false;
}

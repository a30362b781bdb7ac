/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from the person and from the system: keys, the mouse, signals, the end of the line. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "base/sigpipe.h"
#include "term/kernel_log.h"
#include "term/signals.h"
#include "tui/flow.h"
#include "tui/tui_own.h"

/* --- keys ----------------------------------------------------------------- */

static void tui_resize_views(struct app *app)
{
    struct view *view;

    for (view = app->top; view != NULL; view = view->below)
        if (view->class->resize != NULL)
            view->class->resize(view, app);
}

static void tui_suspend(struct app *app)
{
    struct view *view = view_top(app);

    if (app->gone || app->lock.used || jobs_saving(app->jobs) || view->class->no_suspend) {
        app_beep(app);
        return;
    }
    app->hide = true;
    view_draw(app);
    screen_suspend(app->screen);
    kernel_log_restore(&app->kernel_log);
    signals_stop_job();
    kernel_log_lower(&app->kernel_log);
    app->hide = false;
    app->continued = true;
    screen_resume(app->screen);
    tui_resize_views(app);
}

static void tui_too_small_key(struct app *app, const struct key *key)
{
    bool leaves = key->code == K_F10 || key->code == K_CTRL_C;

    if (leaves && !app->lock.used && !jobs_saving(app->jobs) && !edit_dirty(app->edit, app->model))
        app_leave(app, 0);
    else
        app_beep(app);
}

static bool tui_is_mouse(const struct key *key)
{
    return key->code == K_CLICK || key->code == K_WHEEL_UP || key->code == K_WHEEL_DOWN;
}

/* Views know cells of the page area only. A click outside of it is nothing. */
static void tui_mouse(struct app *app, struct key *key)
{
    int row = key->row, col = key->col;

    if ((!screen_cell(app->screen, &row, &col) && key->code == K_CLICK) ||
        screen_too_small(app->screen))
        return;
    key->row = (short)row;
    key->col = (short)col;
    view_top(app)->class->key(view_top(app), app, key);
}

void tui_dispatch(struct app *app, struct key key)
{
    struct view *view = view_top(app);

    if (lock_touched(app)) {
        flow_run(app);
        view_sweep(app);
        view_draw(app);
        return;
    }
    if (key.code == K_CTRL_L) {
        screen_repaint(app->screen);
    } else if (tui_is_mouse(&key)) {
        tui_mouse(app, &key);
    } else if (screen_too_small(app->screen)) {
        tui_too_small_key(app, &key);
    } else if (key.code == K_CTRL_Z) {
        tui_suspend(app);
    } else if (key.code == K_F1 && !view->class->no_help) {
        app_go(app, GO_HELP);
    } else {
        if ((key.code == K_F10 || key.code == K_CTRL_C) && !view->class->main)
            key.code = K_ESCAPE;
        view->class->key(view, app, &key);
    }
    flow_run(app);
    view_sweep(app);
    if (view_top(app) != view && !app->leave)
        view_draw_new(app); /* that fills a dialog, and the next key may have come already */
}

/* The terminal is gone. A save goes on to its end; what it asks is answered no. */
static void tui_hang_up(struct app *app)
{
    app->gone = true;
    screen_gone(app->screen);
    jobs_answer(app->jobs, false);
    if (app->signal == 0)
        app->signal = SIGHUP;
}

void tui_read_terminal(struct app *app)
{
    unsigned char bytes[512];
    ssize_t got = read(screen_input_fd(app->screen), bytes, sizeof bytes), i;
    struct key key;

    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
        tui_hang_up(app);
        return;
    }
    for (i = 0; i < got && !app->leave; i++)
        if (keys_feed(&app->keys, bytes[i], app_now(app), &key))
            tui_dispatch(app, key);
}

/* --- signals -------------------------------------------------------------- */

static void tui_handle_signal(struct app *app, int number)
{
    switch (number) {
    case SIGWINCH:
        app->resized = true;
        break;
    case SIGTSTP:
        tui_suspend(app);
        break;
    case SIGCONT: /* told already when it was Ctrl-Z that stopped us */
        if (!app->continued) {
            screen_resume(app->screen);
            app->resized = true;
        }
        break;
    case SIGHUP: /* a save goes on; that the terminal is gone shows when it is read */
        app->signal = SIGHUP;
        break;
    default:
        app->signal = number;
        jobs_stop_saving(app->jobs);
        jobs_answer(app->jobs, false);
        break;
    }
}

void tui_take_signals(struct app *app)
{
    int number;

    while ((number = sigpipe_take()) != 0)
        tui_handle_signal(app, number);
    app->continued = false;
    if (!app->resized)
        return;
    app->resized = false;
    screen_resize(app->screen);
    tui_resize_views(app);
}

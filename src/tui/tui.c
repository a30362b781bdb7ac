/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/tui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/sigpipe.h"
#include "term/kernel_log.h"
#include "term/signals.h"
#include "tui/dialogs.h"
#include "tui/flow.h"
#include "tui/pending.h"

enum { FD_TERMINAL, FD_SIGNALS, FD_JOBS, FD_WATCHES, FD_COUNT = FD_WATCHES + APP_WATCHES };

/* The longest wait. The kernel does not count what the machine sleeps meanwhile: so a console that
 * somebody has unlocked looks more often. */
#define WAIT_MS      60000
#define WAIT_OPEN_MS 10000
/* What Esc and a digit may be apart on the page. */
#define ESCAPE_PAGE_MS 2000

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
    struct view *view = app->top;

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

    if (leaves && !app->lock.used && !jobs_saving(app->jobs) && !app_dirty(app))
        app_leave(app, 0);
    else
        app_beep(app);
}

static void tui_press(struct app *app, struct key *key)
{
    struct view *view = app->top;

    if (key->code == K_F1 && !view->class->no_help) {
        app_go(app, GO_HELP);
        return;
    }
    if ((key->code == K_F10 || key->code == K_CTRL_C) && !view->class->main)
        key->code = K_ESCAPE;
    view->class->key(view, app, key);
}

/* Views know cells of the area only. A click on a key of the last row is that key; one outside is
 * nothing. */
static void tui_mouse(struct app *app, struct key *key)
{
    enum key_code code = key->code == K_CLICK ? app_key_at(app, key->row, key->col) : K_NONE;
    int row = key->row, col = key->col;

    if (code != K_NONE && !screen_too_small(app->screen)) {
        tui_press(app, &(struct key){.code = code});
        return;
    }

    if ((!screen_cell(app->screen, &row, &col) && key->code == K_CLICK) ||
        screen_too_small(app->screen))
        return;
    key->row = (short)row;
    key->col = (short)col;
    app->top->class->key(app->top, app, key);
}

static void tui_dispatch(struct app *app, struct key key)
{
    struct view *view = app->top;

    app->escape = false; /* it was this key, or the one before */
    if (lock_touched(app)) {
        flow_run(app);
        view_sweep(app);
        view_draw(app);
        return;
    }
    if (key.code == K_CTRL_L) {
        screen_repaint(app->screen);
    } else if (key.code == K_CLICK || key.code == K_WHEEL_UP || key.code == K_WHEEL_DOWN) {
        tui_mouse(app, &key);
    } else if (screen_too_small(app->screen)) {
        tui_too_small_key(app, &key);
    } else if (key.code == K_CTRL_Z) {
        tui_suspend(app);
    } else {
        tui_press(app, &key);
    }
    flow_run(app);
    view_sweep(app);
    if (app->top != view && !app->leave)
        view_draw_new(app); /* that fills a dialog, and the next key may have come already */
}

/* The terminal is gone. A save goes on to its end; what it asks is answered no. */
static void tui_hang_up(struct app *app)
{
    app->gone = true;
    screen_gone(app->screen);
    worker_answer(jobs_worker(app->jobs), false);
    if (app->signal == 0)
        app->signal = SIGHUP;
}

/* A page waits as long as a slow line may need for the digit; what Esc closes is closed soon. */
static void tui_set_escape(struct app *app)
{
    const struct view_class *class = app->top->class;
    bool page = class->main || (class->help_row && !screen_function_keys(app->screen));

    app->keys.escape_ms = app->settings->escape_ms;
    if (page && app->keys.escape_ms < ESCAPE_PAGE_MS)
        app->keys.escape_ms = ESCAPE_PAGE_MS;
}

static void tui_take_byte(struct app *app, unsigned char byte)
{
    struct key key;

    if (keys_escape_before(&app->keys, byte, app_now(app), &key))
        tui_dispatch(app, key);
    if (!app->leave && keys_feed(&app->keys, byte, app_now(app), &key))
        tui_dispatch(app, key);
}

static void tui_read_terminal(struct app *app)
{
    unsigned char bytes[512];
    ssize_t got = read(screen_input_fd(app->screen), bytes, sizeof bytes), i;

    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
        tui_hang_up(app);
        return;
    }
    for (i = 0; i < got && !app->leave; i++)
        tui_take_byte(app, bytes[i]);
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
        worker_answer(jobs_worker(app->jobs), false);
        break;
    }
}

static void tui_take_signals(struct app *app)
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

/* --- the worker, and time ------------------------------------------------- */

static void tui_take_events(struct app *app)
{
    struct job_event event;
    struct view *view, *below;

    while (jobs_take(app->jobs, &event)) {
        app_event(app, &event);
        app_light_event(app, &event);
        guest_told_event(app, &event);
        live_event(app, &event);
        for (view = app->top; view != NULL; view = below) {
            below = view->below;
            if (view->class->event != NULL && !view->closed)
                view->class->event(view, app, &event);
        }
        flow_event(app, &event);
        flow_run(app);
        if (worker_asking(jobs_worker(app->jobs)) && (app->gone || app->signal != 0))
            worker_answer(jobs_worker(app->jobs), false);
        job_event_release(&event);
        view_sweep(app);
    }
}

/* After a stop the bytes that followed Esc may be there already, and they have precedence. */
static bool tui_input_waits(struct app *app)
{
    struct pollfd terminal = {.fd = screen_input_fd(app->screen), .events = POLLIN};

    return !app->gone && poll(&terminal, 1, 0) > 0;
}

static void tui_tick_keys(struct app *app, int64_t now)
{
    int64_t deadline;
    struct key key;

    tui_set_escape(app);
    deadline = keys_deadline(&app->keys, now);
    if (deadline >= 0 && now >= deadline && !tui_input_waits(app) &&
        keys_tick(&app->keys, now, &key))
        tui_dispatch(app, key);
}

/* Everybody who waits for time; returns when the next one wants to be called. */
static int64_t tui_tick(struct app *app)
{
    int64_t now = app_now(app), next;
    struct view *view, *below;

    tui_tick_keys(app, now);
    next = clock_sooner(jobs_tick(app->jobs, now), app_light_tick(app, now));
    next = clock_sooner(next, lock_tick(app, now));
    next = clock_sooner(next, live_tick(app, now));
    flow_run(app); /* there is a view */
    next = clock_sooner(next, pending_tick(app, now));
    next = clock_sooner(next, guest_told_tick(app, now));
    action_told_tick(app);
    for (view = app->top; view != NULL; view = below) {
        below = view->below;
        if (view->class->tick != NULL && !view->closed)
            next = clock_sooner(next, view->class->tick(view, app, now));
    }
    flow_run(app);
    view_sweep(app);
    app->escape = keys_wait(&app->keys, now);
    return clock_sooner(next, keys_deadline(&app->keys, now));
}

/* --- the loop ------------------------------------------------------------- */

static int tui_wait(struct app *app, struct pollfd fds[FD_COUNT], int64_t next_ms)
{
    int64_t timeout = -1, most = lock_is_open(app) ? WAIT_OPEN_MS : WAIT_MS;

    if (next_ms >= 0) {
        timeout = next_ms - app_now(app);
        timeout = timeout < 0 ? 0 : timeout > most ? most : timeout;
    }
    fds[FD_TERMINAL] = (struct pollfd){.fd = app->gone ? -1 : screen_input_fd(app->screen)};
    fds[FD_SIGNALS] = (struct pollfd){.fd = sigpipe_fd()};
    fds[FD_JOBS] = (struct pollfd){.fd = worker_fd(jobs_worker(app->jobs))};
    for (int i = 0; i < FD_WATCHES; i++)
        fds[i].events = POLLIN;
    for (int i = 0; i < APP_WATCHES; i++)
        fds[FD_WATCHES + i] =
            (struct pollfd){.fd = app->watches[i].fd, .events = app->watches[i].events};
    return poll(fds, FD_COUNT, (int)timeout);
}

static void tui_take_watches(struct app *app, const struct pollfd *fds)
{
    for (int i = 0; i < APP_WATCHES; i++)
        if (fds[i].revents != 0 && app->watches[i].fd == fds[i].fd)
            app->watches[i].ready(app->watches[i].data, app, fds[i].revents);
    flow_run(app);
    view_sweep(app);
}

static bool tui_is_over(const struct app *app)
{
    if (jobs_saving(app->jobs))
        return false;
    return app->leave || app->signal != 0;
}

static void tui_take_keys(struct app *app, const struct pollfd *terminal)
{
    if (terminal->revents != 0 && !app->gone)
        tui_read_terminal(app);
}

static void tui_loop(struct app *app)
{
    struct pollfd fds[FD_COUNT];
    int64_t next;
    bool small;

    while (!tui_is_over(app)) {
        next = tui_tick(app);
        view_draw(app);
        if (tui_is_over(app))
            break;
        if (tui_wait(app, fds, next) < 0)
            memset(fds, 0, sizeof fds); /* a signal: it is on the pipe */
        /* Keys that came before the terminal became too small count, and those after it grew. */
        small = screen_too_small(app->screen);
        if (!small)
            tui_take_keys(app, &fds[FD_TERMINAL]);
        tui_take_signals(app);
        if (small)
            tui_take_keys(app, &fds[FD_TERMINAL]);
        if (fds[FD_JOBS].revents != 0)
            tui_take_events(app);
        tui_take_watches(app, fds + FD_WATCHES);
    }
}

/* --- start and end -------------------------------------------------------- */

static void tui_init(struct app *app, const struct tui_setup *setup)
{
    memset(app, 0, sizeof *app);
    app->setup = setup;
    app->save_status = -1;
    app->settings = setup->settings;
    app->target = setup->target;
    app->controller = setup->controllers.current;
    app->clock = clock_monotonic();
    app->demo_target.driver = BMC_DRIVER_DEMO;
    app->demo_target.cipher_suite = -1;
    for (int i = 0; i < APP_WATCHES; i++)
        app->watches[i].fd = -1;
    if (gethostname(app->host, sizeof app->host - 1) < 0)
        app->host[0] = '\0';
    app->host[strcspn(app->host, ".")] = '\0';
    app_init_forms(app);
    light_init(&app->light);
    keys_init(&app->keys, setup->settings->escape_ms);
}

/* What was typed into the secrets does not stay on a terminal that keeps its last screen. */
static void tui_hide_secrets(struct app *app)
{
    app->hide = true;
    while (app->top != NULL && app->top->below != NULL)
        view_close(app, app->top);
    view_sweep(app);
    app_take_home(app); /* the lowest page is drawn last */
    view_draw(app);
}

static void tui_end(struct app *app)
{
    tui_hide_secrets(app);
    view_release_all(app);
    screen_close(app->screen);
    kernel_log_restore(&app->kernel_log);
    app_forget_lists(app);
    app_plan_drop(app);
    app_release_forms(app);
    jobs_destroy(app->jobs);
}

int tui_run(const struct tui_setup *setup)
{
    struct screen_setup look = {
        .frames = setup->settings->frames,
        .theme = setup->settings->theme,
        .monochrome = setup->settings->monochrome,
        .ascii = setup->ascii,
        .keep_flowing = setup->locked,
        .mouse = setup->settings->mouse && !setup->locked,
    };
    struct bmc_error error;
    struct app app;

    tui_init(&app, setup);
    if (setup->locked)
        lock_prepare(&app);
    if (signals_open() < 0 || screen_open(&app.screen, &look, &error) < 0) {
        fprintf(stderr, "bmctui: %s\n", error.sentence);
        app_plan_drop(&app);
        app_release_forms(&app);
        return 2;
    }
    screen_learn_keys(app.screen, &app.keys);
    kernel_log_lower(&app.kernel_log);
    if (setup->locked)
        lock_now(&app, NULL);
    else
        app_go(&app, GO_PAGE);
    flow_run(&app);
    if (setup->page == NULL || setup->locked)
        view_draw(&app); /* before anything of the BMC */
    app.jobs = jobs_create(setup->target, setup->trace);
    if (setup->page != NULL && !setup->locked)
        app_show_page(&app, setup->page);
    flow_run(&app); /* it is read first */
    if (!setup->locked)
        app_load(&app, 0);
    tui_loop(&app);
    tui_end(&app);
    /* A lost save is told where it can be read: the screen is gone. */
    if (app.save_status > 0)
        fprintf(stderr, "bmctui: %s\n", app.save_sentence);
    signals_close();
    return app.save_status >= 0 ? app.save_status
           : app.signal != 0    ? 128 + app.signal
                                : app.status;
}

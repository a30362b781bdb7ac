/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/lock.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "guard/audit.h"
#include "guard/store.h"
#include "login/login.h"
#include "tui/app.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/pending.h"

#define WARNING_MS 60000

void lock_keep_wait(struct app *app)
{
    char folder[STORE_PATH];

    if (store_directory(app->settings->state_directory, folder, NULL) == 0)
        login_wait_write(&app->lock.wait, app_now(app), folder, app->lock.tty);
}

void lock_prepare(struct app *app)
{
    struct lock *lock = &app->lock;
    char folder[STORE_PATH];

    lock->used = true;
    lock->boot_ms = system_boot_ms();
    lock->app_ms = app_now(app);
    audit_tty(lock->tty);
    if (store_directory(app->settings->state_directory, folder, NULL) == 0)
        login_wait_read(&lock->wait, app_now(app), folder, lock->tty);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    login_no_core();
}

static int64_t lock_idle_ms(const struct app *app)
{
    return (int64_t)app->settings->locked_idle_minutes * 60000;
}

/* How long the machine has slept since the start: the screen's clock stood still. */
static int64_t lock_slept_ms(const struct app *app)
{
    const struct lock *lock = &app->lock;
    int64_t slept = system_boot_ms() - lock->boot_ms - (app_now(app) - lock->app_ms);

    return slept > 0 ? slept : 0;
}

static void lock_close_all(struct app *app)
{
    while (app->top != NULL)
        view_close(app, app->top);
    app->lock.warning = false;
}

/* Forgets BMC passwords typed during the session; true if the BMC shown was opened with one. */
static bool lock_forget_typed(struct app *app)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    bool shown = false;

    for (size_t i = 0; i < controllers->count; i++)
        if (controllers->forget_typed(controllers->data, i) && i == app->controller)
            shown = true;
    return shown;
}

/* The locked screen shows the BMC that the console was started for, never over a link that was
 * opened with a password typed in the session before. */
static void lock_back_to_first(struct app *app)
{
    const struct tui_controllers *controllers = &app->setup->controllers;
    bool typed = lock_forget_typed(app);

    if (app->target == app->setup->target && !typed)
        return;
    app->controller = controllers->current;
    if (typed) /* from its file again, or it is refused, which the screen then says */
        (void)controllers->login(controllers->data, app->controller, NULL, NULL);
    model_init(app_home(app), app_home(app)->page);
    app_switch(app, app->setup->target);
}

void lock_now(struct app *app, const char *why)
{
    struct lock *lock = &app->lock;
    char line[LOGIN_LINE];

    if (why != NULL) {
        login_log(login_log_locked(line, lock->tty, lock->user, why));
        app_stop(app);
    }
    lock_close_all(app);
    app_forget_lists(app);
    app_reset_forms(app);
    lock->locked = true;
    lock->user[0] = '\0';
    memset(&app->pending, 0, sizeof app->pending);
    if (why != NULL)
        lock_back_to_first(app);
    app_go(app, GO_LOCKED);
}

void lock_let_in(struct app *app, const char *user)
{
    struct lock *lock = &app->lock;

    lock_close_all(app);
    login_wait_let_in(&lock->wait);
    lock_keep_wait(app);
    snprintf(lock->user, sizeof lock->user, "%s", user);
    lock->locked = false;
    lock->touched_ms = app_now(app) + lock_slept_ms(app);
    app_forget_pending(app);
    app_go(app, GO_PAGE);
    if (app->setup->page != NULL)
        app_show_page(app, app->setup->page);
    app_load(app, 0);
}

/* --- locking again --------------------------------------------------------- */

static void lock_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        lock_now(app, "F10");
}

void lock_ask(struct app *app)
{
    ask_about_edits(app, _("Unsaved edits"),
                    _("Your edits are not saved. Locking discards them."), lock_answered,
                    NULL);
}

/* --- the warning before it locks by itself -------------------------------- */

struct lock_warning {
    struct dialog dialog;
    int64_t until_ms;
};

static void lock_warning_fill(struct dialog *dialog)
{
    const struct lock_warning *warning = (struct lock_warning *)dialog;
    int64_t left = warning->until_ms - app_now(dialog->app);
    struct board *board = &dialog->board;
    char text[200];

    snprintf(text, sizeof text, _("It locks in %u s."),
             left > 0 ? (unsigned)((left + 999) / 1000) : 0);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(board, ROLE_WARNING, 2, text);
    board_line(board, ROLE_TEXT, 2,
               _("No key has been pressed for a while. Your edits are not saved; locking discards "
                 "them."));
    board_line(board, ROLE_TEXT, 2, "");
}

static int64_t lock_warning_tick(struct view *view, struct app *app, int64_t now_ms)
{
    int64_t until_ms = ((struct lock_warning *)view)->until_ms;

    (void)app;
    return now_ms < until_ms ? dialog_next_second(until_ms, now_ms) : -1;
}

/* Keys end with lock_touched(), before any view sees them. */
static const struct dialog_class lock_warning_class = {
    .view = {DIALOG_VIEW, .tick = lock_warning_tick, .main = true, .no_help = true},
    .size = sizeof(struct lock_warning),
    .title = N_("This console is about to lock"),
    .keys = N_("Any key keeps it open"),
    .buttons = {{1, N_("STAY")}},
    .fill = lock_warning_fill,
};

bool lock_is_open(const struct app *app)
{
    return app->lock.used && !app->lock.locked;
}

bool lock_touched(struct app *app)
{
    struct lock *lock = &app->lock;
    int64_t now = app_now(app) + lock_slept_ms(app);

    if (lock_is_open(app) && now >= lock->touched_ms + lock_idle_ms(app) &&
        !jobs_saving(app->jobs) && !pending_counts_down(app)) {
        lock_now(app, "idle");
        return true;
    }
    lock->touched_ms = now;
    if (!lock->warning)
        return false;
    view_close(app, view_find(app, &lock_warning_class.view));
    lock->warning = false;
    return true;
}

/* What runs is waited for; but a save that waits for an answer goes on after the idle minutes, as
 * it does when the terminal is gone. */
static bool lock_is_held(struct app *app, int64_t now_ms)
{
    if (worker_asking(jobs_worker(app->jobs)) && now_ms >= app->lock.touched_ms + lock_idle_ms(app))
        worker_answer(jobs_worker(app->jobs), false);
    return jobs_saving(app->jobs) || pending_counts_down(app);
}

/* A minute before, or half way where there is no minute to spare. */
static int64_t lock_warning_ms(const struct app *app)
{
    return lock_idle_ms(app) / 2 < WARNING_MS ? lock_idle_ms(app) / 2 : WARNING_MS;
}

static void lock_warn(struct app *app, int64_t until_ms)
{
    if (app->lock.warning || !app_dirty(app))
        return;
    app->lock.warning = true;
    ((struct lock_warning *)dialog_open(app, &lock_warning_class))->until_ms = until_ms;
    app_beep(app);
}

/* The result of what ran can be read for as long as any other screen. */
int64_t lock_tick(struct app *app, int64_t now_ms)
{
    struct lock *lock = &app->lock;
    int64_t slept = lock_slept_ms(app), now = now_ms + slept, until;

    if (!lock_is_open(app))
        return -1;
    if (lock_is_held(app, now)) {
        if (worker_asking(jobs_worker(app->jobs)))
            return lock->touched_ms + lock_idle_ms(app) - slept;
        lock->touched_ms = now;
    }
    until = lock->touched_ms + lock_idle_ms(app);
    if (now >= until) {
        lock_now(app, "idle");
        return now_ms;
    }
    if (now < until - lock_warning_ms(app))
        return until - lock_warning_ms(app) - slept;
    lock_warn(app, until - slept);
    return until - slept;
}

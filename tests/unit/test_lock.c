/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock of a locked console without a screen: what it does at its start, when it locks, what it
 * waits for, and what does not outlive it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "base/system.h"
#include "pages/network.h"
#include "scratch.h"
#include "tui/app.h"
#include "tui/flow.h"
#include "tui/dialogs.h"
#include "tui/pending.h"

#define MINUTE 60000
#define IDLE (10 * MINUTE)

/* Nothing of a test goes to the machine's log. In parentheses: a macro of some headers. */
void __syslog_chk(int priority, int flag, const char *format, ...);

void (syslog)(int priority, const char *format, ...)
{
    (void)priority;
    (void)format;
}

void __syslog_chk(int priority, int flag, const char *format, ...)
{
    (void)priority;
    (void)flag;
    (void)format;
}

struct rig {
    struct app app;
    struct settings settings;
    struct tui_setup setup;
    struct bmc_target target;
    struct clock clock;
    int64_t now;
    char folder[SCRATCH_PATH];
};

static int64_t now_of(void *data)
{
    return *(int64_t *)data;
}

static void no_sleep(void *data, int64_t ms)
{
    (void)data;
    (void)ms;
}

/* Somebody is logged in; the screen's clock has gone as far as the machine's. */
static int set_up(void **state)
{
    struct rig *rig = calloc(1, sizeof *rig);
    struct app *app = &rig->app;

    assert_non_null(rig);
    assert_non_null(mkdtemp(scratch_path(rig->folder, sizeof rig->folder, "lock.XXXXXX")));
    settings_defaults(&rig->settings);
    rig->settings.state_directory = strdup(rig->folder);
    rig->settings.locked_idle_minutes = 10;
    rig->settings.locked_show = false;
    rig->clock = (struct clock){now_of, no_sleep, &rig->now};
    rig->target.driver = BMC_DRIVER_DEMO;
    rig->setup.settings = &rig->settings;
    rig->setup.target = &rig->target;
    app->setup = &rig->setup;
    app->settings = &rig->settings;
    app->target = &rig->target;
    app->clock = &rig->clock;
    app_init_forms(app);
    light_init(&app->light);
    app->jobs = jobs_create(&rig->target, NULL);
    lock_prepare(app);
    rig->now = 1000 * MINUTE; /* faster than the machine's clock, as it were: nothing was slept */
    app->lock.touched_ms = rig->now;
    locked_open(app); /* any view */
    *state = rig;
    return 0;
}

static int tear_down(void **state)
{
    struct rig *rig = *state;

    view_release_all(&rig->app);
    app_release_forms(&rig->app);
    jobs_destroy(rig->app.jobs);
    settings_release(&rig->settings);
    free(rig);
    return 0;
}

static void signals_from_keys_are_ignored(void **state)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP};
    struct sigaction action;

    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        assert_int_equal(sigaction(signals[i], NULL, &action), 0);
        assert_true(action.sa_handler == SIG_IGN);
    }
}

static void locks_when_idle(void **state)
{
    struct rig *rig = *state;
    struct app *app = &rig->app;
    int64_t touched = rig->now;

    rig->now = touched + IDLE - 1;
    assert_true(lock_tick(app, rig->now) > rig->now);
    assert_true(lock_is_open(app));
    rig->now = touched + IDLE;
    lock_tick(app, rig->now);
    assert_false(lock_is_open(app));
}

static void a_key_in_time_keeps_it_open(void **state)
{
    struct rig *rig = *state;
    struct app *app = &rig->app;

    rig->now += IDLE - 1;
    assert_false(lock_touched(app));
    rig->now += IDLE - 1;
    lock_tick(app, rig->now);
    assert_true(lock_is_open(app));
}

/* Output that was stopped kept lock_tick() from being called. */
static void a_key_too_late_locks(void **state)
{
    struct rig *rig = *state;

    rig->now += IDLE;
    assert_true(lock_touched(&rig->app));
    assert_false(lock_is_open(&rig->app));
}

/* The clock of the screen stood still meanwhile. */
static void sleep_counts(void **state)
{
    struct rig *rig = *state;
    struct app *app = &rig->app;

    app->lock.app_ms = rig->now;
    app->lock.boot_ms = system_boot_ms() - (IDLE - MINUTE);
    lock_tick(app, rig->now);
    assert_true(lock_is_open(app));
    app->lock.boot_ms -= MINUTE;
    lock_tick(app, rig->now);
    assert_false(lock_is_open(app));
}

/* Whoever has to confirm a save is not locked out while the time runs. */
static void waits_for_a_countdown(void **state)
{
    struct rig *rig = *state;
    struct app *app = &rig->app;

    app->pending.state = GUARD_CONFIRM;
    rig->now += 3 * IDLE;
    lock_tick(app, rig->now);
    assert_true(lock_is_open(app));
    rig->now += IDLE; /* a key that comes first */
    assert_false(lock_touched(app));
    assert_true(lock_is_open(app));
    app->pending.state = GUARD_NOTHING; /* its end can be read for as long as anything else */
    rig->now += IDLE - 1;
    lock_tick(app, rig->now);
    assert_true(lock_is_open(app));
    rig->now += 1;
    lock_tick(app, rig->now);
    assert_false(lock_is_open(app));
}

static void edits_do_not_outlive_it(void **state)
{
    struct rig *rig = *state;
    struct app *app = &rig->app;

    edit_type(app->edit, FIELD_VLAN, "77");
    secret_set(app->edit->password, "Secret12", 8);
    secret_set(app->edit->confirm, "Secret12", 8);
    app->edit->user = 3;
    lock_now(app, "F10");
    flow_run(app);
    assert_false(edit_dirty(app->edit, app->model));
    assert_false(app->edit->texts[FIELD_VLAN].typed);
    assert_int_equal(secret_length(app->edit->password), 0);
    assert_int_equal(secret_length(app->edit->confirm), 0);
    assert_int_equal(app->edit->user, 0);
}

/* A save that is not settled is offered to nobody who has not logged in. */
static void nothing_pending_is_offered_while_locked(void **state)
{
    static const enum guard_state states[] = {GUARD_CONFIRM, GUARD_CUT_OFF, GUARD_NOT_PUT_BACK};
    struct rig *rig = *state;
    struct app *app = &rig->app;

    lock_now(app, "F10");
    flow_run(app);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        app->pending.state = states[i];
        app->pending.left_ms = MINUTE;
        app->pending_ms = rig->now; /* just looked at */
        app->rest = true;           /* as the page left it */
        pending_tick(app, rig->now);
        assert_false(app->pending_offered);
        assert_null(app->top->below);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(signals_from_keys_are_ignored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(locks_when_idle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_in_time_keeps_it_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_too_late_locks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sleep_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waits_for_a_countdown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(edits_do_not_outlive_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_pending_is_offered_while_locked, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Actions: what the guard lets through, what is sent and how often, and what is told of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/system.h"
#include "guard/action.h"
#include "unit/folder.h"
#include "unit/rig.h"

/* --- the guard --------------------------------------------------------------------------- */

static struct guard *make_guard(const char *folder, const struct rig *rig,
                                const struct audit *audit)
{
    struct guard *guard = guard_create(&rig->target, folder, audit);

    guard_journal_demo(guard);
    return guard;
}

/* A save that is not resolved. */
static void leave_journal(const char *folder, struct rig *rig, enum journal_state state)
{
    struct journal journal;
    struct plan plan;
    struct store *store;

    rig_plan(rig, 0, &plan);
    journal_begin(&journal, &plan, &rig->page);
    journal.state = state;
    system_boot_id(journal.boot_id, sizeof journal.boot_id);
    journal.confirm_until_ms = system_boot_ms() + 60000;
    assert_int_equal(store_open(&store, folder, "demo", true, NULL), 0);
    assert_int_equal(store_write(store, &journal, NULL), 0);
    store_close(store);
}

static void test_refused_while_a_save_stands(void **state)
{
    static const enum journal_state states[] = {JOURNAL_WRITING, JOURNAL_CONFIRM,
                                                JOURNAL_PUTTING_BACK};
    struct rig rig;
    struct bmc_error error;
    struct guard *guard;

    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=192.168.100.101");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        leave_journal(*state, &rig, states[i]);
        guard = make_guard(*state, &rig, NULL);
        memset(&error, 0, sizeof error);
        assert_int_equal(action_allowed(guard, false, &error), -1);
        assert_int_equal(error.kind, ERROR_LOCKED);
        memset(&error, 0, sizeof error);
        assert_int_equal(action_begin(guard, false, &error), -1);
        assert_int_equal(error.kind, ERROR_LOCKED);
        assert_non_null(strstr(error.sentence, "an earlier save"));
        guard_destroy(guard);
    }
    rig_close(&rig);
}

static void test_refused_while_another_acts(void **state)
{
    struct rig rig;
    struct bmc_error error = {0};
    struct guard *one, *other;

    rig_open(&rig, 1, NULL);
    one = make_guard(*state, &rig, NULL);
    other = make_guard(*state, &rig, NULL);
    assert_int_equal(action_begin(one, false, &error), 0);
    assert_int_equal(action_begin(other, false, &error), -1);
    assert_int_equal(error.kind, ERROR_LOCKED);
    action_end(one);
    assert_int_equal(action_begin(other, false, &error), 0);
    guard_destroy(other); /* ends it, too */
    assert_int_equal(action_begin(one, false, &error), 0);
    guard_destroy(one);
    rig_close(&rig);
}

static void test_read_only(void **state)
{
    struct rig rig;
    struct bmc_error error = {0};
    struct guard *guard;

    rig_open(&rig, 1, NULL);
    guard = make_guard(*state, &rig, NULL);
    assert_int_equal(action_begin(guard, true, &error), -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    guard_destroy(guard);
    rig_close(&rig);
}

/* Without a folder there is no lock, but the machine can still be switched off. */
static void test_no_folder(void **state)
{
    struct rig rig;
    struct guard *guard;
    char nowhere[300];

    rig_open(&rig, 1, NULL);
    folder_write(*state, "file", "", 0);
    snprintf(nowhere, sizeof nowhere, "%s/file/below", (const char *)*state);
    guard = make_guard(nowhere, &rig, NULL);
    assert_int_equal(action_begin(guard, false, NULL), 0);
    guard_destroy(guard);
    rig_close(&rig);
}

static void take_line(void *data, const char *line)
{
    snprintf(data, AUDIT_LINE, "%s", line);
}

static void test_audit(void **state)
{
    char line[AUDIT_LINE];
    const struct audit audit = {.user = "root", .write = take_line, .data = line};
    const struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI};

    (void)state;
    action_audit(&audit, &target, "clear log", "%u events, saved as %s", 300u, "events\x1b[2J.txt");
    assert_non_null(strstr(line, "clear log by root (tty "));
    assert_non_null(strstr(line, "openipmi: 300 events, saved as events?[2J.txt"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_refused_while_a_save_stands),
        IN_FOLDER(test_refused_while_another_acts),
        IN_FOLDER(test_read_only),
        IN_FOLDER(test_no_folder),
        cmocka_unit_test(test_audit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

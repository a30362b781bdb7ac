/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Actions: what the guard lets through, what is sent and how often, and what is told of it. Every
 * fault at every request is test_actions_matrix.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/system.h"
#include "bmc/here.h"
#include "guard/action.h"
#include "guard/action_note.h"
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

/* --- what is sent, and what comes of it ---------------------------------------------------- */

struct run_case {
    enum action_kind kind;
    const char *setup;
    enum action_outcome outcome;
    unsigned sent; /* how often the BMC carried it out */
};

/* With the clock of the rig, which is only moved: a minute costs nothing. */
static void run_in(struct rig *rig, enum action_kind kind, struct action *action)
{
    memset(action, 0, sizeof *action);
    action->kind = kind;
    action->wait_s = action_wait_s(kind);
    action_run(action, rig->bmc, &rig->clock, NULL);
}

static unsigned carried_out(const struct rig *rig)
{
    const struct demo_state *state = demo_state(rig->demo);
    unsigned count = 0;

    for (size_t i = 0; i < DEMO_ACTIONS; i++)
        count += state->chassis.carried_out[i];
    return count;
}

static void test_outcomes(void **state)
{
    static const struct run_case cases[] = {
        {ACTION_OFF, NULL, ACTION_SEEN, 1},
        {ACTION_CYCLE, NULL, ACTION_SEEN, 1},
        {ACTION_SHUT_DOWN, "set soft-delay=200s", ACTION_SEEN, 1},
        {ACTION_SHUT_DOWN, "set soft-delay=never", ACTION_UNSEEN, 1},
        {ACTION_SHUT_DOWN, "set control-soft=cc", ACTION_REFUSED, 0},
        {ACTION_OFF, "set power-delay=20s", ACTION_SEEN, 1},
        {ACTION_OFF, "set control=ignored", ACTION_UNSEEN, 0},
        {ACTION_OFF, "set control=d5", ACTION_REFUSED, 0},
        {ACTION_OFF, "chassis-status:code=c1", ACTION_ACCEPTED, 1},
        {ACTION_OFF, "chassis-status:lost", ACTION_NOT_REACHED, 0},
        {ACTION_ON, NULL, ACTION_ALREADY, 0},
        {ACTION_RESET, "restart-cause:code=c1", ACTION_ACCEPTED, 1},
        {ACTION_DIAGNOSE, NULL, ACTION_ACCEPTED, 1},
        {ACTION_DIAGNOSE, "set control-diag=cc", ACTION_REFUSED, 0},
        {ACTION_OFF, "power:lost done times=1", ACTION_SEEN, 1},
        {ACTION_OFF, "power:lost times=1", ACTION_UNKNOWN, 0},
        {ACTION_OFF, "power:code=c3 times=1", ACTION_UNKNOWN, 0},
        {ACTION_OFF, "power:code=c0 times=1", ACTION_REFUSED, 0},
        {ACTION_OFF, "power:code=ff done times=1", ACTION_SEEN, 1},
    };
    struct rig rig;
    struct action action;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct run_case *one = &cases[i];

        rig_connect(&rig, NULL);
        if (one->setup != NULL)
            rig_fault(&rig, one->setup);
        run_in(&rig, one->kind, &action);
        if (action.outcome != one->outcome || carried_out(&rig) != one->sent)
            fail_msg("%s, %s: outcome %d, carried out %u times", action_word(one->kind),
                     one->setup != NULL ? one->setup : "-", (int)action.outcome,
                     carried_out(&rig));
        rig_close(&rig);
    }
}

static void test_while_off(void **state)
{
    static const enum action_kind kinds[] = {ACTION_OFF, ACTION_SHUT_DOWN, ACTION_CYCLE,
                                             ACTION_RESET, ACTION_DIAGNOSE};
    struct rig rig;
    struct action action;

    (void)state;
    rig_connect(&rig, NULL);
    run_in(&rig, ACTION_OFF, &action);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        run_in(&rig, kinds[i], &action);
        assert_int_equal(action.outcome, i < 2 ? ACTION_ALREADY : ACTION_NOT_ALLOWED);
        assert_false(action.sent);
    }
    assert_int_equal(carried_out(&rig), 1);
    run_in(&rig, ACTION_ON, &action);
    assert_int_equal(action.outcome, ACTION_SEEN);
    rig_close(&rig);
}

/* --- the BMC itself ------------------------------------------------------------------------ */

static void test_restart_bmc(void **state)
{
    static const struct run_case cases[] = {
        {ACTION_RESTART_BMC, NULL, ACTION_SEEN, 0},
        {ACTION_RESTART_WARM, NULL, ACTION_SEEN, 0},
        {ACTION_RESTART_BMC, "set reset-code=ignored", ACTION_UNSEEN, 0},
        {ACTION_RESTART_BMC, "set reset-code=d5", ACTION_REFUSED, 0},
        {ACTION_RESTART_WARM, "set warm-reset=c1", ACTION_REFUSED, 0},
        {ACTION_RESTART_BMC, "set silent=500s", ACTION_LOST, 0},
        {ACTION_RESTART_BMC, "set silent=100s; cold-reset:lost done", ACTION_SEEN, 0},
        {ACTION_RESTART_BMC, "cold-reset:lost", ACTION_UNKNOWN, 0},
    };
    struct rig rig;
    struct action action;
    char text[200];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rig_connect(&rig, NULL);
        if (cases[i].setup != NULL)
            rig_fault(&rig, cases[i].setup);
        run_in(&rig, cases[i].kind, &action);
        if (action.outcome != cases[i].outcome)
            fail_msg("restart %zu: outcome %d", i, (int)action.outcome);
        if (action.outcome == ACTION_LOST)
            assert_string_equal(action_sentence(&action, text, sizeof text),
                                "The BMC is not back after 6 min.");
        rig_close(&rig);
    }
}

/* --- its clock ----------------------------------------------------------------------------- */

static void test_set_clock(void **state)
{
    static const char off[] = "set clock-offset=-11520s";
    static const struct {
        const char *setup, *also;
        bool utc, local;
        enum action_outcome outcome;
    } cases[] = {
        {"set clock=utc", NULL, false, false, ACTION_SEEN},
        {"set clock=local", NULL, false, false, ACTION_SEEN},
        {off, NULL, false, false, ACTION_NOT_ALLOWED},
        {off, NULL, true, false, ACTION_SEEN},
        {off, NULL, false, true, ACTION_SEEN},
        {off, "set clock-set=d5", true, false, ACTION_REFUSED},
        {off, "set clock-set=ignored", true, false, ACTION_UNSEEN},
        {off, "sel-time-set:lost done times=1", true, false, ACTION_SEEN},
        {"sel-time:code=c1", NULL, true, false, ACTION_REFUSED},
        {"sel-time:lost", NULL, true, false, ACTION_NOT_REACHED},
    };
    struct rig rig;
    struct action action;

    (void)state;
    setenv("TZ", "XYZ-5:30", 1);
    tzset();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rig_connect(&rig, NULL);
        rig_fault(&rig, cases[i].setup);
        if (cases[i].also != NULL)
            rig_fault(&rig, cases[i].also);
        action = (struct action){.kind = ACTION_SET_CLOCK,
                                 .utc = cases[i].utc,
                                 .local = cases[i].local,
                                 .now_s = (int64_t)time(NULL)};
        action_run(&action, rig.bmc, &rig.clock, NULL);
        if (action.outcome != cases[i].outcome)
            fail_msg("clock %zu: outcome %d", i, (int)action.outcome);
        if (i == 1)
            assert_true(action.local);
        if (action.outcome == ACTION_REFUSED && cases[i].also != NULL)
            assert_non_null(strstr(action.error.sentence, "by NTP"));
        rig_close(&rig);
    }
    unsetenv("TZ");
    tzset();
}

/* --- the note ------------------------------------------------------------------------------ */

static void pretend_restarted(const char *folder)
{
    char text[1024], *boot;
    long length = folder_read(folder, "demo.action", text, sizeof text - 1);

    assert_true(length > 0);
    text[length] = '\0';
    boot = strstr(text, "boot ");
    assert_non_null(boot);
    boot[5] = boot[5] == 'x' ? 'y' : 'x';
    folder_write(folder, "demo.action", text, (size_t)length);
}

static void test_note(void **state)
{
    static const struct {
        enum action_kind kind;
        bool accepted, restarted;
        enum restart_cause cause;
        const char *says;
    } cases[] = {
        /* Killed between the note and the request, or right after it. */
        {ACTION_CYCLE, false, false, RESTART_CONTROL, "Whether it was sent is unknown"},
        {ACTION_CYCLE, true, false, RESTART_CONTROL, "has not restarted since"},
        {ACTION_CYCLE, false, true, RESTART_CONTROL, "by CYCLE, asked for by root"},
        {ACTION_CYCLE, false, true, RESTART_POWER_BUTTON, "the BMC says: power button"},
        {ACTION_OFF, true, true, RESTART_POWER_BUTTON, "Switched off"},
        {ACTION_OFF, false, true, RESTART_POWER_BUTTON, "Whether that was the reason is unknown"},
    };
    const struct audit audit = {.user = "root"};
    struct action_note note, read;
    struct rig rig;
    struct guard *guard;
    char text[700];

    rig_connect(&rig, NULL);
    guard = make_guard(*state, &rig, &audit);
    assert_false(note_read(guard, &read));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        note_begin(&note, &audit);
        note.kind = cases[i].kind;
        note.accepted = cases[i].accepted;
        assert_int_equal(note_write(guard, &note, NULL), 0);
        if (cases[i].restarted)
            pretend_restarted(*state);
        assert_true(note_read(guard, &read));
        assert_true(note_is_new(&read));
        note_sentence(&read, cases[i].cause, text, sizeof text);
        if (strstr(text, cases[i].says) == NULL)
            fail_msg("note %zu: %s", i, text);
        note_set_told(guard, &read);
        assert_true(note_read(guard, &read));
        assert_false(note_is_new(&read));
    }
    folder_write(*state, "demo.action", "bmctui action 1\nkind cycle\n", 27);
    assert_false(note_read(guard, &read));
    note_forget(guard);
    guard_destroy(guard);
    rig_close(&rig);
}

/* --- whose machine ------------------------------------------------------------------------- */

static void test_same_uuid(void **state)
{
    static const uint8_t uuid[16] = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
                                     0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
    static const uint8_t mixed[16] = {0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66,
                                      0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
    uint8_t other[16];

    (void)state;
    assert_true(here_same_uuid(uuid, uuid));
    assert_true(here_same_uuid(mixed, uuid));
    for (int i = 0; i < 16; i++)
        other[i] = uuid[15 - i];
    assert_true(here_same_uuid(other, uuid));
    for (int i = 0; i < 16; i++)
        other[i] = mixed[15 - i];
    assert_true(here_same_uuid(other, uuid));
    other[7] ^= 1;
    assert_false(here_same_uuid(other, uuid));
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
        cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_while_off),
        cmocka_unit_test(test_restart_bmc),
        cmocka_unit_test(test_set_clock),
        IN_FOLDER(test_note),
        cmocka_unit_test(test_same_uuid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

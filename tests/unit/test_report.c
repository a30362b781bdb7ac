/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a save: each step while it is walked, and the report when it has ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/report.h"
#include "unit/rig.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- while it runs -------------------------------------------------------- */

struct told {
    enum step_state steps[PLAN_STEPS];
    char text[400]; /* "0 waiting, 0 done, 1 writing" */
};

static void tell(void *data, const struct save_state *state)
{
    struct told *told = data;

    for (size_t i = 0; i < state->plan.count; i++) {
        size_t used = strlen(told->text);

        if (state->steps[i] == told->steps[i])
            continue;
        told->steps[i] = state->steps[i];
        snprintf(told->text + used, sizeof told->text - used, "%s%u %s", used > 0 ? ", " : "",
                 (unsigned)i, report_step_state(state, i));
    }
}

/* Each step is told when it begins and what became of it, and none after one that failed. */
static void steps_are_told(void **unused)
{
    static const struct {
        const char *edits, *fault, *told;
    } cases[] = {
        {"address=192.168.100.101", "",
         "0 waiting, 0 done, 1 writing, 1 written, 2 writing, 2 done, 3 writing, 3 done, "
         "4 reading back, 4 done"},
        {"address=192.168.100.101", "set lock=80; set apply=immediate",
         "0 waiting, 0 done, 1 writing, 1 written, 2 writing, 2 not supported, 3 writing, "
         "3 not supported, 4 reading back, 4 done"},
        {"address=192.168.100.101", "lock:code=d4", "0 waiting, 0 failed"},
        {"address=192.168.100.101", "lan-set 3:code=cc",
         "0 waiting, 0 done, 1 writing, 1 failed"},
        {"address=192.168.100.101", "lan-set 3:ignored",
         "0 waiting, 0 done, 1 writing, 1 written, 2 writing, 2 done, 3 writing, 3 done, "
         "4 reading back, 4 failed"},
        {"password=Abcdefg1", "", "0 writing, 0 written, 1 testing, 1 done"},
        {"password=Abcdefg1", "password set:code=cc", "0 writing, 0 failed"},
        {"password=Abcdefg1", "password test:code=80",
         "0 writing, 0 written, 1 testing, 1 failed"},
    };

    (void)unused;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct told told = {.text = ""};
        const struct save_watch watch = {.progress = tell, .data = &told};
        struct rig rig;

        rig_open(&rig, 1, NULL);
        rig_fault(&rig, cases[i].fault);
        rig_edit(&rig, cases[i].edits);
        rig_save(&rig, 0, &watch);
        assert_string_equal(told.text, cases[i].told);
        rig_close(&rig);
    }
}

/* --- the report ----------------------------------------------------------- */

/* A reason begins like a sentence, whatever it begins with. */
static void begins_with_a_capital(void **unused)
{
    static const char begins[][2] = {"aA", "mM", "zZ", "AA", "ZZ", "``", "{{", "77", "\"\""};

    (void)unused;
    for (size_t i = 0; i < COUNT(begins); i++) {
        struct save_state state = {.status = SAVE_NOT_WRITTEN, .error.kind = ERROR_USAGE};
        struct report report;
        char expected[80];

        snprintf(state.error.sentence, sizeof state.error.sentence, "%c x", begins[i][0]);
        snprintf(expected, sizeof expected, "NOT SAVED. %c x. Nothing was written.", begins[i][1]);
        report_make(&report, &state);
        assert_string_equal(report.headline, expected);
    }
}

/* However long it is: what follows is never cut off, nor is its full stop. */
static void long_reasons_end_as_well(void **unused)
{
    static const char end[] = "x. Nothing was written.";

    (void)unused;
    for (size_t length = ERROR_SENTENCE - 20; length < ERROR_SENTENCE; length++) {
        struct save_state state = {.status = SAVE_NOT_WRITTEN, .error.kind = ERROR_USAGE};
        struct report report;

        memset(state.error.sentence, 'x', length);
        report_make(&report, &state);
        assert_string_equal(report.headline + strlen(report.headline) - strlen(end), end);
    }
}

/* What is said of each parameter, and what the BMC is said to hold. */
static void rows_of_parameters(void **unused)
{
    static const struct {
        enum lan_item item;
        enum outcome outcome;
        bool holds_known, leased; /* an address has come */
        const char *said, *holds;
    } cases[] = {
        {LAN_ADDRESS, OUTCOME_NOT_TRIED, true, true, "not written", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_KEPT, true, true, "saved", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_PENDING, true, true, "still pending", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_LOST, true, true, "not saved", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_NOT_PUT_BACK, true, true, "NOT put back", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_UNKNOWN, true, true, "unknown", "unknown"},
        {LAN_ADDRESS, OUTCOME_PENDING, false, true, "still pending", "unknown"},
        {LAN_ADDRESS, OUTCOME_LEASE, true, true, "from DHCP", "10.0.0.1"},
        {LAN_ADDRESS, OUTCOME_LEASE, true, false, "waiting for a lease", "none"},
        {LAN_ADDRESS, OUTCOME_LEASE, false, true, "waiting for a lease", "unknown"},
        {LAN_SOURCE, OUTCOME_LEASE, true, true, "waiting for a lease", "DHCP"},
    };

    (void)unused;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct save_state state = {.status = SAVE_MIXED, .holds_known = cases[i].holds_known};
        struct report report;

        plan_item(&state.plan, LAN_SOURCE)->holds =
            (struct value){.state = VALUE_KNOWN, .number = IP_SOURCE_DHCP};
        plan_item(&state.plan, LAN_ADDRESS)->holds =
            (struct value){.state = VALUE_KNOWN, .number = cases[i].leased ? 0x0a000001 : 0};
        plan_item(&state.plan, cases[i].item)->outcome = cases[i].outcome;
        report_make(&report, &state);
        assert_int_equal(report.count, 1);
        assert_string_equal(report.rows[0].outcome, cases[i].said);
        assert_string_equal(report.rows[0].holds, cases[i].holds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_told),
        cmocka_unit_test(begins_with_a_capital),
        cmocka_unit_test(long_reasons_end_as_well),
        cmocka_unit_test(rows_of_parameters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting a password: BMCs that hold it late, that cannot test it, that refuse it oddly, and that
 * change somebody's access on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/state.h"
#include "core/report.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define NEW_PASSWORD "Abcdefg1234"
#define USER         3
#define MESSAGING    0x10

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void open_user(struct rig *rig, uint8_t user)
{
    struct bmc_error error;

    rig_open(rig, 1, NULL);
    assert_int_equal(load_users(rig->bmc, &rig->page, NULL, &error), 0);
    rig->edit.user = user;
    rig_edit(rig, "password=" NEW_PASSWORD);
}

static bool is_set(const struct rig *rig, uint8_t user)
{
    return demo_password_is(demo_state(rig->demo), user, NEW_PASSWORD, 16);
}

/* Access as it was: all but the password itself. */
static void assert_access_as(struct rig *rig, const struct demo_state *before)
{
    struct demo_state now = *demo_state(rig->demo);

    now.users[rig->state.plan.user].password = before->users[rig->state.plan.user].password;
    assert_true(demo_equal(before, &now));
}

/* --- testing ------------------------------------------------------------- */

/* It holds after 3 s and more: polled, and good. */
static void held_late(void **unused)
{
    static const char *const faults[] = {"password test:code=80 times=1",
                                         "password test:code=81 times=4",
                                         "password test:code=80 times=9",
                                         ("password test:code=80 times=3; "
                                          "password test:lost nth=4 times=1")};

    (void)unused;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct report report;
        struct rig rig;

        print_message("%s\n", faults[i]);
        open_user(&rig, USER);
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_int_equal(rig.state.password, OUTCOME_KEPT);
        assert_true(is_set(&rig, USER));
        report_make(&report, &rig.state);
        assert_string_equal(report.rows[0].outcome, "set, tested");
        rig_close(&rig);
    }
}

/* Another one until the deadline, and not a moment longer. */
static void never_held(void **unused)
{
    struct rig rig;
    int64_t began;

    (void)unused;
    open_user(&rig, USER);
    rig_fault(&rig, "password test:code=80");
    began = rig.now;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_int_equal(rig.state.password, OUTCOME_UNKNOWN);
    assert_non_null(strstr(rig.state.error.sentence, "did not keep this password"));
    assert_true(rig.now - began >= 30000 && rig.now - began <= 34000);
    rig_close(&rig);
}

/* No answer, and "busy", are none: two of them do not make a BMC that cannot test it. */
static void never_answered(void **unused)
{
    static const char *const faults[] = {"password test:lost", "password test:code=c0"};

    (void)unused;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct rig rig;

        open_user(&rig, USER);
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
        assert_int_equal(rig.state.password, OUTCOME_UNKNOWN);
        rig_close(&rig);
    }
}

/* Carried out, not answered, refused when it is sent again: only the test could tell. */
static void refused_when_sent_again(void **unused)
{
    struct rig rig;

    (void)unused;
    open_user(&rig, USER);
    rig_fault(&rig, "password set:code=c3 done times=1; password set:code=d5 nth=2; "
                    "password test:code=d5");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_int_equal(rig.state.password, OUTCOME_UNKNOWN);
    rig_close(&rig);
}

/* Once it was another one, "cannot be tested" is no good news. */
static void other_then_untestable(void **unused)
{
    struct rig rig;

    (void)unused;
    open_user(&rig, USER);
    rig_fault(&rig, "password test:code=80 times=1; password test:code=c1 nth=2");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_int_equal(rig.state.password, OUTCOME_UNKNOWN);
    rig_close(&rig);
}

static void cannot_be_tested(void **unused)
{
    static const uint8_t codes[] = {0x82, 0x83, 0x8f, 0xc1, 0xc7, 0xc8, 0xc9,
                                    0xcb, 0xcc, 0xd4, 0xd5, 0xd6, 0xff};

    (void)unused;
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct report report;
        char fault[40];
        struct rig rig;

        snprintf(fault, sizeof fault, "password test:code=%02x", codes[i]);
        print_message("%s\n", fault);
        open_user(&rig, USER);
        rig_fault(&rig, fault);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_int_equal(rig.state.password, OUTCOME_SET);
        assert_true(is_set(&rig, USER));
        report_make(&report, &rig.state);
        assert_string_equal(report.headline, "SAVED. The password is set; this BMC cannot test it.");
        assert_string_equal(report.rows[0].outcome, "set");
        rig_close(&rig);
    }
}

/* It is sent twice at most, however often it is tested. */
static void sent_no_more_than_twice(void **unused)
{
    static const char *const faults[] = {"", "password set:lost times=1", "password set:lost",
                                         "password test:code=80", "password set:lost done"};

    (void)unused;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct demo_log_entry log[DEMO_LOG_MAX];
        unsigned sent = 0;
        size_t count;
        struct rig rig;

        open_user(&rig, USER);
        rig_fault(&rig, faults[i]);
        rig_save(&rig, 0, NULL);
        count = demo_log(rig.demo, log, DEMO_LOG_MAX);
        for (size_t entry = 0; entry < count; entry++)
            sent += log[entry].netfn == 6 && log[entry].request[0] == 0x47 &&
                    (log[entry].request[2] & 3) == 2;
        assert_int_equal(sent, strstr(faults[i], "lost") != NULL ? 2 : 1);
        rig_close(&rig);
    }
}

/* 80h and 81h to the set itself: refused like any other, and the old one is what it is. */
static void set_refused(void **unused)
{
    static const uint8_t codes[] = {0x80, 0x81, 0x8f, 0xc8, 0xcc, 0xff};

    (void)unused;
    for (size_t i = 0; i < COUNT(codes); i++) {
        struct demo_state before;
        struct report report;
        char fault[40];
        struct rig rig;

        snprintf(fault, sizeof fault, "password set:code=%02x", codes[i]);
        print_message("%s\n", fault);
        open_user(&rig, USER);
        demo_snapshot(rig.demo, &before);
        rig_fault(&rig, fault);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_NOT_WRITTEN);
        assert_int_equal(rig.state.password, OUTCOME_REFUSED);
        assert_true(demo_equal(&before, demo_state(rig.demo)));
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline,
                               codes[i] < 0x82 ? "the old one still applies" : "(its own policy)"));
        rig_close(&rig);
    }
}

/* --- access -------------------------------------------------------------- */

static void second_disabled(const struct demo_site *site)
{
    site->state->users[2].enabled = false;
    site->state->users[2].access[1] = PRIVILEGE_NONE;
}

static void enabled_by_itself(const struct demo_site *site)
{
    site->user->enabled = true;
    site->user->access[1] = MESSAGING | PRIVILEGE_ADMINISTRATOR;
}

static void on_set(struct rig *rig, demo_change *change)
{
    struct demo_fault fault = demo_fault_on(6, 0x47, 2, DEMO_FAULT_CHANGE);

    fault.change = change;
    assert_int_equal(demo_fault_add(rig->demo, &fault), 0);
}

/* Of the user's own access, and of the administrator's: put right, and told. */
static void access_put_right(void **unused)
{
    static const struct {
        const char *name;
        demo_change *change;
        uint8_t user;
    } cases[] = {{"user-disabled", NULL, 3},       {"messaging-off", NULL, 3},
                 {"user-disabled", NULL, 2},       {"the administrator's", second_disabled, 3},
                 {"opened", enabled_by_itself, 3}, {"opened", enabled_by_itself, 4}};

    (void)unused;
    for (size_t i = 0; i < COUNT(cases); i++) {
        demo_change *change =
            cases[i].change != NULL ? cases[i].change : demo_change_find(cases[i].name);
        struct demo_state before;
        struct report report;
        struct rig rig;
        int64_t began;

        print_message("%s of user %u\n", cases[i].name, cases[i].user);
        open_user(&rig, cases[i].user);
        demo_state(rig.demo)->users[4].enabled = false;
        demo_snapshot(rig.demo, &before);
        on_set(&rig, change);
        began = rig.now;
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_int_equal(rig.now, began); /* what was put right is looked at at once */
        assert_true(is_set(&rig, cases[i].user));
        assert_true(rig.state.repaired);
        assert_access_as(&rig, &before);
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline, "had changed other settings as well"));
        rig_close(&rig);
    }
}

/* What cannot be put right is told, of whom. */
static void access_left_wrong(void **unused)
{
    static const struct {
        const char *faults;
        uint8_t user;
        demo_change *change;
        const char *who;
    } cases[] = {
        {"user-access-set *:ignored", 3, enabled_by_itself, "user 3"},
        {"user-access-set *:code=cc; password enable:code=cc", 3, second_disabled, "user 2"},
        {"user-access-get *:code=cc nth=3", 3, second_disabled, NULL},
    };

    (void)unused;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct rig rig;

        print_message("%s\n", cases[i].faults);
        open_user(&rig, cases[i].user);
        rig_fault(&rig, cases[i].faults);
        on_set(&rig, cases[i].change);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
        assert_int_equal(rig.state.password, OUTCOME_KEPT);
        assert_false(rig.state.repaired);
        if (cases[i].who != NULL)
            assert_non_null(strstr(rig.state.error.sentence, cases[i].who));
        rig_close(&rig);
    }
}

/* What is asked for anyway is not taken back first. */
static void access_wanted_anyway(void **unused)
{
    const unsigned boxes = REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) |
                           REMOTE_BIT(REMOTE_PRIVILEGE);
    struct rig rig;

    (void)unused;
    open_user(&rig, 4);
    demo_state(rig.demo)->users[4].enabled = false;
    on_set(&rig, enabled_by_itself);
    assert_int_equal(rig_save(&rig, boxes, NULL), SAVE_KEPT);
    assert_false(rig.state.repaired);
    assert_true(demo_state(rig.demo)->users[4].enabled);
    rig_close(&rig);
}

/* A link whose BMC does not say whether users are enabled, from one answer on until another. */
struct silent {
    struct link link; /* first */
    struct link *demo;
    unsigned answers, from, until;
};

static int silent_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    struct silent *silent = (struct silent *)link;
    int result = silent->demo->class->send(silent->demo, request, error);
    uint64_t command;

    if (result == 0 && request->netfn == 6 && fiid_obj_get(request->rq, "cmd", &command) == 1 &&
        command == IPMI_CMD_GET_USER_ACCESS_COMMAND && silent->answers++ >= silent->from &&
        silent->answers <= silent->until)
        assert_int_equal(fiid_obj_set(request->rs, "user_id_enable_status", 0), 0);
    return result;
}

/* What was not known is no change: nobody is disabled, or enabled, for it. */
static void enabled_unknown(void **unused)
{
    /* Three answers before, two after. */
    static const unsigned cases[][2] = {{0, 1}, {0, 3}, {3, 5}, {0, 99}};

    (void)unused;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct silent door = {.from = cases[i][0], .until = cases[i][1]};
        struct link_class class;
        struct demo_state before;
        struct rig rig;

        open_user(&rig, USER);
        door.link = *rig.bmc->link;
        door.demo = rig.bmc->link;
        class = *door.demo->class;
        class.send = silent_send;
        door.link.class = &class;
        rig.bmc->link = &door.link;
        demo_snapshot(rig.demo, &before);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_false(rig.state.repaired);
        assert_access_as(&rig, &before);
        rig.bmc->link = door.demo;
        rig_close(&rig);
    }
}

/* Nothing happened: three looks before and two after, and nothing is written. */
static void access_costs_little(void **unused)
{
    struct rig rig;

    (void)unused;
    open_user(&rig, USER);
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_int_equal(demo_requests(rig.demo), 3 + 2 + 2);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_late),
        cmocka_unit_test(never_held),
        cmocka_unit_test(never_answered),
        cmocka_unit_test(refused_when_sent_again),
        cmocka_unit_test(other_then_untestable),
        cmocka_unit_test(cannot_be_tested),
        cmocka_unit_test(sent_no_more_than_twice),
        cmocka_unit_test(set_refused),
        cmocka_unit_test(access_put_right),
        cmocka_unit_test(access_left_wrong),
        cmocka_unit_test(access_wanted_anyway),
        cmocka_unit_test(enabled_unknown),
        cmocka_unit_test(access_costs_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

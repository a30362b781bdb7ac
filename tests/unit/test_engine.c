/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corners of the save engine that a matrix of faults passes by: who may stop it where, what is
 * known after a look that failed, whose lock it is, what was there before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bmc/state.h"
#include "core/access.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define NEW_PASSWORD "Abcdefg1234"

/* --- stopping ------------------------------------------------------------- */

/* What a person asks for once a step is done, and answers. */
struct person {
    const struct save_state *state; /* as it was told last */
    enum step_kind after;
    enum save_command command;
    unsigned looks; /* or after so many looks back */
    bool keep;
};

static void told(void *data, const struct save_state *state)
{
    ((struct person *)data)->state = state;
}

static enum save_command commands(void *data)
{
    const struct person *person = data;
    const struct save_state *state = person->state;

    if (state == NULL)
        return SAVE_GO_ON;
    if (person->looks > 0)
        return state->looks >= person->looks && !state->holds_known ? person->command : SAVE_GO_ON;
    for (size_t i = 0; i < state->plan.count; i++) {
        if (state->plan.steps[i].kind == person->after && state->steps[i] == STEP_DONE)
            return person->command;
    }
    return SAVE_GO_ON;
}

static bool answers(void *data, enum save_question question, const struct save_state *state)
{
    (void)state;
    return question == SAVE_ASK_KEEP && ((const struct person *)data)->keep;
}

static enum step_state state_of(const struct save_state *state, enum step_kind kind)
{
    for (size_t i = 0; i < state->plan.count; i++) {
        if (state->plan.steps[i].kind == kind)
            return state->steps[i];
    }
    return STEP_WAITING;
}

/* Between commit and unlock nobody stops it: the lock is released as part of the save, and then it
 * is put back. */
static void not_stopped_before_unlock(void **unused)
{
    struct person person = {.after = STEP_COMMIT, .command = SAVE_STOP};
    const struct save_watch watch = {
        .progress = told, .command = commands, .ask = answers, .data = &person};
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_PUT_BACK);
    assert_int_equal(state_of(&rig.state, STEP_UNLOCK), STEP_DONE);
    assert_true(rig.state.stopped);
    rig_close(&rig);
}

/* --- what is known --------------------------------------------------------- */

/* A lease moves between review and lock; that is no reason to ask anew. */
static void lease_that_moves(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 8, NULL);
    rig_edit(&rig, "vlan=5");
    demo_state(rig.demo)->channels[8].lan.address[3] ^= 1;
    demo_state(rig.demo)->channels[8].lan.gateway[3] ^= 1;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    rig_close(&rig);
    /* A static one that was changed is. */
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    demo_state(rig.demo)->channels[1].lan.address[3] ^= 1;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_REVIEW_AGAIN);
    rig_close(&rig);
}

/* Once seen, then not to be read any more: what was seen is no longer said to be there. */
static void looks_that_fail(void **unused)
{
    struct person person = {.looks = 1, .command = SAVE_DO_NOT_WAIT, .keep = true};
    const struct save_watch watch = {
        .progress = told, .command = commands, .ask = answers, .data = &person};
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=192.168.100.101");
    /* The second read of it is the first look back. */
    rig_fault(&rig, "lan-set 3:ignored; lan-get 3:code=ff nth=3");
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_KEPT);
    assert_int_equal(rig.state.looks, 1);
    assert_false(rig.state.holds_known);
    assert_int_equal(item_outcome(&rig.state, LAN_ADDRESS), OUTCOME_UNKNOWN);
    rig_close(&rig);
}

/* Three looks, 0.5 and 1 s apart, and then it is put right. */
static void three_looks(void **unused)
{
    struct rig rig;
    int64_t began;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    rig_fault(&rig, "lan-set 20:change=gateway-moved times=1");
    began = rig.now;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_true(rig.state.repaired);
    assert_int_equal(rig.now - began, 1500);
    rig_close(&rig);
}

/* --- the lock -------------------------------------------------------------- */

/* Asked for twice, since the first answer was "busy" after it was done: then 81h is us. */
static void lock_sent_twice(void **unused)
{
    struct rig rig;
    int64_t began;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    rig_fault(&rig, "lock:code=c3 done times=1");
    began = rig.now;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_true(rig.now - began < 1000);
    rig_close(&rig);
}

/* Our own lock, which could not be released a moment ago, is nobody's to be asked about. */
static void own_lock_is_cleared(void **unused)
{
    struct person person = {.after = STEP_VERIFY};
    const struct save_watch watch = {.ask = answers, .data = &person};
    struct demo_state before;
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, "set apply=immediate");
    rig_edit(&rig, "gateway=192.168.100.253 vlan=5");
    demo_snapshot(rig.demo, &before);
    /* The lock has to be had at once: putting back needs its second try for the gateway. */
    rig_fault(&rig, "lan-set 20:code=cc times=1; complete:code=cc times=2; "
                    "lan-set 12:ignored nth=2 times=1");
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_PUT_BACK);
    assert_false(rig.state.lock_left);
    assert_true(demo_equal(&before, demo_state(rig.demo)));
    rig_close(&rig);
}

/* A BMC that refuses the lock, and takes it all the same: it is told that it is left. */
static void refused_and_taken(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    rig_fault(&rig, "lock:code=c9 done; commit:code=c9; complete:code=c9");
    rig_save(&rig, 0, NULL);
    assert_int_equal(demo_state(rig.demo)->channels[1].progress, LAN_SET_IN_PROGRESS);
    assert_true(rig.state.lock_left);
    rig_close(&rig);
}

/* Whether the lock was released is not asked of a BMC that could not be read back. */
static void no_release_check_unread(void **unused)
{
    struct demo_log_entry log[DEMO_LOG_MAX];
    struct rig rig;
    size_t count;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=5");
    rig_fault(&rig, "lan-get 3:code=ff nth=2");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_false(rig.state.holds_known);
    count = demo_log(rig.demo, log, DEMO_LOG_MAX);
    for (size_t i = 0; i < count; i++)
        assert_false(log[i].netfn == 0x0c && log[i].request[0] == 2 && log[i].request[2] == 0);
    rig_close(&rig);
}

/* --- users ----------------------------------------------------------------- */

/* Taken the first time, and refused the second since it is the same one: the test tells. */
static void password_sent_twice(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "password=" NEW_PASSWORD);
    rig_fault(&rig, "password set:code=c3 done times=1; password set:code=cc nth=2");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_int_equal(rig.state.password, OUTCOME_KEPT);
    rig_close(&rig);
}

/* Whether a user was enabled before is not known: then he is not disabled. */
static void unknown_is_not_disabled(void **unused)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    static const enum user_enabled before[] = {USER_ENABLED_UNKNOWN, USER_ENABLED, USER_DISABLED};

    (void)unused;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        struct rig rig;
        struct plan plan;
        struct value access;

        rig_open(&rig, 1, NULL);
        rig_edit(&rig, "vlan=5");
        rig_plan(&rig, 0, &plan);
        plan.user = 3;
        access = access_of_user(&(struct user_access){.enabled = before[i]});
        plan_add_access(&plan, REMOTE_BIT(REMOTE_ENABLE), access, access, access);
        plan_steps(&plan);
        assert_int_equal(
            save_put_back(RIG_CONTEXT(&rig, &settings, NULL), &plan, false, &rig.state),
            SAVE_PUT_BACK);
        assert_int_equal(demo_state(rig.demo)->users[3].enabled, before[i] != USER_DISABLED);
        rig_close(&rig);
    }
}

/* --- the plan that puts right ---------------------------------------------- */

/* Of source, address, netmask and gateway all from the first that is wrong on, and nothing before:
 * what follows may hang on it. */
static void what_is_put_right(void **unused)
{
    static const struct {
        enum lan_item wrong;
        bool write[LAN_ITEMS];
    } cases[] = {
        {LAN_SOURCE, {true, true, true, true, false, false, false}},
        {LAN_ADDRESS, {false, true, true, true, false, false, false}},
        {LAN_NETMASK, {false, false, true, true, false, false, false}},
        {LAN_GATEWAY, {false, false, false, true, false, false, false}},
        {LAN_VLAN, {false, false, false, false, false, true, false}},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig rig;
        struct plan plan;
        struct lan holds;
        bool write[CHANGES_MAX];

        rig_open(&rig, 1, NULL);
        rig_edit(&rig, "address=192.168.100.9 vlan=5");
        rig_plan(&rig, 0, &plan);
        holds = *plan_lan(&plan, GOAL_WANTED);
        holds.source = cases[i].wrong == LAN_SOURCE ? IP_SOURCE_DHCP : holds.source;
        holds.address ^= cases[i].wrong == LAN_ADDRESS;
        holds.netmask ^= cases[i].wrong == LAN_NETMASK;
        holds.gateway ^= cases[i].wrong == LAN_GATEWAY;
        holds.vlan_enabled ^= cases[i].wrong == LAN_VLAN;
        for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
            plan_item(&plan, item)->holds = lan_value(&holds, item);
        for (size_t j = 0; j < plan.changes.count; j++)
            write[j] = plan.changes.items[j].write;
        plan_repair(&plan, GOAL_WANTED, write);
        for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
            assert_int_equal(write[plan_item(&plan, item) - plan.changes.items],
                             cases[i].write[item]);
        rig_close(&rig);
    }
}

/* --- a session that is opened anew ------------------------------------------ */

/* A link that lets in with one password only, whatever was thought to be set. */
struct door {
    struct link link; /* first */
    struct link *demo;
    const char *password;
    unsigned refused;
};

static int door_open(struct link *link, struct bmc_error *error)
{
    struct door *door = (struct door *)link;

    if (strcmp(secret_bytes(link->target->password), door->password) == 0)
        return 0;
    door->refused++;
    return error_set(error, ERROR_LOGIN, "wrong password");
}

static void door_close(struct link *link)
{
    (void)link;
}

static int door_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    struct door *door = (struct door *)link;

    return door->demo->class->send(door->demo, request, error);
}

static bool lets_in_with(struct rig *rig, const char *password, unsigned refused)
{
    static const struct link_class class = {
        .open = door_open, .close = door_close, .send = door_send};
    struct door door = {.password = password};
    struct device device;
    bool in;

    door.link = *rig->bmc->link;
    door.link.class = &class;
    door.demo = rig->bmc->link;
    bmc_link_down(rig->bmc);
    rig->bmc->link = &door.link;
    in = bmc_get_device(rig->bmc, &device, NULL) == 0;
    bmc_link_down(rig->bmc);
    rig->bmc->link = door.demo;
    return in && door.refused == refused;
}

/* After its user's password was sent nobody knows which one the BMC has: the new one is tried, and
 * the old one; and what worked is tried first from then on. */
static void either_password(void **unused)
{
    struct secret *old = secret_create();
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    secret_set(old, "old", 3);
    secret_set(rig.password, "new", 3);
    rig.bmc->target.driver = BMC_DRIVER_LAN_2_0;
    rig.bmc->target.username = "ADMIN";
    rig.bmc->target.password = old;
    bmc_password_changed(rig.bmc, "oper", rig.password);
    assert_true(lets_in_with(&rig, "old", 0)); /* another user's */
    assert_false(lets_in_with(&rig, "new", 0));
    bmc_password_changed(rig.bmc, "ADMIN", rig.password);
    assert_true(lets_in_with(&rig, "new", 0));
    assert_true(lets_in_with(&rig, "old", 1));
    assert_true(lets_in_with(&rig, "old", 0));
    assert_true(lets_in_with(&rig, "new", 1));
    assert_false(lets_in_with(&rig, "third", 2));
    rig.bmc->target = rig.target;
    rig_close(&rig);
    secret_free(&old);
}

/* Whose session it is is told by the name's bytes, not by what is printed for them. */
static void session_of_any_name(void **unused)
{
    struct rig rig;
    struct bmc_error error;

    (void)unused;
    rig_open(&rig, 1, NULL);
    memcpy(demo_state(rig.demo)->users[2].name, "J\xf6rg", 5);
    model_init(&rig.page, rig.page.page);
    assert_int_equal(load_first(rig.bmc, &rig.page, 1, NULL, &error), 0);
    rig_edit(&rig, "password=" NEW_PASSWORD);
    rig.bmc->target.driver = BMC_DRIVER_LAN_2_0;
    rig.bmc->target.username = "J\xf6rg";
    rig.bmc->target.password = NULL;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_non_null(rig.bmc->target.password);
    assert_string_equal(secret_bytes(rig.bmc->target.password), NEW_PASSWORD);
    rig.bmc->target = rig.target;
    rig_close(&rig);
}

/* FreeIPMI reckons by the clock on the wall: a session whose last answer is long ago by that is
 * opened anew, although our own clock has not moved. */
static void stale_by_the_wall(void **unused)
{
    static const struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1};
    struct link *link = link_lan_create();
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    link->target = &target;
    link->clock = &rig.clock;
    link->answered_ms = rig.now;
    assert_true(link->class->stale(link)); /* its last answer was in 1970 */
    free(link);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(not_stopped_before_unlock), cmocka_unit_test(lease_that_moves),
        cmocka_unit_test(looks_that_fail),           cmocka_unit_test(three_looks),
        cmocka_unit_test(lock_sent_twice),           cmocka_unit_test(own_lock_is_cleared),
        cmocka_unit_test(refused_and_taken),
        cmocka_unit_test(no_release_check_unread),   cmocka_unit_test(password_sent_twice),
        cmocka_unit_test(unknown_is_not_disabled),   cmocka_unit_test(what_is_put_right),
        cmocka_unit_test(either_password),           cmocka_unit_test(stale_by_the_wall),
        cmocka_unit_test(session_of_any_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

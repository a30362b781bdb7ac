/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes of BMC over LAN, with their manners at a login: the administrator gets in, sees the page
 * and saves; a wrong password and an unknown name are told as such. The BMC's time goes fast.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/edit.h"
#include "core/load.h"
#include "core/save.h"
#include "demo/demo_personality.h"
#include "pages/network.h"
#include "rmcp/rmcp_rig.h"
#include "unit/demo_look.h"

#define ADMINISTRATOR 0x14 /* messaging, privilege 4 */
#define USER          0x12

struct make {
    const char *name;
    enum privilege privilege; /* 0: administrator */
    bool lan;                 /* there is something to set up */
    int suite;                /* that it ends up with */
};

static const struct make makes[] = {
    {"ibmc", 0, true, 17},    {"idrac", 0, true, 17},  {"ilo", 0, true, 3},
    {"intel", 0, true, 17},   {"m50cyp", 0, true, 17}, {"megarac", 0, true, 17},
    {"openbmc", 0, true, 17}, {"pyghmi", 0, false, 3}, {"supermicro", 0, true, 17},
    {"xcc", 0, true, 17},
};

static const struct make limited = {"user-privilege", PRIVILEGE_USER, false, 17};

static struct rmcp_rig rig;

static int finish(void **state)
{
    (void)state;
    rmcp_rig_stop(&rig);
    return 0;
}

/* The first who may log in as what the session is to be. */
static const struct demo_user *somebody(const struct demo_state *held, enum privilege privilege)
{
    uint8_t least = privilege == PRIVILEGE_USER ? USER : ADMINISTRATOR;

    for (unsigned i = 1; i <= held->user_count; i++) {
        if (held->users[i].enabled && held->users[i].factory_password[0] != '\0' &&
            (held->users[i].access[1] & 0x1f) >= least)
            return &held->users[i];
    }
    fail_msg("nobody may log in");
    return NULL;
}

static void start(const struct make *make)
{
    static char name[DEMO_USER_NAME + 1];
    char manners[100], password[DEMO_PASSWORD + 1];
    const struct demo_user *user;

    snprintf(manners, sizeof(manners), "personality=%s;speed=50", make->name);
    rmcp_rig_start(&rig, manners);
    user = somebody(demo_state(rmcp_hold(rig.rmcp)), make->privilege);
    snprintf(name, sizeof(name), "%.16s", (const char *)user->name);
    snprintf(password, sizeof(password), "%s", user->factory_password);
    rmcp_go_on(rig.rmcp);
    rmcp_rig_user(&rig, name, password);
    rig.target.privilege = make->privilege;
    rig.target.session_timeout_ms = 800;
}

static void let_in(const struct make *make)
{
    if (rmcp_rig_login(&rig) != 0)
        fail_msg("%s: %s", make->name, rig.error.sentence);
    rmcp_hold(rig.rmcp);
    assert_int_equal(rmcp_sessions(rig.rmcp), 1);
    assert_int_equal(rmcp_session_suite(rig.rmcp), make->suite);
    rmcp_go_on(rig.rmcp);
}

static void save(struct model *page)
{
    static const struct save_settings settings = {.lock_wait_ms = 5000, .verify_ms = 20000};
    struct edit edit;
    struct changes changes;
    struct plan plan;
    struct save_state state;
    struct bmc_error error = {0};
    uint8_t channel = model_channel(page)->number;

    edit_init(&edit);
    assert_int_equal(edit_set(&edit, page, FIELD_NETMASK, "255.255.0.0", &error), 0);
    assert_int_equal(edit_set(&edit, page, FIELD_GATEWAY, "192.168.100.1", &error), 0);
    edit_changes(&edit, page, &changes);
    plan_make(&plan, page, &changes, 0, NULL, 0);
    save_run(&(struct save_context){rig.bmc, clock_monotonic(), &settings, NULL}, &plan, &state);
    edit_release(&edit);
    if (state.status != SAVE_KEPT)
        fail_msg("status %d: %s", (int)state.status, state.error.sentence);
    assert_int_equal(demo_state(rmcp_hold(rig.rmcp))->channels[channel].lan.gateway[3], 1);
    rmcp_go_on(rig.rmcp);
}

static void each_make(void **state)
{
    const struct make *make = *state;
    struct model page;
    struct bmc_error error = {0};

    start(make);
    let_in(make);
    model_init(&page, &page_network);
    if (load_first(rig.bmc, &page, 0, NULL, &error) == 0) {
        assert_true(make->lan || make->privilege != 0);
    } else if (make->lan || error.kind != ERROR_NO_LAN) {
        fail_msg("%s: %s", make->name, error.sentence);
    }
    if (make->lan)
        save(&page);
    bmc_close(rig.bmc);

    rmcp_rig_user(&rig, rig.target.username, "wrong-password");
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_int_equal(rig.error.kind, ERROR_LOGIN);
    rmcp_rig_user(&rig, "nobody", "wrong-password");
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_true(rig.error.kind == ERROR_LOGIN || rig.error.kind == ERROR_TIMEOUT);
}

/* An account that may be user only. */
static void too_high(void **state)
{
    (void)state;
    start(&limited);
    rig.target.privilege = 0;
    assert_int_equal(rmcp_rig_login(&rig), -1);
    assert_int_equal(rig.error.kind, ERROR_LOGIN);
}

int main(void)
{
    static struct CMUnitTest tests[sizeof(makes) / sizeof(makes[0]) + 2];
    const size_t count = sizeof(makes) / sizeof(makes[0]);

    for (size_t i = 0; i < count; i++)
        tests[i] =
            (struct CMUnitTest){makes[i].name, each_make, NULL, finish,
                                (void *)(uintptr_t)&makes[i]};
    tests[count + 1] =
        (struct CMUnitTest){limited.name, each_make, NULL, finish, (void *)(uintptr_t)&limited};
    tests[count] = (struct CMUnitTest)cmocka_unit_test_teardown(too_high, finish);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

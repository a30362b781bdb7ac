/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Security" on the demo BMC, which has one weak setting of each kind: what is read and in
 * how many requests, each fix and all at once, what is refused, every fault before every request of
 * a fix, and default passwords.
 */
#include "unit/cases.h"

#include <locale.h>
#include <stdlib.h>

#include "core/report.h"
#include "pages/pages.h"
#include "pages/security.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define COMMUNITY    "Wr7kQ2mXp9vBn4tZce"
#define REQUESTS_MAX 60 /* more than any fix sends */

struct scene {
    struct rig rig;
    struct weakness_facts facts;
    struct weakness all[WEAKNESS_COUNT];
    struct demo_state before;
};

static const struct weakness *judged(struct scene *scene, enum weakness_id id)
{
    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        if (scene->all[i].id == id)
            return &scene->all[i];
    return NULL;
}

static void look(struct scene *scene)
{
    struct bmc_error error = {0};

    if (security_read(scene->rig.bmc, &scene->facts, 1, NULL, &error) != 0)
        fail_msg("not read: %s", error.sentence);
    scene->facts.of[FACT_GUESTS].state = VALUE_KNOWN;
    weakness_judge(&scene->facts, scene->all);
}

static void start(struct scene *scene, const char *setup)
{
    memset(scene, 0, sizeof *scene);
    rig_connect(&scene->rig, NULL);
    if (setup != NULL)
        rig_fault(&scene->rig, setup);
    demo_mark(scene->rig.demo);
    look(scene);
}

static int plan_of(struct scene *scene, unsigned ids, struct plan *plan, struct bmc_error *error)
{
    return security_plan(scene->rig.bmc, &scene->facts, ids, COMMUNITY, plan, error);
}

static enum save_status save(struct scene *scene, const struct plan *plan)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    static const struct save_watch watch;

    demo_snapshot(scene->rig.demo, &scene->before);
    demo_mark(scene->rig.demo);
    return save_run(RIG_CONTEXT(&scene->rig, &settings, &watch), plan, &scene->rig.state);
}

/* --- what is read --------------------------------------------------------------------------- */

static void the_demo_is_weak(void **unused)
{
    static const enum weakness_level levels[WEAKNESS_COUNT] = {
        [WEAKNESS_CIPHER_ZERO] = WEAKNESS_DANGER,   [WEAKNESS_CIPHER_WEAK] = WEAKNESS_WEAK,
        [WEAKNESS_NO_NAME] = WEAKNESS_DANGER,       [WEAKNESS_AUTH_TYPES] = WEAKNESS_WEAK,
        [WEAKNESS_CHANNEL_AUTH] = WEAKNESS_WEAK,    [WEAKNESS_DEFAULT_PASSWORD] = WEAKNESS_UNKNOWN,
        [WEAKNESS_SOL_PLAIN] = WEAKNESS_WEAK,       [WEAKNESS_COMMUNITY] = WEAKNESS_WEAK,
        [WEAKNESS_ADMINISTRATORS] = WEAKNESS_NOTE,  [WEAKNESS_GRATUITOUS_ARP] = WEAKNESS_NOTE,
        [WEAKNESS_RAKP] = WEAKNESS_NOTE,            [WEAKNESS_VLAN] = WEAKNESS_NOTE,
        [WEAKNESS_HOST] = WEAKNESS_NOTE,            [WEAKNESS_FIRMWARE] = WEAKNESS_NOTE,
        [WEAKNESS_THRESHOLD] = WEAKNESS_NOTE,       [WEAKNESS_EXPIRED_GUEST] = WEAKNESS_WELL,
    };
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        if (judged(&scene, (enum weakness_id)id)->level != levels[id])
            fail_msg("%s: %s", weakness_name((enum weakness_id)id),
                     judged(&scene, (enum weakness_id)id)->text);
    rig_close(&scene.rig);
}

/* PAGES 7. */
static void requests_of_the_page(void **unused)
{
    struct scene scene;
    unsigned requests, parts;

    (void)unused;
    start(&scene, NULL);
    requests = demo_requests(scene.rig.demo);
    print_message("%u requests, %u slots, %u suites\n", requests,
                  (unsigned)scene.facts.accounts.slots, (unsigned)scene.facts.suites.count);
    parts = (unsigned)scene.facts.suites.count * 5 / 16; /* beyond the first */
    assert_int_equal(requests, 14 + parts + 2 * scene.facts.accounts.slots);
    rig_close(&scene.rig);
}

/* Each request answered as if there were no such thing, or not at all well: nothing is called well
 * that was well before only by its answer, and the others stay. */
static void what_is_not_read_is_unknown(void **unused)
{
    static const struct {
        const char *fault;
        unsigned ids;
    } rows[] = {
        {"cipher-suites:code=c1", WEAKNESS_BIT(WEAKNESS_EXPIRED_GUEST)},
        {"lan-get 2:code=80", WEAKNESS_BIT(WEAKNESS_AUTH_TYPES)},
        {"lan-get 2:short", WEAKNESS_BIT(WEAKNESS_AUTH_TYPES)},
        {"lan-get 10:code=c0", WEAKNESS_BIT(WEAKNESS_GRATUITOUS_ARP)},
        {"lan-get 16:code=ff", WEAKNESS_BIT(WEAKNESS_COMMUNITY)},
        {"lan-get 20:code=80", WEAKNESS_BIT(WEAKNESS_VLAN)},
        {"lan-get 26:code=80", WEAKNESS_BIT(WEAKNESS_THRESHOLD)},
        {"sol-get 1:code=80", WEAKNESS_BIT(WEAKNESS_SOL_PLAIN)},
        {"sol-get 2:code=c1", WEAKNESS_BIT(WEAKNESS_SOL_PLAIN)},
        {"channel-access-get:code=c1", WEAKNESS_BIT(WEAKNESS_CHANNEL_AUTH)},
        {"user-access-get:code=c1", WEAKNESS_BIT(WEAKNESS_NO_NAME) |
                                        WEAKNESS_BIT(WEAKNESS_ADMINISTRATORS)},
        {"lan-get 23:code=80", WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK)},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene scene;

        start(&scene, rows[i].fault);
        for (unsigned id = 0; id < WEAKNESS_EXPIRED_GUEST; id++)
            if ((rows[i].ids & WEAKNESS_BIT(id)) != 0 &&
                judged(&scene, (enum weakness_id)id)->level != WEAKNESS_UNKNOWN)
                fail_msg("%s: %s", rows[i].fault, judged(&scene, (enum weakness_id)id)->text);
        rig_close(&scene.rig);
    }
}

/* Denied everything, nobody knows whether there is a LAN channel. */
static void what_is_denied_is_no_bmc_without_lan(void **unused)
{
    static const char *const faults[] = {"channel-info:code=d4", "channel-info:code=c1",
                                         "any:code=d4"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct weakness_facts facts;
        struct bmc_error error = {0};
        struct scene scene;

        start(&scene, NULL);
        rig_fault(&scene.rig, faults[i]);
        assert_int_equal(security_read(scene.rig.bmc, &facts, 0, NULL, &error), -1);
        assert_holds(error.sentence, "could not be read");
        rig_close(&scene.rig);
    }
}

static void a_link_that_is_gone_ends_it(void **unused)
{
    struct scene scene;
    struct bmc_error error = {0};

    (void)unused;
    start(&scene, NULL);
    for (unsigned request = 1; request <= 14 + 2 * 10; request++) {
        struct weakness_facts facts;
        char text[64];

        snprintf(text, sizeof text, "#%u:gone", request);
        demo_mark(scene.rig.demo);
        demo_fault_clear(scene.rig.demo);
        rig_fault(&scene.rig, text);
        if (security_read(scene.rig.bmc, &facts, 1, NULL, &error) != 0)
            assert_int_not_equal(error.kind, ERROR_NONE);
    }
    rig_close(&scene.rig);
}

/* --- fixes ---------------------------------------------------------------------------------- */

static void each_fix_holds(void **unused)
{
    (void)unused;
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++) {
        struct scene scene;
        struct bmc_error error = {0};
        struct plan plan;

        if ((security_fixable() & WEAKNESS_BIT(id)) == 0)
            continue;
        start(&scene, NULL);
        assert_int_equal(judged(&scene, (enum weakness_id)id)->mend, MEND_SAVE);
        if (plan_of(&scene, WEAKNESS_BIT(id), &plan, &error) != 0)
            fail_msg("%s: %s", weakness_name((enum weakness_id)id), error.sentence);
        if (save(&scene, &plan) != SAVE_KEPT)
            fail_msg("%s: not kept", weakness_name((enum weakness_id)id));
        look(&scene);
        if (judged(&scene, (enum weakness_id)id)->level != WEAKNESS_WELL)
            fail_msg("%s: %s", weakness_name((enum weakness_id)id),
                     judged(&scene, (enum weakness_id)id)->text);
        rig_close(&scene.rig);
    }
}

/* What the plan of a fix does to the BMC where all goes well. */
static void make_right(unsigned ids, struct demo_state *wanted)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct plan plan;

    start(&scene, NULL);
    if (plan_of(&scene, ids, &plan, &error) != 0)
        fail_msg("%s", error.sentence);
    assert_int_equal(save(&scene, &plan), SAVE_KEPT);
    demo_snapshot(scene.rig.demo, wanted);
    rig_close(&scene.rig);
}

static void all_at_once(void **unused)
{
    struct demo_state wanted;
    struct scene scene;
    struct bmc_error error = {0};
    struct plan plan;

    (void)unused;
    make_right(security_fixable(), &wanted);
    start(&scene, NULL);
    assert_int_equal(plan_of(&scene, security_fixable(), &plan, &error), 0);
    assert_holds(plan.command, "security --fix=cipher-zero,cipher-weak,no-name,auth-types,"
                               "channel-auth,sol-plain,community,gratuitous-arp");
    assert_int_equal(save(&scene, &plan), SAVE_KEPT);
    print_message("%u requests\n", demo_requests(scene.rig.demo));
    look(&scene);
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        assert_int_not_equal(judged(&scene, (enum weakness_id)id)->mend, MEND_SAVE);
    assert_string_equal(scene.facts.community, COMMUNITY);
    assert_int_equal(*suite_table_limit(&scene.facts.table, 17), PRIVILEGE_ADMINISTRATOR);
    rig_close(&scene.rig);
}

/* Only what is meant is other than before. */
static void nothing_else_changes(void **unused)
{
    struct demo_state wanted;
    struct scene scene;
    char text[2000];

    (void)unused;
    start(&scene, NULL);
    demo_snapshot(scene.rig.demo, &scene.before);
    make_right(WEAKNESS_BIT(WEAKNESS_GRATUITOUS_ARP), &wanted);
    assert_int_equal(demo_differences(&scene.before, &wanted, text, sizeof text), 1);
    assert_holds(text, "ARP");
    make_right(WEAKNESS_BIT(WEAKNESS_CIPHER_ZERO), &wanted);
    assert_int_equal(demo_differences(&scene.before, &wanted, text, sizeof text), 1);
    assert_holds(text, "cipher privileges");
    make_right(WEAKNESS_BIT(WEAKNESS_AUTH_TYPES), &wanted);
    assert_int_equal(demo_differences(&scene.before, &wanted, text, sizeof text), 1);
    rig_close(&scene.rig);
}

/* A first user who cannot be disabled is shut out, and it is said that he was not disabled. */
static void one_who_stays_enabled(void **unused)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct plan plan;

    (void)unused;
    start(&scene, NULL);
    rig_fault(&scene.rig, "password disable:code=cc");
    assert_int_equal(plan_of(&scene, WEAKNESS_BIT(WEAKNESS_NO_NAME), &plan, &error), 0);
    assert_int_equal(save(&scene, &plan), SAVE_KEPT);
    for (size_t i = 0; i < scene.rig.state.plan.changes.count; i++)
        if (scene.rig.state.plan.changes.items[i].tolerated)
            assert_int_equal(scene.rig.state.plan.changes.items[i].outcome, OUTCOME_REFUSED);
    look(&scene);
    assert_int_equal(judged(&scene, WEAKNESS_NO_NAME)->level, WEAKNESS_WELL);
    rig_close(&scene.rig);
}

/* --- refused -------------------------------------------------------------------------------- */

static void expect_refused(struct scene *scene, unsigned ids, const char *part)
{
    struct bmc_error error = {0};
    struct plan plan;

    demo_snapshot(scene->rig.demo, &scene->before);
    assert_int_equal(plan_of(scene, ids, &plan, &error), -1);
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_holds(error.sentence, part);
    assert_true(demo_equal(&scene->before, demo_state(scene->rig.demo)));
}

static void own_suite_is_refused(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    scene.facts.session.over_lan = true;
    scene.facts.session.suite = 2;
    expect_refused(&scene, WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK), "suite 2");
    scene.facts.session.suite = 0;
    expect_refused(&scene, WEAKNESS_BIT(WEAKNESS_CIPHER_ZERO), "suite 0");
    rig_close(&scene.rig);
}

static void last_suite_is_refused(void **unused)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct plan plan;

    (void)unused;
    start(&scene, NULL);
    for (size_t i = 0; i < scene.facts.table.count; i++)
        if (scene.facts.table.ids[i] == 3 || scene.facts.table.ids[i] == 17)
            scene.facts.table.limits[i] = PRIVILEGE_USER;
    expect_refused(&scene, WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK), "no user");
    scene.facts.session.suite = 17; /* this very session proves that there is one */
    assert_int_equal(plan_of(&scene, WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK), &plan, &error), 0);
    rig_close(&scene.rig);
}

static void only_administrator_is_refused(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    scene.facts.accounts.of[0].access.privilege = PRIVILEGE_ADMINISTRATOR;
    for (size_t i = 1; i < scene.facts.accounts.count; i++)
        scene.facts.accounts.of[i].access.privilege = PRIVILEGE_OPERATOR;
    expect_refused(&scene, WEAKNESS_BIT(WEAKNESS_NO_NAME), "only administrator");
    rig_close(&scene.rig);
}

static void own_user_is_refused(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    scene.facts.session.over_lan = true;
    scene.facts.session.user[0] = '\0';
    expect_refused(&scene, WEAKNESS_BIT(WEAKNESS_NO_NAME), "session");
    rig_close(&scene.rig);
}

/* --- every fault ---------------------------------------------------------------------------- */

static const struct kind {
    const char *name;
    unsigned ids;
} kinds[] = {
    {"LAN", WEAKNESS_BIT(WEAKNESS_CIPHER_ZERO) | WEAKNESS_BIT(WEAKNESS_COMMUNITY)},
    {"channel", WEAKNESS_BIT(WEAKNESS_CHANNEL_AUTH)},
    {"user", WEAKNESS_BIT(WEAKNESS_NO_NAME)},
    {"SOL", WEAKNESS_BIT(WEAKNESS_SOL_PLAIN)},
    {"LAN and user", WEAKNESS_BIT(WEAKNESS_AUTH_TYPES) | WEAKNESS_BIT(WEAKNESS_NO_NAME)},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static void assert_truth(const struct scene *scene, const struct demo_state *wanted,
                         enum save_status status, const char *what)
{
    struct demo_state state = *demo_state(scene->rig.demo);
    struct report report;
    char text[800] = "";

    if (scene->rig.state.lock_left) /* is told */
        state.channels[1].progress = 0;
    state.channels[1].sol.progress = 0; /* a refusal to release it is borne */
    for (size_t i = 0; status == SAVE_KEPT && i < scene->rig.state.plan.changes.count; i++)
        if (scene->rig.state.plan.changes.items[i].tolerated &&
            scene->rig.state.plan.changes.items[i].outcome != OUTCOME_KEPT)
            state.users[1].enabled = wanted->users[1].enabled; /* is told */
    report_make(&report, &scene->rig.state);
    if (status == SAVE_KEPT)
        demo_differences(wanted, &state, text, sizeof text);
    else if (status != SAVE_MIXED)
        demo_differences(&scene->before, &state, text, sizeof text);
    if (text[0] != '\0')
        fail_msg("%s: \"%s\", but %s", what, report.headline, text);
}

static void every_fault(void **unused)
{
    static const char *const faults[] = {"code=80", "code=c0", "code=cc",   "code=d4",
                                         "code=ff", "lost",    "lost done", "gone",
                                         "late",    "short",   "ignored",   "wrong-command"};
    unsigned kept = 0, trials = 0;

    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct demo_state wanted;
        unsigned requests;
        struct scene scene;
        struct bmc_error error;
        struct plan plan;

        make_right(kinds[kind].ids, &wanted);
        start(&scene, NULL);
        assert_int_equal(plan_of(&scene, kinds[kind].ids, &plan, &error), 0);
        assert_int_equal(save(&scene, &plan), SAVE_KEPT);
        requests = demo_requests(scene.rig.demo);
        assert_uint_in_range(requests, 2, REQUESTS_MAX);
        rig_close(&scene.rig);
        for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++)
            for (unsigned request = 1; request <= requests; request += rig_stride()) {
                enum save_status status;
                char text[64], what[200];

                start(&scene, NULL);
                assert_int_equal(plan_of(&scene, kinds[kind].ids, &plan, &error), 0);
                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                demo_mark(scene.rig.demo);
                rig_fault(&scene.rig, text);
                status = save(&scene, &plan);
                snprintf(what, sizeof what, "%s, %s at request %u", kinds[kind].name,
                         faults[fault], request);
                assert_truth(&scene, &wanted, status, what);
                kept += status == SAVE_KEPT;
                trials++;
                rig_close(&scene.rig);
            }
    }
    print_message("%u saves, %u of them kept\n", trials, kept);
    assert_uint_in_range(kept, trials / 5, trials);
}

/* --- default passwords ---------------------------------------------------------------------- */

static void test_passwords(struct scene *scene)
{
    struct bmc_error error = {0};

    demo_mark(scene->rig.demo);
    if (security_test_passwords(scene->rig.bmc, &scene->facts, &error) != 0)
        fail_msg("%s", error.sentence);
    weakness_judge(&scene->facts, scene->all);
}

static void set_another_password(struct scene *scene)
{
    struct bmc_error error = {0};

    secret_set(scene->rig.password, "Other-2026", 10);
    assert_int_equal(bmc_set_password(scene->rig.bmc, 2, scene->rig.password, &error), 0);
}

static void default_password_is_found(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    demo_snapshot(scene.rig.demo, &scene.before);
    test_passwords(&scene);
    assert_int_equal(demo_requests(scene.rig.demo), 2);
    assert_int_equal(judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->level, WEAKNESS_DANGER);
    assert_int_equal(judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->user, 2);
    assert_true(demo_equal(&scene.before, demo_state(scene.rig.demo)));
    rig_close(&scene.rig);
}

static void another_password_is_well(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    set_another_password(&scene);
    test_passwords(&scene);
    assert_int_equal(judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->level, WEAKNESS_WELL);
    rig_close(&scene.rig);
}

/* One that says yes to all, one that has no test, one that is not sure. */
static void a_test_that_tells_nothing(void **unused)
{
    static const char *const faults[] = {"password test:code=00", "password test:code=c1",
                                         "password test:code=cc", "password test:code=81"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct scene scene;

        start(&scene, NULL);
        rig_fault(&scene.rig, faults[i]);
        test_passwords(&scene);
        if (judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->level != WEAKNESS_UNKNOWN)
            fail_msg("%s: %s", faults[i], judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->text);
        rig_close(&scene.rig);
    }
}

/* Never so many wrong ones that the BMC locks the user. */
static void fewer_where_users_are_locked(void **unused)
{
    (void)unused;
    for (unsigned limit = 1; limit <= 6; limit++) {
        struct scene scene;

        start(&scene, NULL);
        scene.facts.of[FACT_THRESHOLD] = (struct value){.state = VALUE_KNOWN, .number = limit};
        set_another_password(&scene);
        test_passwords(&scene);
        assert_true(demo_requests(scene.rig.demo) < limit);
        assert_true(demo_requests(scene.rig.demo) <= 4);
        if (limit <= 2)
            assert_int_equal(judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->level, WEAKNESS_UNKNOWN);
        rig_close(&scene.rig);
    }
}

static void unknown_makers_have_none(void **unused)
{
    struct scene scene;

    (void)unused;
    start(&scene, NULL);
    scene.facts.device.manufacturer = 1;
    test_passwords(&scene);
    assert_int_equal(demo_requests(scene.rig.demo), 0);
    assert_int_equal(judged(&scene, WEAKNESS_DEFAULT_PASSWORD)->level, WEAKNESS_UNKNOWN);
    rig_close(&scene.rig);
}

/* --- values --------------------------------------------------------------------------------- */

static void values_come_back(void **unused)
{
    static const struct {
        enum security_setting setting;
        uint64_t number;
        const char *text;
    } rows[] = {
        {SECURITY_AUTH_TYPES, 0x0404040404, "md5"},
        {SECURITY_AUTH_TYPES, 0x0404040400, "md5,-"},
        {SECURITY_AUTH_TYPES, 0x1717171700, "none+md2+md5+straight,-"},
        {SECURITY_AUTH_TYPES, 0x3737373737, "none+md2+md5+straight+oem"},
        {SECURITY_AUTH_TYPES, 0x0004061720, "-,5,25,n25s,o"},
        {SECURITY_AUTH_TYPES, 0, "-"},
        {SECURITY_SUITES, 0x4444, "aaaa"},
        {SECURITY_SUITES, 0x54321040, "XaXcuoaO"},
        {SECURITY_SUITES, 0, "X"},
        {SECURITY_SUITES, 0x4000000000000004, "aXXXXXXXXXXXXXXa"},
        {SECURITY_ARP, 1, "on"},
        {SECURITY_ARP, 0, "off"},
    };
    static const char *const wrong[] = {"", "md4", "md5,md5,md5", "md5+", ",", "md5,-,-,-,-,-"};
    uint64_t number;

    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct value_type *type = security_settings[rows[i].setting].type;
        const struct value value = {.state = VALUE_KNOWN, .number = rows[i].number};
        char text[VALUE_TEXT];

        assert_string_equal(value_key(type, &value, text), rows[i].text);
        assert_true(value_parse(type, rows[i].text, &number));
        assert_true(number == rows[i].number);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(value_parse(security_settings[SECURITY_AUTH_TYPES].type, wrong[i], &number));
    assert_false(value_parse(security_settings[SECURITY_SUITES].type, "aab", &number));
    assert_false(value_parse(security_settings[SECURITY_SUITES].type, "", &number));
    assert_false(
        value_parse(security_settings[SECURITY_SUITES].type, "aaaaaaaaaaaaaaaaa", &number));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_is_weak),
        cmocka_unit_test(requests_of_the_page),
        cmocka_unit_test(what_is_not_read_is_unknown),
        cmocka_unit_test(what_is_denied_is_no_bmc_without_lan),
        cmocka_unit_test(a_link_that_is_gone_ends_it),
        cmocka_unit_test(each_fix_holds),
        cmocka_unit_test(all_at_once),
        cmocka_unit_test(nothing_else_changes),
        cmocka_unit_test(one_who_stays_enabled),
        cmocka_unit_test(own_suite_is_refused),
        cmocka_unit_test(last_suite_is_refused),
        cmocka_unit_test(only_administrator_is_refused),
        cmocka_unit_test(own_user_is_refused),
        cmocka_unit_test(every_fault),
        cmocka_unit_test(default_password_is_found),
        cmocka_unit_test(another_password_is_well),
        cmocka_unit_test(a_test_that_tells_nothing),
        cmocka_unit_test(fewer_where_users_are_locked),
        cmocka_unit_test(unknown_makers_have_none),
        cmocka_unit_test(values_come_back),
    };

    setlocale(LC_ALL, "C");
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan for every kind of change, and the plan that takes it back, as the steps they consist
 * of: a letter a step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/access.h"
#include "core/report.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

static char set_letter(const struct plan *plan, const struct step *step)
{
    switch (remote_box_of(plan->changes.items[step->change].setting)) {
    case REMOTE_ENABLE:
        return 'E';
    case REMOTE_LAN:
        return 'N';
    default:
        return 'X';
    }
}

/* L lock, S source, A address, M netmask, G gateway, R ARP, V VLAN, C commit, U unlock, ? verify,
 * P password, T test, X user access, E enable, N channel access. */
static void letters(const struct plan *plan, char text[PLAN_STEPS + 1])
{
    static const char kinds[] = "L-CU?PT", items[] = "SAMGRV";
    size_t used = 0;

    for (size_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];

        text[used++] = step->kind == STEP_WRITE ? items[step->change]
                       : step->kind == STEP_SET ? set_letter(plan, step)
                                                : kinds[step->kind];
    }
    text[used] = '\0';
}

#define AS_IT_IS (-1)

struct plan_case {
    uint8_t channel; /* 1 is static 192.168.100.100/24, 8 has a lease */
    int source; /* of the BMC before */
    const char *edits;
    unsigned boxes;
    const char *steps;
    const char *undo; /* when all of it has been attempted */
};

#define LAN_BOX REMOTE_BIT(REMOTE_LAN)
#define USER_BOXES (REMOTE_BIT(REMOTE_PRIVILEGE) | REMOTE_BIT(REMOTE_MESSAGING))

static const struct plan_case cases[] = {
    {1, AS_IT_IS, "", 0, "", ""},
    {1, AS_IT_IS, "dhcp=no", 0, "", ""},
    {1, AS_IT_IS, "address=192.168.100.100/24 gateway=192.168.100.254 vlan=off", 0, "", ""},
    {1, AS_IT_IS, "address=192.168.100.101", 0, "LACU?", "LSAMGCU?"},
    {1, AS_IT_IS, "netmask=255.255.0.0", 0, "LMCU?", "LSAMGCU?"},
    {1, AS_IT_IS, "gateway=none", 0, "LGCU?", "LSAMGCU?"},
    {1, AS_IT_IS, "gateway=192.168.100.1", 0, "LGCU?", "LSAMGCU?"},
    {1, AS_IT_IS, "address=10.0.0.2/8 gateway=10.0.0.1", 0, "LAMGCU?", "LSAMGCU?"},
    {1, AS_IT_IS, "vlan=1", 0, "LVCU?", "LVCU?"},
    {1, AS_IT_IS, "vlan=4094 address=192.168.100.7", 0, "LAVCU?", "LSAMGVCU?"},
    {1, AS_IT_IS, "dhcp=yes", 0, "LSCU?", "LSAMGCU?"},
    {1, AS_IT_IS, "dhcp=yes vlan=5", 0, "LSVCU?", "LSAMGVCU?"},
    {8, AS_IT_IS, "dhcp=no", 0, "LSAMGCU?", "LSCU?"},
    {8, AS_IT_IS, "dhcp=no address=10.0.0.2/8 gateway=none", 0, "LSAMGCU?", "LSCU?"},
    {8, AS_IT_IS, "vlan=7", 0, "LVCU?", "LVCU?"},
    {8, AS_IT_IS, "dhcp=no address=10.0.0.2/8 gateway=none vlan=7", 0, "LSAMGVCU?", "LSVCU?"},
    {8, AS_IT_IS, "dhcp=yes", 0, "", ""},
    /* A source that the BIOS set is left alone until somebody says otherwise. */
    {1, IP_SOURCE_BIOS, "vlan=5", 0, "LVCU?", "LVCU?"},
    {1, IP_SOURCE_BIOS, "dhcp=no", 0, "LSAMGCU?", "LSAMGCU?"},
    {1, IP_SOURCE_OTHER, "address=192.168.100.101", 0, "LSAMGCU?", "LSAMGCU?"},
    {1, IP_SOURCE_UNSPECIFIED, "dhcp=yes", 0, "LSCU?", "LSCU?"},
    {1, AS_IT_IS, "password=Abcdef12", 0, "PT", ""},
    {1, AS_IT_IS, "address=192.168.100.101 password=Abcdef12", 0, "LACU?PT", "LSAMGCU?"},
    {1, AS_IT_IS, "", REMOTE_BIT(REMOTE_ARP), "LRCU?", "LRCU?"},
    {1, AS_IT_IS, "", USER_BOXES, "X", ""},
    {1, AS_IT_IS, "", USER_BOXES | REMOTE_BIT(REMOTE_ENABLE) | LAN_BOX, "XEN", ""},
    {1, AS_IT_IS, "password=Abcdef12 vlan=9",
     USER_BOXES | REMOTE_BIT(REMOTE_ENABLE) | LAN_BOX | REMOTE_BIT(REMOTE_ARP),
     "LRVCU?PTXEN", "LRVCU?"},
};

static void begin(struct rig *rig, const struct plan_case *one)
{
    struct bmc_error error;
    struct demo_state *state;

    rig_open(rig, one->channel, NULL);
    state = demo_state(rig->demo);
    if (one->boxes != 0) {
        state->channels[1].lan.arp = 1;
        state->channels[1].kept.settings = 0x21;
        state->users[2].enabled = false;
        state->users[2].access[1] = PRIVILEGE_USER;
    }
    if (one->source != AS_IT_IS)
        state->channels[1].lan.source = (uint8_t)one->source;
    model_init(&rig->page, &page_network);
    assert_int_equal(load_first(rig->bmc, &rig->page, one->channel, NULL, &error), 0);
    assert_int_equal(load_access(rig->bmc, &rig->page, 2, &error), 0);
}

static void every_kind_of_change(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig rig;
        struct plan plan, undo;
        bool write[CHANGES_MAX] = {false};
        char steps[PLAN_STEPS + 1];

        begin(&rig, &cases[i]);
        rig_edit(&rig, cases[i].edits);
        rig_plan(&rig, cases[i].boxes, &plan);
        letters(&plan, steps);
        if (strcmp(steps, cases[i].steps) != 0)
            print_error("case %zu \"%s\"\n", i, cases[i].edits);
        assert_string_equal(steps, cases[i].steps);
        assert_int_equal(plan_empty(&plan), steps[0] == '\0');
        assert_int_equal(plan_has_phase1(&plan), steps[0] == 'L');
        undo = plan;
        for (size_t j = 0; j < plan.changes.count; j++)
            undo.changes.items[j].attempted = plan.changes.items[j].write;
        plan_undo(&undo, write);
        for (size_t j = 0; j < plan.changes.count; j++)
            undo.changes.items[j].write = write[j];
        undo.password = NULL;
        plan_steps(&undo);
        letters(&undo, steps);
        if (strcmp(steps, cases[i].undo) != 0)
            print_error("undo of case %zu \"%s\"\n", i, cases[i].edits);
        assert_string_equal(steps, cases[i].undo);
        rig_close(&rig);
    }
}

static void names_of_steps(void **unused)
{
    static const char *const access_steps[] = {"Enable user", "User access", "User access",
                                               "LAN access", "LAN access"};
    const struct value access = {VALUE_UNREAD};
    struct rig rig;
    struct plan plan;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_plan(&rig, 0, &plan);
    plan_add_access(&plan, REMOTE_BIT(REMOTE_COUNT) - 1, access, access, access);
    for (enum step_kind kind = STEP_LOCK; kind < STEP_SET; kind++)
        assert_true(strlen(plan_step_name(&plan, &(struct step){kind, LAN_GATEWAY})) > 3);
    assert_string_equal(plan_step_name(&plan, &(struct step){STEP_WRITE, LAN_ADDRESS}),
                        "IPv4 Address");
    assert_string_equal(plan_step_name(&plan, &(struct step){STEP_WRITE, LAN_ARP}), "ARP replies");
    for (size_t i = 0; i < ACCESS_BOXES; i++)
        assert_string_equal(plan_step_name(&plan, &(struct step){STEP_SET, LAN_MAC + i}),
                            access_steps[i]);
    rig_close(&rig);
}

static void equal_as_judged(void **unused)
{
    struct lan one = {.vlan_id = 5}, other = {.vlan_id = 6};

    (void)unused;
    assert_true(lan_same(LAN_VLAN, &one, &other)); /* both off: the id stays as it was */
    one.vlan_enabled = other.vlan_enabled = true;
    assert_false(lan_same(LAN_VLAN, &one, &other));
    one.arp_gratuitous = true;
    assert_true(lan_same(LAN_ARP, &one, &other));
    one.source = IP_SOURCE_DHCP;
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        one.state[item] = VALUE_KNOWN;
    assert_false(lan_judged(LAN_ADDRESS, &one));
    assert_true(lan_judged(LAN_SOURCE, &one));
    assert_true(lan_judged(LAN_VLAN, &one));
    assert_false(lan_judged(LAN_MAC, &one));
    one.source = IP_SOURCE_STATIC;
    assert_true(lan_judged(LAN_ADDRESS, &one));
    one.state[LAN_ADDRESS] = VALUE_NOT_AVAILABLE;
    assert_false(lan_judged(LAN_ADDRESS, &one));
}

/* Tables have room for all there is, and for nothing else. */
static void tables_when_full(void **unused)
{
    struct plan full;
    struct save_state state = {.status = SAVE_MIXED};
    struct report report;
    struct rig rig;

    (void)unused;
    rig_open(&rig, 8, NULL);
    demo_state(rig.demo)->channels[8].lan.arp = 1;
    demo_state(rig.demo)->users[2].enabled = false;
    demo_state(rig.demo)->users[2].access[8] = PRIVILEGE_USER;
    demo_state(rig.demo)->channels[8].kept.settings &= 0xf8;
    demo_state(rig.demo)->channels[8].active.settings &= 0xf8;
    model_init(&rig.page, &page_network);
    assert_int_equal(load_first(rig.bmc, &rig.page, 8, NULL, NULL), 0);
    assert_int_equal(load_access(rig.bmc, &rig.page, 2, NULL), 0);
    rig_edit(&rig, "dhcp=no address=10.0.0.2/8 gateway=none vlan=7 password=Abcdef12");
    rig_plan(&rig, (1u << REMOTE_COUNT) - 1, &full);
    assert_int_equal(full.count, 15);
    assert_string_equal(plan_step_name(&full, &full.steps[14]), "LAN access");
    state.plan = full;
    state.password = OUTCOME_UNKNOWN;
    for (size_t i = 0; i < full.changes.count; i++)
        state.plan.changes.items[i].outcome = OUTCOME_NOT_PUT_BACK;
    report_make(&report, &state);
    assert_int_equal(report.count, 11); /* each parameter, the password, each box but ARP */
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_change),
        cmocka_unit_test(names_of_steps),
        cmocka_unit_test(equal_as_judged),
        cmocka_unit_test(tables_when_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

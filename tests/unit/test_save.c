/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every kind of save, with every fault before every single request of it. After each, exit status
 * and report must agree with what the BMC really holds.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/rig.h"

#define ALL_BOXES                                                                                  \
    (REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE) |     \
     REMOTE_BIT(REMOTE_LAN) | REMOTE_BIT(REMOTE_ARP))

#define NEW_PASSWORD "Abcdefg1234"

struct kind {
    const char *name;
    uint8_t channel;
    const char *setup; /* of the BMC, before */
    uint8_t user;      /* 0: the default */
    const char *edits;
    unsigned boxes;
};

static const struct kind kinds[] = {
    {"address", 1, NULL, 0, "address=192.168.100.101", 0},
    {"static from a lease", 8, NULL, 0, "dhcp=no address=10.9.8.7/16 gateway=10.9.0.1", 0},
    {"dhcp", 1, NULL, 0, "dhcp=yes", 0},
    {"dhcp, no server", 1, "set lease=never", 0, "dhcp=yes", 0},
    {"vlan on", 1, NULL, 0, "vlan=123", 0},
    {"vlan off", 1, NULL, 0, "vlan=off", 0},
    {"gateway none", 1, NULL, 0, "gateway=none", 0},
    {"password", 1, NULL, 0, "password=" NEW_PASSWORD, 0},
    {"all", 1, NULL, 4, "address=10.1.2.3/8 gateway=10.0.0.1 vlan=77 password=" NEW_PASSWORD,
     ALL_BOXES},
    {"remote access", 1, NULL, 4, "", ALL_BOXES},
    {"writes at once", 1, "set staged=no", 0, "address=10.1.2.3/8 gateway=10.0.0.1", 0},
    {"no lock", 1, "set lock-code=80; set staged=no", 0, "address=10.1.2.3/8 gateway=none", 0},
};

/* What a BMC of this kind is before the save; the factory's has nothing left to switch on. */
static void prepare(struct rig *rig, const struct kind *kind)
{
    struct demo_state *state = demo_state(rig->demo);

    if (strcmp(kind->name, "vlan off") == 0)
        state->channels[1].lan.vlan[1] |= 0x80;
    if (kind->boxes != 0) {
        state->channels[1].lan.arp = 1;
        state->channels[1].kept.settings &= 0xf8;
        state->channels[1].active.settings &= 0xf8;
        state->users[4].enabled = false;
        state->users[4].access[1] = PRIVILEGE_USER;
    }
}

static void start(struct rig *rig, const struct kind *kind)
{
    struct bmc_error error;

    rig_open(rig, kind->channel, kind->setup);
    prepare(rig, kind);
    page_init(&rig->page);
    rig->edit.user = kind->user;
    assert_int_equal(load_first(rig->bmc, &rig->page, kind->channel, NULL, &error), 0);
    assert_int_equal(load_users(rig->bmc, &rig->page, NULL, &error), 0);
    assert_int_equal(
        load_access(rig->bmc, &rig->page, edit_user(&rig->edit, &rig->page), &error), 0);
    rig_edit(rig, kind->edits);
}

/* --- what the BMC really holds ------------------------------------------- */

static uint32_t number(const uint8_t bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

static void really(const struct demo_state *state, uint8_t channel, struct lan *lan)
{
    const struct demo_lan *held = &state->channels[channel].lan;

    memset(lan, 0, sizeof *lan);
    lan->source = held->source;
    lan->address = number(held->address);
    lan->netmask = number(held->netmask);
    lan->gateway = number(held->gateway);
    lan->arp_replies = (held->arp & 2) != 0;
    lan->vlan_enabled = demo_vlan_on(held);
    lan->vlan_id = demo_vlan_id(held);
}

static bool lan_is(const struct lan *held, const struct lan *meant)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (plan_judged(item, meant) && !plan_same(item, held, meant))
            return false;
    }
    return true;
}

static bool access_is(const struct demo_state *state, const struct plan *plan)
{
    const struct demo_channel *channel = &state->channels[plan->channel];
    const struct demo_user *user = &state->users[plan->user];
    uint8_t access = user->access[plan->channel];

    if ((plan->remote & REMOTE_BIT(REMOTE_ENABLE)) != 0 && !user->enabled)
        return false;
    if ((plan->remote & REMOTE_BIT(REMOTE_MESSAGING)) != 0 && (access & 0x10) == 0)
        return false;
    if ((plan->remote & REMOTE_BIT(REMOTE_PRIVILEGE)) != 0 &&
        (access & 15) != PRIVILEGE_ADMINISTRATOR)
        return false;
    return (plan->remote & REMOTE_BIT(REMOTE_LAN)) == 0 ||
           ((channel->kept.settings & 7) == CHANNEL_ACCESS_ALWAYS &&
            (channel->active.settings & 7) == CHANNEL_ACCESS_ALWAYS);
}

static bool holds_new(const struct rig *rig, const struct demo_state *state)
{
    const struct plan *plan = &rig->state.plan;
    struct lan held;

    really(state, plan->channel, &held);
    return lan_is(&held, &plan->wanted) && access_is(state, plan) &&
           (plan->password == NULL || demo_password_is(state, plan->user, NEW_PASSWORD, 16));
}

/* Users, passwords, access and light as before; of the parameters those that are judged. */
static bool holds_old(const struct rig *rig, const struct demo_state *before,
                      const struct demo_state *state)
{
    struct demo_state same = *state;
    struct lan held;

    really(state, rig->state.plan.channel, &held);
    if (!lan_is(&held, &rig->state.plan.old))
        return false;
    /* Parameters are judged above; those of other channels are leases, which come and go. */
    for (unsigned channel = 0; channel < DEMO_CHANNELS; channel++) {
        same.channels[channel].lan = before->channels[channel].lan;
        same.channels[channel].progress = before->channels[channel].progress;
    }
    same.light = before->light;
    return demo_equal(before, &same);
}

/* What the report claims of each parameter must be so. */
static bool report_is_true(const struct rig *rig, const struct demo_state *state)
{
    const struct plan *plan = &rig->state.plan;
    struct lan held;

    really(state, plan->channel, &held);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        enum outcome outcome = rig->state.items[item];

        if (outcome == OUTCOME_KEPT && !plan_same(item, &held, &plan->wanted) &&
            plan_judged(item, &plan->wanted))
            return false;
        if (outcome == OUTCOME_PUT_BACK && plan_judged(item, &plan->old) &&
            !plan_same(item, &held, &plan->old))
            return false;
    }
    return rig->state.password != OUTCOME_KEPT ||
           demo_password_is(state, plan->user, NEW_PASSWORD, 16);
}

/* --- the matrix ---------------------------------------------------------- */

struct trial {
    const struct kind *kind;
    const char *fault; /* what happens at the request */
    unsigned at;
    bool mixed_allowed;
    bool changes_itself;
    bool lies; /* answers 00h to "set complete" and does nothing */
};

struct tally {
    unsigned runs, kept, put_back, not_written, unreached, mixed, again, wrong;
};

static void complain(const struct trial *trial, const struct rig *rig, const char *fault,
                     const char *what, const char *differences)
{
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(rig->demo, log, DEMO_LOG_MAX);

    fprintf(stderr, "%s, %s: %s (status %d: %s)\n%s\n", trial->kind->name, fault, what,
            (int)rig->state.status, rig->state.error.sentence, differences);
    for (size_t i = 0; i < count; i++) {
        char line[200];

        if (i + demo_requests(rig->demo) < count)
            continue; /* before the save */
        demo_log_text(&log[i], line, sizeof line);
        fprintf(stderr, "    %s\n", line);
    }
}

static const char *judge(const struct rig *rig, const struct demo_state *before,
                         const struct trial *trial)
{
    struct demo_state *state = demo_state(rig->demo);

    if (!report_is_true(rig, state))
        return "the report is not true";
    switch (rig->state.status) {
    case SAVE_KEPT:
        if (!holds_new(rig, state))
            return "said to be saved, and is not";
        break;
    case SAVE_NOT_WRITTEN:
    case SAVE_REVIEW_AGAIN:
    case SAVE_UNREACHED:
        /* What the BMC did by itself, before anything was written, is not ours to answer for. */
        if (!trial->changes_itself && !holds_old(rig, before, state))
            return "said to be untouched, and is not";
        break;
    case SAVE_PUT_BACK:
        if (!holds_old(rig, before, state))
            return "said to be put back, and is not";
        break;
    case SAVE_MIXED:
        if (!trial->mixed_allowed)
            return "left mixed without need";
        break;
    case SAVE_RUNNING:
        return "has not ended";
    }
    if (state->channels[trial->kind->channel].progress == LAN_SET_IN_PROGRESS &&
        !rig->state.lock_left && !trial->lies)
        return "the lock is left, and nobody says so";
    if (rig->state.status != SAVE_KEPT && rig->state.error.kind == ERROR_NONE &&
        !rig->state.stopped)
        return "no reason is given";
    return NULL;
}

static void count(struct tally *tally, enum save_status status)
{
    tally->runs++;
    tally->kept += status == SAVE_KEPT;
    tally->put_back += status == SAVE_PUT_BACK;
    tally->not_written += status == SAVE_NOT_WRITTEN;
    tally->unreached += status == SAVE_UNREACHED;
    tally->mixed += status == SAVE_MIXED;
    tally->again += status == SAVE_REVIEW_AGAIN;
}

/* false: the save has fewer requests than that. */
static bool run(struct trial *trial, struct tally *tally)
{
    struct rig rig;
    struct demo_state before;
    char fault[120];
    const char *wrong;
    bool reached;

    snprintf(fault, sizeof fault, "#%u:%s", trial->at, trial->fault);
    start(&rig, trial->kind);
    demo_snapshot(rig.demo, &before);
    rig_fault(&rig, fault);
    rig_save(&rig, trial->kind->boxes, NULL);
    reached = demo_requests(rig.demo) >= trial->at;
    count(tally, rig.state.status);
    wrong = judge(&rig, &before, trial);
    if (wrong != NULL) {
        char differences[2000];

        demo_differences(&before, demo_state(rig.demo), differences, sizeof differences);
        tally->wrong++;
        complain(trial, &rig, fault, wrong, differences);
    }
    rig_close(&rig);
    return reached;
}

/* The number of the request that releases the lock; what changes after it may change after it was
 * read back, and then nobody could know. */
static unsigned last_write(const struct kind *kind)
{
    struct rig rig;
    struct demo_log_entry log[DEMO_LOG_MAX];
    unsigned last = 0;
    size_t count;

    start(&rig, kind);
    rig_save(&rig, kind->boxes, NULL);
    count = demo_log(rig.demo, log, DEMO_LOG_MAX);
    for (size_t i = count - demo_requests(rig.demo); i < count; i++) {
        if (log[i].netfn == 0x0c && log[i].request[0] == 0x01)
            last = log[i].number;
    }
    rig_close(&rig);
    return last;
}

static void run_all(const char *fault, bool mixed_allowed, bool changes_itself)
{
    struct tally tally = {0};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && tally.wrong < 3; i++) {
        struct trial trial = {&kinds[i], fault, 1, mixed_allowed, changes_itself,
                              strstr(fault, "ignored") != NULL};

        unsigned end = changes_itself ? last_write(&kinds[i]) : UINT_MAX;

        while (trial.at <= end && run(&trial, &tally) && tally.wrong < 3)
            trial.at++;
    }
    printf("%-32s %4u runs: %u kept, %u put back, %u not written, %u unreached, %u again, "
           "%u mixed\n",
           fault, tally.runs, tally.kept, tally.put_back, tally.not_written, tally.unreached,
           tally.again, tally.mixed);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.runs > 50);
}

/* --- without faults ------------------------------------------------------ */

static void every_kind_is_kept(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct rig rig;

        start(&rig, &kinds[i]);
        print_message("%s\n", kinds[i].name);
        assert_int_equal(rig_save(&rig, kinds[i].boxes, NULL), SAVE_KEPT);
        assert_true(holds_new(&rig, demo_state(rig.demo)));
        assert_int_equal(demo_state(rig.demo)->channels[kinds[i].channel].progress, 0);
        assert_false(rig.state.lock_left);
        rig_close(&rig);
    }
}

/* SPEC's budget: address, netmask and gateway in at most 30 requests with the reading before. */
static void requests_of_a_save(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=10.1.2.3/8 gateway=10.0.0.1");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    print_message("%u requests after the page was read\n", demo_requests(rig.demo));
    assert_true(demo_requests(rig.demo) <= 18);
    rig_close(&rig);
}

static void nothing_to_do(void **unused)
{
    struct rig rig;
    struct plan plan;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=192.168.100.100 vlan=off dhcp=no");
    rig_plan(&rig, 0, &plan);
    assert_true(plan_empty(&plan));
    rig_close(&rig);
}

/* --- stopped, locked, not awaited ---------------------------------------- */

struct stopper {
    unsigned asked, at;
    enum save_command command;
    bool keep, clear;
};

static enum save_command stop_at(void *data)
{
    struct stopper *stopper = data;

    return ++stopper->asked == stopper->at ? stopper->command : SAVE_GO_ON;
}

static bool answer(void *data, enum save_question question, const struct save_state *state)
{
    struct stopper *stopper = data;

    (void)state;
    return question == SAVE_ASK_KEEP ? stopper->keep : stopper->clear;
}

static void stopped_anywhere(void **unused)
{
    struct trial trial = {.fault = "", .mixed_allowed = true};
    unsigned runs = 0;

    (void)unused;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct stopper stopper = {0, 0, SAVE_STOP, false, false};
        bool kept = false;

        trial.kind = &kinds[i];
        while (!kept) {
            const struct save_watch watch = {.command = stop_at, .ask = answer, .data = &stopper};
            struct rig rig;
            struct demo_state before;
            const char *wrong;

            stopper.asked = 0;
            stopper.at++;
            start(&rig, &kinds[i]);
            demo_snapshot(rig.demo, &before);
            rig_save(&rig, kinds[i].boxes, &watch);
            kept = rig.state.status == SAVE_KEPT;
            wrong = judge(&rig, &before, &trial);
            if (wrong != NULL)
                complain(&trial, &rig, "stopped", wrong, "");
            assert_null(wrong);
            /* Only a password that was set is beyond putting back. */
            assert_true(rig.state.status != SAVE_MIXED || rig.state.password == OUTCOME_KEPT);
            rig_close(&rig);
            runs++;
        }
    }
    print_message("%u runs stopped\n", runs);
    assert_true(runs > 40);
}

static void lock_of_another(void **unused)
{
    struct stopper stopper = {0, 0, SAVE_GO_ON, false, false};
    const struct save_watch watch = {.command = stop_at, .ask = answer, .data = &stopper};
    struct rig rig;
    int64_t began;

    (void)unused;
    start(&rig, &kinds[0]);
    demo_state(rig.demo)->channels[1].progress = LAN_SET_IN_PROGRESS;
    began = rig.now;
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_NOT_WRITTEN);
    assert_int_equal(rig.state.error.kind, ERROR_LOCKED);
    assert_true(rig.now - began >= 10000);
    assert_int_equal(demo_state(rig.demo)->channels[1].progress, LAN_SET_IN_PROGRESS);
    stopper.clear = true;
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_KEPT);
    assert_int_equal(demo_state(rig.demo)->channels[1].progress, LAN_SET_COMPLETE);
    rig_close(&rig);
}

static void not_awaited(void **unused)
{
    (void)unused;
    for (int keep = 0; keep < 2; keep++) {
        struct stopper stopper = {0, 12, SAVE_DO_NOT_WAIT, keep == 1, false};
        const struct save_watch watch = {.command = stop_at, .ask = answer, .data = &stopper};
        struct rig rig;

        start(&rig, &kinds[0]);
        rig_fault(&rig, "commit:stale=20s");
        assert_int_equal(rig_save(&rig, 0, &watch), keep == 1 ? SAVE_KEPT : SAVE_PUT_BACK);
        assert_int_equal(rig.state.items[LAN_ADDRESS],
                         keep == 1 ? OUTCOME_PENDING : OUTCOME_PUT_BACK);
        rig_close(&rig);
    }
}

static void never_kept(void **unused)
{
    struct rig rig;
    int64_t began;

    (void)unused;
    start(&rig, &kinds[0]);
    rig_fault(&rig, "lan-set 3:ignored");
    began = rig.now;
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_PUT_BACK);
    assert_int_equal(rig.state.items[LAN_ADDRESS], OUTCOME_LOST);
    assert_true(rig.now - began >= 30000);
    rig_close(&rig);
}

/* A VLAN write that drops the address is seen, and put right once. */
static void side_effect_mended(void **unused)
{
    struct rig rig;

    (void)unused;
    start(&rig, &kinds[4]);
    rig_fault(&rig, "lan-set 20:change=address-lost times=1");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_true(holds_new(&rig, demo_state(rig.demo)));
    rig_close(&rig);
}

/* --- one fault once ------------------------------------------------------ */

#define CODE(xx)                                                                                   \
    static void code_##xx(void **unused)                                                           \
    {                                                                                              \
        (void)unused;                                                                              \
        run_all("code=" #xx, true, false);                                                            \
    }
CODE(80)
CODE(81)
CODE(82)
CODE(8f)
CODE(c0)
CODE(c3)
CODE(c7)
CODE(c9)
CODE(cc)
CODE(ce)
CODE(d1)
CODE(d2)
CODE(d4)
CODE(d5)
CODE(ff)

static void answer_lost(void **unused)
{
    (void)unused;
    run_all("lost", true, false);
}

static void answer_lost_after_doing(void **unused)
{
    (void)unused;
    run_all("lost done", true, false);
}

static void answer_late(void **unused)
{
    (void)unused;
    run_all("late", true, false);
}

static void answer_short(void **unused)
{
    (void)unused;
    run_all("short", true, false);
}

static void stale_reads(void **unused)
{
    (void)unused;
    run_all("stale=20s", true, false);
}

static void write_ignored(void **unused)
{
    (void)unused;
    run_all("ignored", true, false);
}

static void gone_for_good(void **unused)
{
    (void)unused;
    run_all("gone", true, false);
}

static void gone_and_back(void **unused)
{
    (void)unused;
    run_all("reboot=20s boot=5s", true, false);
}

static void back_with_d2(void **unused)
{
    (void)unused;
    run_all("reboot=5s boot=20s boot-code=d2", true, false);
}

#define CHANGE(name, text)                                                                         \
    static void change_##name(void **unused)                                                       \
    {                                                                                              \
        (void)unused;                                                                              \
        run_all("change=" text, true, true);                                                         \
    }
CHANGE(address_lost, "address-lost")
CHANGE(gateway_moved, "gateway-moved")
CHANGE(source_dhcp, "source-dhcp")
CHANGE(vlan_off, "vlan-off")
CHANGE(lock_lost, "lock-lost")

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_kept),
        cmocka_unit_test(requests_of_a_save),
        cmocka_unit_test(nothing_to_do),
        cmocka_unit_test(stopped_anywhere),
        cmocka_unit_test(lock_of_another),
        cmocka_unit_test(not_awaited),
        cmocka_unit_test(never_kept),
        cmocka_unit_test(side_effect_mended),
        cmocka_unit_test(code_80),
        cmocka_unit_test(code_81),
        cmocka_unit_test(code_82),
        cmocka_unit_test(code_8f),
        cmocka_unit_test(code_c0),
        cmocka_unit_test(code_c3),
        cmocka_unit_test(code_c7),
        cmocka_unit_test(code_c9),
        cmocka_unit_test(code_cc),
        cmocka_unit_test(code_ce),
        cmocka_unit_test(code_d1),
        cmocka_unit_test(code_d2),
        cmocka_unit_test(code_d4),
        cmocka_unit_test(code_d5),
        cmocka_unit_test(code_ff),
        cmocka_unit_test(answer_lost),
        cmocka_unit_test(answer_lost_after_doing),
        cmocka_unit_test(answer_late),
        cmocka_unit_test(answer_short),
        cmocka_unit_test(stale_reads),
        cmocka_unit_test(write_ignored),
        cmocka_unit_test(gone_for_good),
        cmocka_unit_test(gone_and_back),
        cmocka_unit_test(back_with_d2),
        cmocka_unit_test(change_address_lost),
        cmocka_unit_test(change_gateway_moved),
        cmocka_unit_test(change_source_dhcp),
        cmocka_unit_test(change_vlan_off),
        cmocka_unit_test(change_lock_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

#include "core/report.h"
#include "unit/demo_look.h"
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
    {"dhcp, no server", 1, "set lease-ms=never", 0, "dhcp=yes", 0},
    {"vlan on", 1, NULL, 0, "vlan=123", 0},
    {"vlan off", 1, NULL, 0, "vlan=off", 0},
    {"gateway none", 1, NULL, 0, "gateway=none", 0},
    {"password", 1, NULL, 0, "password=" NEW_PASSWORD, 0},
    {"all", 1, NULL, 4, "address=10.1.2.3/8 gateway=10.0.0.1 vlan=77 password=" NEW_PASSWORD,
     ALL_BOXES},
    {"remote access", 1, NULL, 4, "", ALL_BOXES},
    {"writes at once", 1, "set apply=immediate", 0, "address=10.1.2.3/8 gateway=10.0.0.1", 0},
    {"no lock", 1, "set lock=80; set apply=immediate", 0, "address=10.1.2.3/8 gateway=none", 0},
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
    model_init(&rig->page, &page_network);
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
        if (lan_judged(item, meant) && !lan_same(item, held, meant))
            return false;
    }
    return true;
}

static bool access_is(const struct demo_state *state, const struct plan *plan)
{
    const struct demo_channel *channel = &state->channels[plan->channel];
    const struct demo_user *user = &state->users[plan->user];
    uint8_t access = user->access[plan->channel];

    if ((plan_boxes(plan) & REMOTE_BIT(REMOTE_ENABLE)) != 0 && !user->enabled)
        return false;
    if ((plan_boxes(plan) & REMOTE_BIT(REMOTE_MESSAGING)) != 0 && (access & 0x10) == 0)
        return false;
    if ((plan_boxes(plan) & REMOTE_BIT(REMOTE_PRIVILEGE)) != 0 &&
        (access & 15) != PRIVILEGE_ADMINISTRATOR)
        return false;
    return (plan_boxes(plan) & REMOTE_BIT(REMOTE_LAN)) == 0 ||
           ((channel->kept.settings & 7) == CHANNEL_ACCESS_ALWAYS &&
            (channel->active.settings & 7) == CHANNEL_ACCESS_ALWAYS);
}

static bool holds_new(const struct rig *rig, const struct demo_state *state)
{
    const struct plan *plan = &rig->state.plan;
    struct lan held;

    really(state, plan->channel, &held);
    return lan_is(&held, plan_lan(plan, GOAL_WANTED)) && access_is(state, plan) &&
           (plan->password == NULL || demo_password_is(state, plan->user, NEW_PASSWORD, 16));
}

/* Users, passwords, access and light as before; of the parameters those that are judged. */
static bool holds_old(const struct rig *rig, const struct demo_state *before,
                      const struct demo_state *state)
{
    struct demo_state same = *state;
    struct lan held;

    really(state, rig->state.plan.channel, &held);
    if (!lan_is(&held, plan_lan(&rig->state.plan, GOAL_OLD)))
        return false;
    /* Parameters are judged above; those of other channels are leases, which come and go. */
    for (unsigned channel = 0; channel < DEMO_CHANNELS; channel++) {
        same.channels[channel].lan = before->channels[channel].lan;
        same.channels[channel].progress = before->channels[channel].progress;
    }
    same.light = before->light;
    return demo_equal(before, &same);
}

/* What is said of one parameter: its outcome, and what the BMC is said to hold. */
static bool item_is_true(const struct save_state *said, enum lan_item item, const struct lan *held)
{
    const struct plan *plan = &said->plan;
    enum outcome outcome = item_outcome(said, item);
    bool shown = said->holds_known && plan_held(&said->plan)->state[item] == VALUE_KNOWN &&
                 outcome != OUTCOME_NONE && outcome != OUTCOME_UNKNOWN &&
                 outcome != OUTCOME_NOT_TRIED;

    if (outcome == OUTCOME_KEPT && !lan_same(item, held, plan_lan(plan, GOAL_WANTED)) &&
        lan_judged(item, plan_lan(plan, GOAL_WANTED)))
        return false;
    if (outcome == OUTCOME_PUT_BACK && lan_judged(item, plan_lan(plan, GOAL_OLD)) &&
        !lan_same(item, held, plan_lan(plan, GOAL_OLD)))
        return false;
    if (outcome == OUTCOME_NOT_PUT_BACK && lan_judged(item, plan_lan(plan, GOAL_OLD)) &&
        lan_same(item, held, plan_lan(plan, GOAL_OLD)))
        return false;
    return !shown || outcome == OUTCOME_LEASE || lan_same(item, held, plan_held(&said->plan));
}

static bool box_is_true(const struct rig *rig, enum remote_box box, const struct demo_state *before,
                        const struct demo_state *state)
{
    const struct plan *plan = &rig->state.plan;
    struct plan one = *plan;
    enum outcome outcome = box_outcome(&rig->state, box);

    for (size_t i = 0; i < one.changes.count; i++)
        one.changes.items[i].write &= remote_box_of(one.changes.items[i].setting) == box;
    if (outcome == OUTCOME_KEPT)
        return access_is(state, &one);
    return outcome != OUTCOME_PUT_BACK || access_is(state, &one) == access_is(before, &one);
}

/* What the report claims of each part of the save must be so. */
static bool report_is_true(const struct rig *rig, const struct demo_state *before,
                           const struct demo_state *state)
{
    const struct plan *plan = &rig->state.plan;
    struct lan held;

    really(state, plan->channel, &held);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (!item_is_true(&rig->state, item, &held))
            return false;
    }
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if (box != REMOTE_ARP && !box_is_true(rig, box, before, state))
            return false;
    }
    return rig->state.password != OUTCOME_KEPT ||
           demo_password_is(state, plan->user, NEW_PASSWORD, 16);
}

/* --- the matrix ---------------------------------------------------------- */

/* What a fault leaves open. */
enum leaves {
    LEAVES_NEW, /* it passes: the save must go through */
    LEAVES_OLD_OR_NEW, /* mixed only where a password was sent, which cannot be put back */
    LEAVES_ANYTHING /* the BMC goes on like that: it may have to stay mixed, and it is said */
};

struct trial {
    const struct kind *kind;
    const char *fault; /* what happens at the request */
    unsigned at;
    enum leaves leaves;
    bool changes_itself;
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

static bool password_sent(const struct rig *rig)
{
    enum outcome password = rig->state.password;

    return password == OUTCOME_KEPT || password == OUTCOME_SET || password == OUTCOME_UNKNOWN;
}

static const char *judge(const struct rig *rig, const struct demo_state *before,
                         const struct trial *trial)
{
    struct demo_state *state = demo_state(rig->demo);

    if (!report_is_true(rig, before, state))
        return "the report is not true";
    if (trial->leaves == LEAVES_NEW && rig->state.status != SAVE_KEPT)
        return "not saved, for a thing that passes";
    if (trial->leaves == LEAVES_NEW && rig->state.lock_left)
        return "the lock is left, for a thing that passes";
    switch (rig->state.status) {
    case SAVE_KEPT:
        if (!holds_new(rig, state))
            return "said to be saved, and is not";
        break;
    case SAVE_NOT_WRITTEN:
    case SAVE_REVIEW_AGAIN:
    case SAVE_UNREACHED:
    case SAVE_IMPOSSIBLE:
        /* What the BMC did by itself, before anything was written, is not ours to answer for. */
        if (!trial->changes_itself && !holds_old(rig, before, state))
            return "said to be untouched, and is not";
        break;
    case SAVE_PUT_BACK:
        if (!holds_old(rig, before, state))
            return "said to be put back, and is not";
        break;
    case SAVE_MIXED:
        if (trial->leaves != LEAVES_ANYTHING && !password_sent(rig))
            return "left mixed without need";
        break;
    case SAVE_RUNNING:
        return "has not ended";
    }
    if (state->channels[trial->kind->channel].progress == LAN_SET_IN_PROGRESS &&
        !rig->state.lock_left)
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

static void run_all(const char *fault, enum leaves leaves, bool changes_itself)
{
    struct tally tally = {0};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && tally.wrong < 3; i++) {
        unsigned stride = rig_stride(), end = changes_itself ? last_write(&kinds[i]) : UINT_MAX;
        struct trial trial = {&kinds[i], fault, 1 + (unsigned)i % stride, leaves, changes_itself};

        while (trial.at <= end && run(&trial, &tally) && tally.wrong < 3)
            trial.at += stride;
    }
    printf("%-32s %4u runs: %u kept, %u put back, %u not written, %u unreached, %u again, "
           "%u mixed\n",
           fault, tally.runs, tally.kept, tally.put_back, tally.not_written, tally.unreached,
           tally.again, tally.mixed);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.runs * rig_stride() > 50);
}

/* --- without faults ------------------------------------------------------ */

/* All that was planned is said to be kept, and nothing else is said to be anything. */
static void assert_all_kept(const struct save_state *said)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        bool leased = item_outcome(said, item) == OUTCOME_LEASE && !plan_writes(&said->plan, item);

        assert_true(leased || item_outcome(said, item) ==
                                  (plan_writes(&said->plan, item) ? OUTCOME_KEPT : OUTCOME_NONE));
    }
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        bool planned = (plan_boxes(&said->plan) & REMOTE_BIT(box)) != 0 && box != REMOTE_ARP;

        assert_int_equal(box_outcome(said, box), planned ? OUTCOME_KEPT : OUTCOME_NONE);
    }
    assert_int_equal(said->password, said->plan.password != NULL ? OUTCOME_KEPT : OUTCOME_NONE);
}

static void every_kind_is_kept(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct rig rig;

        start(&rig, &kinds[i]);
        print_message("%s\n", kinds[i].name);
        assert_int_equal(rig_save(&rig, kinds[i].boxes, NULL), SAVE_KEPT);
        assert_true(holds_new(&rig, demo_state(rig.demo)));
        assert_all_kept(&rig.state);
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
    struct trial trial = {.fault = "", .leaves = LEAVES_OLD_OR_NEW};
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
        assert_int_equal(item_outcome(&rig.state, LAN_ADDRESS),
                         keep == 1 ? OUTCOME_PENDING : OUTCOME_PUT_BACK);
        rig_close(&rig);
    }
}

/* Kept without waiting where nothing could be read back: nothing of it is said to be there. */
static void not_awaited_nor_read(void **unused)
{
    struct stopper stopper = {0, 0, SAVE_GO_ON, true, false};
    const struct save_watch watch = {.command = stop_at, .ask = answer, .data = &stopper};
    struct report report;
    struct rig rig;

    (void)unused;
    start(&rig, &kinds[0]);
    rig_fault(&rig, "lan-get 3:code=ff nth=2");
    stopper.command = SAVE_DO_NOT_WAIT;
    stopper.at = 12;
    assert_int_equal(rig_save(&rig, 0, &watch), SAVE_KEPT);
    assert_int_equal(item_outcome(&rig.state, LAN_ADDRESS), OUTCOME_UNKNOWN);
    report_make(&report, &rig.state);
    assert_non_null(strstr(report.headline, "the BMC does not show it yet"));
    rig_close(&rig);
}

/* What may be wrong with a password depends on its length. */
static void refused_password(void **unused)
{
    static const struct {
        const char *words, *why;
    } cases[] = {
        {"password=Secret12", "The BMC refused this password (its own policy)."},
        {"password=Secret12Secret12X", "The BMC refused this password: it may accept at most 16"},
    };
    struct report report;

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig rig;

        start(&rig, &kinds[0]);
        rig_fault(&rig, "password set:code=cc");
        rig.edit.user = 2;
        rig_edit(&rig, cases[i].words);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_PUT_BACK);
        rig.state.plan.password = NULL; /* as the screen forgets it */
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline, cases[i].why));
        rig_close(&rig);
    }
}

/* Whichever parameter is refused, it is that one which is named. */
static void refused_is_named(void **unused)
{
    static const struct {
        const char *fault;
        enum lan_item item;
        size_t kind;
        const char *label;
    } cases[] = {
        {"lan-set 4:code=cc times=1", LAN_SOURCE, 1, "IP source"},
        {"lan-set 3:code=82 times=1", LAN_ADDRESS, 8, "IPv4 Address"},
        {"lan-set 6:code=c9 times=1", LAN_NETMASK, 8, "IPv4 Netmask"},
        {"lan-set 12:code=d5 times=1", LAN_GATEWAY, 8, "IPv4 Default Gateway"},
        {"lan-set 10:code=80 times=1", LAN_ARP, 8, "ARP replies"},
        {"lan-set 20:code=c7 times=1", LAN_VLAN, 8, "VLAN ID"},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kind *kind = &kinds[cases[i].kind];
        struct report report;
        struct rig rig;

        print_message("%s\n", cases[i].fault);
        start(&rig, kind);
        rig_fault(&rig, cases[i].fault);
        assert_int_equal(rig_save(&rig, kind->boxes, NULL), SAVE_PUT_BACK);
        assert_int_equal(rig.state.failed.kind, STEP_WRITE);
        assert_ptr_equal(rig.state.plan.changes.items[rig.state.failed.change].setting,
                         lan_setting(cases[i].item));
        assert_int_equal(item_outcome(&rig.state, cases[i].item), OUTCOME_REFUSED);
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline, cases[i].label));
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
    assert_int_equal(item_outcome(&rig.state, LAN_ADDRESS), OUTCOME_LOST);
    assert_true(rig.now - began >= 30000);
    rig_close(&rig);
}

/* Side effects of a BMC, once and each time: seen, put right, and told. */
static void side_effects_put_right(void **unused)
{
    static const struct {
        const char *fault, *edits;
        enum lan_item changed;
    } cases[] = {
        {"lan-set 20:change=address-lost times=1", "vlan=123", LAN_ADDRESS},
        {"lan-set 20:change=address-lost", "vlan=123", LAN_ADDRESS},
        {"lan-set 20:change=source-dhcp", "vlan=123", LAN_SOURCE},
        {"lan-set 6:change=gateway-moved times=1", "netmask=255.255.0.0", LAN_GATEWAY},
        {"lan-set 6:change=gateway-moved", "netmask=255.255.0.0", LAN_GATEWAY},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report report;
        struct rig rig;

        print_message("%s\n", cases[i].fault);
        rig_open(&rig, 1, NULL);
        rig_edit(&rig, cases[i].edits);
        rig_fault(&rig, cases[i].fault);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_true(holds_new(&rig, demo_state(rig.demo)));
        assert_true(rig.state.repaired);
        assert_int_equal(item_outcome(&rig.state, cases[i].changed), OUTCOME_CHANGED);
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline, "changed other settings as well; they were"));
        rig_close(&rig);
    }
}

/* Seen again and again while other new values are there: written once more, and kept; a write that is
 * lost alone, too, but later. */
static void lost_is_written_once_more(void **unused)
{
    static const struct {
        const char *setup, *faults, *edits;
        int64_t at_most_ms;
    } cases[] = {
        {"set apply=immediate", "lan-set 20:change=gateway-moved times=1",
         "gateway=192.168.100.253 vlan=77", 5000},
        {"set apply=immediate", "lan-set 20:change=address-lost times=1",
         "address=192.168.100.9 vlan=77",
         5000},
        {NULL, "lan-set 20:change=gateway-moved times=1", "gateway=192.168.100.253 vlan=77", 5000},
        {NULL, "lan-set 12:ignored times=1", "address=192.168.100.9 gateway=192.168.100.253", 5000},
        {NULL, "lan-set 3:ignored times=1", "address=192.168.100.9", 20000},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig rig;
        int64_t began;

        print_message("%s\n", cases[i].faults);
        rig_open(&rig, 1, cases[i].setup);
        rig_edit(&rig, cases[i].edits);
        rig_fault(&rig, cases[i].faults);
        began = rig.now;
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
        assert_true(holds_new(&rig, demo_state(rig.demo)));
        assert_true(rig.now - began < cases[i].at_most_ms);
        rig_close(&rig);
    }
}

/* A BMC that shows nothing new for a while is not written to again: it will. */
static void old_pictures_are_waited_out(void **unused)
{
    struct rig rig;
    struct demo_log_entry log[DEMO_LOG_MAX];
    unsigned writes = 0;
    size_t count;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=192.168.100.9 vlan=77");
    rig_fault(&rig, "commit:stale=12s");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    count = demo_log(rig.demo, log, DEMO_LOG_MAX);
    for (size_t i = count - demo_requests(rig.demo); i < count; i++)
        writes += log[i].netfn == 0x0c && log[i].request[0] == 1;
    assert_int_equal(writes, 1 + 2 + 2);
    rig_close(&rig);
}

/* Undoing where the BMC shows what was there before, although it holds what was saved: the old
 * picture is not taken for the result. */
static void old_picture_is_no_undo(void **unused)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct rig rig;
    struct plan plan;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "gateway=192.168.100.253");
    rig_plan(&rig, 0, &plan);
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    rig_fault(&rig, "lan-get *:stale=12s; lan-set 12:ignored");
    assert_int_equal(save_put_back(RIG_CONTEXT(&rig, &settings, NULL), &plan, false, &rig.state),
                     SAVE_MIXED);
    assert_int_equal(item_outcome(&rig.state, LAN_GATEWAY), OUTCOME_NOT_PUT_BACK);
    rig_close(&rig);
    /* One that takes it is put back, whatever it shows meanwhile. */
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "gateway=192.168.100.253");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    rig_fault(&rig, "lan-get *:stale=12s");
    assert_int_equal(save_put_back(RIG_CONTEXT(&rig, &settings, NULL), &plan, false, &rig.state),
                     SAVE_PUT_BACK);
    assert_int_equal(demo_state(rig.demo)->channels[1].lan.gateway[3], 254);
    rig_close(&rig);
}

/* The same while a save puts back by itself, before it came to its commit: a short look later. */
static void old_picture_while_putting_back(void **unused)
{
    struct demo_state before;
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, "set apply=immediate");
    rig_edit(&rig, "gateway=192.168.100.253 vlan=77");
    demo_snapshot(rig.demo, &before);
    /* What is written acts, what is read lags, and putting back is ignored. */
    rig_fault(&rig, "lan-set 20:code=cc; lan-get *:stale=2s; lan-set 12:ignored nth=2");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_int_equal(item_outcome(&rig.state, LAN_GATEWAY), OUTCOME_NOT_PUT_BACK);
    rig_close(&rig);
}

/* Whatever code a BMC has for "no set in progress": on without. Held, denied and busy are none. */
static void lock_codes(void **unused)
{
    (void)unused;
    for (unsigned code = 0x80; code <= 0xff; code++) {
        bool no = code == 0x81 || code == 0xd4 || code == 0xc0 || code == 0xc3 || code == 0xce ||
                  code == 0xcf || code == 0xd1 || code == 0xd2;
        char setup[60];
        struct rig rig;

        snprintf(setup, sizeof setup, "set lock=%02x; set apply=immediate", code);
        rig_open(&rig, 1, setup);
        rig_edit(&rig, "address=10.1.2.3/8 gateway=none");
        assert_int_equal(rig_save(&rig, 0, NULL), no ? SAVE_NOT_WRITTEN : SAVE_KEPT);
        assert_int_equal(holds_new(&rig, demo_state(rig.demo)), !no);
        assert_true(no || !rig.state.lock_left);
        rig_close(&rig);
    }
}

/* What was not part of it is not said to be anything, whatever became of the rest. */
static void assert_others_not_told(const struct save_state *said)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (!plan_writes(&said->plan, item))
            assert_int_equal(item_outcome(said, item), OUTCOME_NONE);
    }
}

/* What is refused and held all the same is no failure; what is refused and not held is. */
static void refused_but_held(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 8, NULL);
    memset(demo_state(rig.demo)->channels[8].lan.gateway, 0, 4);
    rig_edit(&rig, "dhcp=no address=192.168.7.9/24 gateway=none");
    rig_fault(&rig, "lan-set 12:code=cc");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_int_equal(item_outcome(&rig.state, LAN_GATEWAY), OUTCOME_KEPT);
    rig_close(&rig);
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "gateway=none");
    rig_fault(&rig, "lan-set 12:code=cc");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_PUT_BACK);
    assert_int_equal(item_outcome(&rig.state, LAN_GATEWAY), OUTCOME_REFUSED);
    assert_others_not_told(&rig.state);
    rig_close(&rig);
}

/* VLAN off keeps the id; where only id 0 is taken, it is 0. */
static void vlan_off_by_id_0(void **unused)
{
    (void)unused;
    for (int putting_back = 0; putting_back < 2; putting_back++) {
        struct demo_fault fault = demo_fault_on(0x0c, 1, 20, DEMO_FAULT_CODE);
        struct rig rig;

        start(&rig, &kinds[putting_back ? 4 : 5]); /* on; off */
        demo_state(rig.demo)->channels[1].lan.vlan[0] = 42;
        model_init(&rig.page, &page_network);
        assert_int_equal(load_first(rig.bmc, &rig.page, 1, NULL, NULL), 0);
        fault.value = 42;
        fault.code = 0xcc;
        assert_int_equal(demo_fault_add(rig.demo, &fault), 0);
        if (putting_back)
            rig_fault(&rig, "lan-set 12:ignored; complete:change=gateway-moved times=1; "
                            "complete:change=gateway-moved");
        assert_int_equal(rig_save(&rig, 0, NULL), putting_back ? SAVE_MIXED : SAVE_KEPT);
        assert_false(demo_vlan_on(&demo_state(rig.demo)->channels[1].lan));
        assert_int_equal(demo_vlan_id(&demo_state(rig.demo)->channels[1].lan), 0);
        rig_close(&rig);
    }
}

/* Once, and not for ever: a BMC that changes it whatever is written is put back, and told of. */
static void side_effect_that_stays(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=123");
    rig_fault(&rig, "complete:change=gateway-moved");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_false(rig.state.repaired);
    assert_int_equal(item_outcome(&rig.state, LAN_GATEWAY), OUTCOME_NOT_PUT_BACK);
    assert_int_equal(item_outcome(&rig.state, LAN_VLAN), OUTCOME_PUT_BACK);
    assert_non_null(strstr(rig.state.error.sentence, "changed other settings as well, and again"));
    rig_close(&rig);
}

/* A VLAN write that drops the address each time must not keep it from being put back. */
static void side_effect_while_putting_back(void **unused)
{
    struct rig rig;
    struct demo_state before;

    (void)unused;
    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "vlan=123");
    demo_snapshot(rig.demo, &before);
    rig_fault(&rig, "lan-set 20:ignored times=2; lan-set 20:change=address-lost");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_PUT_BACK);
    assert_true(holds_old(&rig, &before, demo_state(rig.demo)));
    rig_close(&rig);
}

/* --- a BMC that is away, or that lies ------------------------------------- */

struct clock_seen {
    const struct rig *rig;
    unsigned waits;
    int64_t longest_ms;
};

static void see_clock(void *data, const struct save_state *state)
{
    struct clock_seen *seen = data;

    if (!state->waits_for_bmc)
        return;
    seen->waits++;
    if (state->until_ms - seen->rig->now > seen->longest_ms)
        seen->longest_ms = state->until_ms - seen->rig->now;
}

/* The wait for it is told, with its end, and the save goes on. */
static void rebooting_is_waited_for(void **unused)
{
    static const char *const faults[] = {"#5:reboot=20s boot=5s", "#5:reboot=1s boot=40s",
                                         "#5:reboot=1s boot=40s boot-code=ce",
                                         "#5:reboot=1s boot=40s boot-code=d2"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig;
        struct clock_seen seen = {&rig, 0, 0};
        const struct save_watch watch = {.progress = see_clock, .data = &seen};

        print_message("%s\n", faults[i]);
        start(&rig, &kinds[9]); /* the second phase: nothing of it is dropped by a reboot */
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, kinds[9].boxes, &watch), SAVE_KEPT);
        assert_true(holds_new(&rig, demo_state(rig.demo)));
        assert_true(seen.waits >= 1);
        assert_true(seen.longest_ms > 30000 && seen.longest_ms <= 60000);
        rig_close(&rig);
    }
}

/* Who does not want to wait for the reading back does not make the other pauses vanish: the BMC
 * would be asked without end. */
static void hurried_everywhere(void **unused)
{
    static const char *const faults[] = {"#3:reboot=20s boot=5s", "#9:reboot=20s boot=5s",
                                         "#3:code=ff times=ever", "lock:code=81"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct stopper stopper = {0, 1, SAVE_DO_NOT_WAIT, true, false};
        const struct save_watch watch = {.command = stop_at, .ask = answer, .data = &stopper};
        struct rig rig;

        print_message("%s\n", faults[i]);
        start(&rig, &kinds[0]);
        rig_fault(&rig, faults[i]);
        assert_int_not_equal(rig_save(&rig, 0, &watch), SAVE_RUNNING);
        assert_true(demo_requests(rig.demo) < 300);
        rig_close(&rig);
    }
}

/* What was before is what was read first, not what the second try finds. */
static void before_is_before(void **unused)
{
    static const char *const faults[] = {
        "user-access-set *:lost done times=1; password enable:code=cc times=1",
        "password enable:lost done times=1; channel-access-set *:code=82",
        "channel-access-set *:lost done times=1; channel-access-set *:code=82 nth=3 times=1",
        "channel-access-set *:lost done nth=2 times=1; channel-access-get *:code=cc nth=6 times=1"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct demo_state before;
        struct rig rig;

        print_message("%s\n", faults[i]);
        start(&rig, &kinds[9]);
        demo_snapshot(rig.demo, &before);
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, kinds[9].boxes, NULL), SAVE_PUT_BACK);
        assert_true(holds_old(&rig, &before, demo_state(rig.demo)));
        rig_close(&rig);
    }
}

/* Of the two tables of a channel one goes back, the other does not: the box is not back. */
static void half_put_back(void **unused)
{
    static const char *const faults[] = {"channel-access-set *:ignored nth=3 times=1",
                                         "channel-access-set *:ignored nth=4 times=1"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct rig rig;

        start(&rig, &kinds[9]);
        rig_fault(&rig, "channel-access-get *:code=cc nth=4 times=1");
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, REMOTE_BIT(REMOTE_LAN), NULL), SAVE_MIXED);
        assert_int_equal(box_outcome(&rig.state, REMOTE_LAN), OUTCOME_NOT_PUT_BACK);
        rig_close(&rig);
    }
}

/* 00h to "set complete", and nothing is released: nobody is told that all is well. */
static void release_that_is_a_lie(void **unused)
{
    struct rig rig;

    (void)unused;
    start(&rig, &kinds[0]);
    rig_fault(&rig, "complete:ignored");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_KEPT);
    assert_true(rig.state.lock_left);
    rig_close(&rig);
}

/* What could not be read back is not said to be anything. */
static void reads_refused(void **unused)
{
    struct rig rig;

    (void)unused;
    start(&rig, &kinds[0]);
    rig_fault(&rig, "lan-get 3:code=80 nth=2");
    assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
    assert_int_equal(item_outcome(&rig.state, LAN_ADDRESS), OUTCOME_UNKNOWN);
    assert_non_null(strstr(rig.state.error.sentence, "could not be read back"));
    rig_close(&rig);
}

/* Who goes away after a write took what it holds along: nothing is said to be there. */
static void gone_leaves_nothing_known(void **unused)
{
    static const char *const faults[] = {"commit:gone", "lan-get 3:gone nth=3"};

    (void)unused;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct report report;
        struct rig rig;

        start(&rig, &kinds[0]);
        rig_fault(&rig, "lan-set 3:ignored");
        rig_fault(&rig, faults[i]);
        assert_int_equal(rig_save(&rig, 0, NULL), SAVE_MIXED);
        assert_false(rig.state.holds_known);
        assert_others_not_told(&rig.state);
        report_make(&report, &rig.state);
        assert_non_null(strstr(report.headline, "What the BMC holds now is unknown"));
        rig_close(&rig);
    }
}

/* --- one fault once ------------------------------------------------------ */

/* At request k, once; and at request k and all that follow. */
#define CODE(xx, leaves)                                                                           \
    static void code_##xx(void **unused)                                                           \
    {                                                                                              \
        (void)unused;                                                                              \
        run_all("code=" #xx, leaves, false);                                                       \
        run_all("code=" #xx " times=ever", LEAVES_ANYTHING, false);                                \
    }
CODE(80, LEAVES_OLD_OR_NEW)
CODE(81, LEAVES_OLD_OR_NEW)
CODE(82, LEAVES_OLD_OR_NEW)
CODE(8f, LEAVES_OLD_OR_NEW)
CODE(c0, LEAVES_NEW)
CODE(c3, LEAVES_NEW)
CODE(c7, LEAVES_OLD_OR_NEW)
CODE(c9, LEAVES_OLD_OR_NEW)
CODE(cc, LEAVES_OLD_OR_NEW)
CODE(ce, LEAVES_NEW)
CODE(d1, LEAVES_NEW)
CODE(d2, LEAVES_NEW)
CODE(d4, LEAVES_OLD_OR_NEW)
CODE(d5, LEAVES_OLD_OR_NEW)
CODE(ff, LEAVES_NEW);

#define FAULT(name, text, leaves)                                                                  \
    static void name(void **unused)                                                                \
    {                                                                                              \
        (void)unused;                                                                              \
        run_all(text, leaves, false);                                                              \
    }
FAULT(answer_lost, "lost", LEAVES_NEW)
FAULT(answer_lost_after_doing, "lost done", LEAVES_NEW)
FAULT(answers_lost, "lost times=3", LEAVES_OLD_OR_NEW)
FAULT(answers_lost_after_doing, "lost done times=3", LEAVES_OLD_OR_NEW)
FAULT(answer_late, "late", LEAVES_NEW)
FAULT(answer_short, "short", LEAVES_NEW)
FAULT(stale_reads, "stale=20s", LEAVES_OLD_OR_NEW)
FAULT(write_ignored, "ignored", LEAVES_OLD_OR_NEW)
FAULT(gone_for_good, "gone", LEAVES_ANYTHING)
FAULT(gone_and_back, "reboot=20s boot=5s", LEAVES_OLD_OR_NEW)
FAULT(back_with_ff, "reboot=5s boot=20s", LEAVES_OLD_OR_NEW)
FAULT(back_with_ce, "reboot=5s boot=20s boot-code=ce", LEAVES_OLD_OR_NEW)
FAULT(back_with_d2, "reboot=5s boot=20s boot-code=d2", LEAVES_OLD_OR_NEW)

#define CHANGE(name, text)                                                                         \
    static void change_##name(void **unused)                                                       \
    {                                                                                              \
        (void)unused;                                                                              \
        run_all("change=" text, LEAVES_OLD_OR_NEW, true);                                          \
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
        cmocka_unit_test(not_awaited_nor_read),
        cmocka_unit_test(refused_is_named),
        cmocka_unit_test(refused_password),
        cmocka_unit_test(never_kept),
        cmocka_unit_test(side_effects_put_right),
        cmocka_unit_test(lost_is_written_once_more),
        cmocka_unit_test(old_pictures_are_waited_out),
        cmocka_unit_test(old_picture_is_no_undo),
        cmocka_unit_test(old_picture_while_putting_back),
        cmocka_unit_test(lock_codes),
        cmocka_unit_test(refused_but_held),
        cmocka_unit_test(vlan_off_by_id_0),
        cmocka_unit_test(side_effect_that_stays),
        cmocka_unit_test(side_effect_while_putting_back),
        cmocka_unit_test(rebooting_is_waited_for),
        cmocka_unit_test(before_is_before),
        cmocka_unit_test(half_put_back),
        cmocka_unit_test(hurried_everywhere),
        cmocka_unit_test(release_that_is_a_lie),
        cmocka_unit_test(reads_refused),
        cmocka_unit_test(gone_leaves_nothing_known),
        cmocka_unit_test(code_80), cmocka_unit_test(code_81), cmocka_unit_test(code_82),
        cmocka_unit_test(code_8f), cmocka_unit_test(code_c0), cmocka_unit_test(code_c3),
        cmocka_unit_test(code_c7), cmocka_unit_test(code_c9), cmocka_unit_test(code_cc),
        cmocka_unit_test(code_ce), cmocka_unit_test(code_d1), cmocka_unit_test(code_d2),
        cmocka_unit_test(code_d4), cmocka_unit_test(code_d5), cmocka_unit_test(code_ff),
        cmocka_unit_test(answer_lost),
        cmocka_unit_test(answer_lost_after_doing),
        cmocka_unit_test(answers_lost),
        cmocka_unit_test(answers_lost_after_doing),
        cmocka_unit_test(answer_late),
        cmocka_unit_test(answer_short),
        cmocka_unit_test(stale_reads),
        cmocka_unit_test(write_ignored),
        cmocka_unit_test(gone_for_good),
        cmocka_unit_test(gone_and_back),
        cmocka_unit_test(back_with_ff),
        cmocka_unit_test(back_with_ce),
        cmocka_unit_test(back_with_d2),
        cmocka_unit_test(change_address_lost),
        cmocka_unit_test(change_gateway_moved),
        cmocka_unit_test(change_source_dhcp),
        cmocka_unit_test(change_vlan_off),
        cmocka_unit_test(change_lock_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

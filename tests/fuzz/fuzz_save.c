/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save while several things go wrong at once, and a person stops it or does not wait. The BMC is
 * honest: it loses, refuses, forgets and reboots, but what it reads back is what it holds. Then
 * whatever is said of the save must be so.
 *
 * Input: kind of save, what the person does, then six bytes a fault.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/report.h"
#include "fuzz/fuzz.h"
#include "fuzz/truth.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define PASSWORD "Abcdefg1234"
#define FAULTS_MAX 6
#define ALL_BOXES (REMOTE_BIT(REMOTE_COUNT) - 1)

static const struct kind {
    uint8_t channel;
    const char *setup, *edits;
    bool boxes;
} kinds[] = {
    {1, NULL, "address=192.168.100.101", false},
    {8, NULL, "dhcp=no address=10.9.8.7/16 gateway=10.9.0.1", false},
    {1, NULL, "dhcp=yes", false},
    {1, "set lease-ms=never", "dhcp=yes vlan=7", false},
    {1, NULL, "vlan=123", false},
    {1, NULL, "vlan=off gateway=none", false},
    {1, NULL, "password=" PASSWORD, false},
    {1, NULL, "address=10.1.2.3/8 gateway=10.0.0.1 vlan=77 password=" PASSWORD, true},
    {1, NULL, "", true},
    {1, "set apply=immediate", "address=10.1.2.3/8 gateway=10.0.0.1", false},
    {1, "set lock=80; set apply=immediate", "address=10.1.2.3/8 gateway=none", false},
    {1, "set commit=80; set apply=immediate", "netmask=255.255.0.0", false},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static const uint8_t codes[] = {0x80, 0x81, 0x82, 0x8f, 0xc0, 0xc1, 0xc3, 0xc7, 0xc9,
                                0xcc, 0xce, 0xd1, 0xd2, 0xd4, 0xd5, 0xff};
/* After these nobody knows whether it was carried out. */
static const uint8_t uncertain[] = {0xc3, 0xce, 0xff};
static const int64_t times_ms[] = {1, 100, 900, 1100, 5000, 15000, 29000, 31000, 65000, 200000};

/* "I have no such thing", said by a BMC that has it (a lock, a test of passwords), and a test that
 * says no where it is yes: lies that no program could see through. They strike writes only. */
static bool may_be_a_lie(uint8_t code)
{
    static const uint8_t lies[] = {0x80, 0x81, 0xc1, 0xc7, 0xc9, 0xcc};

    return memchr(lies, code, sizeof lies) != NULL;
}

static void add_strike(struct demo_bmc *demo, struct fuzz *fuzz)
{
    static const enum demo_fault_kind strikes[] = {
        DEMO_FAULT_CODE, DEMO_FAULT_CODE,  DEMO_FAULT_CODE, DEMO_FAULT_LOST,
        DEMO_FAULT_LATE, DEMO_FAULT_SHORT, DEMO_FAULT_GONE, DEMO_FAULT_WRONG_COMMAND,
        DEMO_FAULT_REBOOT, DEMO_FAULT_DELAY};
    static const int parameters[] = {3, 4, 6, 12, 20, 10, 0};
    unsigned at = 1 + fuzz_pick(fuzz, 120);
    struct demo_fault fault = demo_fault_at(at, strikes[fuzz_pick(fuzz, 10)]);

    fault.times = 1 + fuzz_pick(fuzz, 5);
    fault.done = fuzz_flag(fuzz);
    fault.code = codes[fuzz_pick(fuzz, sizeof codes)];
    fault.ms = times_ms[fuzz_pick(fuzz, 10)];
    if (fault.kind == DEMO_FAULT_CODE && fault.done)
        fault.code = uncertain[fault.code % sizeof uncertain];
    if (fault.kind == DEMO_FAULT_CODE && may_be_a_lie(fault.code)) {
        fault.numbered = false;
        fault.netfn = 0x0c;
        fault.command = 1;
        fault.argument = parameters[at % (fault.code == 0x81 ? 7 : 6)]; /* the lock is held */
        fault.nth = at % 4;
    }
    if (fault.kind == DEMO_FAULT_REBOOT)
        fault.boot_ms = fault.ms / 4;
    demo_fault_add(demo, &fault);
}

/* One kind of write is answered 00h, and forgotten. Not the release of the lock: no program could
 * know that. */
static void add_forgetting(struct demo_bmc *demo, struct fuzz *fuzz)
{
    static const struct {
        int netfn, command, argument;
    } writes[] = {{0x0c, 1, 3}, {0x0c, 1, 4},  {0x0c, 1, 6}, {0x0c, 1, 12},
                  {0x0c, 1, 20}, {0x0c, 1, 10}, {6, 0x47, 2}, {6, 0x43, -1}};
    unsigned chosen = fuzz_pick(fuzz, 8);
    struct demo_fault fault = demo_fault_on(writes[chosen].netfn, writes[chosen].command,
                                            writes[chosen].argument, DEMO_FAULT_IGNORED);

    fault.nth = 1 + fuzz_pick(fuzz, 4);
    fault.times = 1 + fuzz_pick(fuzz, 3);
    fuzz_byte(fuzz);
    fuzz_byte(fuzz);
    demo_fault_add(demo, &fault);
}

static void add_faults(struct demo_bmc *demo, struct fuzz *fuzz)
{
    for (int i = 0; i < FAULTS_MAX && fuzz->left > 0; i++) {
        if (fuzz_pick(fuzz, 8) == 0)
            add_forgetting(demo, fuzz);
        else
            add_strike(demo, fuzz);
    }
}

/* --- the person ----------------------------------------------------------- */

struct person {
    unsigned looked, stops_at, hurries_at;
    bool keeps, clears;
};

static enum save_command command(void *data)
{
    struct person *person = data;

    person->looked++;
    if (person->stops_at != 0 && person->looked >= person->stops_at)
        return SAVE_STOP;
    if (person->hurries_at != 0 && person->looked >= person->hurries_at)
        return SAVE_DO_NOT_WAIT;
    return SAVE_GO_ON;
}

static bool answer(void *data, enum save_question question, const struct save_state *state)
{
    const struct person *person = data;

    (void)state;
    return question == SAVE_ASK_KEEP ? person->keeps : person->clears;
}

static void take_person(struct person *person, struct fuzz *fuzz)
{
    uint8_t flags = fuzz_byte(fuzz);

    memset(person, 0, sizeof *person);
    if ((flags & 1) != 0)
        person->stops_at = 1 + fuzz_pick(fuzz, 100);
    if ((flags & 2) != 0)
        person->hurries_at = 1 + fuzz_pick(fuzz, 100);
    person->keeps = (flags & 4) != 0;
    person->clears = (flags & 8) != 0;
}

/* --- the save ------------------------------------------------------------- */

static void prepare(struct rig *rig, const struct kind *kind)
{
    struct demo_state *state;
    struct bmc_error error;

    rig_open(rig, kind->channel, kind->setup);
    if (kind->boxes) {
        state = demo_state(rig->demo);
        state->channels[1].lan.arp = 1;
        state->channels[1].kept.settings &= 0xf8;
        state->channels[1].active.settings &= 0xf8;
        state->users[4].enabled = false;
        state->users[4].access[1] = PRIVILEGE_USER;
        rig->edit.user = 4;
    }
    model_init(&rig->page, &page_network);
    FUZZ_CHECK(load_first(rig->bmc, &rig->page, kind->channel, NULL, &error) == 0);
    FUZZ_CHECK(load_users(rig->bmc, &rig->page, NULL, &error) == 0);
    FUZZ_CHECK(load_access(rig->bmc, &rig->page, edit_user(&rig->edit, &rig->page), &error) == 0);
    rig_edit(rig, kind->edits);
}

static void complain(const struct rig *rig, const char *wrong, const struct demo_state *before)
{
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(rig->demo, log, DEMO_LOG_MAX);
    char text[2000];

    fprintf(stderr, "%s (status %d: %s)\n", wrong, (int)rig->state.status,
            rig->state.error.sentence);
    for (size_t i = 0; i < count; i++) {
        demo_log_text(&log[i], text, sizeof text);
        fprintf(stderr, "    %s\n", text);
    }
    demo_differences(before, demo_state(rig->demo), text, sizeof text);
    fprintf(stderr, "%s\n", text);
    abort();
}

/* DO NOT WAIT and keep: what had not been seen is told as pending, and is not judged here. */
static bool kept_unseen(const struct person *person, const struct save_state *state)
{
    for (enum lan_item item = 0; item < LAN_ITEMS; item++) {
        if (item_outcome(state, item) == OUTCOME_PENDING ||
            item_outcome(state, item) == OUTCOME_CHANGED ||
            item_outcome(state, item) == OUTCOME_UNKNOWN)
            return person->keeps && state->status == SAVE_KEPT;
    }
    return false;
}

/* A BMC that took the lock and, when it is looked at, answers as those do that have none cannot be
 * told from these. */
static bool denies_lock(const struct rig *rig, const char *wrong)
{
    static const uint8_t none[] = {0x80, 0x82, 0xc1, 0xc7, 0xc9, 0xcb, 0xcc, 0xd5, 0xff};
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(rig->demo, log, DEMO_LOG_MAX);

    if (wrong != TRUTH_LOCK_LEFT)
        return false;
    for (size_t i = count; i-- > 0;) {
        const struct demo_log_entry *entry = &log[i];

        if (entry->netfn == 0x0c && entry->request[0] == 2 && entry->request[2] == 0)
            return entry->reply == DEMO_ANSWER &&
                   memchr(none, entry->code, sizeof none) != NULL;
    }
    return false;
}

void fuzz_save(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    const struct kind *kind = &kinds[fuzz_pick(&fuzz, KINDS)];
    struct person person;
    const struct save_watch watch = {.command = command, .ask = answer, .data = &person};
    struct rig rig;
    struct demo_state before;
    struct report report;
    const char *wrong;

    prepare(&rig, kind);
    take_person(&person, &fuzz);
    demo_snapshot(rig.demo, &before);
    demo_mark(rig.demo);
    add_faults(rig.demo, &fuzz);
    rig_save(&rig, kind->boxes ? ALL_BOXES : 0, &watch);
    wrong = truth_of_save(&rig.state, &before, demo_state(rig.demo), PASSWORD);
    if (wrong != NULL && !kept_unseen(&person, &rig.state) && !denies_lock(&rig, wrong))
        complain(&rig, wrong, &before);
    report_make(&report, &rig.state);
    FUZZ_CHECK(report.headline[0] != '\0' && report.count <= REPORT_ROWS);
    rig_close(&rig);
}

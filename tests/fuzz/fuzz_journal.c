/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a journal, and what is done by it. The first byte says how the rest is taken: as the
 * text; as its lines, to which head and checksum are added (no mutation would ever hit that); or as
 * the values of one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pages/pages.h"
#include "core/access.h"
#include "fuzz/fuzz.h"
#include "fuzz/truth.h"
#include "guard/recover.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define HEAD "bmctui journal 1\n"

static unsigned long long checksum(const char *text, size_t length)
{
    unsigned long long sum = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)text[i]) * 0x100000001b3ULL;
    return sum;
}

/* An exact copy on the heap, so that reading past its end is seen. */
static char *make_text(const void *data, size_t size, bool whole, size_t *length)
{
    char *text = malloc(sizeof HEAD + size + 32), *exact;

    if (text == NULL)
        abort();
    *length = 0;
    if (!whole) {
        memcpy(text, HEAD, sizeof HEAD - 1);
        *length = sizeof HEAD - 1;
    }
    if (size > 0)
        memcpy(text + *length, data, size);
    *length += size;
    if (!whole)
        *length += (size_t)snprintf(text + *length, 32, "sum %016llx\n", checksum(text, *length));
    exact = malloc(*length > 0 ? *length : 1);
    if (exact == NULL)
        abort();
    memcpy(exact, text, *length);
    free(text);
    return exact;
}

/* --- values --------------------------------------------------------------- */

static void take_lan(struct lan *lan, struct fuzz *fuzz)
{
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        lan->state[item] = (enum value_state)fuzz_pick(fuzz, 3);
    lan->source = (enum ip_source)fuzz_pick(fuzz, 16);
    lan->address = fuzz_number(fuzz);
    lan->netmask = fuzz_number(fuzz);
    lan->gateway = fuzz_number(fuzz);
    lan->arp_gratuitous = fuzz_flag(fuzz);
    lan->arp_replies = fuzz_flag(fuzz);
    lan->vlan_enabled = fuzz_flag(fuzz);
    lan->vlan_id = (uint16_t)(fuzz_number(fuzz) & 4095);
    for (size_t i = 0; i < sizeof lan->mac; i++)
        lan->mac[i] = fuzz_byte(fuzz);
}

static void take_plan(struct plan *plan, struct fuzz *fuzz)
{
    struct lan lan;
    struct value user, kept, active;

    plan->channel = (uint8_t)(1 + fuzz_pick(fuzz, 11));
    take_lan(&lan, fuzz);
    plan_put(plan, GOAL_OLD, &lan);
    take_lan(&lan, fuzz);
    plan_put(plan, GOAL_WANTED, &lan);
    for (size_t i = 0; i < plan->changes.count; i++)
        plan->changes.items[i].write =
            fuzz_flag(fuzz) && value_known(&plan->changes.items[i].wanted);
    plan->user = (uint8_t)fuzz_pick(fuzz, 64);
    fuzz_line(fuzz, plan->user_name, sizeof plan->user_name);
    user = access_of_user(&(struct user_access){.enabled = (enum user_enabled)fuzz_pick(fuzz, 3),
                                                .messaging = fuzz_flag(fuzz),
                                                .privilege = (enum privilege)fuzz_pick(fuzz, 16)});
    kept = access_of_channel(&(struct channel_access){.mode = (uint8_t)fuzz_pick(fuzz, 8)});
    active = access_of_channel(&(struct channel_access){.mode = (uint8_t)fuzz_pick(fuzz, 8)});
    plan_add_access(plan, fuzz_pick(fuzz, REMOTE_BIT(REMOTE_COUNT)), user, kept, active);
    plan_steps(plan);
}

static void take_values(struct journal *journal, struct fuzz *fuzz)
{
    memset(journal, 0, sizeof *journal);
    journal->state = (enum journal_state)fuzz_pick(fuzz, 3);
    journal->started = (long long)fuzz_number(fuzz) << (fuzz_pick(fuzz, 32));
    journal->pid = (long)(fuzz_number(fuzz) & 0x7fffffff);
    journal->confirm = fuzz_flag(fuzz);
    journal->lock_ours = fuzz_flag(fuzz);
    journal->password_planned = fuzz_flag(fuzz);
    journal->password_sent = fuzz_flag(fuzz);
    journal->device_known = fuzz_flag(fuzz);
    journal->device.id = fuzz_byte(fuzz);
    journal->device.manufacturer = fuzz_number(fuzz) & 0xffffff;
    take_plan(&journal->plan, fuzz);
    fuzz_line(fuzz, journal->tty, sizeof journal->tty);
    fuzz_line(fuzz, journal->target, sizeof journal->target);
    fuzz_line(fuzz, journal->driver, sizeof journal->driver);
    fuzz_line(fuzz, journal->boot_id, sizeof journal->boot_id);
}

/* --- what is done by a journal --------------------------------------------- */

/* What was read is written again as it was, to the byte. */
static void round_trip(const struct journal *journal)
{
    static char one[JOURNAL_TEXT], other[JOURNAL_TEXT];
    struct journal again;
    struct bmc_error error;
    size_t length = journal_encode(journal, one);

    if (length == 0)
        return; /* it does not fit, which is said */
    FUZZ_CHECK(journal_decode(&again, pages, one, length, &error) == 0);
    FUZZ_CHECK(journal_encode(&again, other) == length && memcmp(one, other, length) == 0);
    for (size_t cut = 0; cut < length; cut += 97)
        FUZZ_CHECK(journal_decode(&again, pages, one, cut, &error) == -1);
}

static void undo(struct rig *rig, const struct journal *journal)
{
    const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    enum save_status status;
    struct lan held;

    status = save_put_back(RIG_CONTEXT(rig, &settings, NULL), &journal->plan, journal->lock_ours,
                           &rig->state);
    FUZZ_CHECK(status == SAVE_PUT_BACK || status == SAVE_MIXED || status == SAVE_NOT_WRITTEN ||
               status == SAVE_UNREACHED);
    if (status != SAVE_PUT_BACK)
        return;
    truth_lan(demo_state(rig->demo), journal->plan.channel, &held);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (plan_writes(&journal->plan, item) &&
            lan_judged(item, plan_lan(&journal->plan, GOAL_OLD)))
            FUZZ_CHECK(lan_same(item, &held, plan_lan(&journal->plan, GOAL_OLD)));
    }
}

static void act_on(const struct journal *journal)
{
    struct rig rig;
    struct recover_view view;
    struct bmc_error error;

    recover_make(&view, journal);
    FUZZ_CHECK(view.count <= RECOVER_ROWS);
    rig_open(&rig, 0, NULL);
    FUZZ_CHECK(recover_read(&view, rig.bmc, &error) == 0 || error.sentence[0] != '\0');
    FUZZ_CHECK(view.count <= RECOVER_ROWS);
    undo(&rig, journal);
    rig_close(&rig);
}

void fuzz_journal(const uint8_t *data, size_t size)
{
    struct journal journal;
    struct bmc_error error = {.kind = ERROR_NONE};
    struct fuzz fuzz = {data, size};
    unsigned how = fuzz_pick(&fuzz, 3);
    size_t length;
    char *text;

    if (how == 2) {
        take_values(&journal, &fuzz);
        round_trip(&journal);
        act_on(&journal);
        return;
    }
    text = make_text(fuzz.at, fuzz.left, how == 0, &length);
    if (journal_decode(&journal, pages, text, length, &error) == 0) {
        round_trip(&journal);
        act_on(&journal);
    } else {
        FUZZ_CHECK(error.sentence[0] != '\0');
    }
    free(text);
}

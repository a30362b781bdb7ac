/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC whose answers are anything: the demo BMC's, cut, bent, swapped, lost, or bytes of the input.
 * Reading the page and saving must come to an end, and nothing may be called kept, or put back,
 * that the last answers did not say.
 *
 * Input: what is saved, then two to four bytes for each request that is not to be answered well.
 */
#include <stdlib.h>
#include <string.h>

#include "core/check.h"
#include "core/diff.h"
#include "core/report.h"
#include "fuzz/liar.h"
#include "unit/rig.h"

#define PASSWORD "Abcdefg1234"

/* --- what the answers said ---------------------------------------------------- */

static uint32_t quad(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

/* Whether the last answer about this parameter said so. */
static bool answered(const struct liar *liar, enum lan_item item, const struct lan *meant)
{
    static const uint8_t parameters[] = {4, 3, 6, 12, 10, 20};
    const uint8_t *bytes = liar->seen[parameters[item]];
    size_t length = liar->seen_length[parameters[item]];
    bool on;

    switch (item) {
    case LAN_SOURCE:
        return length >= 1 && (bytes[0] & 15) == (unsigned)meant->source;
    case LAN_ADDRESS:
        return length >= 4 && quad(bytes) == meant->address;
    case LAN_NETMASK:
        return length >= 4 && quad(bytes) == meant->netmask;
    case LAN_GATEWAY:
        return length >= 4 && quad(bytes) == meant->gateway;
    case LAN_ARP:
        return length >= 1 && ((bytes[0] & 2) != 0) == meant->arp_replies;
    case LAN_VLAN:
        on = (bytes[1] & 0x80) != 0;
        return length >= 2 && on == meant->vlan_enabled &&
               (!on || ((bytes[1] & 15) << 8 | bytes[0]) == meant->vlan_id);
    default:
        return true;
    }
}

static void check_said(const struct liar *liar, const struct save_state *state)
{
    const struct plan *plan = &state->plan;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (item_outcome(state, item) == OUTCOME_KEPT &&
            lan_judged(item, plan_lan(plan, GOAL_WANTED)))
            FUZZ_CHECK(answered(liar, item, plan_lan(plan, GOAL_WANTED)));
        if (item_outcome(state, item) == OUTCOME_PUT_BACK &&
            lan_judged(item, plan_lan(plan, GOAL_OLD)))
            FUZZ_CHECK(answered(liar, item, plan_lan(plan, GOAL_OLD)));
        if (state->status == SAVE_KEPT && plan_writes(plan, item) &&
            lan_judged(item, plan_lan(plan, GOAL_WANTED)))
            FUZZ_CHECK(item_outcome(state, item) == OUTCOME_KEPT);
        if (state->status == SAVE_PUT_BACK)
            FUZZ_CHECK(item_outcome(state, item) != OUTCOME_NOT_PUT_BACK &&
                       item_outcome(state, item) != OUTCOME_UNKNOWN &&
                       item_outcome(state, item) != OUTCOME_PENDING);
    }
    if (state->password == OUTCOME_KEPT)
        FUZZ_CHECK(liar->password_test != -1 && liar->password_test != 0x80 &&
                   liar->password_test != 0x81);
    FUZZ_CHECK(state->status != SAVE_RUNNING && state->stage == SAVE_STAGE_DONE);
}

/* --- a person at the page ------------------------------------------------------- */

static void look_at(const struct model *page)
{
    char text[VALUE_TEXT];

    FUZZ_CHECK(page->channel_count <= BMC_CHANNELS_MAX && page->user_count <= BMC_USER_LAST);
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        FUZZ_CHECK(strlen(model_text(page, field, text)) < VALUE_TEXT);
    for (size_t i = 0; i < page->channel_count; i++) {
        model_channel_text(&page_network, &page->channels[i], text);
        FUZZ_CHECK(i == 0 || page->channels[i].number > page->channels[i - 1].number);
    }
    for (size_t i = 0; i < page->user_count; i++) {
        model_user_text(&page->users[i], text);
        for (const char *at = text; *at != '\0'; at++)
            FUZZ_CHECK(*at >= ' ' && *at <= '~');
    }
}

static void edit_page(struct rig *rig, unsigned what)
{
    static const char *const edits[] = {"address=192.168.100.101",
                                        "dhcp=yes",
                                        "dhcp=no address=10.9.8.7/16 gateway=10.9.0.1",
                                        "vlan=123",
                                        "vlan=off",
                                        "gateway=none netmask=/20",
                                        "",
                                        "address=10.1.2.3/8 gateway=10.0.0.1 vlan=77"};

    edit_reset(&rig->edit);
    rig_edit(rig, edits[what % 8]);
    if ((what & 8) != 0)
        secret_set(rig->edit.password, PASSWORD, strlen(PASSWORD));
}

static void save(struct rig *rig, const struct liar *liar, unsigned boxes)
{
    const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    const struct check_context context = {
        .model = &rig->page, .edit = &rig->edit, .link_encrypted = true};
    struct check_list list;
    struct diff diff;
    struct changes changes;
    struct plan plan;
    struct report report;

    check_clear(&list);
    check_all(&context, &list);
    if (check_first_error(&list) != NULL)
        return;
    edit_changes(&rig->edit, &rig->page, &changes);
    plan_make(&plan, &rig->page, &changes, edit_user(&rig->edit, &rig->page), rig->edit.password,
              boxes);
    diff_make(&diff, &rig->edit, &rig->page, &plan);
    if (plan_empty(&plan))
        return;
    save_run(RIG_CONTEXT(rig, &settings, NULL), &plan, &rig->state);
    check_said(liar, &rig->state);
    report_make(&report, &rig->state);
    FUZZ_CHECK(report.headline[0] != '\0' && report.count <= REPORT_ROWS);
}

static void read_page(struct rig *rig, uint8_t channel)
{
    struct bmc_error error = {.kind = ERROR_NONE};
    int read;

    model_init(&rig->page, &page_network);
    read = load_first(rig->bmc, &rig->page, channel, NULL, &error);
    FUZZ_CHECK(read == 0 || error.sentence[0] != '\0');
    if (read == 0)
        (void)load_rest(rig->bmc, &rig->page, NULL, &error);
    look_at(&rig->page);
}

void fuzz_answers(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size}, honest = {NULL, 0};
    unsigned what = fuzz_byte(&fuzz), boxes = fuzz_byte(&fuzz) % REMOTE_BIT(REMOTE_COUNT);
    uint8_t channel = (uint8_t)fuzz_pick(&fuzz, 12);
    struct bmc_error error;
    struct liar *liar;
    struct rig rig;

    rig_open(&rig, 0, NULL);
    liar = liar_put_between(&rig, (what & 0x40) != 0 ? &honest : &fuzz);
    read_page(&rig, channel);
    if (model_channel(&rig.page) != NULL) {
        (void)load_access(rig.bmc, &rig.page, rig.page.default_user, &error);
        edit_page(&rig, what);
        liar->fuzz = &fuzz;
        save(&rig, liar, (what & 0x20) != 0 ? boxes : 0);
        look_at(&rig.page);
    }
    rig_close(&rig);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed into the fields, by form and command line, against a BMC that holds anything; then
 * the checks, the review, the plan, and the save of what the checks let pass. The rules are judged
 * once more here, in other words.
 */
#include <string.h>

#include "base/ipv4.h"
#include "core/check.h"
#include "core/diff.h"
#include "fuzz/fuzz.h"
#include "fuzz/truth.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define ACTS_MAX 40

static const enum field_id text_fields[] = {FIELD_ADDRESS, FIELD_NETMASK, FIELD_GATEWAY,
                                            FIELD_VLAN};

struct form {
    struct rig rig;
    struct check_context context;
    bool hidden; /* the page lacks values that the BMC has, */
    bool unread; /* because they have not been read yet: SAVE is refused then */
};

/* --- what the BMC holds ---------------------------------------------------- */

static void take_quad(struct fuzz *fuzz, uint8_t bytes[4])
{
    static const uint32_t usual[] = {0,          0xffffff00, 0xffffffff, 0xc0a80101,
                                     0xa9fe0102, 0x0a000000, 0xffff0000, 0xff00ff00};
    uint8_t chosen = fuzz_byte(fuzz);
    uint32_t value = chosen < 8 ? usual[chosen] : fuzz_number(fuzz);

    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void take_bmc(struct form *form, struct fuzz *fuzz)
{
    struct demo_lan *lan = &demo_state(form->rig.demo)->channels[1].lan;
    uint8_t missing = fuzz_byte(fuzz);
    struct bmc_error error;

    lan->source = (uint8_t)fuzz_pick(fuzz, 5);
    take_quad(fuzz, lan->address);
    take_quad(fuzz, lan->netmask);
    take_quad(fuzz, lan->gateway);
    lan->vlan[0] = fuzz_byte(fuzz);
    lan->vlan[1] = fuzz_byte(fuzz) & 0x8f;
    model_init(&form->rig.page, &page_network);
    FUZZ_CHECK(load_first(form->rig.bmc, &form->rig.page, 1, NULL, &error) == 0);
    FUZZ_CHECK(load_rest(form->rig.bmc, &form->rig.page, NULL, &error) == 0);
    FUZZ_CHECK(load_access(form->rig.bmc, &form->rig.page, 2, &error) == 0);
    form->hidden = (missing & 0x7f) != 0;
    form->unread = form->hidden && (missing & 0x80) == 0;
    for (enum lan_item item = 0; item < LAN_ITEMS; item++) {
        if ((missing & 1 << item) != 0)
            model_channel(&form->rig.page)->values[field_id(lan_setting(item))].state =
                (missing & 0x80) != 0 ? VALUE_NOT_AVAILABLE : VALUE_UNREAD;
    }
}

/* --- what is done to the fields -------------------------------------------- */

/* Leaving a field twice is leaving it once, and what it shows always ends. */
static void leave(struct form *form, enum field_id field)
{
    struct edit *edit = &form->rig.edit;
    char once[VALUE_TEXT], twice[VALUE_TEXT];

    edit_leave(edit, &form->rig.page, field);
    edit_text(edit, &form->rig.page, field, once);
    edit_leave(edit, &form->rig.page, field);
    edit_text(edit, &form->rig.page, field, twice);
    FUZZ_CHECK(strcmp(once, twice) == 0);
    FUZZ_CHECK(strlen(once) < VALUE_TEXT);
}

static void take_secret(struct secret *secret, struct fuzz *fuzz)
{
    char line[40];

    fuzz_line(fuzz, line, sizeof line);
    (void)secret_set(secret, line, strlen(line));
}

static void act(struct form *form, struct fuzz *fuzz)
{
    struct edit *edit = &form->rig.edit;
    enum field_id field = text_fields[fuzz_pick(fuzz, 4)];
    struct bmc_error error;
    char line[VALUE_TEXT + 40];

    switch (fuzz_pick(fuzz, 10)) {
    case 0:
    case 1:
        (void)edit_set(edit, &form->rig.page, (int)field,
                       fuzz_line(fuzz, line, sizeof line), &error);
        break;
    case 2:
        (void)edit_set(edit, &form->rig.page, FIELD_DHCP,
                       fuzz_flag(fuzz) ? "yes" : "no", &error);
        break;
    case 3:
        if (!edit_locked(edit, &form->rig.page, FIELD_DHCP))
            edit_toggle(edit, &form->rig.page, FIELD_DHCP);
        break;
    case 4:
        take_secret(edit->password, fuzz);
        break;
    case 5:
        take_secret(edit->confirm, fuzz);
        break;
    case 6:
        edit->user = form->rig.page.users[fuzz_pick(fuzz, 4)].id;
        break;
    case 7:
        leave(form, field);
        break;
    default:
        if (!edit_locked(edit, &form->rig.page, field))
            edit_type(edit, field, fuzz_line(fuzz, line, sizeof line));
        break;
    }
}

/* --- the rules in other words ------------------------------------------------ */

static bool usable(uint32_t address)
{
    unsigned first = address >> 24;

    return first != 0 && first != 127 && first < 224;
}

static bool edge(uint32_t address, uint32_t netmask)
{
    return ~netmask > 1 && ((address & ~netmask) == 0 || (address | netmask) == 0xffffffff);
}

static void check_wanted(const struct lan *wanted)
{
    uint32_t holes = ~wanted->netmask & (~wanted->netmask + 1);
    bool address_known = wanted->state[LAN_ADDRESS] == VALUE_KNOWN;
    bool netmask_known = wanted->state[LAN_NETMASK] == VALUE_KNOWN;

    if (netmask_known)
        FUZZ_CHECK(holes == 0 && wanted->netmask != 0);
    if (address_known)
        FUZZ_CHECK(usable(wanted->address));
    if (address_known && netmask_known)
        FUZZ_CHECK(!edge(wanted->address, wanted->netmask));
    if (wanted->state[LAN_GATEWAY] != VALUE_KNOWN || wanted->gateway == 0)
        return;
    FUZZ_CHECK(usable(wanted->gateway));
    if (address_known)
        FUZZ_CHECK(wanted->gateway != wanted->address);
    if (netmask_known)
        FUZZ_CHECK(wanted->netmask != 0xffffffff);
    if (address_known && netmask_known)
        FUZZ_CHECK(((wanted->gateway ^ wanted->address) & wanted->netmask) == 0 &&
                   !edge(wanted->gateway, wanted->netmask));
}

/* Nothing is written that the review does not show, and what it shows is written. */
static void check_review(const struct form *form, const struct plan *plan)
{
    struct diff diff;
    bool shown[FIELD_COUNT] = {false};

    diff_make(&diff, &form->rig.edit, &form->rig.page, plan);
    for (size_t i = 0; i < diff.count; i++)
        shown[diff.rows[i].row] = true;
    shown[FIELD_IP_SOURCE] |= shown[FIELD_DHCP];
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (item != LAN_ARP)
            FUZZ_CHECK(shown[field_id(lan_setting(item))] == plan_writes(plan, item));
    }
    FUZZ_CHECK(shown[FIELD_PASSWORD] == (plan->password != NULL));
    FUZZ_CHECK(plan_empty(plan) == (diff.count == 0));
}

static void check_steps(const struct plan *plan)
{
    enum step_kind last = STEP_LOCK;

    FUZZ_CHECK(plan->count <= PLAN_STEPS);
    if (plan_has_phase1(plan))
        FUZZ_CHECK(plan->steps[0].kind == STEP_LOCK);
    for (size_t i = 0; i < plan->count; i++) {
        FUZZ_CHECK(plan->steps[i].kind >= last);
        FUZZ_CHECK(plan_step_name(plan, &plan->steps[i])[0] != '\0');
        last = plan->steps[i].kind;
    }
}

/* --- the save ----------------------------------------------------------------- */

static void save(struct form *form, const struct plan *plan)
{
    const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct rig *rig = &form->rig;
    struct demo_state before;
    const char *wrong;

    demo_snapshot(rig->demo, &before);
    save_run(RIG_CONTEXT(rig, &settings, NULL), plan, &rig->state);
    wrong = truth_of_save(&rig->state, &before, demo_state(rig->demo),
                          plan->password != NULL ? secret_bytes(plan->password) : "");
    if (wrong != NULL)
        fuzz_wrong(__FILE__, __LINE__, wrong);
    FUZZ_CHECK(rig->state.status == SAVE_KEPT);
}

static void judge(struct form *form)
{
    const struct edit *edit = &form->rig.edit;
    const struct model *page = &form->rig.page;
    struct check_list list;
    struct changes changes;
    struct lan wanted;
    struct plan plan;

    check_clear(&list);
    check_all(&form->context, &list);
    FUZZ_CHECK(list.count <= CHECK_MAX);
    for (size_t i = 0; i < list.count; i++) {
        FUZZ_CHECK(list.items[i].row < FIELD_COUNT);
        FUZZ_CHECK(memchr(list.items[i].sentence, '\0', ERROR_SENTENCE) != NULL);
        FUZZ_CHECK(list.items[i].sentence[0] != '\0');
    }
    if (check_first_error(&list) != NULL || form->unread)
        return;
    lan_of_edit(&wanted, edit, page);
    if (edit_touched(edit, page, FIELD_ADDRESS) && !edit_leased(edit, page))
        check_wanted(&wanted);
    if (wanted.state[LAN_VLAN] == VALUE_KNOWN && edit_changed(edit, page, FIELD_VLAN))
        FUZZ_CHECK(!wanted.vlan_enabled || (wanted.vlan_id >= 1 && wanted.vlan_id <= 4094));
    if (form->context.confirm_needed)
        FUZZ_CHECK(secret_equal(edit->password, edit->confirm));
    edit_changes(edit, page, &changes);
    plan_make(&plan, page, &changes, edit_user(edit, page), edit->password, 0);
    check_review(form, &plan);
    check_steps(&plan);
    if (!form->hidden && !plan_empty(&plan))
        save(form, &plan);
}

void fuzz_fields(const uint8_t *data, size_t size)
{
    struct fuzz fuzz = {data, size};
    uint8_t flags = fuzz_byte(&fuzz);
    struct form form = {.unread = false};

    rig_open(&form.rig, 1, (flags & 0x20) != 0 ? "set apply=immediate" : NULL);
    take_bmc(&form, &fuzz);
    form.context = (struct check_context){.model = &form.rig.page,
                                          .edit = &form.rig.edit,
                                          .policy = (enum password_policy)(flags & 3) % 3,
                                          .confirm_needed = (flags & 4) != 0,
                                          .link_encrypted = (flags & 8) == 0};
    for (int i = 0; i < ACTS_MAX && fuzz.left > 0; i++)
        act(&form, &fuzz);
    judge(&form);
    edit_reset(&form.rig.edit);
    FUZZ_CHECK(!edit_dirty(&form.rig.edit, &form.rig.page));
    rig_close(&form.rig);
}

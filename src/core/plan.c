/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/plan.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

bool plan_same(enum lan_item item, const struct lan *one, const struct lan *other)
{
    switch (item) {
    case LAN_SOURCE:
        return one->source == other->source;
    case LAN_ADDRESS:
        return one->address == other->address;
    case LAN_NETMASK:
        return one->netmask == other->netmask;
    case LAN_GATEWAY:
        return one->gateway == other->gateway;
    case LAN_ARP:
        return one->arp_replies == other->arp_replies;
    case LAN_VLAN:
        return one->vlan_enabled == other->vlan_enabled &&
               (!one->vlan_enabled || one->vlan_id == other->vlan_id);
    case LAN_MAC:
        return memcmp(one->mac, other->mac, sizeof one->mac) == 0;
    case LAN_ITEMS:
        break;
    }
    return true;
}

bool plan_judged(enum lan_item item, const struct lan *wanted)
{
    bool leased = item == LAN_ADDRESS || item == LAN_NETMASK || item == LAN_GATEWAY;

    return item != LAN_MAC && wanted->state[item] == VALUE_KNOWN &&
           !(leased && wanted->state[LAN_SOURCE] == VALUE_KNOWN &&
             wanted->source == IP_SOURCE_DHCP);
}

bool plan_reads_back(const struct plan *plan, enum lan_item item)
{
    return item < LAN_MAC && (item != LAN_ARP || plan->write[LAN_ARP]);
}

static void add_step(struct plan *plan, enum step_kind kind, enum lan_item item)
{
    assert(plan->count < PLAN_STEPS);
    plan->steps[plan->count++] = (struct step){kind, item};
}

/* The four that a change of source throws over: all are written, equal or not. */
static void write_all_static(struct plan *plan)
{
    static const enum lan_item four[] = {LAN_SOURCE, LAN_ADDRESS, LAN_NETMASK, LAN_GATEWAY};

    for (size_t i = 0; i < sizeof four / sizeof *four; i++) {
        if (plan->wanted.state[four[i]] == VALUE_KNOWN)
            plan->write[four[i]] = true;
    }
}

static void decide_writes(struct plan *plan)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        plan->write[item] = plan_judged(item, &plan->wanted) &&
                            (plan->old.state[item] != VALUE_KNOWN ||
                             !plan_same(item, &plan->old, &plan->wanted));
    }
    if (plan->write[LAN_SOURCE] && plan->wanted.source == IP_SOURCE_STATIC)
        write_all_static(plan);
}

static void add_phase1(struct plan *plan)
{
    if (!plan_has_phase1(plan))
        return;
    add_step(plan, STEP_LOCK, LAN_ITEMS);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (plan->write[item])
            add_step(plan, STEP_WRITE, item);
    }
    add_step(plan, STEP_COMMIT, LAN_ITEMS);
    add_step(plan, STEP_UNLOCK, LAN_ITEMS);
    add_step(plan, STEP_VERIFY, LAN_ITEMS);
}

/* Never an account opened with its factory password: the password comes first. */
static void add_phase2(struct plan *plan)
{
    if (plan->password != NULL) {
        add_step(plan, STEP_PASSWORD, LAN_ITEMS);
        add_step(plan, STEP_TEST_PASSWORD, LAN_ITEMS);
    }
    if ((plan->remote & (REMOTE_BIT(REMOTE_PRIVILEGE) | REMOTE_BIT(REMOTE_MESSAGING))) != 0)
        add_step(plan, STEP_USER_ACCESS, LAN_ITEMS);
    if ((plan->remote & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        add_step(plan, STEP_ENABLE, LAN_ITEMS);
    if ((plan->remote & REMOTE_BIT(REMOTE_LAN)) != 0)
        add_step(plan, STEP_CHANNEL_ACCESS, LAN_ITEMS);
}

static void take_user(struct plan *plan, const struct page *page, uint8_t user)
{
    const struct page_user *found = page_user(page, user);

    plan->user = user;
    if (found == NULL)
        return;
    snprintf(plan->user_name, sizeof plan->user_name, "%s", found->name);
    snprintf(plan->user_bytes, sizeof plan->user_bytes, "%s", found->bytes);
    plan->access = found->access;
}

static void take_remote(struct plan *plan, const struct page *page, unsigned remote)
{
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if ((remote & REMOTE_BIT(box)) != 0 &&
            remote_need(page, plan->user, box) != REMOTE_FINE)
            plan->remote |= REMOTE_BIT(box);
    }
    plan->access_volatile = page->access_volatile;
    plan->access_non_volatile = page->access_non_volatile;
    if ((plan->remote & REMOTE_BIT(REMOTE_ARP)) != 0) {
        plan->wanted.arp_replies = true;
        plan->wanted.state[LAN_ARP] = VALUE_KNOWN;
    }
}

void plan_make(struct plan *plan, const struct page *page, const struct lan *wanted, uint8_t user,
               const struct secret *password, unsigned remote)
{
    memset(plan, 0, sizeof *plan);
    plan->channel = page->current < page->channel_count ? page->channels[page->current].number : 0;
    plan->old = *page_lan(page);
    plan->wanted = *wanted;
    plan->password = secret_length(password) > 0 ? password : NULL;
    plan->long_password = secret_length(password) > BMC_PASSWORD_16;
    take_user(plan, page, user);
    take_remote(plan, page, remote);
    decide_writes(plan);
    add_phase1(plan);
    add_phase2(plan);
}

bool plan_empty(const struct plan *plan)
{
    return plan->count == 0;
}

bool plan_has_phase1(const struct plan *plan)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (plan->write[item])
            return true;
    }
    return false;
}

bool plan_moves_channel(const struct plan *plan)
{
    return plan->write[LAN_SOURCE] || plan->write[LAN_ADDRESS] || plan->write[LAN_VLAN];
}

void plan_undo(struct plan *undo, const struct plan *done, const bool attempted[LAN_ITEMS])
{
    bool four = attempted[LAN_SOURCE] || attempted[LAN_ADDRESS] || attempted[LAN_NETMASK] ||
                attempted[LAN_GATEWAY];

    memset(undo, 0, sizeof *undo);
    undo->channel = done->channel;
    undo->old = done->wanted;
    undo->wanted = done->old;
    undo->user = done->user;
    undo->write[LAN_SOURCE] = four && undo->wanted.state[LAN_SOURCE] == VALUE_KNOWN;
    if (four && undo->wanted.source == IP_SOURCE_STATIC)
        write_all_static(undo);
    /* Neither DHCP nor static: the source first, then what was overwritten. */
    for (enum lan_item item = LAN_ADDRESS; item < LAN_MAC; item++) {
        if (attempted[item] && plan_judged(item, &undo->wanted))
            undo->write[item] = true;
    }
    add_phase1(undo);
}

void plan_repair(struct plan *repair, const struct plan *plan, const struct lan *holds)
{
    bool follows = false;

    *repair = *plan;
    repair->count = 0;
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        bool known = plan->write[item] || (plan_reads_back(plan, item) &&
                                           plan->old.state[item] == VALUE_KNOWN);
        bool right = holds->state[item] == VALUE_KNOWN && plan_same(item, holds, &plan->wanted);

        /* What comes before it in the order of writing may stay; what follows may hang on it. */
        follows |= !right && item <= LAN_GATEWAY;
        repair->write[item] = plan_judged(item, &plan->wanted) && known &&
                              (!right || (follows && item <= LAN_GATEWAY));
    }
    add_phase1(repair);
}

static const char *kind_name(enum step_kind kind)
{
    switch (kind) {
    case STEP_LOCK:
        return _("Lock");
    case STEP_COMMIT:
        return _("Commit");
    case STEP_UNLOCK:
        return _("Unlock");
    case STEP_VERIFY:
        return _("Verify");
    case STEP_TEST_PASSWORD:
        return _("Password test");
    case STEP_USER_ACCESS:
        return _("User access");
    case STEP_ENABLE:
        return _("Enable user");
    case STEP_CHANNEL_ACCESS:
        return _("LAN access");
    case STEP_WRITE:
    case STEP_PASSWORD:
        break;
    }
    return field_label(FIELD_PASSWORD);
}

const char *plan_step_name(const struct step *step)
{
    if (step->kind != STEP_WRITE)
        return kind_name(step->kind);
    if (step->item == LAN_ARP)
        return _("ARP replies");
    return field_label(field_of_item(step->item));
}

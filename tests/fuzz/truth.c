/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/truth.h"

#include <string.h>

#include "unit/changes.h"
#include "unit/demo_look.h"

const char TRUTH_LOCK_LEFT[] = "the lock is left, and nobody says so";

static uint32_t number(const uint8_t bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

void truth_lan(const struct demo_state *state, uint8_t channel, struct lan *lan)
{
    const struct demo_lan *held = &state->channels[channel].lan;

    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        lan->state[item] = VALUE_KNOWN;
    lan->source = held->source;
    lan->address = number(held->address);
    lan->netmask = number(held->netmask);
    lan->gateway = number(held->gateway);
    lan->arp_replies = (held->arp & 2) != 0;
    lan->vlan_enabled = demo_vlan_on(held);
    lan->vlan_id = demo_vlan_id(held);
}

bool truth_lan_is(const struct lan *held, const struct lan *meant)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (lan_judged(item, meant) && !lan_same(item, held, meant))
            return false;
    }
    return true;
}

static bool wants(const struct plan *plan, enum remote_box box)
{
    return (plan_boxes(plan) & REMOTE_BIT(box)) != 0;
}

static bool access_is(const struct demo_state *state, const struct plan *plan)
{
    const struct demo_channel *channel = &state->channels[plan->channel];
    const struct demo_user *user = &state->users[plan->user];
    uint8_t access = user->access[plan->channel];

    if (wants(plan, REMOTE_ENABLE) && !user->enabled)
        return false;
    if (wants(plan, REMOTE_MESSAGING) && (access & 0x10) == 0)
        return false;
    if (wants(plan, REMOTE_PRIVILEGE) && (access & 15) != PRIVILEGE_ADMINISTRATOR)
        return false;
    return !wants(plan, REMOTE_LAN) || ((channel->kept.settings & 7) == CHANNEL_ACCESS_ALWAYS &&
                                        (channel->active.settings & 7) == CHANNEL_ACCESS_ALWAYS);
}

static bool password_is(const struct demo_state *state, const struct plan *plan,
                        const char *password)
{
    return demo_password_is(state, plan->user, password,
                            strlen(password) > BMC_PASSWORD_16 ? BMC_PASSWORD_20
                                                               : BMC_PASSWORD_16);
}

static bool holds_new(const struct plan *plan, const struct demo_state *state,
                      const char *password)
{
    struct lan held;

    truth_lan(state, plan->channel, &held);
    return truth_lan_is(&held, plan_lan(plan, GOAL_WANTED)) && access_is(state, plan) &&
           (plan->password == NULL || password_is(state, plan, password));
}

/* Users, passwords and access as before; of the parameters those that are judged. */
static bool holds_old(const struct plan *plan, const struct demo_state *before,
                      const struct demo_state *state)
{
    struct demo_state same = *state;
    struct lan held;

    truth_lan(state, plan->channel, &held);
    if (!truth_lan_is(&held, plan_lan(plan, GOAL_OLD)))
        return false;
    for (unsigned channel = 0; channel < DEMO_CHANNELS; channel++) {
        same.channels[channel].lan = before->channels[channel].lan;
        same.channels[channel].progress = before->channels[channel].progress;
    }
    same.light = before->light;
    return demo_equal(before, &same);
}

/* What is claimed of each parameter. */
static bool claims_are_true(const struct save_state *said, const struct demo_state *state,
                            const char *password)
{
    const struct plan *plan = &said->plan;
    struct lan held;

    truth_lan(state, plan->channel, &held);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (item_outcome(said, item) == OUTCOME_KEPT &&
            lan_judged(item, plan_lan(plan, GOAL_WANTED)) &&
            !lan_same(item, &held, plan_lan(plan, GOAL_WANTED)))
            return false;
        if (item_outcome(said, item) == OUTCOME_PUT_BACK &&
            lan_judged(item, plan_lan(plan, GOAL_OLD)) &&
            !lan_same(item, &held, plan_lan(plan, GOAL_OLD)))
            return false;
    }
    return said->password != OUTCOME_KEPT || password_is(state, plan, password);
}

const char *truth_of_save(const struct save_state *said, const struct demo_state *before,
                          const struct demo_state *now, const char *password)
{
    bool locked = now->channels[said->plan.channel].progress == LAN_SET_IN_PROGRESS;

    if (!claims_are_true(said, now, password))
        return "the report is not true";
    if (locked && !said->lock_left)
        return TRUTH_LOCK_LEFT;
    if (said->status != SAVE_KEPT && said->error.kind == ERROR_NONE && !said->stopped)
        return "no reason is given";
    switch (said->status) {
    case SAVE_KEPT:
        return holds_new(&said->plan, now, password) ? NULL : "said to be saved, and is not";
    case SAVE_NOT_WRITTEN:
    case SAVE_REVIEW_AGAIN:
    case SAVE_UNREACHED:
    case SAVE_IMPOSSIBLE:
        return holds_old(&said->plan, before, now) ? NULL : "said to be untouched, and is not";
    case SAVE_PUT_BACK:
        return holds_old(&said->plan, before, now) ? NULL : "said to be put back, and is not";
    case SAVE_MIXED:
        return NULL;
    case SAVE_RUNNING:
        break;
    }
    return "has not ended";
}

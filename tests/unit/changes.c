/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/changes.h"

#define KEPT 8

static const struct lan *lan_of(const struct plan *plan,
                                const struct value *(*of)(const struct change *, enum goal),
                                enum goal goal)
{
    static struct lan lans[KEPT];
    static unsigned next;
    struct lan *lan = &lans[next++ % KEPT];

    *lan = (struct lan){.source = IP_SOURCE_UNSPECIFIED};
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        const struct change *change =
            change_find((struct changes *)(uintptr_t)&plan->changes, lan_setting(item));

        if (change != NULL)
            lan_put(lan, item, of(change, goal));
    }
    lan_put(lan, LAN_MAC, &plan->mac);
    return lan;
}

static const struct value *held(const struct change *change, enum goal goal)
{
    (void)goal;
    return &change->holds;
}

const struct lan *plan_lan(const struct plan *plan, enum goal goal)
{
    return lan_of(plan, change_value, goal);
}

const struct lan *plan_held(const struct plan *plan)
{
    return lan_of(plan, held, GOAL_WANTED);
}

struct change *plan_item(struct plan *plan, enum lan_item item)
{
    struct change *found = change_find(&plan->changes, lan_setting(item));

    return found != NULL
               ? found
               : change_add(&plan->changes, &(struct change){.setting = lan_setting(item),
                                                             .scope.channel = plan->channel});
}

void plan_put(struct plan *plan, enum goal goal, const struct lan *lan)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        struct change *change = plan_item(plan, item);

        *(goal == GOAL_OLD ? &change->old : &change->wanted) = lan_value(lan, item);
    }
    if (goal == GOAL_OLD)
        plan->mac = lan_value(lan, LAN_MAC);
}

bool plan_writes(const struct plan *plan, enum lan_item item)
{
    struct plan copy = *plan;

    return plan_item(&copy, item)->write;
}

enum outcome item_outcome(const struct save_state *state, enum lan_item item)
{
    struct plan copy = state->plan;

    return plan_item(&copy, item)->outcome;
}

enum outcome box_outcome(const struct save_state *state, enum remote_box box)
{
    const struct changes *changes = &state->plan.changes;

    for (size_t i = 0; i < changes->count; i++) {
        if (remote_box_of(changes->items[i].setting) == box && box != REMOTE_ARP)
            return changes->items[i].outcome;
    }
    return OUTCOME_NONE;
}

bool lan_same(enum lan_item item, const struct lan *one, const struct lan *other)
{
    struct value here = lan_value(one, item), there = lan_value(other, item);

    here.state = there.state = VALUE_KNOWN;
    return value_same(lan_setting(item)->type, &here, &there);
}

bool lan_judged(enum lan_item item, const struct lan *wanted)
{
    struct plan plan = {0};

    plan_put(&plan, GOAL_WANTED, wanted);
    return item != LAN_MAC && change_judged(&plan.changes, plan_item(&plan, item), GOAL_WANTED);
}

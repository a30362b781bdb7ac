/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/change.h"

#include <assert.h>
#include <string.h>

struct change *change_find(struct changes *changes, const struct setting *setting)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].setting == setting)
            return &changes->items[i];
    return NULL;
}

struct change *change_find_at(struct changes *changes, const struct setting *setting,
                              struct scope scope)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].setting == setting && scope_same(changes->items[i].scope, scope))
            return &changes->items[i];
    return NULL;
}

enum change_when change_when(const struct change *change)
{
    if (change->when != CHANGE_AS_SETTING)
        return change->when;
    return (change->setting->flags & SETTING_LAST) != 0 ? CHANGE_LAST : CHANGE_AFTER;
}

static int change_rank(const struct setting *setting)
{
    if ((setting->flags & SETTING_SOURCE) != 0)
        return 0;
    if ((setting->flags & SETTING_UNDER_LOCK) == 0)
        return 3;
    return (setting->flags & SETTING_LAST) != 0 ? 2 : 1;
}

struct change *change_add(struct changes *changes, const struct change *change)
{
    size_t at = changes->count;

    assert(changes->count < CHANGES_MAX);
    while (at > 0 && change_rank(changes->items[at - 1].setting) > change_rank(change->setting))
        at--;
    memmove(&changes->items[at + 1], &changes->items[at],
            (changes->count - at) * sizeof changes->items[0]);
    changes->items[at] = *change;
    changes->count++;
    changes->locked += (change->setting->flags & SETTING_UNDER_LOCK) != 0;
    return &changes->items[at];
}

bool change_is_field(const struct change *change)
{
    return (change->setting->flags & (SETTING_UNDER_LOCK | SETTING_ALONE)) != 0;
}

const struct change *change_with(const struct changes *changes, unsigned flags)
{
    for (size_t i = 0; i < changes->count; i++)
        if ((changes->items[i].setting->flags & flags) == flags)
            return &changes->items[i];
    return NULL;
}

const struct value *change_value(const struct change *change, enum goal goal)
{
    return goal == GOAL_OLD ? &change->old : &change->wanted;
}

bool change_reached(const struct change *change, enum goal goal, const struct value *held)
{
    return value_same(change->setting->type, change_value(change, goal), held);
}

bool change_judged(const struct changes *changes, const struct change *change, enum goal goal)
{
    const struct change *source = change_with(changes, SETTING_SOURCE);
    const struct value *from = source == NULL ? NULL : change_value(source, goal);
    bool leased = from != NULL && value_known(from) && value_is_set(&value_dhcp, from->number);

    return value_known(change_value(change, goal)) &&
           !(leased && (change->setting->flags & SETTING_LEASED) != 0);
}

/* Leased values move by themselves and say nothing. */
static bool change_is_at(const struct changes *changes, const struct change *change, enum goal goal)
{
    return !change_judged(changes, change, goal) || change_reached(change, goal, &change->holds);
}

enum change_match change_compare(const struct changes *changes, const struct change *change)
{
    bool old = change_is_at(changes, change, GOAL_OLD);
    bool wanted = change_is_at(changes, change, GOAL_WANTED);

    if (old)
        return wanted ? CHANGE_MATCHES_BOTH : CHANGE_MATCHES_OLD;
    return wanted ? CHANGE_MATCHES_WANTED : CHANGE_MATCHES_NEITHER;
}

bool changes_untouched(const struct changes *changes)
{
    for (size_t i = 0; i < changes->locked; i++)
        if (change_compare(changes, &changes->items[i]) == CHANGE_MATCHES_NEITHER)
            return false;
    return true;
}

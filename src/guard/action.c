/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/action.h"

#include "base/i18n.h"
#include "guard/guard_own.h"

static int action_refused(const struct guard *guard, const struct guard_pending *pending,
                          struct bmc_error *error)
{
    switch (pending->state) {
    case GUARD_SAVING:
        return guard_held_error(guard, &pending->holder, error);
    case GUARD_CONFIRM:
    case GUARD_CUT_OFF:
    case GUARD_NOT_PUT_BACK:
        return guard_unresolved_error(&pending->journal, pending->state, error);
    case GUARD_NOTHING:
    case GUARD_DAMAGED: /* put aside: nothing that anybody acts upon */
    case GUARD_UNREADABLE:
        break;
    }
    return 0;
}

int action_allowed(struct guard *guard, bool read_only, struct bmc_error *error)
{
    struct guard_pending pending;

    if (read_only)
        return error_set(error, ERROR_USAGE, "%s", _("read-only: nothing may be changed"));
    guard_look(guard, &pending);
    return action_refused(guard, &pending, error);
}

/* Somebody may have begun to save since it was looked at. */
static int action_lock(struct guard *guard, struct bmc_error *error)
{
    static const struct guard_options at_once = {0};
    struct guard_pending pending = {.state = GUARD_NOTHING};
    struct store *store = guard->store;

    guard_share(guard, store);
    if (guard_lock(guard, store, &at_once, clock_monotonic(), NULL, error) == STORE_HELD)
        return -1;
    if (store_read(store, &pending.journal, NULL) == STORE_JOURNAL)
        pending.state = guard_state_of(&pending.journal, &pending.left_ms);
    return action_refused(guard, &pending, error);
}

int action_begin(struct guard *guard, bool read_only, struct bmc_error *error)
{
    action_end(guard);
    if (action_allowed(guard, read_only, error) != 0)
        return -1;
    if (!guard_keeps(guard) || guard_open_store(guard, true, &guard->store, NULL) != 0)
        return 0;
    if (action_lock(guard, error) == 0)
        return 0;
    action_end(guard);
    return -1;
}

void action_end(struct guard *guard)
{
    guard_cancel(guard);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan of changes has written without the lock is taken back, the last of it first. */
#include "core/save_changes.h"

/* All rows of a request of which one was attempted: the BMC may have changed one with the other. */
static void changes_undo_step(struct engine *engine, const struct step *step)
{
    const struct change *items = engine->plan->changes.items;
    size_t end = plan_set_end(engine->plan, step->change), next;

    for (size_t first = step->change; first < end; first = next) {
        bool attempted = false, rows[CHANGES_MAX] = {false};
        struct bmc_error error;
        struct value value;

        next = changes_write_end(engine, first, end);
        for (size_t i = first; i < next; i++) {
            attempted |= items[i].attempted;
            rows[i] = value_known(&items[i].old);
        }
        if (!attempted || !changes_any(rows, first, next))
            continue;
        value = changes_merge(engine, first, next, rows);
        (void)changes_send(engine, first, &value, &error);
    }
}

/* What was refused keeps saying so. */
static void changes_undo_outcome(const struct engine *engine, struct change *change)
{
    bool fits = changes_fits(engine, change);

    if (!change->attempted) {
        if (change->outcome == OUTCOME_PUT_RIGHT && !fits)
            change->outcome = OUTCOME_CHANGED;
        return;
    }
    if (!value_known(&change->holds) && !fits)
        change->outcome = OUTCOME_UNKNOWN;
    else if (!fits)
        change->outcome = OUTCOME_NOT_PUT_BACK;
    else if (change->outcome != OUTCOME_REFUSED && change->outcome != OUTCOME_LOST)
        change->outcome = OUTCOME_PUT_BACK;
}

/* The last of it is put back first. What a BMC did not show when it was written may yet be an old
 * picture when it is put back. */
bool engine_undo_changes(struct engine *engine)
{
    struct changes *changes = &engine->plan->changes;
    const struct plan *plan = engine->plan;
    bool rows[CHANGES_MAX] = {false}, back = true;
    enum save_command command;
    struct bmc_error error;

    engine->goal = GOAL_OLD;
    for (size_t i = changes->locked; i < changes->count; i++)
        rows[i] = changes_judged(engine, &changes->items[i]);
    if (!changes_any(rows, 0, CHANGES_MAX))
        return true;
    (void)changes_read(engine, rows, &error);
    for (size_t i = plan->count; i-- > 0;)
        if (plan->steps[i].kind == STEP_SET)
            changes_undo_step(engine, &plan->steps[i]);
    engine->believe_ms = 0;
    engine->state->holds_known = changes_await(engine, rows, &command) != SEEN_NOTHING;
    for (size_t i = changes->locked; i < changes->count; i++) {
        struct change *change = &changes->items[i];

        if (!rows[i])
            continue;
        changes_undo_outcome(engine, change);
        back = back && changes_see(engine, change) == SEEN_RIGHT;
    }
    return back;
}

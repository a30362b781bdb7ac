/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether rows of a plan of changes are as they are to be. */
#include "core/save_changes.h"

/* Pauses between looks grow. */
#define PAUSE_FIRST_MS   500
#define PAUSE_LONGEST_MS 3000
/* So often an unexpected picture that need not be lasting is seen before it is taken for good. */
#define STEADY_LOOKS 3

bool changes_judged(const struct engine *engine, const struct change *change)
{
    const struct value_type *type = change->setting->type;

    if (engine->goal == GOAL_OLD && !value_known(&change->old))
        return change->attempted;
    if (engine->goal == GOAL_OLD ? change->attempted : change->write)
        return true;
    return !change->write && value_told(type, &change->old);
}

bool changes_fits(const struct engine *engine, const struct change *change)
{
    const struct value_type *type = change->setting->type;

    if (change->holds.state == VALUE_NOT_READ)
        return changes_slot_free(engine, engine->goal, change->scope.user);
    return (value_known(&change->holds) && !value_told(type, &change->holds)) ||
           change_reached(change, engine->goal, &change->holds);
}

enum changes_seen changes_see(const struct engine *engine, const struct change *change)
{
    if (!changes_judged(engine, change) || changes_fits(engine, change))
        return SEEN_RIGHT;
    if (engine->goal == GOAL_WANTED && change->write && change->tolerated)
        return SEEN_TOLERATED;
    if (!value_known(&change->holds))
        return SEEN_NOTHING;
    return engine->goal == GOAL_OLD || change->write ? SEEN_LOST : SEEN_CHANGED;
}

static enum changes_seen changes_look(struct engine *engine, const bool rows[CHANGES_MAX])
{
    const struct changes *changes = &engine->plan->changes;
    enum changes_seen worst = SEEN_RIGHT;
    struct bmc_error error;

    if (changes_read(engine, rows, &error) == ENGINE_LOST)
        return SEEN_NOTHING;
    for (size_t i = changes->locked; i < changes->count; i++) {
        enum changes_seen seen = rows[i] ? changes_see(engine, &changes->items[i]) : SEEN_RIGHT;

        if (seen > worst)
            worst = seen;
    }
    engine->state->looks++;
    engine_progress(engine);
    return worst;
}

/* What of these rows is not as it is to be is written once more, in the order of the way. */
static void changes_put_again(struct engine *engine, const bool rows[CHANGES_MAX])
{
    const struct plan *plan = engine->plan;
    bool wrong[CHANGES_MAX] = {false};
    struct bmc_error error;

    for (size_t i = plan->changes.locked; i < plan->changes.count; i++)
        wrong[i] = rows[i] && changes_see(engine, &plan->changes.items[i]) > SEEN_TOLERATED &&
                   value_known(change_value(&plan->changes.items[i], engine->goal));
    for (size_t n = plan->changes.locked, next; n < plan->changes.count; n = next) {
        struct value value;

        next = n + 1;
        if (!wrong[n])
            continue;
        next = changes_write_end(engine, n, plan_set_end(plan, n));
        value = changes_merge(engine, n, next, wrong);
        (void)changes_send(engine, n, &value, &error);
    }
}

/* What was refused need not be waited for. */
static bool changes_any_ignored(const struct engine *engine, const bool rows[CHANGES_MAX])
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++)
        if (rows[i] && changes->items[i].outcome != OUTCOME_REFUSED &&
            changes_see(engine, &changes->items[i]) == SEEN_TOLERATED)
            return true;
    return false;
}

static bool changes_settled(const struct engine *engine, enum changes_seen seen, unsigned looks,
                            int64_t until_ms)
{
    if (seen == SEEN_RIGHT)
        return clock_now(engine->clock) >= engine->believe_ms;
    if ((seen == SEEN_TOLERATED || seen == SEEN_CHANGED) && looks >= STEADY_LOOKS)
        return true;
    return clock_now(engine->clock) >= until_ms;
}

enum changes_seen changes_await(struct engine *engine, const bool rows[CHANGES_MAX],
                                enum save_command *command)
{
    struct save_state *state = engine->state;
    int64_t pause = PAUSE_FIRST_MS, time = engine->context->settings->verify_ms;
    bool again = false;
    unsigned looks = 0;

    *command = SAVE_GO_ON;
    state->until_ms = clock_now(engine->clock) + time;
    state->looks = 0;
    for (enum changes_seen before = SEEN_RIGHT;;) {
        enum changes_seen seen = changes_look(engine, rows);

        looks = seen == before ? looks + 1 : 1;
        before = seen;
        if (changes_settled(engine, seen, looks, state->until_ms) ||
            (seen == SEEN_TOLERATED && !changes_any_ignored(engine, rows)))
            return seen;
        if (seen == SEEN_LOST && !again && clock_now(engine->clock) >= state->until_ms - time / 2) {
            again = true;
            changes_put_again(engine, rows);
        }
        engine_pause(engine, pause, true);
        if (!engine->undo.running)
            *command = engine_command(engine);
        if (*command != SAVE_GO_ON)
            return seen;
        pause = pause * 2 < PAUSE_LONGEST_MS ? pause * 2 : PAUSE_LONGEST_MS;
    }
}

size_t changes_first(const struct engine *engine, const bool rows[CHANGES_MAX],
                     enum changes_seen seen)
{
    const struct changes *changes = &engine->plan->changes;
    size_t i = changes->locked;

    while (i < changes->count && !(rows[i] && changes_see(engine, &changes->items[i]) == seen))
        i++;
    return i;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first phase: what is written under the lock. */
#include "core/engine.h"

#include "base/i18n.h"

static enum engine_result write_value(struct engine *engine, const struct change *change,
                                      const struct value *value, struct bmc_error *error)
{
    const struct setting *setting = change->setting;
    enum engine_result result = ENGINE_LOST;

    for (unsigned tries = 0; result == ENGINE_LOST && engine_again(engine, tries); tries++)
        result =
            engine_result(setting->write(engine->bmc, setting, change->scope, value, error), error);
    return result;
}

/* "Off" keeps what is stored beside it (the id of a VLAN); some BMCs take it with 0 only. */
static enum engine_result write_goal(struct engine *engine, const struct change *change,
                                     struct bmc_error *error)
{
    const struct value zero = {.state = VALUE_KNOWN};
    const struct value *value = change_value(change, engine->goal);
    const struct value_type *type = change->setting->type;
    enum engine_result result = write_value(engine, change, value, error);

    if (result == ENGINE_REFUSED && type->set != 0 && value->number != 0 &&
        !value_is_set(type, value->number))
        result = write_value(engine, change, &zero, error);
    return result;
}

/* It was refused; but there is nothing to it, as with gateway 0.0.0.0 where there is none. */
static bool write_needless(struct engine *engine, const struct change *change,
                           const struct bmc_error *error)
{
    const struct setting *setting = change->setting;
    struct value now = {0};

    return error->kind == ERROR_REFUSED &&
           setting->read(engine->bmc, setting, change->scope, &now, NULL) == 0 &&
           change_reached(change, engine->goal, &now);
}

static bool write_change(struct engine *engine, const struct step *step)
{
    struct change *change = &engine->plan->changes.items[step->change];
    struct bmc_error error;
    enum engine_result result;

    if (!engine->undo.running)
        change->attempted = true;
    engine->may_act |= !engine->lock.ours;
    engine_may_move(engine, change->setting);
    result = write_goal(engine, change, &error);
    /* While putting back everything else is still written; reading back decides. */
    if (engine->undo.running) {
        engine->undo.wrote |= result != ENGINE_REFUSED;
        engine->undo.doubtful |=
            result == ENGINE_REFUSED || (change->setting->flags & SETTING_LAST) != 0;
        return result != ENGINE_LOST;
    }
    if (result == ENGINE_OK || (result == ENGINE_REFUSED && write_needless(engine, change, &error)))
        return true;
    change->outcome = result == ENGINE_REFUSED ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
    engine_fail(engine, step, &error);
    return false;
}

static bool write_commit(struct engine *engine, const struct step *step)
{
    struct bmc_error error;
    enum engine_result result = ENGINE_LOST;

    if (!engine->lock.ours)
        return true;
    engine->may_act = true;
    for (unsigned tries = 0; result == ENGINE_LOST && engine_again(engine, tries); tries++)
        result = engine_result(
            bmc_set_progress(engine->bmc, engine->plan->channel, LAN_COMMIT_WRITE, &error), &error);
    if (result != ENGINE_LOST)
        return true; /* a BMC without commit refuses it, and has written already */
    engine_fail(engine, step, &error);
    return false;
}

static bool write_lock(struct engine *engine, const struct step *step)
{
    struct bmc_error error = {0};
    enum lock_result result = engine_lock(engine, &error);

    if (result == LOCK_TAKEN)
        return true;
    if (result != LOCK_STOPPED)
        engine_fail(engine, step, &error);
    if (engine->lock.asked) {
        engine->lock.ours = true;
        engine_unlock(engine);
    }
    return false;
}

/* A lease moves by itself, and is no reason to go back to the review. */
static bool write_still_as_reviewed(const struct changes *changes)
{
    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];

        if (change_judged(changes, change, GOAL_OLD) && change->holds.state != VALUE_UNREAD &&
            !change_reached(change, GOAL_OLD, &change->holds))
            return false;
    }
    return true;
}

static bool write_reread(struct engine *engine, const struct step *step)
{
    struct save_state *state = engine->state;
    struct bmc_error error;

    if (engine_read_back(engine, &error) != ENGINE_OK &&
        !(engine_wait_for_bmc(engine) && engine_read_back(engine, &error) == ENGINE_OK)) {
        engine_fail(engine, step, &error);
        return false;
    }
    state->holds_known = true;
    if (write_still_as_reviewed(&engine->plan->changes))
        return true;
    error_set(&state->error, ERROR_USAGE,
              _("the BMC's settings have changed since they were shown"));
    state->status = SAVE_REVIEW_AGAIN;
    return false;
}

static bool write_step(struct engine *engine, const struct step *step, bool first)
{
    switch (step->kind) {
    case STEP_LOCK:
        return write_lock(engine, step) && (!first || write_reread(engine, step));
    case STEP_WRITE:
        return write_change(engine, step);
    case STEP_COMMIT:
        return write_commit(engine, step);
    default:
        engine_unlock(engine);
        return true;
    }
}

static bool write_walk_step(struct engine *engine, enum step_kind kind, size_t change, bool first)
{
    const struct step step = {kind, change};
    bool not_there = kind == STEP_COMMIT || kind == STEP_UNLOCK, done;

    /* From the commit on nothing is gained by stopping half way. */
    if (!not_there && engine_stopped(engine))
        return false;
    if (first)
        engine_step(engine, &step, STEP_RUNNING);
    done = write_step(engine, &step, first);
    if (first)
        engine_step(engine, &step,
                    !done                                  ? STEP_FAILED
                    : not_there && !engine->lock.supported ? STEP_LEFT_OUT
                                                           : STEP_DONE);
    return done;
}

bool engine_write_lan(struct engine *engine, const bool write[CHANGES_MAX], bool first)
{
    size_t count = engine->plan->changes.locked, i = 0;

    while (i < count && !write[i])
        i++;
    if (i == count)
        return true;
    if (!write_walk_step(engine, STEP_LOCK, 0, first))
        return false;
    for (; i < count; i++) {
        if (write[i] && !write_walk_step(engine, STEP_WRITE, i, first))
            return false;
    }
    return write_walk_step(engine, STEP_COMMIT, 0, first) &&
           write_walk_step(engine, STEP_UNLOCK, 0, first);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first phase: the LAN parameters, written under the lock. */
#include "core/engine.h"

#include "base/i18n.h"

static enum engine_result write_lan(struct engine *engine, enum lan_item item,
                                    const struct lan *wanted, struct bmc_error *error)
{
    enum engine_result result = ENGINE_LOST;

    for (unsigned tries = 0; result == ENGINE_LOST && engine_again(engine, tries); tries++)
        result = engine_result(
            bmc_write_lan(engine->bmc, engine->plan->channel, item, wanted, error), error);
    return result;
}

/* "Off" keeps the id that is stored; some BMCs take it with id 0 only. */
static enum engine_result write_vlan_off(struct engine *engine, struct bmc_error *error)
{
    struct lan zero = engine->plan->wanted;

    zero.vlan_id = 0;
    return write_lan(engine, LAN_VLAN, &zero, error);
}

/* It was refused; but there is nothing to it, as with gateway 0.0.0.0 where there is none. */
static bool holds_already(struct engine *engine, enum lan_item item, const struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    struct lan now = {0};

    return error->kind == ERROR_REFUSED &&
           bmc_read_lan(engine->bmc, plan->channel, item, &now, NULL) == 0 &&
           now.state[item] == VALUE_KNOWN && plan_same(item, &now, &plan->wanted);
}

static bool write_item(struct engine *engine, const struct step *step)
{
    const struct lan *wanted = &engine->plan->wanted;
    struct bmc_error error;
    enum engine_result result;

    if (!engine->undo.running)
        engine->attempted[step->item] = true;
    engine->may_act |= !engine->lock.ours;
    engine_may_move(engine, step->item);
    result = write_lan(engine, step->item, wanted, &error);
    if (result == ENGINE_REFUSED && step->item == LAN_VLAN && !wanted->vlan_enabled &&
        wanted->vlan_id != 0)
        result = write_vlan_off(engine, &error);
    /* While putting back everything else is still written; reading back decides. */
    if (engine->undo.running) {
        engine->undo.wrote |= result != ENGINE_REFUSED;
        engine->undo.doubtful |= result == ENGINE_REFUSED || step->item == LAN_VLAN;
        return result != ENGINE_LOST;
    }
    if (result == ENGINE_OK ||
        (result == ENGINE_REFUSED && holds_already(engine, step->item, &error)))
        return true;
    engine->state->items[step->item] = result == ENGINE_REFUSED ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
    engine_fail(engine, step, &error);
    return false;
}

static bool commit(struct engine *engine, const struct step *step)
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

static bool lock(struct engine *engine, const struct step *step)
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
static bool still_as_reviewed(const struct plan *plan, const struct lan *now)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (!plan_judged(item, &plan->old) || now->state[item] == VALUE_UNREAD)
            continue;
        if (now->state[item] != VALUE_KNOWN || !plan_same(item, now, &plan->old))
            return false;
    }
    return true;
}

static bool read_again(struct engine *engine, const struct step *step)
{
    struct save_state *state = engine->state;
    struct lan now = {0};
    struct bmc_error error;

    if (engine_read_back(engine, &now, &error) != ENGINE_OK &&
        !(engine_wait_for_bmc(engine) && engine_read_back(engine, &now, &error) == ENGINE_OK)) {
        engine_fail(engine, step, &error);
        return false;
    }
    state->holds = now;
    state->holds_known = true;
    if (still_as_reviewed(engine->plan, &now))
        return true;
    error_set(&state->error, ERROR_USAGE,
              _("the BMC's settings have changed since they were shown"));
    state->status = SAVE_REVIEW_AGAIN;
    return false;
}

static bool walk_step(struct engine *engine, const struct step *step, bool reread)
{
    switch (step->kind) {
    case STEP_LOCK:
        return lock(engine, step) && (!reread || read_again(engine, step));
    case STEP_WRITE:
        return write_item(engine, step);
    case STEP_COMMIT:
        return commit(engine, step);
    case STEP_UNLOCK:
        engine_unlock(engine);
        return true;
    default:
        return true;
    }
}

static bool first_phase_kind(enum step_kind kind)
{
    return kind == STEP_LOCK || kind == STEP_WRITE || kind == STEP_COMMIT || kind == STEP_UNLOCK;
}

bool engine_write_lan(struct engine *engine, bool reread)
{
    for (size_t i = 0; i < engine->plan->count; i++) {
        const struct step *step = &engine->plan->steps[i];
        bool not_there = step->kind == STEP_COMMIT || step->kind == STEP_UNLOCK;

        if (!first_phase_kind(step->kind))
            continue;
        /* From the commit on nothing is gained by stopping half way. */
        if (!not_there && engine_stopped(engine))
            return false;
        engine_step(engine, i, STEP_RUNNING);
        if (!walk_step(engine, step, reread)) {
            engine_step(engine, i, STEP_FAILED);
            return false;
        }
        engine_step(engine, i, not_there && !engine->lock.supported ? STEP_LEFT_OUT : STEP_DONE);
    }
    return true;
}

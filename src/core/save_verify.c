/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading back: until the BMC holds what was wanted; what it changed or lost is repaired once; and
 * what is to be said of each parameter.
 */
#include "core/engine.h"

#include <string.h>

#include "base/i18n.h"

/* The first look comes at once; then pauses grow, since every look costs a handful of requests. */
#define PAUSE_FIRST_MS 500
#define PAUSE_LONGEST_MS 3000
/* So often the same unexpected picture is seen before it is taken for good. */
#define STEADY_LOOKS 3

static bool verify_matches(const struct engine *engine, const struct change *change)
{
    return !change_judged(&engine->plan->changes, change, engine->goal) ||
           change_reached(change, engine->goal, &change->holds);
}

static enum verify_result verify_compare(const struct engine *engine)
{
    enum verify_result result = VERIFY_MATCH;

    for (size_t i = 0; i < engine->plan->changes.locked; i++) {
        const struct change *change = &engine->plan->changes.items[i];

        if (!engine_looks_at(engine, i) || verify_matches(engine, change))
            continue;
        if (!value_known(&change->holds))
            result = VERIFY_UNREAD;
        else if (engine->write[i])
            return VERIFY_LOST;
        else if (result == VERIFY_MATCH)
            result = VERIFY_CHANGED;
    }
    return result;
}

static enum verify_result verify_look(struct engine *engine)
{
    engine->state->holds_known = false;
    if (engine_read_back(engine, &engine->unread) != ENGINE_OK)
        return VERIFY_UNREAD;
    engine->state->holds_known = true;
    engine->state->looks++;
    engine_progress(engine);
    return verify_compare(engine);
}

static enum verify_result verify_interrupted(struct engine *engine, enum verify_result seen)
{
    enum save_command command = engine->undo.running ? SAVE_GO_ON : engine_command(engine);

    if (command == SAVE_STOP)
        return VERIFY_STOPPED;
    if (command == SAVE_DO_NOT_WAIT)
        return VERIFY_NOT_AWAITED;
    return seen;
}

/* Of what was written something is there, so this is no old picture. */
static bool verify_shows_some(const struct engine *engine)
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];

        if (engine->write[i] && change_judged(changes, change, GOAL_WANTED) &&
            change_reached(change, GOAL_WANTED, &change->holds) &&
            !change_reached(change, GOAL_WANTED, &change->old))
            return true;
    }
    return false;
}

/* What is lost is written once more: after some looks where the BMC shows other new values, else
 * only when half the time is over, since most BMCs that show nothing new show it later. */
static bool verify_lost_for_good(const struct engine *engine, unsigned looks)
{
    const struct save_state *state = engine->state;
    int64_t half = state->until_ms - engine->context->settings->verify_ms / 2;

    return !engine->rewritten && !engine->undo.running && looks >= STEADY_LOOKS &&
           (verify_shows_some(engine) || clock_now(engine->clock) >= half);
}

/* How often in a row the same was seen. */
struct steady {
    enum verify_result result;
    unsigned looks;
};

static bool verify_is_final(const struct engine *engine, struct steady *steady,
                            enum verify_result result)
{
    steady->looks = result == steady->result ? steady->looks + 1 : 1;
    steady->result = result;
    switch (result) {
    case VERIFY_MATCH:
        return clock_now(engine->clock) >= engine->believe_ms;
    case VERIFY_CHANGED:
        return steady->looks >= STEADY_LOOKS;
    case VERIFY_LOST:
        return verify_lost_for_good(engine, steady->looks);
    default:
        return false;
    }
}

enum verify_result engine_verify(struct engine *engine)
{
    struct save_state *state = engine->state;
    int64_t pause = PAUSE_FIRST_MS, time = engine->context->settings->verify_ms;
    struct steady steady = {VERIFY_UNREAD, 0};
    enum verify_result result;

    /* What is written once more does not make the whole last much longer. */
    if (engine->rewritten && !engine->undo.running)
        time /= 2;
    state->until_ms = clock_now(engine->clock) + time;
    if (engine->moved && engine->cut_until_ms == 0)
        engine->cut_until_ms = state->until_ms;
    state->holds_known = false;
    state->looks = 0;
    if (!engine->undo.running)
        engine_stage(engine, SAVE_STAGE_VERIFY);
    for (;;) {
        result = verify_look(engine);
        if (verify_is_final(engine, &steady, result) || clock_now(engine->clock) >= state->until_ms)
            return result;
        engine_pause(engine, pause, true);
        result = verify_interrupted(engine, result);
        if (result == VERIFY_STOPPED || result == VERIFY_NOT_AWAITED)
            return result;
        pause = pause * 2 < PAUSE_LONGEST_MS ? pause * 2 : PAUSE_LONGEST_MS;
    }
}

/* --- what came of it ------------------------------------------------------ */

static enum outcome verify_outcome(const struct engine *engine, const struct change *change,
                                   enum verify_result result)
{
    const struct changes *changes = &engine->plan->changes;
    const struct change *source = change_with(changes, SETTING_SOURCE);
    bool known = value_known(&change->holds);
    bool same = change_reached(change, GOAL_WANTED, &change->holds);
    bool leased =
        source != NULL && source->write && value_is_set(&value_dhcp, source->wanted.number);

    if (!change_judged(changes, change, GOAL_WANTED))
        return known && leased ? OUTCOME_LEASE : change->outcome;
    if (!engine->state->holds_known || !known)
        return change->write ? OUTCOME_UNKNOWN : change->outcome;
    if (change->write && same)
        return OUTCOME_KEPT;
    if (change->write)
        return result == VERIFY_NOT_AWAITED ? OUTCOME_PENDING : OUTCOME_LOST;
    return !same && value_known(&change->old) ? OUTCOME_CHANGED : change->outcome;
}

static void verify_judge(struct engine *engine, enum verify_result result)
{
    for (size_t i = 0; i < engine->plan->changes.locked; i++) {
        struct change *change = &engine->plan->changes.items[i];

        if (plan_reads_back(engine->plan, i, engine->write))
            change->outcome = verify_outcome(engine, change, result);
    }
}

/* Once more what is not as it should be, and nothing else: with a BMC whose VLAN write drops the
 * address, a second VLAN write would drop it again. */
static enum verify_result verify_repair(struct engine *engine, enum verify_result seen)
{
    bool write[CHANGES_MAX];

    memcpy(write, engine->write, sizeof write);
    plan_repair(engine->plan, engine->goal, write);
    return engine_write_lan(engine, write, false) ? engine_verify(engine) : seen;
}

/* What was lost, once, and what the BMC changed on its own, once. */
static enum verify_result verify_put_right(struct engine *engine, enum verify_result result)
{
    if (result == VERIFY_LOST && !engine->rewritten) {
        engine->rewritten = true;
        result = verify_repair(engine, result);
    }
    if (result == VERIFY_CHANGED) {
        verify_judge(engine, result);
        result = verify_repair(engine, result);
        engine->state->repaired = result == VERIFY_MATCH;
    }
    return result;
}

static void verify_explain(struct engine *engine, const struct step *step,
                           enum verify_result result)
{
    struct bmc_error error = {0};

    if (bmc_met_another(engine->bmc, &error))
        ; /* that explains the rest */
    else if (result == VERIFY_UNREAD && engine->unread.kind == ERROR_OTHER_BMC)
        error = engine->unread;
    else if (result == VERIFY_UNREAD)
        error_set(&error, ERROR_TIMEOUT, "%s",
                  _("The settings could not be read back from the BMC."));
    else if (result == VERIFY_LOST)
        error_set(&error, ERROR_MALFORMED, "%s",
                  _("The BMC accepted the settings but did not store them."));
    else if (result == VERIFY_CHANGED)
        error_set(
            &error, ERROR_MALFORMED, "%s",
            _("The BMC changed other settings as well, and again after they were corrected."));
    if (error.kind != ERROR_NONE)
        engine_fail(engine, step, &error);
}

static bool verify_ask(struct engine *engine)
{
    engine->not_awaited = false;
    /* No is a decision of the person's, as stopping is. */
    engine->state->stopped = !engine_ask(engine, SAVE_ASK_KEEP);
    return !engine->state->stopped;
}

bool engine_verify_first_phase(struct engine *engine)
{
    const struct step step = {STEP_VERIFY, 0};
    enum verify_result result;
    struct bmc_error met; /* two at one address */

    engine_step(engine, &step, STEP_RUNNING);
    result = verify_put_right(engine, engine_verify(engine));
    if (result == VERIFY_STOPPED)
        engine->state->stopped = true;
    verify_judge(engine, result);
    engine_step(engine, &step, result == VERIFY_MATCH ? STEP_DONE : STEP_FAILED);
    if (result == VERIFY_MATCH && !bmc_met_another(engine->bmc, &met)) {
        engine->cut_until_ms = 0;       /* it has been found */
        return !engine_stopped(engine); /* asked for while the last of it was written */
    }
    if (result == VERIFY_NOT_AWAITED)
        return verify_ask(engine);
    verify_explain(engine, &step, result);
    return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/save_engine.h"

/* The first look comes at once; then pauses grow, since every look costs a handful of requests. */
#define PAUSE_FIRST_MS 500
#define PAUSE_LONGEST_MS 3000
/* So often the same unexpected change is seen before it is taken for good. */
#define CHANGED_LOOKS 3

enum engine_result engine_read_back(struct engine *engine, struct lan *holds,
                                    struct bmc_error *error)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        enum engine_result result;

        /* A parameter that was never there has no old value to compare with. */
        if (engine->plan->old.state[item] != VALUE_KNOWN && !engine->plan->write[item])
            continue;
        if (!plan_reads_back(engine->plan, item))
            continue;
        result = engine_read_result(
            bmc_read_lan(engine->bmc, engine->plan->channel, item, holds, error), error);
        if (result == ENGINE_LOST)
            result = engine_read_result(
                bmc_read_lan(engine->bmc, engine->plan->channel, item, holds, error), error);
        if (result == ENGINE_LOST)
            return result;
        if (result == ENGINE_REFUSED)
            holds->state[item] = VALUE_NOT_AVAILABLE;
    }
    return ENGINE_OK;
}

static bool matches(const struct plan *plan, enum lan_item item, const struct lan *holds)
{
    return !plan_judged(item, &plan->wanted) ||
           (holds->state[item] == VALUE_KNOWN && plan_same(item, holds, &plan->wanted));
}

static enum verify_result compare(const struct plan *plan, const struct lan *holds)
{
    enum verify_result result = VERIFY_MATCH;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (!plan_reads_back(plan, item) || matches(plan, item, holds))
            continue;
        /* What could never be read cannot have changed. */
        if (!plan->write[item] && plan->old.state[item] != VALUE_KNOWN)
            continue;
        if (holds->state[item] != VALUE_KNOWN)
            result = VERIFY_UNREAD;
        else if (plan->write[item])
            return VERIFY_LOST;
        else if (result == VERIFY_MATCH)
            result = VERIFY_CHANGED;
    }
    return result;
}

static enum verify_result look(struct engine *engine)
{
    struct lan holds = {0};

    engine->state->holds_known = false;
    if (engine_read_back(engine, &holds, &engine->unread) != ENGINE_OK)
        return VERIFY_UNREAD;
    engine->state->holds = holds;
    engine->state->holds_known = true;
    engine->state->looks++;
    engine_progress(engine);
    return compare(engine->plan, &holds);
}

static enum verify_result interrupted(struct engine *engine, enum verify_result seen)
{
    enum save_command command = engine->undoing ? SAVE_GO_ON : engine_command(engine);

    if (command == SAVE_STOP)
        return VERIFY_STOPPED;
    if (command == SAVE_DO_NOT_WAIT)
        return VERIFY_NOT_AWAITED;
    return seen;
}

enum verify_result engine_verify(struct engine *engine)
{
    struct save_state *state = engine->state;
    int64_t pause = PAUSE_FIRST_MS;
    unsigned changed = 0;
    enum verify_result result;

    state->until_ms = clock_now(engine->clock) + engine->settings->verify_ms;
    if (engine->moved && engine->cut_until_ms == 0)
        engine->cut_until_ms = state->until_ms;
    state->holds_known = false;
    state->looks = 0;
    if (!engine->undoing)
        engine_stage(engine, SAVE_STAGE_VERIFY);
    for (;;) {
        result = look(engine);
        changed = result == VERIFY_CHANGED ? changed + 1 : 0;
        if (result == VERIFY_MATCH || changed >= CHANGED_LOOKS)
            return result;
        if (clock_now(engine->clock) >= state->until_ms)
            return result;
        engine_sleep(engine, pause);
        result = interrupted(engine, result);
        if (result == VERIFY_STOPPED || result == VERIFY_NOT_AWAITED)
            return result;
        pause = pause * 2 < PAUSE_LONGEST_MS ? pause * 2 : PAUSE_LONGEST_MS;
    }
}

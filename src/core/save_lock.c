/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/engine.h"

#include <string.h>

#include "base/i18n.h"

#define LOCK_PAUSE_MS 1000
/* So often a lock is seen that was released before it is said to be left. */
#define RELEASE_LOOKS 3

static bool lock_held(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && error->completion_code == 0x81;
}

static bool lock_says_nothing(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && error->completion_code == 0xff;
}

/* BMCs say by whatever code that they have no set in progress; a save goes on without, and reading
 * back guards it all the same. (D4h and the busy codes are errors of their own.) */
static bool lock_not_supported(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED && !lock_held(error);
}

/* After a lost answer, "held" may well be our own first request: parameter 0 tells that somebody
 * has it, and we were the ones who just asked. */
static bool lock_probably_ours(struct engine *engine)
{
    enum lan_progress progress;

    return bmc_get_progress(engine->bmc, engine->plan->channel, &progress, NULL) == 0 &&
           progress == LAN_SET_IN_PROGRESS;
}

static enum lock_result lock_take(struct engine *engine, struct bmc_error *error)
{
    bool repeated = false;

    for (;;) {
        if (bmc_set_progress(engine->bmc, engine->plan->channel, LAN_SET_IN_PROGRESS, error) == 0)
            break;
        /* What was asked before, and got no answer, may have been done; and a lock that was seen
         * is not gone because the next request is refused. */
        if (lock_held(error))
            engine->lock.seen = true;
        if (lock_says_nothing(error) || engine->lock.asked || error->resent)
            engine->lock.doubted = true;
        if (lock_not_supported(error)) {
            engine->lock.supported = false;
            engine->lock.check = true;
            return LOCK_TAKEN;
        }
        if (engine_result(-1, error) == ENGINE_LOST || error->resent)
            engine->lock.asked = true;
        if (lock_held(error)) {
            if (engine->lock.asked && lock_probably_ours(engine))
                break;
            return LOCK_HELD;
        }
        if (engine_result(-1, error) != ENGINE_LOST || repeated)
            return LOCK_FAILED;
        repeated = true;
    }
    engine->lock.ours = engine->lock.proven = true;
    engine->lock.asked = engine->lock.seen = engine->lock.doubted = false;
    return LOCK_TAKEN;
}

/* Waits for whoever holds it, with a countdown; the answer of the last try. */
static enum lock_result lock_wait_and_take(struct engine *engine, struct bmc_error *error)
{
    struct save_state *state = engine->state;
    enum save_stage before = state->stage;
    enum lock_result result = LOCK_HELD;

    state->until_ms = clock_now(engine->clock) + engine->context->settings->lock_wait_ms;
    engine_stage(engine, SAVE_STAGE_WAIT_LOCK);
    while (result == LOCK_HELD && clock_now(engine->clock) < state->until_ms) {
        engine_pause(engine, LOCK_PAUSE_MS, false);
        if (engine_stopped(engine))
            result = LOCK_STOPPED;
        else
            result = lock_take(engine, error);
    }
    engine_stage(engine, before);
    return result;
}

static bool lock_may_clear(struct engine *engine)
{
    /* Our own, which could not be released a moment ago. */
    if (engine->state->lock_left)
        return true;
    return engine_ask(engine, SAVE_ASK_CLEAR_LOCK);
}

enum lock_result engine_lock(struct engine *engine, struct bmc_error *error)
{
    enum lock_result result;

    engine->lock.supported = true;
    result = lock_take(engine, error);
    if (result == LOCK_HELD)
        result = lock_wait_and_take(engine, error);
    if (result != LOCK_HELD)
        return result;
    if (lock_may_clear(engine) &&
        bmc_set_progress(engine->bmc, engine->plan->channel, LAN_SET_COMPLETE, error) == 0)
        result = lock_take(engine, error);
    if (result == LOCK_HELD)
        error_set(error, ERROR_LOCKED,
                  _("another program is changing the LAN settings or has left the BMC locked"));
    return result;
}

/* A lock that was only assumed to be ours, on a BMC that has none. */
static bool lock_never_had(struct engine *engine, const struct bmc_error *error)
{
    return lock_not_supported(error) && !engine->lock.supported && !engine->lock.proven &&
           !lock_probably_ours(engine);
}

void engine_unlock(struct engine *engine)
{
    struct bmc_error error;

    if (!engine->lock.ours)
        return;
    for (unsigned tries = 0; engine_again(engine, tries); tries++) {
        if (bmc_set_progress(engine->bmc, engine->plan->channel, LAN_SET_COMPLETE, &error) == 0 ||
            lock_never_had(engine, &error)) {
            engine->lock.ours = engine->lock.asked = false;
            engine->lock.check = true;
            engine->state->lock_left = false;
            return;
        }
        if (engine_result(-1, &error) != ENGINE_LOST)
            break;
    }
    engine->state->lock_left = true;
}

/* What a BMC that has no set in progress says to whoever reads it: no such parameter, channel or
 * command; and FFh, which it said to the lock, too, but not where it says that to everything: then
 * reads is false. Any other refusal leaves it open, and a lock that was seen is there. */
static bool lock_has_none(const struct bmc_error *error, bool reads)
{
    static const uint8_t codes[] = {0x80, 0x82, 0xc1, 0xc7, 0xc9, 0xcb, 0xcc, 0xd5};

    return error->kind == ERROR_REFUSED &&
           (memchr(codes, error->completion_code, sizeof codes) != NULL ||
            (lock_says_nothing(error) && reads));
}

/* Some answer "done" and do nothing, or refuse the lock and take it. It is not released a second
 * time: meanwhile another program may have taken it, which is why it is looked at for a moment. A
 * BMC that could not be read back is not asked: what it said last counts. */
void engine_check_release(struct engine *engine)
{
    struct save_state *state = engine->state;
    enum lan_progress progress;
    struct bmc_error error;

    if (!engine->lock.check || state->lock_left)
        return;
    if (engine->undo.running && !state->holds_known) {
        state->lock_left = engine->lock.seen || engine->lock.doubted;
        return;
    }
    for (unsigned looks = 0; looks < RELEASE_LOOKS; looks++) {
        if (looks > 0)
            clock_sleep(engine->clock, LOCK_PAUSE_MS);
        if (bmc_get_progress(engine->bmc, engine->plan->channel, &progress, &error) != 0) {
            state->lock_left = engine->lock.seen || (engine->lock.doubted &&
                                                     !lock_has_none(&error, state->holds_known));
            return;
        }
        if (progress != LAN_SET_IN_PROGRESS)
            return;
    }
    state->lock_left = true;
}

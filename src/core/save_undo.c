/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/engine.h"

#include <string.h>

#include "base/i18n.h"

/* What was written under the lock and not committed does not act, with most: a short doubt. */
#define BUFFERED_MS 2500

static bool attempted_any(const struct engine *engine)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (engine->attempted[item])
            return true;
    }
    return false;
}

/* After putting back: what each parameter came to. A refused one keeps saying so. */
static void judge_items(struct engine *engine, const struct plan *undo, bool read)
{
    struct save_state *state = engine->state;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        bool same = read && state->holds.state[item] == VALUE_KNOWN &&
                    plan_same(item, &state->holds, &undo->wanted);

        if (!engine->attempted[item] && (!read || same || !plan_reads_back(undo, item)))
            continue; /* nothing was done to it, or nothing is to be seen of it */
        if (!plan_judged(item, &undo->wanted))
            state->items[item] = engine->attempted[item] ? OUTCOME_LEASE : OUTCOME_NONE;
        else if (!read || state->holds.state[item] != VALUE_KNOWN)
            state->items[item] = OUTCOME_UNKNOWN;
        else if (!same)
            state->items[item] = OUTCOME_NOT_PUT_BACK;
        else if (state->items[item] != OUTCOME_REFUSED && state->items[item] != OUTCOME_LOST)
            state->items[item] = OUTCOME_PUT_BACK;
    }
}

/* The gateway that was refused may be gone by the address that was not, the address by the VLAN,
 * which is written last; and only an old picture shows them. */
static int64_t believe_from(const struct engine *engine, int64_t disbelief_ms)
{
    int64_t half = engine->context->settings->verify_ms / 2;
    bool doubt = engine->undo.wrote && engine->undo.doubtful;

    return clock_now(engine->clock) + (doubt && half > disbelief_ms ? half : disbelief_ms);
}

/* Once more when something on the way was lost: the plan may be walked any number of times. What
 * could be read back and is right by then is left alone: writing it may have been what changed the
 * rest. */
static enum verify_result walk_undo(struct engine *engine, int64_t disbelief_ms)
{
    const struct plan *undo = engine->plan;
    struct plan again;
    enum verify_result result = VERIFY_UNREAD;

    for (int tries = 0; tries < 2; tries++) {
        bool written;

        if (result == VERIFY_LOST || result == VERIFY_CHANGED) {
            plan_repair(&again, undo, &engine->state->holds);
            engine->plan = &again;
        }
        written = engine_write_lan(engine, false);
        engine->plan = undo;
        if (written) {
            engine->believe_ms = believe_from(engine, disbelief_ms);
            result = engine_verify(engine);
            if (result == VERIFY_MATCH)
                return result;
        } else {
            engine_unlock(engine);
        }
        if (!engine_wait_for_bmc(engine)) {
            engine->state->holds_known = false;
            return VERIFY_UNREAD;
        }
    }
    /* It may well be as it was, although the way there was refused. */
    if (result != VERIFY_UNREAD)
        return result;
    engine->believe_ms = believe_from(engine, disbelief_ms);
    return engine_verify(engine);
}

/* The save has written it, and the BMC shows what was there before: it has not come to act, or the
 * picture is an old one. */
static bool shows_old(const struct engine *engine, const struct plan *undo)
{
    const struct lan *holds = &engine->state->holds;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (engine->attempted[item] && engine->state->items[item] != OUTCOME_REFUSED &&
            plan_judged(item, &undo->wanted) && !plan_same(item, &undo->old, &undo->wanted) &&
            (holds->state[item] != VALUE_KNOWN || plan_same(item, holds, &undo->wanted)))
            return true;
    }
    return false;
}

/* How long a match after putting back says nothing: it must still be there when old pictures are
 * gone. */
static int64_t disbelief_ms(struct engine *engine, const struct plan *undo)
{
    int64_t half = engine->context->settings->verify_ms / 2;
    struct bmc_error error;

    engine->state->holds_known = false;
    memset(&engine->state->holds, 0, sizeof engine->state->holds);
    if (engine_read_back(engine, &engine->state->holds, &error) == ENGINE_OK &&
        !shows_old(engine, undo))
        return 0;
    return engine->may_act || half < BUFFERED_MS ? half : BUFFERED_MS;
}

static bool undo_lan(struct engine *engine)
{
    const struct plan *done = engine->plan;
    struct plan undo;
    enum verify_result result;

    if (!attempted_any(engine))
        return true;
    plan_undo(&undo, done, engine->attempted);
    engine->plan = &undo;
    result = walk_undo(engine, disbelief_ms(engine, &undo));
    judge_items(engine, &undo, engine->state->holds_known);
    engine->plan = done;
    return result == VERIFY_MATCH;
}

static bool wrote_anything(const struct engine *engine)
{
    return attempted_any(engine) || engine->password_sent || engine->access_sent ||
           engine->enable_sent || engine->channel_sent;
}

static bool unreached(const struct save_state *state)
{
    return state->error.kind == ERROR_TIMEOUT || state->error.kind == ERROR_GONE ||
           state->error.kind == ERROR_OTHER_BMC;
}

void engine_put_back(struct engine *engine)
{
    struct save_state *state = engine->state;
    bool access, lan, held;

    if (!wrote_anything(engine)) {
        engine_unlock(engine);
        state->status = unreached(state) ? SAVE_UNREACHED : SAVE_NOT_WRITTEN;
        return;
    }
    held = engine_hold(engine);
    engine->undo.running = true;
    engine_stage(engine, SAVE_STAGE_PUT_BACK);
    /* "Set complete" without a commit first: it drops writes that are only buffered. */
    if (held)
        engine_unlock(engine);
    if (!held || !engine_wait_for_bmc(engine)) {
        access = lan = false;
        state->holds_known = false;
        judge_items(engine, engine->plan, false);
    } else {
        engine_unlock(engine);
        access = engine_undo_access(engine);
        lan = undo_lan(engine);
    }
    state->status = access && lan && !engine->password_sent ? SAVE_PUT_BACK : SAVE_MIXED;
}

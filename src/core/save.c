/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk of a save as a whole, and the way back. */
#include "core/engine.h"

#include <string.h>

#include "core/access.h"

/* What was written under the lock and not committed does not act, with most: a short doubt. */
#define BUFFERED_MS 2500

/* --- putting back -------------------------------------------------------- */

static bool undo_attempted(const struct changes *changes, size_t from, size_t end)
{
    while (from < end && !changes->items[from].attempted)
        from++;
    return from < end;
}

/* After putting back: what it came to. What was refused keeps saying so. */
static enum outcome undo_outcome(const struct engine *engine, const struct change *change,
                                 bool read)
{
    if (!change_judged(&engine->plan->changes, change, engine->goal))
        return change->attempted ? OUTCOME_LEASE : OUTCOME_NONE;
    if (!read || !value_known(&change->holds))
        return OUTCOME_UNKNOWN;
    if (!change_reached(change, engine->goal, &change->holds))
        return OUTCOME_NOT_PUT_BACK;
    return change->outcome == OUTCOME_REFUSED || change->outcome == OUTCOME_LOST ? change->outcome
                                                                                 : OUTCOME_PUT_BACK;
}

static void undo_judge(struct engine *engine, bool read)
{
    for (size_t i = 0; i < engine->plan->changes.locked; i++) {
        struct change *change = &engine->plan->changes.items[i];
        bool same = read && change_reached(change, engine->goal, &change->holds);

        /* Else nothing was done to it, or nothing is to be seen of it. */
        if (change->attempted || (read && !same && plan_reads_back(engine->plan, i, engine->write)))
            change->outcome = undo_outcome(engine, change, read);
    }
}

/* The gateway that was refused may be gone by the address that was not, the address by the VLAN,
 * which is written last; and only an old picture shows them. */
static int64_t undo_believe_from(const struct engine *engine, int64_t disbelief_ms)
{
    int64_t half = engine->context->settings->verify_ms / 2;
    bool doubt = engine->undo.wrote && engine->undo.doubtful;

    return clock_now(engine->clock) + (doubt && half > disbelief_ms ? half : disbelief_ms);
}

/* Once more when something on the way was lost: the plan may be walked any number of times. What
 * could be read back and is right by then is left alone: writing it may have been what changed the
 * rest. */
static enum verify_result undo_walk(struct engine *engine, int64_t disbelief_ms)
{
    bool write[CHANGES_MAX];
    enum verify_result result = VERIFY_UNREAD;

    for (int tries = 0; tries < 2; tries++) {
        memcpy(write, engine->write, sizeof write);
        if (result == VERIFY_LOST || result == VERIFY_CHANGED)
            plan_repair(engine->plan, engine->goal, write);
        if (engine_write_lan(engine, write, false)) {
            engine->believe_ms = undo_believe_from(engine, disbelief_ms);
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
    engine->believe_ms = undo_believe_from(engine, disbelief_ms);
    return engine_verify(engine);
}

/* The save has written it, and the BMC shows what was there before: it has not come to act, or the
 * picture is an old one. */
static bool undo_shows_old(const struct engine *engine)
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];

        if (change->attempted && change->outcome != OUTCOME_REFUSED &&
            change_judged(changes, change, GOAL_OLD) &&
            !change_reached(change, GOAL_OLD, &change->wanted) &&
            (!value_known(&change->holds) || change_reached(change, GOAL_OLD, &change->holds)))
            return true;
    }
    return false;
}

/* How long a match after putting back says nothing: it must still be there when old pictures are
 * gone. */
static int64_t undo_disbelief_ms(struct engine *engine)
{
    int64_t half = engine->context->settings->verify_ms / 2;
    struct bmc_error error;

    engine->state->holds_known = false;
    if (engine_read_back(engine, &error) == ENGINE_OK && !undo_shows_old(engine))
        return 0;
    return engine->may_act || half < BUFFERED_MS ? half : BUFFERED_MS;
}

static bool undo_lan(struct engine *engine)
{
    enum verify_result result;

    if (!undo_attempted(&engine->plan->changes, 0, engine->plan->changes.locked))
        return true;
    engine->goal = GOAL_OLD;
    plan_undo(engine->plan, engine->write);
    result = undo_walk(engine, undo_disbelief_ms(engine));
    undo_judge(engine, engine->state->holds_known);
    return result == VERIFY_MATCH;
}

static bool undo_unreached(const struct save_state *state)
{
    return state->error.kind == ERROR_TIMEOUT || state->error.kind == ERROR_GONE ||
           state->error.kind == ERROR_OTHER_BMC;
}

/* Puts back what was attempted; sets outcomes and the status. */
static void undo_save(struct engine *engine)
{
    struct save_state *state = engine->state;
    bool access, lan, held;

    if (!undo_attempted(&engine->plan->changes, 0, engine->plan->changes.count) &&
        !engine->password_sent) {
        engine_unlock(engine);
        state->status = undo_unreached(state) ? SAVE_UNREACHED : SAVE_NOT_WRITTEN;
        return;
    }
    held = engine_hold(engine);
    engine->undo.running = true;
    (void)engine_record(engine, SAVE_RECORD_PUT_BACK);
    engine_stage(engine, SAVE_STAGE_PUT_BACK);
    /* "Set complete" without a commit first: it drops writes that are only buffered. */
    if (held)
        engine_unlock(engine);
    if (!held || !engine_wait_for_bmc(engine)) {
        access = lan = false;
        state->holds_known = false;
        undo_judge(engine, false);
    } else {
        engine_unlock(engine);
        access = engine->plan->of_changes ? engine_undo_changes(engine)
                                          : engine_undo_access(engine);
        lan = undo_lan(engine);
    }
    if (engine->password_sent && !save_password_counts(state)) {
        engine->password_sent = false;
        state->password = OUTCOME_NONE;
    }
    state->status = access && lan && !engine->password_sent ? SAVE_PUT_BACK : SAVE_MIXED;
}

/* --- the whole ----------------------------------------------------------- */

static void save_begin(struct engine *engine, const struct save_context *context,
                       const struct plan *plan, struct save_state *state)
{
    memset(engine, 0, sizeof *engine);
    engine->context = context;
    engine->bmc = context->bmc;
    engine->clock = context->clock;
    engine->plan = &state->plan;
    engine->state = state;
    memset(state, 0, sizeof *state);
    state->plan = *plan;
    state->password = plan->password != NULL ? OUTCOME_NOT_TRIED : OUTCOME_NONE;
    for (size_t i = 0; i < plan->changes.count; i++) {
        struct change *change = &state->plan.changes.items[i];

        change->holds = (struct value){VALUE_UNREAD};
        change->outcome = change->write ? OUTCOME_NOT_TRIED : OUTCOME_NONE;
        change->attempted = false;
        engine->write[i] = change->write && i < plan->changes.locked;
    }
    engine_progress(engine);
}

bool save_password_counts(const struct save_state *state)
{
    const struct plan *plan = &state->plan;

    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (plan->password_kind == PASSWORD_OF_NEW && change->scope.user == plan->user &&
            change->setting == access_setting(ACCESS_NAME))
            return !value_known(&change->holds) || change->holds.text[0] != '\0';
    }
    return true;
}

static bool save_walk(struct engine *engine)
{
    const struct plan *plan = engine->plan;

    if (!engine_hold(engine) || !engine_address_free(engine) ||
        !engine_record(engine, SAVE_RECORD_START))
        return false;
    if (plan->of_changes && !engine_begin_changes(engine))
        return false;
    if (plan_has_phase1(plan) &&
        !(engine_write_lan(engine, engine->write, true) && engine_verify_first_phase(engine)))
        return false;
    return plan->of_changes ? engine_walk_changes(engine) : engine_second_phase(engine);
}

static enum save_status save_end(struct engine *engine)
{
    engine_check_release(engine);
    if (engine->held && engine->state->status != SAVE_MIXED)
        bmc_release(engine->bmc);
    engine_stage(engine, SAVE_STAGE_DONE);
    return engine->state->status;
}

enum save_status save_run(const struct save_context *context, const struct plan *plan,
                          struct save_state *state)
{
    struct engine engine;

    save_begin(&engine, context, plan, state);
    if (save_walk(&engine))
        state->status = SAVE_KEPT;
    else if (state->status == SAVE_REVIEW_AGAIN)
        engine_unlock(&engine);
    else if (state->status == SAVE_RUNNING)
        undo_save(&engine);
    return save_end(&engine);
}

/* All that the plan may have touched counts as attempted. */
static void save_assume_written(struct engine *engine, bool lock_ours)
{
    for (size_t i = 0; i < engine->plan->changes.count; i++) {
        struct change *change = &engine->plan->changes.items[i];

        change->attempted = engine->write[i] ||
                            (change->write && !change_reached(change, GOAL_WANTED, &change->old));
        if (engine->write[i])
            change->outcome = OUTCOME_PENDING;
    }
    engine->lock.ours = lock_ours;
    engine->may_act = true;
}

enum save_status save_put_back(const struct save_context *context, const struct plan *plan,
                               bool lock_ours, struct save_state *state)
{
    struct engine engine;

    save_begin(&engine, context, plan, state);
    save_assume_written(&engine, lock_ours);
    undo_save(&engine);
    return save_end(&engine);
}

bool save_cuts_link(struct bmc *bmc, const struct plan *plan)
{
    uint8_t channel;

    if (!bmc_over_lan(bmc) || !plan_moves_channel(plan))
        return false;
    return bmc_get_session_channel(bmc, &channel, NULL) != 0 || channel == plan->channel;
}

int save_exit(enum save_status status)
{
    static const int exits[] = {
        [SAVE_RUNNING] = 4,      [SAVE_KEPT] = 0,      [SAVE_NOT_WRITTEN] = 1, [SAVE_PUT_BACK] = 1,
        [SAVE_REVIEW_AGAIN] = 1, [SAVE_UNREACHED] = 3, [SAVE_IMPOSSIBLE] = 2,  [SAVE_MIXED] = 4,
    };

    return exits[status];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading back: until the BMC holds what was wanted; what it changed or lost is repaired once; and
 * what is to be said of each parameter.
 */
#include "core/engine.h"

#include "base/i18n.h"

/* The first look comes at once; then pauses grow, since every look costs a handful of requests. */
#define PAUSE_FIRST_MS 500
#define PAUSE_LONGEST_MS 3000
/* So often the same unexpected picture is seen before it is taken for good. */
#define STEADY_LOOKS 3

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
    enum save_command command = engine->undo.running ? SAVE_GO_ON : engine_command(engine);

    if (command == SAVE_STOP)
        return VERIFY_STOPPED;
    if (command == SAVE_DO_NOT_WAIT)
        return VERIFY_NOT_AWAITED;
    return seen;
}

/* Of what was written something is there, so this is no old picture. */
static bool shows_some(const struct plan *plan, const struct lan *holds)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (plan->write[item] && plan_reads_back(plan, item) &&
            plan_judged(item, &plan->wanted) && matches(plan, item, holds) &&
            !(plan->old.state[item] == VALUE_KNOWN &&
              plan_same(item, &plan->old, &plan->wanted)))
            return true;
    }
    return false;
}

/* What is lost is written once more: after some looks where the BMC shows other new values, else
 * only when half the time is over, since most BMCs that show nothing new show it later. */
static bool lost_for_good(const struct engine *engine, unsigned looks)
{
    const struct save_state *state = engine->state;
    int64_t half = state->until_ms - engine->context->settings->verify_ms / 2;

    return !engine->rewritten && !engine->undo.running && looks >= STEADY_LOOKS &&
           (shows_some(engine->plan, &state->holds) || clock_now(engine->clock) >= half);
}

/* How often in a row the same was seen. */
struct steady {
    enum verify_result result;
    unsigned looks;
};

static bool is_final(const struct engine *engine, struct steady *steady, enum verify_result result)
{
    steady->looks = result == steady->result ? steady->looks + 1 : 1;
    steady->result = result;
    switch (result) {
    case VERIFY_MATCH:
        return clock_now(engine->clock) >= engine->believe_ms;
    case VERIFY_CHANGED:
        return steady->looks >= STEADY_LOOKS;
    case VERIFY_LOST:
        return lost_for_good(engine, steady->looks);
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
        result = look(engine);
        if (is_final(engine, &steady, result) || clock_now(engine->clock) >= state->until_ms)
            return result;
        engine_sleep(engine, pause);
        result = interrupted(engine, result);
        if (result == VERIFY_STOPPED || result == VERIFY_NOT_AWAITED)
            return result;
        pause = pause * 2 < PAUSE_LONGEST_MS ? pause * 2 : PAUSE_LONGEST_MS;
    }
}

/* --- what came of it ------------------------------------------------------ */

static void verify_judge_item(struct engine *engine, enum lan_item item, enum verify_result result)
{
    const struct plan *plan = engine->plan;
    struct save_state *state = engine->state;
    bool same =
        state->holds.state[item] == VALUE_KNOWN && plan_same(item, &state->holds, &plan->wanted);

    if (!plan_reads_back(plan, item))
        return;
    if (!plan_judged(item, &plan->wanted)) {
        if (state->holds.state[item] == VALUE_KNOWN && plan->wanted.source == IP_SOURCE_DHCP &&
            plan->write[LAN_SOURCE])
            state->items[item] = OUTCOME_LEASE;
        return;
    }
    if (!state->holds_known || state->holds.state[item] != VALUE_KNOWN)
        state->items[item] = plan->write[item] ? OUTCOME_UNKNOWN : state->items[item];
    else if (plan->write[item] && same)
        state->items[item] = OUTCOME_KEPT;
    else if (plan->write[item])
        state->items[item] = result == VERIFY_NOT_AWAITED ? OUTCOME_PENDING : OUTCOME_LOST;
    else if (!same && plan->old.state[item] == VALUE_KNOWN)
        state->items[item] = OUTCOME_CHANGED;
}

static void verify_judge(struct engine *engine, enum verify_result result)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
        verify_judge_item(engine, item, result);
}

static const struct step *verify_step(const struct plan *plan, size_t *index)
{
    for (*index = 0; *index < plan->count; (*index)++) {
        if (plan->steps[*index].kind == STEP_VERIFY)
            return &plan->steps[*index];
    }
    return NULL;
}

/* Once more what is not as it should be, and nothing else: with a BMC whose VLAN write drops the
 * address, a second VLAN write would drop it again. */
static enum verify_result verify_repair(struct engine *engine, enum verify_result seen)
{
    const struct plan *save = engine->plan;
    struct plan repair;
    bool written;

    plan_repair(&repair, save, &engine->state->holds);
    engine->plan = &repair;
    written = engine_write_lan(engine, false);
    engine->plan = save;
    return written ? engine_verify(engine) : seen;
}

/* What was lost, once, and what the BMC changed on its own, once. */
static enum verify_result put_right(struct engine *engine, enum verify_result result)
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

static void explain(struct engine *engine, const struct step *step, enum verify_result result)
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
                  _("The BMC accepted the settings, but did not keep them."));
    else if (result == VERIFY_CHANGED)
        error_set(&error, ERROR_MALFORMED, "%s",
                  _("The BMC changed other settings on its own, and again when put right."));
    if (error.kind != ERROR_NONE)
        engine_fail(engine, step, &error);
}

static bool asked_to_keep(struct engine *engine)
{
    engine->not_awaited = false;
    /* No is a decision of the person's, as stopping is. */
    engine->state->stopped = !engine_ask(engine, SAVE_ASK_KEEP);
    return !engine->state->stopped;
}

bool engine_verify_first_phase(struct engine *engine)
{
    size_t index;
    const struct step *step = verify_step(engine->plan, &index);
    enum verify_result result;
    struct bmc_error met; /* two at one address */

    engine_step(engine, index, STEP_RUNNING);
    result = put_right(engine, engine_verify(engine));
    if (result == VERIFY_STOPPED)
        engine->state->stopped = true;
    verify_judge(engine, result);
    engine_step(engine, index, result == VERIFY_MATCH ? STEP_DONE : STEP_FAILED);
    if (result == VERIFY_MATCH && !bmc_met_another(engine->bmc, &met)) {
        engine->cut_until_ms = 0;       /* it has been found */
        return !engine_stopped(engine); /* asked for while the last of it was written */
    }
    if (result == VERIFY_NOT_AWAITED)
        return asked_to_keep(engine);
    explain(engine, step, result);
    return false;
}

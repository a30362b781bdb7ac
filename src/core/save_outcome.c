/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of the first phase: reading back, putting right what the BMC changed, and what of each
 * parameter is to be said. */
#include "core/save_engine.h"

#include "base/i18n.h"

static void judge_item(struct engine *engine, enum lan_item item, enum verify_result result)
{
    const struct plan *plan = engine->plan;
    struct save_state *state = engine->state;
    bool same = state->holds.state[item] == VALUE_KNOWN &&
                plan_same(item, &state->holds, &plan->wanted);

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

static void judge_items(struct engine *engine, enum verify_result result)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
        judge_item(engine, item, result);
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
static enum verify_result mend(struct engine *engine, enum verify_result seen)
{
    const struct plan *save = engine->plan;
    struct plan mending;
    bool written;

    plan_mend(&mending, save, &engine->state->holds);
    engine->plan = &mending;
    written = engine_write_lan(engine, false);
    engine->plan = save;
    return written ? engine_verify(engine) : seen;
}

/* What was lost, once, and what the BMC changed on its own, once. */
static enum verify_result put_right(struct engine *engine, enum verify_result result)
{
    if (result == VERIFY_LOST && !engine->rewritten) {
        engine->rewritten = true;
        result = mend(engine, result);
    }
    if (result == VERIFY_CHANGED) {
        judge_items(engine, result);
        result = mend(engine, result);
        engine->state->mended = result == VERIFY_MATCH;
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
    engine->state->stopped =
        engine->watch == NULL || engine->watch->ask == NULL ||
        !engine->watch->ask(engine->watch->data, SAVE_ASK_KEEP, engine->state);
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
    judge_items(engine, result);
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

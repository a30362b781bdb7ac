/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/engine.h"

#include "base/i18n.h"

static bool has_box(const struct engine *engine, enum remote_box box)
{
    return (engine->plan->remote & REMOTE_BIT(box)) != 0;
}

static void set_box(struct engine *engine, enum remote_box box, enum outcome outcome)
{
    if (has_box(engine, box))
        engine->state->boxes[box] = outcome;
}

/* --- user access: privilege and messaging -------------------------------- */

static void wanted_access(const struct engine *engine, struct user_access *access)
{
    if (has_box(engine, REMOTE_MESSAGING))
        access->messaging = true;
    if (has_box(engine, REMOTE_PRIVILEGE))
        access->privilege = PRIVILEGE_ADMINISTRATOR;
}

static bool same_access(const struct user_access *one, const struct user_access *other)
{
    return one->messaging == other->messaging && one->privilege == other->privilege;
}

/* Writes and reads back. *kept: it is what it was to be, even where the write was refused, which is
 * all that counts when putting back. */
static enum engine_result put_user_access(struct engine *engine, const struct user_access *access,
                                          bool *kept, struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    struct user_access now;
    struct bmc_error read_error;
    enum engine_result result = engine_result(
        bmc_set_user_access(engine->bmc, plan->channel, plan->user, access, error), error);
    int read_result =
        bmc_get_user_access(engine->bmc, plan->channel, plan->user, &now, &read_error);

    *kept = read_result == 0 && same_access(&now, access);
    if (result != ENGINE_OK || read_result == 0)
        return result;
    *error = read_error;
    return engine_result(read_result, error);
}

static void user_access_outcome(struct engine *engine, enum outcome outcome)
{
    set_box(engine, REMOTE_MESSAGING, outcome);
    set_box(engine, REMOTE_PRIVILEGE, outcome);
}

static enum outcome outcome_of(enum engine_result result, bool kept)
{
    if (result == ENGINE_REFUSED)
        return OUTCOME_REFUSED;
    if (result == ENGINE_LOST)
        return OUTCOME_UNKNOWN;
    return kept ? OUTCOME_KEPT : OUTCOME_LOST;
}

static bool judge(struct engine *engine, const struct step *step, enum outcome outcome,
                  struct bmc_error *error)
{
    if (outcome == OUTCOME_KEPT)
        return true;
    if (outcome == OUTCOME_LOST)
        error_set(error, ERROR_MALFORMED, _("The BMC accepted %s, but did not keep it."),
                  plan_step_name(step));
    engine_fail(engine, step, error);
    return false;
}

static enum outcome write_user_access(struct engine *engine, struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    struct user_access access;
    bool kept = false;
    enum engine_result result = engine_result(
        bmc_get_user_access(engine->bmc, plan->channel, plan->user, &access, error), error);

    if (result == ENGINE_OK) {
        if (!engine->access_sent)
            engine->access_before = access;
        engine->access_sent = true;
        wanted_access(engine, &access);
        result = put_user_access(engine, &access, &kept, error);
    }
    user_access_outcome(engine, outcome_of(result, kept));
    return outcome_of(result, kept);
}

/* --- enable -------------------------------------------------------------- */

static enum outcome write_enable(struct engine *engine, struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    struct user_access before, now;
    bool kept = false;
    enum engine_result result = engine_result(
        bmc_get_user_access(engine->bmc, plan->channel, plan->user, &before, error), error);

    if (result == ENGINE_OK) {
        engine->enable_sent |= before.enabled == USER_DISABLED;
        result = engine_result(bmc_enable_user(engine->bmc, plan->user, true, error), error);
    }
    if (result == ENGINE_OK) {
        result = engine_result(
            bmc_get_user_access(engine->bmc, plan->channel, plan->user, &now, error), error);
        kept = result == ENGINE_OK && now.enabled != USER_DISABLED;
    }
    set_box(engine, REMOTE_ENABLE, outcome_of(result, kept));
    return outcome_of(result, kept);
}

/* --- channel access ------------------------------------------------------ */

/* One of the two tables, from its own read, mode alone changed, and read back. *kept as above. */
static enum engine_result put_mode(struct engine *engine, bool non_volatile, uint8_t mode,
                                   struct channel_access *before, bool *kept,
                                   struct bmc_error *error)
{
    uint8_t channel = engine->plan->channel;
    struct channel_access access;
    struct bmc_error read_error;
    int read_result;
    enum engine_result result = engine_result(
        bmc_get_channel_access(engine->bmc, channel, non_volatile, &access, error), error);

    *kept = false;
    if (result != ENGINE_OK)
        return result;
    if (before != NULL)
        *before = access;
    engine->channel_sent = true;
    access.mode = mode;
    result = engine_result(
        bmc_set_channel_access(engine->bmc, channel, non_volatile, &access, error), error);
    read_result = bmc_get_channel_access(engine->bmc, channel, non_volatile, &access, &read_error);
    *kept = read_result == 0 && access.mode == mode;
    if (result != ENGINE_OK || read_result == 0)
        return result;
    *error = read_error;
    return engine_result(read_result, error);
}

static enum outcome write_channel_access(struct engine *engine, struct bmc_error *error)
{
    bool kept = false;
    enum engine_result result;

    /* Either table's own read replaces these when it is written for the first time. */
    if (!engine->channel_sent) {
        engine->non_volatile_before = engine->plan->access_non_volatile;
        engine->volatile_before = engine->plan->access_volatile;
    }
    result = put_mode(engine, true, CHANNEL_ACCESS_ALWAYS,
                      engine->channel_sent ? NULL : &engine->non_volatile_before, &kept, error);
    if (result == ENGINE_OK && kept) {
        result = put_mode(engine, false, CHANNEL_ACCESS_ALWAYS,
                          engine->volatile_sent ? NULL : &engine->volatile_before, &kept, error);
        engine->volatile_sent = true;
    }
    set_box(engine, REMOTE_LAN, outcome_of(result, kept));
    return outcome_of(result, kept);
}

/* --- the phase ----------------------------------------------------------- */

/* Written once more where an answer was lost, as soon as the BMC answers again: the same value
 * twice is the same value. */
static bool put_access(struct engine *engine, const struct step *step,
                       enum outcome (*write)(struct engine *, struct bmc_error *))
{
    struct bmc_error error;
    enum outcome outcome = write(engine, &error);

    if (outcome == OUTCOME_UNKNOWN && engine_wait_for_bmc(engine))
        outcome = write(engine, &error);
    return judge(engine, step, outcome, &error);
}

static bool write_step(struct engine *engine, const struct step *step)
{
    switch (step->kind) {
    case STEP_PASSWORD:
        return engine_write_password(engine, step);
    case STEP_TEST_PASSWORD:
        return engine_test_password(engine, step);
    case STEP_USER_ACCESS:
        return put_access(engine, step, write_user_access);
    case STEP_ENABLE:
        return put_access(engine, step, write_enable);
    case STEP_CHANNEL_ACCESS:
        return put_access(engine, step, write_channel_access);
    case STEP_LOCK:
    case STEP_WRITE:
    case STEP_COMMIT:
    case STEP_UNLOCK:
    case STEP_VERIFY:
        break;
    }
    return true;
}

static bool second_phase_kind(enum step_kind kind)
{
    return kind == STEP_PASSWORD || kind == STEP_TEST_PASSWORD || kind == STEP_USER_ACCESS ||
           kind == STEP_ENABLE || kind == STEP_CHANNEL_ACCESS;
}

bool engine_second_phase(struct engine *engine)
{
    engine_stage(engine, SAVE_STAGE_STEPS);
    for (size_t i = 0; i < engine->plan->count; i++) {
        const struct step *step = &engine->plan->steps[i];

        if (!second_phase_kind(step->kind))
            continue;
        /* A password that was sent is tested, whatever is asked meanwhile. */
        if (step->kind != STEP_TEST_PASSWORD && engine_stopped(engine))
            return false;
        engine_step(engine, i, STEP_RUNNING);
        if (!write_step(engine, step)) {
            engine_step(engine, i, STEP_FAILED);
            return false;
        }
        engine_step(engine, i, STEP_DONE);
    }
    return true;
}

/* --- putting back -------------------------------------------------------- */

static bool undo_channel_access(struct engine *engine)
{
    struct bmc_error error;
    bool first = false, second = false;

    if (!engine->channel_sent)
        return true;
    (void)put_mode(engine, true, engine->non_volatile_before.mode, NULL, &first, &error);
    (void)put_mode(engine, false, engine->volatile_before.mode, NULL, &second, &error);
    set_box(engine, REMOTE_LAN, first && second ? OUTCOME_PUT_BACK : OUTCOME_NOT_PUT_BACK);
    return first && second;
}

static bool undo_enable(struct engine *engine)
{
    const struct plan *plan = engine->plan;
    struct user_access now;
    struct bmc_error error;
    bool back;

    if (!engine->enable_sent)
        return true;
    (void)bmc_enable_user(engine->bmc, plan->user, false, &error);
    back = bmc_get_user_access(engine->bmc, plan->channel, plan->user, &now, &error) == 0 &&
           now.enabled == USER_DISABLED;
    set_box(engine, REMOTE_ENABLE, back ? OUTCOME_PUT_BACK : OUTCOME_NOT_PUT_BACK);
    return back;
}

static bool undo_user_access(struct engine *engine)
{
    struct bmc_error error;
    bool back = false;

    if (!engine->access_sent)
        return true;
    (void)put_user_access(engine, &engine->access_before, &back, &error);
    user_access_outcome(engine, back ? OUTCOME_PUT_BACK : OUTCOME_NOT_PUT_BACK);
    return back;
}

bool engine_undo_access(struct engine *engine)
{
    bool channel = undo_channel_access(engine);
    bool enable = undo_enable(engine);
    bool access = undo_user_access(engine);

    return channel && enable && access;
}

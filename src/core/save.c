/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/save.h"

#include <string.h>

#include "base/i18n.h"
#include "core/save_engine.h"

#define SLEEP_SLICE_MS 100
#define BACK_WAIT_MS 60000
#define BACK_PAUSE_MS 2000
/* A write whose answer was lost is repeated: the same value twice is the same value. */
#define WRITE_TRIES 2
#define CUT_PAUSE_MS 1000

enum engine_result engine_result(int result, const struct bmc_error *error)
{
    if (result == 0)
        return ENGINE_OK;
    switch (error->kind) {
    case ERROR_REFUSED:
    case ERROR_DENIED:
    case ERROR_USAGE:
        return ENGINE_REFUSED;
    default:
        return ENGINE_LOST;
    }
}

enum engine_result engine_read_result(int result, const struct bmc_error *error)
{
    return result != 0 && error->kind == ERROR_REFUSED && error->completion_code == 0xff
               ? ENGINE_LOST
               : engine_result(result, error);
}

/* --- telling and asking -------------------------------------------------- */

void engine_progress(struct engine *engine)
{
    if (engine->watch != NULL && engine->watch->progress != NULL)
        engine->watch->progress(engine->watch->data, engine->state);
}

void engine_stage(struct engine *engine, enum save_stage stage)
{
    /* While putting back, that is what a person sees, whatever it consists of. */
    if (engine->undoing && stage == SAVE_STAGE_STEPS)
        return;
    engine->state->stage = stage;
    engine_progress(engine);
}

void engine_step(struct engine *engine, size_t step, enum step_state state)
{
    /* Mending and putting back have steps of their own. */
    if (engine->plan != engine->whole)
        return;
    engine->state->step = step;
    engine->state->steps[step] = state;
    engine_progress(engine);
}

enum save_command engine_command(struct engine *engine)
{
    enum save_command command;

    if (engine->state->stopped)
        return SAVE_STOP;
    if (engine->watch == NULL || engine->watch->command == NULL)
        return SAVE_GO_ON;
    command = engine->watch->command(engine->watch->data);
    if (command == SAVE_STOP)
        engine->state->stopped = true;
    if (command == SAVE_DO_NOT_WAIT)
        engine->not_awaited = true;
    return command == SAVE_GO_ON && engine->not_awaited ? SAVE_DO_NOT_WAIT : command;
}

bool engine_stopped(struct engine *engine)
{
    return !engine->undoing && engine_command(engine) == SAVE_STOP;
}

void engine_sleep(struct engine *engine, int64_t ms)
{
    int64_t until = clock_now(engine->clock) + ms;

    while (clock_now(engine->clock) < until) {
        int64_t left = until - clock_now(engine->clock);

        if (!engine->undoing && engine_command(engine) != SAVE_GO_ON)
            return;
        clock_sleep(engine->clock, left < SLEEP_SLICE_MS ? left : SLEEP_SLICE_MS);
    }
}

void engine_pause(struct engine *engine, int64_t ms)
{
    int64_t until = clock_now(engine->clock) + ms;

    while (clock_now(engine->clock) < until && !engine_stopped(engine)) {
        int64_t left = until - clock_now(engine->clock);

        clock_sleep(engine->clock, left < SLEEP_SLICE_MS ? left : SLEEP_SLICE_MS);
    }
}

void engine_fail(struct engine *engine, const struct step *step, const struct bmc_error *error)
{
    struct save_state *state = engine->state;

    if (engine->undoing || state->error.kind != ERROR_NONE)
        return;
    state->error = *error;
    state->failed_kind = step->kind;
    state->failed_item = step->item;
}

static bool answers(struct engine *engine)
{
    struct device device;
    struct bmc_error error;

    return engine_read_result(bmc_get_device(engine->bmc, &device, &error), &error) != ENGINE_LOST;
}

bool engine_wait_for_bmc(struct engine *engine)
{
    struct save_state *state = engine->state;
    int64_t until = clock_now(engine->clock) + BACK_WAIT_MS;
    bool back = answers(engine);

    /* One that this save has moved away is looked for until then, and no longer. */
    if (engine->moved && engine->cut_until_ms != 0)
        until = engine->cut_until_ms;

    while (!back && clock_now(engine->clock) < until && !engine_stopped(engine)) {
        if (!state->waits_for_bmc) {
            state->waits_for_bmc = true;
            state->until_ms = until;
            engine_progress(engine);
        }
        engine_pause(engine, BACK_PAUSE_MS);
        back = answers(engine);
    }
    if (state->waits_for_bmc) {
        state->waits_for_bmc = false;
        engine_progress(engine);
    }
    return back;
}

bool engine_again(struct engine *engine, unsigned tries)
{
    int64_t now = clock_now(engine->clock);

    if (tries > 0 && engine->settings->cuts_link && !engine_stopped(engine)) {
        if (engine->cut_until_ms == 0)
            engine->cut_until_ms = now + engine->settings->verify_ms;
        if (now < engine->cut_until_ms) {
            engine_pause(engine, CUT_PAUSE_MS);
            return true;
        }
    }
    return tries < WRITE_TRIES;
}

/* --- the first phase ----------------------------------------------------- */

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

    if (!engine->undoing)
        engine->attempted[step->item] = true;
    engine->may_act |= !engine->locked;
    engine_may_move(engine, step->item);
    result = write_lan(engine, step->item, wanted, &error);
    if (result == ENGINE_REFUSED && step->item == LAN_VLAN && !wanted->vlan_enabled &&
        wanted->vlan_id != 0)
        result = write_vlan_off(engine, &error);
    /* While putting back everything else is still written; reading back decides. */
    if (engine->undoing) {
        engine->undo_wrote |= result != ENGINE_REFUSED;
        engine->undo_doubtful |= result == ENGINE_REFUSED || step->item == LAN_VLAN;
        return result != ENGINE_LOST;
    }
    if (result == ENGINE_OK ||
        (result == ENGINE_REFUSED && holds_already(engine, step->item, &error)))
        return true;
    engine->state->items[step->item] =
        result == ENGINE_REFUSED ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
    engine_fail(engine, step, &error);
    return false;
}

static bool commit(struct engine *engine, const struct step *step)
{
    struct bmc_error error;
    enum engine_result result = ENGINE_LOST;

    if (!engine->locked)
        return true;
    engine->may_act = true;
    for (unsigned tries = 0; result == ENGINE_LOST && engine_again(engine, tries); tries++)
        result = engine_result(bmc_set_progress(engine->bmc, engine->plan->channel,
                                                LAN_COMMIT_WRITE, &error),
                               &error);
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
    if (engine->lock_asked) {
        engine->locked = true;
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
        engine_step(engine, i, not_there && !engine->lock_used ? STEP_LEFT_OUT : STEP_DONE);
    }
    return true;
}

/* --- the whole ----------------------------------------------------------- */

static void begin(struct engine *engine)
{
    struct save_state *state = engine->state;

    memset(state, 0, sizeof *state);
    state->plan = *engine->plan;
    state->started_ms = clock_now(engine->clock);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++)
        state->items[item] = engine->plan->write[item] ? OUTCOME_NOT_TRIED : OUTCOME_NONE;
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        bool wanted = (engine->plan->remote & REMOTE_BIT(box)) != 0 && box != REMOTE_ARP;

        state->boxes[box] = wanted ? OUTCOME_NOT_TRIED : OUTCOME_NONE;
    }
    state->password = engine->plan->password != NULL ? OUTCOME_NOT_TRIED : OUTCOME_NONE;
    engine_progress(engine);
}

static bool record(struct engine *engine, enum save_record what)
{
    struct bmc_error error = {0};
    const struct step step = {STEP_LOCK, LAN_ITEMS};

    if (engine->watch == NULL || engine->watch->record == NULL ||
        engine->watch->record(engine->watch->data, what, engine->state, &error))
        return true;
    engine_fail(engine, &step, &error);
    return false;
}

bool engine_record_password(struct engine *engine)
{
    return record(engine, SAVE_RECORD_PASSWORD);
}

static bool walk(struct engine *engine)
{
    if (!engine_hold(engine) || !engine_address_free(engine) ||
        !record(engine, SAVE_RECORD_START))
        return false;
    if (plan_has_phase1(engine->plan) &&
        !(engine_write_lan(engine, true) && engine_verify_first_phase(engine)))
        return false;
    return engine_second_phase(engine);
}

static enum save_status end(struct engine *engine)
{
    engine_check_release(engine);
    if (engine->held && engine->state->status != SAVE_MIXED)
        bmc_release(engine->bmc);
    engine_stage(engine, SAVE_STAGE_DONE);
    return engine->state->status;
}

enum save_status save_run(struct bmc *bmc, const struct clock *clock, const struct plan *plan,
                          const struct save_settings *settings, const struct save_watch *watch,
                          struct save_state *state)
{
    struct engine engine = {.bmc = bmc,
                            .clock = clock,
                            .settings = settings,
                            .watch = watch,
                            .state = state,
                            .whole = plan,
                            .plan = plan};

    begin(&engine);
    if (walk(&engine)) {
        state->status = SAVE_KEPT;
    } else if (state->status == SAVE_REVIEW_AGAIN) {
        engine_unlock(&engine);
    } else if (state->status == SAVE_RUNNING) {
        engine_put_back(&engine);
    }
    return end(&engine);
}

/* All that the plan may have touched counts as attempted. */
static void assume_written(struct engine *engine, bool lock_ours)
{
    const struct plan *plan = engine->plan;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        engine->attempted[item] = plan->write[item];
        if (plan->write[item])
            engine->state->items[item] = OUTCOME_PENDING;
    }
    engine->locked = lock_ours;
    engine->may_act = true;
    engine->access_before = plan->access;
    engine->volatile_before = plan->access_volatile;
    engine->non_volatile_before = plan->access_non_volatile;
    engine->access_sent =
        (plan->remote & (REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE))) != 0;
    engine->enable_sent = (plan->remote & REMOTE_BIT(REMOTE_ENABLE)) != 0 &&
                          plan->access.enabled == USER_DISABLED;
    engine->channel_sent = (plan->remote & REMOTE_BIT(REMOTE_LAN)) != 0;
}

enum save_status save_put_back(struct bmc *bmc, const struct clock *clock,
                               const struct plan *plan, const struct save_settings *settings,
                               const struct save_watch *watch, bool lock_ours,
                               struct save_state *state)
{
    struct engine engine = {.bmc = bmc,
                            .clock = clock,
                            .settings = settings,
                            .watch = watch,
                            .state = state,
                            .whole = plan,
                            .plan = plan};

    begin(&engine);
    assume_written(&engine, lock_ours);
    engine_put_back(&engine);
    return end(&engine);
}

int save_exit(enum save_status status)
{
    switch (status) {
    case SAVE_KEPT:
        return 0;
    case SAVE_IMPOSSIBLE:
        return 2;
    case SAVE_UNREACHED:
        return 3;
    case SAVE_RUNNING:
    case SAVE_MIXED:
        return 4;
    case SAVE_NOT_WRITTEN:
    case SAVE_PUT_BACK:
    case SAVE_REVIEW_AGAIN:
        break;
    }
    return 1;
}

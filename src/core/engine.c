/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk of a save as a whole, telling and asking while it lasts, waiting for a BMC that does not
 * answer, and over LAN staying with the one it began with. */
#include "core/engine.h"

#include <string.h>

#include "base/i18n.h"

#define SLEEP_SLICE_MS 100
#define BACK_WAIT_MS   60000
#define BACK_PAUSE_MS  2000
/* A write whose answer was lost is repeated: the same value twice is the same value. */
#define WRITE_TRIES  2
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
    const struct save_watch *watch = engine->context->watch;

    if (watch != NULL && watch->progress != NULL)
        watch->progress(watch->data, engine->state);
}

void engine_stage(struct engine *engine, enum save_stage stage)
{
    /* While putting back, that is what a person sees, whatever it consists of. */
    if (engine->undo.running && stage == SAVE_STAGE_STEPS)
        return;
    engine->state->stage = stage;
    engine_progress(engine);
}

void engine_step(struct engine *engine, const struct step *step, enum step_state state)
{
    const struct plan *plan = engine->plan;

    for (size_t i = 0; i < plan->count; i++) {
        if (plan->steps[i].kind != step->kind || plan->steps[i].change != step->change)
            continue;
        engine->state->step = i;
        engine->state->steps[i] = state;
        engine_progress(engine);
    }
}

enum save_command engine_command(struct engine *engine)
{
    const struct save_watch *watch = engine->context->watch;
    enum save_command command;

    if (engine->state->stopped)
        return SAVE_STOP;
    if (watch == NULL || watch->command == NULL)
        return SAVE_GO_ON;
    command = watch->command(watch->data);
    if (command == SAVE_STOP)
        engine->state->stopped = true;
    if (command == SAVE_DO_NOT_WAIT)
        engine->not_awaited = true;
    return command == SAVE_GO_ON && engine->not_awaited ? SAVE_DO_NOT_WAIT : command;
}

bool engine_ask(struct engine *engine, enum save_question question)
{
    const struct save_watch *watch = engine->context->watch;

    return watch != NULL && watch->ask != NULL && watch->ask(watch->data, question, engine->state);
}

bool engine_stopped(struct engine *engine)
{
    return !engine->undo.running && engine_command(engine) == SAVE_STOP;
}

void engine_pause(struct engine *engine, int64_t ms, bool looking)
{
    int64_t until = clock_now(engine->clock) + ms, left;

    while ((left = until - clock_now(engine->clock)) > 0) {
        enum save_command command = engine->undo.running ? SAVE_GO_ON : engine_command(engine);

        if (command == SAVE_STOP || (looking && command != SAVE_GO_ON))
            return;
        clock_sleep(engine->clock, left < SLEEP_SLICE_MS ? left : SLEEP_SLICE_MS);
    }
}

void engine_fail(struct engine *engine, const struct step *step, const struct bmc_error *error)
{
    struct save_state *state = engine->state;

    if (engine->undo.running || state->error.kind != ERROR_NONE)
        return;
    state->error = *error;
    state->failed = *step;
}

static bool engine_answers(struct engine *engine)
{
    struct device device;
    struct bmc_error error;

    return engine_read_result(bmc_get_device(engine->bmc, &device, &error), &error) != ENGINE_LOST;
}

bool engine_wait_for_bmc(struct engine *engine)
{
    struct save_state *state = engine->state;
    int64_t until = clock_now(engine->clock) + BACK_WAIT_MS;
    bool back = engine_answers(engine);

    /* One that this save has moved away is looked for until then, and no longer. */
    if (engine->moved && engine->cut_until_ms != 0)
        until = engine->cut_until_ms;

    while (!back && clock_now(engine->clock) < until && !engine_stopped(engine)) {
        if (!state->waits_for_bmc) {
            state->waits_for_bmc = true;
            state->until_ms = until;
            engine_progress(engine);
        }
        engine_pause(engine, BACK_PAUSE_MS, false);
        back = engine_answers(engine);
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

    if (tries > 0 && engine->context->settings->cuts_link && !engine_stopped(engine)) {
        if (engine->cut_until_ms == 0)
            engine->cut_until_ms = now + engine->context->settings->verify_ms;
        if (now < engine->cut_until_ms) {
            engine_pause(engine, CUT_PAUSE_MS, false);
            return true;
        }
    }
    return tries < WRITE_TRIES;
}

/* --- one BMC from the first request to the last, wherever it goes ---------- */

bool save_cuts_link(struct bmc *bmc, const struct plan *plan)
{
    uint8_t channel;

    if (!bmc_over_lan(bmc) || !plan_moves_channel(plan))
        return false;
    return bmc_get_session_channel(bmc, &channel, NULL) != 0 || channel == plan->channel;
}

static enum engine_result engine_hold_once(struct engine *engine, struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    uint8_t mac[BMC_MAC];

    value_to_bytes(&value_mac, plan->mac.number, mac);
    /* Where the link is sure to be opened anew nothing is spared. */
    return engine_read_result(bmc_hold(engine->bmc, plan->channel,
                                       value_known(&plan->mac) ? mac : NULL,
                                       engine->context->settings->cuts_link, error),
                              error);
}

bool engine_hold(struct engine *engine)
{
    const struct step step = {STEP_LOCK, 0};
    struct bmc_error error = {0};

    if (engine->held || !bmc_over_lan(engine->bmc))
        return true;
    engine->held = engine_hold_once(engine, &error) == ENGINE_OK ||
                   (error.kind != ERROR_OTHER_BMC && engine_wait_for_bmc(engine) &&
                    engine_hold_once(engine, &error) == ENGINE_OK);
    if (!engine->held)
        engine_fail(engine, &step, &error);
    return engine->held;
}

/* Where the channel answers: what is leased and may cut the link. */
static const struct change *engine_address(const struct engine *engine)
{
    return change_with(&engine->plan->changes, SETTING_LEASED | SETTING_CUTS_LINK);
}

/* 0: it is not known, as what DHCP will give is not. */
static uint32_t engine_address_at(const struct engine *engine, enum goal goal)
{
    const struct change *address = engine_address(engine);

    return address != NULL && change_judged(&engine->plan->changes, address, goal)
               ? (uint32_t)change_value(address, goal)->number
               : 0;
}

static bool engine_address_free(struct engine *engine)
{
    const struct change *change = engine_address(engine);
    uint32_t address = engine_address_at(engine, GOAL_WANTED);
    struct bmc_error error;
    struct step step = {STEP_WRITE, 0};

    if (!engine->context->settings->cuts_link || address == 0 ||
        (value_known(&change->old) && change->old.number == address) ||
        !bmc_address_taken(engine->bmc, address, &error))
        return true;
    step.change = (size_t)(change - engine->plan->changes.items);
    engine_fail(engine, &step, &error);
    engine->state->status = SAVE_IMPOSSIBLE;
    return false;
}

/* Not before: at the new address there is nobody yet, or somebody else. */
void engine_may_move(struct engine *engine, const struct setting *setting)
{
    if (engine->moved || !engine->context->settings->cuts_link ||
        (setting->flags & SETTING_CUTS_LINK) == 0)
        return;
    engine->moved = true;
    bmc_moves_to(engine->bmc, engine_address_at(engine, engine->goal));
}

/* --- the whole ----------------------------------------------------------- */

static void engine_begin(struct engine *engine, const struct save_context *context,
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

bool engine_record(struct engine *engine, enum save_record what)
{
    const struct save_watch *watch = engine->context->watch;
    struct bmc_error error = {0};
    const struct step step = {STEP_LOCK, 0};

    if (watch == NULL || watch->record == NULL ||
        watch->record(watch->record_data, what, engine->state, &error))
        return true;
    engine_fail(engine, &step, &error);
    return false;
}

static bool engine_walk(struct engine *engine)
{
    if (!engine_hold(engine) || !engine_address_free(engine) ||
        !engine_record(engine, SAVE_RECORD_START))
        return false;
    if (plan_has_phase1(engine->plan) &&
        !(engine_write_lan(engine, engine->write, true) && engine_verify_first_phase(engine)))
        return false;
    return engine_second_phase(engine);
}

static enum save_status engine_end(struct engine *engine)
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

    engine_begin(&engine, context, plan, state);
    if (engine_walk(&engine))
        state->status = SAVE_KEPT;
    else if (state->status == SAVE_REVIEW_AGAIN)
        engine_unlock(&engine);
    else if (state->status == SAVE_RUNNING)
        engine_put_back(&engine);
    return engine_end(&engine);
}

/* All that the plan may have touched counts as attempted. */
static void engine_assume_written(struct engine *engine, bool lock_ours)
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

    engine_begin(&engine, context, plan, state);
    engine_assume_written(&engine, lock_ours);
    engine_put_back(&engine);
    return engine_end(&engine);
}

int save_exit(enum save_status status)
{
    static const int exits[] = {
        [SAVE_RUNNING] = 4,      [SAVE_KEPT] = 0,      [SAVE_NOT_WRITTEN] = 1, [SAVE_PUT_BACK] = 1,
        [SAVE_REVIEW_AGAIN] = 1, [SAVE_UNREACHED] = 3, [SAVE_IMPOSSIBLE] = 2,  [SAVE_MIXED] = 4,
    };

    return exits[status];
}

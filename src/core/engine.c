/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all parts of a save need: telling and asking while it lasts, waiting for a BMC that does not
 * answer, over LAN staying with the one it began with, and reading back. */
#include "core/engine.h"

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

static enum engine_result engine_hold_once(struct engine *engine, struct bmc_error *error)
{
    const struct plan *plan = engine->plan;
    uint8_t mac[BMC_MAC];

    value_to_bytes(&value_mac, plan->mac.number, mac);
    /* Where the link is sure to be opened anew nothing is spared. */
    return engine_read_result(bmc_hold(engine->bmc, plan->channel,
                                       plan->channel != 0 && value_known(&plan->mac) ? mac : NULL,
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

bool engine_address_free(struct engine *engine)
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

/* --- reading back --------------------------------------------------------- */

bool engine_looks_at(const struct engine *engine, size_t i)
{
    const struct change *change = &engine->plan->changes.items[i];
    enum goal before = engine->goal == GOAL_OLD ? GOAL_WANTED : GOAL_OLD;

    return plan_reads_back(engine->plan, i, engine->write) &&
           (engine->write[i] || value_known(change_value(change, before)));
}

static enum engine_result engine_read_once(struct engine *engine, const struct change *change,
                                           struct value *value, struct bmc_error *error)
{
    const struct setting *setting = change->setting;

    return engine_read_result(setting->read(engine->bmc, setting, change->scope, value, error),
                              error);
}

enum engine_result engine_read_back(struct engine *engine, struct bmc_error *error)
{
    struct changes *changes = &engine->plan->changes;
    struct value now[CHANGES_MAX] = {{0}};

    for (size_t i = 0; i < changes->locked; i++) {
        const struct change *change = &changes->items[i];
        enum engine_result result;

        if (!engine_looks_at(engine, i))
            continue;
        result = engine_read_once(engine, change, &now[i], error);
        if (result == ENGINE_LOST)
            result = engine_read_once(engine, change, &now[i], error);
        if (result == ENGINE_LOST)
            return result;
        if (result == ENGINE_REFUSED)
            now[i].state = VALUE_NOT_AVAILABLE;
    }
    for (size_t i = 0; i < changes->locked; i++)
        changes->items[i].holds = now[i];
    return ENGINE_OK;
}

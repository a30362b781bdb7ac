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

void engine_sleep(struct engine *engine, int64_t ms)
{
    int64_t until = clock_now(engine->clock) + ms;

    while (clock_now(engine->clock) < until) {
        int64_t left = until - clock_now(engine->clock);

        if (!engine->undo.running && engine_command(engine) != SAVE_GO_ON)
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

    if (engine->undo.running || state->error.kind != ERROR_NONE)
        return;
    state->error = *error;
    state->failed_kind = step->kind;
    state->failed_item = step->item;
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
        engine_pause(engine, BACK_PAUSE_MS);
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
            engine_pause(engine, CUT_PAUSE_MS);
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
    const struct lan *old = &engine->whole->old;
    const uint8_t *mac = old->state[LAN_MAC] == VALUE_KNOWN ? old->mac : NULL;

    /* Where the link is sure to be opened anew nothing is spared. */
    return engine_read_result(bmc_hold(engine->bmc, engine->whole->channel, mac,
                                       engine->context->settings->cuts_link, error),
                              error);
}

bool engine_hold(struct engine *engine)
{
    const struct step step = {STEP_LOCK, LAN_ITEMS};
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

/* What DHCP will give is not known. */
static uint32_t engine_address_of(const struct lan *lan)
{
    return lan->source == IP_SOURCE_DHCP || lan->state[LAN_ADDRESS] != VALUE_KNOWN ? 0
                                                                                   : lan->address;
}

static bool engine_keeps_address(const struct plan *plan, uint32_t address)
{
    return address == 0 ||
           (plan->old.state[LAN_ADDRESS] == VALUE_KNOWN && plan->old.address == address);
}

static bool engine_address_free(struct engine *engine)
{
    const struct plan *plan = engine->whole;
    const struct step step = {STEP_WRITE, LAN_ADDRESS};
    uint32_t address = engine_address_of(&plan->wanted);
    struct bmc_error error;

    if (!engine->context->settings->cuts_link || engine_keeps_address(plan, address) ||
        !bmc_address_taken(engine->bmc, address, &error))
        return true;
    engine_fail(engine, &step, &error);
    engine->state->status = SAVE_IMPOSSIBLE;
    return false;
}

/* Not before: at the new address there is nobody yet, or somebody else. */
void engine_may_move(struct engine *engine, enum lan_item item)
{
    if (engine->moved || !engine->context->settings->cuts_link ||
        (item != LAN_SOURCE && item != LAN_ADDRESS && item != LAN_VLAN))
        return;
    engine->moved = true;
    bmc_moves_to(engine->bmc, engine_address_of(engine->undo.running ? &engine->whole->old
                                                                     : &engine->whole->wanted));
}

/* --- the whole ----------------------------------------------------------- */

static void engine_begin(struct engine *engine)
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

bool engine_record(struct engine *engine, enum save_record what)
{
    const struct save_watch *watch = engine->context->watch;
    struct bmc_error error = {0};
    const struct step step = {STEP_LOCK, LAN_ITEMS};

    if (watch == NULL || watch->record == NULL ||
        watch->record(watch->data, what, engine->state, &error))
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
        !(engine_write_lan(engine, true) && engine_verify_first_phase(engine)))
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

static void engine_init(struct engine *engine, const struct save_context *context,
                        const struct plan *plan, struct save_state *state)
{
    memset(engine, 0, sizeof *engine);
    engine->context = context;
    engine->bmc = context->bmc;
    engine->clock = context->clock;
    engine->whole = engine->plan = plan;
    engine->state = state;
    engine_begin(engine);
}

enum save_status save_run(const struct save_context *context, const struct plan *plan,
                          struct save_state *state)
{
    struct engine engine;

    engine_init(&engine, context, plan, state);
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
    const struct plan *plan = engine->plan;

    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        engine->attempted[item] = plan->write[item];
        if (plan->write[item])
            engine->state->items[item] = OUTCOME_PENDING;
    }
    engine->lock.ours = lock_ours;
    engine->may_act = true;
    engine->access_before = plan->access;
    engine->volatile_before = plan->access_volatile;
    engine->non_volatile_before = plan->access_non_volatile;
    engine->access_sent =
        (plan->remote & (REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE))) != 0;
    engine->enable_sent =
        (plan->remote & REMOTE_BIT(REMOTE_ENABLE)) != 0 && plan->access.enabled == USER_DISABLED;
    engine->channel_sent = (plan->remote & REMOTE_BIT(REMOTE_LAN)) != 0;
}

enum save_status save_put_back(const struct save_context *context, const struct plan *plan,
                               bool lock_ours, struct save_state *state)
{
    struct engine engine;

    engine_init(&engine, context, plan, state);
    engine_assume_written(&engine, lock_ours);
    engine_put_back(&engine);
    return engine_end(&engine);
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

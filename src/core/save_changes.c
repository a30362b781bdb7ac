/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan of changes, but for what is under the lock: all is read once before anything is written,
 * written in the plan's order, and read once more when it is. What lets somebody in is written when
 * the rest has been seen. What the BMC changed on its own is put right.
 */
#include "core/engine.h"

#include <string.h>

#include "base/i18n.h"

/* Looks at what was written, with pauses that grow. */
#define PAUSE_FIRST_MS 500
#define PAUSE_LONGEST_MS 3000
/* So often an unexpected picture that need not be lasting is seen before it is taken for good. */
#define STEADY_LOOKS 3
#define PUT_RIGHT_TRIES 2

/* --- reading ------------------------------------------------------------- */

static bool changes_read_with(const struct change *one, const struct change *other)
{
    return one->setting->read == other->setting->read &&
           one->setting->parameter == other->setting->parameter &&
           scope_same(one->scope, other->scope);
}

/* What all rows of one read hold. */
static void changes_hold(struct engine *engine, size_t at, const struct value *now)
{
    struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++)
        if (changes_read_with(&changes->items[i], &changes->items[at]))
            changes->items[i].holds = *now;
}

static enum engine_result changes_ask(struct engine *engine, size_t at, struct value *now,
                                      struct bmc_error *error)
{
    const struct change *change = &engine->plan->changes.items[at];
    const struct setting *setting = change->setting;

    *now = (struct value){VALUE_UNREAD};
    return engine_read_result(setting->read(engine->bmc, setting, change->scope, now, error),
                              error);
}

/* What is refused is not there; what is not answered is not known. */
static enum engine_result changes_read_one(struct engine *engine, size_t at,
                                           struct bmc_error *error)
{
    struct value now;
    enum engine_result result = changes_ask(engine, at, &now, error);

    if (result == ENGINE_LOST && engine_wait_for_bmc(engine))
        result = changes_ask(engine, at, &now, error);
    if (result == ENGINE_REFUSED)
        now = (struct value){VALUE_NOT_AVAILABLE};
    else if (result == ENGINE_LOST)
        now = (struct value){VALUE_UNREAD};
    changes_hold(engine, at, &now);
    return result;
}

/* Each of these rows, what goes with one read once. Lost: some are not known; else refused: some
 * are not there. */
static enum engine_result changes_read(struct engine *engine, const bool rows[CHANGES_MAX],
                                       struct bmc_error *error)
{
    const struct changes *changes = &engine->plan->changes;
    bool done[CHANGES_MAX] = {false};
    enum engine_result worst = ENGINE_OK;

    for (size_t i = changes->locked; i < changes->count && worst != ENGINE_LOST; i++) {
        enum engine_result result;

        if (!rows[i] || done[i])
            continue;
        result = changes_read_one(engine, i, error);
        for (size_t j = i; j < changes->count; j++)
            done[j] |= changes_read_with(&changes->items[j], &changes->items[i]);
        if (result != ENGINE_OK)
            worst = result;
    }
    return worst;
}

/* --- before -------------------------------------------------------------- */

static struct step changes_step_of(const struct engine *engine, size_t at)
{
    const struct plan *plan = engine->plan;
    struct step step = {STEP_SET, at};

    for (size_t i = 0; i < plan->count; i++)
        if (plan->steps[i].kind == STEP_SET && plan->steps[i].change <= at &&
            at < plan_set_end(plan, plan->steps[i].change))
            step = plan->steps[i];
    return step;
}

/* A written row that the BMC does not have. */
static bool changes_begin_missing(struct engine *engine, size_t at, struct bmc_error *error)
{
    struct change *change = &engine->plan->changes.items[at];
    const struct step step = changes_step_of(engine, at);

    change->outcome = OUTCOME_REFUSED;
    change->old = change->holds;
    if (change->tolerated && error->kind != ERROR_DENIED) {
        change->write = false;
        return true;
    }
    if (error->kind == ERROR_NONE)
        error_set(error, ERROR_REFUSED, _("this BMC does not have %s"),
                  plan_step_name(engine->plan, &step));
    engine_fail(engine, &step, error);
    return false;
}

static bool changes_begin_row(struct engine *engine, size_t at, struct bmc_error *error)
{
    struct change *change = &engine->plan->changes.items[at];
    const struct value_type *type = change->setting->type;

    if (!change->write) {
        change->old = change->wanted = change->holds;
        return true;
    }
    if (!value_known(&change->holds))
        return changes_begin_missing(engine, at, error);
    if (value_told(type, &change->old) && value_told(type, &change->holds) &&
        !value_same(type, &change->old, &change->holds)) {
        error_set(&engine->state->error, ERROR_USAGE,
                  _("the BMC's settings have changed since they were shown"));
        engine->state->status = SAVE_REVIEW_AGAIN;
        return false;
    }
    change->old = change->holds;
    return true;
}

bool engine_begin_changes(struct engine *engine)
{
    const struct changes *changes = &engine->plan->changes;
    struct bmc_error error = {0};
    bool rows[CHANGES_MAX];

    memset(rows, true, sizeof rows);
    if (changes_read(engine, rows, &error) == ENGINE_LOST) {
        const struct step step = changes_step_of(engine, changes->locked);

        engine_fail(engine, &step, &error);
        return false;
    }
    for (size_t i = changes->locked; i < changes->count; i++)
        if (!changes_begin_row(engine, i, &error))
            return false;
    return true;
}

/* --- writing ------------------------------------------------------------- */

/* One behind the last row that goes with one write. */
static size_t changes_write_end(const struct engine *engine, size_t first, size_t end)
{
    const struct change *items = engine->plan->changes.items;
    size_t at = first + 1;

    while (at < end && items[at].setting->write == items[first].setting->write &&
           items[at].setting->parameter == items[first].setting->parameter)
        at++;
    return at;
}

/* The same value twice is the same value: a lost answer is asked for again, once the BMC answers. */
static enum engine_result changes_send(struct engine *engine, size_t at, const struct value *value,
                                       struct bmc_error *error)
{
    const struct change *change = &engine->plan->changes.items[at];
    const struct setting *setting = change->setting;
    enum engine_result result = ENGINE_LOST;

    for (int tries = 0; tries < 2 && result == ENGINE_LOST; tries++) {
        if (tries > 0 && !engine_wait_for_bmc(engine))
            break;
        result =
            engine_result(setting->write(engine->bmc, setting, change->scope, value, error), error);
    }
    if (result == ENGINE_OK)
        changes_hold(engine, at, value);
    return result;
}

/* What the BMC holds, with what these rows are to hold; all other bits stay. */
static struct value changes_merge(const struct engine *engine, size_t first, size_t end,
                                  const bool rows[CHANGES_MAX])
{
    const struct change *items = engine->plan->changes.items;
    struct value value = items[first].holds;

    if (!value_known(&value))
        value = items[first].old;
    for (size_t i = first; i < end; i++)
        if (rows[i])
            value_take(items[i].setting->type, &value, change_value(&items[i], engine->goal));
    return value;
}

/* Whether these rows hold what they are to. */
static bool changes_reached(const struct engine *engine, size_t first, size_t end,
                            const bool rows[CHANGES_MAX])
{
    const struct change *items = engine->plan->changes.items;

    for (size_t i = first; i < end; i++)
        if (rows[i] && !change_reached(&items[i], engine->goal, &items[i].holds))
            return false;
    return true;
}

static void changes_outcome(struct engine *engine, size_t first, size_t end,
                            const bool rows[CHANGES_MAX], enum outcome outcome)
{
    for (size_t i = first; i < end; i++)
        if (rows[i])
            engine->plan->changes.items[i].outcome = outcome;
}

static bool changes_tolerated(const struct engine *engine, size_t first, size_t end,
                              const bool rows[CHANGES_MAX])
{
    for (size_t i = first; i < end; i++)
        if (rows[i] && !engine->plan->changes.items[i].tolerated)
            return false;
    return true;
}

/* It was refused; but it may be as it is to be. */
static bool changes_refused(struct engine *engine, const struct step *step, size_t first,
                            size_t end, const bool rows[CHANGES_MAX], struct bmc_error *error)
{
    struct bmc_error why;

    if (changes_read_one(engine, first, &why) == ENGINE_OK &&
        changes_reached(engine, first, end, rows))
        return true;
    changes_outcome(engine, first, end, rows, OUTCOME_REFUSED);
    if (error->kind != ERROR_DENIED && changes_tolerated(engine, first, end, rows))
        return true;
    engine_fail(engine, step, error);
    return false;
}

static bool changes_put(struct engine *engine, const struct step *step, size_t first, size_t end,
                        const bool rows[CHANGES_MAX])
{
    struct value value = changes_merge(engine, first, end, rows);
    struct bmc_error error = {0};
    enum engine_result result;

    for (size_t i = first; i < end; i++)
        engine->plan->changes.items[i].attempted |= rows[i];
    changes_outcome(engine, first, end, rows, OUTCOME_PENDING);
    result = changes_send(engine, first, &value, &error);
    if (result == ENGINE_REFUSED)
        return changes_refused(engine, step, first, end, rows, &error);
    if (result == ENGINE_OK)
        return true;
    changes_outcome(engine, first, end, rows, OUTCOME_UNKNOWN);
    engine_fail(engine, step, &error);
    return false;
}

static bool changes_any(const bool rows[CHANGES_MAX], size_t first, size_t end)
{
    return memchr(&rows[first], true, end - first) != NULL;
}

static void changes_written(const struct engine *engine, bool rows[CHANGES_MAX])
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = 0; i < CHANGES_MAX; i++)
        rows[i] = i >= changes->locked && i < changes->count && changes->items[i].write;
}

static bool changes_put_step(struct engine *engine, const struct step *step)
{
    size_t end = plan_set_end(engine->plan, step->change), next;
    bool rows[CHANGES_MAX];

    changes_written(engine, rows);
    for (size_t first = step->change; first < end; first = next) {
        next = changes_write_end(engine, first, end);
        if (changes_any(rows, first, next) && !changes_put(engine, step, first, next, rows))
            return false;
    }
    return true;
}

/* --- reading back --------------------------------------------------------- */

/* What of a row is to be seen: written or attempted, or watched and told before. */
static bool changes_judged(const struct engine *engine, const struct change *change)
{
    const struct value_type *type = change->setting->type;

    if (engine->goal == GOAL_OLD && !value_known(&change->old))
        return change->attempted;
    if (engine->goal == GOAL_OLD ? change->attempted : change->write)
        return true;
    return !change->write && value_told(type, &change->old);
}

static bool changes_fits(const struct engine *engine, const struct change *change)
{
    const struct value_type *type = change->setting->type;

    return (value_known(&change->holds) && !value_told(type, &change->holds)) ||
           change_reached(change, engine->goal, &change->holds);
}

/* What a look comes to; the later, the worse. */
enum changes_seen {
    SEEN_RIGHT,
    SEEN_TOLERATED, /* what is not there need not be */
    SEEN_CHANGED,   /* what is watched is not as it was */
    SEEN_NOTHING,   /* it could not be read */
    SEEN_LOST       /* something written is not there */
};

static enum changes_seen changes_see(const struct engine *engine, const struct change *change)
{
    if (!changes_judged(engine, change) || changes_fits(engine, change))
        return SEEN_RIGHT;
    if (engine->goal == GOAL_WANTED && change->write && change->tolerated)
        return SEEN_TOLERATED;
    if (!value_known(&change->holds))
        return SEEN_NOTHING;
    return engine->goal == GOAL_OLD || change->write ? SEEN_LOST : SEEN_CHANGED;
}

static enum changes_seen changes_look(struct engine *engine, const bool rows[CHANGES_MAX])
{
    const struct changes *changes = &engine->plan->changes;
    enum changes_seen worst = SEEN_RIGHT;
    struct bmc_error error;

    if (changes_read(engine, rows, &error) == ENGINE_LOST)
        return SEEN_NOTHING;
    for (size_t i = changes->locked; i < changes->count; i++) {
        enum changes_seen seen = rows[i] ? changes_see(engine, &changes->items[i]) : SEEN_RIGHT;

        if (seen > worst)
            worst = seen;
    }
    engine->state->looks++;
    engine_progress(engine);
    return worst;
}

/* What of these rows is not as it is to be is written once more, in the order of the way. */
static void changes_put_again(struct engine *engine, const bool rows[CHANGES_MAX])
{
    const struct plan *plan = engine->plan;
    bool wrong[CHANGES_MAX] = {false};
    struct bmc_error error;

    for (size_t i = plan->changes.locked; i < plan->changes.count; i++)
        wrong[i] = rows[i] && changes_see(engine, &plan->changes.items[i]) > SEEN_TOLERATED &&
                   value_known(change_value(&plan->changes.items[i], engine->goal));
    for (size_t n = plan->changes.locked, next; n < plan->changes.count; n = next) {
        struct value value;

        next = n + 1;
        if (!wrong[n])
            continue;
        next = changes_write_end(engine, n, plan_set_end(plan, n));
        value = changes_merge(engine, n, next, wrong);
        (void)changes_send(engine, n, &value, &error);
    }
}

static bool changes_settled(const struct engine *engine, enum changes_seen seen, unsigned looks,
                            int64_t until_ms)
{
    if (seen == SEEN_RIGHT)
        return clock_now(engine->clock) >= engine->believe_ms;
    if ((seen == SEEN_TOLERATED || seen == SEEN_CHANGED) && looks >= STEADY_LOOKS)
        return true;
    return clock_now(engine->clock) >= until_ms;
}

/* Most BMCs that show nothing new show it later; what is still lost at half time is written once
 * more. */
static enum changes_seen changes_await(struct engine *engine, const bool rows[CHANGES_MAX],
                                       enum save_command *command)
{
    struct save_state *state = engine->state;
    int64_t pause = PAUSE_FIRST_MS, time = engine->context->settings->verify_ms;
    bool again = false;
    unsigned looks = 0;

    *command = SAVE_GO_ON;
    state->until_ms = clock_now(engine->clock) + time;
    state->looks = 0;
    for (enum changes_seen before = SEEN_RIGHT;;) {
        enum changes_seen seen = changes_look(engine, rows);

        looks = seen == before ? looks + 1 : 1;
        before = seen;
        if (changes_settled(engine, seen, looks, state->until_ms))
            return seen;
        if (seen == SEEN_LOST && !again &&
            clock_now(engine->clock) >= state->until_ms - time / 2) {
            again = true;
            changes_put_again(engine, rows);
        }
        engine_pause(engine, pause, true);
        if (!engine->undo.running)
            *command = engine_command(engine);
        if (*command != SAVE_GO_ON)
            return seen;
        pause = pause * 2 < PAUSE_LONGEST_MS ? pause * 2 : PAUSE_LONGEST_MS;
    }
}

/* The first of these rows that was seen so; the array's end: none. */
static size_t changes_first(const struct engine *engine, const bool rows[CHANGES_MAX],
                            enum changes_seen seen)
{
    const struct changes *changes = &engine->plan->changes;
    size_t i = changes->locked;

    while (i < changes->count && !(rows[i] && changes_see(engine, &changes->items[i]) == seen))
        i++;
    return i;
}

static void changes_explain(struct engine *engine, const bool rows[CHANGES_MAX],
                            enum changes_seen seen)
{
    size_t at = changes_first(engine, rows, seen);
    struct step step = {STEP_VERIFY, PLAN_VERIFY_LAST};
    struct bmc_error error = {0};
    char label[PLAN_LABEL] = "";

    if (at < engine->plan->changes.count) {
        struct change *change = &engine->plan->changes.items[at];

        plan_change_label(engine->plan, change, label);
        if (seen == SEEN_LOST)
            step = changes_step_of(engine, at);
        change->outcome = seen == SEEN_LOST ? OUTCOME_LOST : change->outcome;
    }
    if (seen == SEEN_LOST)
        error_set(&error, ERROR_MALFORMED, _("The BMC accepted %s but did not store it."), label);
    else if (seen == SEEN_CHANGED)
        error_set(&error, ERROR_MALFORMED,
                  _("The BMC changed %s as well, and this could not be corrected."), label);
    else
        error_set(&error, ERROR_TIMEOUT, "%s",
                  _("The settings could not be read back from the BMC."));
    engine_fail(engine, &step, &error);
}

/* Of what is written last, and of the request that reads it. */
static bool changes_waits(const struct engine *engine, size_t at)
{
    const struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++)
        if (changes->items[i].write && change_when(&changes->items[i]) == CHANGE_LAST &&
            changes_read_with(&changes->items[i], &changes->items[at]))
            return true;
    return false;
}

/* Nobody is let in before all that makes him who he is has been seen. */
static bool changes_see_before_last(struct engine *engine)
{
    const struct changes *changes = &engine->plan->changes;
    bool rows[CHANGES_MAX];
    enum save_command command;
    enum changes_seen seen;

    changes_written(engine, rows);
    for (size_t i = changes->locked; i < changes->count; i++)
        rows[i] = rows[i] && !changes_waits(engine, i);
    if (!changes_any(rows, 0, CHANGES_MAX))
        return true;
    seen = changes_await(engine, rows, &command);
    /* Whoever does not want to wait is asked at the end. */
    if (seen > SEEN_TOLERATED && command != SAVE_DO_NOT_WAIT) {
        if (command == SAVE_GO_ON)
            changes_explain(engine, rows, seen);
        return false;
    }
    for (size_t i = 0; i < CHANGES_MAX && seen <= SEEN_TOLERATED; i++)
        engine->seen[i] = rows[i];
    return !engine_stopped(engine);
}

/* What the BMC changed on its own, each row by itself. */
static void changes_put_right(struct engine *engine, const bool rows[CHANGES_MAX])
{
    struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++) {
        bool one[CHANGES_MAX] = {false};
        struct bmc_error error;
        struct value value;

        if (!rows[i] || changes_see(engine, &changes->items[i]) != SEEN_CHANGED)
            continue;
        one[i] = true;
        value = changes_merge(engine, i, i + 1, one);
        (void)changes_send(engine, i, &value, &error);
        changes->items[i].outcome = OUTCOME_PUT_RIGHT;
        engine->state->repaired = true;
    }
}

static void changes_judge(struct engine *engine, bool awaited)
{
    struct changes *changes = &engine->plan->changes;

    for (size_t i = changes->locked; i < changes->count; i++) {
        struct change *change = &changes->items[i];
        bool told = value_told(change->setting->type, &change->holds);

        if (!change->write)
            continue;
        if (changes_fits(engine, change))
            change->outcome = told ? OUTCOME_KEPT : OUTCOME_SET;
        else if (!awaited)
            change->outcome = OUTCOME_PENDING;
        else if (change->outcome != OUTCOME_REFUSED)
            change->outcome = OUTCOME_LOST;
    }
}

/* No is a decision of the person's, as stopping is. */
static bool changes_keep(struct engine *engine)
{
    engine->not_awaited = false;
    engine->state->stopped = !engine_ask(engine, SAVE_ASK_KEEP);
    changes_judge(engine, false);
    return !engine->state->stopped;
}

/* All that has not been seen yet, and what is watched. */
static bool changes_end(struct engine *engine)
{
    const struct changes *changes = &engine->plan->changes;
    bool rows[CHANGES_MAX] = {false};
    enum save_command command;
    enum changes_seen seen;

    for (size_t i = changes->locked; i < changes->count; i++)
        rows[i] = !engine->seen[i] && changes_judged(engine, &changes->items[i]);
    engine_stage(engine, SAVE_STAGE_VERIFY);
    seen = changes_await(engine, rows, &command);
    for (int tries = 0; seen == SEEN_CHANGED && tries < PUT_RIGHT_TRIES; tries++) {
        changes_put_right(engine, rows);
        seen = changes_await(engine, rows, &command);
    }
    engine->state->holds_known = seen != SEEN_NOTHING;
    if (seen > SEEN_TOLERATED && command == SAVE_DO_NOT_WAIT)
        return changes_keep(engine);
    if (seen > SEEN_TOLERATED) {
        engine->state->repaired = false;
        changes_judge(engine, true);
        if (command == SAVE_GO_ON)
            changes_explain(engine, rows, seen);
        return false;
    }
    changes_judge(engine, true);
    return true;
}

/* --- the walk ------------------------------------------------------------ */

static bool changes_is_last(const struct engine *engine, const struct step *step)
{
    return step->kind == STEP_SET &&
           change_when(&engine->plan->changes.items[step->change]) == CHANGE_LAST;
}

static bool changes_walk_step(struct engine *engine, const struct step *step, bool first_of_last)
{
    switch (step->kind) {
    case STEP_PASSWORD:
        return engine_write_password(engine, step);
    case STEP_TEST_PASSWORD:
        return engine_test_password(engine, step);
    case STEP_VERIFY:
        return changes_end(engine);
    default:
        return (!first_of_last || changes_see_before_last(engine)) &&
               changes_put_step(engine, step);
    }
}

bool engine_walk_changes(struct engine *engine)
{
    bool last = false;

    engine->goal = GOAL_WANTED;
    engine->believe_ms = 0;
    engine_stage(engine, SAVE_STAGE_STEPS);
    for (size_t i = 0; i < engine->plan->count; i++) {
        const struct step *step = &engine->plan->steps[i];
        bool is_last = changes_is_last(engine, step), done;

        if (step->kind < STEP_PASSWORD &&
            !(step->kind == STEP_VERIFY && step->change == PLAN_VERIFY_LAST))
            continue;
        /* A password that was sent is tested, whatever is asked meanwhile. */
        if (step->kind != STEP_TEST_PASSWORD && engine_stopped(engine))
            return false;
        engine_step(engine, step, STEP_RUNNING);
        done = changes_walk_step(engine, step, is_last && !last);
        engine_step(engine, step, done ? STEP_DONE : STEP_FAILED);
        if (!done)
            return false;
        last |= is_last;
    }
    return true;
}

/* --- putting back -------------------------------------------------------- */

/* All rows of a request of which one was attempted: the BMC may have changed one with the other. */
static void changes_undo_step(struct engine *engine, const struct step *step)
{
    const struct change *items = engine->plan->changes.items;
    size_t end = plan_set_end(engine->plan, step->change), next;

    for (size_t first = step->change; first < end; first = next) {
        bool attempted = false, rows[CHANGES_MAX] = {false};
        struct bmc_error error;
        struct value value;

        next = changes_write_end(engine, first, end);
        for (size_t i = first; i < next; i++) {
            attempted |= items[i].attempted;
            rows[i] = value_known(&items[i].old);
        }
        if (!attempted || !changes_any(rows, first, next))
            continue;
        value = changes_merge(engine, first, next, rows);
        (void)changes_send(engine, first, &value, &error);
    }
}

/* What was refused keeps saying so. */
static void changes_undo_outcome(const struct engine *engine, struct change *change)
{
    bool fits = changes_fits(engine, change);

    if (!change->attempted) {
        if (change->outcome == OUTCOME_PUT_RIGHT && !fits)
            change->outcome = OUTCOME_CHANGED;
        return;
    }
    if (!value_known(&change->holds))
        change->outcome = OUTCOME_UNKNOWN;
    else if (!fits)
        change->outcome = OUTCOME_NOT_PUT_BACK;
    else if (change->outcome != OUTCOME_REFUSED && change->outcome != OUTCOME_LOST)
        change->outcome = OUTCOME_PUT_BACK;
}

/* The last of it is put back first. What a BMC did not show when it was written may yet be an old
 * picture when it is put back. */
bool engine_undo_changes(struct engine *engine)
{
    struct changes *changes = &engine->plan->changes;
    const struct plan *plan = engine->plan;
    bool rows[CHANGES_MAX] = {false}, back = true;
    enum save_command command;
    struct bmc_error error;

    engine->goal = GOAL_OLD;
    for (size_t i = changes->locked; i < changes->count; i++)
        rows[i] = changes_judged(engine, &changes->items[i]);
    if (!changes_any(rows, 0, CHANGES_MAX))
        return true;
    (void)changes_read(engine, rows, &error);
    for (size_t i = plan->count; i-- > 0;)
        if (plan->steps[i].kind == STEP_SET)
            changes_undo_step(engine, &plan->steps[i]);
    engine->believe_ms = 0;
    engine->state->holds_known = changes_await(engine, rows, &command) != SEEN_NOTHING;
    for (size_t i = changes->locked; i < changes->count; i++) {
        struct change *change = &changes->items[i];

        if (!rows[i])
            continue;
        changes_undo_outcome(engine, change);
        back = back && changes_see(engine, change) == SEEN_RIGHT;
    }
    return back;
}

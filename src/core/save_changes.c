/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan of changes, but for what is under the lock: all is read once before anything is written,
 * written in the plan's order, and read once more when it is. What lets somebody in is written when
 * the rest has been seen. What the BMC changed on its own is put right.
 */
#include "core/save_changes.h"

#include <string.h>

#include "base/i18n.h"
#include "core/access.h"

#define PUT_RIGHT_TRIES 2

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

/* A written row that the BMC does not have, or does not tell. */
static bool changes_begin_missing(struct engine *engine, size_t at, struct bmc_error *error)
{
    struct change *change = &engine->plan->changes.items[at];
    const struct step step = changes_step_of(engine, at);

    change->outcome = OUTCOME_REFUSED;
    if (change->tolerated && error->kind != ERROR_DENIED) {
        change->write = false;
        change->old.state = change->holds.state; /* nor is it watched */
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
    /* Of a free slot some tell nothing but that it has no name. */
    if (change->holds.state == VALUE_NOT_READ && value_known(&change->old) &&
        changes_slot_free(engine, GOAL_OLD, change->scope.user))
        return true;
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

/* --- reading back -------------------------------------------------------- */

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
    engine->state->until_ms =
        clock_now(engine->clock) + engine->context->settings->verify_ms; /* as told first */
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

/* It lets somebody in; a name that goes last does not. */
static bool changes_is_last(const struct engine *engine, const struct step *step)
{
    const struct change *change = &engine->plan->changes.items[step->change];

    return step->kind == STEP_SET && change_when(change) == CHANGE_LAST &&
           change->setting != access_setting(ACCESS_NAME);
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

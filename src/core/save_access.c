/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second phase: password, and settings that are written without a lock and read back at once;
 * and what takes these back. */
#include "core/engine.h"

#include "base/i18n.h"

/* The rows of a step that go with one request: from first, before end. */
struct access_rows {
    struct change *first, *end;
    bool others; /* rows of the step before these were written */
};

static enum engine_result access_read(struct engine *engine, const struct change *change,
                                      struct value *value, struct bmc_error *error)
{
    const struct setting *setting = change->setting;

    return engine_result(setting->read(engine->bmc, setting, change->scope, value, error), error);
}

static bool access_any_attempted(const struct access_rows *rows)
{
    for (const struct change *row = rows->first; row < rows->end; row++) {
        if (row->attempted)
            return true;
    }
    return false;
}

/* What was there before is known best now; and what is not to be changed shall stay so. But what is
 * as wanted since others were written is no longer what was there: a BMC that restarts takes its
 * volatile settings from the others. */
static void access_note(const struct access_rows *rows, const struct value *now)
{
    if (access_any_attempted(rows))
        return;
    for (struct change *row = rows->first; row < rows->end; row++) {
        if (rows->others && value_known(&row->old) && change_reached(row, GOAL_WANTED, now))
            continue;
        row->old = *now;
        if (!row->write)
            row->wanted = *now;
        row->attempted = row->write && !change_reached(row, GOAL_WANTED, now);
    }
}

static struct value access_merge(const struct engine *engine, const struct access_rows *rows,
                                 const struct value *now)
{
    struct value value = *now;

    for (const struct change *row = rows->first; row < rows->end; row++)
        value.number =
            value_merge(row->setting->type, value.number, change_value(row, engine->goal)->number);
    return value;
}

/* now NULL: it could not be read back. */
static void access_took(struct engine *engine, const struct access_rows *rows,
                        const struct value *now)
{
    for (struct change *row = rows->first; row < rows->end; row++)
        row->holds = now != NULL ? *now : (struct value){VALUE_UNREAD};
    if (engine->plan->changes.locked == 0)
        engine->state->holds_known = now != NULL;
}

/* A BMC says now that it does not have what the review showed: bits that are to stay would not,
 * and it could not be put back. */
static enum engine_result access_gone(struct bmc_error *error)
{
    error_set(error, ERROR_MALFORMED, "%s",
              _("the BMC says that it does not have it, which it had shown before"));
    return ENGINE_REFUSED;
}

/* From its own read, with all other bits kept, and read back. *kept: it is what it was to be, even
 * where the write was refused, which is all that counts when putting back. */
static enum engine_result access_write(struct engine *engine, const struct access_rows *rows,
                                       bool *kept, struct bmc_error *error)
{
    const struct change *change = rows->first;
    struct value value, now = {0};
    enum engine_result result = access_read(engine, change, &now, error);

    *kept = false;
    if (result == ENGINE_OK && !value_known(&now) && value_known(&change->old))
        result = access_gone(error);
    if (result != ENGINE_OK) {
        if (!engine->undo.running)
            return result;
        now = change->old;
    }
    if (!engine->undo.running)
        access_note(rows, &now);
    value = access_merge(engine, rows, &now);
    result = engine_result(
        change->setting->write(engine->bmc, change->setting, change->scope, &value, error), error);
    if (result != ENGINE_OK && !engine->undo.running)
        return result;
    result = access_read(engine, change, &now, error);
    access_took(engine, rows, result == ENGINE_OK ? &now : NULL);
    *kept = result == ENGINE_OK;
    for (const struct change *row = rows->first; row < rows->end; row++)
        *kept = *kept && change_reached(row, engine->goal, &now);
    return result;
}

/* Whose turn it is after *rows; false: that was the last of the step. */
static bool access_next(struct engine *engine, const struct step *step, struct access_rows *rows)
{
    struct change *items = engine->plan->changes.items;
    const struct change *end = &items[plan_set_end(engine->plan, step->change)];

    if (rows->end == NULL)
        rows->end = &items[step->change];
    else
        rows->others |= access_any_attempted(rows);
    rows->first = rows->end;
    if (rows->first == end)
        return false;
    rows->end = rows->first + 1;
    while (rows->end < end && rows->end->setting->write == rows->first->setting->write &&
           rows->end->setting->parameter == rows->first->setting->parameter)
        rows->end++;
    return true;
}

static void access_set_outcome(struct engine *engine, const struct step *step, enum outcome outcome)
{
    for (size_t i = step->change; i < plan_set_end(engine->plan, step->change); i++) {
        if (engine->plan->changes.items[i].write)
            engine->plan->changes.items[i].outcome = outcome;
    }
}

static enum outcome access_put(struct engine *engine, const struct step *step,
                               struct bmc_error *error)
{
    struct access_rows rows = {NULL};
    enum engine_result result = ENGINE_OK;
    enum outcome outcome;
    bool kept = true;

    while (result == ENGINE_OK && kept && access_next(engine, step, &rows))
        result = access_write(engine, &rows, &kept, error);
    outcome = result == ENGINE_REFUSED ? OUTCOME_REFUSED
              : result == ENGINE_LOST  ? OUTCOME_UNKNOWN
              : kept                   ? OUTCOME_KEPT
                                       : OUTCOME_LOST;
    access_set_outcome(engine, step, outcome);
    return outcome;
}

/* Written once more where an answer was lost, as soon as the BMC answers again: the same value
 * twice is the same value. */
static bool access_step(struct engine *engine, const struct step *step)
{
    struct bmc_error error;
    enum outcome outcome = access_put(engine, step, &error);

    if (outcome == OUTCOME_UNKNOWN && engine_wait_for_bmc(engine))
        outcome = access_put(engine, step, &error);
    if (outcome == OUTCOME_KEPT)
        return true;
    if (outcome == OUTCOME_LOST)
        error_set(&error, ERROR_MALFORMED, _("The BMC accepted %s but did not store it."),
                  plan_step_name(engine->plan, step));
    engine_fail(engine, step, &error);
    return false;
}

static bool access_walk_step(struct engine *engine, const struct step *step)
{
    switch (step->kind) {
    case STEP_PASSWORD:
        return engine_write_password(engine, step);
    case STEP_TEST_PASSWORD:
        return engine_test_password(engine, step);
    default:
        return access_step(engine, step);
    }
}

bool engine_second_phase(struct engine *engine)
{
    engine_stage(engine, SAVE_STAGE_STEPS);
    for (size_t i = 0; i < engine->plan->count; i++) {
        const struct step *step = &engine->plan->steps[i];
        bool done;

        if (step->kind < STEP_PASSWORD)
            continue;
        /* A password that was sent is tested, whatever is asked meanwhile. */
        if (step->kind != STEP_TEST_PASSWORD && engine_stopped(engine))
            return false;
        engine_step(engine, step, STEP_RUNNING);
        done = access_walk_step(engine, step);
        engine_step(engine, step, done ? STEP_DONE : STEP_FAILED);
        if (!done)
            return false;
    }
    return true;
}

/* --- putting back -------------------------------------------------------- */

/* All rows of a step, as soon as one was attempted: the BMC may have changed one with the other.
 * What was never attempted and is not known either is left alone. */
static bool access_undo_step(struct engine *engine, const struct step *step)
{
    struct access_rows rows = {NULL};
    struct bmc_error error;
    bool attempted = false, back = true;

    while (access_next(engine, step, &rows))
        attempted |= access_any_attempted(&rows);
    if (!attempted)
        return true;
    for (rows.end = NULL; access_next(engine, step, &rows);) {
        bool kept = !access_any_attempted(&rows);

        if (value_known(&rows.first->old))
            (void)access_write(engine, &rows, &kept, &error);
        back = back && kept;
    }
    access_set_outcome(engine, step, back ? OUTCOME_PUT_BACK : OUTCOME_NOT_PUT_BACK);
    return back;
}

bool engine_undo_access(struct engine *engine)
{
    bool back = true;

    engine->goal = GOAL_OLD;
    for (size_t i = engine->plan->count; i-- > 0;) {
        if (engine->plan->steps[i].kind == STEP_SET)
            back = access_undo_step(engine, &engine->plan->steps[i]) && back;
    }
    return back;
}

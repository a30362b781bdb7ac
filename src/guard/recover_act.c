/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/edit.h"
#include "core/load.h"
#include "guard/guard_own.h"
#include "guard/recover.h"
#include "pages/pages.h"

#define BMC_PATIENCE_MS 180000

/* One recovery under way. */
struct act {
    struct guard *guard;
    const struct save_context *context;
    struct store *store;
    struct journal journal;
    struct recover_view view;
    struct recover_outcome *outcome;
};

/* --- undo ---------------------------------------------------------------- */

static void act_undo(struct act *act)
{
    struct recover_outcome *outcome = act->outcome;

    outcome->resolved = resolve_put_back(act->store, &act->journal, act->context, &outcome->state,
                                       outcome->remark);
}

/* --- finish -------------------------------------------------------------- */

static int act_read_page(struct act *act, struct model *page, struct bmc_error *error)
{
    const struct plan *plan = &act->journal.plan;
    const struct page_class *class = NULL;

    for (size_t i = 0; i < plan->changes.count && class == NULL; i++)
        class = pages_of(plan->changes.items[i].setting);
    model_init(page, class == NULL ? pages[0] : class);
    if (load_first(act->context->bmc, page, plan->channel, NULL, error) != 0)
        return -1;
    if (plan_boxes(plan) != 0 && plan->user != page->default_user &&
        load_users(act->context->bmc, page, NULL, error) != 0)
        return -1;
    return load_access(act->context->bmc, page, plan->user, error);
}

/* What the save wanted, and of all else what the BMC holds now. */
static void act_plan_rest(const struct act *act, const struct model *page, struct plan *rest)
{
    const struct plan *plan = &act->journal.plan;
    struct changes changes;
    struct edit none;

    edit_init(&none);
    edit_changes(&none, page, &changes);
    edit_release(&none);
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];
        struct change *now = change_find(&changes, change->setting);

        if (now == NULL || !change->write)
            continue;
        now->wanted.state = change->wanted.state;
        now->wanted.number =
            value_merge(now->setting->type, now->old.number, change->wanted.number);
    }
    plan_make(rest, page, &changes, plan->user, NULL, plan_boxes(plan));
}

/* The same of a plan of changes, from what has just been read. What the BMC changed on its own
 * meanwhile is put right with it. */
static void act_plan_rest_of_changes(const struct act *act, struct plan *rest)
{
    *rest = act->view.journal.plan;
    rest->password = NULL;
    for (size_t i = 0; i < rest->changes.count; i++) {
        struct change *change = &rest->changes.items[i];
        const struct value_type *type = change->setting->type;

        change->write = value_known(&change->holds) && value_known(&change->wanted) &&
                        (change->write || value_told(type, &change->old)) &&
                        !(value_told(type, &change->holds) &&
                          change_reached(change, GOAL_WANTED, &change->holds));
        change->old = change->holds;
    }
    plan_steps(rest);
}

/* The report is about the whole save, not only about what was still missing. */
static void act_report_all(struct act *act, const struct plan *rest)
{
    struct save_state *state = &act->outcome->state;
    struct changes *whole = &act->journal.plan.changes;

    if (plan_empty(rest))
        state->plan = *rest;
    for (size_t i = 0; i < whole->count; i++) {
        struct change *change = &whole->items[i];
        const struct change *now =
            act->journal.plan.of_changes
                ? change_find_at(&state->plan.changes, change->setting, change->scope)
                : change_find(&state->plan.changes, change->setting);

        change->outcome = change->write ? OUTCOME_KEPT : OUTCOME_NONE;
        if (now == NULL)
            continue;
        change->holds = state->holds_known ? now->holds : now->old;
        if (now->outcome != OUTCOME_NONE)
            change->outcome = now->outcome;
    }
    state->holds_known = true;
    state->plan = act->journal.plan;
}

/* Without its lock being released first a BMC may show values that are only buffered. */
static int act_release_lock(struct act *act, struct bmc_error *error)
{
    if (!act->journal.lock_ours)
        return 0;
    return bmc_set_progress(act->context->bmc, act->journal.plan.channel, LAN_SET_COMPLETE,
                            error) == 0 ||
                   error->kind == ERROR_REFUSED
               ? 0
               : -1;
}

/* The rest of the save. Where that is refused the BMC goes back to what it was before all. */
static int act_finish(struct act *act, struct bmc_error *error)
{
    struct recover_outcome *outcome = act->outcome;
    struct journal *journal = &act->journal;
    struct save_state *state = &outcome->state;
    struct model page;
    struct plan rest;

    if (!recover_may_finish(journal))
        return error_set(error, ERROR_USAGE, "%s",
                         _("the password of a new user cannot be sent again: undo the save, then "
                           "add the user again"));
    if (act_release_lock(act, error) != 0)
        return -1;
    if (journal->plan.of_changes)
        act_plan_rest_of_changes(act, &rest);
    else if (act_read_page(act, &page, error) != 0)
        return -1;
    else
        act_plan_rest(act, &page, &rest);
    journal->state = JOURNAL_WRITING;
    journal->lock_ours = plan_has_phase1(&rest);
    if (store_write(act->store, journal, error) != 0)
        return -1;
    state->status = SAVE_KEPT;
    if (!plan_empty(&rest))
        save_run(act->context, &rest, state);
    if (state->status != SAVE_KEPT) {
        struct bmc_error why = state->error;

        journal->lock_ours = state->lock_left;
        act_undo(act);
        state->error = why;
        return 0;
    }
    act_report_all(act, &rest);
    outcome->resolved = resolve_journal(act->store, journal, state, outcome->remark);
    return 0;
}

/* --- forget -------------------------------------------------------------- */

static int act_forget(struct act *act, struct bmc_error *error)
{
    if (store_resolve(act->store, &act->journal, error) != 0)
        return -1;
    act->outcome->state.status = SAVE_KEPT;
    act->outcome->resolved = true;
    if (act->journal.lock_ours)
        snprintf(
            act->outcome->remark, sizeof act->outcome->remark, "%s",
            _("The BMC's settings may still be locked; bmctui set --clear-lock clears the lock."));
    return 0;
}

/* --- all three ----------------------------------------------------------- */

static int act_check_bmc(struct act *act, struct bmc_error *error)
{
    recover_make(&act->view, &act->journal);
    if (recover_read(&act->view, act->context->bmc, error) != 0)
        return -1;
    if (!act->view.same_bmc)
        return error_set(error, ERROR_USAGE, "%.300s", act->view.warning);
    return 0;
}

static int act_carry_out(struct act *act, enum recover_action action, struct bmc_error *error)
{
    bool window = act->journal.confirm;

    if (action == RECOVER_FORGET)
        return act_forget(act, error);
    if (act_check_bmc(act, error) != 0)
        return -1;
    /* Only the lock: both ways are one. */
    if (action == RECOVER_UNDO || act->view.only_lock)
        act_undo(act);
    else if (act_finish(act, error) != 0)
        return -1;
    if (action == RECOVER_UNDO && window)
        store_write_result(act->store, resolve_result(&act->outcome->state));
    return 0;
}

static void act_add_password(const struct act *act, enum recover_action action)
{
    struct recover_outcome *outcome = act->outcome;

    if (act->view.password[0] != '\0' && outcome->remark[0] == '\0' && action != RECOVER_FORGET)
        memcpy(outcome->remark, act->view.password, sizeof outcome->remark);
}

/* Where the lock alone was left, finishing is putting back too. */
static int act_exit(const struct act *act, enum recover_action action)
{
    const struct recover_outcome *outcome = act->outcome;
    bool back = action == RECOVER_UNDO || act->view.only_lock;

    return back && !outcome->state.unresolved && outcome->state.status == SAVE_PUT_BACK
               ? 0
               : guard_exit(&outcome->state);
}

static void act_log(const struct act *act, enum recover_action action)
{
    static const char *const names[] = {"recover undo", "recover finish", "recover forget"};
    const struct guard *guard = act->guard;

    if (action == RECOVER_FORGET)
        audit_note(guard->audit, guard->target, names[action], "the journal was discarded");
    else
        audit_save(guard->audit, names[action], guard->target, &act->outcome->state);
}

static int act_locked(struct act *act, enum recover_action action, struct bmc_error *error)
{
    enum store_read read = store_read(act->store, &act->journal, error);

    if (read == STORE_NOTHING)
        return error_set(error, ERROR_USAGE, "%s", _("nothing is pending"));
    if (read != STORE_JOURNAL || act_carry_out(act, action, error) != 0)
        return -1;
    act->outcome->password = act->journal.password_planned;
    act->outcome->exit = act_exit(act, action);
    act_add_password(act, action);
    act_log(act, action);
    return 0;
}

int recover_act(struct guard *guard, const struct save_context *context, enum recover_action action,
                struct recover_outcome *outcome, struct bmc_error *error)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};
    struct act act = {.guard = guard, .context = context, .outcome = outcome};
    int result = -1;

    memset(outcome, 0, sizeof *outcome);
    if (guard_open_store(guard, false, &act.store, error) != 0)
        return -1;
    guard_share(guard, act.store);
    if (guard_lock(guard, act.store, &options, context->clock, context->watch, error) ==
        STORE_LOCKED)
        result = act_locked(&act, action, error);
    store_close(act.store);
    return result;
}

const char *recover_headline(enum recover_action action, const struct recover_outcome *outcome)
{
    if (outcome->exit != 0)
        return "";
    if (action == RECOVER_UNDO)
        return _("Undone: the BMC has its old values again.");
    if (action == RECOVER_FORGET)
        return _("Forgotten: the BMC stays as it is.");
    return outcome->password ? _("Finished except for the password: everything else is as wanted.")
                             : _("Finished: the BMC has the wanted values.");
}

/* --- when nobody is there ------------------------------------------------ */

/* Returns the exit status. */
static int leave_alone(const struct guard *guard, int status, const char *why)
{
    audit_note(guard->audit, guard->target, "recover", "left alone: %s", why);
    return status;
}

static bool in_band(const struct guard *guard, enum bmc_driver driver)
{
    return bmc_driver_is_inband(driver) || (driver == BMC_DRIVER_DEMO && guard->journal_demo);
}

/* NULL: it may be acted upon without the BMC having been asked. */
static const char *reason_to_wait(const struct guard *guard, const struct guard_pending *pending,
                                  enum recover_policy policy)
{
    const struct journal *journal = &pending->journal;
    enum bmc_driver driver;

    if (pending->state == GUARD_SAVING)
        return "another bmctui is saving";
    if (pending->state == GUARD_CONFIRM || pending->left_ms > 0)
        return "it is still waiting for confirmation";
    if (!bmc_driver_parse(journal->driver, &driver) || !in_band(guard, driver) ||
        !in_band(guard, guard->target->driver))
        return "the save was not in-band";
    if (policy == RECOVER_POLICY_ASK && !journal->confirm && !resolve_only_lock(journal))
        return "recover = \"ask\"";
    return NULL;
}

/* What was to be confirmed and was not, or was being put back, is put back whatever is set. */
static enum recover_action action_for(const struct journal *journal, enum recover_policy policy)
{
    if (policy == RECOVER_POLICY_FINISH && !journal->confirm && recover_may_finish(journal) &&
        journal->state == JOURNAL_WRITING)
        return RECOVER_FINISH;
    return RECOVER_UNDO;
}

static int act_alone(struct guard *guard, const struct save_context *context,
                     const struct journal *journal, enum recover_policy policy)
{
    struct recover_view view;
    struct recover_outcome outcome;
    struct bmc_error error;

    recover_make(&view, journal);
    if (recover_read(&view, context->bmc, &error) != 0)
        return leave_alone(guard, 4, error.sentence);
    if (!view.same_bmc)
        return leave_alone(guard, 0, "this is a different BMC from the one that was saved to");
    if (!view.untouched)
        return leave_alone(guard, 0, "the values are neither the old nor the wanted ones");
    return recover_act(guard, context, action_for(journal, policy), &outcome, &error) == 0
               ? outcome.exit
               : leave_alone(guard, 4, error.sentence);
}

int recover_unattended(struct guard *guard, const struct save_context *context,
                       enum recover_policy policy)
{
    struct guard_pending pending;
    struct bmc_error error;
    const char *why;

    guard_look(guard, &pending);
    if (pending.state == GUARD_NOTHING)
        return 0;
    if (pending.state == GUARD_DAMAGED || pending.state == GUARD_UNREADABLE)
        return leave_alone(guard, 4, pending.error.sentence);
    why = reason_to_wait(guard, &pending, policy);
    if (why != NULL)
        return leave_alone(guard, 0, why);
    if (resolve_open(context->bmc, context->clock, BMC_PATIENCE_MS, &error) != 0)
        return leave_alone(guard, 3, error.sentence);
    return act_alone(guard, context, &pending.journal, policy);
}

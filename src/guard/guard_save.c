/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "guard/guard_own.h"
#include "guard/wish.h"

/* --- whether there may be a window --------------------------------------- */

/* NULL: it may. */
static const char *guard_why_no_window(const struct bmc_target *target, const struct plan *plan)
{
    if (plan != NULL && plan->password != NULL)
        return _("a password cannot be undone; save it separately, without confirmation");
    if (bmc_driver_is_lan(target->driver))
        return _("confirmation works only on the BMC's own machine; over LAN the undo itself could "
                 "be cut off");
    if (target->driver == BMC_DRIVER_DEMO)
        return _(
            "the demo BMC forgets everything when the program ends, so there is nothing to undo");
    return NULL;
}

bool guard_may_confirm(const struct bmc_target *target, const struct plan *plan,
                       unsigned confirm_s, struct bmc_error *error)
{
    const char *why = guard_why_no_window(target, plan);

    if (confirm_s < GUARD_CONFIRM_LEAST_S || confirm_s > GUARD_CONFIRM_MOST_S)
        error_set(error, ERROR_USAGE, _("the time for confirmation can be %d to %d seconds"),
                  GUARD_CONFIRM_LEAST_S, GUARD_CONFIRM_MOST_S);
    else if (why != NULL)
        error_set(error, ERROR_USAGE, "%s", why);
    else
        return true;
    return false;
}

/* --- before -------------------------------------------------------------- */

int guard_unresolved_error(const struct journal *journal, enum guard_state state,
                           struct bmc_error *error)
{
    return error_set(
        error, ERROR_LOCKED, "%s",
        resolve_only_lock(journal) ? _("an earlier save could not release the lock on the BMC's "
                                       "settings; run bmctui recover --undo first")
        : state == GUARD_CONFIRM   ? _("an earlier save is waiting for confirmation; run bmctui "
                                         "confirm to keep it or bmctui recover --undo to undo it")
        : state == GUARD_NOT_PUT_BACK
            ? _("an earlier save could not be fully undone; run bmctui recover to see what is left "
                "of it")
            : _("an earlier save was interrupted; run bmctui recover to see what is left of it"));
}

/* What has to be resolved first. */
static int guard_pending_error(enum store_read read, const struct journal *journal,
                               struct bmc_error *error)
{
    int64_t left;

    if (read != STORE_JOURNAL) /* put aside just now: next time it does not stand in the way */
        return -1;
    return guard_unresolved_error(journal, guard_state_of(journal, &left), error);
}

static void guard_fill_journal(struct guard *guard, struct bmc *bmc, const struct plan *plan,
                               const struct model *page)
{
    struct journal *journal = &guard->journal;

    journal_begin(journal, plan, page);
    /* Only who acts alone needs it, and never over LAN. */
    if (!journal->device_known && !bmc_over_lan(bmc))
        journal->device_known = bmc_get_device(bmc, &journal->device, NULL) == 0;
    journal->started = (long long)time(NULL);
    journal->pid = (long)getpid();
    audit_tty(journal->tty);
    snprintf(journal->target, sizeof journal->target, "%s",
             bmc_over_lan(bmc) ? guard->target->hostname : "");
    snprintf(journal->driver, sizeof journal->driver, "%s", bmc_driver_in_use(bmc));
    system_boot_id(journal->boot_id, sizeof journal->boot_id);
    journal->confirm = guard->confirm_s > 0;
    journal->lock_ours = plan_has_phase1(plan);
}

/* The journal first, then the watcher that reads it. */
static int guard_put_on_disk(struct guard *guard, struct bmc_error *error)
{
    guard->journaled = true; /* even where it fails it may be there */
    if (store_write(guard->store, &guard->journal, error) != 0)
        return -1;
    if (guard->confirm_s > 0 && guard_start_watcher(guard, error) != 0)
        return -1;
    store_write_result(guard->store, STORE_RESULT_NONE);
    return 0;
}

static enum guard_begun guard_give_up(struct guard *guard, enum guard_begun why)
{
    guard_cancel(guard);
    return why;
}

/* GUARD_READY: the lock is ours (or cannot be had, and shall not matter), nothing is pending. */
static enum guard_begun guard_take_store(struct guard *guard, const struct guard_options *options,
                                         const struct save_context *context,
                                         struct bmc_error *error)
{
    enum store_lock lock;
    enum store_read read;
    struct journal journal;

    if (guard_open_store(guard, true, &guard->store, error) != 0)
        return options->no_journal ? GUARD_READY : GUARD_NO_JOURNAL;
    guard_share(guard, guard->store);
    lock = guard_lock(guard, guard->store, options, context->clock, context->watch, error);
    if (lock == STORE_HELD)
        return guard_give_up(guard, GUARD_HELD);
    if (lock == STORE_LOCK_FAILED && !options->no_journal)
        return guard_give_up(guard, GUARD_NO_JOURNAL);
    read = store_read(guard->store, &journal, error);
    if (read == STORE_NOTHING)
        return GUARD_READY;
    (void)guard_pending_error(read, &journal, error);
    return guard_give_up(guard, read == STORE_UNREADABLE ? GUARD_NO_JOURNAL : GUARD_PENDING);
}

enum guard_begun guard_begin(struct guard *guard, const struct save_context *context,
                             const struct guard_options *options, const struct plan *plan,
                             const struct model *page, struct bmc_error *error)
{
    enum guard_begun begun;

    guard_cancel(guard);
    guard->remark[0] = '\0';
    guard->confirm_until_ms = -1;
    guard->confirm_s = options->confirm_s;
    guard->verify_ms = options->verify_ms;
    guard->plan = plan;
    if (options->confirm_s > 0 &&
        !guard_may_confirm(guard->target, plan, options->confirm_s, error))
        return GUARD_REFUSED;
    if (options->confirm_s > 0 && options->no_journal) {
        error_set(error, ERROR_USAGE, "%s",
                  _("without a journal, a save that is not confirmed could not be undone"));
        return GUARD_REFUSED;
    }
    if (!guard_keeps(guard))
        return GUARD_READY;
    begun = guard_take_store(guard, options, context, error);
    if (begun != GUARD_READY || options->no_journal)
        return begun;
    guard_fill_journal(guard, context->bmc, plan, page);
    return guard_put_on_disk(guard, error) == 0 ? GUARD_READY
                                                : guard_give_up(guard, GUARD_NO_JOURNAL);
}

void guard_cancel(struct guard *guard)
{
    if (guard->store != NULL && guard->journaled)
        (void)store_resolve(guard->store, &guard->journal, NULL);
    store_close(guard->store);
    guard->store = NULL;
    guard->journaled = false;
}

/* --- while it runs ------------------------------------------------------- */

static bool guard_record(void *data, enum save_record what, const struct save_state *state,
                         struct bmc_error *error)
{
    struct guard *guard = data;
    struct journal *journal = &guard->journal;

    if (!guard->journaled || what == SAVE_RECORD_START)
        return true; /* guard_begin() has written it */
    if (what == SAVE_RECORD_PASSWORD) {
        journal->password_sent = true;
        journal->lock_ours = state->lock_left;
    } else if (journal->state == JOURNAL_WRITING) {
        /* Cut off from here on, it must not be taken for a save that may be finished. */
        journal->state = JOURNAL_PUTTING_BACK;
    } else {
        return true;
    }
    return store_write(guard->store, journal, error) == 0;
}

/* --- after --------------------------------------------------------------- */

/* From now on the time runs. */
static int guard_open_window(struct guard *guard, const struct save_state *state,
                             struct bmc_error *error)
{
    struct journal *journal = &guard->journal;

    if (!store_watched(guard->store))
        return error_set(error, ERROR_SYSTEM, "%s",
                         _("the process that would undo an unconfirmed save was killed"));
    journal->state = JOURNAL_CONFIRM;
    journal->lock_ours = state->lock_left;
    journal->confirm_until_ms = system_boot_ms() + guard->confirm_s * INT64_C(1000);
    if (store_write(guard->store, journal, error) != 0)
        return -1;
    guard->confirm_until_ms = journal->confirm_until_ms;
    return 0;
}

static void guard_resolve(struct guard *guard, const struct save_context *context,
                          struct save_state *state)
{
    struct bmc_error why;

    if (guard->confirm_s > 0 && state->status == SAVE_KEPT) {
        if (guard_open_window(guard, state, &why) == 0)
            return;
        /* Nobody would put it back later: it is put back now. */
        resolve_put_back(guard->store, &guard->journal, context, state, guard->remark);
        state->error = why;
        return;
    }
    resolve_journal(guard->store, &guard->journal, state, guard->remark);
}

enum save_status guard_save(struct guard *guard, const struct save_context *context,
                            struct save_state *state)
{
    struct save_watch watch = {NULL};
    struct save_context own = *context;

    if (context->watch != NULL)
        watch = *context->watch;
    watch.record = guard_record;
    watch.record_data = guard;
    own.watch = &watch;
    save_run(&own, guard->plan, state);
    if (guard->journaled)
        guard_resolve(guard, &own, state);
    guard->journaled = false; /* what becomes of it is resolved */
    if (state->status == SAVE_KEPT)
        wish_saved(guard, guard->plan);
    audit_save(guard->audit, guard->confirm_until_ms >= 0 ? "save to be confirmed" : "save",
               guard->target, state);
    guard_cancel(guard);
    return state->status;
}

int guard_exit(const struct save_state *state)
{
    return state->unresolved ? save_exit(SAVE_MIXED) : save_exit(state->status);
}

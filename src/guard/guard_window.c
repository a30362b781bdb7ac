/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/system.h"
#include "guard/guard_own.h"

/* So long a watcher that is due may take to begin. */
#define WATCHER_BEGINS_MS 5000

int64_t guard_confirm_left_ms(const struct guard *guard)
{
    int64_t left = guard->confirm_until_ms - system_boot_ms();

    if (guard->confirm_until_ms < 0)
        return -1;
    return left > 0 ? left : 0;
}

int guard_confirm_exit(enum guard_confirmed confirmed)
{
    static const int exits[] = {
        [GUARD_KEPT] = 0, [GUARD_TOO_LATE] = 5, [GUARD_FAILED] = 4, [GUARD_NOT_PENDING] = 2};

    return exits[confirmed];
}

/* --- keeping ------------------------------------------------------------- */

static enum guard_confirmed window_nothing_there(struct store *store, struct bmc_error *error)
{
    switch (store_read_result(store)) {
    case STORE_RESULT_PUT_BACK:
        error_set(error, ERROR_USAGE, "%s",
                  _("too late: the save was not confirmed in time and has been undone"));
        return GUARD_TOO_LATE;
    case STORE_RESULT_FAILED:
        error_set(error, ERROR_USAGE, "%s",
                  _("too late: the save was not confirmed in time and could not be fully undone"));
        return GUARD_FAILED;
    case STORE_RESULT_NONE:
        break;
    }
    error_set(error, ERROR_USAGE, "%s", _("no save is waiting for confirmation"));
    return GUARD_NOT_PENDING;
}

static enum guard_confirmed window_keep(struct guard *guard, struct store *store,
                                        struct journal *journal, struct bmc_error *error)
{
    struct save_state kept = {.status = SAVE_KEPT, .lock_left = journal->lock_ours};
    char remark[RESOLVE_REMARK];

    (void)resolve_journal(store, journal, &kept, remark);
    if (kept.unresolved) {
        error_set(error, ERROR_SYSTEM, "%.300s", remark);
        return GUARD_FAILED;
    }
    snprintf(guard->remark, sizeof guard->remark, "%s", remark);
    audit_note(guard->audit, guard->target, "confirm", "kept");
    return GUARD_KEPT;
}

static enum guard_confirmed window_left_behind(const struct journal *journal,
                                               struct bmc_error *error)
{
    const char *why =
        journal->state == JOURNAL_CONFIRM && !guard_this_boot(journal)
            ? _("too late: this machine has restarted since; run bmctui recover --undo to restore "
                "the old values or bmctui recover --forget to keep the present ones")
        : journal->state == JOURNAL_CONFIRM
            ? _("too late, and the save has not been undone; run bmctui recover --undo to restore "
                "the old values or bmctui recover --forget to keep the present ones")
        : journal->state == JOURNAL_PUTTING_BACK
            ? _("the save could not be fully undone; run bmctui recover to see what is left of it")
            : _("the save was interrupted; run bmctui recover to see what is left of it");

    error_set(error, ERROR_SYSTEM, "%s", why);
    return GUARD_FAILED;
}

/* With the lock. false: a watcher may yet act, look again later. */
static bool window_decide(struct guard *guard, struct store *store, bool last,
                          enum guard_confirmed *confirmed, struct bmc_error *error)
{
    struct journal journal;
    int64_t left;
    enum store_read read = store_read(store, &journal, error);

    if (read != STORE_JOURNAL)
        *confirmed = read == STORE_NOTHING ? window_nothing_there(store, error) : GUARD_FAILED;
    else if (journal.confirm && guard_state_of(&journal, &left) == GUARD_CONFIRM && left > 0)
        *confirmed = window_keep(guard, store, &journal, error);
    else if (last || !journal.confirm || !guard_this_boot(&journal))
        *confirmed = window_left_behind(&journal, error);
    else
        return false;
    return true;
}

static enum guard_confirmed window_keep_in(struct guard *guard, struct store *store,
                                           const struct clock *clock, int64_t wait_ms,
                                           struct bmc_error *error)
{
    const struct guard_options options = {.wait_ms = wait_ms};
    int64_t until = clock_now(clock) + WATCHER_BEGINS_MS;
    enum guard_confirmed confirmed = GUARD_FAILED;

    for (;;) {
        bool last = clock_now(clock) >= until;

        if (guard_lock(guard, store, &options, clock, NULL, error) != STORE_LOCKED)
            return GUARD_FAILED;
        if (window_decide(guard, store, last, &confirmed, error))
            return confirmed;
        store_unlock(store);
        clock_sleep(clock, GUARD_POLL_MS);
    }
}

enum guard_confirmed guard_keep(struct guard *guard, const struct clock *clock, int64_t wait_ms,
                                struct bmc_error *error)
{
    struct store *store;
    struct guard_pending pending;
    enum guard_confirmed confirmed;

    guard->remark[0] = '\0';
    /* Without anything there, not even a folder is made. */
    guard_look(guard, &pending);
    if (pending.state == GUARD_NOTHING && pending.result == STORE_RESULT_NONE) {
        error_set(error, ERROR_USAGE, "%s", _("no save is waiting for confirmation"));
        return GUARD_NOT_PENDING;
    }
    if (guard_open_store(guard, false, &store, error) != 0)
        return GUARD_FAILED;
    confirmed = window_keep_in(guard, store, clock, wait_ms, error);
    if (confirmed == GUARD_KEPT)
        guard->confirm_until_ms = -1;
    store_close(store);
    return confirmed;
}

/* --- putting back -------------------------------------------------------- */

static void window_put_back(struct guard *guard, struct store *store, struct journal *journal,
                            const struct save_context *context, struct save_state *state)
{
    resolve_put_back(store, journal, context, state, guard->remark);
    store_write_result(store, resolve_result(state));
    audit_save(guard->audit, "put back", guard->target, state);
}

enum save_status guard_put_back_now(struct guard *guard, const struct save_context *context,
                                    struct save_state *state)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};
    struct journal journal;
    struct store *store;

    memset(state, 0, sizeof *state);
    state->status = SAVE_NOT_WRITTEN;
    guard->remark[0] = '\0';
    if (guard_open_store(guard, false, &store, &state->error) != 0)
        return state->status;
    if (guard_lock(guard, store, &options, context->clock, context->watch, &state->error) ==
        STORE_LOCKED) {
        enum store_read read = store_read(store, &journal, &state->error);

        if (read == STORE_NOTHING)
            (void)window_nothing_there(store, &state->error);
        else if (read == STORE_JOURNAL)
            window_put_back(guard, store, &journal, context, state);
    }
    store_close(store);
    guard->confirm_until_ms = -1;
    return state->status;
}

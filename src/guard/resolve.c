/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/resolve.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define OPEN_PAUSE_MS 2000

bool resolve_only_lock(const struct journal *journal)
{
    return journal->lock_ours && !journal->password_sent && plan_empty(&journal->plan);
}

/* Undone and finished are then the same, and both release the lock. */
static void resolve_leave_only_lock(struct journal *journal, bool kept)
{
    struct changes *changes = &journal->plan.changes;

    for (size_t i = 0; i < changes->count; i++) {
        struct change *change = &changes->items[i];

        if (kept)
            change->old = change->wanted;
        else
            change->wanted = change->old;
        change->write = false;
    }
    plan_steps(&journal->plan);
    journal->state = JOURNAL_PUTTING_BACK;
    journal->confirm = journal->password_planned = journal->password_sent = false;
    journal->confirm_until_ms = 0;
    journal->lock_ours = true;
}

static bool resolve_open_outcome(enum outcome outcome)
{
    return outcome == OUTCOME_NOT_PUT_BACK || outcome == OUTCOME_UNKNOWN ||
           outcome == OUTCOME_PENDING;
}

/* Nothing but a password is wrong, and that no journal can repair. */
static bool resolve_only_password(const struct save_state *state)
{
    for (size_t i = 0; i < state->plan.changes.count; i++)
        if (resolve_open_outcome(state->plan.changes.items[i].outcome))
            return false;
    return state->password != OUTCOME_NONE && state->password != OUTCOME_NOT_TRIED;
}

static void resolve_keep(struct store *store, const struct journal *journal,
                         char remark[RESOLVE_REMARK])
{
    struct bmc_error error;

    if (store_write(store, journal, &error) != 0)
        snprintf(remark, RESOLVE_REMARK, "%s", error.sentence);
}

static bool resolve_drop(struct store *store, const struct journal *journal,
                         struct save_state *state, char remark[RESOLVE_REMARK])
{
    struct bmc_error error;

    if (store_resolve(store, journal, &error) == 0)
        return true;
    state->unresolved = true;
    snprintf(remark, RESOLVE_REMARK,
             _("%s; remove it by hand, or the next start will take it for an interrupted save"),
             error.sentence);
    return false;
}

bool resolve_journal(struct store *store, struct journal *journal, struct save_state *state,
                    char remark[RESOLVE_REMARK])
{
    remark[0] = '\0';
    if (state->status == SAVE_MIXED && !resolve_only_password(state)) {
        journal->state = JOURNAL_PUTTING_BACK;
        journal->lock_ours = state->lock_left;
        snprintf(remark, RESOLVE_REMARK, "%s",
                 _("The old values are still in the journal: bmctui recover shows them, bmctui "
                   "recover --undo tries again to restore them."));
        resolve_keep(store, journal, remark);
        return false;
    }
    if (!state->lock_left)
        return resolve_drop(store, journal, state, remark);
    resolve_leave_only_lock(journal, state->status == SAVE_KEPT);
    snprintf(remark, RESOLVE_REMARK, "%s",
             _("The lock on the BMC's settings could not be released: bmctui recover --undo tries "
               "again."));
    resolve_keep(store, journal, remark);
    return false;
}

bool resolve_put_back(struct store *store, struct journal *journal,
                     const struct save_context *context, struct save_state *state,
                     char remark[RESOLVE_REMARK])
{
    bool lock_ours = journal->lock_ours;

    /* Should this be cut off too, it must not be taken for a save that may be finished. */
    journal->state = JOURNAL_PUTTING_BACK;
    journal->lock_ours = lock_ours || plan_has_phase1(&journal->plan);
    (void)store_write(store, journal, NULL);
    save_put_back(context, &journal->plan, lock_ours, state);
    if (state->status == SAVE_NOT_WRITTEN && !state->lock_left)
        state->status = SAVE_PUT_BACK;
    if (journal->password_sent && save_password_counts(state)) {
        state->password = OUTCOME_UNKNOWN;
        if (state->status == SAVE_PUT_BACK)
            state->status = SAVE_MIXED;
    }
    return resolve_journal(store, journal, state, remark);
}

enum store_result resolve_result(const struct save_state *state)
{
    return state->status == SAVE_PUT_BACK && !state->unresolved ? STORE_RESULT_PUT_BACK
                                                               : STORE_RESULT_FAILED;
}

int resolve_open(struct bmc *bmc, const struct clock *clock, int64_t patience_ms,
                struct bmc_error *error)
{
    int64_t until = clock_now(clock) + patience_ms;

    for (;;) {
        int64_t began = clock_now(clock), now;
        struct device device;

        if (bmc_open(bmc, error) == 0) {
            if (bmc_get_device(bmc, &device, error) == 0)
                return 0;
            bmc_close(bmc);
        }
        /* Another try may take as long as this one did. */
        now = clock_now(clock);
        if (now + OPEN_PAUSE_MS + (now - began) > until)
            return -1;
        clock_sleep(clock, OPEN_PAUSE_MS);
    }
}

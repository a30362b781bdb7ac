/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "guard/guard_own.h"

/* So long after its end the watcher has had its chance. */
#define WATCHER_GRACE_MS 15000

struct guard *guard_create(const struct bmc_target *target, const char *directory,
                           const struct audit *audit)
{
    struct guard *guard = xcalloc(1, sizeof *guard);

    guard->target = target;
    guard->audit = audit;
    guard->setting = directory != NULL ? xstrdup(directory) : NULL;
    guard->confirm_until_ms = -1;
    return guard;
}

void guard_destroy(struct guard *guard)
{
    if (guard == NULL)
        return;
    store_close(guard->store);
    free(guard->setting);
    free(guard);
}

void guard_journal_demo(struct guard *guard)
{
    guard->journal_demo = true;
}

bool guard_keeps(const struct guard *guard)
{
    return guard->target->driver != BMC_DRIVER_DEMO || guard->journal_demo;
}

int guard_open_store(const struct guard *guard, bool create, struct store **store,
                     struct bmc_error *error)
{
    char path[STORE_PATH], key[STORE_KEY];

    *store = NULL;
    if (store_directory(guard->setting, path, error) != 0)
        return -1;
    store_key(guard->target, key);
    return store_open(store, path, key, create, error);
}

void guard_share(const struct guard *guard, struct store *store)
{
    enum bmc_driver driver = guard->target->driver;
    struct journal journal;

    if (store_read(store, &journal, NULL) == STORE_JOURNAL && journal.confirm)
        return; /* the watcher of our own window has it */
    if (bmc_driver_is_inband(driver) ||
        (driver == BMC_DRIVER_DEMO && guard->target->device != NULL))
        store_share(store, bmc_node_name("", guard->target->device));
}

const char *guard_name(const struct guard *guard)
{
    if (guard->target->name != NULL)
        return guard->target->name;
    return guard->target->hostname != NULL ? guard->target->hostname : _("this machine's BMC");
}

const char *guard_remark(const struct guard *guard)
{
    return guard->remark;
}

/* --- the lock ------------------------------------------------------------ */

const char *guard_holder(const struct store_holder *holder, char *text, size_t size)
{
    if (holder->elsewhere)
        snprintf(text, size, "%s", _("another user's bmctui"));
    else if (holder->pid == 0)
        snprintf(text, size, "%s", _("another bmctui"));
    else if (holder->tty[0] == '\0')
        snprintf(text, size, _("pid %ld"), holder->pid);
    else
        snprintf(text, size, _("pid %ld on %.40s"), holder->pid, holder->tty);
    return text;
}

int guard_held_error(const struct guard *guard, const struct store_holder *holder,
                     struct bmc_error *error)
{
    char who[100];

    return error_set(error, ERROR_LOCKED, _("%.60s: %s is saving; try again when it has finished"),
                     guard_name(guard), guard_holder(holder, who, sizeof who));
}

static bool guard_stop_requested(const struct save_watch *watch)
{
    return watch != NULL && watch->command != NULL && watch->command(watch->data) == SAVE_STOP;
}

enum store_lock guard_lock(const struct guard *guard, struct store *store,
                           const struct guard_options *options, const struct clock *clock,
                           const struct save_watch *watch, struct bmc_error *error)
{
    int64_t until = clock_now(clock) + options->wait_ms;
    char tty[64], who[AUDIT_WHO];

    audit_tty(tty);
    audit_who(guard->audit, who);
    for (;;) {
        struct store_holder holder = {0};
        enum store_lock result = store_lock(store, tty, who, &holder, error);
        int64_t left = until - clock_now(clock);

        if (result != STORE_HELD)
            return result;
        if (left <= 0 || guard_stop_requested(watch)) {
            guard_held_error(guard, &holder, error);
            return result;
        }
        if (options->waiting != NULL)
            options->waiting(options->data, &holder, left);
        clock_sleep(clock, left < GUARD_POLL_MS ? left : GUARD_POLL_MS);
    }
}

/* --- what is there ------------------------------------------------------- */

bool guard_this_boot(const struct journal *journal)
{
    char now[sizeof journal->boot_id];

    system_boot_id(now, sizeof now);
    return strcmp(now, journal->boot_id) == 0;
}

enum guard_state guard_state_of(const struct journal *journal, int64_t *left_ms)
{
    int64_t left = journal->confirm_until_ms - system_boot_ms();

    *left_ms = 0;
    if (journal->state == JOURNAL_PUTTING_BACK)
        return GUARD_NOT_PUT_BACK;
    if (journal->state != JOURNAL_CONFIRM || !guard_this_boot(journal) ||
        left < -WATCHER_GRACE_MS)
        return GUARD_CUT_OFF;
    *left_ms = left > 0 ? left : 0;
    return GUARD_CONFIRM;
}

/* What is damaged is put aside by the first who sees it and finds nobody saving. */
static void guard_take_aside(struct store *store, struct guard_pending *pending)
{
    struct journal journal;

    if (store_lock(store, "", "", NULL, NULL) == STORE_LOCKED)
        (void)store_read(store, &journal, &pending->error);
    store_unlock(store);
}

/* A window whose watcher was killed is not put back by anybody. */
static enum guard_state guard_window_state(struct store *store, struct guard_pending *pending)
{
    enum guard_state state = guard_state_of(&pending->journal, &pending->left_ms);

    return state == GUARD_CONFIRM && !store_watched(store) ? GUARD_CUT_OFF : state;
}

static void guard_look_into(struct store *store, struct guard_pending *pending)
{
    bool held = store_held(store, &pending->holder);
    enum store_read read = store_read(store, &pending->journal, &pending->error);

    if (held) {
        pending->state = GUARD_SAVING;
    } else if (read == STORE_NOTHING) {
        pending->result = store_read_result(store);
    } else if (read == STORE_JOURNAL) {
        pending->state = guard_window_state(store, pending);
    } else if (read == STORE_DAMAGED) {
        pending->state = GUARD_DAMAGED;
        guard_take_aside(store, pending);
    } else {
        pending->state = GUARD_UNREADABLE;
    }
}

void guard_look(struct guard *guard, struct guard_pending *pending)
{
    struct store *store;

    memset(pending, 0, sizeof *pending);
    if (!guard_keeps(guard))
        return;
    if (guard_open_store(guard, false, &store, &pending->error) != 0) {
        pending->state = GUARD_UNREADABLE;
        return;
    }
    guard_share(guard, store);
    guard_look_into(store, pending);
    store_close(store);
}

const char *guard_text(const struct guard_pending *pending, char *text, size_t size)
{
    char who[100];

    text[0] = '\0';
    switch (pending->state) {
    case GUARD_NOTHING:
        break;
    case GUARD_SAVING:
        snprintf(text, size, _("%s is saving to this BMC; wait until it has finished."),
                 guard_holder(&pending->holder, who, sizeof who));
        break;
    case GUARD_CONFIRM:
        snprintf(text, size,
                 _("A save is waiting for confirmation: it will be undone in %d s unless you run "
                   "bmctui confirm."),
                 (int)((pending->left_ms + 999) / 1000));
        break;
    case GUARD_CUT_OFF:
        if (pending->left_ms > 0)
            snprintf(text, size, "%s",
                     _("A save is waiting for confirmation, but the process that would undo it is "
                       "gone: run bmctui confirm to keep it or bmctui recover --undo to undo it."));
        else
            snprintf(text, size, "%s",
                     _("A save was interrupted, and the BMC may hold only part of it: run bmctui "
                       "recover to see what, and to undo, finish or forget it."));
        break;
    case GUARD_NOT_PUT_BACK:
        if (resolve_only_lock(&pending->journal))
            snprintf(text, size, "%s",
                     _("A save could not release the lock on the BMC's settings: run bmctui "
                       "recover --undo to release it."));
        else
            snprintf(text, size, "%s",
                     _("A save could not be fully undone, and the BMC may still hold part of it: "
                       "run bmctui recover to see what, and to undo, finish or forget it."));
        break;
    case GUARD_DAMAGED:
    case GUARD_UNREADABLE:
        snprintf(text, size, _("%s."), pending->error.sentence);
        break;
    }
    return text;
}

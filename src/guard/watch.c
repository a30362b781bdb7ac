/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watcher: a process of its own session that waits for the saver to let go of the state
 * folder's lock, by ending well, badly, or with kill -9. It then looks at the journal: gone, it
 * ends; a confirmation is awaited, it sleeps until that time or until the bell rings; anything
 * else, or SIGTERM, it puts back what was there before.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "guard/guard_own.h"
#include "guard/launch.h"
#include "guard/recover.h"

#define NAP_MS 60000 /* the clock of pselect() stands still while the machine sleeps */
#define BMC_PATIENCE_MS 180000
#define VERIFY_MS 30000
#define LOCK_WAIT_MS 10000
#define NUMBER 24

/* What stands where in argv, behind GUARD_WATCH_WORD. No secrets: only in-band has a window. */
enum argument {
    ARGUMENT_FOLDER, ARGUMENT_KEY, ARGUMENT_STARTED, ARGUMENT_PID, /* the journal */
    ARGUMENT_NAME, ARGUMENT_DRIVER, ARGUMENT_DEVICE, ARGUMENT_ADDRESS, ARGUMENT_SPACING,
    ARGUMENT_WORKAROUND, /* the target */
    ARGUMENT_VERIFY_MS,
    ARGUMENTS
};

/* --- starting it --------------------------------------------------------- */

struct command_line {
    char numbers[ARGUMENTS][NUMBER];
    char *argv[ARGUMENTS + 3];
};

static void watch_put_number(struct command_line *line, enum argument which, long long number)
{
    snprintf(line->numbers[which], NUMBER, "%lld", number);
    line->argv[which + 2] = line->numbers[which];
}

/* execv() takes them without const, and changes none. */
static void watch_put_text(struct command_line *line, enum argument which, const char *text)
{
    line->argv[which + 2] = text != NULL ? (char *)(uintptr_t)text : line->numbers[which];
}

static void watch_make_line(struct command_line *line, const struct guard *guard, const char *key)
{
    static char program[] = "bmctui", word[] = GUARD_WATCH_WORD;
    const struct bmc_target *target = guard->target;

    memset(line, 0, sizeof *line);
    line->argv[0] = program;
    line->argv[1] = word;
    watch_put_text(line, ARGUMENT_FOLDER, store_path(guard->store));
    watch_put_text(line, ARGUMENT_KEY, key);
    watch_put_number(line, ARGUMENT_STARTED, guard->journal.started);
    watch_put_number(line, ARGUMENT_PID, guard->journal.pid);
    watch_put_text(line, ARGUMENT_NAME, target->name);
    watch_put_text(line, ARGUMENT_DRIVER, guard->journal.driver);
    watch_put_text(line, ARGUMENT_DEVICE, target->device);
    watch_put_number(line, ARGUMENT_ADDRESS, target->address);
    watch_put_number(line, ARGUMENT_SPACING, target->register_spacing);
    watch_put_number(line, ARGUMENT_WORKAROUND, target->workaround_flags);
    watch_put_number(line, ARGUMENT_VERIFY_MS, guard->verify_ms > 0 ? guard->verify_ms : VERIFY_MS);
}

int guard_start_watcher(const struct guard *guard, struct bmc_error *error)
{
    struct command_line line;
    char key[STORE_KEY];

    store_key(guard->target, key);
    watch_make_line(&line, guard, key);
    if (launch_watcher(line.argv, store_shared(guard->store)))
        return 0;
    return error_set(
        error, ERROR_SYSTEM, "%s",
        _("the process that would undo the save could not be started; nothing has been written"));
}

/* --- being it ------------------------------------------------------------ */

struct watcher {
    char **arguments;
    struct bmc_target target;
    struct store *store;
    int bell;
    struct audit audit;
};

/* SIGTERM: the machine goes down, or a service with all its processes. Nobody else would put the
 * save back then, or only after the next boot. A handler has no argument of its own. */
static volatile sig_atomic_t told_to_end;

static void watch_on_term(int number)
{
    (void)number;
    told_to_end = 1;
}

static void watch_wait_for_end(void)
{
    const struct sigaction end = {.sa_handler = watch_on_term};
    sigset_t only;

    sigemptyset(&only);
    sigaddset(&only, SIGTERM);
    sigprocmask(SIG_BLOCK, &only, NULL);
    sigaction(SIGTERM, &end, NULL);
}

static unsigned watch_number_of(const struct watcher *watcher, enum argument which)
{
    return (unsigned)strtoul(watcher->arguments[which], NULL, 10);
}

static const char *watch_text_of(const struct watcher *watcher, enum argument which)
{
    return watcher->arguments[which][0] != '\0' ? watcher->arguments[which] : NULL;
}

static bool watch_take_arguments(struct watcher *watcher)
{
    struct bmc_target *target = &watcher->target;

    target->name = watch_text_of(watcher, ARGUMENT_NAME);
    target->device = watch_text_of(watcher, ARGUMENT_DEVICE);
    target->address = watch_number_of(watcher, ARGUMENT_ADDRESS);
    target->register_spacing = watch_number_of(watcher, ARGUMENT_SPACING);
    target->workaround_flags = watch_number_of(watcher, ARGUMENT_WORKAROUND);
    target->cipher_suite = -1;
    return bmc_driver_parse(watcher->arguments[ARGUMENT_DRIVER], &target->driver);
}

static bool watch_mine(const struct watcher *watcher, const struct journal *journal)
{
    return journal->confirm && journal->started == strtoll(watcher->arguments[ARGUMENT_STARTED],
                                                           NULL, 10) &&
           journal->pid == strtol(watcher->arguments[ARGUMENT_PID], NULL, 10);
}

/* SIGTERM comes through only here, so that it cannot be missed, nor disturb putting back. */
static void watch_sleep_until(const struct watcher *watcher, int64_t until)
{
    int64_t left = until - system_boot_ms();
    struct timespec nap;
    char bytes[64];
    sigset_t none;
    fd_set bell;

    left = left < 0 ? 0 : left < NAP_MS ? left : NAP_MS;
    nap = (struct timespec){left / 1000, left % 1000 * 1000000};
    sigemptyset(&none);
    FD_ZERO(&bell);
    FD_SET(watcher->bell, &bell);
    if (pselect(watcher->bell + 1, &bell, NULL, NULL, &nap, &none) > 0)
        (void)!read(watcher->bell, bytes, sizeof bytes);
}

/* What recover looks at before it acts alone. NULL: it may be put back. A BMC that cannot be read
 * is tried; a save that was cut off has had no time to be repaired by anybody. */
static const char *watch_why_left_alone(const struct journal *journal, struct bmc *bmc)
{
    struct recover_view view;

    recover_make(&view, journal);
    if (recover_read(&view, bmc, NULL) != 0)
        return NULL;
    if (!view.same_bmc && value_known(&journal->plan.mac))
        return "a different BMC from the one that was saved to";
    return journal->state == JOURNAL_CONFIRM && view.same_bmc && !view.untouched
               ? "changed since"
               : NULL;
}

static enum store_result watch_put_back(struct watcher *watcher, struct journal *journal)
{
    const struct save_settings settings = {
        .lock_wait_ms = LOCK_WAIT_MS, .verify_ms = watch_number_of(watcher, ARGUMENT_VERIFY_MS)};
    const struct clock *clock = clock_monotonic();
    struct bmc *bmc = bmc_create(&watcher->target, clock);
    const struct save_context context = {bmc, clock, &settings, NULL};
    struct save_state state = {.plan = journal->plan, .status = SAVE_MIXED};
    char remark[RESOLVE_REMARK];

    if (resolve_open(bmc, clock, BMC_PATIENCE_MS, &state.error) == 0) {
        const char *why = watch_why_left_alone(journal, bmc);

        if (why != NULL)
            audit_note(&watcher->audit, &watcher->target, "watcher", "left alone: %s", why);
        else
            resolve_put_back(watcher->store, journal, &context, &state, remark);
    }
    bmc_destroy(bmc);
    return resolve_result(&state);
}

static void watch_end_window(struct watcher *watcher, struct journal *journal)
{
    const char *why = journal->state != JOURNAL_CONFIRM ? "the save was interrupted"
                      : told_to_end                     ? "not confirmed before the end"
                                                        : "not confirmed in time";
    enum store_result result = watch_put_back(watcher, journal);

    store_write_result(watcher->store, result);
    audit_note(&watcher->audit, &watcher->target, "watcher", "%s: %s", why,
               result == STORE_RESULT_PUT_BACK ? "put back" : "PUTTING BACK FAILED");
}

static int watch_journal(struct watcher *watcher)
{
    for (;;) {
        struct journal journal;
        int64_t left;

        if (store_lock_wait(watcher->store, NULL) != 0)
            return 1;
        if (store_read(watcher->store, &journal, NULL) != STORE_JOURNAL ||
            !watch_mine(watcher, &journal))
            return 0;
        if (guard_state_of(&journal, &left) != GUARD_CONFIRM || left <= 0 || told_to_end) {
            watch_end_window(watcher, &journal);
            return 0;
        }
        store_unlock(watcher->store);
        watch_sleep_until(watcher, journal.confirm_until_ms);
    }
}

static bool watch_begin(struct watcher *watcher)
{
    if (!watch_take_arguments(watcher) || chdir("/") < 0)
        return false;
    umask(077);
    /* It has no terminal that could hang up; whoever hangs one up does not mean it. */
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    watch_wait_for_end();
    /* The saver's own: a descriptor of the BMC's device, files of a shell. */
    system_close_from(LAUNCH_NODE_FD + 1);
    if (store_open(&watcher->store, watcher->arguments[ARGUMENT_FOLDER],
                   watcher->arguments[ARGUMENT_KEY], false, NULL) != 0)
        return false;
    watcher->bell = store_open_bell(watcher->store);
    if (watcher->bell < 0)
        return false;
    return write(LAUNCH_READY_FD, "", 1) == 1 && close(LAUNCH_READY_FD) == 0;
}

int guard_watch(int argc, char **argv)
{
    struct watcher watcher = {.bell = -1};
    int result = 1;

    if (argc != ARGUMENTS + 2)
        return 2;
    watcher.arguments = argv + 2;
    if (watch_begin(&watcher))
        result = watch_journal(&watcher);
    store_close(watcher.store);
    return result;
}

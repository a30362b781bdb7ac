/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watcher of guests: a process of its own session, one for a BMC, that sleeps until somebody's
 * time is over and then has bmctui end him. It survives hang-up, and who started it. It only reads
 * files: a request to the BMC is left to the program that it calls, "bmctui guest --unattended",
 * which knows how to log in and what is right. It ends when no guest is left; a machine that goes
 * down takes it along, and the services at the next boot look instead.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "guard/guest_own.h"
#include "guard/launch.h"

#define NAP_MS 60000 /* the wall clock may be set meanwhile */
#define FIRST_MS 1000
#define AGAIN_MS 300000 /* a BMC that does not let him be ended is tried so often, at last */
#define NUMBER 24

/* What stands where in argv, behind GUEST_WATCH_WORD. No secrets: over LAN they are in files. */
enum argument {
    ARGUMENT_FOLDER, ARGUMENT_KEY, ARGUMENT_CONFIG, ARGUMENT_NAME, /* "" none */
    ARGUMENT_DRIVER, ARGUMENT_DEVICE, ARGUMENT_ADDRESS, ARGUMENT_SPACING, ARGUMENT_HOST,
    ARGUMENTS
};

/* --- starting it ---------------------------------------------------------------------------- */

static char watch_config[STORE_PATH];

void guest_watch_with(const char *config_file)
{
    char *path = config_file != NULL ? realpath(config_file, NULL) : NULL;

    snprintf(watch_config, sizeof watch_config, "%s", path != NULL ? path : "");
    free(path);
}

struct watch_line {
    char folder[STORE_PATH], key[STORE_KEY];
    char numbers[2][NUMBER];
    char *argv[ARGUMENTS + 3];
};

/* execv() takes them without const, and changes none. */
static void watch_put(struct watch_line *line, enum argument which, const char *text)
{
    line->argv[which + 2] = (char *)(uintptr_t)(text != NULL ? text : "");
}

static int watch_make_line(struct watch_line *line, const struct guard *guard,
                           struct bmc_error *error)
{
    static char program[] = "bmctui", word[] = GUEST_WATCH_WORD;
    const struct bmc_target *target = guard->target;

    memset(line, 0, sizeof *line);
    if (store_directory(guard->setting, line->folder, error) != 0)
        return -1;
    store_key(target, line->key);
    snprintf(line->numbers[0], NUMBER, "%u", target->address);
    snprintf(line->numbers[1], NUMBER, "%u", target->register_spacing);
    line->argv[0] = program;
    line->argv[1] = word;
    watch_put(line, ARGUMENT_FOLDER, line->folder);
    watch_put(line, ARGUMENT_KEY, line->key);
    watch_put(line, ARGUMENT_CONFIG, watch_config);
    watch_put(line, ARGUMENT_NAME, target->name);
    watch_put(line, ARGUMENT_DRIVER, bmc_driver_name(target->driver));
    watch_put(line, ARGUMENT_DEVICE, target->device);
    watch_put(line, ARGUMENT_ADDRESS, line->numbers[0]);
    watch_put(line, ARGUMENT_SPACING, line->numbers[1]);
    watch_put(line, ARGUMENT_HOST, target->hostname);
    return 0;
}

int guest_watch_start(const struct guard *guard, struct bmc_error *error)
{
    struct watch_line line;

    if (!guard_keeps(guard) || guard->target->driver == BMC_DRIVER_DEMO)
        return 0;
    if (guest_watched(guard)) {
        guest_ring(guard);
        return 0;
    }
    if (watch_make_line(&line, guard, error) != 0)
        return -1;
    if (launch_watcher(line.argv, -1))
        return 0;
    return error_set(error, ERROR_SYSTEM, "%s",
                     _("the process that ends the guest in time could not be started"));
}

/* --- being it ------------------------------------------------------------------------------- */

struct guest_watcher {
    char **arguments;
    struct bmc_target target;
    struct guard *guard;
    struct store *watch; /* its lock is ours */
    int bell;            /* rings when records have changed; -1: none */
    long long pause_ms;  /* until it is tried again, after one that failed */
};

static const char *watcher_text(const struct guest_watcher *watcher, enum argument which)
{
    return watcher->arguments[which][0] != '\0' ? watcher->arguments[which] : NULL;
}

/* Only to find the records: the program that is called reads the rest from the config file. */
static bool watcher_make(struct guest_watcher *watcher)
{
    struct bmc_target *target = &watcher->target;

    target->name = watcher_text(watcher, ARGUMENT_NAME);
    target->device = watcher_text(watcher, ARGUMENT_DEVICE);
    target->hostname = watcher_text(watcher, ARGUMENT_HOST);
    if (!bmc_driver_parse(watcher->arguments[ARGUMENT_DRIVER], &target->driver))
        return false;
    watcher->guard = guard_create(target, watcher->arguments[ARGUMENT_FOLDER], NULL);
    return true;
}

/* bmctui [--config-file=FILE] -t NAME | -D DRIVER ... guest --unattended */
static void watcher_exec(const struct guest_watcher *watcher)
{
    static char program[] = "bmctui", word[] = "guest", alone[] = "--unattended", quiet[] = "-q";
    static const char *const names[] = {"--config-file", "--target", "--driver-type",
                                        "--driver-device", "--driver-address",
                                        "--register-spacing"};
    char text[6][STORE_PATH + 32], *argv[11] = {program};
    bool named = watcher_text(watcher, ARGUMENT_NAME) != NULL;
    int count = 1;

    for (int i = 0; i < 6; i++) {
        const char *value = watcher->arguments[ARGUMENT_CONFIG + i];

        if (value[0] == '\0' || strcmp(value, "0") == 0 || (named && i > 1))
            continue;
        snprintf(text[i], sizeof text[i], "%s=%s", names[i], value);
        argv[count++] = text[i];
    }
    argv[count++] = quiet;
    argv[count++] = word;
    argv[count++] = alone;
    system_exec_self(argv);
    _exit(127);
}

/* 0: whoever was past his end has been ended. */
static int watcher_end(const struct guest_watcher *watcher)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        signal(SIGHUP, SIG_DFL);
        signal(SIGINT, SIG_DFL);
        signal(SIGPIPE, SIG_DFL);
        watcher_exec(watcher);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool watcher_has(const struct guests *guests)
{
    for (size_t i = 0; i < guests->count; i++)
        if (!guests->of[i].damaged && guests->of[i].record.state != GUEST_LEFT)
            return true;
    return guests->unreadable;
}

/* What the clocks have shown is kept, for the case that one is set back. */
static void watcher_note(const struct guest_watcher *watcher, const struct guests *guests)
{
    struct guest_time now;
    struct store *store;

    guest_time_now(&now);
    for (size_t i = 0; i < guests->count; i++) {
        struct guest_record record = guests->of[i].record;

        if (guests->of[i].damaged || record.state != GUEST_OPEN ||
            guests->of[i].due != GUEST_NOT_DUE || !guest_record_note(&record, &now) ||
            guard_open_store(watcher->guard, false, &store, NULL) != 0)
            continue;
        if (store_lock(store, "", "", NULL, NULL) == STORE_LOCKED &&
            guest_read_file(watcher->guard, record.slot, &record, NULL) == GUEST_READ &&
            guest_record_due(&record, &now) == GUEST_NOT_DUE && guest_record_note(&record, &now))
            (void)guest_write_file(watcher->guard, &record, NULL);
        store_close(store);
    }
}

/* Or until somebody rings. */
static void watcher_sleep(const struct guest_watcher *watcher, long long nap)
{
    struct pollfd bell = {.fd = watcher->bell, .events = POLLIN};
    char bytes[64];

    if (poll(&bell, 1, (int)nap) > 0)
        (void)!read(watcher->bell, bytes, sizeof bytes);
}

/* Milliseconds until the next of them ends, NAP_MS at most; who is being let in or ended now may be
 * cut off any time. */
static long long watcher_nap(const struct guests *guests)
{
    long long nap = watcher_has(guests) ? NAP_MS : FIRST_MS;

    for (size_t i = 0; i < guests->count; i++) {
        const struct guest *guest = &guests->of[i];

        if (guest->damaged || guest->record.state == GUEST_LEFT)
            continue;
        if (guest->record.state != GUEST_OPEN)
            nap = FIRST_MS;
        else if (guest->left_s * 1000 < nap)
            nap = guest->left_s * 1000;
    }
    return nap > FIRST_MS ? nap : FIRST_MS;
}

/* Nobody lets anybody in while we hold the state folder's lock: then it is certain that nobody is
 * left, and that whoever comes next starts a watcher of his own. */
static bool watcher_may_go(struct guest_watcher *watcher, struct guests *guests)
{
    struct store *store;
    bool gone = false;

    if (access(watcher->arguments[ARGUMENT_FOLDER], F_OK) < 0 && errno == ENOENT)
        return true; /* somebody has removed all of it */
    if (guard_open_store(watcher->guard, false, &store, NULL) != 0)
        return false;
    if (store_lock(store, "", "", NULL, NULL) == STORE_LOCKED) {
        guest_look(watcher->guard, guests);
        gone = !watcher_has(guests);
        if (gone)
            store_remove_bell(watcher->watch);
        if (gone)
            store_unlock(watcher->watch);
    }
    store_close(store);
    return gone;
}

static void watcher_run(struct guest_watcher *watcher)
{
    struct guests *guests = xcalloc(1, sizeof *guests);

    for (;;) {
        long long nap;

        guest_look(watcher->guard, guests);
        if (!watcher_has(guests) && watcher_may_go(watcher, guests))
            break;
        watcher_note(watcher, guests);
        if (guests->due == 0 || watcher_end(watcher) == 0)
            watcher->pause_ms = FIRST_MS;
        else
            watcher->pause_ms = watcher->pause_ms * 2 < AGAIN_MS ? watcher->pause_ms * 2 : AGAIN_MS;
        nap = guests->due > 0 ? watcher->pause_ms : watcher_nap(guests);
        watcher_sleep(watcher, nap);
    }
    free(guests);
}

static bool watcher_begin(struct guest_watcher *watcher)
{
    if (!watcher_make(watcher) || chdir("/") < 0)
        return false;
    umask(077);
    /* It has no terminal that could hang up; whoever hangs one up does not mean it. */
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    system_close_from(LAUNCH_READY_FD + 1);
    if (guest_open_watch(watcher->arguments[ARGUMENT_FOLDER], watcher->arguments[ARGUMENT_KEY],
                         true, &watcher->watch, NULL) != 0 ||
        store_lock(watcher->watch, "", "", NULL, NULL) == STORE_LOCK_FAILED)
        return false;
    return write(LAUNCH_READY_FD, "", 1) == 1 && close(LAUNCH_READY_FD) == 0;
}

int guest_watch(int argc, char **argv)
{
    struct guest_watcher watcher = {.pause_ms = FIRST_MS, .bell = -1};
    int result = 1;

    if (argc != ARGUMENTS + 2)
        return 2;
    watcher.arguments = argv + 2;
    if (watcher_begin(&watcher)) {
        result = 0;
        /* Another one was faster. */
        if (store_lock(watcher.watch, "", "", NULL, NULL) == STORE_LOCKED) {
            watcher.bell = store_open_bell(watcher.watch);
            watcher_run(&watcher);
        }
    }
    store_close(watcher.watch);
    guard_destroy(watcher.guard);
    return result;
}

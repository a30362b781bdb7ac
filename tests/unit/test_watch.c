/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watcher, as a process of its own over a demo BMC of its own: what ends its sleep, and what it
 * does to the BMC then.
 */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/system.h"
#include "guard/guard.h"
#include "unit/folder.h"
#include "unit/rig.h"

#define READY_FD 3
#define HANGS_S 30

/* A save of the demo BMC as it is at first, which awaits its confirmation. */
static void window(const char *folder, int64_t left_ms, uint32_t old_address)
{
    struct journal journal;
    struct plan plan;
    struct store *store;
    struct rig rig;

    rig_open(&rig, 1, NULL);
    rig_edit(&rig, "address=192.168.100.101");
    rig_plan(&rig, 0, &plan);
    journal_begin(&journal, &plan, &rig.page);
    if (old_address != 0)
        plan_item(&journal.plan, LAN_ADDRESS)->old.number = old_address;
    journal.device_known = bmc_get_device(rig.bmc, &journal.device, NULL) == 0;
    journal.state = JOURNAL_CONFIRM;
    journal.confirm = true;
    journal.started = 1;
    journal.pid = 2;
    snprintf(journal.driver, sizeof journal.driver, "demo");
    system_boot_id(journal.boot_id, sizeof journal.boot_id);
    journal.confirm_until_ms = system_boot_ms() + left_ms;
    assert_int_equal(store_open(&store, folder, "demo", true, NULL), 0);
    assert_int_equal(store_write(store, &journal, NULL), 0);
    store_close(store);
    rig_close(&rig);
}

static void be_watcher(const char *folder, int ready)
{
    static char program[] = "bmctui", word[] = GUARD_WATCH_WORD, key[] = "demo", one[] = "1",
                two[] = "2", none[] = "", zero[] = "0", verify[] = "1000";
    char where[200];
    char *argv[] = {program, word, where, key, one, two, none, key, none, zero, zero, zero, verify};

    snprintf(where, sizeof where, "%s", folder);
    if (ready != READY_FD)
        dup2(ready, READY_FD);
    _exit(guard_watch(sizeof argv / sizeof *argv, argv));
}

/* Returns when it says that it runs. */
static pid_t start_watcher(const char *folder)
{
    int ends[2];
    char byte;
    pid_t pid;

    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_watcher(folder, ends[1]);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    return pid;
}

static enum store_result ended(const char *folder, pid_t pid)
{
    enum store_result result;
    struct store *store;
    int status;

    alarm(HANGS_S);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    alarm(0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(store_open(&store, folder, "demo", false, NULL), 0);
    result = store_read_result(store);
    store_close(store);
    return result;
}

static enum store_read left_of(const char *folder, const char *key)
{
    struct store *store;
    struct journal journal;
    enum store_read read;

    assert_int_equal(store_open(&store, folder, key, false, NULL), 0);
    read = store_read(store, &journal, NULL);
    store_close(store);
    return read;
}

static enum store_read left(const char *folder)
{
    return left_of(folder, "demo");
}

/* The machine goes down: it is put back before, and not at the end of the window. */
static void told_to_end(void **folder)
{
    pid_t pid;

    window(*folder, 600000, 0);
    pid = start_watcher(*folder);
    assert_int_equal(kill(pid, SIGTERM), 0);
    assert_int_equal(ended(*folder, pid), STORE_RESULT_PUT_BACK);
    assert_int_equal(left(*folder), STORE_NOTHING);
}

static void window_over(void **folder)
{
    window(*folder, 200, 0);
    assert_int_equal(ended(*folder, start_watcher(*folder)), STORE_RESULT_PUT_BACK);
    assert_int_equal(left(*folder), STORE_NOTHING);
}

/* It is confirmed: the bell wakes it, and nothing is left to be done. */
static void confirmed(void **folder)
{
    const struct bmc_target target = {.driver = BMC_DRIVER_DEMO};
    struct guard *guard = guard_create(&target, *folder, NULL);
    struct bmc_error error;
    pid_t pid;

    guard_journal_demo(guard);
    window(*folder, 600000, 0);
    pid = start_watcher(*folder);
    assert_int_equal(guard_keep(guard, clock_monotonic(), 1000, &error), GUARD_KEPT);
    assert_int_equal(ended(*folder, pid), STORE_RESULT_NONE);
    assert_int_equal(left(*folder), STORE_NOTHING);
    guard_destroy(guard);
}

/* Somebody has changed since what was saved: that is not undone. */
static void changed_since(void **folder)
{
    window(*folder, 200, 0xc0a86409);
    assert_int_equal(ended(*folder, start_watcher(*folder)), STORE_RESULT_FAILED);
    assert_int_equal(left(*folder), STORE_JOURNAL);
}

/* Hung up on, or interrupted from a keyboard, it goes on. */
static void not_meant(void **folder)
{
    pid_t pid;

    window(*folder, 1500, 0);
    pid = start_watcher(*folder);
    kill(pid, SIGHUP);
    kill(pid, SIGINT);
    kill(pid, SIGPIPE);
    assert_int_equal(ended(*folder, pid), STORE_RESULT_PUT_BACK);
}

/* --- from the save on ------------------------------------------------------- */

/* The demo BMC stands behind a node that is only a file: for the demo itself there is no window. */
struct saved {
    struct rig rig;
    struct guard *guard;
    struct plan plan;
    struct bmc_target target;
    char node[200], key[STORE_KEY];
};

/* A save with a window, whose watcher runs; its BMC is a demo BMC of its own. */
static void begin_with_window(struct saved *saved, const char *folder)
{
    const struct guard_options options = {.confirm_s = GUARD_CONFIRM_LEAST_S, .verify_ms = 1000};
    struct rig *rig = &saved->rig;
    struct bmc_error error = {0};

    memset(saved, 0, sizeof *saved);
    rig_open(rig, 1, NULL);
    rig_edit(rig, "address=192.168.100.101");
    rig_plan(rig, 0, &saved->plan);
    snprintf(saved->node, sizeof saved->node, "%s/node", folder);
    folder_write(folder, "node", "", 0);
    saved->target = (struct bmc_target){.driver = BMC_DRIVER_OPENIPMI, .device = saved->node};
    store_key(&saved->target, saved->key);
    saved->guard = guard_create(&saved->target, folder, NULL);
    if (guard_begin(saved->guard, RIG_CONTEXT(rig, NULL, NULL), &options, &saved->plan, &rig->page,
                    &error) != GUARD_READY)
        fail_msg("%s", error.sentence);
}

static void save_with_window(struct saved *saved, const char *folder)
{
    const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct rig *rig = &saved->rig;

    begin_with_window(saved, folder);
    assert_int_equal(guard_save(saved->guard, RIG_CONTEXT(rig, &settings, NULL), &rig->state),
                     SAVE_KEPT);
}

static void saved_release(struct saved *saved)
{
    guard_destroy(saved->guard);
    rig_close(&saved->rig);
}

/* Its bell, from the other side: the watcher is nobody's child that could be waited for. */
static int hear(const char *folder, const char *key)
{
    char path[400];
    int bell;

    snprintf(path, sizeof path, "%s/%s.watch", folder, key);
    bell = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(bell >= 0);
    return bell;
}

static void wait_until_gone(int bell)
{
    struct pollfd reader = {.fd = bell};

    assert_int_equal(poll(&reader, 1, HANGS_S * 1000), 1);
    assert_true((reader.revents & POLLERR) != 0);
    close(bell);
}

/* Whether another user, with a state folder of his own, would be kept out. */
static bool node_is_held(const char *folder, const char *node)
{
    char other[200];
    struct store_holder holder;
    struct store *store;
    bool held;

    snprintf(other, sizeof other, "%s/other", folder);
    assert_int_equal(store_open(&store, other, "local", true, NULL), 0);
    store_share(store, node);
    held = store_held(store, &holder);
    store_close(store);
    return held;
}

static void started_and_kept(void **folder)
{
    struct guard_pending pending;
    struct bmc_error error;
    struct saved saved;
    int bell;

    save_with_window(&saved, *folder);
    bell = hear(*folder, saved.key);
    alarm(HANGS_S); /* the watcher inherits the lock of the save, until it closes it */
    do
        guard_look(saved.guard, &pending);
    while (pending.state == GUARD_SAVING);
    alarm(0);
    assert_int_equal(pending.state, GUARD_CONFIRM);
    assert_true(guard_confirm_left_ms(saved.guard) > 0);
    assert_true(node_is_held(*folder, saved.node));
    assert_int_equal(guard_keep(saved.guard, clock_monotonic(), 10000, &error), GUARD_KEPT);
    assert_int_equal(guard_confirm_left_ms(saved.guard), -1);
    wait_until_gone(bell);
    alarm(HANGS_S); /* what it held goes with it, in whatever order */
    while (node_is_held(*folder, saved.node))
        continue;
    alarm(0);
    assert_int_equal(left_of(*folder, saved.key), STORE_NOTHING);
    saved_release(&saved);
}

/* As long as it cannot be confirmed the window goes on. */
static void kept_in_vain(void **folder)
{
    struct bmc_error error;
    struct saved saved;
    struct store *store;
    int bell;

    save_with_window(&saved, *folder);
    bell = hear(*folder, saved.key);
    assert_int_equal(store_open(&store, *folder, saved.key, false, NULL), 0);
    assert_int_equal(store_lock_wait(store, NULL), 0);
    assert_int_equal(guard_keep(saved.guard, clock_monotonic(), 0, &error), GUARD_FAILED);
    assert_true(guard_confirm_left_ms(saved.guard) > 0);
    store_close(store);
    assert_int_equal(guard_keep(saved.guard, clock_monotonic(), 10000, &error), GUARD_KEPT);
    wait_until_gone(bell);
    saved_release(&saved);
}

static void begin_and_hang(const char *folder, int begun)
{
    struct saved saved;

    begin_with_window(&saved, folder);
    (void)!write(begun, "", 1);
    pause();
    _exit(0);
}

/* The saver's end is what wakes it: cut off before there was a window it puts back at once. */
static void started_and_cut_off(void **folder)
{
    char node[200], key[STORE_KEY], byte;
    const struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI, .device = node};
    int ends[2], bell, status;
    pid_t pid;

    snprintf(node, sizeof node, "%s/node", (char *)*folder);
    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0)
        begin_and_hang(*folder, ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    store_key(&target, key);
    bell = hear(*folder, key);
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    wait_until_gone(bell);
    assert_int_equal(left_of(*folder, key), STORE_NOTHING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

/* A watcher is this program again. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(told_to_end), TEST(window_over), TEST(confirmed), TEST(changed_since), TEST(not_meant),
        TEST(started_and_kept), TEST(kept_in_vain), TEST(started_and_cut_off),
    };

    if (argc > 1)
        return guard_watch(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

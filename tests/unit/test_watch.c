/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watcher, as a process of its own over a demo BMC of its own: what ends its sleep, and what it
 * does to the BMC then.
 */
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

#include "guard/boot.h"
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
        journal.plan.old.address = old_address;
    journal.device_known = bmc_get_device(rig.bmc, &journal.device, NULL) == 0;
    journal.state = JOURNAL_CONFIRM;
    journal.confirm = true;
    journal.started = 1;
    journal.pid = 2;
    snprintf(journal.driver, sizeof journal.driver, "demo");
    boot_id(journal.boot_id, sizeof journal.boot_id);
    journal.confirm_until_ms = boot_now_ms() + left_ms;
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

static enum store_read left(const char *folder)
{
    struct store *store;
    struct journal journal;
    enum store_read read;

    assert_int_equal(store_open(&store, folder, "demo", false, NULL), 0);
    read = store_read(store, &journal, NULL);
    store_close(store);
    return read;
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(told_to_end), TEST(window_over), TEST(confirmed), TEST(changed_since), TEST(not_meant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

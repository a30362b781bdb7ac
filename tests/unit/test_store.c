/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state folder: what is on disk when a call returns, and what is said when it cannot be.
 */
/* _GNU_SOURCE: unshare(), for a full and a read-only file system of the test's own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "guard/store.h"
#include "unit/folder.h"

#define NOBODY 65534
#define SKIPPED 77

static struct journal a_journal(long pid)
{
    struct journal journal;

    memset(&journal, 0, sizeof journal);
    journal.plan.channel = 1;
    journal.pid = pid;
    return journal;
}

static struct store *must_open(const char *folder)
{
    struct store *store;
    struct bmc_error error = {0};

    if (store_open(&store, folder, "local", true, &error) != 0)
        fail_msg("%s", error.sentence);
    return store;
}

static void must_lock(struct store *store)
{
    assert_int_equal(store_lock(store, "pts/7", "alice", NULL, NULL), STORE_LOCKED);
}

static unsigned mode_of(const char *folder, const char *name)
{
    char path[200];
    struct stat status;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return stat(path, &status) == 0 ? status.st_mode & 0777 : 0;
}

/* --- a journal ------------------------------------------------------------ */

static void written_read_removed(void **state)
{
    char folder[100];
    struct store *store;
    struct journal journal = a_journal(42), read;
    struct bmc_error error;

    (void)state;
    snprintf(folder, sizeof folder, "%s/deep/er/bmctui", (char *)*state);
    store = must_open(folder);
    assert_int_equal(mode_of(folder, "."), 0700);
    assert_int_equal(store_read(store, &read, &error), STORE_NOTHING);
    must_lock(store);
    assert_int_equal(store_write(store, &journal, &error), 0);
    assert_int_equal(mode_of(folder, "local.journal"), 0600);
    assert_int_equal(mode_of(folder, "local.journal.new"), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_JOURNAL);
    assert_int_equal(read.pid, 42);
    journal.pid = 43;
    assert_int_equal(store_write(store, &journal, &error), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_JOURNAL);
    assert_int_equal(read.pid, 43);
    assert_int_equal(store_resolve(store, &journal, &error), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_NOTHING);
    assert_int_equal(store_resolve(store, &journal, &error), 0);
    store_close(store);
}

static void missing_folder_holds_nothing(void **state)
{
    char folder[100];
    struct store *store;
    struct store_holder holder;
    struct journal read;
    struct bmc_error error;

    snprintf(folder, sizeof folder, "%s/missing", (char *)*state);
    assert_int_equal(store_open(&store, folder, "local", false, &error), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_NOTHING);
    assert_int_equal(store_read_result(store), STORE_RESULT_NONE);
    assert_false(store_held(store, &holder));
    store_ring(store);
    store_close(store);
    assert_int_equal(mode_of(folder, "."), 0);
}

static void damaged_is_put_aside(void **state)
{
    static const char *const texts[] = {"", "bmctui journal 1\n", "bmctui journal 2\nsum 0\n",
                                        "rm -rf /\n"};
    const char *folder = *state;
    struct store *store = must_open(folder);
    struct journal read;
    struct bmc_error error;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char aside[40], held[64];

        folder_write(folder, "local.journal", texts[i], strlen(texts[i]));
        /* Whoever only looks leaves it where it is. */
        assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
        assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
        must_lock(store);
        assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
        assert_non_null(strstr(error.sentence, "moved aside"));
        assert_int_equal(store_read(store, &read, &error), STORE_NOTHING);
        store_unlock(store);
        snprintf(aside, sizeof aside, "local.damaged-%zu", i + 1);
        assert_int_equal(folder_read(folder, aside, held, sizeof held), strlen(texts[i]));
        assert_memory_equal(held, texts[i], strlen(texts[i]));
    }
    store_close(store);
}

static void foreign_files(void **state)
{
    const char *folder = *state;
    struct store *store = must_open(folder);
    struct journal read, journal = a_journal(1);
    struct bmc_error error;
    char path[200], other[200];

    must_lock(store);
    assert_int_equal(store_write(store, &journal, &error), 0);
    snprintf(path, sizeof path, "%s/local.journal", folder);
    snprintf(other, sizeof other, "%s/elsewhere", folder);
    assert_int_equal(rename(path, other), 0);
    assert_int_equal(symlink(other, path), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(store_read(store, &read, &error), STORE_DAMAGED);
    /* Nor does it write through a link that somebody has put there. */
    snprintf(path, sizeof path, "%s/local.journal.new", folder);
    folder_write(folder, "victim", "v", 1);
    snprintf(other, sizeof other, "%s/victim", folder);
    assert_int_equal(symlink(other, path), 0);
    assert_int_equal(store_write(store, &journal, &error), 0);
    assert_int_equal(folder_read(folder, "victim", other, sizeof other), 1);
    store_close(store);
}

static void folder_of_others(void **state)
{
    static const mode_t modes[] = {0777, 0770, 0720, 0702};
    char folder[100];
    struct store *store;
    struct bmc_error error = {0};

    snprintf(folder, sizeof folder, "%s/open", (char *)*state);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(chmod(folder, modes[i]), 0);
        assert_int_equal(store_open(&store, folder, "local", true, &error), -1);
        assert_non_null(strstr(error.sentence, "written by other users"));
    }
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(store_open(&store, folder, "local", true, &error), 0);
    store_close(store);
    folder_write(*state, "file", "", 0);
    snprintf(folder, sizeof folder, "%s/file/bmctui", (char *)*state);
    assert_int_equal(store_open(&store, folder, "local", true, &error), -1);
    assert_non_null(strstr(error.sentence, "cannot be created"));
}

/* --- no room, no right ---------------------------------------------------- */

/* The journal before stays whole, and nothing half is left. */
static int check_refused(struct store *store, const char *folder, const char *reason)
{
    struct journal journal = a_journal(2), read;
    struct bmc_error error = {0};

    if (store_write(store, &journal, &error) != -1)
        return 11;
    if (strstr(error.sentence, reason) == NULL)
        return 12;
    if (store_read(store, &read, &error) != STORE_JOURNAL || read.pid != 1)
        return 13;
    return mode_of(folder, "local.journal.new") != 0 ? 14 : 0;
}

static int run_child(int (*body)(const char *folder), const char *folder)
{
    pid_t pid = fork();
    int status = 0;

    if (pid == 0)
        _exit(body(folder));
    assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int too_large(const char *folder)
{
    const struct rlimit limit = {100, 100};
    struct store *store = must_open(folder);
    struct journal journal = a_journal(1);

    if (store_lock(store, "", "", NULL, NULL) != STORE_LOCKED ||
        store_write(store, &journal, NULL) != 0)
        return 10;
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return SKIPPED;
    return check_refused(store, folder, strerror(EFBIG));
}

static int own_file_system(const char *folder)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", folder, "tmpfs", 0, "size=32k,mode=0700") != 0)
        return SKIPPED;
    return 0;
}

static int full(const char *folder)
{
    struct journal journal = a_journal(1);
    struct store *store;
    int fd, result = own_file_system(folder);
    char path[200], block[4096] = {0};

    if (result != 0)
        return result;
    store = must_open(folder);
    if (store_lock(store, "", "", NULL, NULL) != STORE_LOCKED ||
        store_write(store, &journal, NULL) != 0)
        return 10;
    snprintf(path, sizeof path, "%s/filler", folder);
    fd = open(path, O_WRONLY | O_CREAT, 0600);
    while (write(fd, block, sizeof block) > 0)
        continue;
    result = check_refused(store, folder, strerror(ENOSPC));
    /* What was confirmed can still be removed. */
    if (result == 0 && store_resolve(store, &journal, NULL) != 0)
        result = 15;
    return result;
}

static int read_only(const char *folder)
{
    struct journal journal = a_journal(1);
    struct bmc_error error = {0};
    struct store *store;
    int result = own_file_system(folder);

    if (result != 0)
        return result;
    store = must_open(folder);
    if (store_lock(store, "", "", NULL, NULL) != STORE_LOCKED ||
        store_write(store, &journal, NULL) != 0)
        return 10;
    store_close(store);
    if (mount(NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
        return SKIPPED;
    store = must_open(folder);
    if (store_lock(store, "", "", NULL, &error) != STORE_LOCK_FAILED)
        return 16;
    if (strstr(error.sentence, strerror(EROFS)) == NULL)
        return 17;
    result = check_refused(store, folder, strerror(EROFS));
    if (result == 0 && (store_resolve(store, &journal, &error) != -1 ||
                        strstr(error.sentence, "cannot be removed") == NULL))
        result = 18;
    return result;
}

static int no_right(const char *folder)
{
    char path[200];
    struct store *store;
    struct bmc_error error = {0};

    snprintf(path, sizeof path, "%s/private", folder);
    if (mkdir(path, 0700) != 0 || setuid(NOBODY) != 0)
        return SKIPPED;
    if (store_open(&store, path, "local", true, &error) != -1)
        return 19;
    return strstr(error.sentence, strerror(EACCES)) == NULL ? 20 : 0;
}

static void check_child(int (*body)(const char *folder), void **state)
{
    int result = run_child(body, *state);

    if (result == SKIPPED)
        skip();
    assert_int_equal(result, 0);
}

static void no_room_limit(void **state)
{
    check_child(too_large, state);
}

static void no_room_full(void **state)
{
    check_child(full, state);
}

static void no_room_read_only(void **state)
{
    check_child(read_only, state);
}

static void no_right_to_write(void **state)
{
    check_child(no_right, state);
}

/* --- the lock ------------------------------------------------------------- */

static pid_t hold_lock(const char *folder, int *end)
{
    int pipes[2];
    pid_t pid;
    char byte;

    assert_int_equal(pipe(pipes), 0);
    pid = fork();
    if (pid == 0) {
        struct store *store = must_open(folder);

        must_lock(store);
        (void)!write(pipes[1], "", 1);
        pause();
        _exit(0);
    }
    close(pipes[1]);
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    *end = pipes[0];
    return pid;
}

static void lock_says_who(void **state)
{
    struct store *store = must_open(*state);
    struct store_holder holder;
    int end, status;
    pid_t pid = hold_lock(*state, &end);

    assert_true(store_held(store, &holder));
    assert_int_equal(holder.pid, pid);
    assert_string_equal(holder.tty, "pts/7");
    assert_int_equal(store_lock(store, "", "", &holder, NULL), STORE_HELD);
    assert_int_equal(holder.pid, pid);
    assert_string_equal(holder.user, "alice");
    /* However it ends, the lock ends with it. */
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(store_lock_wait(store, NULL), 0);
    store_close(store);
    close(end);
}

static void lock_of_another_bmc(void **state)
{
    struct store *store;
    int end;
    pid_t pid = hold_lock(*state, &end);

    assert_int_equal(store_open(&store, *state, "lan-nas1", true, NULL), 0);
    assert_int_equal(store_lock(store, "", "", NULL, NULL), STORE_LOCKED);
    store_close(store);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(end);
}

static bool is_there(const char *folder, const char *name)
{
    char byte;

    return folder_read(folder, name, &byte, 1) >= 0;
}

/* Lock files of BMCs that were saved to some day do not pile up. */
static void lock_leaves_nothing(void **state)
{
    struct store *store = must_open(*state);

    must_lock(store);
    assert_true(is_there(*state, "local.lock"));
    store_unlock(store);
    assert_false(is_there(*state, "local.lock"));
    must_lock(store);
    store_close(store);
    assert_false(is_there(*state, "local.lock"));
}

#define LOCKERS 4
#define ROUNDS  250

/* Counts in a file, which only works one after the other. */
static void count_up(const char *folder)
{
    struct store *store = must_open(folder);
    char text[16];
    long length;

    for (int i = 0; i < ROUNDS; i++) {
        if (store_lock_wait(store, NULL) != 0)
            _exit(1);
        length = folder_read(folder, "count", text, sizeof text - 1);
        text[length > 0 ? length : 0] = '\0';
        length = snprintf(text, sizeof text, "%ld", strtol(text, NULL, 10) + 1);
        folder_write(folder, "count", text, (size_t)length);
        store_unlock(store);
    }
    _exit(0);
}

static void lock_is_one_persons(void **state)
{
    char text[16] = "";
    int status;

    for (int i = 0; i < LOCKERS; i++) {
        if (fork() == 0)
            count_up(*state);
    }
    for (int i = 0; i < LOCKERS; i++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    folder_read(*state, "count", text, sizeof text - 1);
    assert_int_equal(strtol(text, NULL, 10), LOCKERS * ROUNDS);
    assert_false(is_there(*state, "local.lock"));
}

/* Two users, each with a state folder of his own, and one BMC. */
static void one_state_for_all(void **state)
{
    char mine[200], his[200], node[200];
    struct store *one, *other;
    struct store_holder holder;
    int inherited;

    snprintf(mine, sizeof mine, "%s/mine", (char *)*state);
    snprintf(his, sizeof his, "%s/his", (char *)*state);
    snprintf(node, sizeof node, "%s/ipmi0", (char *)*state);
    one = must_open(mine);
    other = must_open(his);
    store_share(one, node);
    store_share(other, node);
    must_lock(one); /* without a node */
    assert_int_equal(store_shared(one), -1);
    store_unlock(one);
    folder_write(*state, "ipmi0", "", 0);
    must_lock(one);
    assert_true(store_held(other, &holder));
    assert_true(holder.elsewhere);
    assert_int_equal(store_lock(other, "", "", &holder, NULL), STORE_HELD);
    assert_true(holder.elsewhere);
    /* A watcher holds it on. */
    inherited = dup(store_shared(one));
    store_close(one);
    assert_int_equal(store_lock(other, "", "", NULL, NULL), STORE_HELD);
    close(inherited);
    assert_false(store_held(other, &holder));
    must_lock(other);
    store_close(other);
}

/* --- the window ----------------------------------------------------------- */

static void bell_rings(void **state)
{
    struct store *store = must_open(*state);
    struct pollfd bell = {.events = POLLIN};

    store_ring(store); /* nobody listens */
    errno = 0;
    bell.fd = store_open_bell(store);
    assert_true(bell.fd >= 0);
    assert_int_equal(poll(&bell, 1, 0), 0);
    store_ring(store);
    assert_int_equal(poll(&bell, 1, 0), 1);
    close(bell.fd);
    store_close(store);
}

static void removing_rings(void **state)
{
    struct store *store = must_open(*state);
    struct pollfd bell = {.events = POLLIN};
    const struct journal journal = a_journal(1);

    bell.fd = store_open_bell(store);
    assert_int_equal(store_resolve(store, &journal, NULL), 0);
    assert_int_equal(poll(&bell, 1, 0), 1);
    assert_int_equal(mode_of(*state, "local.watch"), 0);
    close(bell.fd);
    store_close(store);
}

/* What is no pipe would be ready to be read for ever. */
static void bell_is_a_pipe(void **state)
{
    struct store *store = must_open(*state);
    struct pollfd bell = {.events = POLLIN};
    struct stat status;

    folder_write(*state, "local.watch", "x", 1);
    assert_false(store_watched(store));
    store_ring(store);
    bell.fd = store_open_bell(store);
    assert_int_equal(fstat(bell.fd, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    assert_int_equal(poll(&bell, 1, 0), 0);
    assert_true(store_watched(store));
    close(bell.fd);
    assert_false(store_watched(store)); /* the pipe is left, and nobody reads it */
    assert_true(mode_of(*state, "local.watch") != 0);
    store_close(store);
}

static void results(void **state)
{
    struct store *store = must_open(*state);

    assert_int_equal(store_read_result(store), STORE_RESULT_NONE);
    store_write_result(store, STORE_RESULT_FAILED);
    assert_int_equal(store_read_result(store), STORE_RESULT_FAILED);
    store_write_result(store, STORE_RESULT_PUT_BACK);
    assert_int_equal(store_read_result(store), STORE_RESULT_PUT_BACK);
    store_write_result(store, STORE_RESULT_NONE);
    assert_int_equal(store_read_result(store), STORE_RESULT_NONE);
    store_close(store);
}

/* --- where ---------------------------------------------------------------- */

static int users_folder(const char *folder)
{
    char path[STORE_PATH], wanted[STORE_PATH];
    struct bmc_error error = {0};

    setenv("XDG_STATE_HOME", folder, 1);
    setenv("HOME", folder, 1);
    if (geteuid() == 0) {
        /* Root's environment may be somebody else's. */
        if (store_directory(NULL, path, &error) != 0 || strstr(path, folder) != NULL)
            return 1;
        if (setuid(NOBODY) != 0)
            return SKIPPED;
    }
    snprintf(wanted, sizeof wanted, "%s/bmctui", folder);
    if (store_directory(NULL, path, &error) != 0 || strcmp(path, wanted) != 0)
        return 2;
    setenv("XDG_STATE_HOME", "relative", 1);
    snprintf(wanted, sizeof wanted, "%s/.local/state/bmctui", folder);
    if (store_directory(NULL, path, &error) != 0 || strcmp(path, wanted) != 0)
        return 3;
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    if (store_directory(NULL, path, &error) != -1 || error.sentence[0] == '\0')
        return 4;
    return store_directory("/x/y", path, &error) != 0 || strcmp(path, "/x/y") != 0 ? 5 : 0;
}

static void where_it_is(void **state)
{
    check_child(users_folder, state);
}

static void keys(void **unused)
{
    static const struct {
        enum bmc_driver driver;
        const char *device, *host, *key;
    } cases[] = {
        {BMC_DRIVER_AUTO, NULL, NULL, "local"},
        {BMC_DRIVER_KCS, NULL, NULL, "local"},
        {BMC_DRIVER_OPENIPMI, "/dev/ipmi0", NULL, "local"},
        {BMC_DRIVER_OPENIPMI, "/dev/ipmi1", NULL, "local-_dev_ipmi1-"},
        {BMC_DRIVER_LAN_2_0, NULL, "NAS1.example.org", "lan-nas1.example.org"},
        {BMC_DRIVER_LAN, NULL, "10.0.0.7:6230", "lan-10.0.0.7_6230-"},
        {BMC_DRIVER_LAN, NULL, "../../etc/passwd", "lan-.._.._etc_passwd-"},
        {BMC_DRIVER_DEMO, NULL, NULL, "demo"},
    };
    char one[STORE_KEY], other[STORE_KEY], host[400];
    struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0, .hostname = host};

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct bmc_target wanted = {
            .driver = cases[i].driver, .device = cases[i].device, .hostname = cases[i].host};
        size_t length = strlen(cases[i].key);

        store_key(&wanted, one);
        assert_memory_equal(one, cases[i].key, length);
        assert_int_equal(strlen(one), length + (cases[i].key[length - 1] == '-' ? 8 : 0));
    }
    memset(host, 'a', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    store_key(&target, one);
    host[sizeof host - 2] = 'b';
    store_key(&target, other);
    assert_string_not_equal(one, other);
    assert_true(strlen(one) < STORE_KEY);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(written_read_removed),
        TEST(missing_folder_holds_nothing),
        TEST(damaged_is_put_aside),
        TEST(foreign_files),
        TEST(folder_of_others),
        TEST(no_room_limit),
        TEST(no_room_full),
        TEST(no_room_read_only),
        TEST(no_right_to_write),
        TEST(lock_says_who),
        TEST(lock_of_another_bmc),
        TEST(lock_leaves_nothing),
        TEST(lock_is_one_persons),
        TEST(bell_rings),
        TEST(removing_rings),
        TEST(bell_is_a_pipe),
        TEST(one_state_for_all),
        TEST(results),
        TEST(where_it_is),
        cmocka_unit_test(keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

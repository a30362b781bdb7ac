/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that refuses: each call with which the state folder is written fails, once or from then
 * on, while a save, a recovery or a confirmation runs. Whatever the exit status said is what the
 * BMC holds, also after the next boot has recovered what it found.
 */
/* _GNU_SOURCE: syscall() */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/system.h"
#include "guard/recover.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

enum call { CALL_UNLINK, CALL_RENAME, CALL_SYNC, CALL_WRITE, CALL_TRUNCATE, CALL_READ };
#define ALL_CALLS 0x1fU
#define BIT(call) (1U << (call))

/* What the disk does. */
static struct {
    unsigned mask;  /* calls that count */
    unsigned first; /* the number of the first that fails; 0: none does */
    bool once;
    int error;
    unsigned count, failed;
} disk;

static bool fails(enum call call)
{
    if (disk.first == 0 || (disk.mask & BIT(call)) == 0)
        return false;
    disk.count++;
    if (disk.once ? disk.count != disk.first : disk.count < disk.first)
        return false;
    disk.failed++;
    errno = disk.error;
    return true;
}

/* Ours come before the C library's; small files, so that any width of off_t will do. */

int unlinkat(int folder, const char *name, int flags)
{
    return fails(CALL_UNLINK) ? -1 : (int)syscall(SYS_unlinkat, folder, name, flags);
}

int renameat(int from, const char *name, int to, const char *other)
{
    return fails(CALL_RENAME) ? -1 : (int)syscall(SYS_renameat2, from, name, to, other, 0);
}

int fsync(int file)
{
    return fails(CALL_SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int ftruncate(int file, off_t length)
{
    return fails(CALL_TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, file, (long)length);
}

ssize_t read(int file, void *bytes, size_t length)
{
    return fails(CALL_READ) ? -1 : (ssize_t)syscall(SYS_read, file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    if (fails(CALL_WRITE) || lseek(file, at, SEEK_SET) != at)
        return -1;
    return write(file, bytes, length);
}

static void disk_fails(unsigned mask, unsigned first, bool once, int error)
{
    disk.mask = mask;
    disk.first = first;
    disk.once = once;
    disk.error = error;
    disk.count = disk.failed = 0;
}

static void disk_works(void)
{
    disk.first = 0;
}

/* --- a scene -------------------------------------------------------------- */

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

struct scene {
    const char *folder;
    struct rig rig;
    struct guard *guard;
    struct plan plan;
    struct lan old;
    struct audit audit;
};

static void no_line(void *data, const char *line)
{
    (void)data;
    (void)line;
}

static void look(const struct scene *scene, struct lan *lan)
{
    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = LAN_SOURCE; item < LAN_ITEMS; item++)
        assert_int_equal(bmc_read_lan(scene->rig.bmc, 1, item, lan, NULL), 0);
}

static void start(struct scene *scene, void **folder, const char *edits)
{
    memset(scene, 0, sizeof *scene);
    disk_works();
    scene->folder = *folder;
    scene->audit = (struct audit){"tester", no_line, NULL};
    rig_open(&scene->rig, 1, "set apply=immediate");
    rig_edit(&scene->rig, edits);
    rig_plan(&scene->rig, 0, &scene->plan);
    scene->guard = guard_create(&scene->rig.target, scene->folder, &scene->audit);
    guard_journal_demo(scene->guard);
    look(scene, &scene->old);
}

static void clear_folder(const char *folder)
{
    static const char *const tails[] = {"journal", "journal.new", "result", "result.new",
                                        "damaged-1"};
    char path[200];

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        snprintf(path, sizeof path, "%s/demo.%s", folder, tails[i]);
        unlink(path);
    }
}

static void end(struct scene *scene)
{
    disk_works();
    clear_folder(scene->folder);
    guard_destroy(scene->guard);
    rig_close(&scene->rig);
}

static bool holds(const struct scene *scene, const struct lan *meant)
{
    struct lan now;

    look(scene, &now);
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (lan_judged(item, meant) && !lan_same(item, &now, meant))
            return false;
    }
    return true;
}

static enum guard_begun begin(struct scene *scene, struct bmc_error *error)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};

    memset(error, 0, sizeof *error);
    return guard_begin(scene->guard, RIG_CONTEXT(&scene->rig, NULL, NULL), &options, &scene->plan,
                       &scene->rig.page, error);
}

static void save(struct scene *scene)
{
    guard_save(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), &scene->rig.state);
}

static void must_begin(struct scene *scene)
{
    struct bmc_error error;

    if (begin(scene, &error) != GUARD_READY)
        fail_msg("%s", error.sentence);
}

/* The machine starts again. */
static int boot(struct scene *scene, enum recover_policy policy)
{
    disk_works();
    return recover_unattended(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), policy);
}

static bool pending(struct scene *scene)
{
    struct guard_pending found;

    guard_look(scene->guard, &found);
    return found.state != GUARD_NOTHING && found.state != GUARD_DAMAGED;
}

/* --- every call, once and for ever ---------------------------------------- */

struct trouble {
    unsigned first;
    bool once;
    int error;
    enum recover_policy policy;
};

/* After an exit status nothing changes any more, but where it said that it might. */
static void check_exit(struct scene *scene, const struct trouble *trouble, int status,
                       const char *remark)
{
    const struct lan *meant = status == 0 ? plan_lan(&scene->plan, GOAL_WANTED) : &scene->old;

    if (status == 4) {
        assert_true(remark[0] != '\0');
        return;
    }
    if (!holds(scene, meant))
        fail_msg("call %u: status %d, and the BMC holds something else", trouble->first, status);
    (void)boot(scene, trouble->policy);
    if (!holds(scene, meant))
        fail_msg("call %u, %s, error %d: status %d, and the next boot undoes it", trouble->first,
                 trouble->once ? "once" : "for ever", trouble->error, status);
    assert_false(pending(scene));
}

typedef bool attempt(void **folder, const struct trouble *trouble);

/* An attempt says whether the disk failed at all. */
static void everywhere(attempt *one, void **folder)
{
    static const int errors[] = {EROFS, EIO, ENOSPC};
    unsigned runs = 0;

    for (unsigned i = 0; i < 12; i++) {
        struct trouble trouble = {1, i % 2 == 0, errors[i / 2 % 3],
                                  i < 6 ? RECOVER_POLICY_UNDO : RECOVER_POLICY_FINISH};

        for (; one(folder, &trouble); trouble.first++)
            runs++;
    }
    print_message("%u runs\n", runs);
    assert_true(runs > 50);
}

static bool try_save(void **folder, const struct trouble *trouble)
{
    struct scene scene;
    struct bmc_error error;
    bool failed;

    start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
    disk_fails(ALL_CALLS, trouble->first, trouble->once, trouble->error);
    if (begin(&scene, &error) == GUARD_READY) {
        save(&scene);
        check_exit(&scene, trouble, guard_exit(&scene.rig.state), guard_remark(scene.guard));
    } else if (trouble->once) {
        /* What was not begun is not finished either. */
        check_exit(&scene, trouble, 1, error.sentence);
    } else {
        assert_true(holds(&scene, &scene.old));
    }
    failed = disk.failed > 0;
    end(&scene);
    return failed;
}

static void saving(void **folder)
{
    everywhere(try_save, folder);
}

/* As a save leaves it that was cut off behind its first write. */
static void cut_off(struct scene *scene, enum journal_state state)
{
    struct store *store;
    struct journal journal;

    must_begin(scene);
    guard_destroy(scene->guard);
    assert_int_equal(
        bmc_write_lan(scene->rig.bmc, 1, LAN_ADDRESS, plan_lan(&scene->plan, GOAL_WANTED), NULL),
        0);
    if (state == JOURNAL_CONFIRM)
        assert_int_equal(
            bmc_write_lan(scene->rig.bmc, 1, LAN_VLAN, plan_lan(&scene->plan, GOAL_WANTED), NULL),
            0);
    assert_int_equal(store_open(&store, scene->folder, "demo", false, NULL), 0);
    assert_int_equal(store_lock(store, "", "", NULL, NULL), STORE_LOCKED);
    assert_int_equal(store_read(store, &journal, NULL), STORE_JOURNAL);
    journal.state = state;
    journal.confirm = state == JOURNAL_CONFIRM;
    journal.lock_ours = state != JOURNAL_CONFIRM;
    journal.confirm_until_ms = journal.confirm ? system_boot_ms() + 60000 : 0;
    assert_int_equal(store_write(store, &journal, NULL), 0);
    store_close(store);
    scene->guard = guard_create(&scene->rig.target, scene->folder, &scene->audit);
    guard_journal_demo(scene->guard);
}

static void start_cut_off(struct scene *scene, void **folder, enum journal_state state)
{
    start(scene, folder, "address=192.168.100.7 vlan=77");
    cut_off(scene, state);
}

static bool try_recover(void **folder, const struct trouble *trouble, enum recover_action action)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    bool failed;

    start_cut_off(&scene, folder, JOURNAL_WRITING);
    disk_fails(ALL_CALLS, trouble->first, trouble->once, trouble->error);
    if (recover_act(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL), action, &outcome,
                    &error) == 0) {
        /* Undone is 0 here. */
        int status = action == RECOVER_UNDO && outcome.exit == 0 ? 1 : outcome.exit;

        check_exit(&scene, trouble, status, outcome.remark);
    } else {
        disk_works();
        assert_true(pending(&scene));
    }
    failed = disk.failed > 0;
    end(&scene);
    return failed;
}

static bool try_undo(void **folder, const struct trouble *trouble)
{
    return try_recover(folder, trouble, RECOVER_UNDO);
}

static bool try_finish(void **folder, const struct trouble *trouble)
{
    return try_recover(folder, trouble, RECOVER_FINISH);
}

static void undoing(void **folder)
{
    everywhere(try_undo, folder);
}

static void finishing(void **folder)
{
    everywhere(try_finish, folder);
}

static bool try_confirm(void **folder, const struct trouble *trouble)
{
    struct scene scene;
    struct bmc_error error = {0};
    enum guard_confirmed confirmed;
    bool failed;

    start_cut_off(&scene, folder, JOURNAL_CONFIRM);
    disk_fails(ALL_CALLS, trouble->first, trouble->once, trouble->error);
    confirmed = guard_keep(scene.guard, &scene.rig.clock, 1000, &error);
    assert_true(confirmed == GUARD_KEPT || confirmed == GUARD_FAILED);
    check_exit(&scene, trouble, guard_confirm_exit(confirmed), error.sentence);
    failed = disk.failed > 0;
    end(&scene);
    return failed;
}

static void confirming(void **folder)
{
    everywhere(try_confirm, folder);
}

/* --- one by one ----------------------------------------------------------- */

/* The disk has become read-only for all but the file that is open. */
static void marked_though_not_removed(void **folder)
{
    static const unsigned masks[] = {BIT(CALL_UNLINK), BIT(CALL_UNLINK) | BIT(CALL_RENAME)};

    for (size_t i = 0; i < 2; i++) {
        struct scene scene;
        struct bmc_error error;
        char text[JOURNAL_TEXT];

        start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
        must_begin(&scene);
        disk_fails(masks[i], 1, false, EROFS);
        save(&scene);
        assert_int_equal(scene.rig.state.status, SAVE_KEPT);
        assert_int_equal(guard_exit(&scene.rig.state), 0);
        assert_string_equal(guard_remark(scene.guard), "");
        assert_true(folder_read(*folder, "demo.journal", text, sizeof text) > 0);
        assert_false(pending(&scene));
        assert_int_equal(boot(&scene, RECOVER_POLICY_UNDO), 0);
        assert_true(holds(&scene, plan_lan(&scene.plan, GOAL_WANTED)));
        /* Nor does it stand in the way of the next. */
        rig_edit(&scene.rig, "vlan=9");
        assert_int_equal(begin(&scene, &error), GUARD_READY);
        guard_cancel(scene.guard);
        assert_int_equal(folder_read(*folder, "demo.journal", text, sizeof text), -1);
        end(&scene);
    }
}

static void removed_though_not_marked(void **folder)
{
    struct scene scene;

    start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
    must_begin(&scene);
    disk_fails(BIT(CALL_WRITE), 1, false, ENOSPC);
    save(&scene);
    assert_int_equal(guard_exit(&scene.rig.state), 0);
    assert_false(pending(&scene));
    end(&scene);
}

/* What is cut to nothing is no journal. */
static void emptied(void **folder)
{
    struct scene scene;

    start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
    must_begin(&scene);
    disk_fails(BIT(CALL_WRITE) | BIT(CALL_UNLINK), 1, false, ENOSPC);
    save(&scene);
    assert_int_equal(guard_exit(&scene.rig.state), 0);
    assert_int_equal(boot(&scene, RECOVER_POLICY_UNDO), 4); /* says what it has found */
    assert_true(holds(&scene, plan_lan(&scene.plan, GOAL_WANTED)));
    end(&scene);
}

static void neither(void **folder)
{
    struct scene scene;

    start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
    must_begin(&scene);
    disk_fails(ALL_CALLS, 1, false, EIO);
    save(&scene);
    assert_int_equal(scene.rig.state.status, SAVE_KEPT);
    assert_true(scene.rig.state.unresolved);
    assert_int_equal(guard_exit(&scene.rig.state), 4);
    assert_non_null(strstr(guard_remark(scene.guard), "demo.journal cannot be removed"));
    assert_true(pending(&scene));
    end(&scene);
}

/* --- a journal is on disk when the save begins ----------------------------- */

/* Renamed, it is there only when its folder has been synced. */
static void folder_not_synced(void **folder)
{
    struct scene scene;
    struct bmc_error error;

    start(&scene, folder, "address=10.1.2.3/8 gateway=10.0.0.1");
    disk_fails(BIT(CALL_SYNC), 2, true, EIO); /* the file's is the first */
    assert_int_equal(begin(&scene, &error), GUARD_NO_JOURNAL);
    assert_int_equal(disk.failed, 1);
    disk_works();
    assert_false(pending(&scene));
    end(&scene);
}

/* What cannot be read may be anything: nobody acts upon it, nor takes it for a save cut off. */
static void unreadable(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct guard_pending found;
    struct bmc_error error;
    char text[500];

    start_cut_off(&scene, folder, JOURNAL_WRITING);
    disk_fails(BIT(CALL_READ), 1, false, EIO);
    guard_look(scene.guard, &found);
    assert_int_equal(found.state, GUARD_UNREADABLE);
    assert_non_null(strstr(guard_text(&found, text, sizeof text), "cannot be read"));
    assert_int_equal(begin(&scene, &error), GUARD_NO_JOURNAL);
    assert_non_null(strstr(error.sentence, "cannot be read"));
    assert_int_equal(recover_act(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL),
                                 RECOVER_UNDO, &outcome, &error),
                     -1);
    demo_mark(scene.rig.demo);
    assert_int_equal(recover_unattended(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL),
                                        RECOVER_POLICY_UNDO),
                     4);
    assert_int_equal(demo_requests(scene.rig.demo), 0);
    disk_works();
    assert_true(pending(&scene));
    end(&scene);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(saving),
        TEST(undoing),
        TEST(finishing),
        TEST(confirming),
        TEST(marked_though_not_removed),
        TEST(removed_though_not_marked),
        TEST(emptied),
        TEST(neither),
        TEST(folder_not_synced),
        TEST(unreadable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

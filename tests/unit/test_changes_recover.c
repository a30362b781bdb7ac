/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Program or host dies before or after any request of a plan of changes: undoing ends in what was
 * there before, with a free slot where a user was half added, and finishing in what was wanted. Dies
 * is played as in test_recover.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/access.h"
#include "guard/recover.h"
#include "pages/pages.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/plans.h"

#define JOURNAL_NAME_DEMO "demo.journal"
#define LINES             8

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

struct scene {
    struct plans plans;
    const char *folder;
    struct guard *guard;
    unsigned dying_at; /* the request, 0: not to die */
    bool after, died, inside;
    struct demo_state state;
    char journal[JOURNAL_TEXT];
    long journal_length;
    char lines[LINES][AUDIT_LINE];
    size_t line_count;
    struct audit audit;
};

/* --- dying -------------------------------------------------------------------------------- */

static void copy_all(struct scene *scene)
{
    scene->inside = true;
    demo_snapshot(scene->plans.rig.demo, &scene->state);
    scene->journal_length =
        folder_read(scene->folder, JOURNAL_NAME_DEMO, scene->journal, sizeof scene->journal);
    scene->inside = false;
}

static int64_t scene_now(void *data)
{
    struct scene *scene = data;
    unsigned requests;

    if (scene->dying_at == 0 || scene->died || scene->inside)
        return scene->plans.rig.now;
    requests = demo_requests(scene->plans.rig.demo);
    if (scene->after ? requests >= scene->dying_at : requests + 1 == scene->dying_at)
        copy_all(scene);
    scene->died = requests >= scene->dying_at;
    return scene->plans.rig.now;
}

static void scene_sleep(void *data, int64_t ms)
{
    ((struct scene *)data)->plans.rig.now += ms;
}

static void note_line(void *data, const char *line)
{
    struct scene *scene = data;

    if (scene->line_count < LINES)
        snprintf(scene->lines[scene->line_count++], AUDIT_LINE, "%s", line);
}

static void start(struct scene *scene, const struct plan_kind *kind, void **folder)
{
    memset(scene, 0, sizeof *scene);
    scene->folder = *folder;
    scene->audit = (struct audit){"tester", note_line, scene};
    plans_open(&scene->plans, kind, NULL);
    scene->plans.rig.clock = (struct clock){scene_now, scene_sleep, scene};
    scene->guard = guard_create(&scene->plans.rig.target, scene->folder, &scene->audit);
    guard_journal_demo(scene->guard);
}

static void end(struct scene *scene)
{
    for (size_t i = 0; i < scene->line_count; i++)
        assert_null(strstr(scene->lines[i], PLANS_PASSWORD));
    guard_destroy(scene->guard);
    plans_close(&scene->plans);
}

static enum save_status save(struct scene *scene)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};
    struct plans *plans = &scene->plans;
    const struct save_context *context = RIG_CONTEXT(&plans->rig, &settings, NULL);
    struct bmc_error error = {0};

    if (guard_begin(scene->guard, context, &options, &plans->plan, &plans->rig.page, &error) !=
        GUARD_READY)
        fail_msg("%s", error.sentence);
    return guard_save(scene->guard, context, &plans->rig.state);
}

/* As it was found after the restart. false: it had not come to that request. */
static bool save_dying_at(struct scene *scene, unsigned request, bool after)
{
    char path[200];

    demo_mark(scene->plans.rig.demo);
    scene->dying_at = request;
    scene->after = after;
    (void)save(scene);
    scene->dying_at = 0;
    if (!scene->died)
        return false;
    *demo_state(scene->plans.rig.demo) = scene->state;
    snprintf(path, sizeof path, "%s/%s", scene->folder, JOURNAL_NAME_DEMO);
    unlink(path);
    if (scene->journal_length >= 0)
        folder_write(scene->folder, JOURNAL_NAME_DEMO, scene->journal,
                     (size_t)scene->journal_length);
    scene->died = false;
    return true;
}

static int recover(struct scene *scene, enum recover_action action, struct recover_outcome *outcome,
                   struct bmc_error *error)
{
    memset(error, 0, sizeof *error);
    return recover_act(scene->guard, RIG_CONTEXT(&scene->plans.rig, &settings, NULL), action,
                       outcome, error);
}

/* --- judging ------------------------------------------------------------------------------ */

/* A password cannot be put back, which has to be said. */
static void take_password(struct scene *scene, struct demo_state *meant)
{
    const struct demo_state *now = demo_state(scene->plans.rig.demo);
    uint8_t user = scene->plans.plan.user;

    if (scene->plans.plan.password != NULL)
        meant->users[user].password = now->users[user].password;
}

static void judge(struct scene *scene, const struct recover_outcome *outcome,
                  const struct demo_state *meant, const char *what)
{
    struct demo_state is_to_be = *meant;
    char text[PLANS_TEXT] = "";

    take_password(scene, &is_to_be);
    if (!plans_same(&is_to_be, demo_state(scene->plans.rig.demo), text))
        fail_msg("%s, %s:\n%s(status %d) %s", scene->plans.kind->name, what, text,
                 (int)outcome->state.status, outcome->state.error.sentence);
}

static struct demo_state wanted_of(const struct plan_kind *kind, void **folder)
{
    struct scene scene;
    struct demo_state wanted;

    start(&scene, kind, folder);
    assert_int_equal(save(&scene), SAVE_KEPT);
    demo_snapshot(scene.plans.rig.demo, &wanted);
    end(&scene);
    return wanted;
}

static bool password_was_sent(const struct scene *scene)
{
    struct journal journal;
    struct bmc_error error;

    if (scene->journal_length < 0 ||
        journal_decode(&journal, pages, scene->journal, (size_t)scene->journal_length, &error) != 0)
        return false;
    return journal.password_sent;
}

/* false: it had come to its end before. */
static bool undone(void **folder, const struct plan_kind *kind, unsigned request, bool after)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    char what[64];
    bool died;

    start(&scene, kind, folder);
    died = save_dying_at(&scene, request, after);
    snprintf(what, sizeof what, "%s request %u, undone", after ? "after" : "before", request);
    if (died && scene.journal_length >= 0) {
        bool matters = password_was_sent(&scene) && kind != &plan_kinds[PLAN_ADD];

        if (recover(&scene, RECOVER_UNDO, &outcome, &error) != 0)
            fail_msg("%s, %s: %s", kind->name, what, error.sentence);
        judge(&scene, &outcome, &scene.plans.before, what);
        if (outcome.exit != (matters ? 4 : 0) || !outcome.resolved)
            fail_msg("%s, %s: exit %d, %s", kind->name, what, outcome.exit, outcome.remark);
    }
    end(&scene);
    return died;
}

static bool finished(void **folder, const struct plan_kind *kind, unsigned request, bool after,
                     const struct demo_state *wanted)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    char what[64];
    bool died;
    int result;

    start(&scene, kind, folder);
    died = save_dying_at(&scene, request, after);
    snprintf(what, sizeof what, "%s request %u, finished", after ? "after" : "before", request);
    if (died && scene.journal_length >= 0) {
        result = recover(&scene, RECOVER_FINISH, &outcome, &error);
        if (kind == &plan_kinds[PLAN_ADD]) {
            assert_int_equal(result, -1);
            assert_non_null(strstr(error.sentence, "undo the save"));
            assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
        } else if (result != 0) {
            fail_msg("%s, %s: %s", kind->name, what, error.sentence);
        } else {
            judge(&scene, &outcome, wanted, what);
            if (outcome.exit != 0 || !outcome.resolved)
                fail_msg("%s, %s: exit %d, %s", kind->name, what, outcome.exit, outcome.remark);
        }
    }
    end(&scene);
    return died;
}

/* --- tests -------------------------------------------------------------------------------- */

static void dies_and_is_undone(void **folder)
{
    for (size_t kind = 0; kind < PLAN_KINDS; kind++)
        for (int after = 0; after <= 1; after++) {
            unsigned request = 1;

            while (undone(folder, &plan_kinds[kind], request, after != 0))
                request++;
            assert_true(request > plan_kinds[kind].requests);
        }
}

static void dies_and_is_finished(void **folder)
{
    for (size_t kind = 0; kind < PLAN_KINDS; kind++) {
        struct demo_state wanted = wanted_of(&plan_kinds[kind], folder);

        for (int after = 0; after <= 1; after++) {
            unsigned request = 1;

            while (finished(folder, &plan_kinds[kind], request, after != 0, &wanted))
                request++;
            assert_true(request > plan_kinds[kind].requests);
        }
    }
}

/* At the next start, by nobody. */
static void dies_and_nobody_is_there(void **folder)
{
    for (size_t kind = 0; kind < PLAN_KINDS; kind++)
        for (unsigned request = 1;; request++) {
            struct scene scene;
            bool died;

            start(&scene, &plan_kinds[kind], folder);
            died = save_dying_at(&scene, request, true);
            if (died && scene.journal_length >= 0) {
                struct recover_outcome none = {.exit = 0};
                int exit;

                bmc_close(scene.plans.rig.bmc);
                exit =
                    recover_unattended(scene.guard, RIG_CONTEXT(&scene.plans.rig, &settings, NULL),
                                       RECOVER_POLICY_FINISH);
                if (kind == PLAN_ADD) {
                    judge(&scene, &none, &scene.plans.before, "by nobody");
                    assert_int_equal(exit, 0);
                }
            }
            end(&scene);
            if (!died)
                break;
        }
}

/* The columns old, wanted, now, with whose they are. */
static void three_columns(void **folder)
{
    struct scene scene;
    struct guard_pending pending;
    struct recover_view view;
    struct bmc_error error;

    start(&scene, &plan_kinds[PLAN_ALL], folder);
    assert_true(save_dying_at(&scene, plan_kinds[PLAN_ALL].requests - 1, true));
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_CUT_OFF);
    recover_make(&view, &pending.journal);
    assert_int_equal(recover_read(&view, scene.plans.rig.bmc, &error), 0);
    assert_true(view.same_bmc && view.untouched);
    assert_int_equal(view.count, 4);
    assert_string_equal(view.rows[0].label, "Name, user 4 viewer");
    assert_string_equal(view.rows[0].old, "viewer");
    assert_string_equal(view.rows[0].wanted, "looker");
    assert_string_equal(view.rows[0].now, "looker");
    assert_string_equal(view.rows[1].label, "Privilege, user 4 viewer");
    assert_string_equal(view.rows[1].wanted, "operator");
    assert_non_null(strstr(view.password, "viewer"));
    end(&scene);
}

static void audited(void **folder)
{
    struct scene scene;

    start(&scene, &plan_kinds[PLAN_PRIVILEGE], folder);
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_int_equal(scene.line_count, 1);
    assert_non_null(strstr(scene.lines[0],
                           "channel 1: done and verified, privilege of user 3 oper: "
                           "operator -> administrator (kept)"));
    end(&scene);
    start(&scene, &plan_kinds[PLAN_FIXES], folder);
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_int_equal(scene.line_count, 1);
    assert_non_null(strstr(scene.lines[0], "community (kept)"));
    assert_null(strstr(scene.lines[0], "another-community"));
    end(&scene);
}

/* Every value of any change comes back, texts of any bytes too. */
static void journal_of_many(void **unused)
{
    static char text[JOURNAL_TEXT], again[JOURNAL_TEXT];
    static struct journal journal, read;
    struct changes changes = {0};
    struct bmc_error error;
    size_t length;

    (void)unused;
    for (size_t i = 0; i < CHANGES_MAX; i++) {
        struct change change = {.setting = access_setting(ACCESS_NAME),
                                .scope = {.channel = 11,
                                          .user = (uint8_t)(i % 63 + 1),
                                          .sensor = (uint16_t)(0xffff - i)},
                                .when = CHANGE_LAST,
                                .write = true,
                                .tolerated = true};

        change.old =
            value_of_text("\xff\x01\n\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 16);
        change.wanted = value_of_text("sixteen bytes...", i % 17);
        change_add(&changes, &change);
    }
    journal.plan = (struct plan){.channel = 11,
                                 .user = 63,
                                 .of_changes = true,
                                 .password_kind = PASSWORD_OF_NEW,
                                 .changes = changes};
    memset(journal.tty, '~', sizeof journal.tty - 1);
    memset(journal.target, '~', sizeof journal.target - 1);
    memset(journal.driver, '~', sizeof journal.driver - 1);
    memset(journal.boot_id, '~', sizeof journal.boot_id - 1);
    journal.started = journal.confirm_until_ms = INT64_MAX;
    length = journal_encode(&journal, text);
    assert_true(length > 0);
    print_message("%zu bytes of %d\n", length, JOURNAL_TEXT);
    assert_int_equal(journal_decode(&read, pages, text, length, &error), 0);
    assert_int_equal(read.plan.changes.count, CHANGES_MAX);
    assert_int_equal(read.plan.password_kind, PASSWORD_OF_NEW);
    assert_memory_equal(&read.plan.changes, &changes, sizeof changes);
    assert_int_equal(journal_encode(&read, again), length);
    assert_memory_equal(text, again, length);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(dies_and_is_undone),
        TEST(dies_and_is_finished),
        TEST(dies_and_nobody_is_there),
        TEST(three_columns),
        TEST(audited),
        cmocka_unit_test(journal_of_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

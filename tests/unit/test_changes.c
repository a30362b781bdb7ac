/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans of changes: users added, renamed, changed, deleted, and a channel's authentication, with
 * every fault at every request. What is said is so, and what was put back is as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/access.h"
#include "core/account.h"
#include "core/report.h"
#include "unit/demo_look.h"
#include "unit/plans.h"

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

static enum save_status scene_save(struct plans *scene, const struct save_watch *watch)
{
    return save_run(RIG_CONTEXT(&scene->rig, &settings, watch), &scene->plan, &scene->rig.state);
}

/* --- judging ------------------------------------------------------------------------------ */

/* What the BMC holds of a change, read without any fault. */
static struct value truth(const struct plans *scene, const struct change *change)
{
    struct value value = {VALUE_UNREAD};
    struct bmc_error error;

    (void)change->setting->read(scene->rig.bmc, change->setting, change->scope, &value, &error);
    return value;
}

static const char *row_lie(const struct plans *scene, const struct change *change)
{
    struct value holds = truth(scene, change);
    const struct value_type *type = change->setting->type;

    switch (change->outcome) {
    case OUTCOME_KEPT:
        /* Of a slot that is free by now some tell nothing. */
        return value_same(type, &holds, &change->wanted) || !value_known(&holds)
                   ? NULL
                   : "a row is said to be kept";
    case OUTCOME_PUT_BACK:
        return value_same(type, &holds, &change->old) || !value_known(&holds)
                   ? NULL
                   : "a row is said to be put back";
    case OUTCOME_PUT_RIGHT:
        return value_same(type, &holds, &change->old) ? NULL : "a row is said to be put right";
    default:
        return NULL;
    }
}

static const char *rows_lie(const struct plans *scene)
{
    const struct changes *changes = &scene->rig.state.plan.changes;

    for (size_t i = 0; i < changes->count; i++) {
        const char *wrong = row_lie(scene, &changes->items[i]);

        if (wrong != NULL)
            return wrong;
    }
    return NULL;
}

/* The name that a BMC kept, as is said, is no lie. */
static bool tells_of_refusal(const struct save_state *state)
{
    struct report report;

    report_make(&report, state);
    return strstr(report.headline, "SAVED, but") != NULL ||
           strstr(report.headline, "keeps the name") != NULL;
}

static const char *state_lie(struct plans *scene, char text[PLANS_TEXT])
{
    const struct save_state *state = &scene->rig.state;
    const struct demo_state *now = demo_state(scene->rig.demo);

    switch (state->status) {
    case SAVE_KEPT:
        return plans_same(&scene->wanted, now, text) || tells_of_refusal(state)
                   ? NULL
                   : "it is not as wanted";
    case SAVE_MIXED:
        return state->error.sentence[0] != '\0' || state->stopped ? NULL : "nobody says why";
    case SAVE_RUNNING:
        return "it does not end";
    default:
        return plans_same(&scene->before, now, text) ? NULL : "it is not as before";
    }
}

/* A password that the BMC itself says it has refused is not looked for. */
static void believe_refusal(struct plans *scene)
{
    for (unsigned i = 1; i <= scene->before.user_count; i++)
        if (scene->rig.state.password == OUTCOME_REFUSED)
            scene->before.users[i].password = demo_state(scene->rig.demo)->users[i].password;
}

static void judge(struct plans *scene, const char *what)
{
    char text[PLANS_TEXT] = "", *wrong;

    if (strstr(what, "cc done") != NULL)
        believe_refusal(scene);
    /* Is told. */
    if (scene->rig.state.lock_left)
        demo_state(scene->rig.demo)->channels[1].progress = 0;
    demo_fault_clear(scene->rig.demo);
    bmc_close(scene->rig.bmc);
    assert_int_equal(bmc_open(scene->rig.bmc, NULL), 0);
    wrong = (char *)(uintptr_t)state_lie(scene, text);
    if (wrong == NULL)
        wrong = (char *)(uintptr_t)rows_lie(scene);
    if (wrong != NULL)
        fail_msg("%s, %s: %s (status %d)\n%s%s", scene->kind->name, what, wrong,
                 (int)scene->rig.state.status, text, scene->rig.state.error.sentence);
}

/* As it is when nothing goes wrong. Returns how many requests that took. */
static unsigned without_fault(const struct plan_kind *kind, const char *setup,
                              struct demo_state *wanted)
{
    struct plans scene;
    unsigned requests;

    plans_open(&scene, kind, setup);
    if (scene_save(&scene, NULL) != SAVE_KEPT)
        fail_msg("%s: %s", kind->name, scene.rig.state.error.sentence);
    requests = demo_requests(scene.rig.demo);
    demo_snapshot(scene.rig.demo, wanted);
    plans_close(&scene);
    return requests;
}

static enum save_status with_fault(const struct plan_kind *kind, const struct demo_state *wanted,
                                   const char *setup, const char *fault)
{
    struct plans scene;
    enum save_status status;

    plans_open(&scene, kind, setup);
    scene.wanted = *wanted;
    rig_fault(&scene.rig, fault);
    status = scene_save(&scene, NULL);
    judge(&scene, fault);
    plans_close(&scene);
    return status;
}

/* --- tests -------------------------------------------------------------------------------- */

static const char *const faults[] = {
    "code=c0", "code=c1", "code=cc", "code=d4", "code=ff", "code=80", "code=ff done",
    "code=cc done", "code=ce done", "lost", "lost done", "late", "short", "wrong-command", "gone",
    "gone done", "ignored", "reboot=20000", "reboot=20000 done",
    /* for ever from there on */
    "code=c1 times=ever", "lost times=ever", "lost done times=ever", "ignored times=ever",
    "code=ff done times=ever"};
#define FAULTS (sizeof faults / sizeof *faults)

static void every_fault(void **unused)
{
    unsigned ended[SAVE_MIXED + 1] = {0};

    (void)unused;
    for (size_t kind = 0; kind < PLAN_KINDS; kind++) {
        struct demo_state wanted;
        unsigned requests = without_fault(&plan_kinds[kind], NULL, &wanted);

        print_message("%s: %u requests\n", plan_kinds[kind].name, requests);
        if (requests > plan_kinds[kind].requests)
            fail_msg("%s takes %u requests, more than %u", plan_kinds[kind].name, requests,
                     plan_kinds[kind].requests);
        for (size_t fault = 0; fault < FAULTS; fault++)
            for (unsigned request = 1; request <= requests; request += rig_stride()) {
                char text[64];

                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                ended[with_fault(&plan_kinds[kind], &wanted, NULL, text)]++;
            }
    }
    print_message("kept %u, nothing written %u, put back %u, again %u, unreached %u, mixed %u\n",
                  ended[SAVE_KEPT], ended[SAVE_NOT_WRITTEN], ended[SAVE_PUT_BACK],
                  ended[SAVE_REVIEW_AGAIN], ended[SAVE_UNREACHED], ended[SAVE_MIXED]);
    assert_true(ended[SAVE_KEPT] * rig_stride() > 500 && ended[SAVE_PUT_BACK] * rig_stride() > 50);
}

/* --- manners ------------------------------------------------------------------------------ */

/* What a BMC does by nature, and how a save ends with it. */
static const struct manner {
    enum plan_which kind;
    const char *setup;
    enum save_status status;
    const char *headline; /* a part of it; NULL: any */
} manners[] = {
    {PLAN_ADD, "set name-access=34", SAVE_KEPT, NULL},
    {PLAN_ADD, "set empty-access=cc", SAVE_KEPT, NULL},
    {PLAN_ADD, "set empty-set-access=cc", SAVE_KEPT, NULL},
    {PLAN_ADD, "set empty-privilege-0", SAVE_KEPT, NULL},
    {PLAN_ADD, "set emptyuser", SAVE_KEPT, NULL},
    {PLAN_ADD, "set enabled-told=no", SAVE_KEPT, NULL},
    {PLAN_ADD, "set payload=c1", SAVE_KEPT, NULL},
    {PLAN_ADD, "set access-short=c7", SAVE_KEPT, NULL},
    {PLAN_ADD, "set access-partial=cc", SAVE_KEPT, NULL},
    {PLAN_ADD, "user-name-set:code=cc", SAVE_PUT_BACK, "refused User name"},
    {PLAN_ADD, "password set:code=cc", SAVE_PUT_BACK, NULL},
    {PLAN_ADD, "password set:code=cc; set name-empty=cc", SAVE_MIXED, NULL},
    {PLAN_ADD, "password enable:code=cc", SAVE_PUT_BACK, "refused Enable user"},
    {PLAN_ADD, "password enable:code=cc; set name-empty-deletes", SAVE_PUT_BACK, NULL},
    {PLAN_ADD, "password enable:code=cc; set empty-access=cc", SAVE_PUT_BACK, NULL},
    {PLAN_ADD, "password enable:code=cc; set empty-privilege-0", SAVE_PUT_BACK, NULL},
    {PLAN_ADD, "password enable:code=cc; set name-empty=ignored", SAVE_MIXED, NULL},
    {PLAN_ADD, "user-access-set:ignored", SAVE_PUT_BACK, NULL},
    {PLAN_RENAME, "set rename=cc", SAVE_PUT_BACK, "refused User name"},
    {PLAN_RENAME, "set name-access=22", SAVE_KEPT, NULL},
    {PLAN_PRIVILEGE, "user-access-set:code=cc", SAVE_PUT_BACK, "refused User access"},
    {PLAN_PRIVILEGE, "user-access-set:ignored", SAVE_PUT_BACK, "did not store it"},
    {PLAN_ALL, "payload-set:code=cc", SAVE_MIXED, NULL},
    {PLAN_DELETE, "password set:code=cc", SAVE_KEPT, NULL},
    {PLAN_DELETE, "password test:code=80", SAVE_KEPT, NULL},
    {PLAN_DELETE, "set name-empty=cc", SAVE_KEPT, "keeps the name"},
    {PLAN_DELETE, "set name-empty=ignored", SAVE_KEPT, "keeps the name"},
    {PLAN_DELETE, "set name-empty-deletes", SAVE_KEPT, NULL},
    {PLAN_DELETE, "set name-empty-deletes; set empty-access=cc", SAVE_KEPT, NULL},
    {PLAN_DELETE, "set emptyuser", SAVE_KEPT, NULL},
    {PLAN_DELETE, "user-access-set:code=cc", SAVE_MIXED, "old password is gone"},
    {PLAN_AUTH, "channel-access-set:code=83", SAVE_PUT_BACK, NULL},
    {PLAN_AUTH, "channel-access-set:ignored", SAVE_PUT_BACK, NULL},
};
#define MANNERS (sizeof manners / sizeof *manners)

static void every_manner(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < MANNERS; i++) {
        struct plans scene;
        struct report report;
        enum save_status status;
        char text[PLANS_TEXT] = "";

        plans_open(&scene, &plan_kinds[manners[i].kind], manners[i].setup);
        status = scene_save(&scene, NULL);
        report_make(&report, &scene.rig.state);
        if (status != manners[i].status ||
            (manners[i].headline != NULL && strstr(report.headline, manners[i].headline) == NULL))
            fail_msg("%s, %s: %d, \"%s\" %s", scene.kind->name, manners[i].setup, (int)status,
                     report.headline, report.detail);
        if (status == SAVE_PUT_BACK && !plans_same(&scene.before, demo_state(scene.rig.demo), text))
            fail_msg("%s, %s: not put back:\n%s", scene.kind->name, manners[i].setup, text);
        if (rows_lie(&scene) != NULL)
            fail_msg("%s, %s: %s", scene.kind->name, manners[i].setup, rows_lie(&scene));
        plans_close(&scene);
    }
}

/* --- what a BMC changes by itself --------------------------------------------------------- */

/* Of the demo BMC's log: it writes, a test of a password not among it. */
static bool writes(const struct demo_log_entry *entry)
{
    if (entry->netfn != 0x06)
        return false;
    return entry->request[0] == 0x40 || entry->request[0] == 0x43 || entry->request[0] == 0x45 ||
           entry->request[0] == 0x4c || (entry->request[0] == 0x47 && entry->request[2] != 3);
}

static unsigned last_write(const struct plan_kind *kind)
{
    struct demo_log_entry log[DEMO_LOG_MAX];
    struct plans scene;
    size_t count;
    unsigned last = 0;

    plans_open(&scene, kind, NULL);
    assert_int_equal(scene_save(&scene, NULL), SAVE_KEPT);
    count = demo_log(scene.rig.demo, log, DEMO_LOG_MAX);
    for (size_t i = count - demo_requests(scene.rig.demo); i < count; i++)
        if (writes(&log[i]))
            last = log[i].number;
    plans_close(&scene);
    return last;
}

/* Kept: all that the plan writes or watches is as it is to be. */
static const char *plan_lie(const struct plans *scene)
{
    const struct changes *changes = &scene->rig.state.plan.changes;

    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        struct value holds = truth(scene, change);

        if (scene->rig.state.status == SAVE_KEPT && value_told(change->setting->type, &holds) &&
            !change->tolerated && !value_same(change->setting->type, &holds, &change->wanted))
            return "it is not as wanted";
    }
    return rows_lie(scene);
}

static void changed_by_itself(void **unused)
{
    static const char *const itself[] = {"user-disabled", "user-enabled",  "user-demoted",
                                         "messaging-on",  "messaging-off", "sol-refused"};
    unsigned repaired = 0;

    (void)unused;
    for (size_t kind = 0; kind < PLAN_KINDS; kind++) {
        unsigned last = last_write(&plan_kinds[kind]);

        for (size_t i = 0; i < sizeof itself / sizeof *itself; i++)
            for (unsigned request = 1; request <= last; request++) {
                struct plans scene;
                char text[64];

                /* What has been seen before the last is written is not looked at once more. */
                if (strcmp(itself[i], "sol-refused") == 0 && request + 3 > last)
                    continue;
                snprintf(text, sizeof text, "#%u:change=%s", request, itself[i]);
                plans_open(&scene, &plan_kinds[kind], NULL);
                rig_fault(&scene.rig, text);
                (void)scene_save(&scene, NULL);
                repaired += scene.rig.state.repaired;
                if (plan_lie(&scene) != NULL)
                    fail_msg("%s, %s: %s (%d) %s", plan_kinds[kind].name, text, plan_lie(&scene),
                             (int)scene.rig.state.status, scene.rig.state.error.sentence);
                plans_close(&scene);
            }
    }
    print_message("%u times put right\n", repaired);
    assert_true(repaired > 10);
}

/* The default administrator renamed, and back, on a BMC that then lowers him. */
static void renamed_and_back(void **unused)
{
    static const struct plan_kind back = {.name = "back",
                                          .deed = ACCOUNT_SET,
                                          .slot = 2,
                                          .wish = {.given = ACCOUNT_NAME, .name = "ADMIN"}};
    struct plans scene;
    struct report report;
    char text[PLANS_TEXT];

    (void)unused;
    plans_open(&scene, &plan_kinds[PLAN_RENAME], NULL);
    rig_fault(&scene.rig, "user-name-set:change=user-demoted");
    assert_int_equal(scene_save(&scene, NULL), SAVE_KEPT);
    assert_true(scene.rig.state.repaired);
    report_make(&report, &scene.rig.state);
    assert_non_null(strstr(report.headline, "corrected"));
    scene.kind = &back;
    plans_make(&scene);
    assert_int_equal(scene_save(&scene, NULL), SAVE_KEPT);
    assert_true(plans_same(&scene.before, demo_state(scene.rig.demo), text));
    plans_close(&scene);
}

/* --- what somebody else does -------------------------------------------------------------- */

static void changed_since_the_review(void **unused)
{
    (void)unused;
    for (size_t kind = 0; kind < PLAN_KINDS; kind++) {
        struct plans scene;
        struct demo_state *state;
        char text[PLANS_TEXT];

        plans_open(&scene, &plan_kinds[kind], NULL);
        state = demo_state(scene.rig.demo);
        for (unsigned i = 2; i <= state->user_count; i++) {
            snprintf((char *)state->users[i].name, sizeof state->users[i].name, "other%u", i);
            state->users[i].access[1] ^= 1;
        }
        state->channels[1].kept.settings ^= 0x18;
        demo_snapshot(scene.rig.demo, &scene.before);
        if (scene_save(&scene, NULL) != SAVE_REVIEW_AGAIN)
            fail_msg("%s: %d %s", plan_kinds[kind].name, (int)scene.rig.state.status,
                     scene.rig.state.error.sentence);
        assert_true(plans_same(&scene.before, state, text));
        plans_close(&scene);
    }
}

/* Stops at the nth time that it is asked. */
static enum save_command stop_at(void *data)
{
    unsigned *left = data;

    if (*left > 0)
        (*left)--;
    return *left == 0 ? SAVE_STOP : SAVE_GO_ON;
}

static void stopped_anywhere(void **unused)
{
    unsigned stopped = 0;

    (void)unused;
    for (size_t kind = 0; kind < PLAN_KINDS; kind++) {
        struct demo_state wanted;

        (void)without_fault(&plan_kinds[kind], NULL, &wanted);
        for (unsigned n = 1; n < 30; n++) {
            unsigned left = n;
            const struct save_watch watch = {.command = stop_at, .data = &left};
            struct plans scene;

            plans_open(&scene, &plan_kinds[kind], NULL);
            scene.wanted = wanted;
            stopped += scene_save(&scene, &watch) != SAVE_KEPT;
            judge(&scene, "stopped");
            plans_close(&scene);
        }
    }
    assert_true(stopped > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault),
        cmocka_unit_test(every_manner),
        cmocka_unit_test(changed_by_itself),
        cmocka_unit_test(renamed_and_back),
        cmocka_unit_test(changed_since_the_review),
        cmocka_unit_test(stopped_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

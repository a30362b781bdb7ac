/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of the serial console: what it reads and says, and its saves: every fault before every
 * request, and death before and after every request. What is said afterwards is what the BMC holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "core/check.h"
#include "core/journal.h"
#include "core/report.h"
#include "guard/recover.h"
#include "pages/pages.h"
#include "pages/serial.h"
#include "scratch.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

struct kind {
    const char *name;
    const char *setup; /* of the demo BMC, or NULL */
    const char *held;  /* what it holds before, as edits */
    const char *edits;
    unsigned requests;
};

static const struct kind kinds[] = {
    {"encryption", NULL, "encryption=no", "encryption=yes", 7},
    {"off", NULL, "enabled=yes", "enabled=no", 7},
    {"rates", NULL, "bitrate=9600", "bitrate=57600", 10},
    {"all", NULL, "enabled=no encryption=no privilege=user bitrate=115200",
     "enabled=yes encryption=yes privilege=operator bitrate=bios", 31},
    {"without set in progress", "set sol-unsupported=0", "encryption=no bitrate=19200",
     "encryption=yes bitrate=38400", 11},
    {"with one rate", "set sol-unsupported=5", "bitrate=9600", "bitrate=57600", 9},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* --- what the BMC holds ---------------------------------------------------------------------- */

static const struct demo_sol *sol(const struct demo_state *state)
{
    return &state->channels[1].sol;
}

static bool same(const struct demo_sol *one, const struct demo_sol *other)
{
    return one->enable == other->enable && one->access == other->access &&
           one->rate == other->rate && one->rate_kept == other->rate_kept;
}

/* Of the demo BMC's bytes, as this change's number has them; the flags of the rates are its own. */
static struct value held_by(const struct change *change, const struct demo_sol *sol)
{
    struct value value = {.state = VALUE_KNOWN, .number = sol->access};

    if (strcmp(change->setting->log, "sol") == 0)
        value.number = sol->enable;
    else if (strcmp(change->setting->log, "sol-rate") == 0)
        value.number = (change->wanted.number & 0x20000) != 0
                           ? change->wanted.number >> 16 << 16 | sol->rate << 8 | sol->rate
                           : (uint64_t)sol->rate_kept << 8 | sol->rate;
    return value;
}

/* --- one save -------------------------------------------------------------------------------- */

/* Dies at a request: what is on disk by then, and the BMC as it is. */
struct scene {
    struct rig rig;
    struct demo_sol before, wanted;
    unsigned dying_at;
    bool after, died, inside;
    struct demo_state state;
    char journal[JOURNAL_TEXT];
    size_t journal_length;
};

static int64_t scene_now(void *data)
{
    struct scene *scene = data;
    unsigned requests;

    if (scene->dying_at == 0 || scene->died || scene->inside)
        return scene->rig.now;
    requests = demo_requests(scene->rig.demo);
    scene->inside = true;
    if (scene->after ? requests >= scene->dying_at : requests + 1 == scene->dying_at)
        demo_snapshot(scene->rig.demo, &scene->state);
    scene->inside = false;
    scene->died = requests >= scene->dying_at;
    return scene->rig.now;
}

static void scene_sleep(void *data, int64_t ms)
{
    ((struct scene *)data)->rig.now += ms;
}

static bool scene_record(void *data, enum save_record what, const struct save_state *state,
                         struct bmc_error *error)
{
    struct scene *scene = data;
    struct journal journal;

    (void)error;
    if (what != SAVE_RECORD_START)
        return true;
    journal_begin(&journal, &state->plan, &scene->rig.page);
    scene->journal_length = journal_encode(&journal, scene->journal);
    return scene->journal_length > 0;
}

static void read_page(struct rig *rig)
{
    struct bmc_error error;

    model_init(&rig->page, &page_serial);
    edit_reset(&rig->edit);
    assert_int_equal(load_first(rig->bmc, &rig->page, 0, NULL, &error), 0);
}

static enum save_status save(struct scene *scene)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    const struct save_watch watch = {.record = scene_record, .record_data = scene};
    struct plan plan;

    rig_plan(&scene->rig, 0, &plan);
    demo_mark(scene->rig.demo);
    return save_run(RIG_CONTEXT(&scene->rig, &settings, &watch), &plan, &scene->rig.state);
}

static void start(struct scene *scene, const struct kind *kind)
{
    struct rig *rig = &scene->rig;

    memset(scene, 0, sizeof *scene);
    rig_connect(rig, NULL);
    rig->clock = (struct clock){scene_now, scene_sleep, scene};
    read_page(rig);
    rig_edit(rig, kind->held);
    assert_int_equal(save(scene), SAVE_KEPT);
    if (kind->setup != NULL)
        rig_fault(rig, kind->setup);
    read_page(rig);
    scene->before = *sol(demo_state(rig->demo));
    rig_edit(rig, kind->edits);
}

/* What a save without faults comes to is what others are measured by. */
static void learn(const struct kind *kind, struct demo_sol *wanted)
{
    struct scene scene;

    start(&scene, kind);
    assert_int_equal(save(&scene), SAVE_KEPT);
    *wanted = *sol(demo_state(scene.rig.demo));
    assert_false(same(wanted, &scene.before));
    if (demo_requests(scene.rig.demo) != kind->requests)
        fail_msg("%s: %u requests", kind->name, demo_requests(scene.rig.demo));
    assert_int_equal(wanted->progress, 0);
    rig_close(&scene.rig);
}

/* --- what is said is so ---------------------------------------------------------------------- */

static bool change_is_so(const struct change *change, const struct demo_sol *sol)
{
    struct value now = held_by(change, sol);

    switch (change->outcome) {
    case OUTCOME_KEPT:
        return change_reached(change, GOAL_WANTED, &now);
    case OUTCOME_PUT_BACK:
        return change_reached(change, GOAL_OLD, &now);
    default:
        return true;
    }
}

static const char *lie(const struct scene *scene, enum save_status status)
{
    const struct demo_sol *now = sol(demo_state(scene->rig.demo));
    const struct changes *changes = &scene->rig.state.plan.changes;

    for (size_t i = 0; i < changes->count; i++)
        if (!change_is_so(&changes->items[i], now))
            return changes->items[i].setting->log;
    if (status == SAVE_KEPT && now->progress != 0)
        return "kept, but left locked";
    if (status == SAVE_KEPT)
        return same(now, &scene->wanted) ? NULL : "kept, but it is not there";
    if (status == SAVE_MIXED)
        return NULL;
    return same(now, &scene->before) ? NULL : "not saved, but it is not as it was";
}

static void assert_truth(const struct scene *scene, const struct kind *kind, const char *fault,
                         unsigned request, enum save_status status)
{
    const char *wrong = lie(scene, status);
    struct report report;

    report_make(&report, &scene->rig.state);
    if (wrong != NULL)
        fail_msg("%s, %s at request %u: %s; \"%s\"", kind->name, fault, request, wrong,
                 report.headline);
}

static void every_fault(void **unused)
{
    static const char *const faults[] = {"code=80", "code=81",   "code=c0", "code=c1", "code=cc",
                                         "code=d4", "code=d5",   "code=ff", "lost",    "lost done",
                                         "gone",    "gone done", "late",    "short",   "ignored",
                                         "wrong-command"};
    unsigned kept = 0, trials = 0;

    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct demo_sol wanted;

        learn(&kinds[kind], &wanted);
        for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++)
            for (unsigned request = 1; request <= kinds[kind].requests; request += rig_stride()) {
                struct scene scene;
                enum save_status status;
                char text[64];

                start(&scene, &kinds[kind]);
                scene.wanted = wanted;
                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                demo_mark(scene.rig.demo);
                rig_fault(&scene.rig, text);
                status = save(&scene);
                assert_truth(&scene, &kinds[kind], faults[fault], request, status);
                kept += status == SAVE_KEPT;
                trials++;
                rig_close(&scene.rig);
            }
    }
    print_message("%u saves, %u of them kept\n", trials, kept);
    assert_uint_in_range(kept, trials / 5, trials);
}

/* From a request on, for good. */
static void every_fault_that_stays(void **unused)
{
    static const char *const faults[] = {"sol-set 1:code=cc", "sol-set 2:ignored",
                                         "sol-set 2:code=d5", "sol-set 0:code=81",
                                         "sol-set 0:code=d5 nth=2",
                                         "sol-set 5:code=cc", "sol-set 6:ignored"};

    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct demo_sol wanted;

        learn(&kinds[kind], &wanted);
        for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++) {
            struct scene scene;
            enum save_status status;

            start(&scene, &kinds[kind]);
            scene.wanted = wanted;
            rig_fault(&scene.rig, faults[fault]);
            status = save(&scene);
            assert_truth(&scene, &kinds[kind], faults[fault], 0, status);
            rig_close(&scene.rig);
        }
    }
}

/* --- killed ---------------------------------------------------------------------------------- */

static void die(const struct kind *kind, unsigned request, bool after)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct scene scene;
    struct journal journal;
    struct bmc_error error;
    struct save_state state;
    enum save_status status;

    start(&scene, kind);
    scene.dying_at = request;
    scene.after = after;
    (void)save(&scene);
    assert_true(scene.died);
    *demo_state(scene.rig.demo) = scene.state;
    assert_int_equal(
        journal_decode(&journal, pages, scene.journal, scene.journal_length, &error), 0);
    status = save_put_back(RIG_CONTEXT(&scene.rig, &settings, NULL), &journal.plan,
                           journal.lock_ours, &state);
    scene.rig.state = state;
    if (status != SAVE_PUT_BACK || lie(&scene, status) != NULL)
        fail_msg("%s, killed %s request %u: status %d", kind->name, after ? "after" : "before",
                 request, (int)status);
    assert_int_equal(sol(demo_state(scene.rig.demo))->progress, 0);
    rig_close(&scene.rig);
}

static void killed_anywhere(void **unused)
{
    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++)
        for (unsigned request = 1; request <= kinds[kind].requests; request += rig_stride()) {
            die(&kinds[kind], request, false);
            die(&kinds[kind], request, true);
        }
}

/* The same with the journal on disk. */
static void recover(const struct kind *kind, unsigned request, const char *folder,
                    enum recover_action action)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct recover_outcome outcome;
    struct bmc_error error;
    struct scene scene;
    struct guard *guard;
    struct demo_sol wanted;

    learn(kind, &wanted);
    start(&scene, kind);
    guard = guard_create(&scene.rig.target, folder, NULL);
    guard_journal_demo(guard);
    scene.dying_at = request;
    (void)save(&scene);
    assert_true(scene.died);
    *demo_state(scene.rig.demo) = scene.state;
    folder_write(folder, "demo.journal", scene.journal, scene.journal_length);
    assert_int_equal(
        recover_act(guard, RIG_CONTEXT(&scene.rig, &settings, NULL), action, &outcome, &error), 0);
    assert_true(outcome.resolved);
    assert_int_equal(outcome.exit, 0);
    assert_true(same(sol(demo_state(scene.rig.demo)),
                     action == RECOVER_UNDO ? &scene.before : &wanted));
    guard_destroy(guard);
    rig_close(&scene.rig);
}

static void recovered(void **folder)
{
    for (size_t kind = 0; kind < KINDS; kind++)
        for (unsigned request = 1; request <= kinds[kind].requests; request += rig_stride()) {
            recover(&kinds[kind], request, *folder, RECOVER_UNDO);
            recover(&kinds[kind], request, *folder, RECOVER_FINISH);
        }
}

/* --- the page -------------------------------------------------------------------------------- */

static const char *text_of(const struct rig *rig, enum serial_row row)
{
    static char text[VALUE_TEXT];

    return model_text(&rig->page, row, text);
}

static void requests_of_the_page(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_connect(&rig, NULL);
    demo_mark(rig.demo);
    read_page(&rig);
    /* 9, one a slot, one for each user that is not disabled, and one for each name. */
    assert_int_equal(demo_requests(rig.demo), 9 + 10 + 4 + 3);
    assert_string_equal(text_of(&rig, SERIAL_CONSOLE), "ttyS1, 115200: the same rate");
    assert_string_equal(text_of(&rig, SERIAL_PROMPT), "serial-getty@ttyS1 runs");
    assert_string_equal(text_of(&rig, SERIAL_CONNECT),
                        "ipmiconsole -h 192.168.100.100 -u ADMIN -P");
    rig_close(&rig);
}

struct sentence {
    const char *setup;
    enum serial_row row;
    const char *text;
};

static void sentences(void **unused)
{
    static const struct sentence cases[] = {
        {NULL, SERIAL_USERS, "2 ADMIN, 3 oper, 5 backup may use it"},
        {"payload-get:code=c1", SERIAL_USERS, "not available"},
        {"payload-get:code=d5", SERIAL_USERS, "not read"},
        {"payload-get:code=c1", SERIAL_CONNECT, "unknown: the BMC does not say who may use it"},
        {"sol-get 5:code=80", SERIAL_RATE, "115200"},
        {"sol-get 6:code=80", SERIAL_RATE, "115200"},
        {"set sol-unsupported=5,6", SERIAL_RATE, "not available"},
        {"set sol-unsupported=5,6", SERIAL_CONSOLE, "ttyS1, 115200"},
        {"set sol-unsupported=2", SERIAL_ENCRYPTION, "not available"},
        {"set sol-code=c1", SERIAL_ENABLED, "not available"},
        {"set sol-code=c1", SERIAL_CONNECT, "not possible: this BMC has no serial over LAN"},
        {"sol-get 1:short", SERIAL_ENABLED, "not read"},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig rig;

        rig_connect(&rig, NULL);
        if (cases[i].setup != NULL)
            rig_fault(&rig, cases[i].setup);
        read_page(&rig);
        if (strcmp(text_of(&rig, cases[i].row), cases[i].text) != 0)
            fail_msg("%s: \"%s\"", cases[i].setup, text_of(&rig, cases[i].row));
        rig_close(&rig);
    }
}

/* Two rates are told apart, and any other two are not the same as these. */
static void two_rates(void **unused)
{
    const struct setting *setting = &page_serial.settings[SERIAL_RATE];
    struct rig rig;
    struct value first, second;

    (void)unused;
    rig_connect(&rig, NULL);
    demo_state(rig.demo)->channels[1].sol.rate_kept = 6;
    read_page(&rig);
    first = second = *model_value(&rig.page, SERIAL_RATE);
    assert_string_equal(setting->remark(&rig.page, first.number),
                        ": 115200 now, 9600 after a restart of the BMC");
    assert_int_equal(serial_rate(first.number, SERIAL_RATE_NOW), 115200);
    assert_int_equal(serial_rate(first.number, SERIAL_RATE_KEPT), 9600);
    second.number ^= 0x0100;
    assert_false(value_same(setting->type, &first, &second));
    assert_string_equal(text_of(&rig, SERIAL_CONSOLE), "ttyS1, 115200: the same rate");
    rig_close(&rig);
}

/* The payload takes another channel: that one is shown and set. */
static void payload_channel(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_connect(&rig, NULL);
    demo_state(rig.demo)->channels[1].sol.channel = 8;
    read_page(&rig);
    assert_int_equal(model_channel(&rig.page)->number, 8);
    rig_close(&rig);
    rig_connect(&rig, NULL);
    demo_state(rig.demo)->channels[1].sol.channel = 0x0e;
    read_page(&rig);
    assert_int_equal(model_channel(&rig.page)->number, 1);
    rig_close(&rig);
}

/* A lock that nobody releases is waited for, then taken over, and released. */
static void held_lock(void **unused)
{
    struct scene scene;
    int64_t began;

    (void)unused;
    start(&scene, &kinds[0]);
    began = scene.rig.now;
    demo_state(scene.rig.demo)->channels[1].sol.progress = 1;
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_uint_in_range(scene.rig.now - began, 3000, 5000);
    assert_int_equal(sol(demo_state(scene.rig.demo))->progress, 0);
    rig_close(&scene.rig);
}

static void names_are_numbers(void **unused)
{
    static const char *const names[] = {"", "ttyS1", "ttyAMA0", "ttymxc10"};
    char name[SERIAL_NAME];

    (void)unused;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(serial_name(serial_number(names[i]), name), names[i]);
    assert_int_equal(serial_number("ttyverylong0"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault),
        cmocka_unit_test(every_fault_that_stays),
        cmocka_unit_test(killed_anywhere),
        cmocka_unit_test_setup_teardown(recovered, folder_setup, folder_teardown),
        cmocka_unit_test(requests_of_the_page),
        cmocka_unit_test(sentences),
        cmocka_unit_test(two_rates),
        cmocka_unit_test(payload_channel),
        cmocka_unit_test(held_lock),
        cmocka_unit_test(names_are_numbers),
    };

    return cmocka_run_group_tests_name("serial", tests, NULL, NULL);
}

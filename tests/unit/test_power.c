/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the power page saves, boot wish and policy: every fault before every request of it, and
 * death before and after every request. What is said afterwards is what the BMC holds.
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
#include "guard/wish.h"
#include "pages/pages.h"
#include "pages/power.h"
#include "scratch.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

#define REQUESTS_MAX 24 /* more than a save with putting back sends before its fault */

struct kind {
    const char *name;
    const char *setup; /* of the demo BMC, or NULL */
    const char *held;  /* what it holds before, as edits; "": as delivered */
    const char *edits;
    unsigned requests;
};

static const struct kind kinds[] = {
    {"BIOS setup", NULL, "", "boot=bios", 8},
    {"in place of another", NULL, "boot=pxe for=always firmware=legacy", "boot=disk for=once", 7},
    {"none", NULL, "boot=cd firmware=uefi", "boot=none", 5},
    {"policy", NULL, "", "policy=on", 3},
    {"both", NULL, "", "boot=usb for=always firmware=legacy policy=off", 11},
    {"without options 0, 3 and 4", "set boot-unsupported=0,3,4", "", "boot=bios", 6},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* What of the chassis counts: the five bytes as they are understood, and the policy. */
struct holds {
    uint64_t boot;
    unsigned policy;
};

static struct holds look(const struct demo_state *state)
{
    struct holds holds = {.policy = state->chassis.policy};

    for (size_t i = 0; i < sizeof state->boot.flags; i++)
        holds.boot = holds.boot << 8 | state->boot.flags[i];
    return holds;
}

static bool same(const struct holds *one, const struct holds *other)
{
    const struct value_type *type = page_power.settings[POWER_BOOT].type;
    const struct value first = {.state = VALUE_KNOWN, .number = one->boot};
    const struct value second = {.state = VALUE_KNOWN, .number = other->boot};

    return one->policy == other->policy && value_same(type, &first, &second);
}

/* --- one save -------------------------------------------------------------------------------- */

/* Dies at a request: what is on disk by then, and the BMC as it is. */
struct scene {
    struct rig rig;
    struct holds before, wanted;
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

    model_init(&rig->page, &page_power);
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
    struct plan plan;

    memset(scene, 0, sizeof *scene);
    rig_connect(rig, NULL);
    rig->clock = (struct clock){scene_now, scene_sleep, scene};
    if (kind->setup != NULL)
        rig_fault(rig, kind->setup);
    read_page(rig);
    if (kind->held[0] != '\0') {
        rig_edit(rig, kind->held);
        assert_int_equal(save(scene), SAVE_KEPT);
        read_page(rig);
    }
    rig_edit(rig, kind->edits);
    rig_plan(rig, 0, &plan);
    scene->before = scene->wanted = look(demo_state(rig->demo));
    for (size_t i = 0; i < plan.changes.count; i++) {
        const struct change *change = &plan.changes.items[i];

        if (change->write && strcmp(change->setting->log, "boot") == 0)
            scene->wanted.boot = change->wanted.number;
        else if (change->write)
            scene->wanted.policy = (unsigned)(change->wanted.number >> 24) & 3;
    }
    assert_false(same(&scene->before, &scene->wanted));
}

/* --- what is said is so ---------------------------------------------------------------------- */

static bool change_is_so(const struct change *change, const struct demo_state *state)
{
    struct holds held = look(state);
    struct value now = {.state = VALUE_KNOWN, .number = held.boot};

    if (strcmp(change->setting->log, "policy") == 0)
        now.number = (uint64_t)held.policy << 24;
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
    const struct demo_state *state = demo_state(scene->rig.demo);
    const struct changes *changes = &scene->rig.state.plan.changes;
    struct holds now = look(state);

    for (size_t i = 0; i < changes->count; i++)
        if (!change_is_so(&changes->items[i], state))
            return changes->items[i].setting->log;
    if (status == SAVE_KEPT)
        return same(&now, &scene->wanted) ? NULL : "kept, but it is not there";
    if (status == SAVE_MIXED)
        return NULL;
    return same(&now, &scene->before) ? NULL : "not saved, but it is not as it was";
}

static void assert_truth(const struct scene *scene, const struct kind *kind, const char *fault,
                         unsigned request, enum save_status status)
{
    const char *wrong = lie(scene, status);
    struct report report;

    report_make(&report, &scene->rig.state);
    if (wrong == NULL)
        return;
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
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++)
            for (unsigned request = 1; request <= kinds[kind].requests; request += rig_stride()) {
                struct scene scene;
                enum save_status status;
                char text[64];

                start(&scene, &kinds[kind]);
                snprintf(text, sizeof text, "#%u:%s", request, faults[fault]);
                demo_mark(scene.rig.demo);
                rig_fault(&scene.rig, text);
                status = save(&scene);
                assert_truth(&scene, &kinds[kind], faults[fault], request, status);
                kept += status == SAVE_KEPT;
                trials++;
                rig_close(&scene.rig);
            }
    print_message("%u saves, %u of them kept\n", trials, kept);
    assert_uint_in_range(kept, trials / 5, trials);
}

/* From a request on, for good. */
static void every_fault_that_stays(void **unused)
{
    static const char *const faults[] = {"boot-set 5:code=cc", "boot-set 5:ignored",
                                         "boot-set 3:code=d5", "boot-set 0:code=81",
                                         "policy-set:code=cc", "policy-set:ignored",
                                         "boot-get 5:code=c1"};

    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++) {
            struct scene scene;
            enum save_status status;

            start(&scene, &kinds[kind]);
            rig_fault(&scene.rig, faults[fault]);
            status = save(&scene);
            assert_truth(&scene, &kinds[kind], faults[fault], 0, status);
            rig_close(&scene.rig);
        }
}

static void requests_of_a_save(void **unused)
{
    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++) {
        struct scene scene;

        start(&scene, &kinds[kind]);
        assert_int_equal(save(&scene), SAVE_KEPT);
        assert_truth(&scene, &kinds[kind], "nothing", 0, SAVE_KEPT);
        if (demo_requests(scene.rig.demo) != kinds[kind].requests)
            fail_msg("%s: %u requests", kinds[kind].name, demo_requests(scene.rig.demo));
        rig_close(&scene.rig);
    }
}

static void requests_of_the_page(void **unused)
{
    struct rig rig;

    (void)unused;
    rig_connect(&rig, NULL);
    demo_mark(rig.demo);
    read_page(&rig);
    assert_int_equal(demo_requests(rig.demo), 6);
    rig_close(&rig);
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
    assert_int_equal(demo_state(scene.rig.demo)->boot.progress, 0);
    rig_close(&scene.rig);
}

static void killed_anywhere(void **unused)
{
    (void)unused;
    for (size_t kind = 0; kind < KINDS; kind++)
        for (unsigned request = 1; request <= kinds[kind].requests; request++) {
            die(&kinds[kind], request, false);
            die(&kinds[kind], request, true);
        }
}

/* The same with the journal on disk: all three ways of the guard, by GUID as there is no MAC. */
static void recover(const struct kind *kind, unsigned request, const char *folder,
                    enum recover_action action)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    struct recover_outcome outcome;
    struct bmc_error error;
    struct scene scene;
    struct guard *guard;
    struct holds now;

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
    now = look(demo_state(scene.rig.demo));
    assert_true(same(&now, action == RECOVER_UNDO ? &scene.before : &scene.wanted));
    guard_destroy(guard);
    rig_close(&scene.rig);
}

static void recovered(void **folder)
{
    for (size_t kind = 0; kind < KINDS; kind++)
        for (unsigned request = 1; request <= kinds[kind].requests; request++) {
            recover(&kinds[kind], request, *folder, RECOVER_UNDO);
            recover(&kinds[kind], request, *folder, RECOVER_FINISH);
        }
}

/* --- the wish lasts -------------------------------------------------------------------------- */

static void pass(struct rig *rig, int64_t ms)
{
    struct bmc_error error;
    struct device device;

    rig->now += ms;
    assert_int_equal(bmc_get_device(rig->bmc, &device, &error), 0);
}

/* More than 60 s, and a restart by the operating system, after which the BIOS takes it. */
static void lasts(void **unused)
{
    struct bmc_error error;
    struct scene scene;
    char text[VALUE_TEXT];

    (void)unused;
    start(&scene, &kinds[0]);
    assert_int_equal(power_boot_kept(scene.rig.bmc, &error), 0);
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_int_equal(power_boot_kept(scene.rig.bmc, &error), 1);
    pass(&scene.rig, 3600000);
    read_page(&scene.rig);
    assert_string_equal(model_text(&scene.rig.page, POWER_HOLDS, text),
                        "BIOS setup, the next boot only, UEFI");
    rig_fault(&scene.rig, "self-test:change=os-reboot times=1");
    assert_int_equal(demo_state(scene.rig.demo)->boot.taken_count, 0);
    rig_close(&scene.rig);
}

/* Bytes that are nobody's business stay, and a wish that is taken back leaves the old bytes. */
static void other_bits_stay(void **unused)
{
    static const uint8_t held[] = {0x18, 0x43, 0x22, 0x11, 0x05};
    struct scene scene;

    (void)unused;
    start(&scene, &kinds[0]);
    memcpy(demo_state(scene.rig.demo)->boot.flags, held, sizeof held);
    demo_state(scene.rig.demo)->boot.clearing = 0x11;
    read_page(&scene.rig);
    rig_edit(&scene.rig, "boot=bios for=once firmware=uefi");
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_memory_equal(demo_state(scene.rig.demo)->boot.flags, "\xb8\x5b\x22\x11\x05", 5);
    assert_int_equal(demo_state(scene.rig.demo)->boot.clearing, 0x1b);
    rig_close(&scene.rig);
}

/* --- choices --------------------------------------------------------------------------------- */

static void firmware(void **unused)
{
    struct check_list list;
    struct scene scene;
    struct check_context context = {.place = CHECK_COMMAND};
    char text[VALUE_TEXT];

    (void)unused;
    start(&scene, &kinds[0]);
    context.model = &scene.rig.page;
    context.edit = &scene.rig.edit;
    assert_string_equal(edit_text(&scene.rig.edit, &scene.rig.page, POWER_FIRMWARE, text),
                        "UEFI, as this machine runs now");
    /* Another machine: the BMC does not say. */
    scene.rig.page.channels[0].values[POWER_RUNS].state = VALUE_NOT_AVAILABLE;
    check_clear(&list);
    check_all(&context, &list);
    assert_int_equal(list.count, 1);
    assert_true(list.items[0].error && list.items[0].row == POWER_FIRMWARE);
    assert_string_equal(list.items[0].sentence, "say --uefi or --legacy; the BMC does not tell");
    rig_edit(&scene.rig, "for=always firmware=legacy");
    check_clear(&list);
    check_all(&context, &list);
    assert_int_equal(list.count, 1);
    assert_true(!list.items[0].error && list.items[0].row == POWER_FOR);
    rig_close(&scene.rig);
}

/* Only what the BMC offers. */
static void policies(void **unused)
{
    const struct kind kind = {"policies", "set policies=5", "", "policy=on", 3};
    struct check_context context = {.place = CHECK_COMMAND};
    struct check_list list;
    struct scene scene;

    (void)unused;
    start(&scene, &kind);
    context.model = &scene.rig.page;
    context.edit = &scene.rig.edit;
    check_clear(&list);
    check_all(&context, &list);
    assert_int_equal(list.count, 0);
    edit_reset(&scene.rig.edit);
    demo_state(scene.rig.demo)->chassis.policy = 0;
    read_page(&scene.rig);
    rig_edit(&scene.rig, "policy=previous");
    check_all(&context, &list);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].sentence, "this BMC does not offer it; it offers off, on");
    rig_close(&scene.rig);
}

static void refused_setup(void **unused)
{
    struct report report;
    struct scene scene;

    (void)unused;
    start(&scene, &kinds[0]);
    rig_fault(&scene.rig, "boot-set 5:code=cc");
    assert_int_equal(save(&scene), SAVE_PUT_BACK);
    report_make(&report, &scene.rig.state);
    assert_string_equal(report.headline,
                        "NOT SAVED. The BMC refused Next boot; everything was put back.");
    assert_non_null(strstr(report.detail, "On this machine: systemctl reboot --firmware-setup"));
    rig_close(&scene.rig);
}

/* --- the BIOS has taken it -------------------------------------------------------------------- */

static void write_wish(const char *folder, const char *made, const char *told)
{
    char path[SCRATCH_PATH];
    FILE *to;

    snprintf(path, sizeof path, "%s/local.wish", folder);
    to = fopen(path, "w");
    assert_non_null(to);
    fprintf(to, "bmctui wish 1\nboot %s\ntold %s\nend\n", made, told);
    fclose(to);
}

static const char *holds_text(struct rig *rig, struct guard *guard, char text[VALUE_TEXT])
{
    read_page(rig);
    wish_look(guard, &rig->page);
    return model_text(&rig->page, POWER_HOLDS, text);
}

/* Not before the machine has been started again; then until the boot after. */
static void taken(void **unused)
{
    static const struct bmc_target local = {.driver = BMC_DRIVER_OPENIPMI};
    static const char gone[] = "no override", told[] = "no override; the BIOS has taken it";
    char folder[SCRATCH_PATH], text[VALUE_TEXT];
    struct scene scene;
    struct guard *guard;

    (void)unused;
    scratch_path(folder, sizeof folder, "state");
    assert_int_equal(mkdir(folder, 0700), 0);
    guard = guard_create(&local, folder, NULL);
    start(&scene, &kinds[0]);
    assert_int_equal(save(&scene), SAVE_KEPT);
    wish_saved(guard, &scene.rig.state.plan);
    assert_string_equal(holds_text(&scene.rig, guard, text), "BIOS setup, the next boot only, UEFI");
    demo_state(scene.rig.demo)->boot.flags[0] &= 0x7f;
    assert_string_equal(holds_text(&scene.rig, guard, text), gone);
    write_wish(folder, "another-boot", "-");
    assert_string_equal(holds_text(&scene.rig, guard, text), told);
    assert_string_equal(holds_text(&scene.rig, guard, text), told);
    write_wish(folder, "another-boot", "one-more");
    assert_string_equal(holds_text(&scene.rig, guard, text), gone);
    assert_string_equal(holds_text(&scene.rig, guard, text), gone);
    write_wish(folder, "", "\n");
    assert_string_equal(holds_text(&scene.rig, guard, text), gone);
    guard_destroy(guard);
    rig_close(&scene.rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_of_the_page),   cmocka_unit_test(requests_of_a_save),
        cmocka_unit_test(every_fault),            cmocka_unit_test(every_fault_that_stays),
        cmocka_unit_test(killed_anywhere),        cmocka_unit_test(lasts),
        cmocka_unit_test(other_bits_stay),        cmocka_unit_test(firmware),
        cmocka_unit_test(policies),               cmocka_unit_test(refused_setup),
        cmocka_unit_test(taken),
        cmocka_unit_test_setup_teardown(recovered, folder_setup, folder_teardown),
    };

    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letting somebody in, and the end of it, on the demo BMC: whatever happens at whichever request,
 * nobody is in without a record on disk, a record ends him, and nobody else is touched.
 *
 * "Dies" is played as in test_recover.c: there, record and BMC are copied; whatever is done
 * afterwards is thrown away, and the copies are put in its place.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "guard/guest_own.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

#define PASSWORD "kR7m-Xp2q-Vw9dHs"
#define LINES 40
#define HOURS 3600LL
#define FAULTS 400 /* requests that a begin or an end never reaches */

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

struct scene {
    const char *folder;
    struct rig rig;
    struct guard *guard;
    struct secret *password;
    struct guest_wish wish;
    struct guest_result result;
    struct demo_state before; /* nobody is in */
    uint8_t slot;             /* of the one who is to be let in */
    /* As they were when it died. */
    unsigned dying_at; /* the request, 0: not to die */
    bool after, died, inside;
    struct demo_state state;
    char record[GUEST_TEXT];
    long record_length;
    /* The audit trail. */
    char lines[LINES][AUDIT_LINE];
    size_t line_count;
    struct audit audit;
};

/* --- dying ---------------------------------------------------------------------------------- */

static const char *record_name(const struct scene *scene, char name[60])
{
    snprintf(name, 60, GUEST_FOLDER "/demo.guest-%u", scene->slot);
    return name;
}

static void copy_all(struct scene *scene)
{
    char name[60];

    scene->inside = true;
    demo_snapshot(scene->rig.demo, &scene->state);
    scene->record_length = folder_read(scene->folder, record_name(scene, name), scene->record,
                                       sizeof scene->record);
    scene->inside = false;
}

/* Asked for the time before and after every request: the last time before a request all that comes
 * before it has been done, its record on disk too. */
static int64_t scene_now(void *data)
{
    struct scene *scene = data;
    unsigned requests;

    if (scene->dying_at == 0 || scene->died || scene->inside)
        return scene->rig.now;
    requests = demo_requests(scene->rig.demo);
    if (scene->after ? requests >= scene->dying_at : requests + 1 == scene->dying_at)
        copy_all(scene);
    scene->died = requests >= scene->dying_at;
    return scene->rig.now;
}

static void scene_sleep(void *data, int64_t ms)
{
    ((struct scene *)data)->rig.now += ms;
}

static void die_at(struct scene *scene, unsigned request, bool after)
{
    demo_mark(scene->rig.demo);
    scene->dying_at = request;
    scene->after = after;
}

/* As it was found after the restart. false: it had not come to that request. */
static bool rise_again(struct scene *scene)
{
    char name[60], path[200];

    scene->dying_at = 0;
    if (!scene->died)
        return false;
    *demo_state(scene->rig.demo) = scene->state;
    record_name(scene, name);
    snprintf(path, sizeof path, "%s/%s", scene->folder, name);
    if (scene->record_length >= 0)
        folder_write(scene->folder, name, scene->record, (size_t)scene->record_length);
    else
        unlink(path);
    scene->died = false;
    return true;
}

/* --- setting up ----------------------------------------------------------------------------- */

static void note_line(void *data, const char *line)
{
    struct scene *scene = data;

    if (scene->line_count < LINES)
        snprintf(scene->lines[scene->line_count++], AUDIT_LINE, "%s", line);
}

static void start(struct scene *scene, void **folder, const char *setup)
{
    memset(scene, 0, sizeof *scene);
    scene->folder = *folder;
    scene->audit = (struct audit){"tester", note_line, scene};
    rig_open(&scene->rig, 1, setup);
    scene->rig.clock = (struct clock){scene_now, scene_sleep, scene};
    scene->guard = guard_create(&scene->rig.target, scene->folder, &scene->audit);
    guard_journal_demo(scene->guard);
    scene->password = secret_create();
    secret_set(scene->password, PASSWORD, strlen(PASSWORD));
    scene->wish = (struct guest_wish){.name = "support",
                                      .privilege = PRIVILEGE_OPERATOR,
                                      .sol = true,
                                      .hours = 4,
                                      .channel = 1,
                                      .password = scene->password};
    demo_snapshot(scene->rig.demo, &scene->before);
    scene->slot = 6;
    demo_mark(scene->rig.demo);
}

static bool logged(const struct scene *scene, const char *text)
{
    for (size_t i = 0; i < scene->line_count; i++)
        if (strstr(scene->lines[i], text) != NULL)
            return true;
    return false;
}

static void end(struct scene *scene)
{
    assert_false(logged(scene, PASSWORD));
    guard_destroy(scene->guard);
    secret_free(&scene->password);
    rig_close(&scene->rig);
}

/* --- what is done --------------------------------------------------------------------------- */

static enum guest_outcome begin(struct scene *scene)
{
    guest_begin(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), &scene->wish,
                &scene->result);
    return scene->result.outcome;
}

static void must_begin(struct scene *scene)
{
    if (begin(scene) != GUEST_DONE)
        fail_msg("%s", scene->result.error.sentence);
    scene->slot = scene->result.record.slot;
}

static enum guest_outcome end_now(struct scene *scene)
{
    guest_end(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), scene->slot, true,
              &scene->result);
    return scene->result.outcome;
}

static size_t end_due(struct scene *scene)
{
    return guest_end_due(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), NULL, NULL);
}

static struct guests look(struct scene *scene)
{
    struct guests guests;

    guest_look(scene->guard, &guests);
    assert_false(guests.unreadable);
    return guests;
}

/* His time is over. */
static void pass_time(struct scene *scene, uint8_t slot)
{
    struct guest_record record;

    assert_int_equal(guest_read_file(scene->guard, slot, &record, NULL), GUEST_READ);
    record.end_s = record.begun_s;
    assert_int_equal(guest_write_file(scene->guard, &record, NULL), 0);
}

/* --- judging -------------------------------------------------------------------------------- */

/* All as it was but what cannot be: the passwords of a slot that was let to somebody. */
static bool is_as_before(struct scene *scene, char *text, size_t size)
{
    struct demo_state now;

    demo_snapshot(scene->rig.demo, &now);
    for (unsigned slot = 1; slot <= now.user_count; slot++)
        if (slot == scene->slot)
            now.users[slot].password = scene->before.users[slot].password;
    return demo_differences(&scene->before, &now, text, size) == 0;
}

static void must_be_as_before(struct scene *scene, const char *when, unsigned request)
{
    char text[2000];

    if (!is_as_before(scene, text, sizeof text))
        fail_msg("%s %u: %s(%s)", when, request, text,
                 scene->line_count > 0 ? scene->lines[scene->line_count - 1] : "");
}

static bool can_log_in(struct scene *scene)
{
    const struct demo_user *user = &demo_state(scene->rig.demo)->users[scene->slot];

    return user->enabled && (user->access[1] & 0x10) != 0 && user->name[0] != '\0' &&
           (user->access[1] & 0x0f) <= PRIVILEGE_ADMINISTRATOR;
}

/* --- the plain way -------------------------------------------------------------------------- */

static void in_and_out(void **state)
{
    struct scene scene;
    struct guests guests;
    struct stat status;
    char name[60], path[200], text[GUEST_TEXT];
    long length;

    start(&scene, state, NULL);
    must_begin(&scene);
    assert_true(can_log_in(&scene));
    assert_true(demo_password_is(demo_state(scene.rig.demo), scene.slot, PASSWORD, 16));
    assert_string_equal((const char *)demo_state(scene.rig.demo)->users[scene.slot].name,
                        "support");
    assert_int_equal(demo_state(scene.rig.demo)->users[scene.slot].access[1] & 0x0f,
                     PRIVILEGE_OPERATOR);
    snprintf(path, sizeof path, "%s/%s", scene.folder, record_name(&scene, name));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    length = folder_read(scene.folder, name, text, sizeof text - 1);
    assert_true(length > 0);
    text[length] = '\0';
    assert_null(strstr(text, PASSWORD));
    guests = look(&scene);
    assert_int_equal(guests.count, 1);
    assert_int_equal(guests.due, 0);
    assert_uint_in_range((uint64_t)guests.of[0].left_s, 4 * HOURS - 60, 4 * HOURS);
    assert_non_null(guests_find(&guests, scene.slot, "support"));
    assert_null(guests_find(&guests, scene.slot, "other"));
    assert_non_null(guests_named(&guests, "support"));
    assert_false(guests_alarm(&guests));
    assert_true(logged(&scene, "guest begun"));
    assert_int_equal(scene.result.address, 0xc0a86464);
    /* Nobody is ended before the time. */
    assert_int_equal(end_due(&scene), 0);
    assert_true(can_log_in(&scene));

    assert_int_equal(end_now(&scene), GUEST_DONE);
    must_be_as_before(&scene, "ended", 0);
    assert_false(demo_password_is(demo_state(scene.rig.demo), scene.slot, PASSWORD, 16));
    assert_int_equal(look(&scene).count, 0);
    assert_int_not_equal(stat(path, &status), 0);
    assert_true(logged(&scene, "guest ended"));
    end(&scene);
}

static void ends_when_due(void **state)
{
    struct scene scene;
    struct guests guests;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    guests = look(&scene);
    assert_int_equal(guests.due, 1);
    assert_true(guests_alarm(&guests));
    assert_int_equal(end_due(&scene), 0);
    must_be_as_before(&scene, "due", 0);
    assert_int_equal(look(&scene).count, 0);
    assert_true(logged(&scene, "the time is over"));
    end(&scene);
}

static void two_guests(void **state)
{
    struct scene scene;
    uint8_t first;

    start(&scene, state, NULL);
    must_begin(&scene);
    first = scene.slot;
    snprintf(scene.wish.name, sizeof scene.wish.name, "other");
    must_begin(&scene);
    assert_int_not_equal(first, scene.slot);
    assert_int_equal(look(&scene).count, 2);
    pass_time(&scene, first);
    assert_int_equal(end_due(&scene), 0);
    assert_true(can_log_in(&scene));
    assert_int_equal(look(&scene).count, 1);
    assert_int_equal(look(&scene).of[0].record.slot, scene.slot);
    assert_int_equal(end_now(&scene), GUEST_DONE);
    scene.slot = first; /* of the two passwords this one may differ */
    demo_state(scene.rig.demo)->users[first + 1].password = scene.before.users[first + 1].password;
    must_be_as_before(&scene, "both", 0);
    end(&scene);
}

static void longer(void **state)
{
    const struct save_context *context;
    struct scene scene;

    start(&scene, state, NULL);
    context = RIG_CONTEXT(&scene.rig, &settings, NULL);
    must_begin(&scene);
    guest_extend(scene.guard, context, scene.slot, 4, &scene.result);
    assert_int_equal(scene.result.outcome, GUEST_DONE);
    assert_uint_in_range((uint64_t)scene.result.left_s, 8 * HOURS - 60, 8 * HOURS);
    assert_true(logged(&scene, "guest extended"));
    for (int i = 0; i < 16; i++)
        guest_extend(scene.guard, context, scene.slot, 4, &scene.result);
    assert_uint_in_range((uint64_t)scene.result.left_s, 72 * HOURS - 60, 72 * HOURS);
    guest_extend(scene.guard, context, scene.slot, 4, &scene.result);
    assert_int_equal(scene.result.outcome, GUEST_REFUSED);
    assert_int_equal(guest_exit(&scene.result), 2);
    /* Not one whose time is over. */
    pass_time(&scene, scene.slot);
    guest_extend(scene.guard, context, scene.slot, 4, &scene.result);
    assert_int_equal(scene.result.outcome, GUEST_REFUSED);
    assert_int_equal(end_due(&scene), 0);
    end(&scene);
}

static void what_is_refused(void **state)
{
    struct scene scene;
    char text[200];

    start(&scene, state, NULL);
    scene.wish.hours = 0;
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    scene.wish.hours = 73;
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    assert_int_equal(guest_exit(&scene.result), 2);
    scene.wish.hours = 4;
    scene.wish.read_only = true;
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    scene.wish.read_only = false;
    snprintf(scene.wish.name, sizeof scene.wish.name, "%s", "ADMIN");
    assert_int_equal(begin(&scene), GUEST_REFUSED); /* taken */
    snprintf(scene.wish.name, sizeof scene.wish.name, "%s", "a b");
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    assert_true(is_as_before(&scene, text, sizeof text));
    assert_int_equal(look(&scene).count, 0);
    end(&scene);
}

/* Over LAN only a file with the BMC's password can end him. */
static void over_lan(void **state)
{
    const struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0, .hostname = "192.0.2.1"};
    struct guest_wish wish = {.name = "support", .hours = 4};
    struct bmc_error error;

    (void)state;
    assert_int_equal(guest_check(&target, &wish, &error), -1);
    assert_non_null(strstr(error.sentence, "session_password_file"));
    wish.comes_back = true;
    assert_int_equal(guest_check(&target, &wish, &error), 0);
}

/* --- kill -9, before and after each request ------------------------------------------------- */

/* Returns how many requests it has. */
static unsigned begin_dying(void **state, bool after)
{
    struct scene scene;
    unsigned request = 1;
    bool more = true;

    for (; more; request++) {
        struct guests guests;

        start(&scene, state, NULL);
        die_at(&scene, request, after);
        (void)begin(&scene);
        more = rise_again(&scene);
        if (!more) {
            assert_int_equal(end_now(&scene), GUEST_DONE);
            end(&scene);
            break;
        }
        guests = look(&scene);
        /* Nobody was told the password: he ends, whatever the clocks say. */
        assert_int_equal(guests.due, guests.count);
        if (guests.count == 0)
            must_be_as_before(&scene, "without a record, begin", request);
        assert_int_equal(end_due(&scene), 0);
        must_be_as_before(&scene, "begin", request);
        assert_int_equal(look(&scene).count, 0);
        end(&scene);
    }
    return request;
}

static void begin_killed_before_each_request(void **state)
{
    assert_true(begin_dying(state, false) > 20);
}

static void begin_killed_after_each_request(void **state)
{
    assert_true(begin_dying(state, true) > 20);
}

static unsigned end_dying(void **state, bool after)
{
    struct scene scene;
    unsigned request = 1;

    for (;; request++) {
        start(&scene, state, NULL);
        must_begin(&scene);
        pass_time(&scene, scene.slot);
        die_at(&scene, request, after);
        (void)end_due(&scene);
        if (!rise_again(&scene))
            break;
        if (look(&scene).count == 0)
            must_be_as_before(&scene, "without a record, end", request);
        assert_int_equal(end_due(&scene), 0);
        must_be_as_before(&scene, "end", request);
        assert_int_equal(look(&scene).count, 0);
        end(&scene);
    }
    end(&scene);
    return request;
}

static void end_killed_before_each_request(void **state)
{
    assert_true(end_dying(state, false) > 20);
}

static void end_killed_after_each_request(void **state)
{
    assert_true(end_dying(state, true) > 20);
}

/* --- every fault at each request ------------------------------------------------------------ */

static const char *const faults[] = {"code=c0 times=1", "code=d5 times=1", "code=ff times=1",
                                     "code=cc times=1", "code=d4 times=1", "lost",
                                     "lost done",       "gone",            "gone done",
                                     "short times=1",   "ignored times=1", "late"};

static void bad_day(struct scene *scene, unsigned request, const char *fault)
{
    char text[80];

    demo_mark(scene->rig.demo);
    snprintf(text, sizeof text, "#%u:%s", request, fault);
    rig_fault(&scene->rig, text);
}

static void good_day(struct scene *scene)
{
    demo_fault_clear(scene->rig.demo);
    bmc_close(scene->rig.bmc);
    assert_int_equal(bmc_open(scene->rig.bmc, NULL), 0);
}

/* Done, or nothing is left but a record that ends it. */
static void judge_begin(struct scene *scene, const char *fault, unsigned request)
{
    enum guest_outcome outcome = begin(scene);

    good_day(scene);
    switch (outcome) {
    case GUEST_DONE:
        if (!can_log_in(scene))
            fail_msg("%s at %u: let in, but cannot log in", fault, request);
        assert_int_equal(end_now(scene), GUEST_DONE);
        break;
    case GUEST_REFUSED:
    case GUEST_UNDONE:
        if (look(scene).count != 0)
            fail_msg("%s at %u: undone, but a record is left", fault, request);
        break;
    default:
        if (look(scene).due != 1)
            fail_msg("%s at %u: left mixed without a record", fault, request);
        assert_int_equal(end_due(scene), 0);
    }
    must_be_as_before(scene, fault, request);
    assert_int_equal(look(scene).count, 0);
}

static void begin_with_faults(void **state)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        for (unsigned request = 1; request < FAULTS; request += rig_stride()) {
            struct scene scene;
            bool reached;

            start(&scene, state, NULL);
            bad_day(&scene, request, faults[i]);
            judge_begin(&scene, faults[i], request);
            reached = demo_requests(scene.rig.demo) > request;
            end(&scene);
            if (!reached || request > 60)
                break;
        }
    }
}

static void judge_end(struct scene *scene, const char *fault, unsigned request)
{
    struct demo_user *user = &demo_state(scene->rig.demo)->users[scene->slot];
    size_t failed = end_due(scene);

    good_day(scene);
    if (failed > 0 && look(scene).due != 1)
        fail_msg("%s at %u: not ended, without a record", fault, request);
    /* Where the BMC does not take the name away, that is told, and all else is closed. */
    if (failed == 0 && logged(scene, "keeps the name")) {
        assert_false(can_log_in(scene));
        memset(user->name, 0, DEMO_USER_NAME);
    }
    /* So is a slot that it does not disable, without messaging and privilege. */
    if (failed == 0 && (user->access[1] & 0x1f) == PRIVILEGE_NONE)
        user->enabled = false;
    if (failed == 0)
        must_be_as_before(scene, fault, request);
    assert_int_equal(end_due(scene), 0);
    must_be_as_before(scene, fault, request);
    assert_int_equal(look(scene).count, 0);
}

static void end_with_faults(void **state)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        for (unsigned request = 1; request < 70; request += rig_stride()) {
            struct scene scene;

            start(&scene, state, NULL);
            must_begin(&scene);
            pass_time(&scene, scene.slot);
            bad_day(&scene, request, faults[i]);
            judge_end(&scene, faults[i], request);
            end(&scene);
        }
    }
}

/* --- somebody else's ------------------------------------------------------------------------ */

static unsigned writes(const struct scene *scene)
{
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(scene->rig.demo, log, DEMO_LOG_MAX);
    unsigned found = 0;

    for (size_t i = count - demo_requests(scene->rig.demo); i < count; i++)
        found += log[i].netfn == 0x06 && memchr("\x43\x45\x47\x4c", log[i].request[0], 4) != NULL;
    return found;
}

static void another_bmc(void **state)
{
    struct scene scene;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    demo_state(scene.rig.demo)->guid[9] ^= 1;
    demo_mark(scene.rig.demo);
    assert_int_equal(end_due(&scene), 1);
    assert_int_equal(writes(&scene), 0);
    assert_true(can_log_in(&scene));
    assert_int_equal(look(&scene).due, 1);
    assert_true(logged(&scene, "another BMC"));
    assert_int_equal(end_now(&scene), GUEST_OTHER_BMC);
    assert_int_equal(guest_exit(&scene.result), 4);
    /* Nor is anybody let in beside that record, in the same slot. */
    memset(demo_state(scene.rig.demo)->users[scene.slot].name, 0, DEMO_USER_NAME);
    demo_state(scene.rig.demo)->users[scene.slot].enabled = false;
    demo_state(scene.rig.demo)->users[scene.slot].access[1] = 0x0f;
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    assert_int_equal(writes(&scene), 0);
    /* Back in its machine it is ended. */
    demo_state(scene.rig.demo)->guid[9] ^= 1;
    assert_int_equal(end_due(&scene), 0);
    assert_int_equal(look(&scene).count, 0);
    end(&scene);
}

static void renamed_slot(void **state)
{
    struct scene scene;
    struct guests guests;
    uint8_t *name;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    name = demo_state(scene.rig.demo)->users[scene.slot].name;
    memcpy(name, "bob\0\0\0\0", 7);
    demo_mark(scene.rig.demo);
    assert_int_equal(end_due(&scene), 0);
    assert_int_equal(writes(&scene), 0);
    assert_true(can_log_in(&scene));
    /* It is told, and once told it goes. */
    guests = look(&scene);
    assert_int_equal(guests.count, 1);
    assert_int_equal(guests.due, 0);
    assert_true(guests_alarm(&guests));
    assert_int_equal(guests.of[0].record.state, GUEST_LEFT);
    assert_true(logged(&scene, "left alone"));
    assert_int_equal(end_due(&scene), 0);
    assert_int_equal(writes(&scene), 0);
    assert_int_equal(guest_forget(scene.guard, scene.slot, NULL), 0);
    assert_int_equal(look(&scene).count, 0);
    end(&scene);
}

static void deleted_meanwhile(void **state)
{
    struct scene scene;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    demo_state(scene.rig.demo)->users[scene.slot] = scene.before.users[scene.slot];
    demo_mark(scene.rig.demo);
    assert_int_equal(end_due(&scene), 0);
    assert_int_equal(writes(&scene), 0);
    assert_int_equal(look(&scene).count, 0);
    assert_true(logged(&scene, "deleted already"));
    end(&scene);
}

static void name_is_kept(void **state)
{
    struct scene scene;

    start(&scene, state, "set name-empty=ignored");
    must_begin(&scene);
    assert_int_equal(end_now(&scene), GUEST_KEPT_NAME);
    assert_int_equal(guest_exit(&scene.result), 0);
    assert_false(can_log_in(&scene));
    assert_int_equal(look(&scene).count, 0);
    end(&scene);
}

/* --- the disk ------------------------------------------------------------------------------- */

/* From now on no record can be written: its new name is taken by a folder. */
static void fill_disk(const struct scene *scene)
{
    char name[60], path[200];

    snprintf(path, sizeof path, "%s/" GUEST_FOLDER, scene->folder);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s.new", scene->folder, record_name(scene, name));
    assert_int_equal(mkdir(path, 0700), 0);
}

static void full_disk(void **state)
{
    struct scene scene;
    char text[400];

    start(&scene, state, NULL);
    fill_disk(&scene);
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    assert_int_equal(guest_exit(&scene.result), 1);
    assert_int_equal(writes(&scene), 0);
    assert_true(is_as_before(&scene, text, sizeof text));
    end(&scene);
}

static void fill_at_progress(void *data, const struct save_state *state)
{
    struct scene *scene = data;

    (void)state;
    if (!scene->inside)
        fill_disk(scene);
    scene->inside = true;
}

/* The record is there, but it can never say that he is in: so he is not. */
static void disk_full_meanwhile(void **state)
{
    struct scene scene;
    const struct save_watch watch = {.progress = fill_at_progress, .data = &scene};

    start(&scene, state, NULL);
    guest_begin(scene.guard, RIG_CONTEXT(&scene.rig, &settings, &watch), &scene.wish,
                &scene.result);
    assert_int_equal(scene.result.outcome, GUEST_UNDONE);
    must_be_as_before(&scene, "full", 0);
    assert_int_equal(look(&scene).count, 0);
    end(&scene);
}

static void damaged_record(void **state)
{
    struct scene scene;
    struct guests guests;
    char name[60];

    start(&scene, state, NULL);
    must_begin(&scene);
    folder_write(scene.folder, record_name(&scene, name), "bmctui guest 1\nnonsense\n", 24);
    demo_mark(scene.rig.demo);
    guests = look(&scene);
    assert_int_equal(guests.count, 1);
    assert_true(guests.of[0].damaged);
    assert_true(guests_alarm(&guests));
    assert_int_equal(end_due(&scene), 0);
    assert_int_equal(writes(&scene), 0);
    end(&scene);
}

/* --- beside others -------------------------------------------------------------------------- */

static void while_somebody_saves(void **state)
{
    struct scene scene;
    struct store *store;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    assert_int_equal(store_open(&store, scene.folder, "demo", false, NULL), 0);
    assert_int_equal(store_lock(store, "pts/9", "alice", NULL, NULL), STORE_LOCKED);
    demo_mark(scene.rig.demo);
    assert_int_equal(end_due(&scene), 1);
    assert_int_equal(writes(&scene), 0);
    assert_int_equal(look(&scene).due, 1);
    store_close(store);
    assert_int_equal(end_due(&scene), 0);
    must_be_as_before(&scene, "later", 0);
    end(&scene);
}

/* A save that was cut off keeps nobody in; but nobody new comes in beside it. */
static void beside_a_journal(void **state)
{
    struct scene scene;
    struct store *store;
    struct journal journal;

    start(&scene, state, NULL);
    must_begin(&scene);
    pass_time(&scene, scene.slot);
    memset(&journal, 0, sizeof journal);
    journal.plan.channel = 1;
    assert_int_equal(store_open(&store, scene.folder, "demo", false, NULL), 0);
    assert_int_equal(store_write(store, &journal, NULL), 0);
    store_close(store);
    assert_int_equal(end_due(&scene), 0);
    must_be_as_before(&scene, "beside", 0);
    assert_int_equal(begin(&scene), GUEST_REFUSED);
    assert_int_equal(scene.result.error.kind, ERROR_LOCKED);
    must_be_as_before(&scene, "beside", 1);
    end(&scene);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(in_and_out),
        TEST(ends_when_due),
        TEST(two_guests),
        TEST(longer),
        TEST(what_is_refused),
        TEST(over_lan),
        TEST(begin_killed_before_each_request),
        TEST(begin_killed_after_each_request),
        TEST(end_killed_before_each_request),
        TEST(end_killed_after_each_request),
        TEST(begin_with_faults),
        TEST(end_with_faults),
        TEST(another_bmc),
        TEST(renamed_slot),
        TEST(deleted_meanwhile),
        TEST(name_is_kept),
        TEST(full_disk),
        TEST(disk_full_meanwhile),
        TEST(damaged_record),
        TEST(while_somebody_saves),
        TEST(beside_a_journal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

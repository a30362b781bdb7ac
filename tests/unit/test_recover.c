/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Program or host dies before or after any request of a save: with the journal that is on disk
 * then, and the BMC as it is then, undoing ends in the old settings and finishing in the new ones.
 *
 * "Dies" is played: there, journal and BMC are copied; whatever the engine does afterwards is
 * thrown away, and the copies are put in its place.
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
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pages/pages.h"
#include "base/system.h"
#include "guard/recover.h"
#include "guard/resolve.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

#define NEW_PASSWORD "Abcdefg1234"
#define ALL_BOXES                                                                                  \
    (REMOTE_BIT(REMOTE_ENABLE) | REMOTE_BIT(REMOTE_MESSAGING) | REMOTE_BIT(REMOTE_PRIVILEGE) |     \
     REMOTE_BIT(REMOTE_LAN) | REMOTE_BIT(REMOTE_ARP))
#define JOURNAL_NAME_DEMO "demo.journal"
#define LINES 40
#define MESSAGING 0x10 /* of a user on a channel, as the demo BMC keeps it */

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

struct kind {
    const char *name;
    uint8_t channel;
    const char *setup;
    uint8_t user; /* 0: the default */
    const char *edits;
    unsigned boxes;
};

static const struct kind kinds[] = {
    {"address", 1, NULL, 0, "address=192.168.100.101", 0},
    {"static from a lease", 8, NULL, 0, "dhcp=no address=10.9.8.7/16 gateway=10.9.0.1", 0},
    {"dhcp", 1, NULL, 0, "dhcp=yes", 0},
    {"vlan on", 1, NULL, 0, "vlan=123", 0},
    {"vlan off", 1, NULL, 0, "vlan=off", 0},
    {"password", 1, NULL, 0, "password=" NEW_PASSWORD, 0},
    {"all", 1, NULL, 4, "address=10.1.2.3/8 gateway=10.0.0.1 vlan=77 password=" NEW_PASSWORD,
     ALL_BOXES},
    {"remote access", 1, NULL, 4, "", ALL_BOXES},
    {"writes at once", 1, "set apply=immediate", 0, "address=10.1.2.3/8 gateway=10.0.0.1", 0},
    {"no lock", 1, "set lock=80; set apply=immediate", 0, "address=10.1.2.3/8 gateway=none", 0},
    {"may use it already", 1, NULL, 4, "vlan=9", ALL_BOXES},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* What the BMC holds, as far as these saves touch it. */
struct holds {
    struct lan lan;
    struct user_access access;
    struct channel_access kept, active;
};

struct scene {
    const char *folder;
    struct rig rig;
    const struct kind *kind;
    struct guard *guard;
    struct plan plan;
    struct holds before;
    /* As they were when it died. */
    unsigned dying_at; /* the request, 0: not to die */
    bool after, died, inside;
    struct demo_state state;
    char journal[JOURNAL_TEXT];
    long journal_length;
    /* The audit trail. */
    char lines[LINES][AUDIT_LINE];
    size_t line_count;
    struct audit audit;
    bool full; /* no journal can be written once the save has begun */
    int bell;  /* of a watcher that is there, 0: none */
};

/* --- dying ---------------------------------------------------------------- */

static void copy_all(struct scene *scene)
{
    scene->inside = true;
    demo_snapshot(scene->rig.demo, &scene->state);
    scene->journal_length =
        folder_read(scene->folder, JOURNAL_NAME_DEMO, scene->journal, sizeof scene->journal);
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

/* --- setting up ----------------------------------------------------------- */

static void note_line(void *data, const char *line)
{
    struct scene *scene = data;

    if (scene->line_count < LINES)
        snprintf(scene->lines[scene->line_count++], AUDIT_LINE, "%s", line);
}

static void prepare(struct rig *rig, const struct kind *kind)
{
    struct demo_state *state = demo_state(rig->demo);

    if (strcmp(kind->name, "vlan off") == 0)
        state->channels[1].lan.vlan[1] |= 0x80;
    if (kind->boxes != 0) {
        state->channels[1].lan.arp = 1;
        state->channels[1].kept.settings &= 0xf8;
        state->channels[1].active.settings &= 0xf8;
        state->users[4].enabled = false;
        state->users[4].access[1] = PRIVILEGE_USER;
        if (strcmp(kind->name, "may use it already") == 0)
            state->users[4].access[1] |= MESSAGING;
    }
}

static void look(const struct scene *scene, struct holds *holds)
{
    struct bmc *bmc = scene->rig.bmc;
    uint8_t channel = scene->kind->channel, user = scene->plan.user;

    memset(holds, 0, sizeof *holds);
    for (enum lan_item item = LAN_SOURCE; item < LAN_ITEMS; item++)
        assert_int_equal(bmc_read_lan(bmc, channel, item, &holds->lan, NULL), 0);
    assert_int_equal(bmc_get_user_access(bmc, channel, user, &holds->access, NULL), 0);
    assert_int_equal(bmc_get_channel_access(bmc, channel, true, &holds->kept, NULL), 0);
    assert_int_equal(bmc_get_channel_access(bmc, channel, false, &holds->active, NULL), 0);
}

static void start(struct scene *scene, const struct kind *kind, void **folder)
{
    struct rig *rig = &scene->rig;
    struct bmc_error error;

    memset(scene, 0, sizeof *scene);
    scene->folder = *folder;
    scene->kind = kind;
    scene->audit = (struct audit){"tester", note_line, scene};
    rig_open(rig, kind->channel, kind->setup);
    rig->clock = (struct clock){scene_now, scene_sleep, scene};
    prepare(rig, kind);
    model_init(&rig->page, &page_network);
    rig->edit.user = kind->user;
    assert_int_equal(load_first(rig->bmc, &rig->page, kind->channel, NULL, &error), 0);
    assert_int_equal(load_users(rig->bmc, &rig->page, NULL, &error), 0);
    assert_int_equal(
        load_access(rig->bmc, &rig->page, edit_user(&rig->edit, &rig->page), &error), 0);
    rig_edit(rig, kind->edits);
    rig_plan(rig, kind->boxes, &scene->plan);
    scene->guard = guard_create(&rig->target, scene->folder, &scene->audit);
    guard_journal_demo(scene->guard);
    look(scene, &scene->before);
}

static void end(struct scene *scene)
{
    for (size_t i = 0; i < scene->line_count; i++)
        assert_null(strstr(scene->lines[i], NEW_PASSWORD));
    if (scene->bell > 0)
        close(scene->bell);
    guard_destroy(scene->guard);
    rig_close(&scene->rig);
}

/* --- a save that dies ------------------------------------------------------ */

static void die_at(struct scene *scene, unsigned request, bool after)
{
    demo_mark(scene->rig.demo);
    scene->dying_at = request;
    scene->after = after;
}

/* As it was found after the restart. false: it had not come to that request. */
static bool rise_again(struct scene *scene)
{
    scene->dying_at = 0;
    if (!scene->died)
        return false;
    *demo_state(scene->rig.demo) = scene->state;
    if (scene->journal_length >= 0) {
        folder_write(scene->folder, JOURNAL_NAME_DEMO, scene->journal,
                     (size_t)scene->journal_length);
    } else {
        char path[200];

        snprintf(path, sizeof path, "%s/%s", scene->folder, JOURNAL_NAME_DEMO);
        unlink(path);
    }
    scene->died = false;
    return true;
}

static enum guard_begun begin(struct scene *scene, struct bmc_error *error)
{
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};

    return guard_begin(scene->guard, RIG_CONTEXT(&scene->rig, NULL, NULL), &options, &scene->plan,
                       &scene->rig.page, error);
}

/* From now on no journal can be written: its new name is taken by a folder. Removing one can be. */
static void fill_disk(const struct scene *scene, bool full)
{
    char path[200];

    snprintf(path, sizeof path, "%s/demo.journal.new", scene->folder);
    assert_int_equal(full ? mkdir(path, 0700) : rmdir(path), 0);
}

static enum save_status save(struct scene *scene)
{
    struct bmc_error error = {0};

    if (begin(scene, &error) != GUARD_READY)
        fail_msg("%s", error.sentence);
    if (scene->full)
        fill_disk(scene, true);
    return guard_save(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), &scene->rig.state);
}

static bool save_dying_at(struct scene *scene, unsigned request, bool after)
{
    die_at(scene, request, after);
    (void)save(scene);
    return rise_again(scene);
}

/* The number of the nth write of a LAN parameter in a save of this kind. */
static unsigned number_of_write(const struct scene *like, unsigned nth)
{
    struct scene scene;
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count, i;
    void *folder = (void *)(uintptr_t)like->folder;

    start(&scene, like->kind, &folder);
    demo_mark(scene.rig.demo);
    (void)save(&scene);
    count = demo_log(scene.rig.demo, log, DEMO_LOG_MAX);
    for (i = count - demo_requests(scene.rig.demo); i < count && nth > 0; i++)
        nth -= log[i].netfn == 0x0c && log[i].request[0] == 0x01 && log[i].request[2] != 0;
    assert_int_equal(nth, 0);
    end(&scene);
    return log[i - 1].number;
}

static bool save_dying_after_write(struct scene *scene, unsigned nth)
{
    return save_dying_at(scene, number_of_write(scene, nth), true);
}

static int recover(struct scene *scene, enum recover_action action,
                   struct recover_outcome *outcome, struct bmc_error *error)
{
    memset(error, 0, sizeof *error);
    return recover_act(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), action, outcome,
                       error);
}

/* --- judging -------------------------------------------------------------- */

static bool lan_is(const struct lan *held, const struct lan *meant)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (lan_judged(item, meant) && !lan_same(item, held, meant))
            return false;
    }
    return true;
}

static bool is_old(const struct scene *scene)
{
    struct holds now;

    look(scene, &now);
    return lan_is(&now.lan, &scene->before.lan) &&
           now.access.enabled == scene->before.access.enabled &&
           now.access.messaging == scene->before.access.messaging &&
           now.access.privilege == scene->before.access.privilege &&
           now.kept.mode == scene->before.kept.mode &&
           now.active.mode == scene->before.active.mode;
}

static bool has(const struct scene *scene, enum remote_box box)
{
    return (plan_boxes(&scene->plan) & REMOTE_BIT(box)) != 0;
}

static bool is_new(const struct scene *scene)
{
    struct holds now;

    look(scene, &now);
    return lan_is(&now.lan, plan_lan(&scene->plan, GOAL_WANTED)) &&
           (!has(scene, REMOTE_ENABLE) || now.access.enabled == USER_ENABLED) &&
           (!has(scene, REMOTE_MESSAGING) || now.access.messaging) &&
           (!has(scene, REMOTE_PRIVILEGE) || now.access.privilege == PRIVILEGE_ADMINISTRATOR) &&
           (!has(scene, REMOTE_LAN) ||
            (now.kept.mode == CHANNEL_ACCESS_ALWAYS && now.active.mode == CHANNEL_ACCESS_ALWAYS));
}

static bool unlocked(const struct scene *scene)
{
    return demo_state(scene->rig.demo)->channels[scene->kind->channel].progress ==
           LAN_SET_COMPLETE;
}

static bool nothing_left(const struct scene *scene)
{
    struct guard_pending pending;

    guard_look(scene->guard, &pending);
    return pending.state == GUARD_NOTHING;
}

static bool journal_says_sent(const struct scene *scene)
{
    struct guard_pending pending;

    guard_look(scene->guard, &pending);
    return pending.journal.password_sent;
}

/* NULL: all is well. */
static const char *judge(const struct scene *scene, enum recover_action action, bool sent,
                         const struct recover_outcome *outcome)
{
    if (!unlocked(scene))
        return "the lock is left";
    if (!nothing_left(scene) || !outcome->resolved)
        return "the journal is left";
    if (action == RECOVER_UNDO && !is_old(scene))
        return "undone, and not as it was";
    if (action == RECOVER_FINISH && !is_new(scene))
        return "finished, and not as it was to be";
    if (outcome->exit != (action == RECOVER_UNDO && sent ? 4 : 0))
        return "the exit status is wrong";
    if (scene->plan.password != NULL && outcome->remark[0] == '\0')
        return "the password is not mentioned";
    if (scene->plan.password != NULL &&
        (strstr(outcome->remark, "had not been sent") == NULL) != sent)
        return "what is said of the password is not so";
    return NULL;
}

/* false: the save has fewer requests. */
static bool run(void **folder, const struct kind *kind, unsigned request, bool after, bool full,
                enum recover_action action, unsigned *runs)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    const char *wrong = NULL;
    bool reached, sent;

    start(&scene, kind, folder);
    scene.full = full;
    reached = save_dying_at(&scene, request, after);
    if (full && action == RECOVER_FINISH && reached && scene.journal_length >= 0) {
        /* Nobody could undo it, should it be cut off again: it says so, and keeps the journal. */
        assert_int_equal(recover(&scene, action, &outcome, &error), -1);
        assert_non_null(strstr(error.sentence, "demo.journal"));
        assert_false(nothing_left(&scene));
    }
    if (full && (action == RECOVER_FINISH || !reached || scene.journal_length < 0))
        fill_disk(&scene, false);
    /* Before the journal (the device is asked for) there is nothing to recover. */
    if (reached && scene.journal_length >= 0) {
        (*runs)++;
        sent = journal_says_sent(&scene);
        if (!sent && scene.plan.password != NULL)
            assert_false(demo_password_is(demo_state(scene.rig.demo), scene.plan.user,
                                          NEW_PASSWORD, 16));
        if (recover(&scene, action, &outcome, &error) != 0)
            fail_msg("%s, %s request %u: %s", kind->name, after ? "after" : "before", request,
                     error.sentence);
        wrong = judge(&scene, action, sent, &outcome);
        if (wrong != NULL)
            fail_msg("%s, killed %s request %u, action %d: %s (status %d, %s)", kind->name,
                     after ? "after" : "before", request, (int)action, wrong,
                     (int)outcome.state.status, outcome.state.error.sentence);
        if (full && action == RECOVER_UNDO)
            fill_disk(&scene, false);
    } else if (reached) {
        assert_true(is_old(&scene));
    }
    end(&scene);
    return reached;
}

static void killed_everywhere(void **folder, bool after, bool full, enum recover_action action)
{
    unsigned runs = 0;

    for (size_t i = 0; i < KINDS; i++) {
        unsigned request = 1;

        while (run(folder, &kinds[i], request, after, full, action, &runs))
            request++;
        assert_true(request > 2 || (full && kinds[i].boxes == 0)); /* no password is sent then */
    }
    print_message("%u runs\n", runs);
    assert_true(runs > 100);
}

static void killed_before_undo(void **folder)
{
    killed_everywhere(folder, false, false, RECOVER_UNDO);
}

static void killed_after_undo(void **folder)
{
    killed_everywhere(folder, true, false, RECOVER_UNDO);
}

static void killed_before_finish(void **folder)
{
    killed_everywhere(folder, false, false, RECOVER_FINISH);
}

static void killed_after_finish(void **folder)
{
    killed_everywhere(folder, true, false, RECOVER_FINISH);
}

/* The disk is full from the first write to the BMC on: what was kept before is enough. */
static void killed_full_undo(void **folder)
{
    killed_everywhere(folder, true, true, RECOVER_UNDO);
}

static void killed_full_finish(void **folder)
{
    killed_everywhere(folder, false, true, RECOVER_FINISH);
}

/* The recovery is killed too, at any of its requests, and then undone. */
static void killed_twice(void **folder)
{
    static const struct kind *const some[] = {&kinds[0], &kinds[1], &kinds[3], &kinds[7]};
    unsigned runs = 0;

    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        bool reached = true;

        for (unsigned second = 1; reached; second += 2) {
            struct scene scene;
            struct recover_outcome outcome;
            struct bmc_error error;
            bool finish = second % 4 == 1;

            start(&scene, some[i], folder);
            assert_true(save_dying_at(&scene, 7 + second % 3, true));
            die_at(&scene, second, true);
            (void)recover(&scene, finish ? RECOVER_FINISH : RECOVER_UNDO, &outcome, &error);
            reached = rise_again(&scene);
            if (reached) {
                runs++;
                assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
                assert_null(judge(&scene, RECOVER_UNDO, false, &outcome));
            }
            end(&scene);
        }
    }
    print_message("%u runs\n", runs);
    assert_true(runs > 40);
}

/* The journal torn at every byte: never acted upon, put aside, said so. */
static void torn_journal(void **folder)
{
    struct scene scene;
    struct demo_state before;

    start(&scene, &kinds[0], folder);
    assert_true(save_dying_after_write(&scene, 1));
    demo_snapshot(scene.rig.demo, &before);
    for (long length = 0; length < scene.journal_length; length += 37) {
        struct guard_pending pending;
        struct recover_outcome outcome;
        struct bmc_error error;
        char text[500], path[200];

        folder_write(*folder, JOURNAL_NAME_DEMO, scene.journal, (size_t)length);
        assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), -1);
        assert_non_null(strstr(error.sentence, "moved aside"));
        folder_write(*folder, JOURNAL_NAME_DEMO, scene.journal, (size_t)length);
        guard_look(scene.guard, &pending);
        assert_int_equal(pending.state, GUARD_DAMAGED);
        assert_non_null(strstr(guard_text(&pending, text, sizeof text), "moved aside"));
        guard_look(scene.guard, &pending);
        assert_int_equal(pending.state, GUARD_NOTHING);
        for (int i = 1; i <= 2; i++) {
            snprintf(path, sizeof path, "%s/demo.damaged-%d", (char *)*folder, i);
            assert_int_equal(unlink(path), 0);
        }
    }
    assert_true(demo_equal(&before, demo_state(scene.rig.demo)));
    end(&scene);
}

/* --- refused, forgotten --------------------------------------------------- */

/* Finishing is refused by the BMC: it ends in the old settings. */
static void finish_refused(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;

    start(&scene, &kinds[8], folder);
    assert_true(save_dying_after_write(&scene, 1));
    assert_false(is_old(&scene));
    rig_fault(&scene.rig, "lan-set 12:code=cc times=1");
    assert_int_equal(recover(&scene, RECOVER_FINISH, &outcome, &error), 0);
    assert_int_equal(outcome.exit, 1);
    assert_int_equal(outcome.state.status, SAVE_PUT_BACK);
    assert_true(is_old(&scene));
    assert_true(nothing_left(&scene));
    end(&scene);
}

/* Journals of earlier releases: what they say is undone, or finished, as by one of our own. */
static void version_1(void **folder)
{
    static const struct {
        const char *name, *kind;
    } cases[] = {{"address", "address"}, {"lease", "static from a lease"}, {"all", "all"}};
    const char *source = getenv("top_srcdir");

    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const char *name = cases[i / 2].name;
        const struct kind *kind = kinds;
        bool undo = i % 2 == 0;
        struct recover_outcome outcome;
        struct bmc_error error;
        struct scene scene;
        char from[400], to[400];

        while (strcmp(kind->name, cases[i / 2].kind) != 0)
            kind++;
        start(&scene, kind, folder);
        if (undo)
            assert_int_equal(save(&scene), SAVE_KEPT);
        snprintf(from, sizeof from, "%s/tests/unit/journals", source != NULL ? source : ".");
        snprintf(to, sizeof to, "version-1-%s.journal", name);
        scene.journal_length = folder_read(from, to, scene.journal, sizeof scene.journal);
        assert_true(scene.journal_length > 0);
        folder_write(scene.folder, JOURNAL_NAME_DEMO, scene.journal, (size_t)scene.journal_length);
        assert_int_equal(recover(&scene, undo ? RECOVER_UNDO : RECOVER_FINISH, &outcome, &error),
                         0);
        assert_true(undo ? is_old(&scene) : is_new(&scene));
        assert_true(unlocked(&scene) && nothing_left(&scene));
        end(&scene);
    }
}

static void forgotten(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    struct demo_state before;

    start(&scene, &kinds[0], folder);
    assert_true(save_dying_after_write(&scene, 1));
    demo_snapshot(scene.rig.demo, &before);
    assert_int_equal(recover(&scene, RECOVER_FORGET, &outcome, &error), 0);
    assert_int_equal(outcome.exit, 0);
    assert_true(nothing_left(&scene));
    assert_non_null(strstr(outcome.remark, "--clear-lock"));
    assert_true(demo_equal(&before, demo_state(scene.rig.demo)));
    assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), -1);
    assert_non_null(strstr(error.sentence, "nothing is pending"));
    end(&scene);
}

/* Undoing fails for want of the BMC: the journal stays, and says what comes next. */
static void undo_fails(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct bmc_error error;
    struct guard_pending pending;

    start(&scene, &kinds[8], folder);
    assert_true(save_dying_after_write(&scene, 1));
    rig_fault(&scene.rig, "lan-set 3:ignored");
    assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
    assert_int_equal(outcome.exit, 4);
    assert_false(outcome.resolved);
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_NOT_PUT_BACK);
    demo_fault_clear(scene.rig.demo);
    assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
    assert_int_equal(outcome.exit, 0);
    assert_true(is_old(&scene));
    end(&scene);
}

/* A save that was kept, but could not let go of the lock: nothing else is undone. */
static void only_the_lock(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct recover_view view;
    struct guard_pending pending;
    struct bmc_error error;

    start(&scene, &kinds[0], folder);
    rig_fault(&scene.rig, "complete:code=c9");
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_true(scene.rig.state.lock_left);
    assert_true(guard_remark(scene.guard)[0] != '\0');
    demo_fault_clear(scene.rig.demo);
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_NOT_PUT_BACK);
    recover_make(&view, &pending.journal);
    assert_true(view.only_lock);
    assert_int_equal(begin(&scene, &error), GUARD_PENDING);
    assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
    assert_int_equal(outcome.exit, 0);
    assert_true(is_new(&scene));
    assert_true(unlocked(&scene));
    assert_true(nothing_left(&scene));
    end(&scene);
}

/* --- what is seen --------------------------------------------------------- */

static void three_columns(void **folder)
{
    struct scene scene;
    struct guard_pending pending;
    struct recover_view view;
    struct bmc_error error;

    start(&scene, &kinds[6], folder);
    assert_true(save_dying_after_write(&scene, 1));
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_CUT_OFF);
    recover_make(&view, &pending.journal);
    assert_int_equal(view.count, 5);
    assert_string_equal(view.rows[0].label, "IPv4 Address");
    assert_string_equal(view.rows[0].old, "192.168.100.100");
    assert_string_equal(view.rows[0].wanted, "10.1.2.3");
    assert_string_equal(view.rows[0].now, "");
    assert_non_null(strstr(view.password, "had not been sent"));
    assert_non_null(strstr(view.access, "enabled"));
    assert_non_null(strstr(view.headline, "channel 1 of simulated BMC"));
    snprintf(pending.journal.tty, sizeof pending.journal.tty, "tty7");
    pending.journal.pid = 42;
    recover_make(&view, &pending.journal);
    assert_non_null(strstr(view.headline, ", by pid 42 on tty7"));
    pending.journal.tty[0] = '\0';
    recover_make(&view, &pending.journal);
    assert_string_equal(strstr(view.headline, ", by pid "), ", by pid 42");
    rig_fault(&scene.rig, "device-id:code=d5");
    assert_int_equal(recover_read(&view, scene.rig.bmc, &error), -1);
    assert_false(view.now_known);
    demo_fault_clear(scene.rig.demo);
    assert_int_equal(recover_read(&view, scene.rig.bmc, &error), 0);
    assert_true(view.now_known);
    assert_string_equal(view.rows[0].now, "192.168.100.100");
    assert_int_equal(view.rows[0].match, CHANGE_MATCHES_OLD);
    assert_true(view.same_bmc);
    assert_true(view.untouched);
    assert_string_equal(view.warning, "");
    end(&scene);
}

/* --- nobody there --------------------------------------------------------- */

typedef void meddle(struct demo_state *state);

static void nothing_done(struct demo_state *state)
{
    (void)state;
}

static void other_mac(struct demo_state *state)
{
    state->channels[1].lan.mac[5] ^= 1;
}

static void other_device(struct demo_state *state)
{
    state->device.id ^= 1;
}

static void other_product(struct demo_state *state)
{
    state->device.product[0] ^= 1;
}

static void repaired_address(struct demo_state *state)
{
    state->channels[1].lan.address[3] = 222;
    state->channels[1].progress = 0;
}

static void repaired_vlan(struct demo_state *state)
{
    state->channels[1].lan.vlan[0] = 9;
    state->channels[1].lan.vlan[1] = 0x80;
}

static void other_user_rights(struct demo_state *state)
{
    state->users[4].access[1] = PRIVILEGE_OPERATOR;
}

static void other_messaging(struct demo_state *state)
{
    state->users[4].access[1] &= (uint8_t)~MESSAGING;
}

static void leased_address(struct demo_state *state)
{
    state->channels[1].lan.address[3] = 222;
    state->channels[1].lan.netmask[1] = 0;
}

static int alone(struct scene *scene, enum recover_policy policy)
{
    scene->line_count = 0;
    return recover_unattended(scene->guard, RIG_CONTEXT(&scene->rig, &settings, NULL), policy);
}

enum expected { UNDONE, FINISHED, LEFT_ALONE };

struct guarded {
    const char *name;
    const struct kind *kind;
    meddle *meddle;
    enum recover_policy policy;
    enum expected expected;
    const char *logged;
};

static const struct guarded guarded_cases[] = {
    {"undo", &kinds[8], nothing_done, RECOVER_POLICY_UNDO, UNDONE, "put back"},
    {"finish", &kinds[8], nothing_done, RECOVER_POLICY_FINISH, FINISHED, "done and verified"},
    {"ask", &kinds[8], nothing_done, RECOVER_POLICY_ASK, LEFT_ALONE, "left alone"},
    {"other MAC", &kinds[8], other_mac, RECOVER_POLICY_UNDO, LEFT_ALONE, "a different BMC"},
    {"other device", &kinds[8], other_device, RECOVER_POLICY_UNDO, LEFT_ALONE, "a different BMC"},
    {"other product", &kinds[8], other_product, RECOVER_POLICY_FINISH, LEFT_ALONE,
     "a different BMC"},
    {"repaired", &kinds[8], repaired_address, RECOVER_POLICY_UNDO, LEFT_ALONE, "neither"},
    {"repaired elsewhere", &kinds[8], repaired_vlan, RECOVER_POLICY_UNDO, LEFT_ALONE, "neither"},
    {"user changed", &kinds[7], other_user_rights, RECOVER_POLICY_UNDO, LEFT_ALONE, "neither"},
    {"messaging changed", &kinds[10], other_messaging, RECOVER_POLICY_UNDO, LEFT_ALONE, "neither"},
    {"a lease moved", &kinds[2], leased_address, RECOVER_POLICY_FINISH, FINISHED,
     "done and verified"},
};

static void check_guard(const struct guarded *guarded, void **folder)
{
    struct scene scene;
    struct demo_state before;

    start(&scene, guarded->kind, folder);
    assert_true(save_dying_after_write(&scene, 1));
    guarded->meddle(demo_state(scene.rig.demo));
    demo_snapshot(scene.rig.demo, &before);
    assert_int_equal(alone(&scene, guarded->policy), 0);
    assert_true(scene.line_count > 0);
    if (strstr(scene.lines[scene.line_count - 1], guarded->logged) == NULL)
        fail_msg("%s: %s", guarded->name, scene.lines[scene.line_count - 1]);
    if (guarded->expected == LEFT_ALONE) {
        assert_true(demo_equal(&before, demo_state(scene.rig.demo)));
        assert_false(nothing_left(&scene));
    } else {
        assert_true(guarded->expected == UNDONE ? is_old(&scene) : is_new(&scene));
        assert_true(nothing_left(&scene));
        assert_true(unlocked(&scene));
    }
    (void)recover(&scene, RECOVER_FORGET, &(struct recover_outcome){0}, &(struct bmc_error){0});
    end(&scene);
}

static void guards_of_the_service(void **folder)
{
    for (size_t i = 0; i < sizeof guarded_cases / sizeof *guarded_cases; i++) {
        print_message("%s\n", guarded_cases[i].name);
        check_guard(&guarded_cases[i], folder);
    }
}

/* As found: the journal with something changed in it. */
static void change_journal(struct scene *scene, void (*change)(struct journal *journal))
{
    struct store *store;
    struct journal journal;

    assert_int_equal(store_open(&store, scene->folder, "demo", false, NULL), 0);
    assert_int_equal(store_lock(store, "", "", NULL, NULL), STORE_LOCKED);
    assert_int_equal(store_read(store, &journal, NULL), STORE_JOURNAL);
    change(&journal);
    assert_int_equal(store_write(store, &journal, NULL), 0);
    store_close(store);
}

static void was_over_lan(struct journal *journal)
{
    snprintf(journal->driver, sizeof journal->driver, "lan_2_0");
}

static void was_to_be_confirmed(struct journal *journal)
{
    journal->confirm = true;
    snprintf(journal->boot_id, sizeof journal->boot_id, "another boot");
}

static void was_being_put_back(struct journal *journal)
{
    journal->state = JOURNAL_PUTTING_BACK;
}

/* Nobody acts alone over LAN: the save was made there, or this BMC is reached so. */
static void service_and_lan(void **folder)
{
    struct scene scene;
    struct demo_state before;

    for (int i = 0; i < 2; i++) {
        start(&scene, &kinds[8], folder);
        assert_true(save_dying_after_write(&scene, 1));
        demo_snapshot(scene.rig.demo, &before);
        if (i == 0) {
            change_journal(&scene, was_over_lan);
        } else {
            char from[200], to[200];

            scene.rig.target.driver = BMC_DRIVER_LAN_2_0;
            scene.rig.target.hostname = "nas1";
            snprintf(from, sizeof from, "%s/demo.journal", (char *)*folder);
            snprintf(to, sizeof to, "%s/lan-nas1.journal", (char *)*folder);
            assert_int_equal(rename(from, to), 0);
        }
        assert_int_equal(alone(&scene, RECOVER_POLICY_UNDO), 0);
        assert_non_null(strstr(scene.lines[scene.line_count - 1], "not in-band"));
        assert_true(demo_equal(&before, demo_state(scene.rig.demo)));
        assert_false(nothing_left(&scene));
        assert_int_equal(recover(&scene, RECOVER_FORGET, &(struct recover_outcome){0},
                                 &(struct bmc_error){0}),
                         0);
        end(&scene);
    }
}

/* "finish" is for a save that was meant to stay: not for one that awaited a confirmation, nor for
 * one that was on its way back. */
static void finish_has_its_limits(void **folder)
{
    static void (*const changes[])(struct journal *journal) = {was_to_be_confirmed,
                                                               was_being_put_back};

    for (size_t i = 0; i < 2; i++) {
        struct scene scene;

        start(&scene, &kinds[8], folder);
        assert_true(save_dying_after_write(&scene, 1));
        change_journal(&scene, changes[i]);
        assert_int_equal(alone(&scene, RECOVER_POLICY_FINISH), 0);
        assert_true(is_old(&scene));
        assert_true(nothing_left(&scene));
        end(&scene);
    }
}

/* Killed while it is put back, by the save itself or by recover: so says the journal, and that the
 * lock may be held. */
static void putting_back_is_noted(void **folder)
{
    static const bool by_recover[] = {false, true};

    for (size_t i = 0; i < 2; i++) {
        struct scene scene;
        struct journal journal;
        unsigned noted = 0;

        for (unsigned request = 1; request < 100; request++) {
            struct bmc_error error;
            bool reached;

            start(&scene, &kinds[8], folder);
            if (by_recover[i]) {
                assert_true(save_dying_after_write(&scene, 1));
                die_at(&scene, request, true);
                (void)recover(&scene, RECOVER_UNDO, &(struct recover_outcome){0}, &error);
                reached = rise_again(&scene);
            } else {
                rig_fault(&scene.rig, "lan-set 12:code=cc times=1");
                reached = save_dying_at(&scene, request, true);
            }
            if (reached && scene.journal_length > 0) {
                assert_int_equal(journal_decode(&journal, pages, scene.journal,
                                                (size_t)scene.journal_length, &error),
                                 0);
                /* From the first write of what was there before on. */
                if (journal.state == JOURNAL_PUTTING_BACK) {
                    noted++;
                    assert_true(journal.lock_ours);
                }
            }
            if (reached && scene.journal_length >= 0)
                (void)recover(&scene, RECOVER_UNDO, &(struct recover_outcome){0}, &error);
            end(&scene);
            if (!reached)
                break;
        }
        assert_true(noted >= 6);
    }
}

/* The save had let go of the lock; putting it back takes it anew, and dies with it. */
static void free_lock(struct journal *journal)
{
    journal->lock_ours = false;
}

static void lock_of_putting_back_is_noted(void **folder)
{
    struct scene scene;
    struct bmc_error error;
    struct recover_outcome outcome;
    bool locked = false;

    for (unsigned request = 1; request < 30 && !locked; request++) {
        start(&scene, &kinds[8], folder);
        assert_true(save_dying_after_write(&scene, 1));
        assert_int_equal(
            bmc_set_progress(scene.rig.bmc, 1, LAN_SET_COMPLETE, NULL), 0);
        change_journal(&scene, free_lock);
        die_at(&scene, request, true);
        (void)recover(&scene, RECOVER_UNDO, &outcome, &error);
        assert_true(rise_again(&scene));
        locked = !unlocked(&scene);
        assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), 0);
        assert_int_equal(outcome.exit, 0);
        assert_true(unlocked(&scene));
        assert_true(is_old(&scene));
        end(&scene);
    }
    assert_true(locked);
}

/* A person is told, and may undo what somebody else has changed; not on another BMC. */
static void person_and_guards(void **folder)
{
    struct scene scene;
    struct recover_outcome outcome;
    struct guard_pending pending;
    struct recover_view view;
    struct bmc_error error;

    start(&scene, &kinds[8], folder);
    assert_true(save_dying_after_write(&scene, 1));
    other_mac(demo_state(scene.rig.demo));
    assert_int_equal(recover(&scene, RECOVER_UNDO, &outcome, &error), -1);
    assert_non_null(strstr(error.sentence, "MAC address"));
    other_mac(demo_state(scene.rig.demo));
    repaired_vlan(demo_state(scene.rig.demo));
    guard_look(scene.guard, &pending);
    recover_make(&view, &pending.journal);
    assert_int_equal(recover_read(&view, scene.rig.bmc, &error), 0);
    assert_false(view.untouched);
    assert_non_null(strstr(view.warning, "changed since"));
    assert_string_equal(view.rows[view.count - 1].label, "VLAN ID");
    assert_int_equal(view.rows[view.count - 1].match, CHANGE_MATCHES_NEITHER);
    (void)recover(&scene, RECOVER_FORGET, &outcome, &error);
    end(&scene);
}

static void waits_for_the_bmc(void **folder)
{
    struct scene scene;
    int64_t began;

    start(&scene, &kinds[8], folder);
    assert_true(save_dying_after_write(&scene, 1));
    /* Comes up after a minute. */
    demo_mark(scene.rig.demo);
    rig_fault(&scene.rig, "#1:reboot=60s boot=10s");
    assert_int_equal(alone(&scene, RECOVER_POLICY_UNDO), 0);
    assert_true(is_old(&scene));
    /* Never. */
    demo_fault_clear(scene.rig.demo);
    assert_true(save_dying_after_write(&scene, 1));
    rig_fault(&scene.rig, "any:lost");
    began = scene.rig.now;
    assert_int_equal(alone(&scene, RECOVER_POLICY_UNDO), 3);
    print_message("gave up after %d s\n", (int)((scene.rig.now - began) / 1000));
    assert_true(scene.rig.now - began <= 180000);
    assert_true(scene.rig.now - began >= 60000);
    demo_fault_clear(scene.rig.demo);
    assert_int_equal(recover(&scene, RECOVER_FORGET, &(struct recover_outcome){0},
                             &(struct bmc_error){0}),
                     0);
    end(&scene);
}

/* --- the window ----------------------------------------------------------- */

/* As a save leaves it that is to be confirmed, with a watcher that does nothing. */
static void leave_window(struct scene *scene, int64_t left_ms, const char *boot)
{
    struct store *store;
    struct journal journal;

    assert_true(save_dying_after_write(scene, 1));
    assert_int_equal(store_open(&store, scene->folder, "demo", true, NULL), 0);
    assert_int_equal(store_read(store, &journal, NULL), STORE_JOURNAL);
    journal.state = JOURNAL_CONFIRM;
    journal.confirm = true;
    journal.lock_ours = false;
    journal.confirm_until_ms = system_boot_ms() + left_ms;
    if (boot != NULL)
        snprintf(journal.boot_id, sizeof journal.boot_id, "%s", boot);
    assert_int_equal(store_write(store, &journal, NULL), 0);
    scene->bell = store_open_bell(store);
    store_close(store);
}

static void kill_watcher(struct scene *scene)
{
    if (scene->bell > 0)
        close(scene->bell);
    scene->bell = 0;
}

static enum guard_confirmed confirm(struct scene *scene, struct bmc_error *error)
{
    return guard_keep(scene->guard, &scene->rig.clock, 1000, error);
}

static void window_kept(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct guard_pending pending;

    start(&scene, &kinds[9], folder);
    assert_int_equal(confirm(&scene, &error), GUARD_NOT_PENDING);
    leave_window(&scene, 60000, NULL);
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_CONFIRM);
    assert_true(pending.left_ms > 50000 && pending.left_ms <= 60000);
    assert_int_equal(begin(&scene, &error), GUARD_PENDING);
    assert_non_null(strstr(error.sentence, "bmctui confirm"));
    assert_int_equal(alone(&scene, RECOVER_POLICY_UNDO), 0); /* not its turn */
    assert_int_equal(confirm(&scene, &error), GUARD_KEPT);
    assert_true(nothing_left(&scene));
    assert_int_equal(confirm(&scene, &error), GUARD_NOT_PENDING);
    end(&scene);
}

/* It is said at once that nobody counts any more; what a person can do is the same. */
static void window_watcher_killed(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct guard_pending pending;
    char text[500];

    start(&scene, &kinds[9], folder);
    leave_window(&scene, 60000, NULL);
    kill_watcher(&scene);
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_CUT_OFF);
    assert_non_null(strstr(guard_text(&pending, text, sizeof text), "process"));
    assert_int_equal(alone(&scene, RECOVER_POLICY_UNDO), 0); /* not before its time */
    assert_false(nothing_left(&scene));
    assert_int_equal(confirm(&scene, &error), GUARD_KEPT);
    end(&scene);
}

/* Another user, with a folder of his own, has a window open. */
static void window_of_another_user(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};
    struct guard_pending pending;
    struct store *his;
    char node[200], path[200], text[500];

    folder_write(*folder, "ipmi0", "", 0);
    snprintf(node, sizeof node, "%s/ipmi0", (char *)*folder);
    snprintf(path, sizeof path, "%s/his", (char *)*folder);
    start(&scene, &kinds[0], folder);
    scene.rig.target.device = node;
    assert_int_equal(store_open(&his, path, "demo", true, NULL), 0);
    store_share(his, node);
    assert_int_equal(store_lock(his, "", "", NULL, NULL), STORE_LOCKED);
    guard_look(scene.guard, &pending);
    assert_int_equal(pending.state, GUARD_SAVING);
    assert_non_null(strstr(guard_text(&pending, text, sizeof text), "another user"));
    assert_int_equal(begin(&scene, &error), GUARD_HELD);
    assert_non_null(strstr(error.sentence, "another user"));
    store_close(his);
    assert_int_equal(begin(&scene, &error), GUARD_READY);
    guard_cancel(scene.guard);
    end(&scene);
}

/* The watcher is about to begin: too late is too late. */
static void window_just_over(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};
    int64_t began;

    start(&scene, &kinds[9], folder);
    leave_window(&scene, -1000, NULL);
    began = scene.rig.now;
    assert_int_equal(confirm(&scene, &error), GUARD_FAILED);
    assert_non_null(strstr(error.sentence, "too late"));
    assert_true(scene.rig.now - began >= 5000);
    assert_false(nothing_left(&scene));
    assert_int_equal(recover(&scene, RECOVER_UNDO, &(struct recover_outcome){0}, &error), 0);
    assert_true(is_old(&scene));
    end(&scene);
}

static void window_put_back(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};

    start(&scene, &kinds[9], folder);
    leave_window(&scene, 60000, NULL);
    assert_int_equal(
        guard_put_back_now(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL), &scene.rig.state),
        SAVE_PUT_BACK);
    assert_true(is_old(&scene));
    assert_int_equal(confirm(&scene, &error), GUARD_TOO_LATE);
    assert_int_equal(guard_confirm_exit(GUARD_TOO_LATE), 5);
    assert_int_equal(
        guard_put_back_now(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL), &scene.rig.state),
        SAVE_NOT_WRITTEN);
    assert_true(scene.rig.state.error.sentence[0] != '\0');
    end(&scene);
}

static void window_fails(void **folder)
{
    struct scene scene;
    struct bmc_error error = {0};

    start(&scene, &kinds[8], folder);
    leave_window(&scene, 60000, NULL);
    rig_fault(&scene.rig, "lan-set 3:ignored");
    assert_int_equal(
        guard_put_back_now(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL), &scene.rig.state),
        SAVE_MIXED);
    assert_int_equal(confirm(&scene, &error), GUARD_FAILED);
    assert_int_equal(recover(&scene, RECOVER_FORGET, &(struct recover_outcome){0}, &error), 0);
    assert_int_equal(confirm(&scene, &error), GUARD_FAILED);
    end(&scene);
}

/* The machine was restarted, or the watcher killed: nobody has put it back. */
static void window_without_watcher(void **folder)
{
    static const char *const boots[] = {NULL, "another boot"};

    for (size_t i = 0; i < 2; i++) {
        struct scene scene;
        struct bmc_error error = {0};
        struct guard_pending pending;

        start(&scene, &kinds[9], folder);
        leave_window(&scene, i == 0 ? -20000 : 60000, boots[i]);
        guard_look(scene.guard, &pending);
        assert_int_equal(pending.state, GUARD_CUT_OFF);
        assert_int_equal(confirm(&scene, &error), GUARD_FAILED);
        assert_non_null(strstr(error.sentence, "too late"));
        /* Whatever the setting: it was to be put back unless confirmed. */
        assert_int_equal(alone(&scene, i == 0 ? RECOVER_POLICY_FINISH : RECOVER_POLICY_ASK), 0);
        assert_true(is_old(&scene));
        assert_int_equal(confirm(&scene, &error), GUARD_TOO_LATE);
        end(&scene);
    }
}

static void who_holds_it(void **unused)
{
    static const struct {
        struct store_holder holder;
        const char *text;
    } cases[] = {{{.pid = 42, .tty = "pts/7"}, "pid 42 on pts/7"},
                 {{.pid = 42}, "pid 42"},
                 {{.tty = "pts/7"}, "another bmctui"},
                 {{.pid = 42, .tty = "pts/7", .elsewhere = true}, "another user's bmctui"}};
    char text[100];

    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(guard_holder(&cases[i].holder, text, sizeof text), cases[i].text);
}

/* A BMC that never answers is asked as often as there is time for. */
static void opened_in_time(void **unused)
{
    struct rig rig = {.now = 0};
    struct bmc_error error;
    int64_t start;

    (void)unused;
    rig_connect(&rig, NULL);
    rig_fault(&rig, "device-id:code=d5");
    start = rig.now;
    demo_mark(rig.demo);
    assert_int_equal(resolve_open(rig.bmc, &rig.clock, 6000, &error), -1);
    assert_int_equal(error.kind, ERROR_REFUSED);
    assert_int_equal(demo_requests(rig.demo), 4);
    assert_int_equal(rig.now - start, 6000);
    rig_close(&rig);
}

static void no_window(void **folder)
{
    struct bmc_target target = {.driver = BMC_DRIVER_OPENIPMI};
    struct plan plan = {.count = 1};
    struct bmc_error error;
    struct secret *password = secret_create();

    (void)folder;
    assert_true(guard_may_confirm(&target, &plan, 30, &error));
    assert_true(guard_may_confirm(&target, &plan, 3600, &error));
    assert_false(guard_may_confirm(&target, &plan, 29, &error));
    assert_false(guard_may_confirm(&target, &plan, 3601, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    plan.password = password;
    assert_false(guard_may_confirm(&target, &plan, 60, &error));
    plan.password = NULL;
    target.driver = BMC_DRIVER_LAN_2_0;
    assert_false(guard_may_confirm(&target, &plan, 60, &error));
    target.driver = BMC_DRIVER_DEMO;
    assert_false(guard_may_confirm(&target, &plan, 60, &error));
    secret_free(&password);
}

/* --- around a save -------------------------------------------------------- */

static void one_at_a_time(void **folder)
{
    struct scene scene;
    struct store *other;
    struct bmc_error error;
    int64_t began;

    start(&scene, &kinds[0], folder);
    scene.rig.target.name = "nas1";
    assert_int_equal(store_open(&other, *folder, "demo", true, NULL), 0);
    assert_int_equal(store_lock(other, "pts/9", "alice", NULL, NULL), STORE_LOCKED);
    began = scene.rig.now;
    assert_int_equal(begin(&scene, &error), GUARD_HELD);
    assert_int_equal(scene.rig.now - began, GUARD_WAIT_MS);
    assert_non_null(strstr(error.sentence, "nas1: pid "));
    assert_non_null(strstr(error.sentence, " on pts/9 is saving"));
    store_close(other);
    assert_int_equal(begin(&scene, &error), GUARD_READY);
    guard_cancel(scene.guard);
    end(&scene);
}

static void cut_off_comes_first(void **folder)
{
    struct scene scene;
    struct bmc_error error;

    start(&scene, &kinds[0], folder);
    assert_true(save_dying_after_write(&scene, 1));
    assert_int_equal(begin(&scene, &error), GUARD_PENDING);
    assert_non_null(strstr(error.sentence, "bmctui recover"));
    assert_false(nothing_left(&scene));
    (void)recover(&scene, RECOVER_FORGET, &(struct recover_outcome){0}, &error);
    end(&scene);
}

static void nowhere_to_keep_it(void **folder)
{
    struct guard_options options = {0};
    struct scene scene;
    struct guard *guard;
    struct bmc_error error;
    char path[200];

    start(&scene, &kinds[0], folder);
    folder_write(*folder, "file", "", 0);
    snprintf(path, sizeof path, "%s/file/bmctui", (char *)*folder);
    guard = guard_create(&scene.rig.target, path, &scene.audit);
    guard_journal_demo(guard);
    demo_mark(scene.rig.demo);
    assert_int_equal(guard_begin(guard, RIG_CONTEXT(&scene.rig, NULL, NULL), &options, &scene.plan,
                                 &scene.rig.page, &error),
                     GUARD_NO_JOURNAL);
    assert_int_equal(demo_requests(scene.rig.demo), 0);
    options.no_journal = true;
    assert_int_equal(guard_begin(guard, RIG_CONTEXT(&scene.rig, NULL, NULL), &options, &scene.plan,
                                 &scene.rig.page, &error),
                     GUARD_READY);
    assert_int_equal(guard_save(guard, RIG_CONTEXT(&scene.rig, &settings, NULL), &scene.rig.state),
                     SAVE_KEPT);
    guard_destroy(guard);
    end(&scene);
}

/* The disk is full when the password is to be sent: it is not sent. */
static void full_before_the_password(void **folder)
{
    struct scene scene;
    char path[200];
    struct bmc_error error;

    start(&scene, &kinds[6], folder);
    assert_int_equal(begin(&scene, &error), GUARD_READY);
    snprintf(path, sizeof path, "%s/demo.journal.new", (char *)*folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(
        guard_save(scene.guard, RIG_CONTEXT(&scene.rig, &settings, NULL), &scene.rig.state),
        SAVE_PUT_BACK);
    assert_true(is_old(&scene));
    assert_false(
        demo_password_is(demo_state(scene.rig.demo), scene.plan.user, NEW_PASSWORD, 16));
    assert_int_equal(scene.rig.state.error.kind, ERROR_SYSTEM);
    assert_true(nothing_left(&scene));
    end(&scene);
}

static void audit_line(void **folder)
{
    struct scene scene;

    start(&scene, &kinds[6], folder);
    assert_int_equal(save(&scene), SAVE_KEPT);
    assert_int_equal(scene.line_count, 1);
    print_message("%s\n", scene.lines[0]);
    assert_non_null(strstr(scene.lines[0], "save by tester (tty "));
    assert_non_null(strstr(scene.lines[0], "channel 1: done and verified"));
    assert_non_null(strstr(scene.lines[0], "address: 192.168.100.100 -> 10.1.2.3 (kept)"));
    assert_non_null(strstr(scene.lines[0], "vlan: off -> 77 (kept)"));
    assert_non_null(strstr(scene.lines[0], "password of user 4 "));
    assert_true(nothing_left(&scene));
    end(&scene);
}

/* Nothing that a BMC, a terminal or a person is called does anything to a terminal. */
static void audit_is_clean(void **folder)
{
    static const char odd[] = "a\x1b]0;x\x07\x7f\x80\x9b\xe4\xff\r\n\tb";
    struct scene scene;

    start(&scene, &kinds[6], folder);
    scene.audit.user = odd;
    scene.rig.target.name = odd;
    snprintf(scene.plan.user_name, sizeof scene.plan.user_name, "%.8s", odd);
    assert_int_equal(save(&scene), SAVE_KEPT);
    audit_note(&scene.audit, &scene.rig.target, "recover", "%s", odd);
    audit_identify(&scene.audit, &scene.rig.target,
                   &(struct light_request){.kind = LIGHT_ON}, true);
    assert_int_equal(scene.line_count, 3);
    for (size_t i = 0; i < scene.line_count; i++) {
        for (const char *at = scene.lines[i]; *at != '\0'; at++)
            assert_true(*at >= ' ' && *at <= '~');
        assert_non_null(strstr(scene.lines[i], "a?]0;x?????????b"));
    }
    end(&scene);
}

/* A line that is too long is cut. */
static void audit_is_cut(void **folder)
{
    char much[2 * AUDIT_LINE];
    struct scene scene;

    memset(much, 'x', sizeof much - 1);
    much[sizeof much - 1] = '\0';
    start(&scene, &kinds[0], folder);
    scene.rig.target.name = much;
    audit_note(&scene.audit, &scene.rig.target, "recover", "%s", much);
    assert_int_equal(strlen(scene.lines[0]), AUDIT_LINE - 1);
    end(&scene);
}

/* On a terminal of its own; nowhere without one. */
static void audit_terminal(void **unused)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY), terminal, status;
    char text[64];
    pid_t pid;

    (void)unused;
    assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    pid = fork();
    if (pid == 0) {
        const char *path = ptsname(master);

        terminal = open(path, O_RDWR | O_NOCTTY);
        for (int file = 0; file <= 2; file++)
            close(file);
        if (audit_tty(text)[0] != '\0')
            _exit(1);
        dup2(terminal, 2); /* where input and output are redirected */
        if (strcmp(audit_tty(text), path + strlen("/dev/")) != 0)
            _exit(2);
        dup2(terminal, 0);
        _exit(strcmp(audit_tty(text), path + strlen("/dev/")) != 0 ? 3 : 0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    close(master);
    assert_int_equal(status, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

/* A watcher is this program again. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(killed_before_undo),
        TEST(killed_after_undo),
        TEST(killed_before_finish),
        TEST(killed_after_finish),
        TEST(killed_full_undo),
        TEST(killed_full_finish),
        TEST(killed_twice),
        TEST(torn_journal),
        TEST(finish_refused),
        TEST(forgotten),
        TEST(version_1),
        TEST(undo_fails),
        TEST(only_the_lock),
        TEST(three_columns),
        TEST(guards_of_the_service),
        TEST(service_and_lan),
        TEST(finish_has_its_limits),
        TEST(putting_back_is_noted),
        TEST(lock_of_putting_back_is_noted),
        TEST(person_and_guards),
        TEST(waits_for_the_bmc),
        TEST(window_kept),
        TEST(window_just_over),
        TEST(window_watcher_killed),
        TEST(window_of_another_user),
        TEST(window_put_back),
        TEST(window_fails),
        TEST(window_without_watcher),
        TEST(no_window),
        cmocka_unit_test(who_holds_it),
        cmocka_unit_test(opened_in_time),
        TEST(one_at_a_time),
        TEST(cut_off_comes_first),
        TEST(nowhere_to_keep_it),
        TEST(full_before_the_password),
        TEST(audit_line),
        TEST(audit_is_clean),
        TEST(audit_is_cut),
        cmocka_unit_test(audit_terminal),
    };

    if (argc > 1)
        return guard_watch(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

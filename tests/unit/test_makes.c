/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each make of BMC that is built in, through all that a person does with it. What it can do
 * succeeds; what it cannot is told so; and what came of a save is what the BMC holds when all has
 * settled, whoever died meanwhile.
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

#include "cli/doctor.h"
#include "core/identify.h"
#include "demo/demo_personality.h"
#include "guard/recover.h"
#include "unit/demo_look.h"
#include "unit/folder.h"
#include "unit/rig.h"

#define SETTLED_MS    60000
#define JOURNAL       "demo.journal"
#define OTHER_USER    4
#define PASSWORD_12   "Abc123def4X6"
#define WORDS_NETWORK "dhcp=no address=10.1.2.3/16 gateway=10.1.0.1"
#define WORDS_ALL     WORDS_NETWORK " vlan=77"
#define PASSWORD_19   "Abc123def456Ghi789j"

/* What is done, each a save or more, one behind the other. */
enum deed {
    DEED_STATIC,
    DEED_NETWORK,
    DEED_NO_GATEWAY,
    DEED_VLAN,
    DEED_DHCP,
    DEED_ALL,
    DEED_PASSWORD_12,
    DEED_PASSWORD_19,
    DEED_REMOTE,
    DEED_LIGHT,
    DEED_COUNT
};

#define BIT(deed) (1u << (deed))

static const struct {
    const char *name;
    const char *saves; /* separated by ";" */
    bool boxes;        /* with all of remote access, for a user who lacks it */
} deeds[DEED_COUNT] = {
    [DEED_STATIC] = {"static", "dhcp=no address=192.168.100.101 netmask=24 gateway=192.168.100.254",
                     false},
    [DEED_NETWORK] = {"another network", "dhcp=no address=10.1.2.3/16 gateway=10.1.0.1", false},
    [DEED_NO_GATEWAY] = {"no gateway", "dhcp=no address=10.1.2.3/16 gateway=none", false},
    [DEED_VLAN] = {"VLAN on and off", "vlan=123; vlan=7; vlan=off", false},
    [DEED_DHCP] = {"DHCP and back",
                   "dhcp=yes; dhcp=no address=192.168.100.77/24 gateway=192.168.100.254", false},
    [DEED_ALL] = {"all in one",
                  "dhcp=no address=10.1.2.3/16 gateway=10.1.0.1 vlan=77 password=" PASSWORD_12,
                  true},
    [DEED_PASSWORD_12] = {"a password of 12", "password=" PASSWORD_12, false},
    [DEED_PASSWORD_19] = {"a password of 19", "password=" PASSWORD_19, false},
    [DEED_REMOTE] = {"remote access", "", true},
    [DEED_LIGHT] = {"the light", NULL, false},
};

#define USERS             (BIT(DEED_PASSWORD_12) | BIT(DEED_PASSWORD_19) | BIT(DEED_REMOTE))
#define NOTHING_BUT_LIGHT (BIT(DEED_COUNT) - 1 - BIT(DEED_LIGHT))

static const struct make {
    const char *name;
    size_t channels;
    uint8_t channel; /* the one shown first, 0: there is none */
    const char *user;
    unsigned cannot;     /* BIT(deed)s */
    const char *mixture; /* instead of the compiled one: what it is made of */
} makes[] = {
    {"absent-c9", 1, 8, "ADMIN", 0, NULL},
    {"apply-complete", 1, 1, "ADMIN", 0, NULL},
    {"factory", 1, 1, "ADMIN", 0, NULL},
    /* No VLAN, and no command for users. */
    {"fb-openbmc", 1, 1, NULL, USERS | BIT(DEED_VLAN) | BIT(DEED_ALL), NULL},
    {"ibmc", 1, 1, "root", 0, NULL},
    {"identify-poor", 1, 1, "ADMIN", 0, NULL},
    {"idrac", 1, 1, "root", 0, NULL},
    {"ilo", 1, 2, "Administrator", 0, NULL},
    {"intel", 3, 3, "root", 0, NULL},
    {"lock-82", 1, 1, "ADMIN", 0, NULL},
    {"m50cyp", 1, 1, "ADMIN", 0, NULL},
    {"megarac", 2, 8, "admin", 0, NULL},
    {"openbmc", 1, 1, "root", 0, NULL},
    {"pyghmi", 0, 0, NULL, BIT(DEED_COUNT) - 1, NULL},
    /* Its form of 20 bytes is refused. */
    {"supermicro", 1, 1, "ADMIN", BIT(DEED_PASSWORD_19), NULL},
    {"user-privilege", 1, 1, "ADMIN", 0, NULL},
    {"vlan-resets", 1, 1, "ADMIN", 0, NULL},
    {"xcc", 1, 1, "USERID", 0, NULL},
};

#define MAKES (sizeof makes / sizeof makes[0])

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

/* --- a BMC and its page ------------------------------------------------------------------ */

/* A user who lacks all of remote access, and a channel that does, where the BMC can be told. */
static void take_access(struct rig *rig)
{
    struct demo_state *state = demo_state(rig->demo);
    struct demo_user *user = &state->users[OTHER_USER];
    static const uint8_t none[DEMO_USER_NAME];

    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        state->channels[i].kept.settings &= 0xf8;
        state->channels[i].active.settings &= 0xf8;
        if (!demo_set_has(&demo_options(rig->demo)->ignored, 10))
            state->channels[i].lan.arp &= 1;
        user->access[i] = PRIVILEGE_USER;
    }
    if (memcmp(user->name, none, sizeof none) == 0)
        memcpy(user->name, "viewer", 6);
    user->enabled = false;
    user->password =
        state->users[1].password.size > 0 ? state->users[1].password : state->users[2].password;
}

static void connect(struct rig *rig, const struct make *make)
{
    struct bmc_error error = {0};

    rig_connect(rig, make->mixture == NULL ? make->name : NULL);
    if (make->mixture != NULL &&
        demo_personality_parse(rig->demo, make->name, make->mixture, &error) != 0)
        fail_msg("%s", error.sentence);
}

/* As the console does at its start. */
static int load(struct rig *rig, uint8_t channel, uint8_t user, struct bmc_error *error)
{
    model_init(&rig->page, &page_network);
    if (load_first(rig->bmc, &rig->page, channel, NULL, error) < 0 ||
        load_rest(rig->bmc, &rig->page, NULL, error) < 0)
        return -1;
    rig->edit.user = user;
    return load_access(rig->bmc, &rig->page, edit_user(&rig->edit, &rig->page), error);
}

static void look(struct rig *rig, uint8_t channel, struct lan *lan)
{
    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = LAN_SOURCE; item < LAN_ITEMS; item++) {
        if (bmc_read_lan(rig->bmc, channel, item, lan, NULL) == 0)
            lan->state[item] = VALUE_KNOWN;
    }
}

static bool lan_is(const struct lan *held, const struct lan *meant)
{
    for (enum lan_item item = LAN_SOURCE; item < LAN_MAC; item++) {
        if (meant->state[item] == VALUE_KNOWN && lan_judged(item, meant) &&
            !lan_same(item, held, meant))
            return false;
    }
    return true;
}

/* The boxes of what this BMC tells at all. */
static unsigned lacking(struct rig *rig, uint8_t user)
{
    unsigned boxes = 0;

    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        if (remote_need(&rig->page, user, box) == REMOTE_LACKING)
            boxes |= REMOTE_BIT(box);
    }
    return boxes;
}

/* --- saving ------------------------------------------------------------------------------- */

struct judged {
    const struct make *make;
    const char *deed;
    struct rig *rig;
    struct plan plan;
    struct lan before;
    struct demo_state held_before;
};

static void complain(const struct judged *judged, const char *what)
{
    char differences[1000], text[200];
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count = demo_log(judged->rig->demo, log, DEMO_LOG_MAX);
    struct demo_state now;

    demo_snapshot(judged->rig->demo, &now);
    demo_differences(&judged->held_before, &now, differences, sizeof differences);
    for (size_t i = 0; i < count; i++) {
        demo_log_text(&log[i], text, sizeof text);
        print_message("  %lld %s\n", (long long)log[i].at_ms, text);
    }
    fail_msg("%s, %s: %s (status %d, %s); the BMC: %s",
             judged->make->mixture != NULL ? judged->make->mixture : judged->make->name,
             judged->deed, what, (int)judged->rig->state.status, judged->rig->state.error.sentence,
             differences);
}

/* What was told and what the BMC holds, a minute later. */
static void judge(const struct judged *judged, bool can)
{
    struct rig *rig = judged->rig;
    const struct plan *plan = &judged->plan;
    enum save_status status = rig->state.status;
    struct lan now;

    rig->now += SETTLED_MS;
    look(rig, plan->channel, &now);
    if (can != (status == SAVE_KEPT))
        complain(judged, can ? "refused" : "told as done");
    if (!can && status != SAVE_PUT_BACK && status != SAVE_NOT_WRITTEN)
        complain(judged, "left mixed");
    if (!lan_is(&now, status == SAVE_KEPT ? plan_lan(plan, GOAL_WANTED) : &judged->before))
        complain(judged, status == SAVE_KEPT ? "kept, and not held" : "not as it was");
    if (status == SAVE_KEPT && plan->password != NULL &&
        !demo_password_is(demo_state(rig->demo), plan->user, secret_bytes(plan->password),
                          secret_length(plan->password) > 16 ? 20 : 16))
        complain(judged, "another password");
    if (demo_state(rig->demo)->channels[plan->channel].progress != 0)
        complain(judged, "the lock is left");
}

/* One save, as the review would show it. */
static void save_once(struct judged *judged, const char *words, bool boxes, bool can)
{
    struct rig *rig = judged->rig;
    struct bmc_error error = {0};
    uint8_t user;

    if (load(rig, judged->make->channel, boxes ? OTHER_USER : 0, &error) < 0)
        fail_msg("%s, %s: %s", judged->make->name, judged->deed, error.sentence);
    look(rig, judged->make->channel, &judged->before);
    rig_edit(rig, words);
    user = edit_user(&rig->edit, &rig->page);
    rig_plan(rig, boxes ? lacking(rig, user) : 0, &judged->plan);
    demo_mark(rig->demo);
    save_run(RIG_CONTEXT(rig, &settings, NULL), &judged->plan, &rig->state);
    judge(judged, can);
}

/* Whether anything of this deed can be said to this BMC at all. */
static bool sayable(struct rig *rig, enum deed deed)
{
    bool users = (BIT(deed) & (USERS | BIT(DEED_ALL))) != 0;

    return (!users || rig->page.user_count > 0) &&
           (deed != DEED_VLAN || model_known(&rig->page, FIELD_VLAN));
}

static void do_saves(const struct make *make, enum deed deed)
{
    struct rig rig;
    struct judged judged = {.make = make, .deed = deeds[deed].name, .rig = &rig};
    struct bmc_error error = {0};
    char words[200], *rest, *word;
    bool can = (make->cannot & BIT(deed)) == 0;

    connect(&rig, make);
    if (deeds[deed].boxes)
        take_access(&rig);
    demo_snapshot(rig.demo, &judged.held_before);
    if (load(&rig, make->channel, 0, &error) < 0)
        fail_msg("%s: %s", make->name, error.sentence);
    if (!sayable(&rig, deed)) {
        assert_false(can);
        rig_close(&rig);
        return;
    }
    snprintf(words, sizeof words, "%s", deeds[deed].saves);
    if (words[0] == '\0')
        save_once(&judged, words, deeds[deed].boxes, can);
    for (word = strtok_r(words, ";", &rest); word != NULL; word = strtok_r(NULL, ";", &rest)) {
        edit_reset(&rig.edit);
        save_once(&judged, word, deeds[deed].boxes, can);
    }
    rig_close(&rig);
}

/* --- killed, and undone ------------------------------------------------------------------- */

/* Program or host dies at a request: BMC and journal are copied there, and what the engine does
 * afterwards is thrown away. */
struct death {
    const char *folder;
    struct rig *rig;
    unsigned at; /* before this request; 0: it lives */
    bool died, copying;
    struct demo_state state;
    char journal[JOURNAL_TEXT];
    long journal_length;
};

static int64_t death_now(void *data)
{
    struct death *death = data;

    if (death->at == 0 || death->died || death->copying)
        return death->rig->now;
    if (demo_requests(death->rig->demo) + 1 == death->at) {
        death->copying = true;
        demo_snapshot(death->rig->demo, &death->state);
        death->journal_length =
            folder_read(death->folder, JOURNAL, death->journal, sizeof death->journal);
        death->copying = false;
    }
    death->died = demo_requests(death->rig->demo) >= death->at;
    return death->rig->now;
}

static void death_sleep(void *data, int64_t ms)
{
    ((struct death *)data)->rig->now += ms;
}

static void drop_journal(const char *folder)
{
    char path[300];

    snprintf(path, sizeof path, "%s/%s", folder, JOURNAL);
    unlink(path);
}

/* The machine is up again, a while later. */
static void rise(struct death *death)
{
    death->at = 0;
    *demo_state(death->rig->demo) = death->state;
    death->rig->now += SETTLED_MS;
    drop_journal(death->folder);
    if (death->journal_length >= 0)
        folder_write(death->folder, JOURNAL, death->journal, (size_t)death->journal_length);
}

static void undo(const struct judged *judged, struct guard *guard)
{
    struct rig *rig = judged->rig;
    struct recover_outcome outcome;
    struct bmc_error error = {0};
    struct guard_pending pending;
    struct lan now;

    if (recover_act(guard, RIG_CONTEXT(rig, &settings, NULL), RECOVER_UNDO, &outcome, &error) < 0)
        fail_msg("%s, %s: %s", judged->make->name, judged->deed, error.sentence);
    rig->now += SETTLED_MS;
    rig->state = outcome.state;
    look(rig, judged->make->channel, &now);
    guard_look(guard, &pending);
    if (judged->make->mixture != NULL && (outcome.exit != 0 || outcome.state.lock_left))
        return; /* it may be impossible, or the lock cannot be let go of: that is told */
    if (outcome.exit != 0)
        complain(judged, "not undone");
    if (!outcome.resolved || pending.state != GUARD_NOTHING)
        complain(judged, "the journal is left");
    if (!lan_is(&now, &judged->before))
        complain(judged, "undone, and not as it was");
    if (demo_state(rig->demo)->channels[judged->make->channel].progress != 0)
        complain(judged, "the lock is left");
}

/* False: the save has fewer requests. */
static bool killed_at(const struct make *make, const char *folder, const char *words,
                      unsigned request)
{
    static struct death death;
    struct rig rig;
    struct judged judged = {.make = make, .deed = "killed, and undone", .rig = &rig};
    const struct guard_options options = {.wait_ms = GUARD_WAIT_MS};
    static const struct audit audit = {"tester", NULL, NULL};
    struct bmc_error error = {0};
    struct guard *guard;

    connect(&rig, make);
    memset(&death, 0, sizeof death);
    death.folder = folder;
    death.rig = &rig;
    rig.clock = (struct clock){death_now, death_sleep, &death};
    demo_snapshot(rig.demo, &judged.held_before);
    if (load(&rig, make->channel, 0, &error) < 0)
        fail_msg("%s: %s", make->name, error.sentence);
    look(&rig, make->channel, &judged.before);
    rig_edit(&rig, words);
    rig_plan(&rig, 0, &judged.plan);
    guard = guard_create(&rig.target, folder, &audit);
    guard_journal_demo(guard);
    demo_mark(rig.demo);
    death.at = request;
    if (guard_begin(guard, RIG_CONTEXT(&rig, NULL, NULL), &options, &judged.plan, &rig.page,
                    &error) != GUARD_READY)
        fail_msg("%s: %s", make->name, error.sentence);
    guard_save(guard, RIG_CONTEXT(&rig, &settings, NULL), &rig.state);
    if (death.died) {
        rise(&death);
        if (death.journal_length >= 0)
            undo(&judged, guard);
    }
    guard_destroy(guard);
    rig_close(&rig);
    return death.died;
}

static void test_killed(void **state)
{
    const struct make *make = *state;
    const char *words = make->cannot & BIT(DEED_VLAN) ? WORDS_NETWORK : WORDS_ALL;
    unsigned request = 1;
    void *folder;

    assert_int_equal(folder_setup(&folder), 0);
    while (make->channel != 0 && killed_at(make, folder, words, request))
        request++;
    assert_true(make->channel == 0 || request > 10);
    folder_teardown(&folder);
}

/* --- the rest ------------------------------------------------------------------------------ */

static void page_of(const struct make *make)
{
    struct rig rig;
    struct bmc_error error = {0};
    const struct model_user *user;

    connect(&rig, make);
    if (make->channel == 0) {
        assert_int_equal(load(&rig, 0, 0, &error), -1);
        assert_int_equal(error.kind, ERROR_NO_LAN);
    } else if (load(&rig, 0, 0, &error) < 0) {
        fail_msg("%s: %s", make->name, error.sentence);
    } else {
        assert_int_equal(rig.page.channel_count, make->channels);
        assert_int_equal(model_channel(&rig.page)->number, make->channel);
        user = model_user(&rig.page, rig.page.default_user);
        if (make->user == NULL)
            assert_null(user);
        else
            assert_string_equal(user->name, make->user);
        for (size_t i = 0; i < rig.page.user_count; i++)
            assert_string_not_equal(rig.page.users[i].name, "(Empty User)");
        /* Nothing made it wait, or show less than the BMC holds. */
        assert_true(model_known(&rig.page, FIELD_ADDRESS));
        assert_true(model_known(&rig.page, FIELD_GATEWAY));
        assert_true(rig.now < 1000000 + 2000);
    }
    rig_close(&rig);
}

/* Told as done only where the BMC's light is so, or it tells nothing. */
static void light_of(const struct make *make)
{
    static const struct light_request requests[] = {{.kind = LIGHT_ON},
                                                    {.kind = LIGHT_OFF},
                                                    {.kind = LIGHT_SECONDS, .seconds = 30},
                                                    {.kind = LIGHT_OFF}};
    struct rig rig;
    struct light_answer answer;
    bool can = (make->cannot & BIT(DEED_LIGHT)) == 0;

    connect(&rig, make);
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        light_run(rig.bmc, &rig.clock, &requests[i], &answer);
        if (answer.sent != can)
            fail_msg("%s: the light was %s: %s", make->name, can ? "refused" : "taken",
                     answer.error.sentence);
        if (can && answer.known == VALUE_KNOWN && answer.state != IDENTIFY_UNKNOWN &&
            light_as_sent(&answer) &&
            (demo_state(rig.demo)->light == DEMO_LIGHT_OFF) != (requests[i].kind == LIGHT_OFF))
            fail_msg("%s: the light is not as told", make->name);
    }
    rig_close(&rig);
}

static void doctor_of(const struct make *make)
{
    static struct doctor doctor;
    struct rig rig;
    struct bmc_error error = {0};

    memset(&doctor, 0, sizeof doctor);
    connect(&rig, make);
    model_init(&doctor.page, &page_network);
    if (doctor_ask(&doctor, rig.bmc, &error) < 0)
        fail_msg("%s: %s", make->name, error.sentence);
    doctor_bmc(&doctor);
    assert_true(doctor.findings.count > 3);
    assert_int_equal(doctor.page.channel_count, make->channels);
    assert_true(rig.now < 1000000 + 20000);
    findings_release(&doctor.findings);
    rig_close(&rig);
}

static void test_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < MAKES; i++) {
        page_of(&makes[i]);
        light_of(&makes[i]);
        doctor_of(&makes[i]);
    }
}

static void test_saves(void **state)
{
    const struct make *make = *state;

    for (enum deed deed = 0; deed < DEED_LIGHT && make->channel != 0; deed++)
        do_saves(make, deed);
}

/* --- any mixture ---------------------------------------------------------------------------- */

static const char *const manners[] = {
    "lock 82",
    "lock ignored",
    "lock-held ok",
    "lock-fails 2",
    "lock-timeout 2s",
    "commit cc",
    "commit ignored",
    "complete d5",
    "complete ignored",
    "apply immediate",
    "apply complete",
    "unlocked drop",
    "unlocked d5",
    "unsupported 20",
    "unsupported 10",
    "read-only 1 5 12",
    "read-only 1 5 20\nread-only-code d5",
    "ignored 12",
    "ignored 20",
    "ignored 4",
    "sources 1 2",
    "source-0-is-static yes",
    "static-again cc",
    "write-under-dhcp 82",
    "gateway-check cc",
    "mask-needs-address ff",
    "gateway-zero cc",
    "vlan cc",
    "vlan-off-needs cc",
    "vlan-off-zero cc",
    "dhcp-clears no",
    "dhcp-to-static keep",
    "lease-ms never",
    "lease-ms 8000",
    "vlan-gateway own",
    "vlan-clears-dhcp yes",
    "vlan-clears-address yes",
    "mask-breaks-gateway yes",
    "address-clears-gateway yes",
    "settle 5000",
    "settle 12000",
    "silence 1500",
    "password-min 16",
    "password-20 cc",
    "password-busy 1",
    "password-test c1",
    "test-other-size 80",
    "enable d5",
    "enable-busy 1",
    "set-access d5",
    "set-user-access cc",
    "nv-sets-volatile yes",
    "one-user-table yes",
    "lan * 4 02",
    "lan * 12 00 00 00 00",
    "lan * 20 07 80",
    "reply 0c 01 * 0c = c0 @2",
    "reply 0c 01 * 03 = + lost @1",
    "reply 0c 02 * 14 = ff @3",
};

#define MANNERS  (sizeof manners / sizeof manners[0])
#define MIXTURES 1500
#define MIXED_IN 4 /* at most */
#define DEATHS   400

/* A made-up generator is the same everywhere. */
static unsigned chance(uint32_t *seed, unsigned count)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % count;
}

static void mix(uint32_t *seed, char *text, size_t size)
{
    unsigned count = 1 + chance(seed, MIXED_IN);

    text[0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        size_t length = strlen(text);

        snprintf(text + length, size - length, "%s\n", manners[chance(seed, MANNERS)]);
    }
}

/* Whether it can be done is anybody's guess; what is told of it is true. */
static void judge_truth(struct judged *judged, unsigned counts[SAVE_MIXED + 1])
{
    struct rig *rig = judged->rig;
    enum save_status status = rig->state.status;
    struct lan now;

    counts[status]++;
    rig->now += SETTLED_MS;
    look(rig, judged->plan.channel, &now);
    if (status == SAVE_KEPT && !lan_is(&now, plan_lan(&judged->plan, GOAL_WANTED)))
        complain(judged, "kept, and not held");
    if (status != SAVE_KEPT && status != SAVE_MIXED && !lan_is(&now, &judged->before))
        complain(judged, "not as it was");
    if (status == SAVE_KEPT && judged->plan.password != NULL &&
        !demo_password_is(demo_state(rig->demo), judged->plan.user, PASSWORD_12, 16))
        complain(judged, "another password");
}

static void save_mixed(const struct make *make, enum deed deed, unsigned counts[SAVE_MIXED + 1])
{
    struct rig rig;
    struct judged judged = {.make = make, .deed = deeds[deed].name, .rig = &rig};
    struct bmc_error error = {0};
    char words[200], *rest, *word;

    connect(&rig, make);
    demo_snapshot(rig.demo, &judged.held_before);
    snprintf(words, sizeof words, "%s", deeds[deed].saves);
    for (word = strtok_r(words, ";", &rest); word != NULL; word = strtok_r(NULL, ";", &rest)) {
        edit_reset(&rig.edit);
        if (load(&rig, 1, 0, &error) < 0)
            fail_msg("%s: %s", make->mixture, error.sentence);
        if (!sayable(&rig, deed) || !model_known(&rig.page, FIELD_VLAN))
            break;
        look(&rig, 1, &judged.before);
        rig_edit(&rig, word);
        rig_plan(&rig, 0, &judged.plan);
        demo_mark(rig.demo);
        save_run(RIG_CONTEXT(&rig, &settings, NULL), &judged.plan, &rig.state);
        judge_truth(&judged, counts);
    }
    rig_close(&rig);
}

static void test_any_mixture(void **state)
{
    static const enum deed tried[] = {DEED_STATIC, DEED_NO_GATEWAY, DEED_VLAN, DEED_DHCP, DEED_ALL};
    unsigned counts[SAVE_MIXED + 1] = {0};
    uint32_t seed = 1;
    char text[400];
    const struct make mixed = {"mixed", 1, 1, "ADMIN", 0, text};

    (void)state;
    for (unsigned i = 0; i < MIXTURES / rig_stride(); i++) {
        mix(&seed, text, sizeof text);
        save_mixed(&mixed, tried[i % (sizeof tried / sizeof tried[0])], counts);
    }
    print_message("kept %u, not written %u, put back %u, again %u, unreached %u, impossible %u, "
                  "mixed %u\n",
                  counts[SAVE_KEPT], counts[SAVE_NOT_WRITTEN], counts[SAVE_PUT_BACK],
                  counts[SAVE_REVIEW_AGAIN], counts[SAVE_UNREACHED], counts[SAVE_IMPOSSIBLE],
                  counts[SAVE_MIXED]);
    assert_true(counts[SAVE_KEPT] > MIXTURES / rig_stride() / 2);
}

/* What putting back writes takes away what it has not written since, or cannot write; an old
 * picture hides that for long. */
static void test_hidden_by_an_old_picture(void **state)
{
    static const char *const mixtures[] = {"read-only 1 5 12\naddress-clears-gateway yes",
                                           "read-only 1 5 12\nmask-breaks-gateway yes",
                                           "vlan cc\nvlan-clears-address yes",
                                           "vlan cc\nignored 12\naddress-clears-gateway yes"};
    unsigned counts[SAVE_MIXED + 1] = {0};
    char text[400];
    const struct make mixed = {"mixed", 1, 1, "ADMIN", 0, text};

    (void)state;
    for (size_t i = 0; i < sizeof mixtures / sizeof mixtures[0]; i++) {
        snprintf(text, sizeof text, "%s\nsettle 12000\n", mixtures[i]);
        save_mixed(&mixed, DEED_ALL, counts);
    }
    assert_int_equal(counts[SAVE_MIXED], 3);
    assert_int_equal(counts[SAVE_PUT_BACK], 1); /* the address is written once more */
}

/* Killed somewhere, and undone: what is told of that is true, too. */
static void test_any_mixture_killed(void **state)
{
    uint32_t seed = 2;
    char text[400];
    const struct make mixed = {"mixed", 1, 1, "ADMIN", 0, text};

    for (unsigned i = 0; i < DEATHS; i++) {
        mix(&seed, text, sizeof text);
        if (strstr(text, "unsupported 20") == NULL)
            killed_at(&mixed, *state, WORDS_ALL, 1 + chance(&seed, 30));
        drop_journal(*state);
    }
}

static void test_table_is_complete(void **state)
{
    const char *name, *about;
    size_t i;

    (void)state;
    for (i = 0; (name = demo_personality_name(i, &about)) != NULL; i++)
        assert_string_equal(makes[i].name, name);
    assert_int_equal(i, MAKES);
}

int main(void)
{
    struct CMUnitTest tests[2 * MAKES + 5] = {
        cmocka_unit_test(test_table_is_complete),
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_any_mixture),
        cmocka_unit_test(test_hidden_by_an_old_picture),
        cmocka_unit_test_setup_teardown(test_any_mixture_killed, folder_setup, folder_teardown),
    };

    for (size_t i = 0; i < MAKES; i++) {
        void *make = (void *)(uintptr_t)&makes[i];

        tests[2 * i + 5] = (struct CMUnitTest){makes[i].name, test_saves, NULL, NULL, make};
        tests[2 * i + 6] =
            (struct CMUnitTest){"... killed, and undone", test_killed, NULL, NULL, make};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

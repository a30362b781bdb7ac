/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A user added, renamed, given less, and deleted on every make of BMC that is compiled in, and with
 * each manner that a BMC may have with users: what is said is so, and of what is refused nothing
 * stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/account.h"
#include "core/report.h"
#include "demo/demo_personality.h"
#include "unit/demo_look.h"
#include "unit/plans.h"

/* No two equal characters side by side, which some want. */
#define PASSWORD "Corect-Horse7"
#define NAME "helper_1"
#define NEXT "helper_2"

static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};

/* Options of the standard BMC, a comma between. */
static const char *const manners[] = {
    "name-empty=ignored", "name-empty=cc", "name-empty-deletes", "name-access=12",
    "name-access=1f", "name-set=d5", "rename=cc", "name-taken=ok", "enabled-told=no",
    "messaging-enables", "empty-privilege-0;set access-partial=cc", "access-short=c7", "payload=c1",
    "payload-set=ignored", "payload-set=cc", "priv-zero=ok", "one-user-table", "emptyuser",
    "empty-name=cc", "empty-access=cc", "empty-set-access=ff", "empty-password=ff",
    "set-user-access=d4", "password-min=16;set password-need=3", "password-min=20",
    "password-code=c8;set password-need=4", "password-test=c1", "test-one-size", "enable=c1",
    "enable=ff", "enable-needs-bytes=c7", "enable-needs-password=cc", "enable-busy=2",
    "password-busy=2", "locked", "user-range=c9", "any-channel",
    "name-empty=ignored;set messaging-enables;set name-access=14;set enabled-told=no"};
#define MANNERS (sizeof manners / sizeof *manners)

struct trial {
    struct rig rig;
    const char *what;
    uint8_t channel, slot;
    struct secret *password;
    struct demo_state before;
};

static _Noreturn void complain(struct trial *trial, const char *deed, const char *wrong)
{
    char text[PLANS_TEXT] = "";

    demo_differences(&trial->before, demo_state(trial->rig.demo), text, sizeof text);
    fail_msg("%s, %s: %s (status %d: %s)\n%s", trial->what, deed, wrong,
             (int)trial->rig.state.status, trial->rig.state.error.sentence, text);
    abort();
}

/* Whether every row that is said to be kept or put back is so, as the BMC itself reads it. */
static void judge_rows(struct trial *trial, const char *deed)
{
    const struct changes *changes = &trial->rig.state.plan.changes;

    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        const struct value *said = change->outcome == OUTCOME_KEPT       ? &change->wanted
                                   : change->outcome == OUTCOME_PUT_BACK ||
                                           change->outcome == OUTCOME_PUT_RIGHT
                                       ? &change->old
                                       : NULL;
        struct value holds = {VALUE_UNREAD};
        struct bmc_error error;

        if (said == NULL || !value_known(said))
            continue;
        (void)change->setting->read(trial->rig.bmc, change->setting, change->scope, &holds, &error);
        if (value_known(&holds) && !value_same(change->setting->type, &holds, said))
            complain(trial, deed, change->outcome == OUTCOME_KEPT ? "a row is not kept"
                                                                  : "a row is not put back");
    }
}

static void judge(struct trial *trial, const char *deed)
{
    const struct save_state *state = &trial->rig.state;
    char text[PLANS_TEXT];

    if (state->status == SAVE_RUNNING)
        complain(trial, deed, "it does not end");
    if (state->status != SAVE_KEPT && state->error.sentence[0] == '\0')
        complain(trial, deed, "nobody says why");
    if ((state->status == SAVE_PUT_BACK || state->status == SAVE_NOT_WRITTEN) &&
        !plans_same(&trial->before, demo_state(trial->rig.demo), text))
        complain(trial, deed, "it is not as before");
    judge_rows(trial, deed);
}

/* True: it is kept. *refused: before anything was written, as the BMC does not let it be planned. */
static bool order(struct trial *trial, const char *deed, struct account_order *order)
{
    struct accounts accounts;
    struct plan plan;
    struct bmc_error error = {0};

    order->slot = trial->slot;
    order->leave_no_administrator = true;
    demo_snapshot(trial->rig.demo, &trial->before);
    if (accounts_read(trial->rig.bmc, &accounts, trial->channel, NULL, &error) != 0 ||
        account_prepare(trial->rig.bmc, &accounts, order, &plan, NULL, &error) != 0) {
        if (error.sentence[0] == '\0')
            complain(trial, deed, "refused, and nobody says why");
        return false;
    }
    if (order->deed == ACCOUNT_ADD)
        trial->slot = plan.user;
    save_run(RIG_CONTEXT(&trial->rig, &settings, NULL), &plan, &trial->rig.state);
    judge(trial, deed);
    return trial->rig.state.status == SAVE_KEPT;
}

static const struct demo_user *user(const struct trial *trial)
{
    return &demo_state(trial->rig.demo)->users[trial->slot];
}

static bool may_log_in(const struct trial *trial)
{
    const struct demo_user *held = user(trial);
    uint8_t access = held->access[trial->channel];

    return held->enabled && (access & DEMO_MESSAGING) && (access & 15) >= 1 && (access & 15) <= 5;
}

static bool named(const struct trial *trial, const char *name)
{
    return strncmp((const char *)user(trial)->name, name, DEMO_USER_NAME) == 0;
}

/* Returns how many of the four came to be. */
static unsigned four_deeds(struct trial *trial)
{
    struct account_order add = {.deed = ACCOUNT_ADD,
                                .wish = {.given = ACCOUNT_NAME, .name = NAME,
                                         .password = trial->password}};
    struct account_order rename = {.deed = ACCOUNT_SET,
                                   .wish = {.given = ACCOUNT_NAME, .name = NEXT}};
    struct account_order demote = {
        .deed = ACCOUNT_SET,
        .wish = {.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER}};
    struct account_order delete = {.deed = ACCOUNT_DELETE};
    unsigned kept = 0;

    if (!order(trial, "add", &add))
        return 0;
    kept++;
    if (!named(trial, NAME) || !may_log_in(trial) ||
        !demo_password_is(demo_state(trial->rig.demo), trial->slot, PASSWORD, 16))
        complain(trial, "add", "he cannot log in");
    if (order(trial, "rename", &rename)) {
        kept++;
        if (!named(trial, NEXT))
            complain(trial, "rename", "he is not renamed");
        if (!may_log_in(trial))
            complain(trial, "rename", "he cannot log in any more");
    }
    if (order(trial, "demote", &demote)) {
        kept++;
        if ((user(trial)->access[trial->channel] & 15) != PRIVILEGE_USER)
            complain(trial, "demote", "he is not");
    }
    secret_clear(trial->password);
    assert_true(account_throwaway(trial->password));
    delete.random = trial->password;
    if (order(trial, "delete", &delete)) {
        kept++;
        if (may_log_in(trial) && !named(trial, ""))
            complain(trial, "delete", "he may still log in");
    }
    return kept;
}

static bool is_lan(const struct trial *trial, uint8_t number)
{
    const struct demo_channel *channel = &demo_state(trial->rig.demo)->channels[number];

    return channel->present && (channel->medium == CHANNEL_MEDIUM_802_3 ||
                                channel->medium == CHANNEL_MEDIUM_OTHER_LAN);
}

static unsigned try_four(const char *personality, const char *manner)
{
    struct trial trial = {.what = manner != NULL ? manner : personality, .channel = 1};
    char text[200];
    unsigned kept = 0;

    trial.password = secret_create();
    secret_set(trial.password, PASSWORD, sizeof PASSWORD - 1);
    rig_connect(&trial.rig, personality);
    if (manner != NULL) {
        snprintf(text, sizeof text, "set %s", manner);
        rig_fault(&trial.rig, text);
    }
    while (trial.channel < DEMO_CHANNELS && !is_lan(&trial, trial.channel))
        trial.channel++;
    if (trial.channel < DEMO_CHANNELS)
        kept = four_deeds(&trial);
    rig_close(&trial.rig);
    secret_free(&trial.password);
    return kept;
}

/* --- tests -------------------------------------------------------------------------------- */

static void every_make(void **unused)
{
    const char *name, *about;
    unsigned all = 0, makes = 0;

    (void)unused;
    for (size_t i = 0; (name = demo_personality_name(i, &about)) != NULL; i++, makes++) {
        unsigned kept = try_four(name, NULL);

        print_message("%s: %u of 4\n", name, kept);
        all += kept == 4;
    }
    assert_int_equal(all, makes - 2); /* one has no LAN channel, one no commands for users */
}

static void every_manner(void **unused)
{
    unsigned all = 0;

    (void)unused;
    assert_int_equal(try_four(NULL, NULL), 4);
    for (size_t i = 0; i < MANNERS; i++) {
        unsigned kept = try_four(NULL, manners[i]);

        print_message("%s: %u of 4\n", manners[i], kept);
        all += kept == 4;
    }
    assert_true(all * 2 > MANNERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_make),
        cmocka_unit_test(every_manner),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

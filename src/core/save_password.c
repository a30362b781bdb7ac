/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The password: set, tested until it holds, and what the BMC did to access on the way put right. */
#include "core/engine.h"

#include "base/i18n.h"
#include "core/access.h"

/* A new password is asked for again after pauses that grow; what was put right, after the first. */
#define PAUSE_FIRST_MS 500
#define PAUSE_LONGEST_MS 3000
#define PUT_RIGHT_TRIES 2
/* Nobody needs one that is thrown away: so much less time it is waited for. */
#define THROWN_SHARE 6

/* --- access, before and after -------------------------------------------- */

static enum engine_result password_read_access(struct engine *engine, uint8_t user,
                                               struct user_access *access, struct bmc_error *error)
{
    uint8_t channel = engine->plan->channel;
    enum engine_result result = engine_read_result(
        bmc_get_user_access(engine->bmc, channel, user, access, error), error);

    if (result == ENGINE_LOST && engine_wait_for_bmc(engine))
        result = engine_read_result(bmc_get_user_access(engine->bmc, channel, user, access, error),
                                    error);
    return result;
}

static void password_watch_user(struct engine *engine, uint8_t user,
                                const struct user_access *access)
{
    const struct scope scope = {.channel = engine->plan->channel, .user = user};

    engine->watched[engine->watched_count++] = (struct watched_user){scope, access_of_user(access)};
}

static bool lets_in(const struct user_access *access)
{
    return access->enabled != USER_DISABLED && access->privilege == PRIVILEGE_ADMINISTRATOR;
}

/* The user himself, and the first administrator, without whom nobody may get in any more. What is
 * not told cannot be compared later. */
static void password_note_access(struct engine *engine)
{
    uint8_t user = engine->plan->user, slots;
    struct user_access own, other;
    struct bmc_error error;

    if (password_read_access(engine, user, &own, &error) != ENGINE_OK)
        return;
    password_watch_user(engine, user, &own);
    slots = own.max_users < BMC_USER_LAST ? own.max_users : BMC_USER_LAST;
    for (uint8_t id = BMC_USER_FIRST; id <= slots; id++) {
        if (id == user) {
            if (lets_in(&own))
                return;
        } else if (password_read_access(engine, id, &other, &error) == ENGINE_OK &&
                   lets_in(&other)) {
            password_watch_user(engine, id, &other);
            return;
        }
    }
}

/* A change that this save is about to make anyway is none, nor is what a BMC does not tell. */
static bool password_as_before(const struct engine *engine, const struct watched_user *watched,
                               enum access_id id, const struct value *now)
{
    const struct value_type *type = access_setting(id)->type;
    const struct change *change = change_find(&engine->plan->changes, access_setting(id));

    if (id == ACCESS_ENABLED && ((now->number & type->mask) == USER_ENABLED_UNKNOWN ||
                                 (watched->before.number & type->mask) == USER_ENABLED_UNKNOWN))
        return true;
    return value_same(type, now, &watched->before) ||
           (change != NULL && change->write && change->scope.user == watched->scope.user &&
            change_reached(change, GOAL_WANTED, now));
}

static void password_write_before(struct engine *engine, const struct watched_user *watched,
                                  enum access_id id)
{
    const struct setting *setting = access_setting(id);

    (void)setting->write(engine->bmc, setting, watched->scope, &watched->before, NULL);
}

static bool password_restore_user(struct engine *engine, const struct watched_user *watched,
                                  struct bmc_error *error)
{
    struct user_access access;

    for (int tries = 0; tries <= PUT_RIGHT_TRIES; tries++) {
        struct value now;
        bool enabled, limits;

        if (tries > 1)
            clock_sleep(engine->clock, PAUSE_FIRST_MS);
        if (password_read_access(engine, watched->scope.user, &access, error) != ENGINE_OK)
            continue;
        now = access_of_user(&access);
        enabled = password_as_before(engine, watched, ACCESS_ENABLED, &now);
        limits = password_as_before(engine, watched, ACCESS_MESSAGING, &now) &&
                 password_as_before(engine, watched, ACCESS_PRIVILEGE, &now);
        if (enabled && limits)
            return true;
        engine->state->repaired = true;
        if (!limits)
            password_write_before(engine, watched, ACCESS_MESSAGING);
        if (!enabled)
            password_write_before(engine, watched, ACCESS_ENABLED);
        error_set(error, ERROR_MALFORMED,
                  _("The BMC changed the access of user %u when the password was set, and this "
                    "could not be corrected."),
                  (unsigned)watched->scope.user);
    }
    engine->state->repaired = false;
    return false;
}

/* Some BMCs disable a user whose password is set, or change another one. */
static bool password_restore_access(struct engine *engine, const struct step *step)
{
    struct bmc_error error = {0};

    for (size_t i = 0; i < engine->watched_count; i++) {
        if (!password_restore_user(engine, &engine->watched[i], &error)) {
            engine_fail(engine, step, &error);
            return false;
        }
    }
    return true;
}

/* --- setting ------------------------------------------------------------- */

/* FFh says nothing: some BMCs refuse a password with it, others have taken it. And one that was
 * sent twice may have been taken the first time. The test tells; where the BMC cannot test, FFh is
 * a refusal, and one that was sent twice may have been either. */
static enum engine_result password_after_uncertain(struct engine *engine, bool resent)
{
    enum password_test test;

    if (bmc_test_password(engine->bmc, engine->plan->user, engine->plan->password, &test, NULL) !=
        0)
        return ENGINE_LOST;
    if (test == PASSWORD_NOT_TESTABLE && resent)
        return ENGINE_LOST;
    return test == PASSWORD_MATCHES ? ENGINE_OK : ENGINE_REFUSED;
}

bool engine_write_password(struct engine *engine, const struct step *step)
{
    struct bmc_error error;
    const struct plan *plan = engine->plan;
    enum engine_result result = ENGINE_LOST;

    /* A plan of changes watches whom it names. */
    if (!plan->of_changes)
        password_note_access(engine);
    if (!engine_record(engine, SAVE_RECORD_PASSWORD))
        return false;
    /* The same password twice is the same password: a lost answer is asked for again. */
    for (int tries = 0; tries < 2 && result == ENGINE_LOST; tries++) {
        if (tries > 0)
            (void)engine_wait_for_bmc(engine);
        result = engine_result(bmc_set_password(engine->bmc, plan->user, plan->password, &error),
                               &error);
        if (result == ENGINE_REFUSED && (error.completion_code == 0xff || error.resent))
            result = password_after_uncertain(engine, error.resent);
        if (result != ENGINE_REFUSED) {
            engine->password_sent = true;
            bmc_password_changed(engine->bmc, plan->user_bytes, plan->password);
        }
    }
    if (result == ENGINE_OK)
        return true;
    if (result == ENGINE_REFUSED && !engine->password_sent && error.kind != ERROR_DENIED &&
        plan->password_kind == PASSWORD_THROWN) {
        engine->state->password = OUTCOME_REFUSED;
        return true;
    }
    engine->state->password =
        result == ENGINE_REFUSED && !engine->password_sent ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
    engine_fail(engine, step, &error);
    return false;
}

/* --- testing ------------------------------------------------------------- */

/* What the tests so far came to. */
struct tests {
    bool differed; /* it was another one at least once: then only a match is good news */
    bool refused;  /* the last answer was FFh, which a BMC that starts up gives to everything */
    enum engine_result last;
};

/* true: it is known as well as it can be. */
static bool password_test_once(struct engine *engine, struct tests *tests, struct bmc_error *error)
{
    enum password_test test = PASSWORD_DIFFERS;
    bool refused, untestable;
    int result = bmc_test_password(engine->bmc, engine->plan->user, engine->plan->password, &test,
                                   error);

    tests->last = engine_read_result(result, error);
    if (result == 0 && test == PASSWORD_MATCHES) {
        engine->state->password = OUTCOME_KEPT;
        return true;
    }
    if (result == 0 && test != PASSWORD_NOT_TESTABLE)
        tests->differed = true;
    refused = result != 0 && error->kind == ERROR_REFUSED;
    untestable = (result == 0 && test == PASSWORD_NOT_TESTABLE) || (tests->refused && refused);
    tests->refused = refused;
    if (!untestable || tests->differed)
        return false;
    engine->state->password = OUTCOME_SET;
    return true;
}

static void password_pause_between(struct engine *engine, const struct tests *tests, int64_t *pause)
{
    if (tests->last == ENGINE_LOST) {
        (void)engine_wait_for_bmc(engine);
        return;
    }
    engine_pause(engine, *pause, false);
    *pause = *pause * 2 < PAUSE_LONGEST_MS ? *pause * 2 : PAUSE_LONGEST_MS;
}

/* Some hold a new password only after a while; and one that does not answer may be back soon:
 * without the test nobody knows what the password is. Who stops it has it tested once more. */
static bool password_poll_test(struct engine *engine, struct bmc_error *error)
{
    bool thrown = engine->plan->password_kind == PASSWORD_THROWN;
    int64_t wait = engine->context->settings->verify_ms / (thrown ? THROWN_SHARE : 1);
    int64_t until = clock_now(engine->clock) + wait, pause = PAUSE_FIRST_MS;
    struct tests tests = {0};

    for (unsigned tries = 0;; tries++) {
        bool last = tries > 0 && (clock_now(engine->clock) >= until || engine_stopped(engine));

        if (password_test_once(engine, &tests, error))
            return true;
        if (last)
            break;
        password_pause_between(engine, &tests, &pause);
    }
    engine->state->password = tests.differed && thrown ? OUTCOME_LOST : OUTCOME_UNKNOWN;
    if (tests.differed)
        error_set(error, ERROR_MALFORMED, "%s",
                  _("The BMC did not keep this password; what it is now is unknown."));
    return false;
}

bool engine_test_password(struct engine *engine, const struct step *step)
{
    struct bmc_error error = {0};
    bool good;

    /* Of one that is thrown away: it was refused, and may be. */
    if (engine->state->password == OUTCOME_REFUSED)
        return true;
    good = password_poll_test(engine, &error) || engine->plan->password_kind == PASSWORD_THROWN;
    if (!good)
        engine_fail(engine, step, &error);
    /* Whatever became of the password. */
    return password_restore_access(engine, step) && good;
}

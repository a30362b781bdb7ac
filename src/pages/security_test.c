/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether users still have the password of the factory: Set User Password, operation "test"
 * (22.30). Nobody logs in and nothing is written, but a BMC may count wrong ones.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "core/default_password.h"
#include "pages/security.h"

#define TRIES_MOST  4 /* a user */
#define RANDOM_SIZE 16

struct password_test_run {
    struct bmc *bmc;
    struct weakness_facts *facts;
    struct weakness_passwords *passwords;
    struct secret *secret;
    unsigned tries; /* of wrong ones that a user can bear */
    struct bmc_error *error;
};

static const char *test_pair(const struct password_test_run *run, const struct account *account,
                             size_t index)
{
    return account->named && account->bytes[0] != '\0'
               ? default_password(run->facts->device.manufacturer, account->bytes, index)
               : NULL;
}

/* One below the number that locks. */
static unsigned test_tries(const struct value *threshold)
{
    if (threshold->state != VALUE_KNOWN || threshold->number == 0 ||
        threshold->number > TRIES_MOST)
        return TRIES_MOST;
    return (unsigned)threshold->number - 1;
}

/* -1: the link failed; 1: there is no testing. */
static int test_ask(struct password_test_run *run, const struct account *account,
                    enum password_test *result)
{
    struct weakness_passwords *passwords = run->passwords;

    if (bmc_test_password(run->bmc, account->slot, run->secret, result, run->error) != 0) {
        if (!bmc_survived(run->error) && run->error->kind != ERROR_USAGE)
            return -1;
        passwords->state = PASSWORDS_NOT_TESTABLE;
        snprintf(passwords->why, sizeof passwords->why, "%.*s", WEAKNESS_TEXT - 1,
                 run->error->sentence);
        return 1;
    }
    if (*result != PASSWORD_NOT_TESTABLE)
        return 0;
    passwords->state = PASSWORDS_NOT_TESTABLE;
    snprintf(passwords->why, sizeof passwords->why, "%s", _("this BMC has no such test"));
    return 1;
}

/* A BMC that takes a password that nobody has ever set, takes any. */
static int test_random(struct password_test_run *run, const struct account *account)
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    enum password_test result;
    int answered;

    secret_clear(run->secret);
    if (!secret_add_random(run->secret, letters, RANDOM_SIZE))
        return error_set(run->error, ERROR_SYSTEM, "%s", _("the system has no random numbers"));
    answered = test_ask(run, account, &result);
    if (answered != 0 || result != PASSWORD_MATCHES)
        return answered;
    run->passwords->state = PASSWORDS_ALL_FIT;
    return 1;
}

static int test_account(struct password_test_run *run, const struct account *account,
                        unsigned tries)
{
    struct weakness_passwords *passwords = run->passwords;
    bool unsure = false;
    const char *pair;

    for (size_t i = 0; i < tries && (pair = test_pair(run, account, i)) != NULL; i++) {
        enum password_test result;
        int answered;

        secret_clear(run->secret);
        secret_set(run->secret, pair, strlen(pair));
        answered = test_ask(run, account, &result);
        if (answered != 0)
            return answered;
        if (result == PASSWORD_MATCHES) {
            passwords->slots[passwords->count++] = account->slot;
            return 0;
        }
        unsure |= result == PASSWORD_OTHER_SIZE;
    }
    passwords->unsure += unsure;
    return 0;
}

static int test_all(struct password_test_run *run)
{
    const struct accounts *accounts = &run->facts->accounts;
    struct weakness_passwords *passwords = run->passwords;

    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->of[i];
        unsigned tries = run->tries;
        int result = 0;

        if (test_pair(run, account, 0) == NULL)
            continue;
        if (passwords->tried++ == 0) {
            result = test_random(run, account);
            tries--;
        }
        if (result == 0)
            result = test_account(run, account, tries);
        if (result != 0)
            return result;
    }
    passwords->state = passwords->tried > 0 ? PASSWORDS_TESTED : PASSWORDS_NO_PAIRS;
    return 0;
}

int security_test_passwords(struct bmc *bmc, struct weakness_facts *facts, struct bmc_error *error)
{
    struct bmc_error own;
    struct password_test_run run = {.bmc = bmc,
                                    .facts = facts,
                                    .passwords = &facts->passwords,
                                    .tries = test_tries(&facts->of[FACT_THRESHOLD]),
                                    .error = error != NULL ? error : &own};
    int result = 0;

    memset(run.passwords, 0, sizeof *run.passwords);
    run.secret = secret_create();
    if (facts->of[FACT_USERS].state != VALUE_KNOWN || facts->of[FACT_DEVICE].state != VALUE_KNOWN)
        run.passwords->state = PASSWORDS_NOT_TESTED;
    else if (run.tries < 2)
        run.passwords->state = PASSWORDS_LOCKS;
    else
        result = test_all(&run);
    secret_free(&run.secret);
    return result < 0 ? -1 : 0;
}

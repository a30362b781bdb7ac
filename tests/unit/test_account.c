/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMC's users: how they are read and in how many requests, what adding, changing and deleting
 * one writes in which order, what is refused, and what a BMC holds after it.
 */
#include "unit/cases.h"

#include "core/access.h"
#include "core/account.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

/* 1 free and fixed, 2 ADMIN (administrator on channels 1 and 8), 3 oper, 4 viewer (disabled), the
 * others free: 10 slots. */
struct people {
    struct rig rig;
    struct accounts accounts;
    struct plan plan;
    struct bmc_error error;
};

static void people_free_slot(struct demo_user *user)
{
    memset(user, 0, sizeof *user);
    memset(user->access, 0x0f, sizeof user->access);
}

static void people_read(struct people *people, const char *setup)
{
    memset(people, 0, sizeof *people);
    rig_connect(&people->rig, NULL);
    people_free_slot(&demo_state(people->rig.demo)->users[5]);
    people_free_slot(&demo_state(people->rig.demo)->users[1]);
    demo_state(people->rig.demo)->users[1].fixed_name = true;
    if (setup != NULL)
        rig_fault(&people->rig, setup);
    demo_mark(people->rig.demo);
    assert_int_equal(accounts_read(people->rig.bmc, &people->accounts, 1, NULL, &people->error), 0);
}

static struct demo_user *people_user(struct people *people, unsigned slot)
{
    return &demo_state(people->rig.demo)->users[slot];
}

/* --- reading --------------------------------------------------------------------------- */

static void two_a_slot_and_one(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    assert_int_equal(demo_requests(people.rig.demo), 2 * 10 + 1);
    assert_int_equal(people.accounts.count, 10);
    assert_int_equal(people.accounts.slots, 10);
    assert_int_equal(people.accounts.fixed_names, 1);
    assert_int_equal(accounts_in_use(&people.accounts), 3);
    assert_int_equal(accounts_free_slot(&people.accounts), 5);
    assert_string_equal(account_in(&people.accounts, 3)->name, "oper");
    assert_true(account_only_administrator(&people.accounts, account_in(&people.accounts, 2)));
    assert_false(account_only_administrator(&people.accounts, account_in(&people.accounts, 3)));
    rig_close(&people.rig);
}

static void all_63(void **state)
{
    struct people people;
    struct secret *password = secret_create();
    struct account_wish wish = {.given = ACCOUNT_NAME, .name = "last", .password = password};

    (void)state;
    memset(&people, 0, sizeof people);
    rig_connect(&people.rig, NULL);
    demo_state(people.rig.demo)->user_count = 63;
    for (unsigned slot = 6; slot <= 62; slot++)
        snprintf((char *)people_user(&people, slot)->name, 16, "u%u", slot);
    demo_mark(people.rig.demo);
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_int_equal(people.accounts.count, 63);
    assert_int_equal(demo_requests(people.rig.demo), 2 * 63 + 1);
    assert_int_equal(accounts_free_slot(&people.accounts), 63);
    secret_set(password, "Secret12", 8);
    assert_int_equal(account_plan_add(&people.accounts, &wish, &people.plan, NULL), 0);
    assert_int_equal(people.plan.user, 63);
    secret_free(&password);
    rig_close(&people.rig);
}

/* A BMC that tells nothing of an empty slot, neither name nor access, tells of the others. */
static void empty_slots_refused(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, "set empty-name=cc;set empty-access=cc");
    assert_int_equal(people.accounts.count, 10);
    assert_true(account_free(account_in(&people.accounts, 1)));
    assert_false(account_in(&people.accounts, 6)->known);
    assert_true(account_in(&people.accounts, 4)->known);
    assert_int_equal(accounts_free_slot(&people.accounts), 5);
    rig_close(&people.rig);
}

/* What a BMC refuses to tell for another reason may be anything: no such slot is free. */
static void what_is_not_read_is_not_free(void **state)
{
    static const struct {
        const char *fault;
        size_t count, in_use, unread;
    } cases[] = {{"user-access-get:code=c1", 2, 1, 2},
                 {"user-access-get:code=d4", 2, 1, 2},
                 {"user-name-get:code=d4", 10, 0, 10},
                 {"user-name-get 3:code=d4", 10, 2, 1}};

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(cases); i++) {
        struct account_wish wish = {.given = ACCOUNT_NAME, .name = "new"};
        struct people people;

        people_read(&people, cases[i].fault);
        assert_int_equal(people.accounts.count, cases[i].count);
        assert_int_equal(accounts_in_use(&people.accounts), cases[i].in_use);
        assert_int_equal(accounts_unread(&people.accounts), cases[i].unread);
        if (accounts_free_slot(&people.accounts) == 0) {
            assert_int_equal(account_plan_add(&people.accounts, &wish, &people.plan, &people.error),
                             -1);
            assert_holds(people.error.sentence, "not all could be read");
        }
        rig_close(&people.rig);
    }
}

/* iLO names them so. */
static void empty_user_is_free(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, "set emptyuser=yes");
    assert_true(account_free(account_in(&people.accounts, 6)));
    assert_int_equal(accounts_in_use(&people.accounts), 3);
    rig_close(&people.rig);
}

static void nameless_is_a_danger(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    people_user(&people, 1)->enabled = true;
    people_user(&people, 1)->access[1] = 0x12; /* messaging, user */
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_true(account_nameless(account_in(&people.accounts, 1)));
    assert_false(account_free(account_in(&people.accounts, 1)));
    assert_false(account_administrator(account_in(&people.accounts, 1)));
    people_user(&people, 1)->access[1] = 0x1f; /* messaging, no access */
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_false(account_nameless(account_in(&people.accounts, 1)));
    rig_close(&people.rig);
}

static void channels_only_where_asked(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    demo_mark(people.rig.demo);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 2, NULL), 0);
    assert_int_equal(people.accounts.channel_count, 2);
    assert_int_equal(people.accounts.channels[1], 8);
    assert_true(account_in(&people.accounts, 2)->on[1].known);
    assert_false(account_in(&people.accounts, 3)->on[1].known);
    assert_int_equal(demo_requests(people.rig.demo), 10 + 1); /* channels 2 to 11, one access */
    demo_mark(people.rig.demo);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 2, NULL), 0);
    assert_int_equal(demo_requests(people.rig.demo), 0);
    rig_close(&people.rig);
}

static void no_such_channel(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 3, NULL, &people.error), -1);
    assert_int_equal(people.error.kind, ERROR_USAGE);
    rig_close(&people.rig);
}

/* --- who is meant ---------------------------------------------------------------------- */

static const struct {
    const char *text;
    uint8_t slot;
    const char *sentence; /* slot 0: why none */
} found[] = {
    {"3", 3, NULL},
    {"oper", 3, NULL},
    {"\"oper\"", 3, NULL},
    {"0", 0, "slot 0 is none of this BMC's"},
    {"11", 0, "it has 1 to 10"},
    {"64", 0, "it has 1 to 10"},
    {"6", 0, "slot 6 is free"},
    {"\"3\"", 0, "the BMC has no user 3"},
    {"operator", 0, "the BMC has no user operator"},
    {"", 0, "the BMC has no user"},
    {"an_endless_name_is", 0, "the BMC has no user"},
    {"twin", 0, "in more than one slot (7, 8)"},
};

static void find(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    memcpy(people_user(&people, 7)->name, "twin", 4);
    memcpy(people_user(&people, 8)->name, "twin", 4);
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_int_equal(account_twin(&people.accounts, account_in(&people.accounts, 7)), 8);
    assert_int_equal(account_twin(&people.accounts, account_in(&people.accounts, 3)), 0);
    for (size_t i = 0; i < CASES_COUNT(found); i++) {
        uint8_t slot = 0;
        int result = account_find(&people.accounts, found[i].text, &slot, &people.error);

        assert_int_equal(result, found[i].slot != 0 ? 0 : -1);
        if (result == 0)
            assert_int_equal(slot, found[i].slot);
        else
            assert_holds(people.error.sentence, found[i].sentence);
    }
    rig_close(&people.rig);
}

static const struct {
    const char *name, *sentence; /* NULL: right */
    bool warned;
} names[] = {
    {"oper_2", NULL, false},
    {"_x", NULL, false},
    {"2nd", NULL, true},
    {"a-b", NULL, true},
    {"!~", NULL, true},
    {"sixteen_bytes_ok", NULL, false},
    {"", "empty", false},
    {"seventeen_bytes_x", "too long", false},
    {"two words", "no blanks", false},
    {"J\xc3\xbcrg", "ASCII letters", false},
    {"tab\t", "ASCII letters", false},
};

static void names_are_judged(void **state)
{
    struct bmc_error error;

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(names); i++) {
        assert_int_equal(account_check_name(names[i].name, &error),
                         names[i].sentence == NULL ? 0 : -1);
        if (names[i].sentence != NULL)
            assert_holds(error.sentence, names[i].sentence);
        else
            assert_int_equal(account_name_warning(names[i].name) != NULL, names[i].warned);
    }
}

/* --- plans ----------------------------------------------------------------------------- */

/* "Name first; Password; ..." of what is written, in the order of the steps. */
static void plan_text(const struct plan *plan, char text[400])
{
    text[0] = '\0';
    for (size_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        size_t end = step->kind == STEP_SET ? plan_set_end(plan, step->change) : step->change + 1;

        if (step->kind == STEP_PASSWORD)
            text_append(text, 400, " ", "password");
        else if (step->kind == STEP_TEST_PASSWORD)
            text_append(text, 400, " ", "test");
        else if (step->kind == STEP_SET)
            for (size_t each = step->change; each < end; each++)
                if (plan->changes.items[each].write)
                    text_append(text, 400, each == step->change ? " " : "+", "%s/%u",
                                plan->changes.items[each].setting->log,
                                plan->changes.items[each].scope.channel);
    }
}

static void assert_plan(const struct plan *plan, const char *expected)
{
    char text[400];

    plan_text(plan, text);
    assert_string_equal(text, expected);
}

static void add_order(void **state)
{
    struct people people;
    struct account_wish wish = {.given = ACCOUNT_NAME, .name = "support"};

    (void)state;
    people_read(&people, NULL);
    wish.password = people.rig.password;
    secret_set(people.rig.password, "Secret12", 8);
    assert_int_equal(accounts_read_sol(people.rig.bmc, &people.accounts, 5, NULL), 0);
    assert_int_equal(account_plan_add(&people.accounts, &wish, &people.plan, NULL), 0);
    assert_plan(&people.plan, "name/1 password test messaging/1+privilege/1 sol-access/1 enable/1");
    assert_int_equal(people.plan.user, 5);
    assert_string_equal(people.plan.user_bytes, "support");
    assert_string_equal(people.plan.command, "user add support --slot=5 --password");
    wish.given |= ACCOUNT_ENABLED | ACCOUNT_SOL | ACCOUNT_PRIVILEGE;
    wish.privilege = PRIVILEGE_USER;
    wish.slot = 9;
    assert_int_equal(account_plan_add(&people.accounts, &wish, &people.plan, NULL), 0);
    assert_plan(&people.plan, "name/1 password test messaging/1+privilege/1");
    assert_string_equal(people.plan.command,
                        "user add support --privilege=user enabled=no sol=no --slot=9 --password");
    rig_close(&people.rig);
}

static const struct {
    const char *name;
    uint8_t slot;
    const char *sentence;
} refused_adds[] = {
    {"", 0, "empty"},
    {"two words", 0, "no blanks"},
    {"oper", 0, "taken: slot 3"},
    {"new", 1, "slot 1 is fixed; use a slot above 1"},
    {"new", 3, "slot 3 is in use; use a free slot, such as 5"},
    {"new", 11, "no slot 11; use one from 1 to 10"},
};

static void adds_that_are_refused(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    for (size_t i = 0; i < CASES_COUNT(refused_adds); i++) {
        struct account_wish wish = {.given = ACCOUNT_NAME, .slot = refused_adds[i].slot};

        snprintf(wish.name, sizeof wish.name, "%s", refused_adds[i].name);
        assert_int_equal(account_plan_add(&people.accounts, &wish, &people.plan, &people.error),
                         -1);
        assert_int_equal(people.error.kind, ERROR_USAGE);
        assert_holds(people.error.sentence, refused_adds[i].sentence);
    }
    rig_close(&people.rig);
}

static const struct {
    struct account_wish wish;
    const char *plan;
} sets[] = {
    {{.given = ACCOUNT_NAME, .name = "oper9"}, "name/1"},
    {{.given = ACCOUNT_NAME, .name = "oper"}, ""},
    {{.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER}, "privilege/1"},
    {{.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_OPERATOR}, ""},
    {{.given = ACCOUNT_MESSAGING | ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER},
     "messaging/1+privilege/1"},
    {{.given = ACCOUNT_ENABLED, .enabled = true}, ""},
    {{.given = ACCOUNT_ENABLED | ACCOUNT_NAME, .name = "x"}, "name/1 enable/1"},
};

static void sets_write_what_differs(void **state)
{
    struct people people;

    (void)state;
    people_read(&people, NULL);
    for (size_t i = 0; i < CASES_COUNT(sets); i++) {
        assert_int_equal(account_plan_set(&people.accounts, 3, &sets[i].wish, &people.plan, NULL),
                         0);
        assert_plan(&people.plan, sets[i].plan);
    }
    /* Whoever is enabled is so last, and after his name. */
    assert_int_equal(
        account_plan_set(&people.accounts, 4,
                         &(struct account_wish){.given = ACCOUNT_ENABLED | ACCOUNT_PRIVILEGE,
                                                .enabled = true,
                                                .privilege = PRIVILEGE_OPERATOR},
                         &people.plan, NULL),
        0);
    assert_plan(&people.plan, "privilege/1 enable/1");
    rig_close(&people.rig);
}

/* A rename writes the name alone, and looks at what BMCs change with it. */
static void rename_watches_access(void **state)
{
    struct people people;
    unsigned watched = 0;

    (void)state;
    people_read(&people, NULL);
    assert_int_equal(account_plan_set(&people.accounts, 2,
                                      &(struct account_wish){.given = ACCOUNT_NAME, .name = "root"},
                                      &people.plan, NULL),
                     0);
    for (size_t i = 0; i < people.plan.changes.count; i++)
        watched += !people.plan.changes.items[i].write;
    assert_int_equal(watched, 3);
    assert_string_equal(people.plan.command, "user set 2 name=root");
    rig_close(&people.rig);
}

static void sets_that_are_refused(void **state)
{
    struct people people;
    struct account_wish name = {.given = ACCOUNT_NAME, .name = "new"};
    struct account_wish sol = {.given = ACCOUNT_SOL, .sol = true};

    (void)state;
    people_read(&people, NULL);
    assert_int_equal(account_plan_set(&people.accounts, 1, &name, &people.plan, &people.error), -1);
    assert_holds(people.error.sentence, "slot 1 is fixed");
    snprintf(name.name, sizeof name.name, "ADMIN");
    assert_int_equal(account_plan_set(&people.accounts, 3, &name, &people.plan, &people.error), -1);
    assert_holds(people.error.sentence, "taken: slot 2");
    assert_int_equal(account_plan_set(&people.accounts, 3, &sol, &people.plan, &people.error), -1);
    assert_holds(people.error.sentence, "does not report who may use serial over LAN");
    account_at(&people.accounts, 3)->known = false;
    assert_int_equal(account_plan_set(&people.accounts, 3,
                                      &(struct account_wish){.given = ACCOUNT_MESSAGING},
                                      &people.plan, &people.error),
                     -1);
    assert_holds(people.error.sentence, "could not be read");
    rig_close(&people.rig);
}

static void delete_order(void **state)
{
    struct people people;
    struct secret *random = secret_create();

    (void)state;
    people_read(&people, NULL);
    assert_true(account_throwaway(random));
    assert_int_equal(secret_length(random), 16);
    for (unsigned draws = 0; draws < 100; draws++) {
        assert_true(account_throwaway(random));
        for (size_t i = 1; i < 16; i++)
            assert_int_not_equal(secret_bytes(random)[i], secret_bytes(random)[i - 1]);
    }
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 2, NULL), 0);
    assert_int_equal(account_plan_delete(&people.accounts, 2, random, &people.plan, NULL), 0);
    assert_plan(&people.plan, "enable/1 password test messaging/1+privilege/1 "
                              "messaging/8+privilege/8 name/1");
    assert_int_equal(people.plan.password_kind, PASSWORD_THROWN);
    /* oper has no access on channel 8, and gets no writing there. */
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 3, NULL), 0);
    assert_int_equal(account_plan_delete(&people.accounts, 3, random, &people.plan, NULL), 0);
    assert_plan(&people.plan, "enable/1 password test messaging/1+privilege/1 name/1");
    assert_int_equal(account_plan_delete(&people.accounts, 6, random, &people.plan, &people.error),
                     -1);
    assert_holds(people.error.sentence, "slot 6 is free already");
    secret_free(&random);
    rig_close(&people.rig);
}

/* --- what is refused ------------------------------------------------------------------- */

static enum account_refusal guard_of(struct people *people, uint8_t slot,
                                     const struct account_wish *wish, const char *session)
{
    const struct account_session whose = {.over_lan = session != NULL, .user = session};

    assert_int_equal(account_plan_set(&people->accounts, slot, wish, &people->plan, NULL), 0);
    return account_guard(&people->accounts, &people->plan, &whose, &people->error);
}

static void last_administrator(void **state)
{
    const struct account_wish demote = {.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER};
    const struct account_wish mute = {.given = ACCOUNT_MESSAGING};
    const struct account_wish disable = {.given = ACCOUNT_ENABLED};
    const struct account_wish rename = {.given = ACCOUNT_NAME, .name = "root"};
    struct people people;

    (void)state;
    people_read(&people, NULL);
    assert_int_equal(guard_of(&people, 2, &rename, NULL), ACCOUNT_ALLOWED);
    assert_int_equal(guard_of(&people, 3, &demote, NULL), ACCOUNT_ALLOWED);
    /* On channel 8 he is another one. */
    assert_int_equal(guard_of(&people, 2, &demote, NULL), ACCOUNT_UNSURE);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 0, NULL), 0);
    assert_int_equal(guard_of(&people, 2, &demote, NULL), ACCOUNT_ALLOWED);
    assert_int_equal(guard_of(&people, 2, &disable, NULL), ACCOUNT_LAST);
    assert_holds(people.error.sentence, "no user would be administrator");
    people_user(&people, 2)->access[8] = 0x0f;
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 0, NULL), 0);
    assert_int_equal(guard_of(&people, 2, &demote, NULL), ACCOUNT_LAST);
    assert_int_equal(guard_of(&people, 2, &mute, NULL), ACCOUNT_LAST);
    people_user(&people, 3)->access[8] = 0x14;
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 0, NULL), 0);
    assert_int_equal(guard_of(&people, 2, &mute, NULL), ACCOUNT_ALLOWED);
    rig_close(&people.rig);
}

/* Where no one is administrator, nothing more can be lost. */
static void none_to_lose(void **state)
{
    const struct account_wish demote = {.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER};
    struct people people;

    (void)state;
    people_read(&people, NULL);
    people_user(&people, 2)->access[1] = 0x13;
    people_user(&people, 2)->access[8] = 0x0f;
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    assert_int_equal(guard_of(&people, 2, &demote, NULL), ACCOUNT_ALLOWED);
    rig_close(&people.rig);
}

static const struct {
    struct account_wish wish;
    const char *session;
    enum account_refusal refusal;
} sessions[] = {
    {{.given = ACCOUNT_ENABLED}, "oper", ACCOUNT_SESSION},
    {{.given = ACCOUNT_MESSAGING}, "oper", ACCOUNT_SESSION},
    {{.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_USER}, "oper", ACCOUNT_SESSION},
    {{.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_NONE}, "oper", ACCOUNT_SESSION},
    {{.given = ACCOUNT_PRIVILEGE, .privilege = PRIVILEGE_ADMINISTRATOR}, "oper", ACCOUNT_ALLOWED},
    {{.given = ACCOUNT_NAME, .name = "other"}, "oper", ACCOUNT_ALLOWED},
    {{.given = ACCOUNT_ENABLED}, "ADMIN", ACCOUNT_ALLOWED},
    {{.given = ACCOUNT_ENABLED}, NULL, ACCOUNT_ALLOWED},
};

static void own_session(void **state)
{
    struct people people;
    const struct account_session oper = {.over_lan = true, .user = "oper"};

    (void)state;
    people_read(&people, NULL);
    for (size_t i = 0; i < CASES_COUNT(sessions); i++)
        assert_int_equal(guard_of(&people, 3, &sessions[i].wish, sessions[i].session),
                         sessions[i].refusal);
    assert_int_equal(accounts_read_channels(people.rig.bmc, &people.accounts, 3, NULL), 0);
    assert_int_equal(account_plan_delete(&people.accounts, 3, NULL, &people.plan, NULL), 0);
    assert_int_equal(account_guard(&people.accounts, &people.plan, &oper, &people.error),
                     ACCOUNT_SESSION);
    assert_holds(people.error.sentence, "log in as another user");
    rig_close(&people.rig);
}

/* --- to the end ------------------------------------------------------------------------ */

static enum save_status walk(struct people *people, const struct account_order *order)
{
    static const struct save_settings settings = {.lock_wait_ms = 10000, .verify_ms = 30000};
    enum save_status status;

    assert_int_equal(account_prepare(people->rig.bmc, &people->accounts, order, &people->plan, NULL,
                                     &people->error),
                     0);
    demo_mark(people->rig.demo);
    status =
        save_run(RIG_CONTEXT(&people->rig, &settings, NULL), &people->plan, &people->rig.state);
    return status;
}

static void add_walk(void **state)
{
    struct people people;
    struct account_order order = {.deed = ACCOUNT_ADD,
                                  .wish = {.given = ACCOUNT_NAME, .name = "support"}};
    const struct demo_user *user;

    (void)state;
    people_read(&people, NULL);
    secret_set(people.rig.password, "Secret12", 8);
    order.wish.password = people.rig.password;
    assert_int_equal(walk(&people, &order), SAVE_KEPT);
    assert_true(demo_requests(people.rig.demo) <= 12);
    user = people_user(&people, 5);
    assert_string_equal(user->name, "support");
    assert_true(user->enabled);
    assert_int_equal(user->access[1], 0x13);
    assert_int_equal(user->access[8], 0x0f);
    assert_true(demo_password_is(demo_state(people.rig.demo), 5, "Secret12", 16));
    rig_close(&people.rig);
}

/* Any refusal: the slot is as free as it was. */
static void add_put_back(void **state)
{
    static const char *const faults[] = {"set payload-set=c9", "set enable=cc",
                                         "set set-user-access=d5",
                                         "set password-min=12;set password-code=cc"};
    struct account_order order = {.deed = ACCOUNT_ADD,
                                  .wish = {.given = ACCOUNT_NAME, .name = "support"}};

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(faults); i++) {
        struct people people;

        people_read(&people, faults[i]);
        secret_set(people.rig.password, "Secret12", 8);
        order.wish.password = people.rig.password;
        assert_int_equal(walk(&people, &order), SAVE_PUT_BACK);
        assert_string_equal(people_user(&people, 5)->name, "");
        assert_int_equal(people_user(&people, 5)->access[1], 0x0f);
        assert_false(people_user(&people, 5)->enabled);
        rig_close(&people.rig);
    }
}

/* The default administrator, on a BMC that gives a renamed user another privilege. */
static void rename_put_right(void **state)
{
    struct people people;
    struct account_order order = {
        .deed = ACCOUNT_SET, .slot = 2, .wish = {.given = ACCOUNT_NAME, .name = "root"}};

    (void)state;
    people_read(&people, "set name-access=02");
    assert_int_equal(walk(&people, &order), SAVE_KEPT);
    assert_string_equal(people_user(&people, 2)->name, "root");
    assert_int_equal(people_user(&people, 2)->access[1], 0x14);
    assert_int_equal(accounts_read(people.rig.bmc, &people.accounts, 1, NULL, NULL), 0);
    snprintf(order.wish.name, sizeof order.wish.name, "ADMIN");
    assert_int_equal(walk(&people, &order), SAVE_KEPT);
    assert_string_equal(people_user(&people, 2)->name, "ADMIN");
    assert_int_equal(people_user(&people, 2)->access[1], 0x14);
    rig_close(&people.rig);
}

static void delete_walk(void **state)
{
    struct people people;
    struct account_order order = {
        .deed = ACCOUNT_DELETE, .slot = 2, .leave_no_administrator = true};

    (void)state;
    people_read(&people, NULL);
    assert_true(account_throwaway(people.rig.password));
    order.random = people.rig.password;
    assert_int_equal(walk(&people, &order), SAVE_KEPT);
    assert_true(demo_requests(people.rig.demo) <= 10 + 2 * 2);
    assert_false(account_kept_name(&people.rig.state.plan));
    assert_string_equal(people_user(&people, 2)->name, "");
    assert_false(people_user(&people, 2)->enabled);
    assert_int_equal(people_user(&people, 2)->access[1] & 0x1f, 0x0f);
    assert_int_equal(people_user(&people, 2)->access[8] & 0x1f, 0x0f);
    assert_false(demo_password_is(demo_state(people.rig.demo), 2, "ADMIN", 16));
    rig_close(&people.rig);
}

/* A BMC that keeps the name, one that disables nobody, one that takes no random password: nobody
 * can log in any more, and that is all that counts. */
static void delete_tolerates(void **state)
{
    static const struct {
        const char *setup;
        bool keeps;
    } cases[] = {{"set name-empty=cc", true},
                 {"set name-empty=ignored", true},
                 {"set enable=cc", false},
                 {"set password-min=20;set password-code=cc", false}};

    (void)state;
    for (size_t i = 0; i < CASES_COUNT(cases); i++) {
        struct people people;
        struct account_order order = {.deed = ACCOUNT_DELETE, .slot = 3};

        people_read(&people, cases[i].setup);
        assert_true(account_throwaway(people.rig.password));
        order.random = people.rig.password;
        assert_int_equal(walk(&people, &order), SAVE_KEPT);
        assert_int_equal(account_kept_name(&people.rig.state.plan), cases[i].keeps);
        assert_int_equal(people_user(&people, 3)->access[1] & 0x1f, 0x0f);
        assert_string_equal(people_user(&people, 3)->name, cases[i].keeps ? "oper" : "");
        rig_close(&people.rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_a_slot_and_one),
        cmocka_unit_test(all_63),
        cmocka_unit_test(empty_slots_refused),
        cmocka_unit_test(what_is_not_read_is_not_free),
        cmocka_unit_test(empty_user_is_free),
        cmocka_unit_test(nameless_is_a_danger),
        cmocka_unit_test(channels_only_where_asked),
        cmocka_unit_test(no_such_channel),
        cmocka_unit_test(find),
        cmocka_unit_test(names_are_judged),
        cmocka_unit_test(add_order),
        cmocka_unit_test(adds_that_are_refused),
        cmocka_unit_test(sets_write_what_differs),
        cmocka_unit_test(rename_watches_access),
        cmocka_unit_test(sets_that_are_refused),
        cmocka_unit_test(delete_order),
        cmocka_unit_test(last_administrator),
        cmocka_unit_test(none_to_lose),
        cmocka_unit_test(own_session),
        cmocka_unit_test(add_walk),
        cmocka_unit_test(add_put_back),
        cmocka_unit_test(rename_put_right),
        cmocka_unit_test(delete_walk),
        cmocka_unit_test(delete_tolerates),
    };

    return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}

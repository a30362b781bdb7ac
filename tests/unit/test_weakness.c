/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is judged of facts: each check where it is bad, where it is well, and where it is not known.
 */
#include "unit/cases.h"

#include <locale.h>
#include <stdlib.h>

#include "core/default_password.h"
#include "core/weakness.h"

static struct weakness_facts facts; /* of the case that runs */

static void user(uint8_t slot, const char *name, bool messaging, enum user_enabled enabled,
                 enum privilege privilege)
{
    struct account *account = &facts.accounts.of[facts.accounts.count++];

    *account = (struct account){.slot = slot, .named = true, .known = true};
    snprintf(account->bytes, sizeof account->bytes, "%s", name);
    snprintf(account->name, sizeof account->name, "%s", name);
    account->access = (struct user_access){.max_users = 10,
                                           .enabled = enabled,
                                           .messaging = messaging,
                                           .link_authentication = true,
                                           .privilege = privilege};
}

static void suite(uint8_t id, enum privilege limit)
{
    facts.suites.ids[facts.suites.count++] = id;
    facts.table.ids[facts.table.count] = id;
    facts.table.limits[facts.table.count++] = limit;
}

/* A BMC that is as good as it gets. */
static void all_well(void)
{
    memset(&facts, 0, sizeof facts);
    for (size_t i = 0; i < FACT_COUNT; i++)
        facts.of[i].state = VALUE_KNOWN;
    facts.channel = facts.accounts.channel = 1;
    facts.accounts.slots = 10;
    facts.session.suite = -1;
    suite(3, PRIVILEGE_ADMINISTRATOR);
    suite(17, PRIVILEGE_ADMINISTRATOR);
    facts.of[FACT_AUTH].number = 0x0404040400;
    snprintf(facts.community, sizeof facts.community, "x7dk2");
    facts.of[FACT_ARP].number = 0x02;
    facts.of[FACT_VLAN].number = VALUE_VLAN_ON | 42;
    facts.of[FACT_THRESHOLD].number = 3;
    facts.kept.mode = facts.active.mode = CHANNEL_ACCESS_ALWAYS;
    user(1, "", false, USER_DISABLED, PRIVILEGE_NONE);
    user(2, "ADMIN", true, USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
    user(3, "oper", true, USER_ENABLED, PRIVILEGE_OPERATOR);
    facts.of[FACT_SOL].number = FACT_SOL_ON;
    facts.of[FACT_SOL_AUTH].number = FACT_SOL_ENCRYPTED | FACT_SOL_PROVEN | PRIVILEGE_OPERATOR;
    facts.device.firmware_major = 3;
    facts.device.firmware_minor = 0x45;
}

/* --- what is other than well ---------------------------------------------------------------- */

static void nothing(void)
{
}

static void zero_open(void)
{
    suite(0, PRIVILEGE_USER);
}

static void zero_closed(void)
{
    suite(0, PRIVILEGE_UNUSED);
}

static void zero_only_listed(void)
{
    facts.suites.ids[facts.suites.count++] = 0;
}

static void zero_listed_no_table(void)
{
    zero_only_listed();
    facts.of[FACT_TABLE].state = VALUE_NOT_AVAILABLE;
}

static void zero_listed_table_unread(void)
{
    zero_only_listed();
    facts.of[FACT_TABLE].state = VALUE_NOT_READ;
}

static void no_table(void)
{
    facts.of[FACT_TABLE].state = VALUE_NOT_AVAILABLE;
}

static void table_unread(void)
{
    facts.of[FACT_TABLE] = (struct value){.state = VALUE_NOT_READ, .fault = {.kind = ERROR_BUSY}};
}

static void list_unread(void)
{
    facts.of[FACT_SUITES] = (struct value){.state = VALUE_NOT_READ,
                                           .fault = {ERROR_DENIED, 0xd4, true}};
}

static void plain(void)
{
    suite(1, PRIVILEGE_ADMINISTRATOR);
    suite(2, PRIVILEGE_OPERATOR);
}

static void plain_closed(void)
{
    suite(1, PRIVILEGE_UNUSED);
}

static void rc4(void)
{
    suite(4, PRIVILEGE_ADMINISTRATOR);
}

static void plain_and_rc4(void)
{
    plain();
    rc4();
}

static void odd_suite(void)
{
    suite(0x80, PRIVILEGE_ADMINISTRATOR);
}

static void plain_no_table(void)
{
    plain();
    no_table();
}

static void nameless(void)
{
    facts.accounts.of[0].access.messaging = true;
    facts.accounts.of[0].access.enabled = USER_ENABLED_UNKNOWN;
    facts.accounts.of[0].access.privilege = PRIVILEGE_USER;
}

static void nameless_disabled(void)
{
    nameless();
    facts.accounts.of[0].access.enabled = USER_DISABLED;
}

static void two_nameless(void)
{
    nameless();
    user(7, "", true, USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
}

static void user_unread(void)
{
    facts.accounts.of[0].known = false;
}

static void users_unread(void)
{
    facts.of[FACT_USERS].state = VALUE_NOT_AVAILABLE;
    facts.accounts.count = 0;
}

static void auth_all(void)
{
    facts.of[FACT_AUTH].number = 0x1717171700;
}

static void auth_one_level(void)
{
    facts.of[FACT_AUTH].number = 0x0000000010;
}

static void auth_closed(void)
{
    facts.of[FACT_AUTH].number = 0;
}

static void auth_unread(void)
{
    facts.of[FACT_AUTH].state = VALUE_NOT_AVAILABLE;
}

static void auth_off_kept(void)
{
    facts.kept.user_auth_disabled = true;
}

static void auth_off_active(void)
{
    facts.active.message_auth_disabled = true;
}

static void auth_off_both(void)
{
    auth_off_kept();
    auth_off_active();
}

static void access_unread(void)
{
    facts.of[FACT_ACTIVE].state = VALUE_NOT_READ;
    facts.of[FACT_ACTIVE].fault.kind = ERROR_MALFORMED;
}

static void passwords_found(void)
{
    facts.passwords.state = PASSWORDS_TESTED;
    facts.passwords.tried = 2;
    facts.passwords.count = 1;
    facts.passwords.slots[0] = 2;
}

static void passwords_none(void)
{
    facts.passwords.state = PASSWORDS_TESTED;
    facts.passwords.tried = 2;
}

static void passwords_unsure(void)
{
    passwords_none();
    facts.passwords.unsure = 1;
}

static void passwords_yes(void)
{
    facts.passwords.state = PASSWORDS_ALL_FIT;
}

static void passwords_no_test(void)
{
    facts.passwords.state = PASSWORDS_NOT_TESTABLE;
    snprintf(facts.passwords.why, sizeof facts.passwords.why, "no such test");
}

static void passwords_lock(void)
{
    facts.passwords.state = PASSWORDS_LOCKS;
}

static void passwords_no_pairs(void)
{
    facts.passwords.state = PASSWORDS_NO_PAIRS;
}

static void sol_off(void)
{
    facts.of[FACT_SOL].number = 0;
    facts.of[FACT_SOL_AUTH].state = VALUE_UNREAD;
}

static void sol_plain(void)
{
    facts.of[FACT_SOL_AUTH].number = FACT_SOL_PROVEN | PRIVILEGE_OPERATOR;
}

static void sol_unproven(void)
{
    facts.of[FACT_SOL_AUTH].number = FACT_SOL_ENCRYPTED | PRIVILEGE_OPERATOR;
}

static void sol_low(void)
{
    facts.of[FACT_SOL_AUTH].number = FACT_SOL_ENCRYPTED | FACT_SOL_PROVEN | PRIVILEGE_USER;
}

static void sol_untold(void)
{
    facts.of[FACT_SOL_AUTH].state = VALUE_NOT_AVAILABLE;
}

static void community_public(void)
{
    snprintf(facts.community, sizeof facts.community, "public");
}

static void community_silent(void)
{
    community_public();
    facts.active.pef_alerting_disabled = true;
}

static void community_unsure(void)
{
    community_public();
    facts.of[FACT_ACTIVE].state = VALUE_NOT_AVAILABLE;
}

static void community_unread(void)
{
    facts.of[FACT_COMMUNITY].state = VALUE_NOT_AVAILABLE;
}

static void twins(void)
{
    user(5, "ADMIN", true, USER_ENABLED, PRIVILEGE_OPERATOR);
}

static void two_administrators(void)
{
    user(5, "root", true, USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
}

static void no_administrator(void)
{
    facts.accounts.of[1].access.privilege = PRIVILEGE_OPERATOR;
}

static void arp(void)
{
    facts.of[FACT_ARP].number = 0x03;
}

static void arp_untold(void)
{
    facts.of[FACT_ARP].state = VALUE_NOT_AVAILABLE;
}

static void no_vlan(void)
{
    facts.of[FACT_VLAN].number = 42;
}

static void vlan_untold(void)
{
    facts.of[FACT_VLAN].state = VALUE_NOT_AVAILABLE;
}

static void no_limit(void)
{
    facts.of[FACT_THRESHOLD].number = 0;
}

static void limit_untold(void)
{
    facts.of[FACT_THRESHOLD].state = VALUE_NOT_AVAILABLE;
}

static void no_device(void)
{
    facts.of[FACT_DEVICE].state = VALUE_NOT_READ;
}

static void guest_late(void)
{
    facts.guest_count = 1;
    facts.guests[0].slot = 6;
    snprintf(facts.guests[0].name, sizeof facts.guests[0].name, "support");
}

static void guests_late(void)
{
    guest_late();
    facts.guest_count = 2;
}

static void guests_unknown(void)
{
    facts.of[FACT_GUESTS].state = VALUE_UNREAD;
}

/* --- the table ------------------------------------------------------------------------------ */

struct judged {
    enum weakness_id id;
    const char *name;
    void (*change)(void);
    enum weakness_level level;
    enum weakness_mend mend;
    const char *part; /* of the text */
    int user, suite;
};

static const struct judged judged[] = {
    {WEAKNESS_CIPHER_ZERO, "open", zero_open, WEAKNESS_DANGER, MEND_SAVE,
     "needs no password", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "closed", zero_closed, WEAKNESS_WELL, MEND_NONE, "closed", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "absent", nothing, WEAKNESS_WELL, MEND_NONE, "not offered", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "listed alone", zero_only_listed, WEAKNESS_DANGER, MEND_NONE,
     "not in the table", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "listed, no table", zero_listed_no_table, WEAKNESS_DANGER, MEND_NONE,
     "not in the table", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "table unread", zero_listed_table_unread, WEAKNESS_DANGER, MEND_NONE,
     "for whom", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "no table", no_table, WEAKNESS_WELL, MEND_NONE, "not offered", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "table unread", table_unread, WEAKNESS_UNKNOWN, MEND_NONE, "busy", 0, 0},
    {WEAKNESS_CIPHER_ZERO, "list unread", list_unread, WEAKNESS_UNKNOWN, MEND_NONE,
     "privilege", 0, 0},
    {WEAKNESS_CIPHER_WEAK, "plain", plain, WEAKNESS_WEAK, MEND_SAVE,
     "suites 1, 2 do not encrypt", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "closed", plain_closed, WEAKNESS_WELL, MEND_NONE, "all encrypt", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "RC4", rc4, WEAKNESS_WEAK, MEND_SAVE, "suite 4 encrypts with RC4", 0, 4},
    {WEAKNESS_CIPHER_WEAK, "both", plain_and_rc4, WEAKNESS_WEAK, MEND_SAVE,
     "1, 2, 4 do not encrypt, or with RC4", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "zero is another check", zero_open, WEAKNESS_WELL, MEND_NONE,
     "all", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "own", odd_suite, WEAKNESS_UNKNOWN, MEND_NONE, "128", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "no table", plain_no_table, WEAKNESS_UNKNOWN, MEND_NONE, "1, 2", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "well, no table", no_table, WEAKNESS_WELL, MEND_NONE, "all", 0, -1},
    {WEAKNESS_CIPHER_WEAK, "table unread", table_unread, WEAKNESS_UNKNOWN, MEND_NONE,
     "busy", 0, -1},
    {WEAKNESS_NO_NAME, "open", nameless, WEAKNESS_DANGER, MEND_SAVE,
     "User 1 has no name and may log in as user", 1, -1},
    {WEAKNESS_NO_NAME, "two", two_nameless, WEAKNESS_DANGER, MEND_SAVE, "Users 1, 7", 0, -1},
    {WEAKNESS_NO_NAME, "disabled", nameless_disabled, WEAKNESS_WELL, MEND_NONE, "No user", 0, -1},
    {WEAKNESS_NO_NAME, "none", nothing, WEAKNESS_WELL, MEND_NONE, "No user", 0, -1},
    {WEAKNESS_NO_NAME, "one unread", user_unread, WEAKNESS_UNKNOWN, MEND_NONE, "1 slot", 0, -1},
    {WEAKNESS_NO_NAME, "unread", users_unread, WEAKNESS_UNKNOWN, MEND_NONE, "not reported", 0, -1},
    {WEAKNESS_AUTH_TYPES, "all", auth_all, WEAKNESS_WEAK, MEND_SAVE,
     "none, MD2, straight password allowed", 0, -1},
    {WEAKNESS_AUTH_TYPES, "one level", auth_one_level, WEAKNESS_WEAK, MEND_SAVE,
     "logins: straight password allowed", 0, -1},
    {WEAKNESS_AUTH_TYPES, "MD5", nothing, WEAKNESS_WELL, MEND_NONE, "neither", 0, -1},
    {WEAKNESS_AUTH_TYPES, "closed", auth_closed, WEAKNESS_WELL, MEND_NONE, "closed", 0, -1},
    {WEAKNESS_AUTH_TYPES, "absent", auth_unread, WEAKNESS_UNKNOWN, MEND_NONE,
     "not reported", 0, -1},
    {WEAKNESS_CHANNEL_AUTH, "kept", auth_off_kept, WEAKNESS_WEAK, MEND_SAVE, "user-level", 0, -1},
    {WEAKNESS_CHANNEL_AUTH, "active", auth_off_active, WEAKNESS_WEAK, MEND_SAVE,
     "per-message", 0, -1},
    {WEAKNESS_CHANNEL_AUTH, "both", auth_off_both, WEAKNESS_WEAK, MEND_SAVE, "neither", 0, -1},
    {WEAKNESS_CHANNEL_AUTH, "on", nothing, WEAKNESS_WELL, MEND_NONE, "are authenticated", 0, -1},
    {WEAKNESS_CHANNEL_AUTH, "unread", access_unread, WEAKNESS_UNKNOWN, MEND_NONE, "length", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "not tested", nothing, WEAKNESS_UNKNOWN, MEND_NONE,
     "not tested", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "found", passwords_found, WEAKNESS_DANGER, MEND_PASSWORD,
     "User 2 ADMIN", 2, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "none", passwords_none, WEAKNESS_WELL, MEND_NONE,
     "2 users tested", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "unsure", passwords_unsure, WEAKNESS_UNKNOWN, MEND_NONE,
     "cannot be tested", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "all", passwords_yes, WEAKNESS_UNKNOWN, MEND_NONE,
     "yes to all", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "no test", passwords_no_test, WEAKNESS_UNKNOWN, MEND_NONE,
     "no such test", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "locks", passwords_lock, WEAKNESS_UNKNOWN, MEND_NONE,
     "lock", 0, -1},
    {WEAKNESS_DEFAULT_PASSWORD, "no pairs", passwords_no_pairs, WEAKNESS_UNKNOWN, MEND_NONE,
     "none is known", 0, -1},
    {WEAKNESS_SOL_PLAIN, "plain", sol_plain, WEAKNESS_WEAK, MEND_SAVE, "unencrypted", 0, -1},
    {WEAKNESS_SOL_PLAIN, "unproven", sol_unproven, WEAKNESS_WEAK, MEND_SAVE, "unencrypted", 0, -1},
    {WEAKNESS_SOL_PLAIN, "for users", sol_low, WEAKNESS_WEAK, MEND_SAVE, "below operator", 0, -1},
    {WEAKNESS_SOL_PLAIN, "well", nothing, WEAKNESS_WELL, MEND_NONE, "encrypted", 0, -1},
    {WEAKNESS_SOL_PLAIN, "off", sol_off, WEAKNESS_WELL, MEND_NONE, "off", 0, -1},
    {WEAKNESS_SOL_PLAIN, "untold", sol_untold, WEAKNESS_UNKNOWN, MEND_NONE, "not reported", 0, -1},
    {WEAKNESS_COMMUNITY, "alerts", community_public, WEAKNESS_WEAK, MEND_SAVE, "\"public\"", 0, -1},
    {WEAKNESS_COMMUNITY, "no alerts", community_silent, WEAKNESS_NOTE, MEND_SAVE,
     "no alerts", 0, -1},
    {WEAKNESS_COMMUNITY, "unsure", community_unsure, WEAKNESS_UNKNOWN, MEND_SAVE,
     "not known", 0, -1},
    {WEAKNESS_COMMUNITY, "other", nothing, WEAKNESS_WELL, MEND_NONE, "not the usual", 0, -1},
    {WEAKNESS_COMMUNITY, "absent", community_unread, WEAKNESS_UNKNOWN, MEND_NONE,
     "not reported", 0, -1},
    {WEAKNESS_ADMINISTRATORS, "twins", twins, WEAKNESS_WEAK, MEND_NONE, "both called ADMIN", 0, -1},
    {WEAKNESS_ADMINISTRATORS, "two", two_administrators, WEAKNESS_NOTE, MEND_NONE,
     "2 administrators: ADMIN, root", 0, -1},
    {WEAKNESS_ADMINISTRATORS, "one", nothing, WEAKNESS_WELL, MEND_NONE,
     "One administrator: ADMIN", 0, -1},
    {WEAKNESS_ADMINISTRATORS, "none", no_administrator, WEAKNESS_NOTE, MEND_NONE, "No user", 0, -1},
    {WEAKNESS_ADMINISTRATORS, "unread", user_unread, WEAKNESS_UNKNOWN, MEND_NONE, "1 slot", 0, -1},
    {WEAKNESS_GRATUITOUS_ARP, "on", arp, WEAKNESS_NOTE, MEND_SAVE, "unasked", 0, -1},
    {WEAKNESS_GRATUITOUS_ARP, "off", nothing, WEAKNESS_WELL, MEND_NONE, "off", 0, -1},
    {WEAKNESS_GRATUITOUS_ARP, "untold", arp_untold, WEAKNESS_UNKNOWN, MEND_NONE,
     "not reported", 0, -1},
    {WEAKNESS_RAKP, "always", nothing, WEAKNESS_NOTE, MEND_NONE, "623", 0, -1},
    {WEAKNESS_VLAN, "on", nothing, WEAKNESS_WELL, MEND_NONE, "42", 0, -1},
    {WEAKNESS_VLAN, "off", no_vlan, WEAKNESS_NOTE, MEND_NONE, "none", 0, -1},
    {WEAKNESS_VLAN, "untold", vlan_untold, WEAKNESS_UNKNOWN, MEND_NONE, "not reported", 0, -1},
    {WEAKNESS_HOST, "always", nothing, WEAKNESS_NOTE, MEND_NONE, "Root", 0, -1},
    {WEAKNESS_FIRMWARE, "told", nothing, WEAKNESS_NOTE, MEND_NONE, "3.45", 0, -1},
    {WEAKNESS_FIRMWARE, "untold", no_device, WEAKNESS_UNKNOWN, MEND_NONE, "not read", 0, -1},
    {WEAKNESS_THRESHOLD, "limit", nothing, WEAKNESS_WELL, MEND_NONE, "3 lock", 0, -1},
    {WEAKNESS_THRESHOLD, "none", no_limit, WEAKNESS_NOTE, MEND_NONE, "no limit", 0, -1},
    {WEAKNESS_THRESHOLD, "untold", limit_untold, WEAKNESS_UNKNOWN, MEND_NONE,
     "not reported", 0, -1},
    {WEAKNESS_EXPIRED_GUEST, "none", nothing, WEAKNESS_WELL, MEND_NONE, "No guest", 0, -1},
    {WEAKNESS_EXPIRED_GUEST, "late", guest_late, WEAKNESS_DANGER, MEND_GUEST, "support", 6, -1},
    {WEAKNESS_EXPIRED_GUEST, "two", guests_late, WEAKNESS_DANGER, MEND_GUEST, "2 guests", 0, -1},
    {WEAKNESS_EXPIRED_GUEST, "unknown", guests_unknown, WEAKNESS_UNKNOWN, MEND_NONE,
     "not read", 0, -1},
};

static const struct weakness *find(const struct weakness all[WEAKNESS_COUNT], enum weakness_id id)
{
    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        if (all[i].id == id)
            return &all[i];
    return NULL;
}

static void is_judged(void **state)
{
    const struct judged *row = *state;
    struct weakness all[WEAKNESS_COUNT];
    const struct weakness *weakness;

    all_well();
    row->change();
    weakness_judge(&facts, all);
    weakness = find(all, row->id);
    assert_non_null(weakness);
    assert_string_equal(weakness_level_name(weakness->level), weakness_level_name(row->level));
    assert_int_equal(weakness->mend, row->mend);
    assert_holds(weakness->text, row->part);
    assert_int_equal(weakness->user, row->user);
    assert_int_equal(weakness->suite, row->suite);
    /* Nothing else is worse than before but what hangs on the same fact. */
    for (size_t i = 1; i < WEAKNESS_COUNT; i++)
        assert_true(all[i - 1].level < all[i].level ||
                    (all[i - 1].level == all[i].level && all[i - 1].id < all[i].id));
}

/* --- the rest ------------------------------------------------------------------------------- */

static void names_are_found(void **unused)
{
    (void)unused;
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++) {
        const char *name = weakness_name((enum weakness_id)id);

        assert_int_equal(weakness_find(name, strlen(name)), id);
        assert_true(strlen(weakness_explain((enum weakness_id)id)) > 100);
        assert_true(strlen(weakness_label((enum weakness_id)id)) > 3);
    }
    assert_int_equal(weakness_find("cipher", 6), WEAKNESS_COUNT);
    assert_int_equal(weakness_find("", 0), WEAKNESS_COUNT);
}

/* Of a BMC that tells nothing, nothing is well. */
static void nothing_read_is_never_well(void **unused)
{
    static const enum value_state states[] = {VALUE_UNREAD, VALUE_NOT_AVAILABLE, VALUE_NOT_READ};
    struct weakness all[WEAKNESS_COUNT];

    (void)unused;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        memset(&facts, 0, sizeof facts);
        for (size_t fact = 0; fact < FACT_COUNT; fact++)
            facts.of[fact].state = states[i];
        weakness_judge(&facts, all);
        for (size_t at = 0; at < WEAKNESS_COUNT; at++)
            assert_int_not_equal(all[at].level, WEAKNESS_WELL);
    }
}

static void a_strong_suite_has_to_stay(void **unused)
{
    (void)unused;
    all_well();
    assert_true(weakness_strong_left(&facts.table, 0));
    assert_true(weakness_strong_left(&facts.table, 1u << 0));
    assert_false(weakness_strong_left(&facts.table, 3));
    facts.table.limits[0] = facts.table.limits[1] = PRIVILEGE_OPERATOR;
    assert_false(weakness_strong_left(&facts.table, 0));
}

static void makers_have_at_most_three(void **unused)
{
    static const uint32_t makers[] = {2,     42,    111,   674,   2011,  2623,  5771,  6653,  7244,
                                      10368, 10876, 15370, 19046, 20974, 37945, 42817, 47488,
                                      49622};
    static const char *const names[] = {"ADMIN", "root", "admin", "USERID", "Administrator"};
    unsigned found = 0;

    (void)unused;
    for (size_t maker = 0; maker < sizeof makers / sizeof *makers; maker++) {
        unsigned own = 0;

        for (size_t name = 0; name < sizeof names / sizeof *names; name++) {
            size_t index = 0;

            while (default_password(makers[maker], names[name], index) != NULL)
                index++;
            assert_true(index <= 3);
            own += (unsigned)index;
        }
        assert_true(own > 0);
        found += own;
    }
    assert_true(found > 18);
    assert_null(default_password(10876, "Root", 0));
    assert_null(default_password(0, "ADMIN", 0));
    assert_string_equal(default_password(10876, "ADMIN", 0), "ADMIN");
}

int main(void)
{
    static struct cases cases;

    setlocale(LC_ALL, "C");
    for (size_t i = 0; i < CASES_COUNT(judged); i++)
        cases_add(&cases, weakness_name(judged[i].id), judged[i].name, is_judged, &judged[i]);
    cases_add(&cases, "weakness", "names are found", names_are_found, NULL);
    cases_add(&cases, "weakness", "nothing read is never well", nothing_read_is_never_well, NULL);
    cases_add(&cases, "weakness", "a strong suite has to stay", a_strong_suite_has_to_stay, NULL);
    cases_add(&cases, "weakness", "makers have at most three", makers_have_at_most_three, NULL);
    return cases_run("weakness", &cases);
}

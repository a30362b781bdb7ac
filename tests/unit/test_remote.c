/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What remote access lacks, and the names of --remote-access. */
#include "unit/cases.h"

#include "core/remote.h"
#include "unit/pages.h"

static const struct holds fixed = {.source = IP_SOURCE_STATIC};

/* --- needs ------------------------------------------------------------------ */

struct need_case {
    const char *name;
    enum remote_box box;
    uint8_t user;              /* 4: found but its access is not known; 9: not there */
    struct user_access access; /* of user 2 */
    enum value_state state;    /* of channel access, or of ARP */
    uint8_t kept, now;         /* channel access modes; ARP: replies */
    enum remote_need need;
};

#define F REMOTE_FINE
#define L REMOTE_LACKING
#define U REMOTE_UNKNOWN

static const struct need_case needs[] = {
    {"enabled", REMOTE_ENABLE, 2, {.enabled = USER_ENABLED}, 0, 0, 0, F},
    {"disabled", REMOTE_ENABLE, 2, {.enabled = USER_DISABLED}, 0, 0, 0, L},
    {"enabled not told", REMOTE_ENABLE, 2, {.enabled = USER_ENABLED_UNKNOWN}, 0, 0, 0, U},
    {"enabled, no user", REMOTE_ENABLE, 0, {.enabled = USER_DISABLED}, 0, 0, 0, F},
    {"enabled, access not read", REMOTE_ENABLE, 4, {.enabled = USER_ENABLED}, 0, 0, 0, U},
    {"enabled, user not there", REMOTE_ENABLE, 9, {.enabled = USER_ENABLED}, 0, 0, 0, U},
    {"messaging on", REMOTE_MESSAGING, 2, {.messaging = true}, 0, 0, 0, F},
    {"messaging off", REMOTE_MESSAGING, 2, {.messaging = false}, 0, 0, 0, L},
    {"messaging, no user", REMOTE_MESSAGING, 0, {.messaging = false}, 0, 0, 0, F},
    {"messaging, access not read", REMOTE_MESSAGING, 4, {.messaging = true}, 0, 0, 0, U},
    {"callback", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_CALLBACK}, 0, 0, 0, L},
    {"user", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_USER}, 0, 0, 0, L},
    {"operator", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_OPERATOR}, 0, 0, 0, L},
    {"administrator", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_ADMINISTRATOR}, 0, 0, 0, F},
    {"OEM", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_OEM}, 0, 0, 0, F},
    {"no access", REMOTE_PRIVILEGE, 2, {.privilege = PRIVILEGE_NONE}, 0, 0, 0, L},
    {"privilege, no user", REMOTE_PRIVILEGE, 0, {.privilege = PRIVILEGE_NONE}, 0, 0, 0, F},
    {"privilege, user not there", REMOTE_PRIVILEGE, 9, {.privilege = PRIVILEGE_NONE}, 0, 0, 0, U},
    {"LAN always in both", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 2, 2, F},
    {"LAN disabled", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 0, 0, L},
    {"LAN pre-boot", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 1, 1, L},
    {"LAN shared", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 3, 3, L},
    {"LAN only kept", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 2, 0, L},
    {"LAN only now", REMOTE_LAN, 2, {.enabled = 0}, VALUE_KNOWN, 0, 2, L},
    {"LAN unread", REMOTE_LAN, 2, {.enabled = 0}, VALUE_UNREAD, 2, 2, U},
    {"LAN not told", REMOTE_LAN, 2, {.enabled = 0}, VALUE_NOT_AVAILABLE, 2, 2, U},
    {"LAN without a user", REMOTE_LAN, 0, {.enabled = 0}, VALUE_KNOWN, 0, 0, L},
    {"ARP on", REMOTE_ARP, 2, {.enabled = 0}, VALUE_KNOWN, 1, 0, F},
    {"ARP off", REMOTE_ARP, 2, {.enabled = 0}, VALUE_KNOWN, 0, 0, L},
    {"ARP unread", REMOTE_ARP, 2, {.enabled = 0}, VALUE_UNREAD, 1, 0, U},
    {"ARP not there", REMOTE_ARP, 2, {.enabled = 0}, VALUE_NOT_AVAILABLE, 1, 0, REMOTE_IMPOSSIBLE},
    {"ARP without a user", REMOTE_ARP, 0, {.enabled = 0}, VALUE_KNOWN, 0, 0, L},
};

static void test_need(void **state)
{
    const struct need_case *row = *state;
    struct model page;

    pages_make(&page, &fixed);
    pages_add_user(&page, 4, "late", USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
    page.users[2].access_known = false;
    page.users[0].access = row->access;
    page.access_state = row->state;
    page.access_non_volatile.mode = row->kept;
    page.access_volatile.mode = row->now;
    page.channels[0].values[FIELD_ARP].state = row->state;
    page.channels[0].values[FIELD_ARP].number = row->kept != 0 ? VALUE_ARP_REPLIES : 0;
    assert_int_equal(remote_need(&page, row->user, row->box), row->need);
}

/* --- --remote-access=LIST --------------------------------------------------- */

struct parse_case {
    const char *list;
    unsigned boxes;
    const char *part; /* of the sentence, NULL: good */
};

#define ENABLE    REMOTE_BIT(REMOTE_ENABLE)
#define MESSAGING REMOTE_BIT(REMOTE_MESSAGING)
#define PRIVILEGE REMOTE_BIT(REMOTE_PRIVILEGE)
#define LAN       REMOTE_BIT(REMOTE_LAN)
#define ARP       REMOTE_BIT(REMOTE_ARP)

static const struct parse_case parses[] = {
    {"lan", LAN, NULL},
    {"enable", ENABLE, NULL},
    {"messaging", MESSAGING, NULL},
    {"privilege", PRIVILEGE, NULL},
    {"arp", ARP, NULL},
    {"lan,enable", LAN | ENABLE, NULL},
    {"enable,lan", LAN | ENABLE, NULL},
    {"arp,arp", ARP, NULL},
    {"lan,enable,messaging,privilege,arp", LAN | ENABLE | MESSAGING | PRIVILEGE | ARP, NULL},
    {"", 0, "\"\" is not one of lan, enable, messaging, privilege and arp."},
    {",", 0, "\"\" is not one of"},
    {"lan,", 0, "\"\" is not one of"},
    {",lan", 0, "\"\" is not one of"},
    {"lan,,arp", 0, "\"\" is not one of"},
    {"LAN", 0, "\"LAN\" is not one of"},
    {"lan,users", 0, "\"users\" is not one of"},
    {"users,lan", 0, "\"users\" is not one of"},
    {"la", 0, "\"la\" is not one of"},
    {"lann", 0, "\"lann\" is not one of"},
    {"lan, arp", 0, "\" arp\" is not one of"},
    {"lan arp", 0, "\"lan arp\" is not one of"},
    {"all", 0, "\"all\" is not one of"},
    {"none", 0, "\"none\" is not one of"},
    {"lan,\033[2J", 0, "\"?[2J\" is not one of"},
    {"abcdefghijklmnopqrstuvwxyz,lan", 0, "\"abcdefghijklmnopqrstuvw\" is not one of"},
};

static void test_parse(void **state)
{
    const struct parse_case *row = *state;
    struct bmc_error error = {.kind = ERROR_NONE};
    unsigned boxes = 0x100;

    assert_int_equal(remote_parse(row->list, &boxes, &error), row->part == NULL ? 0 : -1);
    assert_int_equal(boxes, row->part == NULL ? row->boxes : 0x100);
    if (row->part == NULL)
        return;
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_holds(error.sentence, row->part);
}

/* --- texts ------------------------------------------------------------------ */

static void test_labels(void **state)
{
    static const char *const named[REMOTE_COUNT] = {
        "user 2 ADMIN enabled", "IPMI messaging for user 2 ADMIN",
        "user 2 ADMIN administrator on this channel", "LAN access always available",
        "ARP replies on"};
    static const char *const nameless[REMOTE_COUNT] = {
        "user 9 enabled", "IPMI messaging for user 9", "user 9 administrator on this channel",
        "LAN access always available", "ARP replies on"};
    char text[96];
    struct model page;

    (void)state;
    pages_make(&page, &fixed);
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        assert_string_equal(remote_label(box, &page, 2, text, sizeof text), named[box]);
        assert_string_equal(remote_label(box, &page, 9, text, sizeof text), nameless[box]);
    }
}

static void test_names(void **state)
{
    struct bmc_error error;
    unsigned boxes;

    (void)state;
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        assert_int_equal(remote_parse(remote_name(box), &boxes, &error), 0);
        assert_int_equal(boxes, REMOTE_BIT(box));
    }
    assert_string_equal(remote_name(REMOTE_COUNT), "");
}

/* Only with that user's password, and never for one that is known to be disabled. */
static void test_preticked(void **state)
{
    struct model page;

    (void)state;
    pages_make(&page, &fixed);
    pages_add_user(&page, 4, "late", USER_ENABLED, PRIVILEGE_ADMINISTRATOR);
    page.users[2].access_known = false;
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        bool both = box == REMOTE_ENABLE || box == REMOTE_MESSAGING;

        assert_false(remote_preticked(&page, 2, box, false));
        assert_int_equal(remote_preticked(&page, 2, box, true), both);
        assert_int_equal(remote_preticked(&page, 4, box, true), both);
        assert_int_equal(remote_preticked(&page, 9, box, true), both);
        assert_false(remote_preticked(&page, 3, box, true));
    }
}

struct remark_case {
    const char *name;
    uint8_t user;
    enum remote_box box;
    bool password, ticked;
    const char *text;
};

static const struct remark_case remarks[] = {
    {"nothing to say", 2, REMOTE_MESSAGING, true, false, ""},
    {"why it is ticked", 2, REMOTE_MESSAGING, true, true, "(ticked: this save sets its password)"},
    {"unknown", 9, REMOTE_ENABLE, false, false, "(could not be checked)"},
    {"unknown, and ticked", 9, REMOTE_ENABLE, true, true,
     "(could not be checked; ticked: this save sets its password)"},
    {"disabled", 3, REMOTE_ENABLE, true, false,
     "(disabled: a password alone gives no access)"},
    {"disabled, no password", 3, REMOTE_ENABLE, false, false, ""},
    {"disabled, another box", 3, REMOTE_PRIVILEGE, true, false, ""},
};

static void test_remark(void **state)
{
    const struct remark_case *row = *state;
    struct model page;

    pages_make(&page, &fixed);
    assert_string_equal(remote_remark(&page, row->user, row->box, row->password, row->ticked),
                        row->text);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(needs); i++)
        cases_add(&cases, "need", needs[i].name, test_need, &needs[i]);
    for (size_t i = 0; i < CASES_COUNT(parses); i++)
        cases_add(&cases, "parse", parses[i].list, test_parse, &parses[i]);
    for (size_t i = 0; i < CASES_COUNT(remarks); i++)
        cases_add(&cases, "remark", remarks[i].name, test_remark, &remarks[i]);
    cases_add(&cases, "one", "labels", test_labels, NULL);
    cases_add(&cases, "one", "names", test_names, NULL);
    cases_add(&cases, "one", "ticked from the start", test_preticked, NULL);
    return cases_run("remote", &cases);
}

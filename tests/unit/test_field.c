/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of fields has no holes, and the page's values read as they should. */
#include "unit/cases.h"

#include "pages/network.h"
#include "unit/pages.h"

#define HELP_MAX 56

/* What other programs, files and people rely on. */
struct contract {
    enum field_id id;
    const char *label, *key, *json;
    enum setting_kind kind;
    const char *section;
    uint8_t parameter;
    bool leased;
};

#define CONFIGURATION "IPMI Configuration"
#define PASSWORD      "IPMI Password Reset"
#define STATUS        "Status"

static const struct contract contracts[] = {
    {FIELD_CONTROLLER, "Controller", NULL, "target", SETTING_CHOICE, NULL,
     0, false},
    {FIELD_CHANNEL, "Channel", NULL, "channel", SETTING_CHOICE, NULL, 0,
     false},
    {FIELD_DHCP, "DHCP", "dhcp", "dhcp", SETTING_CHECK, CONFIGURATION, 4,
     false},
    {FIELD_ADDRESS, "IPv4 Address", "address", "address", SETTING_TEXT,
     CONFIGURATION, 3, true},
    {FIELD_NETMASK, "IPv4 Netmask", "netmask", "netmask", SETTING_TEXT,
     CONFIGURATION, 6, true},
    {FIELD_GATEWAY, "IPv4 Default Gateway", "gateway", "gateway", SETTING_TEXT,
     CONFIGURATION, 12, true},
    {FIELD_VLAN, "VLAN ID", "vlan", "vlan", SETTING_TEXT, CONFIGURATION, 20,
     false},
    {FIELD_USER, "User", NULL, "user", SETTING_CHOICE, PASSWORD, 0, false},
    {FIELD_PASSWORD, "Password", NULL, NULL, SETTING_SECRET, PASSWORD, 0,
     false},
    {FIELD_CONFIRM, "Confirm Password", NULL, NULL, SETTING_SECRET, PASSWORD,
     0, false},
    {FIELD_IP_SOURCE, "IP source", NULL, "ip_source", SETTING_LINE, STATUS, 4, false},
    {FIELD_IDENTIFY, "Identify light", NULL, "identify", SETTING_LINE, STATUS, 0, false},
    {FIELD_MAC, "MAC address", NULL, "mac", SETTING_LINE, STATUS, 5, false},
    {FIELD_URL, "BMC web address", NULL, "url", SETTING_LINE, STATUS, 0, false},
};

static void assert_name(const char *found, const char *expected)
{
    if (expected == NULL)
        assert_null(found);
    else
        assert_string_equal(found, expected);
}

static void test_contract(void **state)
{
    const struct contract *row = *state;
    const struct setting *field = field_get(row->id);

    assert_int_equal(field_id(field), row->id);
    assert_string_equal(field->label, row->label);
    assert_string_equal(field_label(row->id), row->label);
    assert_name(field->key, row->key);
    assert_name(field->json, row->json);
    assert_int_equal(field->kind, row->kind);
    assert_name(field->section, row->section);
    assert_int_equal(field->parameter, row->parameter);
    assert_int_equal((field->flags & SETTING_LEASED) != 0, row->leased);
    if (row->key != NULL)
        assert_int_equal(model_row_of_key(&page_network, row->key), row->id);
    /* What can be entered has help and, if typed, room. */
    assert_int_equal(field->help == NULL, row->kind == SETTING_LINE);
    if (field->help != NULL)
        assert_uint_in_range(strlen(field->help), 1, HELP_MAX);
    assert_int_equal(field->type != NULL && field->type->length > 0,
                     row->kind == SETTING_TEXT || row->kind == SETTING_SECRET);
    if (row->kind == SETTING_TEXT)
        assert_uint_in_range(field->type->length, 1, VALUE_TEXT - 1);
}

static void test_table(void **state)
{
    (void)state;
    assert_int_equal(CASES_COUNT(contracts), FIELD_COUNT);
    assert_null(field_get(FIELD_SETTINGS));
    assert_string_equal(field_label(FIELD_SETTINGS), "");
    for (enum field_id one = 0; one < FIELD_COUNT; one++) {
        const struct setting *field = field_get(one);

        assert_int_equal(field_id(field), one);
        for (enum field_id two = one + 1; two < FIELD_COUNT; two++) {
            const struct setting *second = field_get(two);

            assert_string_not_equal(field->label, second->label);
            if (field->key != NULL && second->key != NULL)
                assert_string_not_equal(field->key, second->key);
            if (field->json != NULL && second->json != NULL)
                assert_string_not_equal(field->json, second->json);
            /* Sections follow one another. */
            if (two == one + 1 && field->section != NULL)
                assert_non_null(second->section);
        }
    }
}

static void test_keys(void **state)
{
    (void)state;
    assert_int_equal(model_row_of_key(&page_network, ""), -1);
    assert_int_equal(model_row_of_key(&page_network, "Address"), -1);
    assert_int_equal(model_row_of_key(&page_network, "addres"), -1);
    assert_int_equal(model_row_of_key(&page_network, "addresses"), -1);
    assert_int_equal(model_row_of_key(&page_network, "password"), -1);
    assert_int_equal(model_row_of_key(&page_network, "ip_source"), -1);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(setting_section(field_get(FIELD_CHANNEL)), "");
    assert_string_equal(setting_section(field_get(FIELD_VLAN)), CONFIGURATION);
    assert_string_equal(value_word(&value_source, IP_SOURCE_UNSPECIFIED), "unspecified");
    assert_string_equal(value_word(&value_source, IP_SOURCE_STATIC), "static");
    assert_string_equal(value_word(&value_source, IP_SOURCE_DHCP), "dhcp");
    assert_string_equal(value_word(&value_source, IP_SOURCE_BIOS), "bios");
    assert_string_equal(value_word(&value_source, IP_SOURCE_OTHER), "other");
    assert_string_equal(value_word(&value_source, (enum ip_source)7), "other");
    assert_string_equal(value_word_text(&value_source, IP_SOURCE_UNSPECIFIED), "unspecified");
    assert_string_equal(value_word_text(&value_source, IP_SOURCE_STATIC), "static");
    assert_string_equal(value_word_text(&value_source, IP_SOURCE_DHCP), "DHCP");
    assert_string_equal(value_word_text(&value_source, IP_SOURCE_BIOS), "BIOS");
    assert_string_equal(value_word_text(&value_source, IP_SOURCE_OTHER), "other");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_CALLBACK), "callback");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_USER), "user");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_OPERATOR), "operator");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_ADMINISTRATOR), "administrator");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_OEM), "oem");
    assert_string_equal(value_word(&value_privilege, PRIVILEGE_NONE), "none");
    assert_string_equal(value_word(&value_privilege, (enum privilege)0), "none");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_CALLBACK), "callback");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_USER), "user");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_OPERATOR), "operator");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_ADMINISTRATOR), "administrator");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_OEM), "OEM");
    assert_string_equal(value_word_text(&value_privilege, PRIVILEGE_NONE), "no access");
    assert_string_equal(value_word(&value_medium, CHANNEL_MEDIUM_802_3), "802.3");
    assert_string_equal(value_word(&value_medium, CHANNEL_MEDIUM_OTHER_LAN), "other");
    assert_string_equal(value_word(&value_identify, IDENTIFY_OFF), "off");
    assert_string_equal(value_word(&value_identify, IDENTIFY_TIMED), "timed");
    assert_string_equal(value_word(&value_identify, IDENTIFY_ON), "on");
    assert_string_equal(value_word(&value_identify, IDENTIFY_UNKNOWN), "unknown");
    assert_string_equal(value_word_text(&value_identify, IDENTIFY_OFF), "off");
    assert_string_equal(value_word_text(&value_identify, IDENTIFY_TIMED), "on for a time");
    assert_string_equal(value_word_text(&value_identify, IDENTIFY_ON), "on");
    assert_string_equal(value_word_text(&value_identify, IDENTIFY_UNKNOWN), "not reported");
}

/* --- values ---------------------------------------------------------------- */

struct print_case {
    const char *name;
    enum field_id field;
    struct holds holds;
    const char *text; /* value_print() */
    const char *page; /* model_text() of the field */
};

static const struct print_case prints[] = {
    {"static", FIELD_IP_SOURCE, {.source = IP_SOURCE_STATIC}, "static", "static"},
    {"DHCP", FIELD_IP_SOURCE, {.source = IP_SOURCE_DHCP}, "DHCP", "DHCP"},
    {"BIOS", FIELD_IP_SOURCE, {.source = IP_SOURCE_BIOS}, "BIOS", "BIOS"},
    {"other", FIELD_IP_SOURCE, {.source = IP_SOURCE_OTHER}, "other", "other"},
    {"unspecified", FIELD_IP_SOURCE, {.source = IP_SOURCE_UNSPECIFIED}, "unspecified", "unspecified"},
    {"address", FIELD_ADDRESS, {.address = "10.0.255.1"}, "10.0.255.1", "10.0.255.1"},
    {"no address", FIELD_ADDRESS, {.address = NULL}, "none", ""},
    {"netmask", FIELD_NETMASK, {.netmask = "255.255.254.0"}, "255.255.254.0", "255.255.254.0"},
    {"no netmask", FIELD_NETMASK, {.netmask = NULL}, "none", ""},
    {"gateway", FIELD_GATEWAY, {.gateway = "10.0.0.1"}, "10.0.0.1", "10.0.0.1"},
    {"no gateway", FIELD_GATEWAY, {.gateway = NULL}, "none", ""},
    {"VLAN", FIELD_VLAN, {.vlan = 4094}, "4094", "4094"},
    {"VLAN off", FIELD_VLAN, {.stored = 1234}, "off", ""},
    {"MAC", FIELD_MAC, {.vlan = 0}, "00:25:90:ab:cd:ef", "00:25:90:ab:cd:ef"},
    {"ARP", FIELD_ARP, {.vlan = 0}, "on", NULL},
    {"address not available",
     FIELD_ADDRESS,
     {.without = 1u << LAN_ADDRESS},
     "not available",
     "not available"},
    {"VLAN not available", FIELD_VLAN, {.without = 1u << LAN_VLAN}, "not available", "not available"},
    {"source not available",
     FIELD_IP_SOURCE,
     {.without = 1u << LAN_SOURCE},
     "not available",
     "not available"},
    {"MAC not available", FIELD_MAC, {.without = 1u << LAN_MAC}, "not available", "not available"},
    {"address unread", FIELD_ADDRESS, {.unread = 1u << LAN_ADDRESS}, "", ""},
    {"gateway unread", FIELD_GATEWAY, {.unread = 1u << LAN_GATEWAY}, "", ""},
    {"VLAN unread", FIELD_VLAN, {.unread = 1u << LAN_VLAN}, "", ""},
    {"source unread", FIELD_IP_SOURCE, {.unread = 1u << LAN_SOURCE}, "", ""},
    {"MAC unread", FIELD_MAC, {.unread = 1u << LAN_MAC}, "", ""},
};

static void test_print(void **state)
{
    const struct print_case *row = *state;
    char text[VALUE_TEXT];
    struct model page;

    pages_make(&page, &row->holds);
    assert_string_equal(value_print(field_get(row->field)->type, model_value(&page, row->field), text),
                        row->text);
    if (row->page != NULL)
        assert_string_equal(model_text(&page, row->field, text), row->page);
}

/* --- the page -------------------------------------------------------------- */

static void test_empty_page(void **state)
{
    char text[VALUE_TEXT];
    struct model page;

    (void)state;
    memset(&page, 0xff, sizeof page);
    model_init(&page, &page_network);
    assert_null(model_channel(&page));
    assert_true(page.current >= page.channel_count);
    assert_null(model_user(&page, 0));
    assert_null(model_user(&page, 2));
    assert_int_equal(page.identify.state, VALUE_UNREAD);
    assert_int_equal(page.default_user, 0);
    for (unsigned row = 0; row < FIELD_SETTINGS; row++)
        assert_false(model_known(&page, row));
    for (enum field_id field = 0; field <= FIELD_COUNT; field++)
        assert_string_equal(model_text(&page, field, text), "");
    assert_false(network_url(&page, text));
    assert_string_equal(text, "the BMC's address is still being read");
    /* A channel that was found is not shown before somebody chooses it. */
    page.channel_count = 1;
    assert_null(model_channel(&page));
    page.current = 0;
    assert_ptr_equal(model_channel(&page), &page.channels[0]);
    assert_ptr_equal(model_value(&page, FIELD_VLAN), &page.channels[0].values[FIELD_VLAN]);
}

static void test_lines(void **state)
{
    static const struct holds holds = {
        IP_SOURCE_STATIC, "192.168.100.100", "255.255.255.0", NULL, 0, 0, 0, 0};
    char text[VALUE_TEXT];
    struct model page;

    (void)state;
    pages_make(&page, &holds);
    assert_string_equal(model_text(&page, FIELD_CHANNEL, text), "1  802.3 LAN  00:25:90:ab:cd:ef");
    page.channels[0].number = 8;
    page.channels[0].medium = CHANNEL_MEDIUM_OTHER_LAN;
    assert_string_equal(model_text(&page, FIELD_CHANNEL, text), "8  other LAN  00:25:90:ab:cd:ef");
    page.channels[0].values[FIELD_MAC].state = VALUE_NOT_AVAILABLE;
    assert_string_equal(model_text(&page, FIELD_CHANNEL, text), "8  other LAN");
    assert_string_equal(model_text(&page, FIELD_DHCP, text), "no");
    page.channels[0].values[FIELD_IP_SOURCE].number = IP_SOURCE_DHCP;
    assert_string_equal(model_text(&page, FIELD_DHCP, text), "yes");
    assert_string_equal(model_text(&page, FIELD_USER, text), "2  ADMIN");
    page.default_user = 0;
    assert_string_equal(model_text(&page, FIELD_USER, text), "");
    page.user_count = 0;
    assert_string_equal(model_text(&page, FIELD_USER, text), "no named user");
    assert_string_equal(model_text(&page, FIELD_CONTROLLER, text), "");
    assert_string_equal(model_text(&page, FIELD_PASSWORD, text), "");
}

/* What stands behind the last of the users is left from another time. */
static void test_users(void **state)
{
    static const struct holds holds = {.source = IP_SOURCE_STATIC};
    char text[VALUE_TEXT];
    struct model page;

    (void)state;
    pages_make(&page, &holds);
    assert_ptr_equal(model_user(&page, 3), &page.users[1]);
    page.user_count = 1;
    assert_null(model_user(&page, 3));
    assert_null(model_user(&page, 0));
    page.default_user = 3;
    assert_string_equal(model_text(&page, FIELD_USER, text), "");
    page.user_count = 0;
    assert_string_equal(model_text(&page, FIELD_USER, text), "no named user");
    page.users_fault.kind = ERROR_DENIED;
    assert_string_equal(model_text(&page, FIELD_USER, text), "not read");
    page.users_complete = false;
    assert_string_equal(model_text(&page, FIELD_USER, text), "");
}

static void test_identify(void **state)
{
    static const struct holds holds = {.source = IP_SOURCE_STATIC};
    char text[VALUE_TEXT];
    struct model page;

    (void)state;
    pages_make(&page, &holds);
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "");
    page.identify.state = VALUE_NOT_AVAILABLE;
    page.identify.number = IDENTIFY_ON;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "not available");
    page.identify.state = VALUE_KNOWN;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "on");
    page.identify.number = IDENTIFY_TIMED;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "on for a time");
    page.identify.number = IDENTIFY_OFF;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "off");
    page.identify.number = IDENTIFY_UNKNOWN;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "not reported");
    page.identify.state = VALUE_NOT_READ;
    assert_string_equal(model_text(&page, FIELD_IDENTIFY, text), "not read");
}

struct url_case {
    const char *name;
    struct holds holds;
    bool works;
    const char *text;
};

static const struct url_case urls[] = {
    {"static",
     {.source = IP_SOURCE_STATIC, .address = "192.168.100.100"},
     true,
     "https://192.168.100.100/"},
    {"under DHCP", {.source = IP_SOURCE_DHCP, .address = "10.1.2.3"}, true, "https://10.1.2.3/"},
    {"longest",
     {.source = IP_SOURCE_STATIC, .address = "223.255.255.254"},
     true,
     "https://223.255.255.254/"},
    {"no address", {.source = IP_SOURCE_STATIC}, false, "the BMC has no address"},
    {"no lease", {.source = IP_SOURCE_DHCP}, false, "the BMC has no address: waiting for a lease"},
    {"no address, source not told",
     {.source = IP_SOURCE_DHCP, .without = 1u << LAN_SOURCE},
     false,
     "the BMC has no address"},
    {"no address that can be",
     {.source = IP_SOURCE_DHCP, .address = "224.0.0.1"},
     false,
     "the BMC's address is not usable"},
    {"not available",
     {.address = "10.0.0.1", .without = 1u << LAN_ADDRESS},
     false,
     "the BMC does not report its address"},
    {"unread",
     {.address = "10.0.0.1", .unread = 1u << LAN_ADDRESS},
     false,
     "the BMC's address is still being read"},
};

static void test_url(void **state)
{
    const struct url_case *row = *state;
    bool is_unread = row->holds.unread != 0;
    char text[VALUE_TEXT];
    struct model page;

    pages_make(&page, &row->holds);
    assert_int_equal(network_url(&page, text), row->works);
    assert_string_equal(text, row->text);
    assert_string_equal(model_text(&page, FIELD_URL, text), is_unread ? "" : row->text);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(contracts); i++)
        cases_add(&cases, "contract", contracts[i].label, test_contract, &contracts[i]);
    for (size_t i = 0; i < CASES_COUNT(prints); i++)
        cases_add(&cases, "print", prints[i].name, test_print, &prints[i]);
    for (size_t i = 0; i < CASES_COUNT(urls); i++)
        cases_add(&cases, "url", urls[i].name, test_url, &urls[i]);
    cases_add(&cases, "table", "no holes", test_table, NULL);
    cases_add(&cases, "table", "keys", test_keys, NULL);
    cases_add(&cases, "table", "names", test_names, NULL);
    cases_add(&cases, "page", "empty", test_empty_page, NULL);
    cases_add(&cases, "page", "lines", test_lines, NULL);
    cases_add(&cases, "page", "users", test_users, NULL);
    cases_add(&cases, "page", "identify", test_identify, NULL);
    return cases_run("field", &cases);
}

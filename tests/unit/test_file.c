/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file of `export` and `apply`: what is printed of a page is read again and changes nothing,
 * whatever the BMC holds; and what each line may be.
 */
#include "unit/cases.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/file.h"
#include "core/check.h"
#include "pages/power.h"
#include "pages/serial.h"
#include "scratch.h"
#include "unit/pages.h"

static char folder[SCRATCH_PATH];
static char name[SCRATCH_PATH + 16];

static void write_text(const char *text)
{
    FILE *out = fopen(name, "w");

    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static struct file_wants wants; /* what was read last */

/* What is said on standard error goes to said. */
static struct file *read_file(struct set_request *request, char *said, size_t size)
{
    char place[SCRATCH_PATH + 16];
    int saved = dup(STDERR_FILENO);
    struct file *file;
    FILE *err;

    wants = (struct file_wants){.network.page = &page_network,
                                .power.page = &page_power,
                                .serial.page = &page_serial};
    fflush(stderr);
    snprintf(place, sizeof place, "%s/said", folder);
    assert_non_null(freopen(place, "w+", stderr));
    file = file_read(name, &wants);
    *request = wants.network;
    fflush(stderr);
    err = fopen(place, "r");
    assert_non_null(err);
    said[fread(said, 1, size - 1, err)] = '\0';
    fclose(err);
    dup2(saved, STDERR_FILENO);
    close(saved);
    return file;
}

/* --- there and back ------------------------------------------------------------------------ */

static void print_page(const struct model *page, char *text, size_t size)
{
    FILE *out = fopen(name, "w");
    size_t length;

    assert_non_null(out);
    file_print(out, page, "nas1 (OpenIPMI)", PASSWORD_POLICY_TRUENAS);
    fclose(out);
    out = fopen(name, "r");
    assert_non_null(out);
    length = fread(text, 1, size - 1, out);
    text[length] = '\0';
    fclose(out);
}

static bool has_line(const char *text, const char *line)
{
    const char *at = strstr(text, line);

    while (at != NULL && at != text && at[-1] != '\n')
        at = strstr(at + 1, line);
    return at != NULL;
}

static void check_no_change(const struct model *page, const struct set_request *request)
{
    struct edit edit;
    struct check_list list;
    struct check_context context = {
        .model = page, .edit = &edit, .policy = PASSWORD_POLICY_TRUENAS, .link_encrypted = true};
    struct bmc_error error;

    edit_init(&edit);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < request->value_count; i++)
            if ((request->values[i].row == FIELD_DHCP) == (pass == 0))
                assert_int_equal(edit_set(&edit, page, (int)request->values[i].row,
                                          request->values[i].text, &error),
                                 0);
    check_clear(&list);
    check_all(&context, &list);
    if (check_first_error(&list) != NULL)
        fail_msg("%s", check_first_error(&list)->sentence);
    for (enum field_id field = 0; field < FIELD_COUNT; field++)
        if (edit_changed(&edit, page, field))
            fail_msg("%s changes", field_get(field)->label);
    edit_release(&edit);
}

struct round {
    const char *name;
    struct holds holds;
    const char *written, *commented; /* lines; NULL: not looked at */
};

#define GOOD .address = "192.168.1.50", .netmask = "255.255.255.0", .gateway = "192.168.1.1"

static const struct round rounds[] = {
    {"static", {IP_SOURCE_STATIC, GOOD}, "address = \"192.168.1.50\";\n", "#user = \"ADMIN\";\n"},
    {"no gateway", {IP_SOURCE_STATIC, .address = "192.168.1.50", .netmask = "255.255.255.0"},
     "gateway = \"\";\n", NULL},
    {"VLAN", {IP_SOURCE_STATIC, GOOD, .vlan = 1234}, "vlan = 1234;\n", NULL},
    {"VLAN off", {IP_SOURCE_STATIC, GOOD, .stored = 7}, "vlan = \"off\";\n", NULL},
    {"VLAN 4095", {IP_SOURCE_STATIC, GOOD, .vlan = 4095}, "dhcp = false;\n", "#vlan = 4095;\n"},
    {"DHCP", {IP_SOURCE_DHCP, GOOD}, "dhcp = true;\n", "#address = \"192.168.1.50\";\n"},
    {"DHCP, no lease", {IP_SOURCE_DHCP, .address = NULL}, "dhcp = true;\n", "#gateway = \"\";\n"},
    {"BIOS", {IP_SOURCE_BIOS, GOOD}, "vlan = \"off\";\n", "#dhcp = false;\n"},
    {"other", {IP_SOURCE_OTHER, GOOD}, "channel = 1;\n", "#netmask = \"255.255.255.0\";\n"},
    {"unspecified", {IP_SOURCE_UNSPECIFIED, GOOD}, NULL, "#gateway = \"192.168.1.1\";\n"},
    {"factory", {IP_SOURCE_STATIC, .gateway = "10.0.0.1"}, "vlan = \"off\";\n",
     "#gateway = \"10.0.0.1\";\n"},
    {"foreign gateway",
     {IP_SOURCE_STATIC, .address = "192.168.1.50", .netmask = "255.255.255.0",
      .gateway = "10.0.0.1"},
     NULL, "#address = \"192.168.1.50\";\n"},
    {"odd netmask",
     {IP_SOURCE_STATIC, .address = "192.168.1.50", .netmask = "255.0.255.0"}, NULL,
     "#netmask = \"255.0.255.0\";\n"},
    {"broadcast", {IP_SOURCE_STATIC, .address = "10.1.255.255", .netmask = "255.255.0.0"}, NULL,
     "#dhcp = false;\n"},
    {"link-local", {IP_SOURCE_STATIC, .address = "169.254.3.4", .netmask = "255.255.0.0"},
     "address = \"169.254.3.4\";\n", NULL},
    {"/31",
     {IP_SOURCE_STATIC, .address = "10.0.0.0", .netmask = "255.255.255.254",
      .gateway = "10.0.0.1"},
     "address = \"10.0.0.0\";\n", NULL},
    {"no VLAN parameter", {IP_SOURCE_STATIC, GOOD, .without = 1u << LAN_VLAN}, "dhcp = false;\n",
     NULL},
    {"no gateway parameter", {IP_SOURCE_STATIC, GOOD, .without = 1u << LAN_GATEWAY}, NULL, NULL},
    {"no source parameter", {IP_SOURCE_STATIC, GOOD, .without = 1u << LAN_SOURCE}, NULL, NULL},
    {"no address", {IP_SOURCE_STATIC, GOOD, .without = 1u << LAN_ADDRESS}, NULL, NULL},
    {"nothing at all", {IP_SOURCE_STATIC, .without = (1u << LAN_ITEMS) - 1}, "channel = 1;\n",
     NULL},
};

static void test_round(void **state)
{
    const struct round *row = *state;
    struct set_request request;
    struct model page;
    struct file *file;
    char text[8192], said[1024];

    pages_make(&page, &row->holds);
    print_page(&page, text, sizeof text);
    if (row->written != NULL && !has_line(text, row->written))
        fail_msg("%s is not in\n%s", row->written, text);
    if (row->commented != NULL && !has_line(text, row->commented))
        fail_msg("%s is not in\n%s", row->commented, text);
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        assert_true(strcspn(line, "\n") <= 100);
    }
    file = read_file(&request, said, sizeof said);
    if (file == NULL)
        fail_msg("%s\n%s", said, text);
    assert_string_equal(said, "");
    assert_int_equal(request.channel, 1);
    assert_null(request.user);
    assert_null(request.password_file);
    assert_int_equal(request.remote, 0);
    check_no_change(&page, &request);
    file_free(file);
}

/* A name that has quotes in it, on another channel, seen by nobody's eyes. */
static void test_odd_user(void **state)
{
    const struct holds holds = {IP_SOURCE_STATIC, GOOD};
    struct set_request request;
    struct model page;
    struct file *file;
    char text[8192], said[1024], *at;

    (void)state;
    pages_make(&page, &holds);
    snprintf(page.users[0].name, sizeof page.users[0].name, "%s", "a\"b\\c");
    memcpy(page.users[0].bytes, page.users[0].name, sizeof page.users[0].bytes);
    page.channels[0].number = 8;
    print_page(&page, text, sizeof text);
    at = strstr(text, "#user");
    assert_non_null(at);
    *at = ' ';
    write_text(text);
    file = read_file(&request, said, sizeof said);
    assert_non_null(file);
    assert_string_equal(request.user, "\"a\"b\\c\"");
    assert_int_equal(request.channel, 8);
    file_free(file);
}

/* --- lines --------------------------------------------------------------------------------- */

struct good {
    const char *text;
    const char *values; /* "key=value key=value " */
    bool (*holds)(const struct set_request *request);
};

#define HOLDS(test, condition)                                                                     \
    static bool holds_##test(const struct set_request *r)                                          \
    {                                                                                              \
        return condition;                                                                          \
    }

HOLDS(nothing, r->channel == 0 && r->user == NULL && r->password_file == NULL && r->remote == 0)
HOLDS(channel, r->channel == 11 && r->lines[FIELD_CHANNEL] == 1)
HOLDS(name, strcmp(r->user, "\"ADMIN\"") == 0 && r->lines[FIELD_USER] == 2)
HOLDS(slot, strcmp(r->user, "63") == 0)
HOLDS(digits, strcmp(r->user, "\"63\"") == 0)
HOLDS(password, strcmp(r->password_file, "/root/p") == 0)
HOLDS(remote, r->remote == (REMOTE_BIT(REMOTE_LAN) | REMOTE_BIT(REMOTE_ENABLE)))
HOLDS(line, r->lines[FIELD_VLAN] == 3 && r->lines[FIELD_DHCP] == 1)

static const struct good goods[] = {
    {"", "", holds_nothing},
    {"# nothing\n", "", holds_nothing},
    {"dhcp = true;", "dhcp=yes ", holds_nothing},
    {"dhcp = FALSE;", "dhcp=no ", holds_nothing},
    {"dhcp = \"yes\";", "dhcp=yes ", holds_nothing},
    {"dhcp = \"no\"", "dhcp=no ", holds_nothing},
    {"address = \"10.0.0.5/24\";", "address=10.0.0.5/24 ", holds_nothing},
    {"address = \"nonsense\";", "address=nonsense ", holds_nothing},
    {"netmask = 24;", "netmask=24 ", holds_nothing},
    {"netmask = \"/24\";", "netmask=/24 ", holds_nothing},
    {"gateway = \"\";", "gateway= ", holds_nothing},
    {"gateway = \"none\";", "gateway=none ", holds_nothing},
    {"vlan = 5;", "vlan=5 ", holds_nothing},
    {"vlan = 0;", "vlan=0 ", holds_nothing},
    {"vlan = -1;", "vlan=-1 ", holds_nothing},
    {"vlan = \"off\";", "vlan=off ", holds_nothing},
    {"dhcp = true;\n\nvlan = 5;\n", "dhcp=yes vlan=5 ", holds_line},
    {"channel = 11;", "", holds_channel},
    {"\nuser = \"ADMIN\";", "", holds_name},
    {"user = 63;", "", holds_slot},
    {"user = \"63\";", "", holds_digits},
    {"password_file = \"/root/p\";", "", holds_password},
    {"remote_access = \"lan,enable\";", "", holds_remote},
    {"remote_access = [ \"lan\", \"enable\" ];", "", holds_remote},
    {"remote_access = ( \"enable\", \"lan\" );", "", holds_remote},
    {"remote_access = \"\";", "", holds_nothing},
    {"remote_access = [ ];", "", holds_nothing},
    {"vlan = 5; # 010", "vlan=5 ", holds_nothing},
    {"/*/ vlan = 6; */ vlan = 5;", "vlan=5 ", holds_nothing},
};

static void test_good(void **state)
{
    const struct good *row = *state;
    struct set_request request;
    struct file *file;
    char said[1024], values[256] = "";

    write_text(row->text);
    file = read_file(&request, said, sizeof said);
    if (file == NULL)
        fail_msg("refused: %s", said);
    for (size_t i = 0; i < request.value_count; i++) {
        size_t used = strlen(values);

        snprintf(values + used, sizeof values - used, "%s=%s ", field_get((enum field_id)request.values[i].row)->key,
                 request.values[i].text);
    }
    assert_string_equal(values, row->values);
    assert_true(row->holds(&request));
    file_free(file);
}

struct bad {
    const char *text;
    const char *line, *right;
};

static const struct bad bads[] = {
    {"dhcp = 1;", ":1: dhcp: ", "true or false"},
    {"dhcp = \"maybe\";", ":1: dhcp: ", "true or false"},
    {"\ndhcp = yes;", ":2:", "true or false"},
    {"vlan = off;", ":1:", "double quotes"},
    {"address = 10;", ":1: address: ", "double quotes"},
    {"address = 10.0.0.5;", ":1:", "double quotes"},
    {"address = true;", ":1: address: ", "double quotes"},
    {"address = [ \"10.0.0.5\" ];", ":1: address: ", "double quotes"},
    {"gateway = 5;", ":1: gateway: ", "double quotes"},
    {"netmask = 24.5;", ":1: netmask: ", "double quotes"},
    {"vlan = true;", ":1: vlan: ", "double quotes"},
    {"\n\naddres = \"10.0.0.5\";", ":3: addres: ", "address netmask gateway vlan user"},
    {"network = { address = \"10.0.0.5\"; };", ":1: network: ", "he keys are channel dhcp"},
    {"password = \"secret\";", ":1: password: ", "password_file"},
    {"channel = 0;", ":1: channel: ", "1 to 11"},
    {"channel = 12;", ":1: channel: ", "1 to 11"},
    {"channel = \"1\";", ":1: channel: ", "1 to 11"},
    {"user = 0;", ":1: user: ", "1 to 63"},
    {"user = 64;", ":1: user: ", "1 to 63"},
    {"user = \"\";", ":1: user: ", "1 to 63"},
    {"user = \"seventeen-letters\";", ":1: user: ", "1 to 63"},
    {"user = true;", ":1: user: ", "1 to 63"},
    {"password_file = \"-\";", ":1: password_file: ", "name of a file"},
    {"password_file = \"\";", ":1: password_file: ", "name of a file"},
    {"password_file = 5;", ":1: password_file: ", "name of a file"},
    {"remote_access = \"all\";", ":1: remote_access: ", "messaging"},
    {"remote_access = 5;", ":1: remote_access: ", "lan,enable"},
    {"remote_access = [ 5 ];", ":1: remote_access: ", "lan,enable"},
    {"remote_access = { a = 5; };", ":1: remote_access: ", "lan,enable"},
    {"policy = \"maybe\";", ":1: policy: ", "\"previous\""},
    {"sol = 5;", ":1: sol: ", "a group"},
    {"sol = { speed = 5; };", ":1: speed: ", "enabled encryption privilege bitrate"},
    {"sol = { vlan = 5; };", ":1: vlan: ", "enabled encryption privilege bitrate"},
    {"sol = { remote_access = \"lan\"; };", ":1: remote_access: ", "the keys are enabled"},
    {"sol = { bitrate = 300; };", ":1: bitrate: ", "\"115200\""},
    {"sol = {\nenabled = \"maybe\"; };", ":2: enabled: ", "true or false"},
    {"auth = { auth_types = \"rot13\"; };", ":1: auth_types: ", "md5"},
    {"auth = { auth_types = true; };", ":1: auth_types: ", "md5"},
    {"auth = { cipher_privileges = \"zzz\"; };", ":1: cipher_privileges: ", "a administrator"},
    {"auth = { gratuitous_arp = \"maybe\"; };", ":1: gratuitous_arp: ", "\"off\""},
    {"auth = { channel_authentication = 1; };", ":1: channel_authentication: ", "\"on\""},
    {"auth = { community = \"\"; };", ":1: community: ", "1 to 18"},
    {"auth = { community = \"nineteen-characters\"; };", ":1: community: ", "1 to 18"},
    {"auth = { types = \"md5\"; };", ":1: types: ", "auth_types gratuitous_arp community"},
    {"sensors = { name = \"FAN1\"; };", ":1: sensors: ", "list of groups"},
    {"sensors = ( { lcr = 5; } );", ":1: sensors: ", "a name"},
    {"sensors = ( { name = 5; } );", ":1: name: ", "double quotes"},
    {"sensors = ( { name = \"FAN1\"; lcr = \"5\"; } );", ":1: lcr: ", "3.31"},
    {"sensors = ( { name = \"FAN1\"; lcd = 5; } );", ":1: lcd: ", "did you mean lcr"},
    {"sensors = ( { name = \"F\"; },\n { name = \"F\"; } );", ":2: sensors: ", "twice"},
    {"users = { name = \"a\"; };", ":1: users: ", "list of groups"},
    {"users = ( 5 );", ":1: users: ", "a group"},
    {"users = ( { privilege = \"user\"; } );", ":1: users: ", "a name"},
    {"users = ( { name = \"seventeen-letters\"; } );", ":1: name: ", "16"},
    {"users = ( { name = \"a b\"; } );", ":1: name: ", "blank"},
    {"users = ( { name = 5; } );", ":1: name: ", "16"},
    {"users = ( { name = \"a\"; },\n{ name = \"a\"; } );", ":2: users: ", "twice"},
    {"users = ( { name = \"a\"; privilege = \"root\"; } );", ":1: privilege: ", "operator"},
    {"users = ( { name = \"a\"; enabled = 1; } );", ":1: enabled: ", "true or false"},
    {"users = ( { name = \"a\"; slot = 3; } );", ":1: slot: ", "keys are name privilege"},
    {"users = ( { name = \"a\"; password = \"x\"; } );", ":1: password: ", "password_file"},
    {"users = ( { name = \"a\"; password_file = \"-\"; } );", ":1: password_file: ", "name of"},
    {"vlan = 5;\nvlan = 6;", ":2:", "occurs twice"},
    {"vlan 5;", ":1:", "NAME = VALUE"},
    {"vlan = 99999999999;", ":1:", "too large"},
    {"vlan = 0100;", ":1:", "write 100"},
    {"dhcp = true;\nvlan = 042;", ":2:", "write 42"},
    {"vlan = 0x2a;", ":1:", "write 42"},
    {"vlan = 0b101010;", ":1:", "write 42"},
    {"vlan = 0o52;", ":1:", "write 42"},
    {"vlan = \"42\\x00\";", ":1:", "printable"},
    {"channel = 01;", ":1:", "write 1"},
    {"netmask = 024;", ":1:", "write 24"},
    {"user = 02;", ":1:", "write 2"},
    {"user = \"ADMIN\\x00x\";", ":1:", "printable"},
    {"password_file = \"/root/p\\x00\";", ":1:", "printable"},
    {"address = 10.010.0.5;", ":1:", "double quotes"},
    {"address = 1e+05;", ":1: address: ", "double quotes"},
    {"/*/\n*/\n@include \"x\"\n/*/\n*/", ":3:", "in this one"},
    {"address = \"10.0.0.5;\n", ":1:", "closing double quote"},
    {"@include \"x\"\n", ":1:", "in this one"},
    {"\xef\xbb\xbfvlan = 5;", "it starts with a byte order mark (UTF-8)", "without one"},
    {"\xff\xfev", "it starts with a byte order mark (UTF-16)", "without one"},
};

static void test_bad(void **state)
{
    const struct bad *row = *state;
    struct set_request request;
    char said[2048];

    write_text(row->text);
    assert_null(read_file(&request, said, sizeof said));
    assert_non_null(strstr(said, "bmctui: "));
    assert_non_null(strstr(said, name));
    if (strstr(said, row->line) == NULL || strstr(said, row->right) == NULL)
        fail_msg("%s", said);
}

/* Every wrong line is named in one go. */
static void test_all_named(void **state)
{
    struct set_request request;
    char said[2048];

    (void)state;
    write_text("channel = 99;\ndhcp = 5;\naddress = \"10.0.0.5\";\nfoo = 1;\n");
    assert_null(read_file(&request, said, sizeof said));
    assert_non_null(strstr(said, ":1: channel"));
    assert_non_null(strstr(said, ":2: dhcp"));
    assert_non_null(strstr(said, ":4: foo"));
    assert_null(strstr(said, ":3:"));
}

static void test_missing(void **state)
{
    struct set_request request;
    char said[1024];

    (void)state;
    unlink(name);
    assert_null(read_file(&request, said, sizeof said));
    assert_non_null(strstr(said, "cannot be opened"));
    assert_non_null(strstr(said, name));
}

/* Groups, each for itself. */
static void test_groups(void **state)
{
    const struct account_wish *wish = &wants.users[0].wish;
    struct set_request request;
    struct file *file;
    char said[1024];

    (void)state;
    write_text("policy = \"on\";\nvlan = 5; auth = { gratuitous_arp = false; auth_types = \"md5\";"
               "channel_authentication = true; };\nsol = { bitrate = 57600;\n encryption = true; };\n"
               "users = ( { name = \"oper\"; privilege = \"user\"; sol = false; },\n"
               "          { name = \"new\"; enabled = true; password_file = \"/p\"; } );\n"
               "sensors = ( { name = \"FAN1\"; lnr = -3; lcr = 0.5; } );");
    file = read_file(&request, said, sizeof said);
    if (file == NULL)
        fail_msg("%s", said);
    assert_int_equal(request.value_count, 1);
    assert_int_equal(wants.power.value_count, 1);
    assert_int_equal(wants.serial.value_count, 2);
    assert_int_equal(wants.serial.values[0].row, SERIAL_RATE);
    assert_string_equal(wants.serial.values[0].text, "57600");
    assert_int_equal(wants.serial.lines[SERIAL_ENCRYPTION], 4);
    assert_string_equal(wants.serial.values[1].text, "yes");
    assert_string_equal(wants.auth.of[SECURITY_ARP].text, "off");
    assert_string_equal(wants.auth.of[SECURITY_AUTH_TYPES].text, "md5");
    assert_int_equal(wants.auth.of[SECURITY_AUTH_TYPES].line, 2);
    assert_int_equal(wants.auth.of[SECURITY_COMMUNITY].line, 0);
    assert_string_equal(wants.auth.channel.text, "on");
    assert_int_equal(wants.user_count, 2);
    assert_string_equal(wish->name, "oper");
    assert_int_equal(wish->given, ACCOUNT_PRIVILEGE | ACCOUNT_SOL);
    assert_int_equal(wish->privilege, PRIVILEGE_USER);
    assert_false(wish->sol);
    assert_null(wants.users[0].password_file);
    assert_int_equal(wants.users[1].line, 6);
    assert_int_equal(wants.users[1].wish.given, ACCOUNT_ENABLED);
    assert_string_equal(wants.users[1].password_file, "/p");
    assert_int_equal(wants.sensor_count, 1);
    assert_int_equal(wants.sensors[0].wish.given, 1 << LIMIT_LNR | 1 << LIMIT_LCR);
    assert_true(wants.sensors[0].wish.value[LIMIT_LNR] == -3);
    assert_true(wants.sensors[0].wish.value[LIMIT_LCR] == 0.5);
    file_free(file);
}

/* Users are printed so that they are read again; what cannot be is a comment. */
static void test_users(void **state)
{
    static struct accounts accounts;
    struct set_request request;
    struct file *file;
    char said[1024], text[4096];
    FILE *out;

    (void)state;
    accounts = (struct accounts){.channel = 1, .slots = 5, .count = 5};
    for (uint8_t i = 0; i < 5; i++)
        accounts.of[i] = (struct account){.slot = (uint8_t)(i + 1), .named = true, .known = true};
    accounts.of[1].access = (struct user_access){
        .enabled = USER_ENABLED, .messaging = true, .privilege = PRIVILEGE_ADMINISTRATOR};
    accounts.of[1].sol = ACCOUNT_SOL_YES;
    accounts.of[2].access.privilege = PRIVILEGE_NONE;
    snprintf(accounts.of[1].bytes, BMC_USER_NAME, "a\"b\\c");
    snprintf(accounts.of[2].bytes, BMC_USER_NAME, "oper");
    snprintf(accounts.of[3].bytes, BMC_USER_NAME, "with\x01");
    for (size_t i = 0; i < 5; i++)
        snprintf(accounts.of[i].name, BMC_USER_NAME, "%s", accounts.of[i].bytes);
    accounts.of[3].name[4] = '?';
    out = fopen(name, "w");
    assert_non_null(out);
    file_print_users(out, &accounts);
    fclose(out);
    out = fopen(name, "r");
    assert_non_null(out);
    text[fread(text, 1, sizeof text - 1, out)] = '\0';
    fclose(out);
    assert_non_null(strstr(text, "# Slot 4 with? is left out: "));
    file = read_file(&request, said, sizeof said);
    if (file == NULL)
        fail_msg("%s\n%s", said, text);
    assert_int_equal(wants.user_count, 2);
    assert_string_equal(wants.users[0].wish.name, "a\"b\\c");
    assert_int_equal(wants.users[0].wish.given, ACCOUNT_PRIVILEGE | ACCOUNT_MESSAGING |
                                                    ACCOUNT_ENABLED | ACCOUNT_SOL);
    assert_int_equal(wants.users[1].wish.privilege, PRIVILEGE_NONE);
    assert_int_equal(wants.users[1].wish.given, ACCOUNT_PRIVILEGE | ACCOUNT_MESSAGING);
    file_free(file);
}

/* Options go over the file. */
static void test_options(void **state)
{
    const struct cli_arguments arguments = {.channel = 8,
                                            .user = "oper",
                                            .password_file = "/other",
                                            .remote = REMOTE_BIT(REMOTE_ARP)};
    const struct cli_arguments none = {.channel = 0};
    struct set_request request;
    struct file *file;
    char said[1024];

    (void)state;
    write_text("channel = 1; user = 3; password_file = \"/p\"; remote_access = \"lan\";");
    file = read_file(&request, said, sizeof said);
    assert_non_null(file);
    set_take_options(&request, &none);
    assert_int_equal(request.channel, 1);
    assert_string_equal(request.user, "3");
    assert_string_equal(request.password_file, "/p");
    assert_int_equal(request.remote, REMOTE_BIT(REMOTE_LAN));
    set_take_options(&request, &arguments);
    assert_int_equal(request.channel, 8);
    assert_int_equal(request.lines[FIELD_CHANNEL], 0);
    assert_string_equal(request.user, "oper");
    assert_string_equal(request.password_file, "/other");
    assert_int_equal(request.remote, REMOTE_BIT(REMOTE_ARP));
    file_free(file);
}

int main(void)
{
    static struct cases cases;
    char place[SCRATCH_PATH + 16];
    int result;

    if (mkdtemp(scratch_path(folder, sizeof folder, "bmctui-file.XXXXXX")) == NULL)
        return 99;
    snprintf(name, sizeof name, "%s/bmc.conf", folder);
    for (size_t i = 0; i < CASES_COUNT(rounds); i++)
        cases_add(&cases, "there and back", rounds[i].name, test_round, &rounds[i]);
    for (size_t i = 0; i < CASES_COUNT(goods); i++)
        cases_add(&cases, "good", goods[i].text, test_good, &goods[i]);
    for (size_t i = 0; i < CASES_COUNT(bads); i++)
        cases_add(&cases, "bad", bads[i].text, test_bad, &bads[i]);
    cases_add(&cases, "one", "a user's name with quotes", test_odd_user, NULL);
    cases_add(&cases, "one", "every wrong line is named", test_all_named, NULL);
    cases_add(&cases, "one", "groups", test_groups, NULL);
    cases_add(&cases, "one", "users there and back", test_users, NULL);
    cases_add(&cases, "one", "options over the file", test_options, NULL);
    cases_add(&cases, "one", "missing", test_missing, NULL);
    result = cases_run("file", &cases);
    unlink(name);
    snprintf(place, sizeof place, "%s/said", folder);
    unlink(place);
    rmdir(folder);
    return result;
}

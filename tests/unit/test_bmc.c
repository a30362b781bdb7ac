/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every typed call, against the demo BMC; and the names of drivers and workarounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bmc_rig.h"
#include "unit/demo_look.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct demo_state *held(struct bmc_rig *rig)
{
    return demo_state(rig->demo);
}

static struct secret *secret_of(const char *text)
{
    struct secret *secret = secret_create();

    assert_true(secret_set(secret, text, strlen(text)));
    return secret;
}

/* --- device and channels ---------------------------------------------------- */

static void device_id(void **state)
{
    struct bmc_rig *rig = *state;
    struct device device;

    held(rig)->device.manufacturer[2] = 0x0f; /* 20 bits */
    assert_int_equal(bmc_get_device(rig->bmc, &device, &rig->error), 0);
    assert_int_equal(device.id, 0x20);
    assert_int_equal(device.revision, 1);
    assert_int_equal(device.firmware_major, 3);
    assert_int_equal(device.firmware_minor, 0x45);
    assert_int_equal(device.ipmi_major, 2);
    assert_int_equal(device.ipmi_minor, 0);
    assert_int_equal(device.manufacturer, 0xf2a7c);
    assert_int_equal(device.product, 0x0b1a);
}

/* pyghmi's answer has 14 bytes, which is neither with nor without the auxiliary revision. */
static void device_id_cut(void **state)
{
    static const char *const cuts[] = {"device-id:short=16", "device-id:short=14",
                                       "device-id:short=13"};
    struct bmc_rig *rig = *state;
    struct device device;

    for (size_t i = 0; i < COUNT(cuts); i++) {
        bmc_rig_faults(rig, cuts[i]);
        if (bmc_get_device(rig->bmc, &device, &rig->error) != 0)
            fail_msg("%s: %s", cuts[i], rig->error.sentence);
        assert_int_equal(device.product, 0x0b1a);
        demo_fault_clear(rig->demo);
    }
    bmc_rig_faults(rig, "device-id:short=12");
    assert_int_equal(bmc_get_device(rig->bmc, &device, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_MALFORMED);
}

static void channels(void **state)
{
    static const uint8_t absent_codes[] = {0xcb, 0xcc};
    struct bmc_rig *rig = *state;
    enum channel_medium medium = 0;
    uint8_t own;
    bool present;

    held(rig)->channels[8].medium = CHANNEL_MEDIUM_OTHER_LAN;
    for (size_t i = 0; i < COUNT(absent_codes); i++) {
        demo_options(rig->demo)->no_channel_code = absent_codes[i];
        for (uint8_t channel = 1; channel <= 11; channel++) {
            assert_int_equal(bmc_get_channel(rig->bmc, channel, &present, &medium, &rig->error), 0);
            assert_int_equal(present, channel == 1 || channel == 8);
            if (present)
                assert_int_equal(medium,
                                 channel == 1 ? CHANNEL_MEDIUM_802_3 : CHANNEL_MEDIUM_OTHER_LAN);
        }
    }
    /* The system interface, 15: of such a number nobody can say that a save leaves it alone. */
    assert_int_equal(bmc_get_session_channel(rig->bmc, &own, &rig->error), -1);
    held(rig)->channels[1].medium = 5; /* serial */
    assert_int_equal(bmc_get_channel(rig->bmc, 1, &present, &medium, &rig->error), 0);
    assert_false(present);
}

/* A hung BMC must not look like one without channels. */
static void channel_failure(void **state)
{
    struct bmc_rig *rig = *state;
    enum channel_medium medium;
    bool present = true;

    bmc_rig_faults(rig, "channel-info *:code=c1"); /* a starting one says so of any command */
    assert_int_equal(bmc_get_channel(rig->bmc, 2, &present, &medium, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_REFUSED);
    demo_fault_clear(rig->demo);
    bmc_rig_faults(rig, "channel-info *:code=c3");
    assert_int_equal(bmc_get_channel(rig->bmc, 2, &present, &medium, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_BUSY);
    assert_int_equal(rig->error.completion_code, 0xc3);
    demo_fault_clear(rig->demo);
    bmc_rig_faults(rig, "channel-info *:lost");
    assert_int_equal(bmc_get_channel(rig->bmc, 2, &present, &medium, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_TIMEOUT);
}

static void channel_access(void **state)
{
    struct bmc_rig *rig = *state;
    struct channel_access access;
    struct demo_channel *channel = &held(rig)->channels[1];
    struct demo_log_entry log[DEMO_LOG_MAX];
    size_t count;

    channel->kept = (struct demo_access){.settings = 0x2d, .privilege = 3};
    channel->active = (struct demo_access){.settings = 0x12, .privilege = 4};
    assert_int_equal(bmc_get_channel_access(rig->bmc, 1, true, &access, &rig->error), 0);
    assert_int_equal(access.mode, 5);
    assert_true(access.user_auth_disabled);
    assert_false(access.message_auth_disabled);
    assert_true(access.pef_alerting_disabled);
    assert_int_equal(access.privilege, PRIVILEGE_OPERATOR);

    access.mode = CHANNEL_ACCESS_ALWAYS;
    access.privilege = 1; /* "do not change" goes with it */
    assert_int_equal(bmc_set_channel_access(rig->bmc, 1, true, &access, &rig->error), 0);
    assert_int_equal(channel->kept.settings, 0x2a);
    assert_int_equal(channel->kept.privilege, 3);
    assert_int_equal(channel->active.settings, 0x12);
    /* A BMC that looks at the limit all the same sees the one that was read. */
    count = demo_log(rig->demo, log, DEMO_LOG_MAX);
    assert_int_equal(log[count - 1].request[3], 1);

    assert_int_equal(bmc_get_channel_access(rig->bmc, 1, false, &access, &rig->error), 0);
    assert_int_equal(access.mode, 2);
    assert_true(access.message_auth_disabled);
    access.mode = 0;
    access.privilege = 0;
    assert_int_equal(bmc_set_channel_access(rig->bmc, 1, false, &access, &rig->error), 0);
    assert_int_equal(channel->active.settings, 0x10);
    assert_int_equal(channel->active.privilege, 4);
    assert_int_equal(channel->kept.settings, 0x2a);
}

/* --- cipher suites ------------------------------------------------------------- */

static void suites(void **state)
{
    struct bmc_rig *rig = *state;
    struct demo_lan *lan = &held(rig)->channels[1].lan;
    struct cipher_suites suites;
    enum privilege privilege;
    bool listed;

    assert_int_equal(bmc_get_cipher_suites(rig->bmc, 1, &suites, &rig->error), 0);
    assert_int_equal(suites.count, 5);
    assert_int_equal(suites.ids[0], 0);
    assert_int_equal(suites.ids[4], 17);
    assert_int_equal(
        bmc_get_suite_privilege(rig->bmc, 1, 17, &listed, &privilege, &rig->error), 0);
    assert_true(listed);
    assert_int_equal(privilege, PRIVILEGE_ADMINISTRATOR);
    assert_int_equal(bmc_get_suite_privilege(rig->bmc, 1, 6, &listed, &privilege, &rig->error),
                     0);
    assert_false(listed);
    lan->cipher_count = 16; /* the list takes more than one answer */
    for (uint8_t i = 0; i < 16; i++)
        lan->ciphers[i + 1] = i;
    lan->cipher_privileges[1] = 0x40; /* suite 0: none, suite 1: administrator */
    assert_int_equal(bmc_get_cipher_suites(rig->bmc, 1, &suites, &rig->error), 0);
    assert_int_equal(suites.count, 16);
    for (uint8_t i = 0; i < 16; i++)
        assert_int_equal(suites.ids[i], i);
    assert_int_equal(bmc_get_suite_privilege(rig->bmc, 1, 0, &listed, &privilege, &rig->error),
                     0);
    assert_true(listed);
    assert_int_equal(privilege, PRIVILEGE_UNUSED);
    assert_int_equal(bmc_get_suite_privilege(rig->bmc, 1, 1, &listed, &privilege, &rig->error),
                     0);
    assert_int_equal(privilege, PRIVILEGE_ADMINISTRATOR);
    bmc_rig_faults(rig, "cipher-suites:code=c1");
    assert_int_equal(bmc_get_cipher_suites(rig->bmc, 1, &suites, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_REFUSED);
    assert_int_equal(bmc_get_cipher_suites(rig->bmc, 0, &suites, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_USAGE);
}

/* --- LAN parameters --------------------------------------------------------- */

static void read_lan(void **state)
{
    struct bmc_rig *rig = *state;
    struct demo_lan *bytes = &held(rig)->channels[1].lan;
    static const uint8_t mac[6] = {0x00, 0x25, 0x90, 0xab, 0xcd, 0xef};
    struct lan lan = {.state = {VALUE_UNREAD}};

    bytes->arp = 0x01;
    bytes->vlan[0] = 0xfe;
    bytes->vlan[1] = 0x8f;
    for (int item = 0; item < LAN_ITEMS; item++) {
        assert_int_equal(lan.state[item], VALUE_UNREAD);
        assert_int_equal(bmc_read_lan(rig->bmc, 1, (enum lan_item)item, &lan, &rig->error), 0);
        assert_int_equal(lan.state[item], VALUE_KNOWN);
    }
    assert_int_equal(lan.source, IP_SOURCE_STATIC);
    assert_int_equal(lan.address, 0xc0a86464);
    assert_int_equal(lan.netmask, 0xffffff00);
    assert_int_equal(lan.gateway, 0xc0a864fe);
    assert_true(lan.arp_gratuitous);
    assert_false(lan.arp_replies);
    assert_true(lan.vlan_enabled);
    assert_int_equal(lan.vlan_id, 4094);
    assert_memory_equal(lan.mac, mac, sizeof mac);
}

static void read_lan_not_there(void **state)
{
    static const uint8_t codes[] = {0x80, 0xc1, 0xc7, 0xc9, 0xcb, 0xcc};
    struct bmc_rig *rig = *state;
    char text[64];

    for (size_t i = 0; i < COUNT(codes); i++) {
        struct lan lan = {.vlan_id = 7};

        snprintf(text, sizeof text, "lan-get 20:code=%02x", codes[i]);
        bmc_rig_faults(rig, text);
        assert_int_equal(bmc_read_lan(rig->bmc, 1, LAN_VLAN, &lan, &rig->error), 0);
        assert_int_equal(lan.state[LAN_VLAN], VALUE_NOT_AVAILABLE);
        assert_int_equal(lan.vlan_id, 7);
        demo_fault_clear(rig->demo);
    }
    bmc_rig_faults(rig, "lan-get 20:code=d4");
    struct lan lan = {.vlan_id = 7};
    assert_int_equal(bmc_read_lan(rig->bmc, 1, LAN_VLAN, &lan, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_DENIED);
    assert_int_equal(lan.state[LAN_VLAN], VALUE_UNREAD);
}

static void write_lan(void **state)
{
    struct bmc_rig *rig = *state;
    struct demo_lan *bytes = &held(rig)->channels[8].lan;
    static const uint8_t address[4] = {10, 1, 2, 250}, netmask[4] = {255, 255, 128, 0},
                         gateway[4] = {10, 1, 127, 1};
    const struct lan lan = {.source = IP_SOURCE_STATIC,
                            .address = 0x0a0102fa,
                            .netmask = 0xffff8000,
                            .gateway = 0x0a017f01,
                            .arp_gratuitous = true,
                            .arp_replies = false,
                            .vlan_enabled = true,
                            .vlan_id = 0x9a5};

    for (int item = 0; item < LAN_MAC; item++)
        assert_int_equal(bmc_write_lan(rig->bmc, 8, (enum lan_item)item, &lan, &rig->error), 0);
    assert_int_equal(bytes->source, 1);
    assert_memory_equal(bytes->address, address, 4);
    assert_memory_equal(bytes->netmask, netmask, 4);
    assert_memory_equal(bytes->gateway, gateway, 4);
    assert_int_equal(bytes->arp, 0x01);
    assert_int_equal(bytes->vlan[0], 0xa5);
    assert_int_equal(bytes->vlan[1], 0x89);
}

/* VLAN off keeps the id. */
static void write_vlan_off(void **state)
{
    struct bmc_rig *rig = *state;
    const struct lan lan = {.vlan_enabled = false, .vlan_id = 100};

    assert_int_equal(bmc_write_lan(rig->bmc, 1, LAN_VLAN, &lan, &rig->error), 0);
    assert_false(demo_vlan_on(&held(rig)->channels[1].lan));
    assert_int_equal(demo_vlan_id(&held(rig)->channels[1].lan), 100);
}

static void set_in_progress(void **state)
{
    struct bmc_rig *rig = *state;
    struct lan lan = {.address = 0x01020304};
    enum lan_progress progress = LAN_COMMIT_WRITE;
    struct bmc *bmc = rig->bmc;

    assert_int_equal(bmc_get_progress(bmc, 1, &progress, &rig->error), 0);
    assert_int_equal(progress, LAN_SET_COMPLETE);
    assert_int_equal(bmc_set_progress(bmc, 1, LAN_SET_IN_PROGRESS, &rig->error), 0);
    assert_int_equal(bmc_get_progress(bmc, 1, &progress, &rig->error), 0);
    assert_int_equal(progress, LAN_SET_IN_PROGRESS);
    assert_int_equal(bmc_set_progress(bmc, 1, LAN_SET_IN_PROGRESS, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_REFUSED);
    assert_int_equal(rig->error.completion_code, 0x81);
    assert_false(rig->error.resent);
    assert_int_equal(bmc_write_lan(bmc, 1, LAN_ADDRESS, &lan, &rig->error), 0);
    assert_int_equal(bmc_set_progress(bmc, 1, LAN_COMMIT_WRITE, &rig->error), 0);
    assert_int_equal(bmc_set_progress(bmc, 1, LAN_SET_COMPLETE, &rig->error), 0);
    assert_int_equal(bmc_read_lan(bmc, 1, LAN_ADDRESS, &lan, &rig->error), 0);
    assert_int_equal(lan.address, 0x01020304);
}

/* --- users ------------------------------------------------------------------ */

static void user_names(void **state)
{
    struct bmc_rig *rig = *state;
    char name[BMC_USER_NAME];

    assert_int_equal(bmc_get_user_name(rig->bmc, 2, name, &rig->error), 0);
    assert_string_equal(name, "ADMIN");
    memcpy(held(rig)->users[3].name, "sixteen.bytes.00", 16);
    assert_int_equal(bmc_get_user_name(rig->bmc, 3, name, &rig->error), 0);
    assert_string_equal(name, "sixteen.bytes.00");
    assert_int_equal(bmc_get_user_name(rig->bmc, 6, name, &rig->error), 0);
    assert_string_equal(name, "");
    memset(held(rig)->users[5].name, 0xff, 16);
    assert_int_equal(bmc_get_user_name(rig->bmc, 5, name, &rig->error), 0);
    assert_string_equal(name, "");
    /* iLO's word for a slot that nobody has; a user may well be called like a part of it. */
    memcpy(held(rig)->users[5].name, "(Empty User)\0\0\0", 16);
    assert_int_equal(bmc_get_user_name(rig->bmc, 5, name, &rig->error), 0);
    assert_string_equal(name, "");
    memcpy(held(rig)->users[5].name, "(Empty User)2\0\0", 16);
    assert_int_equal(bmc_get_user_name(rig->bmc, 5, name, &rig->error), 0);
    assert_string_equal(name, "(Empty User)2");
    demo_options(rig->demo)->no_name_code = 0xcc;
    assert_int_equal(bmc_get_user_name(rig->bmc, 6, name, &rig->error), 0);
    assert_string_equal(name, "");
    bmc_rig_faults(rig, "user-name-get 2:code=d4");
    assert_int_equal(bmc_get_user_name(rig->bmc, 2, name, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_DENIED);
}

static void user_access(void **state)
{
    struct bmc_rig *rig = *state;
    struct user_access access;

    assert_int_equal(bmc_get_user_access(rig->bmc, 1, 2, &access, &rig->error), 0);
    assert_int_equal(access.max_users, held(rig)->user_count);
    assert_int_equal(access.enabled, USER_ENABLED);
    assert_int_equal(access.fixed_names, 1);
    assert_true(access.messaging);
    assert_true(access.link_authentication);
    assert_false(access.callback_only);
    assert_int_equal(access.privilege, PRIVILEGE_ADMINISTRATOR);
    assert_int_equal(bmc_get_user_access(rig->bmc, 8, 3, &access, &rig->error), 0);
    assert_false(access.messaging);
    assert_int_equal(access.privilege, PRIVILEGE_NONE);
    assert_int_equal(bmc_get_user_access(rig->bmc, 1, 4, &access, &rig->error), 0);
    assert_int_equal(access.enabled, USER_DISABLED);
}

static void set_user_access(void **state)
{
    static const enum privilege privileges[] = {PRIVILEGE_CALLBACK, PRIVILEGE_USER,
                                                PRIVILEGE_OPERATOR, PRIVILEGE_ADMINISTRATOR,
                                                PRIVILEGE_OEM,      PRIVILEGE_NONE};
    struct bmc_rig *rig = *state;
    struct demo_log_entry entry;
    struct user_access access = {.callback_only = true, .messaging = true};

    for (size_t i = 0; i < COUNT(privileges); i++) {
        access.privilege = privileges[i];
        assert_int_equal(bmc_set_user_access(rig->bmc, 8, 3, &access, &rig->error), 0);
        assert_int_equal(held(rig)->users[3].access[8], 0x50 | privileges[i]);
    }
    /* A privilege of 0 as some BMCs report it goes back as it came; session limit 0. */
    access = (struct user_access){.link_authentication = true};
    (void)bmc_set_user_access(rig->bmc, 8, 10, &access, &rig->error);
    assert_int_equal(demo_log(rig->demo, &entry, 1), 1);
    assert_int_equal(entry.length, 5);
    assert_memory_equal(entry.request, "\x43\xa8\x0a\x00\x00", 5);
}

static void passwords(void **state)
{
    struct bmc_rig *rig = *state;
    struct secret *sixteen = secret_of("0123456789abcdef");
    struct secret *twenty = secret_of("0123456789abcdefghij");
    struct secret *one = secret_of("x");
    enum password_test result = PASSWORD_NOT_TESTABLE;
    struct bmc *bmc = rig->bmc;

    assert_int_equal(bmc_set_password(bmc, 3, sixteen, &rig->error), 0);
    assert_true(demo_password_is(held(rig), 3, "0123456789abcdef", 16));
    assert_int_equal(bmc_test_password(bmc, 3, sixteen, &result, &rig->error), 0);
    assert_int_equal(result, PASSWORD_MATCHES);
    assert_int_equal(bmc_test_password(bmc, 3, one, &result, &rig->error), 0);
    assert_int_equal(result, PASSWORD_DIFFERS);
    assert_int_equal(bmc_test_password(bmc, 3, twenty, &result, &rig->error), 0);
    assert_int_equal(result, PASSWORD_OTHER_SIZE);
    assert_int_equal(bmc_set_password(bmc, 3, twenty, &rig->error), 0);
    assert_true(demo_password_is(held(rig), 3, "0123456789abcdefghij", 20));
    assert_int_equal(bmc_set_password(bmc, 3, one, &rig->error), 0);
    assert_true(demo_password_is(held(rig), 3, "x", 16));
    bmc_rig_faults(rig, "password test:code=cc");
    assert_int_equal(bmc_test_password(bmc, 3, one, &result, &rig->error), 0);
    assert_int_equal(result, PASSWORD_NOT_TESTABLE);
    demo_fault_clear(rig->demo);
    bmc_rig_faults(rig, "password test:code=ff"); /* that is no answer */
    assert_int_equal(bmc_test_password(bmc, 3, one, &result, &rig->error), -1);
    assert_int_equal(rig->error.completion_code, 0xff);
    bmc_rig_faults(rig, "password set:code=8f");
    assert_int_equal(bmc_set_password(bmc, 3, one, &rig->error), -1);
    assert_int_equal(rig->error.completion_code, 0x8f);
    secret_free(&sixteen);
    secret_free(&twenty);
    secret_free(&one);
}

static void password_bounds(void **state)
{
    struct bmc_rig *rig = *state;
    struct secret *none = secret_create(), *long_one = secret_of("0123456789abcdefghijk");
    struct secret *with_nul = secret_create();

    assert_true(secret_set(with_nul, "ab\0cd", 5));
    demo_mark(rig->demo);
    assert_int_equal(bmc_set_password(rig->bmc, 3, none, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_USAGE);
    assert_int_equal(bmc_set_password(rig->bmc, 3, long_one, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_USAGE);
    assert_int_equal(bmc_set_password(rig->bmc, 3, with_nul, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_USAGE);
    assert_int_equal(demo_requests(rig->demo), 0);
    secret_free(&none);
    secret_free(&long_one);
    secret_free(&with_nul);
}

static void enabling(void **state)
{
    struct bmc_rig *rig = *state;

    demo_mark(rig->demo);
    assert_int_equal(bmc_enable_user(rig->bmc, 4, true, &rig->error), 0);
    assert_int_equal(demo_requests(rig->demo), 1);
    assert_true(held(rig)->users[4].enabled);
    assert_true(demo_password_is(held(rig), 4, "viewpass", 16));
    assert_int_equal(bmc_enable_user(rig->bmc, 4, false, &rig->error), 0);
    assert_false(held(rig)->users[4].enabled);
    demo_options(rig->demo)->enable_needs_bytes = 0xc7;
    demo_mark(rig->demo);
    assert_int_equal(bmc_enable_user(rig->bmc, 4, true, &rig->error), 0);
    assert_int_equal(demo_requests(rig->demo), 2);
    assert_true(held(rig)->users[4].enabled);
    assert_true(demo_password_is(held(rig), 4, "viewpass", 16));
}

/* --- identify --------------------------------------------------------------- */

static enum identify_state light(struct bmc_rig *rig)
{
    enum identify_state result = (enum identify_state)99;

    assert_int_equal(bmc_get_identify(rig->bmc, &result, &rig->error), 0);
    return result;
}

static void identify(void **state)
{
    struct bmc_rig *rig = *state;

    assert_int_equal(light(rig), IDENTIFY_OFF);
    assert_int_equal(bmc_identify(rig->bmc, 30, false, &rig->error), 0);
    assert_int_equal(light(rig), IDENTIFY_TIMED);
    clock_sleep(&rig->clock, 31000);
    assert_int_equal(light(rig), IDENTIFY_OFF);
    assert_int_equal(bmc_identify(rig->bmc, 0, true, &rig->error), 0);
    assert_int_equal(light(rig), IDENTIFY_ON);
    assert_int_equal(bmc_identify(rig->bmc, 0, false, &rig->error), 0);
    assert_int_equal(light(rig), IDENTIFY_OFF);
    demo_options(rig->demo)->force_code = 0xcc;
    assert_int_equal(bmc_identify(rig->bmc, 255, true, &rig->error), -1);
    assert_int_equal(rig->error.kind, ERROR_REFUSED);
    assert_int_equal(rig->error.completion_code, 0xcc);
    demo_options(rig->demo)->light_reported = false;
    assert_int_equal(light(rig), IDENTIFY_UNKNOWN);
    bmc_rig_faults(rig, "chassis-status:code=c1");
    assert_int_equal(light(rig), IDENTIFY_UNKNOWN);
}

/* --- ranges: FreeIPMI would mask what does not fit -------------------------- */

static void ranges(void **state)
{
    static const uint8_t bad_channels[] = {0, 12, 13, 14, 15, 17, 255};
    static const uint8_t bad_users[] = {0, 64, 69, 255};
    struct bmc_rig *rig = *state;
    struct lan lan = {.vlan_id = 5000};
    struct user_access user;
    struct channel_access access;
    enum channel_medium medium;
    enum lan_progress progress;
    char name[BMC_USER_NAME];
    struct bmc *bmc = rig->bmc;
    struct bmc_error *error = &rig->error;
    bool present;

    demo_mark(rig->demo);
    for (size_t i = 0; i < COUNT(bad_channels); i++) {
        uint8_t channel = bad_channels[i];

        assert_int_equal(bmc_get_channel(bmc, channel, &present, &medium, error), -1);
        assert_int_equal(bmc_read_lan(bmc, channel, LAN_ADDRESS, &lan, error), -1);
        assert_int_equal(bmc_write_lan(bmc, channel, LAN_ADDRESS, &lan, error), -1);
        assert_int_equal(bmc_get_progress(bmc, channel, &progress, error), -1);
        assert_int_equal(bmc_set_progress(bmc, channel, LAN_SET_COMPLETE, error), -1);
        assert_int_equal(bmc_get_user_access(bmc, channel, 2, &user, error), -1);
        assert_int_equal(bmc_set_user_access(bmc, channel, 2, &user, error), -1);
        assert_int_equal(bmc_get_channel_access(bmc, channel, true, &access, error), -1);
        assert_int_equal(bmc_set_channel_access(bmc, channel, true, &access, error), -1);
        assert_int_equal(error->kind, ERROR_USAGE);
    }
    for (size_t i = 0; i < COUNT(bad_users); i++) {
        assert_int_equal(bmc_get_user_name(bmc, bad_users[i], name, error), -1);
        assert_int_equal(bmc_get_user_access(bmc, 1, bad_users[i], &user, error), -1);
        assert_int_equal(bmc_set_user_access(bmc, 1, bad_users[i], &user, error), -1);
        assert_int_equal(bmc_enable_user(bmc, bad_users[i], true, error), -1);
        assert_int_equal(error->kind, ERROR_USAGE);
    }
    assert_int_equal(bmc_write_lan(bmc, 1, LAN_VLAN, &lan, error), -1);
    assert_int_equal(error->kind, ERROR_USAGE);
    assert_int_equal(demo_requests(rig->demo), 0);
}

/* --- names ------------------------------------------------------------------ */

static void driver_names(void **state)
{
    enum bmc_driver driver = BMC_DRIVER_AUTO;

    (void)state;
    for (int i = BMC_DRIVER_AUTO; i <= BMC_DRIVER_DEMO; i++) {
        assert_true(bmc_driver_parse(bmc_driver_name((enum bmc_driver)i), &driver));
        assert_int_equal(driver, i);
    }
    assert_true(bmc_driver_parse("LAN_2_0", &driver));
    assert_int_equal(driver, BMC_DRIVER_LAN_2_0);
    assert_false(bmc_driver_parse("lan2", &driver));
    assert_false(bmc_driver_parse("", &driver));
}

static void workaround_names(void **state)
{
    unsigned flags = 99;

    (void)state;
    assert_true(bmc_workaround_parse("opensesspriv", BMC_DRIVER_LAN_2_0, &flags));
    assert_int_equal(flags, 0x10);
    assert_true(bmc_workaround_parse("sun20,Intel20,idzero", BMC_DRIVER_LAN_2_0, &flags));
    assert_int_equal(flags, 0x0a);
    assert_true(bmc_workaround_parse("authcap,idzero", BMC_DRIVER_LAN, &flags));
    assert_int_equal(flags, 0x03);
    assert_true(bmc_workaround_parse("assumeio,spinpoll", BMC_DRIVER_AUTO, &flags));
    assert_int_equal(flags, 0x03);
    assert_true(bmc_workaround_parse("none", BMC_DRIVER_KCS, &flags));
    assert_int_equal(flags, 0);
    flags = 99;
    assert_false(bmc_workaround_parse("opensesspriv,nosuch", BMC_DRIVER_LAN_2_0, &flags));
    assert_false(bmc_workaround_parse("", BMC_DRIVER_LAN_2_0, &flags));
    assert_false(bmc_workaround_parse("sun20,", BMC_DRIVER_LAN_2_0, &flags));
    assert_false(bmc_workaround_parse("sun2", BMC_DRIVER_LAN_2_0, &flags));
    assert_int_equal(flags, 99);
}

/* --- what is known of the link ---------------------------------------------- */

static void descriptions(void **state)
{
    struct bmc_rig *rig = *state;
    struct bmc_target target = {
        .driver = BMC_DRIVER_LAN_2_0, .hostname = "10.0.0.9:623", .cipher_suite = -1};
    struct bmc *bmc = bmc_create(&target, &rig->clock);

    assert_string_equal(bmc_description(bmc), "10.0.0.9:623 over LAN");
    assert_string_equal(bmc_driver_in_use(bmc), "lan_2_0");
    assert_true(bmc_over_lan(bmc));
    assert_true(bmc_link_encrypted(bmc));
    assert_false(bmc_is_open(bmc));
    assert_null(bmc_demo(bmc));
    assert_int_equal(bmc_idle(bmc), -1);
    bmc_destroy(bmc);
    target = (struct bmc_target){.name = "rack 3", .driver = BMC_DRIVER_AUTO};
    bmc = bmc_create(&target, &rig->clock);
    assert_string_equal(bmc_description(bmc), "rack 3");
    assert_false(bmc_over_lan(bmc));
    bmc_destroy(bmc);
    assert_true(bmc_is_open(rig->bmc));
    assert_true(bmc_is_demo(rig->bmc));
    assert_string_equal(bmc_driver_in_use(rig->bmc), "demo");
    assert_int_equal(bmc_idle(rig->bmc), -1);
}

/* SPEC 1.2: a password is not sent over these. */
static void unencrypted(void **state)
{
    static const int weak[] = {0, 1, 2, 6, 7, 11, 15, 16};
    struct bmc_rig *rig = *state;
    struct secret *secret = secret_of("Secret123");
    struct bmc_target target = {.driver = BMC_DRIVER_LAN_2_0, .hostname = "10.0.0.9"};

    for (size_t i = 0; i < COUNT(weak) + 1; i++) {
        struct bmc *bmc;

        if (i < COUNT(weak))
            target.cipher_suite = weak[i];
        else
            target.driver = BMC_DRIVER_LAN;
        bmc = bmc_create(&target, &rig->clock);
        assert_false(bmc_link_encrypted(bmc));
        assert_int_equal(bmc_set_password(bmc, 2, secret, &rig->error), -1);
        assert_int_equal(rig->error.kind, ERROR_USAGE);
        bmc_destroy(bmc);
    }
    secret_free(&secret);
}

/* What is wrong with a target is said before a packet leaves. */
static void bad_targets(void **state)
{
    static const struct bmc_target targets[] = {
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = ""},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = ":623"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "127.0.0.1:"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "127.0.0.1:0"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "127.0.0.1:65536"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "127.0.0.1:6x"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "[::1"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = -1, .hostname = "[::1]623"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = 99, .hostname = "127.0.0.1"},
        {.driver = BMC_DRIVER_LAN_2_0, .cipher_suite = 273, .hostname = "127.0.0.1"},
        {.driver = BMC_DRIVER_LAN_2_0,
         .cipher_suite = -1,
         .hostname = "127.0.0.1",
         .username = "seventeen.bytes.0"},
        {.driver = BMC_DRIVER_LAN_2_0,
         .cipher_suite = -1,
         .hostname = "127.0.0.1",
         .session_timeout_ms = 1000,
         .retransmission_timeout_ms = 1000},
        {.driver = BMC_DRIVER_DEMO, .demo_faults = "#1:nosuch"},
    };
    struct bmc_rig *rig = *state;

    for (size_t i = 0; i < COUNT(targets); i++) {
        struct bmc *bmc = bmc_create(&targets[i], &rig->clock);

        rig->error.sentence[0] = '\0';
        assert_int_equal(bmc_open(bmc, &rig->error), -1);
        assert_int_equal(rig->error.kind, ERROR_USAGE);
        assert_true(strlen(rig->error.sentence) > 10);
        assert_false(bmc_is_open(bmc));
        bmc_destroy(bmc);
    }
}

static void code_texts(void **state)
{
    (void)state;
    for (int code = 0; code <= 0xff; code++)
        assert_true(strlen(bmc_code_text((uint8_t)code)) > 5);
    assert_string_equal(bmc_code_text(0xc0), "it is busy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(device_id, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(device_id_cut, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(channels, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(channel_failure, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(channel_access, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(suites, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(read_lan, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(read_lan_not_there, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(write_lan, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(write_vlan_off, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(set_in_progress, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(user_names, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(user_access, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(set_user_access, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(passwords, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(password_bounds, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(enabling, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(identify, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(ranges, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test(driver_names),
        cmocka_unit_test(workaround_names),
        cmocka_unit_test_setup_teardown(descriptions, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(unencrypted, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test_setup_teardown(bad_targets, bmc_rig_setup, bmc_rig_teardown),
        cmocka_unit_test(code_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

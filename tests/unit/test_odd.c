/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that cannot be right are named, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/ipv4.h"
#include "unit/lan.h"
#include "pages/network_odd.h"

static const struct row {
    const char *address, *netmask, *gateway;
    uint8_t mac[6];
    enum odd odd;
    const char *text;
} rows[] = {
    {"192.168.1.5", "255.255.255.0", "192.168.1.1", {0, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"192.168.1.5", "255.255.255.0", "0.0.0.0", {2, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"0.0.0.0", "0.0.0.0", "10.9.9.9", {0, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"169.254.3.4", "255.255.0.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"192.168.1.5", "255.255.255.0", "192.168.1.1", {0, 0, 0, 0, 0, 0}, ODD_MAC,
     "MAC address 00:00:00:00:00:00: not usable as an interface's address"},
    {"192.168.1.5", "255.255.255.0", "192.168.1.1", {255, 255, 255, 255, 255, 255}, ODD_MAC,
     "MAC address ff:ff:ff:ff:ff:ff: not usable as an interface's address"},
    {"0.0.0.0", "0.0.0.0", "0.0.0.0", {1, 0, 0x5e, 0, 0, 1}, ODD_MAC, NULL},
    {"255.255.255.255", "255.255.255.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_ADDRESS,
     "IPv4 Address 255.255.255.255: not usable as its address"},
    {"224.0.0.5", "255.255.255.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_ADDRESS, NULL},
    {"127.0.0.1", "255.0.0.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_ADDRESS, NULL},
    {"192.168.1.5", "0.0.0.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_NETMASK,
     "IPv4 Netmask none: no other machine can be reached with it"},
    {"192.168.1.5", "255.0.255.0", "0.0.0.0", {0, 0x25, 0x90, 1, 2, 3}, ODD_NETMASK,
     "IPv4 Netmask 255.0.255.0: its one bits are not contiguous"},
    {"192.168.1.5", "255.255.255.0", "10.9.9.9", {0, 0x25, 0x90, 1, 2, 3}, ODD_GATEWAY,
     "IPv4 Default Gateway 10.9.9.9: not in the BMC's subnet"},
    {"192.168.1.0", "255.255.255.0", "192.168.1.1", {0, 0x25, 0x90, 1, 2, 3}, ODD_ADDRESS, NULL},
    {"192.168.1.255", "255.255.255.0", "192.168.1.1", {0, 0x25, 0x90, 1, 2, 3}, ODD_ADDRESS, NULL},
    {"10.7.7.255", "255.255.0.0", "10.7.0.1", {0, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"10.7.7.4", "255.255.255.254", "10.7.7.5", {0, 0x25, 0x90, 1, 2, 3}, ODD_NOTHING, NULL},
    {"192.168.1.5", "255.255.255.0", "192.168.1.255", {0, 0x25, 0x90, 1, 2, 3},
     ODD_GATEWAY_ADDRESS, NULL},
    {"192.168.1.5", "255.255.255.0", "192.168.1.5", {0, 0x25, 0x90, 1, 2, 3},
     ODD_GATEWAY_ADDRESS, NULL},
    {"192.168.1.5", "255.255.255.0", "255.255.255.255", {0, 0x25, 0x90, 1, 2, 3},
     ODD_GATEWAY_ADDRESS, NULL},
};

static void fill(const struct row *row, struct lan *lan)
{
    memset(lan, 0, sizeof *lan);
    for (enum lan_item item = 0; item < LAN_ITEMS; item++)
        lan->state[item] = VALUE_KNOWN;
    assert_int_equal(ipv4_parse(row->address, &lan->address, NULL), IPV4_GOOD);
    assert_int_equal(ipv4_parse(row->netmask, &lan->netmask, NULL), IPV4_GOOD);
    assert_int_equal(ipv4_parse(row->gateway, &lan->gateway, NULL), IPV4_GOOD);
    memcpy(lan->mac, row->mac, sizeof lan->mac);
}

static const struct model_channel *channel_of(const struct lan *lan)
{
    static struct model_channel channel;
    struct model model;

    model_init(&model, &page_network);
    lan_to_channel(lan, &model, &channel);
    return &channel;
}

static void each_value(void **state)
{
    struct lan lan;
    char text[200];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fill(&rows[i], &lan);
        assert_int_equal(odd_next(channel_of(&lan), ODD_NOTHING), rows[i].odd);
        if (rows[i].odd == ODD_NOTHING)
            continue;
        assert_true(strlen(odd_advice(rows[i].odd)) > 0);
        odd_text(rows[i].odd, channel_of(&lan), text, sizeof text);
        if (rows[i].text != NULL)
            assert_string_equal(text, rows[i].text);
    }
}

/* All that is wrong is named, not the first thing only. */
static void none_hides_another(void **state)
{
    static const struct row row = {
        "192.168.1.5", "0.0.0.0", "255.255.255.255", {0, 0, 0, 0, 0, 0}, ODD_MAC, NULL};
    struct lan lan;

    (void)state;
    fill(&row, &lan);
    assert_int_equal(odd_next(channel_of(&lan), ODD_NOTHING), ODD_MAC);
    assert_int_equal(odd_next(channel_of(&lan), ODD_MAC), ODD_NETMASK);
    assert_int_equal(odd_next(channel_of(&lan), ODD_NETMASK), ODD_GATEWAY_ADDRESS);
    assert_int_equal(odd_next(channel_of(&lan), ODD_GATEWAY_ADDRESS), ODD_NOTHING);
    lan.netmask = ipv4_mask(24);
    assert_int_equal(ipv4_parse("10.9.9.9", &lan.gateway, NULL), IPV4_GOOD);
    assert_int_equal(odd_next(channel_of(&lan), ODD_MAC), ODD_GATEWAY);
    assert_int_equal(ipv4_parse("255.255.255.255", &lan.address, NULL), IPV4_GOOD);
    assert_int_equal(odd_next(channel_of(&lan), ODD_MAC), ODD_ADDRESS);
    assert_int_equal(odd_next(channel_of(&lan), ODD_ADDRESS), ODD_NOTHING);
}

static void what_is_not_known_is_not_odd(void **state)
{
    struct lan lan;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fill(&rows[i], &lan);
        for (enum lan_item item = 0; item < LAN_ITEMS; item++)
            lan.state[item] = VALUE_NOT_READ;
        assert_int_equal(odd_next(channel_of(&lan), ODD_NOTHING), ODD_NOTHING);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value),
        cmocka_unit_test(none_hides_another),
        cmocka_unit_test(what_is_not_known_is_not_odd),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IPv4 addresses and netmasks as numbers, and where a text goes wrong. */
#include "unit/cases.h"

#include "base/ipv4.h"

struct parse_case {
    const char *text;
    enum ipv4_fault fault;
    uint32_t address;
    size_t start, length; /* of what is wrong */
};

static const struct parse_case parses[] = {
    {"0.0.0.0", IPV4_GOOD, 0, 0, 0},
    {"255.255.255.255", IPV4_GOOD, 0xffffffff, 0, 0},
    {"192.168.1.2", IPV4_GOOD, 0xc0a80102, 0, 0},
    {"1.2.3.4", IPV4_GOOD, 0x01020304, 0, 0},
    {"10.20.30.40", IPV4_GOOD, 0x0a141e28, 0, 0},
    {"0.0.0.1", IPV4_GOOD, 1, 0, 0},
    {"128.0.0.0", IPV4_GOOD, 0x80000000, 0, 0},
    {"", IPV4_EMPTY, 0, 0, 0},
    {"a", IPV4_CHARACTER, 0, 0, 1},
    {"1.2.3.x", IPV4_CHARACTER, 0, 6, 1},
    {"1.2.3.4 ", IPV4_CHARACTER, 0, 7, 1},
    {" 1.2.3.4", IPV4_CHARACTER, 0, 0, 1},
    {"-1.2.3.4", IPV4_CHARACTER, 0, 0, 1},
    {"1.+2.3.4", IPV4_CHARACTER, 0, 2, 1},
    {"1.2.3.4/24", IPV4_CHARACTER, 0, 7, 1},
    {"300.2.3.4x", IPV4_CHARACTER, 0, 9, 1},
    {"1.2.3.\377", IPV4_CHARACTER, 0, 6, 1},
    {"1", IPV4_PARTS, 0, 0, 1},
    {"1.2.3", IPV4_PARTS, 0, 0, 5},
    {"1.2.3.4.5", IPV4_PARTS, 0, 0, 9},
    {"1.2.3.4.", IPV4_PARTS, 0, 0, 8},
    {"1..3.4", IPV4_PARTS, 0, 2, 0},
    {".1.2.3", IPV4_PARTS, 0, 0, 0},
    {"1.2.3.", IPV4_PARTS, 0, 6, 0},
    {"256.1.1.1", IPV4_TOO_LARGE, 0, 0, 3},
    {"1.1.1.300", IPV4_TOO_LARGE, 0, 6, 3},
    {"1.99999999999999999999.1.1", IPV4_TOO_LARGE, 0, 2, 20},
    {"1.0300.1.1", IPV4_TOO_LARGE, 0, 2, 4},
    {"01.1.1.1", IPV4_LEADING_ZERO, 0, 0, 2},
    {"1.1.010.1", IPV4_LEADING_ZERO, 0, 4, 3},
    {"1.1.1.00", IPV4_LEADING_ZERO, 0, 6, 2},
    {"1.1.1.0000000000001", IPV4_LEADING_ZERO, 0, 6, 13},
};

static void test_parse(void **state)
{
    const struct parse_case *row = *state;
    struct ipv4_place place = {99, 99};
    uint32_t address = 0xdeadbeef;

    assert_int_equal(ipv4_parse(row->text, &address, &place), row->fault);
    assert_int_equal(ipv4_parse(row->text, &address, NULL), row->fault);
    assert_int_equal(address, row->fault == IPV4_GOOD ? row->address : 0xdeadbeef);
    assert_int_equal(place.start, row->start);
    assert_int_equal(place.length, row->length);
}

/* What is printed is read back; every part takes 0 to 255. */
static void test_both_ways(void **state)
{
    char text[IPV4_TEXT];
    uint32_t back;

    (void)state;
    for (uint32_t part = 0; part < 256; part++) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            uint32_t address = 0x01010101 ^ part << shift;

            assert_int_equal(ipv4_parse(ipv4_print(address, text), &back, NULL), IPV4_GOOD);
            assert_int_equal(back, address);
        }
    }
}

static void test_masks(void **state)
{
    uint32_t netmask = 0;

    (void)state;
    for (unsigned prefix = 0; prefix <= 32; prefix++) {
        assert_int_equal(ipv4_mask(prefix), netmask);
        assert_int_equal(ipv4_prefix(netmask), prefix);
        netmask = netmask >> 1 | 0x80000000;
    }
    assert_int_equal(ipv4_mask(33), 0xffffffff);
    assert_int_equal(ipv4_prefix(0xff00ff00), -1);
    assert_int_equal(ipv4_prefix(0x000000ff), -1);
    assert_int_equal(ipv4_prefix(0x7fffffff), -1);
    assert_int_equal(ipv4_prefix(0xfffffffd), -1);
    assert_int_equal(ipv4_prefix(1), -1);
}

static void test_link_local(void **state)
{
    (void)state;
    assert_false(ipv4_link_local(0xa9fdffff));
    assert_true(ipv4_link_local(0xa9fe0000));
    assert_true(ipv4_link_local(0xa9feffff));
    assert_false(ipv4_link_local(0xa9ff0000));
    assert_false(ipv4_link_local(0));
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(parses); i++)
        cases_add(&cases, "parse", parses[i].text, test_parse, &parses[i]);
    cases_add(&cases, "one", "both ways", test_both_ways, NULL);
    cases_add(&cases, "one", "masks", test_masks, NULL);
    cases_add(&cases, "one", "link-local", test_link_local, NULL);
    return cases_run("ipv4", &cases);
}

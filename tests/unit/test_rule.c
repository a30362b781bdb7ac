/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for one text by itself. */
#include "unit/cases.h"

#include "base/error.h"
#include "base/ipv4.h"
#include "core/rule.h"
#include "unit/sentences.h"

struct text_case {
    const char *text;
    enum rule_verdict verdict;
    const char *part; /* of the sentence */
};

static const struct text_case addresses[] = {
    {"1.0.0.1", RULE_GOOD, ""},
    {"1.2.3.4", RULE_GOOD, ""},
    {"10.0.0.1", RULE_GOOD, ""},
    {"10.7.7.255", RULE_GOOD, ""},
    {"10.255.255.255", RULE_GOOD, ""},
    {"100.64.0.1", RULE_GOOD, ""},
    {"126.255.255.255", RULE_GOOD, ""},
    {"128.0.0.0", RULE_GOOD, ""},
    {"169.253.255.255", RULE_GOOD, ""},
    {"169.255.0.0", RULE_GOOD, ""},
    {"172.16.0.1", RULE_GOOD, ""},
    {"192.0.2.7", RULE_GOOD, ""},
    {"192.168.1.0", RULE_GOOD, ""},
    {"192.168.1.50", RULE_GOOD, ""},
    {"192.168.1.255", RULE_GOOD, ""},
    {"198.51.100.9", RULE_GOOD, ""},
    {"203.0.113.255", RULE_GOOD, ""},
    {"223.255.255.255", RULE_GOOD, ""},
    {"192.168.1.50/1", RULE_GOOD, ""},
    {"192.168.1.50/8", RULE_GOOD, ""},
    {"192.168.1.50/9", RULE_GOOD, ""},
    {"192.168.1.50/10", RULE_GOOD, ""},
    {"192.168.1.50/24", RULE_GOOD, ""},
    {"192.168.1.50/31", RULE_GOOD, ""},
    {"192.168.1.50/32", RULE_GOOD, ""},
    {"255.255.255.255/32", RULE_ERROR, "255.255.255.255 is reserved"},
    {"169.254.0.0", RULE_WARNING, "169.254.0.0 is a link-local address"},
    {"169.254.1.2", RULE_WARNING, "reached only from the same network segment"},
    {"169.254.255.255", RULE_WARNING, "link-local"},
    {"169.254.1.2/16", RULE_WARNING, "169.254.1.2 is a link-local"},
    {"", RULE_ERROR, "an address is needed, such as 192.168.1.50"},
    {"/24", RULE_ERROR, "an address is needed"},
    {"/", RULE_ERROR, "an address is needed"},
    {"0.0.0.0", RULE_ERROR, "0.0.0.0 starts with 0"},
    {"0.0.0.1", RULE_ERROR, "0.0.0.1 starts with 0"},
    {"0.1.2.3", RULE_ERROR, "starts with 0"},
    {"0.255.255.255", RULE_ERROR, "starts with 0"},
    {"127.0.0.0", RULE_ERROR, "loopback"},
    {"127.0.0.1", RULE_ERROR, "127.0.0.1 is a loopback address"},
    {"127.1.2.3/8", RULE_ERROR, "127.1.2.3 is a loopback address"},
    {"127.255.255.255", RULE_ERROR, "loopback"},
    {"224.0.0.0", RULE_ERROR, "multicast"},
    {"224.0.0.1", RULE_ERROR, "224.0.0.1 is a multicast address"},
    {"239.255.255.255", RULE_ERROR, "multicast"},
    {"240.0.0.0", RULE_ERROR, "240.0.0.0 is reserved"},
    {"240.0.0.1", RULE_ERROR, "reserved"},
    {"250.1.1.1", RULE_ERROR, "reserved"},
    {"255.255.255.255", RULE_ERROR, "reserved"},
    {"255.255.255.0", RULE_ERROR, "reserved"},
    {"300.1.1.1", RULE_ERROR, "300 is too large; each part is 0 to 255, such as 192.168.1.50."},
    {"192.168.100.300", RULE_ERROR,
     "300 is too large; each part is 0 to 255, such as 192.168.1.50."},
    {"256.1.1.1", RULE_ERROR, "256 is too large"},
    {"1.256.1.1", RULE_ERROR, "256 is too large"},
    {"1.1.256.1", RULE_ERROR, "256 is too large"},
    {"1.1.1.256", RULE_ERROR, "256 is too large"},
    {"1.1.1.999", RULE_ERROR, "999 is too large"},
    {"1.1.1.1000", RULE_ERROR, "1000 is too large"},
    {"1.1.1.4294967297", RULE_ERROR, "4294967297 is too large"},
    {"4294967296.1.1.1", RULE_ERROR, "4294967296 is too large"},
    {"1.1.1.18446744073709551617", RULE_ERROR, "18446744073709551617 is too large"},
    {"01.1.1.1", RULE_ERROR, "01 has a leading zero; write 1,"},
    {"1.01.1.1", RULE_ERROR, "01 has a leading zero"},
    {"1.1.010.1", RULE_ERROR, "010 has a leading zero; write 10,"},
    {"192.168.001.050", RULE_ERROR, "001 has a leading zero; write 1,"},
    {"00.1.1.1", RULE_ERROR, "00 has a leading zero; write 0,"},
    {"1.1.1.00", RULE_ERROR, "00 has a leading zero; write 0,"},
    {"1.1.1.000000000001", RULE_ERROR, "000000000001 has a leading zero; write 1,"},
    {"1", RULE_ERROR, "1 does not have four parts; write it like 192.168.1.50."},
    {"1.2", RULE_ERROR, "1.2 does not have four parts"},
    {"1.2.3", RULE_ERROR, "1.2.3 does not have four parts"},
    {"1.2.3.", RULE_ERROR, "1.2.3. does not have four parts"},
    {".1.2.3", RULE_ERROR, "four parts"},
    {"1..2.3", RULE_ERROR, "four parts"},
    {"1.2.3.4.", RULE_ERROR, "four parts"},
    {"1.2.3.4.5", RULE_ERROR, "1.2.3.4.5 does not have four parts"},
    {"....", RULE_ERROR, "four parts"},
    {".", RULE_ERROR, "four parts"},
    {"3232235826", RULE_ERROR, "too large"},
    {"1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16", RULE_ERROR, "four parts"},
    {" 1.2.3.4", RULE_ERROR, "it cannot contain spaces; write it like 192.168.1.50."},
    {"1.2.3.4 ", RULE_ERROR, "cannot contain spaces"},
    {"1.2. 3.4", RULE_ERROR, "cannot contain spaces"},
    {" ", RULE_ERROR, "cannot contain spaces"},
    {"\t1.2.3.4", RULE_ERROR, "cannot contain spaces"},
    {"1.2.3.4\n", RULE_ERROR, "only digits and dots"},
    {"1.2.3.4\033[31m", RULE_ERROR, "only digits and dots"},
    {"1.2.3.\302\2644", RULE_ERROR, "only digits and dots"},
    {"+1.2.3.4", RULE_ERROR, "\"+\" is not allowed; use digits and dots"},
    {"-1.2.3.4", RULE_ERROR, "\"-\""},
    {"1.2.3.-4", RULE_ERROR, "\"-\""},
    {"1.2.3.+4", RULE_ERROR, "\"+\""},
    {"1,2,3,4", RULE_ERROR, "\",\""},
    {"1.2.3.4a", RULE_ERROR, "\"a\""},
    {"0x1.2.3.4", RULE_ERROR, "\"x\""},
    {"1.2.3.0x4", RULE_ERROR, "\"x\""},
    {"1e1.2.3.4", RULE_ERROR, "\"e\""},
    {"1.2.3.4%d%n", RULE_ERROR, "\"%\""},
    {"1.2.3.4:623", RULE_ERROR, "\":\""},
    {"::1", RULE_ERROR, "\":\""},
    {"fe80::1", RULE_ERROR, "\"f\""},
    {"localhost", RULE_ERROR, "\"l\""},
    {"none", RULE_ERROR, "\"n\""},
    {"dhcp", RULE_ERROR, "\"d\""},
    {"1.2.3.4#", RULE_ERROR, "\"#\""},
    {"1.2.3.4/", RULE_ERROR, "/ is not a prefix length; use /1 to /32, such as 192.168.1.50/24."},
    {"1.2.3.4/0", RULE_ERROR, "/0 is not a prefix length"},
    {"1.2.3.4/33", RULE_ERROR, "/33 is not a prefix length"},
    {"1.2.3.4/024", RULE_ERROR, "/024 is not a prefix length"},
    {"1.2.3.4/-1", RULE_ERROR, "/-1 is not a prefix length"},
    {"1.2.3.4/+24", RULE_ERROR, "/+24 is not a prefix length"},
    {"1.2.3.4/ 24", RULE_ERROR, "/ 24 is not a prefix length"},
    {"1.2.3.4/24 ", RULE_ERROR, "/24  is not a prefix length"},
    {"1.2.3.4/24x", RULE_ERROR, "/24x is not a prefix length"},
    {"1.2.3.4//24", RULE_ERROR, "//24 is not a prefix length"},
    {"1.2.3.4/24/24", RULE_ERROR, "/24/24 is not a prefix length"},
    {"1.2.3.4/255.255.255.0", RULE_ERROR, "/255.255.255.0 is not a prefix length"},
    {"1.2.3.4/4294967304", RULE_ERROR, "/4294967304 is not a prefix length"},
    {"300.2.3.4/24", RULE_ERROR, "300 is too large"},
    {"1.2.3/24", RULE_ERROR, "1.2.3 does not have four parts"},
    {"1.2.3.4 /24", RULE_ERROR, "cannot contain spaces"},
};

static const struct text_case netmasks[] = {
    {"255.255.255.0", RULE_GOOD, ""},
    {"255.255.254.0", RULE_GOOD, ""},
    {"255.255.255.255", RULE_GOOD, ""},
    {"255.255.255.254", RULE_GOOD, ""},
    {"128.0.0.0", RULE_GOOD, ""},
    {"192.0.0.0", RULE_GOOD, ""},
    {"255.0.0.0", RULE_GOOD, ""},
    {"/1", RULE_GOOD, ""},
    {"/9", RULE_GOOD, ""},
    {"/24", RULE_GOOD, ""},
    {"/32", RULE_GOOD, ""},
    {"1", RULE_GOOD, ""},
    {"9", RULE_GOOD, ""},
    {"24", RULE_GOOD, ""},
    {"32", RULE_GOOD, ""},
    {"", RULE_ERROR, "a netmask is needed, such as 255.255.255.0 or /24."},
    {"/", RULE_ERROR, "/ is not a netmask; use /1 to /32"},
    {"0", RULE_ERROR, "0 is not a netmask; use /1 to /32"},
    {"/0", RULE_ERROR, "/0 is not a netmask"},
    {"33", RULE_ERROR, "33 is not a netmask"},
    {"/33", RULE_ERROR, "/33 is not a netmask"},
    {"64", RULE_ERROR, "64 is not a netmask"},
    {"/128", RULE_ERROR, "/128 is not a netmask"},
    {"024", RULE_ERROR, "024 is not a netmask"},
    {"/024", RULE_ERROR, "/024 is not a netmask"},
    {"/08", RULE_ERROR, "/08 is not a netmask"},
    {"00", RULE_ERROR, "00 is not a netmask"},
    {"//24", RULE_ERROR, "//24 is not a netmask"},
    {"/24/", RULE_ERROR, "/24/ is not a netmask"},
    {"/ 24", RULE_ERROR, "/ 24 is not a netmask"},
    {"/24 ", RULE_ERROR, "is not a netmask"},
    {"/-24", RULE_ERROR, "/-24 is not a netmask"},
    {"/+24", RULE_ERROR, "is not a netmask"},
    {"/2a", RULE_ERROR, "/2a is not a netmask"},
    {"/24.0", RULE_ERROR, "is not a netmask"},
    {"/255.255.255.0", RULE_ERROR, "/255.255.255.0 is not a netmask"},
    {"4294967320", RULE_ERROR, "4294967320 is not a netmask"},
    {"/4294967320", RULE_ERROR, "is not a netmask"},
    {"24 ", RULE_ERROR, "cannot contain spaces"},
    {" 24", RULE_ERROR, "cannot contain spaces"},
    {"-24", RULE_ERROR, "\"-\""},
    {"+24", RULE_ERROR, "\"+\""},
    {"24x", RULE_ERROR, "\"x\""},
    {"0.0.0.0", RULE_ERROR, "0.0.0.0 (/0) is not a subnet; use /1 to /32"},
    {"255.0.255.0", RULE_ERROR, "255.0.255.0 is not a netmask: its one bits must all come first"},
    {"255.255.0.255", RULE_ERROR, "one bits must all come first"},
    {"0.0.0.255", RULE_ERROR, "one bits must all come first"},
    {"0.255.255.255", RULE_ERROR, "one bits must all come first"},
    {"255.255.255.1", RULE_ERROR, "one bits must all come first"},
    {"255.255.255.253", RULE_ERROR, "one bits must all come first"},
    {"255.255.253.0", RULE_ERROR, "one bits must all come first"},
    {"127.255.255.255", RULE_ERROR, "one bits must all come first"},
    {"192.168.1.1", RULE_ERROR, "one bits must all come first"},
    {"255.255.255", RULE_ERROR, "255.255.255 does not have four parts"},
    {"255.255.255.", RULE_ERROR, "four parts"},
    {"255.255.255.0.0", RULE_ERROR, "four parts"},
    {"255.255.255.256", RULE_ERROR, "256 is too large; each part is 0 to 255"},
    {"255.255.255.00", RULE_ERROR, "00 has a leading zero"},
    {"255.255.0255.0", RULE_ERROR, "0255 has a leading zero"},
    {"255.255.255.0 ", RULE_ERROR, "cannot contain spaces"},
    {"255.255.255.0/24", RULE_ERROR, "\"/\" is not allowed"},
    {"ffffff00", RULE_ERROR, "\"f\""},
    {"0xffffff00", RULE_ERROR, "\"x\""},
    {"255.255.255.\033", RULE_ERROR, "only digits and dots"},
};

static const struct text_case gateways[] = {
    {"", RULE_GOOD, ""},
    {"0.0.0.0", RULE_GOOD, ""},
    {"192.168.1.1", RULE_GOOD, ""},
    {"10.0.0.254", RULE_GOOD, ""},
    {"223.255.255.254", RULE_GOOD, ""},
    {"169.254.0.1", RULE_WARNING, "link-local"},
    {"0.0.0.1", RULE_ERROR, "starts with 0"},
    {"127.0.0.1", RULE_ERROR, "loopback"},
    {"224.0.0.1", RULE_ERROR, "multicast"},
    {"240.0.0.1", RULE_ERROR, "reserved"},
    {"255.255.255.255", RULE_ERROR, "reserved"},
    {"192.168.1", RULE_ERROR, "192.168.1 does not have four parts; write it like 192.168.1.1."},
    {"192.168.1.256", RULE_ERROR, "256 is too large"},
    {"192.168.01.1", RULE_ERROR, "01 has a leading zero"},
    {"192.168.1.1 ", RULE_ERROR, "cannot contain spaces"},
    {" ", RULE_ERROR, "cannot contain spaces"},
    {"192.168.1.1/24", RULE_ERROR, "\"/\" is not allowed"},
    {"/", RULE_ERROR, "\"/\""},
    {"none", RULE_ERROR, "\"n\""},
    {"off", RULE_ERROR, "\"o\""},
    {"-", RULE_ERROR, "\"-\""},
    {"0", RULE_ERROR, "four parts"},
    {"0.0.0.00", RULE_ERROR, "leading zero"},
    {"\177", RULE_ERROR, "only digits and dots"},
};

static const struct text_case vlans[] = {
    {"", RULE_GOOD, ""},
    {"off", RULE_GOOD, ""},
    {"1", RULE_GOOD, ""},
    {"2", RULE_GOOD, ""},
    {"9", RULE_GOOD, ""},
    {"10", RULE_GOOD, ""},
    {"100", RULE_GOOD, ""},
    {"1234", RULE_GOOD, ""},
    {"4093", RULE_GOOD, ""},
    {"4094", RULE_GOOD, ""},
    {"0", RULE_ERROR, "0 means no VLAN; use 1 to 4094"},
    {"4095", RULE_ERROR, "4095 is reserved by IEEE 802.1Q; use 1 to 4094"},
    {"4096", RULE_ERROR, "4096 is too large; use 1 to 4094"},
    {"5000", RULE_ERROR, "5000 is too large"},
    {"9999", RULE_ERROR, "9999 is too large"},
    {"65537", RULE_ERROR, "65537 is too large"},
    {"4294967297", RULE_ERROR, "4294967297 is too large"},
    {"18446744073709551617", RULE_ERROR, "too large"},
    {"99999999999999999999999999999999", RULE_ERROR, "too large"},
    {"01", RULE_ERROR, "01 has a leading zero; use 1 to 4094"},
    {"001", RULE_ERROR, "001 has a leading zero"},
    {"0100", RULE_ERROR, "0100 has a leading zero"},
    {"00", RULE_ERROR, "00 has a leading zero"},
    {"04095", RULE_ERROR, "leading zero"},
    {"-1", RULE_ERROR, "-1 is not a number; use 1 to 4094"},
    {"+1", RULE_ERROR, "+1 is not a number"},
    {" 1", RULE_ERROR, "is not a number"},
    {"1 ", RULE_ERROR, "is not a number"},
    {"1.0", RULE_ERROR, "is not a number"},
    {"1e3", RULE_ERROR, "is not a number"},
    {"0x10", RULE_ERROR, "0x10 is not a number"},
    {"none", RULE_ERROR, "is not a number"},
    {"OFF", RULE_ERROR, "OFF is not a number"},
    {"of", RULE_ERROR, "is not a number"},
    {"offx", RULE_ERROR, "is not a number"},
    {"on", RULE_ERROR, "is not a number"},
    {"1,2", RULE_ERROR, "is not a number"},
    {"1\033[2J", RULE_ERROR, "1?[2J is not a number"},
};

typedef enum rule_verdict rule_function(const char *text, const char *none, char *sentence,
                                        size_t size);

static void judge_text(const struct text_case *row, enum field_id field, rule_function *rule)
{
    char sentence[ERROR_SENTENCE] = "";

    assert_int_equal(rule(row->text, "leave it empty", sentence, sizeof sentence), row->verdict);
    if (row->verdict == RULE_GOOD)
        return;
    assert_holds(sentence, row->part);
    assert_sentence(field, sentence);
}

static void test_address(void **state)
{
    judge_text(*state, FIELD_ADDRESS, rule_address);
}

static void test_netmask(void **state)
{
    judge_text(*state, FIELD_NETMASK, rule_netmask);
}

static void test_gateway(void **state)
{
    judge_text(*state, FIELD_GATEWAY, rule_gateway);
}

static void test_vlan(void **state)
{
    judge_text(*state, FIELD_VLAN, rule_vlan);
}

/* --- exhaustive ------------------------------------------------------------ */

/* Every VLAN number from 0 to 9999, against arithmetic. */
static void test_every_vlan(void **state)
{
    char text[16], sentence[ERROR_SENTENCE];

    (void)state;
    for (unsigned id = 0; id < 10000; id++) {
        bool good = id >= 1 && id <= 4094;

        snprintf(text, sizeof text, "%u", id);
        if ((rule_vlan(text, "", sentence, sizeof sentence) == RULE_GOOD) != good)
            fail_msg("VLAN %u", id);
    }
}

/* Every first octet, against the list in the rules. */
static void test_every_first_octet(void **state)
{
    char text[32], sentence[ERROR_SENTENCE];

    (void)state;
    for (unsigned first = 0; first < 300; first++) {
        bool good = first >= 1 && first <= 223 && first != 127;

        snprintf(text, sizeof text, "%u.10.20.30", first);
        if ((rule_address(text, "", sentence, sizeof sentence) == RULE_GOOD) != good)
            fail_msg("address %s", text);
        if (first != 0 && (rule_gateway(text, "", sentence, sizeof sentence) == RULE_GOOD) != good)
            fail_msg("gateway %s", text);
    }
}

/* Every prefix in its three spellings, and each dotted one with a bit turned round. */
static void test_every_prefix(void **state)
{
    char text[32], quad[IPV4_TEXT], sentence[ERROR_SENTENCE];

    (void)state;
    for (unsigned prefix = 0; prefix <= 40; prefix++) {
        bool good = prefix >= 1 && prefix <= 32;

        snprintf(text, sizeof text, "/%u", prefix);
        assert_int_equal(rule_netmask(text, "", sentence, sizeof sentence) == RULE_GOOD, good);
        assert_int_equal(rule_netmask(text + 1, "", sentence, sizeof sentence) == RULE_GOOD, good);
    }
    for (unsigned prefix = 1; prefix <= 32; prefix++) {
        uint32_t netmask = UINT32_MAX << (32 - prefix);

        ipv4_print(netmask, quad);
        assert_int_equal(rule_netmask(quad, "", sentence, sizeof sentence), RULE_GOOD);
        for (unsigned bit = 0; bit < 32; bit++) {
            bool edge = bit == 32 - prefix || bit + 1 == 32 - prefix;

            ipv4_print(netmask ^ 1u << bit, quad);
            if (!edge && rule_netmask(quad, "", sentence, sizeof sentence) == RULE_GOOD)
                fail_msg("netmask %s", quad);
        }
    }
}

/* What was typed is quoted without what a terminal would act on. */
static void test_quote(void **state)
{
    char quoted[RULE_QUOTE];

    (void)state;
    assert_string_equal(rule_quote("", quoted), "");
    assert_string_equal(rule_quote(" ~24", quoted), " ~24");
    assert_string_equal(rule_quote("a\033[2J\177\200b", quoted), "a?[2J??b");
    assert_string_equal(rule_quote("123456789012345678901234567890", quoted),
                        "12345678901234567890123");
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; i < CASES_COUNT(addresses); i++)
        cases_add(&cases, "address", addresses[i].text, test_address, &addresses[i]);
    for (size_t i = 0; i < CASES_COUNT(netmasks); i++)
        cases_add(&cases, "netmask", netmasks[i].text, test_netmask, &netmasks[i]);
    for (size_t i = 0; i < CASES_COUNT(gateways); i++)
        cases_add(&cases, "gateway", gateways[i].text, test_gateway, &gateways[i]);
    for (size_t i = 0; i < CASES_COUNT(vlans); i++)
        cases_add(&cases, "vlan", vlans[i].text, test_vlan, &vlans[i]);
    cases_add(&cases, "every", "VLAN", test_every_vlan, NULL);
    cases_add(&cases, "every", "first octet", test_every_first_octet, NULL);
    cases_add(&cases, "every", "prefix", test_every_prefix, NULL);
    cases_add(&cases, "one", "quote", test_quote, NULL);
    return cases_run("rule", &cases);
}

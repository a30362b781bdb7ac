/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rule.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "core/value.h"

#define VLAN_LAST       4094
#define EXAMPLE_ADDRESS "192.168.1.50"
#define EXAMPLE_GATEWAY "192.168.1.1"
#define EXAMPLE_NETMASK "255.255.255.0"

/* --- reading a text -------------------------------------------------------------------------- */

/* Decimal, 1 to most, no leading zero, nothing else. */
static bool rule_parse_decimal(const char *text, unsigned most, unsigned *value)
{
    unsigned result = 0;

    if (text[0] < '1' || text[0] > '9')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        result = result * 10 + (unsigned)(*text - '0');
        if (result > most)
            return false;
    }
    *value = result;
    return true;
}

bool rule_parse_netmask(const char *text, uint64_t *number)
{
    uint32_t quad = 0;
    unsigned prefix;
    bool good;

    if (rule_parse_decimal(text[0] == '/' ? text + 1 : text, 32, &prefix)) {
        *number = ipv4_mask(prefix);
        return true;
    }
    good = ipv4_parse(text, &quad, NULL) == IPV4_GOOD && ipv4_prefix(quad) >= 1;
    *number = good ? quad : 0;
    return good;
}

bool rule_parse_prefixed(const char *text, uint32_t *address, int *prefix)
{
    char quad[VALUE_TEXT];
    size_t length = strcspn(text, "/");
    unsigned number = 0;

    if (length >= sizeof quad)
        return false;
    memcpy(quad, text, length);
    quad[length] = '\0';
    if (text[length] == '/' && !rule_parse_decimal(text + length + 1, 32, &number))
        return false;
    if (ipv4_parse(quad, address, NULL) != IPV4_GOOD)
        return false;
    *prefix = text[length] == '/' ? (int)number : -1;
    return true;
}

bool rule_parse_address(const char *text, uint64_t *number)
{
    uint32_t quad = 0;
    int prefix;
    bool good = rule_parse_prefixed(text, &quad, &prefix);

    *number = quad;
    return good;
}

bool rule_parse_gateway(const char *text, uint64_t *number)
{
    uint32_t quad = 0;
    bool good = text[0] == '\0' || ipv4_parse(text, &quad, NULL) == IPV4_GOOD;

    *number = quad;
    return good;
}

bool rule_parse_vlan(const char *text, uint64_t *number)
{
    unsigned id = 0;
    bool off = text[0] == '\0' || strcmp(text, "off") == 0;
    bool good = off || rule_parse_decimal(text, VLAN_LAST, &id);

    *number = off ? 0 : VALUE_VLAN_ON | id;
    return good;
}

/* --- judging it ------------------------------------------------------------------------------ */

static bool rule_printable(char byte)
{
    return byte >= ' ' && byte <= '~';
}

static const char *rule_quote_part(const char *text, size_t length, char quoted[RULE_QUOTE])
{
    size_t i;

    for (i = 0; i < length && i < RULE_QUOTE - 1; i++)
        quoted[i] = rule_printable(text[i]) ? text[i] : '?';
    quoted[i] = '\0';
    return quoted;
}

const char *rule_quote(const char *text, char quoted[RULE_QUOTE])
{
    return rule_quote_part(text, strlen(text), quoted);
}

bool rule_host(uint32_t address)
{
    uint32_t first = address >> 24;

    return first != 0 && first != 127 && first < 224;
}

static void rule_say_character(char byte, const char *example, char *sentence, size_t size)
{
    if (byte == ' ' || byte == '\t')
        snprintf(sentence, size, _("it cannot contain spaces; write it like %s."), example);
    else if (rule_printable(byte))
        snprintf(sentence, size, _("\"%c\" is not allowed; use digits and dots, such as %s."), byte,
                 example);
    else
        snprintf(sentence, size, _("use only digits and dots, such as %s."), example);
}

static void rule_say_leading_zero(const char *part, size_t length, const char *example,
                                  char *sentence, size_t size)
{
    char wrong[RULE_QUOTE], right[RULE_QUOTE];
    size_t zeros = 0;

    while (zeros + 1 < length && part[zeros] == '0')
        zeros++;
    snprintf(sentence, size, _("%s has a leading zero; write %s, as in %s."),
             rule_quote_part(part, length, wrong),
             rule_quote_part(part + zeros, length - zeros, right), example);
}

/* The four parts of an address, netmask or gateway. */
static enum rule_verdict rule_judge_quad(const char *text, uint32_t *value, const char *example,
                                         char *sentence, size_t size)
{
    struct ipv4_place place;
    char quoted[RULE_QUOTE];

    switch (ipv4_parse(text, value, &place)) {
    case IPV4_GOOD:
        return RULE_GOOD;
    case IPV4_CHARACTER:
        rule_say_character(text[place.start], example, sentence, size);
        break;
    case IPV4_LEADING_ZERO:
        rule_say_leading_zero(text + place.start, place.length, example, sentence, size);
        break;
    case IPV4_TOO_LARGE:
        snprintf(sentence, size, _("%s is too large; each part is 0 to 255, such as %s."),
                 rule_quote_part(text + place.start, place.length, quoted), example);
        break;
    case IPV4_PARTS:
    case IPV4_EMPTY:
        snprintf(sentence, size, _("%s does not have four parts; write it like %s."),
                 rule_quote(text, quoted), example);
        break;
    }
    return RULE_ERROR;
}

static enum rule_verdict rule_judge_host(uint32_t value, const char *example, char *sentence,
                                         size_t size)
{
    uint32_t first = value >> 24;
    char quad[IPV4_TEXT];

    ipv4_print(value, quad);
    if (rule_host(value) && !ipv4_link_local(value))
        return RULE_GOOD;
    if (rule_host(value)) {
        snprintf(sentence, size,
                 _("%s is a link-local address, which can be reached only from the same network "
                   "segment."),
                 quad);
        return RULE_WARNING;
    }
    snprintf(sentence, size,
             first == 0 ? _("%s starts with 0, which no host address does; use one such as %s.")
             : first == 127
                 ? _("%s is a loopback address, which no other host can reach; use one such as %s.")
             : first < 240
                 ? _("%s is a multicast address, not a host's; use one such as %s.")
                 : _("%s is reserved, like all addresses from 240.0.0.0; use one such as %s."),
             quad, example);
    return RULE_ERROR;
}

/* The /len behind an address. */
static enum rule_verdict rule_judge_prefix(const char *tail, char *sentence, size_t size)
{
    char quoted[RULE_QUOTE];
    uint64_t netmask;

    if (strchr(tail, '.') == NULL && rule_parse_netmask(tail, &netmask))
        return RULE_GOOD;
    snprintf(sentence, size, _("%s is not a prefix length; use /1 to /32, such as %s."),
             rule_quote(tail, quoted), EXAMPLE_ADDRESS "/24");
    return RULE_ERROR;
}

enum rule_verdict rule_address(const char *text, const char *none, char *sentence, size_t size)
{
    char quad[VALUE_TEXT];
    const char *tail = strchr(text, '/');
    uint32_t value;

    (void)none;
    snprintf(quad, sizeof quad, "%.*s", tail == NULL ? VALUE_TEXT : (int)(tail - text), text);
    if (quad[0] == '\0') {
        snprintf(sentence, size, _("an address is needed, such as %s, unless DHCP is on."),
                 EXAMPLE_ADDRESS);
        return RULE_ERROR;
    }
    if (rule_judge_quad(quad, &value, EXAMPLE_ADDRESS, sentence, size) == RULE_ERROR)
        return RULE_ERROR;
    if (tail != NULL && rule_judge_prefix(tail, sentence, size) == RULE_ERROR)
        return RULE_ERROR;
    return rule_judge_host(value, EXAMPLE_ADDRESS, sentence, size);
}

enum rule_verdict rule_gateway(const char *text, const char *none, char *sentence, size_t size)
{
    uint32_t value;

    (void)none;
    if (text[0] == '\0')
        return RULE_GOOD;
    if (rule_judge_quad(text, &value, EXAMPLE_GATEWAY, sentence, size) == RULE_ERROR)
        return RULE_ERROR;
    return value == 0 ? RULE_GOOD : rule_judge_host(value, EXAMPLE_GATEWAY, sentence, size);
}

enum rule_verdict rule_netmask(const char *text, const char *none, char *sentence, size_t size)
{
    bool prefix = text[0] == '/' || text[strspn(text, "0123456789")] == '\0';
    char quoted[RULE_QUOTE];
    uint64_t number;
    uint32_t value;

    (void)none;
    if (rule_parse_netmask(text, &number))
        return RULE_GOOD;
    if (text[0] == '\0')
        snprintf(sentence, size, _("a netmask is needed, such as %s or /24."), EXAMPLE_NETMASK);
    else if (prefix)
        snprintf(sentence, size, _("%s is not a netmask; use /1 to /32, such as /24 or %s."),
                 rule_quote(text, quoted), EXAMPLE_NETMASK);
    else if (rule_judge_quad(text, &value, EXAMPLE_NETMASK, sentence, size) == RULE_ERROR)
        return RULE_ERROR;
    else if (value == 0)
        snprintf(sentence, size, _("%s (/0) is not a subnet; use /1 to /32, such as %s."),
                 rule_quote(text, quoted), EXAMPLE_NETMASK);
    else
        snprintf(sentence, size,
                 _("%s is not a netmask: its one bits must all come first, as in %s (/24)."),
                 rule_quote(text, quoted), EXAMPLE_NETMASK);
    return RULE_ERROR;
}

enum rule_verdict rule_vlan(const char *text, const char *none, char *sentence, size_t size)
{
    char quoted[RULE_QUOTE];
    uint64_t number;

    if (rule_parse_vlan(text, &number))
        return RULE_GOOD;
    rule_quote(text, quoted);
    if (text[strspn(text, "0123456789")] != '\0')
        snprintf(sentence, size, _("%s is not a number; use 1 to 4094, or %s to turn tagging off."),
                 quoted, none);
    else if (strcmp(text, "0") == 0)
        snprintf(sentence, size, _("0 means no VLAN; use 1 to 4094, or %s to turn tagging off."),
                 none);
    else if (text[0] == '0')
        snprintf(sentence, size, _("%s has a leading zero; use 1 to 4094, such as 100."), quoted);
    else if (strcmp(text, "4095") == 0)
        snprintf(sentence, size,
                 _("4095 is reserved by IEEE 802.1Q; use 1 to 4094, or %s to turn tagging off."),
                 none);
    else
        snprintf(sentence, size, _("%s is too large; use 1 to 4094, or %s to turn tagging off."),
                 quoted, none);
    return RULE_ERROR;
}

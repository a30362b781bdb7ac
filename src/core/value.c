/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/value.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/secret.h"
#include "base/text.h"
#include "bmc/types.h"

#define ADDRESS_LENGTH 18 /* room for "255.255.255.255/32", and the same width for all three */

/* --- printing -------------------------------------------------------------------------------- */

static void value_print_quad(uint64_t number, char text[VALUE_TEXT])
{
    ipv4_print((uint32_t)number, text);
}

static void value_print_number(uint64_t number, char text[VALUE_TEXT])
{
    snprintf(text, VALUE_TEXT, "%llu", (unsigned long long)number);
}

static void value_print_vlan(uint64_t number, char text[VALUE_TEXT])
{
    if ((number & VALUE_VLAN_ON) == 0)
        snprintf(text, VALUE_TEXT, "off");
    else
        value_print_number(number & VALUE_VLAN_ID, text);
}

static void value_print_mac(uint64_t number, char text[VALUE_TEXT])
{
    text[0] = '\0';
    for (int shift = 40; shift >= 0; shift -= 8)
        text_append(text, VALUE_TEXT, ":", "%02x", (unsigned)(number >> shift & 0xff));
}

/* --- the types ------------------------------------------------------------------------------- */

#define WORDS(...) .words = (const struct value_word[]){__VA_ARGS__, {0}}
#define QUAD                                                                                       \
    .length = ADDRESS_LENGTH, .unset = N_("none"), .print = value_print_quad, .bytes = 4,          \
    .bits = UINT32_MAX

/* clang-format off */
/* Numbers that IPMI reserves (5 to 15) are some way of getting an address that is none of the
 * others: "other". */
const struct value_type value_source = {
    .bytes = 1, .bits = 0x0f,
    WORDS({IP_SOURCE_UNSPECIFIED, "unspecified", N_("unspecified")},
          {IP_SOURCE_STATIC, "static", N_("static")}, {IP_SOURCE_DHCP, "dhcp", N_("DHCP")},
          {IP_SOURCE_BIOS, "bios", N_("BIOS")}, {IP_SOURCE_OTHER, "other", N_("other")})};

const struct value_type value_dhcp = {
    .form = VALUE_AS_BOOL, .bytes = 1, .bits = 0x0f,
    WORDS({IP_SOURCE_DHCP, "yes", N_("yes")}, {IP_SOURCE_STATIC, "no", N_("no")})};

const struct value_type value_address = {QUAD, .parse = rule_parse_address, .judge = rule_address};
const struct value_type value_gateway = {QUAD, .parse = rule_parse_gateway, .judge = rule_gateway};
const struct value_type value_netmask = {
    QUAD, .digits = true, .parse = rule_parse_netmask, .judge = rule_netmask};

const struct value_type value_vlan = {
    .form = VALUE_AS_NUMBER, .digits = true, .length = 4, .unset = N_("off"), .set = VALUE_VLAN_ON,
    .print = value_print_vlan, .parse = rule_parse_vlan, .judge = rule_vlan,
    .bytes = 2, .little_endian = true, .bits = VALUE_VLAN_ON | VALUE_VLAN_ID};

const struct value_type value_arp = {
    .form = VALUE_AS_BOOL, .mask = VALUE_ARP_REPLIES, .bytes = 1, .bits = 0x03,
    WORDS({VALUE_ARP_REPLIES, "on", N_("on")}, {0, "off", N_("off")})};

const struct value_type value_mac = {
    .print = value_print_mac, .bytes = BMC_MAC, .bits = 0xffffffffffff};
const struct value_type value_secret = {.length = SECRET_MAX};

/* Numbers that IPMI reserves give no access: "none". */
const struct value_type value_privilege = {
    WORDS({PRIVILEGE_CALLBACK, "callback", N_("callback")}, {PRIVILEGE_USER, "user", N_("user")},
          {PRIVILEGE_OPERATOR, "operator", N_("operator")},
          {PRIVILEGE_ADMINISTRATOR, "administrator", N_("administrator")},
          {PRIVILEGE_OEM, "oem", N_("OEM")}, {PRIVILEGE_NONE, "none", N_("no access")})};

const struct value_type value_medium = {
    WORDS({CHANNEL_MEDIUM_802_3, "802.3", N_("802.3 LAN")},
          {CHANNEL_MEDIUM_OTHER_LAN, "other", N_("other LAN")})};

const struct value_type value_identify = {
    WORDS({IDENTIFY_OFF, "off", N_("off")}, {IDENTIFY_TIMED, "timed", N_("on for a time")},
          {IDENTIFY_ON, "on", N_("on")}, {IDENTIFY_UNKNOWN, "unknown", N_("not reported")})};
/* clang-format on */

/* --- what a type makes of a number ----------------------------------------------------------- */

static uint64_t value_judged(const struct value_type *type, uint64_t number)
{
    number = type->mask == 0 ? number : number & type->mask;
    return type->meaning != NULL ? type->meaning(number) : number;
}

static const struct value_word *value_find_word(const struct value_type *type, uint64_t number)
{
    const struct value_word *word = type->words;

    while (word[1].name != NULL && word->number != value_judged(type, number))
        word++;
    return word;
}

const char *value_word(const struct value_type *type, uint64_t number)
{
    return value_find_word(type, number)->name;
}

const char *value_word_text(const struct value_type *type, uint64_t number)
{
    return _(value_find_word(type, number)->text);
}

bool value_is_set(const struct value_type *type, uint64_t number)
{
    if (type->words != NULL)
        return value_find_word(type, number) == type->words;
    return (type->set == 0 ? number : number & type->set) != 0;
}

unsigned value_choices(const struct value_type *type)
{
    unsigned count = type->choices;

    while (type->choices == 0 && type->words[count].name != NULL)
        count++;
    return count;
}

bool value_parse(const struct value_type *type, const char *text, uint64_t *number)
{
    if (type->parse != NULL)
        return type->parse(text, number);
    for (unsigned i = 0; i < value_choices(type); i++) {
        if (strcmp(type->words[i].name, text) != 0)
            continue;
        *number = type->words[i].number;
        return true;
    }
    return false;
}

uint64_t value_merge(const struct value_type *type, uint64_t held, uint64_t wanted)
{
    if (type->mask != 0)
        return (held & ~type->mask) | (wanted & type->mask);
    if (type->set != 0 && !value_is_set(type, wanted))
        return held & ~type->set;
    return wanted;
}

bool value_parse_text(const struct value_type *type, const char *text, struct value *value)
{
    size_t length = strlen(text);

    if (type->text_bytes == 0) {
        *value = (struct value){.state = VALUE_KNOWN};
        return value_parse(type, text, &value->number);
    }
    if (length > type->text_bytes)
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    *value = value_of_text(text, length);
    return true;
}

struct value value_of_text(const char *bytes, size_t length)
{
    struct value value = {.state = VALUE_KNOWN};

    assert(length <= sizeof value.text);
    memcpy(value.text, bytes, length);
    return value;
}

void value_take(const struct value_type *type, struct value *held, const struct value *wanted)
{
    uint64_t number = value_merge(type, held->number, wanted->number);

    if (type->text_bytes > 0)
        *held = *wanted;
    else
        held->number = number;
    held->state = VALUE_KNOWN;
}

void value_to_bytes(const struct value_type *type, uint64_t number, uint8_t *bytes)
{
    number &= type->bits;
    for (unsigned i = 0; i < type->bytes; i++)
        bytes[type->little_endian ? i : type->bytes - 1 - i] = (uint8_t)(number >> 8 * i);
}

uint64_t value_from_bytes(const struct value_type *type, const uint8_t *bytes)
{
    uint64_t number = 0;

    for (unsigned i = 0; i < type->bytes; i++)
        number |= (uint64_t)bytes[type->little_endian ? i : type->bytes - 1 - i] << 8 * i;
    return number & type->bits;
}

/* --- values ---------------------------------------------------------------------------------- */

bool value_known(const struct value *value)
{
    return value->state == VALUE_KNOWN;
}

bool value_told(const struct value_type *type, const struct value *value)
{
    return value_known(value) && !(type->zero_untold && (value->number & type->mask) == 0);
}

bool value_missing(const struct value *value)
{
    return value->state == VALUE_NOT_AVAILABLE || value->state == VALUE_NOT_READ;
}

static bool value_same_number(const struct value_type *type, uint64_t one, uint64_t other)
{
    one = value_judged(type, one);
    other = value_judged(type, other);
    if (type->words != NULL) {
        const struct value_word *word = value_find_word(type, one);

        /* What no word can choose may be many numbers. */
        return word == value_find_word(type, other) &&
               (type->choices == 0 || word < type->words + type->choices || one == other);
    }
    return one == other || (!value_is_set(type, one) && !value_is_set(type, other));
}

bool value_same(const struct value_type *type, const struct value *one, const struct value *other)
{
    if (!value_known(one) || !value_known(other))
        return false;
    return type->text_bytes > 0 ? memcmp(one->text, other->text, sizeof one->text) == 0
                                : value_same_number(type, one->number, other->number);
}

static bool value_holds(const struct value_type *type, const struct value *value)
{
    return type->text_bytes > 0 ? value->text[0] != '\0' : value_is_set(type, value->number);
}

/* As what a BMC holds may be any bytes. */
static void value_print_bytes(const struct value *value, char text[VALUE_TEXT])
{
    size_t length = strnlen(value->text, sizeof value->text);

    for (size_t i = 0; i < length; i++)
        text[i] = value->text[i] >= ' ' && value->text[i] <= '~' ? value->text[i] : '?';
    text[length] = '\0';
}

const char *value_log(const struct value_type *type, const struct value *value,
                      char text[VALUE_TEXT])
{
    if (!value_told(type, value))
        snprintf(text, VALUE_TEXT, "unknown");
    else if (type->text_bytes > 0 && !value_holds(type, value))
        snprintf(text, VALUE_TEXT, "none");
    else if (type->text_bytes > 0)
        value_print_bytes(value, text);
    else if (type->words != NULL)
        snprintf(text, VALUE_TEXT, "%s", value_word(type, value->number));
    else
        type->print(value->number, text);
    return text;
}

const char *value_key(const struct value_type *type, const struct value *value,
                      char text[VALUE_TEXT])
{
    text[0] = '\0';
    if (type->form != VALUE_AS_TEXT || type->unset == NULL || value_holds(type, value))
        value_log(type, value, text);
    return text;
}

const char *value_print(const struct value_type *type, const struct value *value,
                        char text[VALUE_TEXT])
{
    const char *words = NULL;

    if (!value_known(value))
        words = value->state == VALUE_NOT_AVAILABLE ? _("not available")
                : value->state == VALUE_NOT_READ    ? _("not read")
                                                    : "";
    else if (!value_told(type, value))
        words = "?";
    else if (type->words != NULL)
        words = value_word_text(type, value->number);
    else if (type->unset != NULL && !value_holds(type, value))
        words = _(type->unset);
    if (words != NULL)
        snprintf(text, VALUE_TEXT, "%s", words);
    else if (type->text_bytes > 0)
        value_print_bytes(value, text);
    else
        type->print(value->number, text);
    return text;
}

const char *value_field(const struct value_type *type, const struct value *value,
                        char text[VALUE_TEXT])
{
    text[0] = '\0';
    if (!value_known(value) || type->unset == NULL || value_holds(type, value))
        value_print(type, value, text);
    return text;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ipv4.h"

#include <stdio.h>
#include <string.h>

static enum ipv4_fault ipv4_fault_at(struct ipv4_place *place, size_t start, size_t length,
                                     enum ipv4_fault fault)
{
    if (place != NULL) {
        place->start = start;
        place->length = length;
    }
    return fault;
}

static enum ipv4_fault ipv4_parse_part(const char *part, size_t length, unsigned *value)
{
    *value = 0;
    if (length == 0)
        return IPV4_PARTS;
    for (size_t i = 0; i < length; i++) {
        if (*value <= 255)
            *value = *value * 10 + (unsigned)(part[i] - '0');
    }
    if (*value > 255)
        return IPV4_TOO_LARGE;
    if (length > 1 && part[0] == '0')
        return IPV4_LEADING_ZERO;
    return IPV4_GOOD;
}

enum ipv4_fault ipv4_parse(const char *text, uint32_t *address, struct ipv4_place *place)
{
    size_t length = strlen(text), good = strspn(text, "0123456789."), start = 0;
    uint32_t result = 0;

    if (length == 0)
        return ipv4_fault_at(place, 0, 0, IPV4_EMPTY);
    if (good < length)
        return ipv4_fault_at(place, good, 1, IPV4_CHARACTER);
    for (int part = 0; part < 4; part++) {
        size_t digits = strspn(text + start, "0123456789");
        unsigned value;
        enum ipv4_fault fault = ipv4_parse_part(text + start, digits, &value);

        if (fault != IPV4_GOOD)
            return ipv4_fault_at(place, start, digits, fault);
        result = result << 8 | value;
        start += digits;
        if (part < 3 && text[start++] != '.')
            return ipv4_fault_at(place, 0, length, IPV4_PARTS);
    }
    if (text[start] != '\0')
        return ipv4_fault_at(place, 0, length, IPV4_PARTS);
    *address = result;
    return ipv4_fault_at(place, 0, 0, IPV4_GOOD);
}

const char *ipv4_print(uint32_t address, char text[IPV4_TEXT])
{
    snprintf(text, IPV4_TEXT, "%u.%u.%u.%u", (unsigned)(address >> 24 & 255),
             (unsigned)(address >> 16 & 255), (unsigned)(address >> 8 & 255),
             (unsigned)(address & 255));
    return text;
}

uint32_t ipv4_mask(unsigned prefix)
{
    return prefix == 0 ? 0 : UINT32_MAX << (32 - (prefix > 32 ? 32 : prefix));
}

int ipv4_prefix(uint32_t netmask)
{
    for (unsigned prefix = 0; prefix <= 32; prefix++) {
        if (ipv4_mask(prefix) == netmask)
            return (int)prefix;
    }
    return -1;
}

bool ipv4_link_local(uint32_t address)
{
    return address >> 16 == 0xa9fe;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts into values. */
#include <string.h>

#include "base/ipv4.h"
#include "core/edit.h"

/* Decimal, 1 to maximum, no leading zero, nothing else. */
static bool parse_number(const char *text, unsigned maximum, unsigned *value)
{
    unsigned result = 0;

    if (text[0] < '1' || text[0] > '9')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        result = result * 10 + (unsigned)(*text - '0');
        if (result > maximum)
            return false;
    }
    *value = result;
    return true;
}

bool edit_parse_netmask(const char *text, uint32_t *netmask)
{
    uint32_t quad;
    unsigned prefix;

    if (parse_number(text[0] == '/' ? text + 1 : text, 32, &prefix)) {
        *netmask = ipv4_mask(prefix);
        return true;
    }
    if (ipv4_parse(text, &quad, NULL) != IPV4_GOOD || ipv4_prefix(quad) < 1)
        return false;
    *netmask = quad;
    return true;
}

bool edit_parse_address(const char *text, uint32_t *address, int *prefix)
{
    char quad[FIELD_TEXT];
    size_t length = strcspn(text, "/");
    unsigned number = 0;

    if (length >= sizeof quad)
        return false;
    memcpy(quad, text, length);
    quad[length] = '\0';
    if (text[length] == '/' && !parse_number(text + length + 1, 32, &number))
        return false;
    if (ipv4_parse(quad, address, NULL) != IPV4_GOOD)
        return false;
    *prefix = text[length] == '/' ? (int)number : -1;
    return true;
}

bool edit_parse_vlan(const char *text, uint16_t *id)
{
    unsigned number = 0;

    if (text[0] != '\0' && strcmp(text, "off") != 0 && !parse_number(text, 4094, &number))
        return false;
    *id = (uint16_t)number;
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/here.h"

#include <string.h>

#include "base/system.h"

static void here_reverse(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length / 2; i++) {
        uint8_t byte = bytes[i];

        bytes[i] = bytes[length - 1 - i];
        bytes[length - 1 - i] = byte;
    }
}

static void here_swap_parts(uint8_t uuid[BMC_GUID])
{
    here_reverse(uuid, 4);
    here_reverse(uuid + 4, 2);
    here_reverse(uuid + 6, 2);
}

bool here_same_uuid(const uint8_t guid[BMC_GUID], const uint8_t uuid[BMC_GUID])
{
    uint8_t other[BMC_GUID];

    memcpy(other, uuid, BMC_GUID);
    for (int i = 0; i < 2; i++) {
        if (memcmp(guid, other, BMC_GUID) == 0)
            return true;
        here_reverse(other, BMC_GUID);
        if (memcmp(guid, other, BMC_GUID) == 0)
            return true;
        here_reverse(other, BMC_GUID);
        here_swap_parts(other);
    }
    return false;
}

/* Boards that were never given one have all zeros or all ones. */
static bool here_is_set(const uint8_t uuid[BMC_GUID])
{
    for (size_t i = 1; i < BMC_GUID; i++)
        if (uuid[i] != uuid[0])
            return true;
    return false;
}

/* 32 digits, with hyphens wherever they like. */
static bool here_parse_uuid(const char *text, uint8_t uuid[BMC_GUID])
{
    size_t digits = 0;

    memset(uuid, 0, BMC_GUID);
    for (; *text != '\0' && *text != '\n'; text++) {
        const char *hex = "0123456789abcdef", *at;

        if (*text == '-')
            continue;
        at = strchr(hex, *text >= 'A' && *text <= 'F' ? *text - 'A' + 'a' : *text);
        if (at == NULL || digits == 2 * BMC_GUID)
            return false;
        uuid[digits / 2] = (uint8_t)(uuid[digits / 2] << 4 | (at - hex));
        digits++;
    }
    return digits == 2 * BMC_GUID;
}

static bool here_find_uuid(const char *root, uint8_t uuid[BMC_GUID])
{
    char text[64];

    return here_parse_uuid(system_uuid(root, text, sizeof text), uuid) && here_is_set(uuid);
}

bool here_has_guid(const char *root, const uint8_t guid[BMC_GUID])
{
    uint8_t uuid[BMC_GUID];

    return here_find_uuid(root, uuid) && here_same_uuid(guid, uuid);
}

enum here here_find(struct bmc *bmc, const char *root)
{
    uint8_t uuid[BMC_GUID], guid[BMC_GUID];

    if (bmc_is_demo(bmc))
        return HERE_NO;
    if (!bmc_over_lan(bmc))
        return HERE_INBAND;
    if (!here_find_uuid(root, uuid) || bmc_get_guid(bmc, guid, NULL) != 0)
        return HERE_NO;
    return here_same_uuid(guid, uuid) ? HERE_UUID : HERE_NO;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes, and messages made of them (IPMI 2.0, 13.8). */
#include <assert.h>
#include <string.h>

#include "rmcp/rmcp_own.h"

#define MESSAGE_SHORTEST 7
#define BMC_ADDRESS      0x20

void rmcp_put(struct rmcp_bytes *bytes, const void *data, size_t length)
{
    assert(length <= sizeof(bytes->at) - bytes->length);
    if (length > 0)
        memcpy(bytes->at + bytes->length, data, length);
    bytes->length += length;
}

void rmcp_put_byte(struct rmcp_bytes *bytes, uint8_t byte)
{
    rmcp_put(bytes, &byte, 1);
}

void rmcp_put_number(struct rmcp_bytes *bytes, uint32_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        rmcp_put_byte(bytes, (uint8_t)(number >> 8 * i));
}

uint32_t rmcp_number(const uint8_t *bytes, unsigned size)
{
    uint32_t number = 0;

    for (unsigned i = size; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

static uint8_t check_byte(const uint8_t *bytes, size_t length)
{
    unsigned sum = 0;

    for (size_t i = 0; i < length; i++)
        sum += bytes[i];
    return (uint8_t)-sum;
}

bool rmcp_message_read(const uint8_t *bytes, size_t length, struct rmcp_message *message)
{
    if (length < MESSAGE_SHORTEST || check_byte(bytes, 3) != 0 ||
        check_byte(bytes + 3, length - 3) != 0)
        return false;
    *message = (struct rmcp_message){
        .netfn = bytes[1] >> 2,
        .lun = bytes[1] & 3,
        .console = bytes[3],
        .sequence = bytes[4] >> 2,
        .console_lun = bytes[4] & 3,
        .command = bytes[5],
        .data = bytes + 6,
        .length = length - MESSAGE_SHORTEST,
    };
    return true;
}

void rmcp_message_write(const struct rmcp_message *request, const struct rmcp_bytes *answer,
                        struct rmcp_bytes *bytes)
{
    size_t start = bytes->length;

    rmcp_put_byte(bytes, request->console);
    rmcp_put_byte(bytes, (uint8_t)((request->netfn | 1) << 2 | request->console_lun));
    rmcp_put_byte(bytes, check_byte(bytes->at + start, 2));
    rmcp_put_byte(bytes, BMC_ADDRESS);
    rmcp_put_byte(bytes, (uint8_t)(request->sequence << 2 | request->lun));
    rmcp_put_byte(bytes, request->command);
    rmcp_put(bytes, answer->at, answer->length);
    rmcp_put_byte(bytes, check_byte(bytes->at + start + 3, bytes->length - start - 3));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Channel Cipher Suites (22.15). */
#include "demo/demo_internal.h"

#define SUITE_RECORD 0xC0
#define SUITES_PART  16 /* bytes of the list in one answer */
#define SUITES_LIST  (DEMO_SUITES * 5)

/* Authentication, integrity, confidentiality of each id (table 22-20). */
static const uint8_t suites[20][3] = {
    {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 2}, {1, 1, 3}, {2, 0, 0},
    {2, 2, 0}, {2, 2, 1}, {2, 2, 2}, {2, 2, 3}, {2, 3, 0}, {2, 3, 1}, {2, 3, 2},
    {2, 3, 3}, {3, 0, 0}, {3, 4, 0}, {3, 4, 1}, {3, 4, 2}, {3, 4, 3},
};

static size_t cipher_put(uint8_t id, uint8_t *list)
{
    const uint8_t *algorithms = suites[id < 20 ? id : 0];

    list[0] = SUITE_RECORD;
    list[1] = id;
    list[2] = algorithms[0];
    list[3] = 0x40 | algorithms[1];
    list[4] = 0x80 | algorithms[2];
    return 5;
}

static uint8_t cipher_suites(struct demo_request *request)
{
    uint8_t code, list[SUITES_LIST];
    const struct demo_channel *channel =
        demo_channel_find(request->demo, request->data[0], 0xF0, &code);
    size_t length = 0, from = (size_t)(request->data[2] & 0x3F) * SUITES_PART;

    if (!channel)
        return code;
    if (!demo_channel_is_lan(channel) || !(request->data[2] & 0x80))
        return CODE_INVALID_FIELD;
    for (size_t i = 0; i < channel->lan.cipher_count && i < DEMO_SUITES; i++)
        length += cipher_put(channel->lan.ciphers[i + 1], list + length);
    demo_put_byte(request, (uint8_t)demo_channel_number(request->demo, channel));
    if (from < length)
        demo_put(request, list + from,
                 length - from < SUITES_PART ? length - from : SUITES_PART);
    return CODE_OK;
}

const struct demo_command demo_cipher_commands[] = {
    {"cipher-suites", NETFN_APP, 0x54, 3, 3, DEMO_READS, cipher_suites,
     {.argument = {2, 0x3F}, .channel = {0, 0x0F}}},
    {0},
};

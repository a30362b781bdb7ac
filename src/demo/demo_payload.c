/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which payloads a channel has and who may use them (24.6 to 24.8), and what a login is asked for
 * (22.13). */
#include "demo/demo_internal.h"

#define OPERATION_MASK 0xC0
#define DISABLE        0x40 /* the payloads that are named; 00h: enables them */
#define PAYLOAD_SOL    0x02

/* NULL: *code says why. */
static struct demo_user *payload_find(const struct demo_request *request, uint8_t reserved,
                                      unsigned *number, uint8_t *code)
{
    struct demo_user *user = demo_user_find_on_channel(request, 0xF0, reserved, number, code);

    if (request->demo->options.payload_code != CODE_OK)
        *code = (uint8_t)request->demo->options.payload_code;
    return *code == CODE_OK ? user : NULL;
}

static uint8_t payload_set(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const uint8_t *data = request->data;
    unsigned number;
    uint8_t code;
    struct demo_user *user = payload_find(request, 0x80, &number, &code);

    if (!user)
        return code;
    if (options->payload_set > 0)
        return (uint8_t)options->payload_set;
    if (data[2] & ~PAYLOAD_SOL)
        return CODE_INVALID_FIELD;
    if (options->payload_set == DEMO_IGNORED)
        return CODE_OK;
    if ((data[1] & OPERATION_MASK) == DISABLE)
        user->payloads[number] &= (uint8_t)~data[2];
    else
        user->payloads[number] |= data[2];
    return CODE_OK;
}

static uint8_t payload_get(struct demo_request *request)
{
    unsigned number;
    uint8_t code;
    const struct demo_user *user = payload_find(request, 0xC0, &number, &code);

    if (!user)
        return code;
    demo_put(request, (const uint8_t[]){user->payloads[number], 0, 0, 0}, 4);
    return CODE_OK;
}

/* IPMI messages, serial over LAN, and the setup of sessions. */
static uint8_t payload_support(struct demo_request *request)
{
    static const uint8_t has[8] = {0x03, 0x00, 0x0F};
    uint8_t code;
    const struct demo_channel *channel =
        demo_channel_find(request->demo, request->data[0], 0xF0, &code);

    if (!channel)
        return code;
    if (request->demo->options.payload_code != CODE_OK)
        return (uint8_t)request->demo->options.payload_code;
    demo_put(request, has, sizeof(has));
    return CODE_OK;
}

/* --- Get Channel Authentication Capabilities ------------------------------------------- */

#define HAS_2_0 0x80

#define AUTH_OFF 0x18 /* per message, user level: the same bits in the channel's settings */

enum { ANONYMOUS = 1, NULL_NAMES = 2, NAMES = 4 };

/* Bits 2-0 of the status: which kinds of users could log in on this channel. */
static uint8_t auth_users(const struct demo_state *state, unsigned channel)
{
    uint8_t kinds = 0;

    for (unsigned i = 1; i <= state->user_count; i++) {
        const struct demo_user *user = &state->users[i];

        if (!user->enabled || !(user->access[channel] & DEMO_MESSAGING))
            continue;
        if (user->name[0] != 0)
            kinds |= NAMES;
        else
            kinds |= user->password.size > 0 ? NULL_NAMES : ANONYMOUS;
    }
    return kinds;
}

/* The answer over an open session, or from the machine; a login's own is made up elsewhere. */
static uint8_t auth_caps(struct demo_request *request)
{
    struct demo_state *state = &request->demo->state;
    uint8_t code, level = request->data[1], off;
    unsigned number;
    const struct demo_channel *channel =
        demo_channel_find(request->demo, request->data[0], 0x70, &code);

    if (!channel)
        return code;
    if (!demo_channel_is_lan(channel))
        channel = demo_channel_first_lan(state);
    if (level < 1 || level > 4)
        return CODE_INVALID_FIELD;
    number = demo_channel_number(request->demo, channel);
    demo_put_byte(request, (uint8_t)number);
    demo_put_byte(request, (uint8_t)(HAS_2_0 | channel->lan.auth_enables[level - 1]));
    off = channel->active.settings & AUTH_OFF;
    demo_put_byte(request, auth_users(state, number) | off);
    demo_put(request, (const uint8_t[]){0x03, 0, 0, 0, 0}, 5);
    return CODE_OK;
}

#define PAYLOAD_PICKS {.argument = {1, 0x3F}, .channel = {0, 0x0F}, .user = {1, 0x3F}}
#define CHANNEL_PICKS {.argument = {0, 0x0F}, .channel = {0, 0x0F}}

const struct demo_command demo_payload_commands[] = {
    {"payload-set", NETFN_APP, 0x4C, 6, 6, DEMO_WRITES, payload_set, PAYLOAD_PICKS},
    {"payload-get", NETFN_APP, 0x4D, 2, 2, DEMO_READS, payload_get, PAYLOAD_PICKS},
    {"payloads", NETFN_APP, 0x4E, 1, 1, DEMO_READS, payload_support, CHANNEL_PICKS},
    {"auth-caps", NETFN_APP, 0x38, 2, 2, DEMO_READS, auth_caps, CHANNEL_PICKS},
    {0},
};

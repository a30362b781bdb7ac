/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Set and Get Channel Access, Get Channel Info (22.22 to 22.24). */
#include "demo/demo_internal.h"

#define CHANNEL_THIS   0x0E
#define CHANNEL_SYSTEM 0x0F
#define SET_NOTHING    0
#define SET_KEPT       1
#define SET_ACTIVE     2

bool demo_channel_is_lan(const struct demo_channel *channel)
{
    return channel->present &&
           (channel->medium == MEDIUM_802_3 || channel->medium == MEDIUM_OTHER_LAN);
}

unsigned demo_channel_number(const struct demo_bmc *demo, const struct demo_channel *channel)
{
    return (unsigned)(channel - demo->state.channels);
}

struct demo_channel *demo_channel_first_lan(struct demo_state *state)
{
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (demo_channel_is_lan(&state->channels[i]))
            return &state->channels[i];
    }
    return &state->channels[1];
}

struct demo_channel *demo_channel_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                       uint8_t *code)
{
    unsigned number = byte & 0x0F;

    *code = CODE_INVALID_FIELD;
    if (byte & reserved)
        return NULL;
    if (number == CHANNEL_THIS)
        number = CHANNEL_SYSTEM;
    *code = demo->options.no_channel_code;
    if (!demo->state.channels[number].present)
        return NULL;
    *code = CODE_OK;
    return &demo->state.channels[number];
}

static uint8_t channel_info(struct demo_request *request)
{
    uint8_t code, bytes[] = {0, 0, 0, 0, 0xF2, 0x1B, 0x00, 0, 0}; /* IPMI's own vendor: 7154 */
    const struct demo_channel *channel =
        demo_channel_find(request->demo, request->data[0], 0xF0, &code);

    if (!channel)
        return code;
    bytes[0] = (uint8_t)demo_channel_number(request->demo, channel);
    bytes[1] = channel->medium;
    bytes[2] = channel->protocol;
    bytes[3] = (uint8_t)(channel->sessions << 6);
    bytes[7] = bytes[8] = channel->medium == MEDIUM_SYSTEM ? 0xFF : 0x00; /* no interrupts */
    demo_put(request, bytes, sizeof(bytes));
    return CODE_OK;
}

/* NULL for any other value. */
static struct demo_access *channel_access(struct demo_channel *channel, unsigned which)
{
    return which == SET_KEPT ? &channel->kept : which == SET_ACTIVE ? &channel->active : NULL;
}

static uint8_t channel_get_access(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const uint8_t *data = request->data;
    uint8_t code;
    struct demo_channel *channel = demo_channel_find(request->demo, data[0], 0xF0, &code);
    const struct demo_access *access = channel ? channel_access(channel, data[1] >> 6) : NULL;

    if (!channel && (data[0] & 0xF0) == 0 && options->absent_access != CODE_OK)
        return options->absent_access;
    if (!channel)
        return code;
    if ((data[1] & 0x3F) || !access)
        return CODE_INVALID_FIELD;
    if (!demo_channel_is_lan(channel))
        return options->access_no_session;
    demo_put_byte(request, access->settings);
    demo_put_byte(request, access->privilege);
    return CODE_OK;
}

/* The whole request is checked before any of it takes effect. */
static uint8_t channel_check_access(const uint8_t *data)
{
    unsigned set = data[1] >> 6, mode = data[1] & 7;
    unsigned set_privilege = data[2] >> 6, privilege = data[2] & 0x0F;

    if (set > SET_ACTIVE || set_privilege > SET_ACTIVE || (data[2] & 0x30))
        return CODE_INVALID_FIELD;
    if (set_privilege != SET_NOTHING && (privilege < 1 || privilege > 5))
        return CODE_INVALID_FIELD;
    if (set != SET_NOTHING && mode > 3)
        return CODE_INVALID_FIELD;
    if (set != SET_NOTHING && mode != 0 && mode != 2)
        return CODE_ACCESS_MODE; /* pre-boot only, shared: for serial channels */
    return CODE_OK;
}

static uint8_t channel_set_access(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const uint8_t *data = request->data;
    uint8_t code;
    struct demo_channel *channel = demo_channel_find(request->demo, data[0], 0xF0, &code);

    if (options->set_access != CODE_OK)
        return options->set_access;
    if (!channel)
        return code;
    if (!demo_channel_is_lan(channel))
        return CODE_SESSIONLESS;
    code = channel_check_access(data);
    if (code != CODE_OK)
        return code;
    if (data[1] >> 6 != SET_NOTHING)
        channel_access(channel, data[1] >> 6)->settings = data[1] & 0x3F;
    if (data[2] >> 6 != SET_NOTHING)
        channel_access(channel, data[2] >> 6)->privilege = data[2] & 0x0F;
    if (options->nv_sets_volatile && data[1] >> 6 == SET_KEPT)
        channel->active = channel->kept;
    return CODE_OK;
}

#define CHANNEL_PICKS {.argument = {0, 0x0F}, .channel = {0, 0x0F}}

const struct demo_command demo_channel_commands[] = {
    {"channel-access-set", NETFN_APP, 0x40, 3, 3, DEMO_WRITES, channel_set_access, CHANNEL_PICKS},
    {"channel-access-get", NETFN_APP, 0x41, 2, 2, DEMO_READS, channel_get_access, CHANNEL_PICKS},
    {"channel-info", NETFN_APP, 0x42, 1, 1, DEMO_READS, channel_info, CHANNEL_PICKS},
    {0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get Channel Info, Set and Get Channel Access (22.22 to 22.24), Get Channel Cipher Suites
 * (22.15). */
#include <string.h>

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

unsigned demo_channel_first_lan(const struct demo_state *state)
{
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (demo_channel_is_lan(&state->channels[i]))
            return i;
    }
    return 1;
}

struct demo_channel *demo_channel_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                       uint8_t *code)
{
    unsigned number = byte & 0x0F;

    if (byte & reserved) {
        *code = CODE_INVALID_FIELD;
        return NULL;
    }
    if (number == CHANNEL_THIS)
        number = CHANNEL_SYSTEM;
    if (!demo->state.channels[number].present) {
        *code = demo->options.no_channel_code;
        return NULL;
    }
    return &demo->state.channels[number];
}

uint8_t demo_channel_info(struct demo_bmc *demo, const struct demo_request *request,
                          struct demo_answer *answer)
{
    static const uint8_t ipmi_vendor[3] = {0xF2, 0x1B, 0x00}; /* 7154 */
    uint8_t code;
    const struct demo_channel *channel = demo_channel_find(demo, request->data[0], 0xF0, &code);
    uint8_t extra;

    if (!channel)
        return code;
    extra = channel->medium == MEDIUM_SYSTEM ? 0xFF : 0x00; /* no interrupts */
    demo_put_byte(answer, (uint8_t)demo_channel_number(demo, channel));
    demo_put_byte(answer, channel->medium);
    demo_put_byte(answer, channel->protocol);
    demo_put_byte(answer, (uint8_t)(channel->sessions << 6));
    demo_put(answer, ipmi_vendor, sizeof(ipmi_vendor));
    demo_put_byte(answer, extra);
    demo_put_byte(answer, extra);
    return CODE_OK;
}

static uint8_t absent_access(const struct demo_bmc *demo)
{
    const struct demo_options *options = &demo->options;

    return options->absent_access != CODE_OK ? options->absent_access : options->no_channel_code;
}

uint8_t demo_channel_get_access(struct demo_bmc *demo, const struct demo_request *request,
                                struct demo_answer *answer)
{
    uint8_t code;
    const struct demo_channel *channel = demo_channel_find(demo, request->data[0], 0xF0, &code);
    unsigned which = request->data[1] >> 6;
    const struct demo_access *access;

    if (!channel)
        return (request->data[0] & 0xF0) == 0 ? absent_access(demo) : code;
    if ((request->data[1] & 0x3F) || (which != SET_KEPT && which != SET_ACTIVE))
        return CODE_INVALID_FIELD;
    if (!demo_channel_is_lan(channel))
        return demo->options.access_no_session;
    access = which == SET_KEPT ? &channel->kept : &channel->active;
    demo_put_byte(answer, access->settings);
    demo_put_byte(answer, access->privilege);
    return CODE_OK;
}

/* The whole request is checked before any of it is done. */
static uint8_t check_access(const uint8_t *data)
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

uint8_t demo_channel_set_access(struct demo_bmc *demo, const struct demo_request *request,
                                struct demo_answer *answer)
{
    const uint8_t *data = request->data;
    uint8_t code;
    struct demo_channel *channel = demo_channel_find(demo, data[0], 0xF0, &code);

    (void)answer;
    if (demo->options.set_access != CODE_OK)
        return demo->options.set_access;
    if (!channel)
        return code;
    if (!demo_channel_is_lan(channel))
        return CODE_SESSIONLESS;
    code = check_access(data);
    if (code != CODE_OK)
        return code;
    if (data[1] >> 6 == SET_KEPT)
        channel->kept.settings = data[1] & 0x3F;
    else if (data[1] >> 6 == SET_ACTIVE)
        channel->active.settings = data[1] & 0x3F;
    if (data[2] >> 6 == SET_KEPT)
        channel->kept.privilege = data[2] & 0x0F;
    else if (data[2] >> 6 == SET_ACTIVE)
        channel->active.privilege = data[2] & 0x0F;
    if (demo->options.nv_sets_volatile && data[1] >> 6 == SET_KEPT)
        channel->active = channel->kept;
    return CODE_OK;
}

/* --- cipher suites ----------------------------------------------------------- */

#define SUITE_RECORD 0xC0
#define SUITES_PART  16 /* bytes of the list in one answer */
#define SUITES_LIST  (DEMO_SUITES * 5)

/* Authentication, integrity, confidentiality of each id (table 22-20). */
static const uint8_t suites[20][3] = {
    {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 2}, {1, 1, 3}, {2, 0, 0},
    {2, 2, 0}, {2, 2, 1}, {2, 2, 2}, {2, 2, 3}, {2, 3, 0}, {2, 3, 1}, {2, 3, 2},
    {2, 3, 3}, {3, 0, 0}, {3, 4, 0}, {3, 4, 1}, {3, 4, 2}, {3, 4, 3},
};

static size_t put_suite(uint8_t id, uint8_t *list)
{
    const uint8_t *algorithms = suites[id < 20 ? id : 0];

    list[0] = SUITE_RECORD;
    list[1] = id;
    list[2] = algorithms[0];
    list[3] = 0x40 | algorithms[1];
    list[4] = 0x80 | algorithms[2];
    return 5;
}

uint8_t demo_channel_suites(struct demo_bmc *demo, const struct demo_request *request,
                            struct demo_answer *answer)
{
    uint8_t code, list[SUITES_LIST];
    const struct demo_channel *channel = demo_channel_find(demo, request->data[0], 0xF0, &code);
    size_t length = 0, from = (size_t)(request->data[2] & 0x3F) * SUITES_PART;

    if (!channel)
        return code;
    if (!demo_channel_is_lan(channel) || !(request->data[2] & 0x80))
        return CODE_INVALID_FIELD;
    for (size_t i = 0; i < channel->lan.cipher_count && i < DEMO_SUITES; i++)
        length += put_suite(channel->lan.ciphers[i + 1], list + length);
    demo_put_byte(answer, (uint8_t)demo_channel_number(demo, channel));
    if (from < length)
        demo_put(answer, list + from,
                 length - from < SUITES_PART ? length - from : SUITES_PART);
    return CODE_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users: access on a channel, names (22.26 to 22.29). */
#include <string.h>

#include "demo/demo_internal.h"

#define CHANGE_BITS    0x80
#define ACCESS_BITS    0x70
#define PRIVILEGE_NONE 15

static const char empty_user[DEMO_USER_NAME] = "(Empty User)";

/* --- access ------------------------------------------------------------------ */

struct demo_user *demo_user_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                 uint8_t *code)
{
    unsigned number = byte & 0x3F;

    *code = CODE_INVALID_FIELD;
    if (byte & reserved)
        return NULL;
    *code = demo->options.user_range;
    if (number < 1 || number > demo->state.user_count)
        return NULL;
    *code = CODE_OK;
    return &demo->state.users[number];
}

bool demo_user_is_empty(const struct demo_user *user)
{
    static const uint8_t none[DEMO_USER_NAME];

    return memcmp(user->name, none, sizeof(none)) == 0 && !user->fixed_name;
}

/* The LAN channel of a user command. On the system interface, which 0Eh means here, there
 * are no users. */
static uint8_t find_channel(struct demo_bmc *demo, uint8_t byte, uint8_t reserved, unsigned *number)
{
    uint8_t code = CODE_INVALID_FIELD;
    const struct demo_channel *channel = demo_channel_find(demo, byte, reserved, &code);

    if (!channel)
        return code;
    *number = demo_channel_number(demo, channel);
    return demo_channel_is_lan(channel) ? CODE_OK : CODE_INVALID_FIELD;
}

uint8_t demo_user_get_access(struct demo_bmc *demo, const struct demo_request *request,
                             struct demo_answer *answer)
{
    const struct demo_state *state = &demo->state;
    unsigned channel = 0, enabled = 0, fixed = 0;
    uint8_t code = find_channel(demo, request->data[0], 0xF0, &channel), user_code;
    const struct demo_user *user = demo_user_find(demo, request->data[1], 0xC0, &user_code);

    if (code != CODE_OK || !user)
        return code != CODE_OK ? code : user_code;
    if (demo->options.empty_access != CODE_OK && demo_user_is_empty(user))
        return demo->options.empty_access;
    for (unsigned i = 1; i <= state->user_count; i++) {
        enabled += state->users[i].enabled;
        fixed += state->users[i].fixed_name;
    }
    demo_put_byte(answer, (uint8_t)state->user_count);
    demo_put_byte(answer, (uint8_t)((user->enabled ? 0x40 : 0x80) | enabled));
    demo_put_byte(answer, (uint8_t)fixed);
    demo_put_byte(answer, user->access[channel] & (ACCESS_BITS | 0x0F));
    return CODE_OK;
}

static uint8_t check_access(const struct demo_options *options, const struct demo_user *user,
                            uint8_t privilege)
{
    if (options->set_user_access != CODE_OK)
        return options->set_user_access;
    if (options->empty_set_access != CODE_OK && demo_user_is_empty(user))
        return options->empty_set_access;
    if (privilege == 0)
        return options->priv_zero;
    return privilege > 5 && privilege != PRIVILEGE_NONE ? CODE_INVALID_FIELD : CODE_OK;
}

static void write_access(struct demo_user *user, unsigned channel, const uint8_t *data)
{
    if (data[0] & CHANGE_BITS)
        user->access[channel] = data[0] & ACCESS_BITS;
    user->access[channel] = (user->access[channel] & ACCESS_BITS) | data[2];
}

uint8_t demo_user_set_access(struct demo_bmc *demo, const struct demo_request *request,
                             struct demo_answer *answer)
{
    const uint8_t *data = request->data;
    unsigned channel = 0;
    uint8_t code = find_channel(demo, data[0] & 0x0F, 0, &channel), user_code;
    struct demo_user *user = demo_user_find(demo, data[1], 0xC0, &user_code);

    (void)answer;
    if (code != CODE_OK || !user)
        return code != CODE_OK ? code : user_code;
    if (request->length > 3 && (data[3] & 0xF0))
        return CODE_INVALID_FIELD;
    code = check_access(&demo->options, user, data[2]);
    if (code != CODE_OK)
        return code;
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (i == channel || demo->options.one_user_table)
            write_access(user, i, data);
    }
    return CODE_OK;
}

/* --- names ------------------------------------------------------------------- */

uint8_t demo_user_get_name(struct demo_bmc *demo, const struct demo_request *request,
                           struct demo_answer *answer)
{
    uint8_t code;
    const struct demo_user *user = demo_user_find(demo, request->data[0], 0xC0, &code);
    bool empty;

    if (!user)
        return code;
    empty = demo_user_is_empty(user);
    if (empty && demo->options.no_name_code != CODE_OK)
        return demo->options.no_name_code;
    if (empty && demo->options.empty_user)
        demo_put(answer, (const uint8_t *)empty_user, sizeof(empty_user));
    else
        demo_put(answer, user->name, sizeof(user->name));
    return CODE_OK;
}

static bool is_taken(const struct demo_state *state, const struct demo_user *user,
                     const uint8_t *name)
{
    for (unsigned i = 1; i <= state->user_count; i++) {
        const struct demo_user *other = &state->users[i];

        if (other != user && !demo_user_is_empty(other) && other->name[0] != 0 &&
            memcmp(other->name, name, DEMO_USER_NAME) == 0)
            return true;
    }
    return false;
}

uint8_t demo_user_set_name(struct demo_bmc *demo, const struct demo_request *request,
                           struct demo_answer *answer)
{
    uint8_t code;
    struct demo_user *user = demo_user_find(demo, request->data[0], 0xC0, &code);

    (void)answer;
    if (!user)
        return code;
    if (user->fixed_name || is_taken(&demo->state, user, request->data + 1))
        return CODE_INVALID_FIELD;
    memcpy(user->name, request->data + 1, sizeof(user->name));
    return CODE_OK;
}

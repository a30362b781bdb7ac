/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users: access on a channel, names, passwords (22.26 to 22.30). */
#include <string.h>

#include "demo/demo_internal.h"

#define OPERATION_ENABLE 1
#define OPERATION_SET    2
#define PASSWORD_SIZE_20 0x80
#define CHANGE_BITS      0x80
#define ACCESS_BITS      0x70
#define PRIVILEGE_NONE   15

/* --- passwords as digests ---------------------------------------------------- */

/* FNV-1a. It keeps no secret safe; it only keeps typed text out of memory. */
static uint64_t digest(const uint8_t *bytes, size_t length, uint64_t start)
{
    for (size_t i = 0; i < length; i++)
        start = (start ^ bytes[i]) * UINT64_C(0x100000001b3);
    return start;
}

void demo_user_store(struct demo_password *password, const uint8_t *bytes, uint8_t size)
{
    password->size = size;
    password->digest[0] = digest(bytes, size, UINT64_C(0xcbf29ce484222325));
    password->digest[1] = digest(bytes, size, UINT64_C(0x6c62272e07bb0142));
}

static bool same_password(const struct demo_password *a, const struct demo_password *b)
{
    return a->size == b->size && a->digest[0] == b->digest[0] && a->digest[1] == b->digest[1];
}

bool demo_password_is(const struct demo_state *state, unsigned user, const char *text,
                      unsigned size)
{
    uint8_t bytes[20] = {0};
    struct demo_password wanted;
    size_t length = strlen(text);

    if (user < 1 || user > DEMO_USERS || size > sizeof(bytes) || length > size)
        return false;
    memcpy(bytes, text, length);
    demo_user_store(&wanted, bytes, (uint8_t)size);
    return same_password(&state->users[user].password, &wanted);
}

/* --- access ------------------------------------------------------------------ */

static struct demo_user *find_user(struct demo_bmc *demo, uint8_t byte, uint8_t reserved)
{
    unsigned number = byte & 0x3F;

    if ((byte & reserved) || number < 1 || number > DEMO_USERS)
        return NULL;
    return &demo->state.users[number];
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
    unsigned channel = 0, enabled = 0, fixed = 0;
    uint8_t code = find_channel(demo, request->data[0], 0xF0, &channel);
    const struct demo_user *user = find_user(demo, request->data[1], 0xC0);

    if (code != CODE_OK)
        return code;
    if (!user)
        return CODE_INVALID_FIELD;
    for (unsigned i = 1; i <= DEMO_USERS; i++) {
        enabled += demo->state.users[i].enabled;
        fixed += demo->state.users[i].fixed_name;
    }
    demo_put_byte(answer, DEMO_USERS);
    demo_put_byte(answer, (uint8_t)((user->enabled ? 0x40 : 0x80) | enabled));
    demo_put_byte(answer, (uint8_t)fixed);
    demo_put_byte(answer, user->access[channel] & (ACCESS_BITS | 0x0F));
    return CODE_OK;
}

uint8_t demo_user_set_access(struct demo_bmc *demo, const struct demo_request *request,
                             struct demo_answer *answer)
{
    const uint8_t *data = request->data;
    unsigned channel = 0;
    uint8_t code = find_channel(demo, data[0] & 0x0F, 0, &channel);
    struct demo_user *user = find_user(demo, data[1], 0xC0);
    uint8_t privilege = data[2];

    (void)answer;
    if (code != CODE_OK)
        return code;
    if (!user || (request->length > 3 && (data[3] & 0xF0)))
        return CODE_INVALID_FIELD;
    if (privilege < 1 || (privilege > 5 && privilege != PRIVILEGE_NONE))
        return CODE_INVALID_FIELD;
    if (data[0] & CHANGE_BITS)
        user->access[channel] = data[0] & ACCESS_BITS;
    user->access[channel] = (user->access[channel] & ACCESS_BITS) | privilege;
    return CODE_OK;
}

/* --- names ------------------------------------------------------------------- */

static bool is_empty(const struct demo_user *user)
{
    static const uint8_t none[DEMO_USER_NAME];

    return memcmp(user->name, none, sizeof(none)) == 0;
}

uint8_t demo_user_get_name(struct demo_bmc *demo, const struct demo_request *request,
                           struct demo_answer *answer)
{
    const struct demo_user *user = find_user(demo, request->data[0], 0xC0);

    if (!user)
        return CODE_INVALID_FIELD;
    if (demo->options.no_name_code != CODE_OK && is_empty(user) && !user->fixed_name)
        return demo->options.no_name_code;
    demo_put(answer, user->name, sizeof(user->name));
    return CODE_OK;
}

static bool is_taken(const struct demo_state *state, const struct demo_user *user,
                     const uint8_t *name)
{
    for (unsigned i = 1; i <= DEMO_USERS; i++) {
        const struct demo_user *other = &state->users[i];

        if (other != user && !is_empty(other) && memcmp(other->name, name, DEMO_USER_NAME) == 0)
            return true;
    }
    return false;
}

uint8_t demo_user_set_name(struct demo_bmc *demo, const struct demo_request *request,
                           struct demo_answer *answer)
{
    struct demo_user *user = find_user(demo, request->data[0], 0xC0);

    (void)answer;
    if (!user || user->fixed_name || is_taken(&demo->state, user, request->data + 1))
        return CODE_INVALID_FIELD;
    memcpy(user->name, request->data + 1, sizeof(user->name));
    return CODE_OK;
}

/* --- Set User Password --------------------------------------------------------- */

static uint8_t set_password(const struct demo_options *options, struct demo_user *user,
                            const uint8_t *bytes, uint8_t size)
{
    int64_t length = size;

    while (length > 0 && bytes[length - 1] == 0)
        length--;
    if (length < options->password_min)
        return options->password_code;
    demo_user_store(&user->password, bytes, size);
    return CODE_OK;
}

static uint8_t test_password(const struct demo_user *user, const uint8_t *bytes, uint8_t size)
{
    struct demo_password tried;

    if (user->password.size == 0)
        return CODE_PASSWORD_DIFFERS;
    if (user->password.size != size)
        return CODE_PASSWORD_OTHER_SIZE;
    demo_user_store(&tried, bytes, size);
    return same_password(&user->password, &tried) ? CODE_OK : CODE_PASSWORD_DIFFERS;
}

static uint8_t switch_user(const struct demo_options *options, struct demo_user *user, bool enable,
                           size_t password_length)
{
    if (enable && options->enable_needs_password && password_length == 0)
        return CODE_TOO_SHORT;
    user->enabled = enable;
    return CODE_OK;
}

uint8_t demo_user_password(struct demo_bmc *demo, const struct demo_request *request,
                           struct demo_answer *answer)
{
    const uint8_t *data = request->data;
    bool is_2_0 = (demo->state.ipmi_version & 0x0F) >= 2;
    struct demo_user *user = find_user(demo, data[0], is_2_0 ? 0x40 : 0xC0);
    uint8_t size = data[0] & PASSWORD_SIZE_20 ? 20 : 16;
    size_t length = request->length - 2;
    unsigned operation = data[1] & 3;

    (void)answer;
    if (!user || (data[1] & 0xFC))
        return CODE_INVALID_FIELD;
    if (length > size)
        return CODE_TOO_LONG;
    if (length < size && !(length == 0 && operation < OPERATION_SET))
        return CODE_TOO_SHORT;
    if (operation < OPERATION_SET)
        return switch_user(&demo->options, user, operation == OPERATION_ENABLE, length);
    if (operation == OPERATION_SET)
        return set_password(&demo->options, user, data + 2, size);
    return test_password(user, data + 2, size);
}

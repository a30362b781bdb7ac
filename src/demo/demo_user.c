/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users: access on a channel, names, passwords (22.26 to 22.30). */
#include <ctype.h>
#include <string.h>

#include "demo/demo_internal.h"

#define CHANGE_BITS    0x80
#define ACCESS_BITS    0x70
#define ENABLED        0x40
#define DISABLED       0x80
#define PRIVILEGE_NONE 15

#define OPERATION_ENABLE 1
#define OPERATION_SET    2
#define PASSWORD_SIZE_20 0x80

/* The slot in bits 5-0; NULL: *code says why. */
static struct demo_user *user_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
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

/* --- access ------------------------------------------------------------------ */

/* The user and LAN channel of a request; NULL: *code says why. The system interface, which 0Eh
 * means here, has no users. */
struct demo_user *demo_user_find_on_channel(const struct demo_request *request,
                                            uint8_t channel_reserved, uint8_t user_reserved,
                                            unsigned *number, uint8_t *code)
{
    const struct demo_channel *channel =
        demo_channel_find(request->demo, request->data[0], channel_reserved, code);

    *number = channel ? demo_channel_number(request->demo, channel) : 0;
    if (channel && !demo_channel_is_lan(channel))
        *code = CODE_INVALID_FIELD;
    return *code == CODE_OK ? user_find(request->demo, request->data[1], user_reserved, code)
                            : NULL;
}

static uint8_t user_enabled_bits(const struct demo_options *options, const struct demo_user *user)
{
    if (!options->enabled_told)
        return 0;
    return user->enabled ? ENABLED : DISABLED;
}

static uint8_t user_get_access(struct demo_request *request)
{
    const struct demo_state *state = &request->demo->state;
    const struct demo_options *options = &request->demo->options;
    unsigned channel, enabled = 0, fixed = 0;
    uint8_t code, access;
    const struct demo_user *user =
        demo_user_find_on_channel(request, 0xF0, 0xC0, &channel, &code);

    if (!user)
        return code;
    if (options->empty_access != CODE_OK && demo_user_is_empty(user))
        return options->empty_access;
    access = user->access[channel] & (ACCESS_BITS | 0x0F);
    for (unsigned i = 1; i <= state->user_count; i++) {
        enabled += state->users[i].enabled;
        fixed += state->users[i].fixed_name;
    }
    demo_put_byte(request, (uint8_t)state->user_count);
    demo_put_byte(request, (uint8_t)(user_enabled_bits(options, user) | enabled));
    demo_put_byte(request, (uint8_t)fixed);
    demo_put_byte(request,
                  options->empty_privilege_0 && demo_user_is_empty(user) ? access & ACCESS_BITS
                                                                         : access);
    return CODE_OK;
}

static uint8_t user_check_access(const struct demo_options *options, const struct demo_user *user,
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

/* Requests that leave out what some BMCs want to be told. */
static uint8_t user_check_partial(const struct demo_request *request, const struct demo_user *user)
{
    const struct demo_options *options = &request->demo->options;

    if (request->length < 4 && options->access_short != CODE_OK)
        return options->access_short;
    if (!(request->data[0] & CHANGE_BITS) && demo_user_is_empty(user))
        return options->access_partial;
    return CODE_OK;
}

static uint8_t user_set_access(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const uint8_t *data = request->data;
    unsigned channel;
    uint8_t code;
    struct demo_user *user = demo_user_find_on_channel(request, 0, 0xC0, &channel, &code);

    if (!user)
        return code;
    if (request->length > 3 && (data[3] & 0xF0))
        return CODE_INVALID_FIELD;
    code = user_check_partial(request, user);
    if (code == CODE_OK)
        code = user_check_access(options, user, data[2]);
    for (unsigned i = 0; i < DEMO_CHANNELS && code == CODE_OK; i++) {
        uint8_t bits = (data[0] & CHANGE_BITS ? data[0] : user->access[i]) & ACCESS_BITS;

        if (i == channel || options->one_user_table)
            user->access[i] = bits | data[2];
    }
    if (code == CODE_OK && options->messaging_enables)
        user->enabled = (user->access[channel] & DEMO_MESSAGING) != 0;
    return code;
}

/* --- names ------------------------------------------------------------------- */

static uint8_t user_get_name(struct demo_request *request)
{
    static const uint8_t called_empty[DEMO_USER_NAME] = "(Empty User)";
    const struct demo_options *options = &request->demo->options;
    uint8_t code;
    const struct demo_user *user = user_find(request->demo, request->data[0], 0xC0, &code);
    bool empty = user && demo_user_is_empty(user);

    if (!user)
        return code;
    if (empty && options->no_name_code != CODE_OK)
        return options->no_name_code;
    if (empty)
        demo_put(request, options->empty_user ? called_empty : user->name, DEMO_USER_NAME);
    else
        demo_put_text(request, user->name, DEMO_USER_NAME);
    return CODE_OK;
}

static bool user_name_is_taken(const struct demo_state *state, const struct demo_user *user,
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

static uint8_t user_check_name(const struct demo_bmc *demo, const struct demo_user *user,
                               const uint8_t *name)
{
    const struct demo_options *options = &demo->options;
    bool same = memcmp(user->name, name, sizeof(user->name)) == 0;

    if (user->fixed_name)
        return CODE_INVALID_FIELD;
    if (name[0] == 0)
        return options->name_empty > 0 ? (uint8_t)options->name_empty : CODE_OK;
    if (user_name_is_taken(&demo->state, user, name))
        return options->name_taken;
    if (options->rename != CODE_OK && user->name[0] != 0 && !same)
        return options->rename;
    return options->name_set;
}

/* What else some BMCs do then. */
static void user_follow_name(const struct demo_options *options, struct demo_user *user)
{
    if (user->name[0] == 0 && options->name_empty_deletes)
        demo_factory_clear_user(user);
    else if (user->name[0] != 0 && options->name_access >= 0)
        memset(user->access, (int)options->name_access, sizeof(user->access));
}

static uint8_t user_set_name(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    const uint8_t *name = request->data + 1;
    uint8_t code;
    struct demo_user *user = user_find(request->demo, request->data[0], 0xC0, &code);

    if (!user)
        return code;
    code = user_check_name(request->demo, user, name);
    if (code != CODE_OK || (name[0] == 0 && options->name_empty == DEMO_IGNORED))
        return code;
    memcpy(user->name, name, sizeof(user->name));
    user_follow_name(options, user);
    return CODE_OK;
}

/* --- passwords (22.30) -------------------------------------------------------- */

/* Without trailing zeros. */
static size_t password_length(const uint8_t *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0)
        size--;
    return size;
}

/* FNV-1a: not to protect secrets, only to keep what is typed out of memory. */
void demo_password_store(struct demo_password *password, const void *text, size_t length,
                         uint8_t size)
{
    const uint8_t *bytes = text;

    password->size = size;
    password->digest = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < password_length(bytes, length); i++)
        password->digest = (password->digest ^ bytes[i]) * UINT64_C(0x100000001b3);
}

static int password_classes(const uint8_t *bytes, size_t length)
{
    bool lower = false, upper = false, digit = false, special = false;

    for (size_t i = 0; i < length; i++) {
        lower = lower || islower(bytes[i]);
        upper = upper || isupper(bytes[i]);
        digit = digit || isdigit(bytes[i]);
        special = special || !isalnum(bytes[i]);
    }
    return lower + upper + digit + special;
}

static bool password_repeats(const uint8_t *bytes, size_t length)
{
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] == bytes[i - 1])
            return true;
    }
    return false;
}

/* Forwards or backwards. */
static bool password_is_name(const struct demo_user *user, const uint8_t *bytes, size_t length)
{
    bool backwards = true;

    if (length == 0 || length != password_length(user->name, sizeof(user->name)))
        return false;
    for (size_t i = 0; i < length; i++)
        backwards = backwards && bytes[i] == user->name[length - 1 - i];
    return backwards || memcmp(bytes, user->name, length) == 0;
}

static bool password_breaks_policy(const struct demo_options *options,
                                   const struct demo_user *user, const uint8_t *bytes,
                                   size_t length)
{
    return (int64_t)length < options->password_min ||
           password_classes(bytes, length) < options->password_need ||
           (options->password_no_repeat && password_repeats(bytes, length)) ||
           (options->password_no_name && password_is_name(user, bytes, length));
}

static uint8_t password_set(struct demo_bmc *demo, struct demo_user *user, const uint8_t *bytes,
                            uint8_t size)
{
    const struct demo_options *options = &demo->options;

    if (demo->state.passwords++ < options->password_busy)
        return CODE_BUSY;
    if (size == DEMO_PASSWORD && options->password_20 != CODE_OK)
        return options->password_20;
    if (password_breaks_policy(options, user, bytes, password_length(bytes, size)))
        return options->password_code;
    demo_password_store(&user->password, bytes, size, size);
    return CODE_OK;
}

static uint8_t password_test(const struct demo_options *options, const struct demo_user *user,
                             const uint8_t *bytes, uint8_t size)
{
    struct demo_password tried;

    if (options->password_test != CODE_OK)
        return options->password_test;
    if (user->password.size == 0)
        return CODE_PASSWORD_DIFFERS;
    if (user->password.size != size && !options->test_one_size)
        return options->test_other_size;
    demo_password_store(&tried, bytes, size, size);
    return user->password.digest == tried.digest ? CODE_OK : CODE_PASSWORD_DIFFERS;
}

static uint8_t password_enable(struct demo_bmc *demo, struct demo_user *user, bool enable,
                               size_t length)
{
    const struct demo_options *options = &demo->options;

    if (demo->state.enables++ < options->enable_busy)
        return CODE_BUSY;
    if (options->enable_code != CODE_OK)
        return options->enable_code;
    if (enable && length == 0 && options->enable_needs_bytes != CODE_OK)
        return options->enable_needs_bytes;
    if (enable && user->password.size == 0 && options->enable_needs_password != CODE_OK)
        return options->enable_needs_password;
    user->enabled = enable;
    return CODE_OK;
}

static uint8_t password_check_length(size_t length, uint8_t size, unsigned operation)
{
    if (length > size)
        return CODE_TOO_LONG;
    if (length < size && !(length == 0 && operation < OPERATION_SET))
        return CODE_TOO_SHORT;
    return CODE_OK;
}

static uint8_t password_command(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    const uint8_t *data = request->data;
    bool is_2_0 = (demo->state.device.ipmi_version & 0x0F) >= 2;
    uint8_t code, size = data[0] & PASSWORD_SIZE_20 ? DEMO_PASSWORD : 16;
    struct demo_user *user = user_find(demo, data[0], is_2_0 ? 0x40 : 0xC0, &code);
    size_t length = request->length - 2;
    unsigned operation = data[1] & 3;

    if (!user || (data[1] & 0xFC))
        return user ? CODE_INVALID_FIELD : code;
    code = password_check_length(length, size, operation);
    if (code != CODE_OK)
        return code;
    if (demo->options.empty_password != CODE_OK && demo_user_is_empty(user))
        return demo->options.empty_password;
    if (operation < OPERATION_SET)
        return password_enable(demo, user, operation == OPERATION_ENABLE, length);
    if (operation == OPERATION_SET)
        return password_set(demo, user, data + 2, size);
    return password_test(&demo->options, user, data + 2, size);
}

#define ACCESS_PICKS                                                                               \
    {.argument = {1, 0x3F}, .value = {0, 0x0F}, .channel = {0, 0x0F}, .user = {1, 0x3F}}
#define NAME_PICKS {.argument = {0, 0x3F}, .user = {0, 0x3F}}

const struct demo_command demo_user_commands[] = {
    {"user-access-set", NETFN_APP, 0x43, 3, 4, DEMO_WRITES, user_set_access, ACCESS_PICKS},
    {"user-access-get", NETFN_APP, 0x44, 2, 2, DEMO_READS, user_get_access, ACCESS_PICKS},
    {"user-name-set", NETFN_APP, 0x45, 17, 17, DEMO_WRITES, user_set_name, NAME_PICKS},
    {"user-name-get", NETFN_APP, 0x46, 1, 1, DEMO_READS, user_get_name, NAME_PICKS},
    {"password", NETFN_APP, 0x47, 2, 22, DEMO_WRITES, password_command,
     {.argument = {1, 0x03}, .value = {0, 0x3F}, .user = {0, 0x3F}}},
    {0},
};

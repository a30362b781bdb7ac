/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Set User Password (22.30): set, test, enable, disable; and password policies. */
#include <ctype.h>
#include <string.h>

#include "demo/demo_internal.h"

#define OPERATION_ENABLE 1
#define OPERATION_SET    2
#define PASSWORD_SIZE_20 0x80

/* --- passwords as digests ---------------------------------------------------- */

/* Without trailing zeros. */
static size_t password_length(const uint8_t *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0)
        size--;
    return size;
}

/* FNV-1a: not to protect secrets, only to keep what is typed out of memory. */
void demo_user_store(struct demo_password *password, const void *text, size_t length, uint8_t size)
{
    const uint8_t *bytes = text;

    password->size = size;
    password->digest = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < password_length(bytes, length); i++)
        password->digest = (password->digest ^ bytes[i]) * UINT64_C(0x100000001b3);
}

bool demo_password_is(const struct demo_state *state, unsigned user, const char *text,
                      unsigned size)
{
    struct demo_password wanted;
    size_t length = strlen(text);

    if (user < 1 || user > state->user_count || size > DEMO_PASSWORD || length > size)
        return false;
    demo_user_store(&wanted, text, length, (uint8_t)size);
    return state->users[user].password.size == size &&
           state->users[user].password.digest == wanted.digest;
}

/* --- the BMC's policy ---------------------------------------------------------- */

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

/* --- the operations ------------------------------------------------------------- */

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
    demo_user_store(&user->password, bytes, size, size);
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
    demo_user_store(&tried, bytes, size, size);
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
    struct demo_user *user = demo_user_find(demo, data[0], is_2_0 ? 0x40 : 0xC0, &code);
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

const struct demo_command demo_password_commands[] = {
    {"password", NETFN_APP, 0x47, 2, 22, DEMO_WRITES, password_command,
     {.argument = {1, 0x03}, .value = {0, 0x3F}, .user = {0, 0x3F}}},
    {0},
};

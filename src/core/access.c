/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/access.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "core/reason.h"

/* The number of a user's rows: privilege limit, flags and "enabled" of Get User Access, of which
 * each row judges its own bits. That of a channel's: both bytes of Get Channel Access. */
enum {
    USER_PRIVILEGE = 0x0f,
    USER_MESSAGING = 0x10,
    USER_LINK = 0x20,
    USER_CALLBACK = 0x40,
    USER_ENABLED_SHIFT = 8,
    USER_ENABLED_BITS = 3 << USER_ENABLED_SHIFT,
    USER_BITS = 0x37f,
    CHANNEL_MODE = 0x07,
    CHANNEL_NO_USER_AUTH = 0x08,
    CHANNEL_NO_MESSAGE_AUTH = 0x10,
    CHANNEL_NO_AUTH = CHANNEL_NO_USER_AUTH | CHANNEL_NO_MESSAGE_AUTH,
    CHANNEL_NO_PEF = 0x20,
    CHANNEL_LIMIT_SHIFT = 8,
    CHANNEL_BITS = 0xf3f
};

/* Which of the two tables a row is of. */
enum { TABLE_NON_VOLATILE = 1, TABLE_VOLATILE = 2 };

struct value access_of_user(const struct user_access *access)
{
    uint64_t number = (uint64_t)access->privilege & USER_PRIVILEGE;

    number |= access->messaging ? USER_MESSAGING : 0;
    number |= access->link_authentication ? USER_LINK : 0;
    number |= access->callback_only ? USER_CALLBACK : 0;
    number |= (uint64_t)access->enabled << USER_ENABLED_SHIFT;
    return (struct value){.state = VALUE_KNOWN, .number = number};
}

struct value access_of_channel(const struct channel_access *access)
{
    uint64_t number = access->mode & CHANNEL_MODE;

    number |= access->user_auth_disabled ? CHANNEL_NO_USER_AUTH : 0;
    number |= access->message_auth_disabled ? CHANNEL_NO_MESSAGE_AUTH : 0;
    number |= access->pef_alerting_disabled ? CHANNEL_NO_PEF : 0;
    number |= ((uint64_t)access->privilege & 0x0f) << CHANNEL_LIMIT_SHIFT;
    return (struct value){.state = VALUE_KNOWN, .number = number};
}

static int read_user(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     struct value *value, struct bmc_error *error)
{
    struct user_access access;

    (void)setting;
    if (bmc_get_user_access(bmc, scope.channel, scope.user, &access, error) != 0)
        return -1;
    *value = access_of_user(&access);
    return 0;
}

static int write_user(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      const struct value *value, struct bmc_error *error)
{
    const struct user_access access = {
        .messaging = (value->number & USER_MESSAGING) != 0,
        .link_authentication = (value->number & USER_LINK) != 0,
        .callback_only = (value->number & USER_CALLBACK) != 0,
        .privilege = (enum privilege)(value->number & USER_PRIVILEGE),
    };

    struct user_access none = access;
    struct bmc_error why = {0};

    (void)setting;
    if (bmc_set_user_access(bmc, scope.channel, scope.user, &access, &why) == 0)
        return 0;
    /* What some BMCs hold in a free slot, and do not take. */
    if (access.privilege != 0 || why.kind != ERROR_REFUSED)
        return error_copy(error, &why);
    none.privilege = PRIVILEGE_NONE;
    return bmc_set_user_access(bmc, scope.channel, scope.user, &none, error);
}

static int write_enabled(struct bmc *bmc, const struct setting *setting, struct scope scope,
                         const struct value *value, struct bmc_error *error)
{
    (void)setting;
    return bmc_enable_user(bmc, scope.user, value->number >> USER_ENABLED_SHIFT != USER_DISABLED,
                           error);
}

static int read_mode(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     struct value *value, struct bmc_error *error)
{
    struct channel_access access;

    if (bmc_get_channel_access(bmc, scope.channel, setting->parameter == TABLE_NON_VOLATILE,
                               &access, error) != 0)
        return -1;
    *value = access_of_channel(&access);
    return 0;
}

static int write_mode(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      const struct value *value, struct bmc_error *error)
{
    const struct channel_access access = {
        .mode = value->number & CHANNEL_MODE,
        .user_auth_disabled = (value->number & CHANNEL_NO_USER_AUTH) != 0,
        .message_auth_disabled = (value->number & CHANNEL_NO_MESSAGE_AUTH) != 0,
        .pef_alerting_disabled = (value->number & CHANNEL_NO_PEF) != 0,
        .privilege = (enum privilege)(value->number >> CHANNEL_LIMIT_SHIFT),
    };

    return bmc_set_channel_access(bmc, scope.channel, setting->parameter == TABLE_NON_VOLATILE,
                                  &access, error);
}

static int read_name(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     struct value *value, struct bmc_error *error)
{
    char bytes[BMC_USER_NAME];

    (void)setting;
    if (bmc_get_user_name(bmc, scope.user, bytes, error) != 0)
        return -1;
    *value = access_of_name(bytes);
    return 0;
}

static int write_name(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      const struct value *value, struct bmc_error *error)
{
    char name[BMC_USER_NAME] = "";

    memcpy(name, value->text, sizeof name - 1);
    (void)setting;
    return bmc_set_user_name(bmc, scope.user, name, error);
}

static int read_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                    struct value *value, struct bmc_error *error)
{
    uint8_t payloads;
    int result = bmc_get_payload_access(bmc, scope.channel, scope.user, &payloads, error);

    (void)setting;
    if (result < 0)
        return -1;
    *value = access_of_sol((payloads & PAYLOAD_SOL) != 0);
    if (result == BMC_PAYLOAD_ABSENT)
        value->state = VALUE_NOT_AVAILABLE;
    return 0;
}

static int write_sol(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     const struct value *value, struct bmc_error *error)
{
    (void)setting;
    return bmc_set_payload_access(bmc, scope.channel, scope.user, PAYLOAD_SOL, value->number != 0,
                                  error);
}

struct value access_of_name(const char bytes[BMC_USER_NAME])
{
    return value_of_text(bytes, strnlen(bytes, BMC_USER_NAME - 1));
}

struct value access_of_sol(bool allowed)
{
    return (struct value){.state = VALUE_KNOWN, .number = allowed};
}

#define WORDS(...)                                                                                 \
    .words = (const struct value_word[])                                                           \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
#define YES(bits)                                                                                  \
    {                                                                                              \
        (bits), "yes", N_("yes")                                                                   \
    }
#define NO                                                                                         \
    {                                                                                              \
        0, "no", N_("no")                                                                          \
    }

/* A BMC that does not tell whether a user is enabled counts as one where he is. Modes that IPMI
 * reserves let nobody in. */
static const struct value_type enabled_type = {
    WORDS({USER_DISABLED << USER_ENABLED_SHIFT, "no", N_("no")},
          YES(USER_ENABLED << USER_ENABLED_SHIFT)),
    .mask = USER_ENABLED_BITS, .bits = USER_BITS, .zero_untold = true};
static const struct value_type messaging_type = {WORDS(YES(USER_MESSAGING), NO),
                                                 .mask = USER_MESSAGING, .bits = USER_BITS};
static const struct value_type limit_type = {
    WORDS({PRIVILEGE_CALLBACK, "callback", N_("callback")}, {PRIVILEGE_USER, "user", N_("user")},
          {PRIVILEGE_OPERATOR, "operator", N_("operator")},
          {PRIVILEGE_ADMINISTRATOR, "administrator", N_("administrator")},
          {PRIVILEGE_OEM, "oem", N_("OEM")}, {PRIVILEGE_NONE, "none", N_("no access")}),
    .mask = USER_PRIVILEGE, .bits = USER_BITS};
static const struct value_type mode_type = {
    WORDS({1, "pre-boot", N_("before the start only")},
          {CHANNEL_ACCESS_ALWAYS, "always", N_("always available")}, {3, "shared", N_("shared")},
          {0, "off", N_("off")}),
    .mask = CHANNEL_MODE, .bits = CHANNEL_BITS};
static const struct value_type name_type = {
    .unset = N_("none"), .text_bytes = BMC_USER_NAME - 1, .length = BMC_USER_NAME - 1};
static const struct value_type sol_type = {WORDS(YES(1), NO), .bits = 1};
static const struct value_type auth_type = {
    WORDS({0, "on", N_("on")}, {CHANNEL_NO_USER_AUTH, "no-user-level", N_("not for users")},
          {CHANNEL_NO_MESSAGE_AUTH, "no-per-message", N_("not of messages")},
          {CHANNEL_NO_AUTH, "off", N_("off")}),
    .mask = CHANNEL_NO_AUTH, .bits = CHANNEL_BITS};

#define HIDDEN(flag, name, own, key, which, place)                                                 \
    .kind = SETTING_HIDDEN, .flags = (flag), .label = (name), .row = (own), .log = (key),          \
    .type = &(which), .reason = (place)
#define STORED .parameter = TABLE_NON_VOLATILE, .read = read_mode, .write = write_mode
#define ACTIVE .parameter = TABLE_VOLATILE, .read = read_mode, .write = write_mode

static const struct setting settings[ACCESS_COUNT] = {
    [ACCESS_ENABLED] = {HIDDEN(SETTING_LAST, N_("Enable user"), N_("Enabled"), "enable",
                               enabled_type, REASON_ENABLE),
                        .read = read_user, .write = write_enabled},
    [ACCESS_MESSAGING] = {HIDDEN(0, N_("User access"), N_("IPMI messaging"), "messaging",
                                 messaging_type, REASON_USER_ACCESS),
                          .read = read_user, .write = write_user},
    [ACCESS_PRIVILEGE] = {HIDDEN(0, N_("User access"), N_("Privilege"), "privilege", limit_type,
                                 REASON_USER_ACCESS),
                          .read = read_user, .write = write_user},
    [ACCESS_MODE_KEPT] = {HIDDEN(SETTING_LAST, N_("LAN access"), N_("LAN access, stored"), "lan",
                                 mode_type, REASON_CHANNEL_ACCESS),
                          STORED},
    [ACCESS_MODE_ACTIVE] = {HIDDEN(SETTING_LAST, N_("LAN access"), N_("LAN access, active"),
                                   "lan-active", mode_type, REASON_CHANNEL_ACCESS),
                            ACTIVE},
    [ACCESS_NAME] = {HIDDEN(0, N_("User name"), N_("Name"), "name", name_type, REASON_USER_NAME),
                     .read = read_name, .write = write_name},
    [ACCESS_SOL] = {HIDDEN(0, N_("Serial over LAN"), NULL, "sol-access", sol_type, REASON_WRITE),
                    .read = read_sol, .write = write_sol},
    [ACCESS_AUTH_KEPT] = {HIDDEN(0, N_("Authentication"), N_("Authentication, stored"), "auth",
                                 auth_type, REASON_CHANNEL_ACCESS),
                          STORED},
    [ACCESS_AUTH_ACTIVE] = {HIDDEN(0, N_("Authentication"), N_("Authentication, active"),
                                   "auth-active", auth_type, REASON_CHANNEL_ACCESS),
                            ACTIVE},
};

uint64_t access_open(enum access_id id)
{
    return id < ACCESS_MODE_KEPT
               ? USER_ENABLED << USER_ENABLED_SHIFT | USER_MESSAGING | PRIVILEGE_ADMINISTRATOR
               : CHANNEL_ACCESS_ALWAYS;
}

struct value access_with(enum access_id id, struct value value, uint64_t wanted)
{
    static const uint64_t on[ACCESS_COUNT] = {[ACCESS_ENABLED] = USER_ENABLED << USER_ENABLED_SHIFT,
                                              [ACCESS_MESSAGING] = USER_MESSAGING,
                                              [ACCESS_SOL] = 1};
    static const uint64_t off[ACCESS_COUNT] = {[ACCESS_ENABLED] = USER_DISABLED
                                                                  << USER_ENABLED_SHIFT,
                                               [ACCESS_AUTH_KEPT] = CHANNEL_NO_AUTH,
                                               [ACCESS_AUTH_ACTIVE] = CHANNEL_NO_AUTH};
    bool number = on[id] == off[id]; /* no yes or no */

    assert(settings[id].type->text_bytes == 0);
    wanted = number ? wanted : wanted != 0 ? on[id] : off[id];
    value.number = value_merge(settings[id].type, value.number, wanted);
    value.state = VALUE_KNOWN;
    return value;
}

const struct setting *access_setting(enum access_id id)
{
    return &settings[id];
}

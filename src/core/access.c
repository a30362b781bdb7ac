/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/access.h"

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

    (void)setting;
    return bmc_set_user_access(bmc, scope.channel, scope.user, &access, error);
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

/* A BMC that does not tell whether a user is enabled counts as one where he is. */
static const struct value_type enabled_type = {
    .words = (const struct value_word[]){{USER_DISABLED << USER_ENABLED_SHIFT, "off", N_("off")},
                                         {USER_ENABLED << USER_ENABLED_SHIFT, "on", N_("on")},
                                         {0}},
    .mask = USER_ENABLED_BITS,
    .bits = USER_BITS,
};
static const struct value_type messaging_type = {.mask = USER_MESSAGING, .bits = USER_BITS};
static const struct value_type limit_type = {.mask = USER_PRIVILEGE, .bits = USER_BITS};
static const struct value_type mode_type = {.mask = CHANNEL_MODE, .bits = CHANNEL_BITS};

#define HIDDEN(flag, name, key, which, place)                                                      \
    .kind = SETTING_HIDDEN, .flags = (flag), .label = (name), .log = (key), .type = &(which),      \
    .reason = (place)

static const struct setting settings[ACCESS_COUNT] = {
    [ACCESS_ENABLED] = {HIDDEN(SETTING_LAST, N_("Enable user"), "enable", enabled_type,
                               REASON_ENABLE),
                        .read = read_user, .write = write_enabled},
    [ACCESS_MESSAGING] = {HIDDEN(0, N_("User access"), "messaging", messaging_type,
                                 REASON_USER_ACCESS),
                          .read = read_user, .write = write_user},
    [ACCESS_PRIVILEGE] = {HIDDEN(0, N_("User access"), "privilege", limit_type,
                                 REASON_USER_ACCESS),
                          .read = read_user, .write = write_user},
    [ACCESS_MODE_KEPT] = {HIDDEN(SETTING_LAST, N_("LAN access"), "lan", mode_type,
                                 REASON_CHANNEL_ACCESS),
                          .parameter = TABLE_NON_VOLATILE, .read = read_mode, .write = write_mode},
    [ACCESS_MODE_ACTIVE] = {HIDDEN(SETTING_LAST, N_("LAN access"), "lan-active", mode_type,
                                   REASON_CHANNEL_ACCESS),
                            .parameter = TABLE_VOLATILE, .read = read_mode, .write = write_mode},
};

uint64_t access_open(enum access_id id)
{
    return id < ACCESS_MODE_KEPT
               ? USER_ENABLED << USER_ENABLED_SHIFT | USER_MESSAGING | PRIVILEGE_ADMINISTRATOR
               : CHANNEL_ACCESS_ALWAYS;
}

const struct setting *access_setting(enum access_id id)
{
    return &settings[id];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a personality that say what the BMC holds at first, and how it answers requests. */
#include <string.h>

#include "base/i18n.h"
#include "demo/demo_internal.h"

#define ACCESS_EMPTY 0x1F /* of a slot that is called (Empty User) */
#define COUNT_MAX    1000000

/* --- words --------------------------------------------------------------------------- */

static bool key_read_byte(const char *word, uint8_t *byte)
{
    unsigned number;

    if (!demo_number(word, 16, 0xFF, &number))
        return false;
    *byte = (uint8_t)number;
    return true;
}

/* Words as bytes, from `first`; returns how many, 0 if one is none or there are too many. */
static size_t key_read_bytes(const struct demo_line *line, unsigned first, uint8_t *bytes,
                             size_t size)
{
    size_t count = 0;

    for (unsigned i = first; i < line->count; i++) {
        if (count == size || !key_read_byte(line->words[i], &bytes[count]))
            return 0;
        count++;
    }
    return count;
}

/* --- what it is ------------------------------------------------------------------------ */

static bool key_device(struct demo_line *line)
{
    struct demo_device *device = &line->demo->state.device;

    *device = (struct demo_device){0};
    return key_read_bytes(line, 1, (uint8_t *)device, sizeof(*device)) > 0;
}

static bool key_guid(struct demo_line *line)
{
    return key_read_bytes(line, 1, line->demo->state.guid, 16) == 16;
}

static bool key_light(struct demo_line *line)
{
    unsigned light;

    if (!demo_number(line->words[1], 10, DEMO_LIGHT_RESERVED, &light))
        return false;
    line->demo->state.light = (enum demo_light)light;
    return true;
}

/* --- channels ---------------------------------------------------------------------------- */

static bool key_channel(struct demo_line *line)
{
    struct demo_channel *channels = line->demo->state.channels;
    uint8_t bytes[3];
    unsigned number;

    if (!demo_number(line->words[1], 10, DEMO_CHANNELS - 1, &number) ||
        key_read_bytes(line, 2, bytes, sizeof(bytes)) != sizeof(bytes))
        return false;
    if (!line->listed.channels)
        channels[1] = (struct demo_channel){.lease_at_ms = -1};
    line->listed.channels = true;
    demo_factory_channel(&channels[number], number);
    channels[number].medium = bytes[0];
    channels[number].protocol = bytes[1];
    channels[number].sessions = bytes[2] >> 6;
    return true;
}

/* Sets a parameter on one LAN channel, or on all. */
static bool key_set_parameter(struct demo_line *line, const char *which,
                              const struct demo_lan_row *row, const uint8_t *bytes, size_t length)
{
    bool all = strcmp(which, "*") == 0, found = false;
    unsigned number;

    if (!row || length != row->length ||
        (!all && !demo_number(which, 10, DEMO_CHANNELS - 1, &number)))
        return false;
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        struct demo_channel *channel = &line->demo->state.channels[i];

        if (!demo_channel_is_lan(channel) || (!all && number != i))
            continue;
        demo_lan_store(&channel->lan, row, bytes);
        found = true;
    }
    return found;
}

static bool key_lan(struct demo_line *line)
{
    uint8_t bytes[sizeof(struct demo_lan)];
    size_t length = key_read_bytes(line, 3, bytes, sizeof(bytes));
    unsigned parameter;

    return demo_number(line->words[2], 10, 0xFF, &parameter) &&
           key_set_parameter(line, line->words[1], demo_lan_row(parameter), bytes, length);
}

/* A parameter of serial over LAN, on one LAN channel or on all. */
static bool key_sol(struct demo_line *line)
{
    uint8_t bytes[sizeof(struct demo_sol)];
    size_t length = key_read_bytes(line, 3, bytes, sizeof(bytes));
    bool all = strcmp(line->words[1], "*") == 0, found = false;
    unsigned parameter, number = 0;

    if (!demo_number(line->words[2], 10, 0xFF, &parameter) ||
        (!all && !demo_number(line->words[1], 10, DEMO_CHANNELS - 1, &number)))
        return false;
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        struct demo_channel *channel = &line->demo->state.channels[i];

        if (demo_channel_is_lan(channel) && (all || number == i))
            found = demo_sol_store(&channel->sol, parameter, bytes, length);
    }
    return found;
}

/* LAN parameters 22 and 23. */
static bool key_ciphers(struct demo_line *line)
{
    uint8_t count = (uint8_t)(line->count - 1), ids[1 + DEMO_SUITES] = {0};
    unsigned id;

    for (unsigned i = 1; i < line->count; i++) {
        if (!demo_number(line->words[i], 10, 0xFF, &id))
            return false;
        ids[i] = (uint8_t)id;
    }
    return key_set_parameter(line, "*", demo_lan_row(LAN_CIPHER_COUNT), &count, 1) &&
           key_set_parameter(line, "*", demo_lan_row(LAN_CIPHERS), ids, sizeof(ids));
}

static bool key_channel_access(struct demo_line *line)
{
    uint8_t bytes[4];
    unsigned number;

    if (!demo_number(line->words[1], 10, DEMO_CHANNELS - 1, &number) ||
        key_read_bytes(line, 2, bytes, sizeof(bytes)) != sizeof(bytes))
        return false;
    line->demo->state.channels[number].kept = (struct demo_access){bytes[0], bytes[1]};
    line->demo->state.channels[number].active = (struct demo_access){bytes[2], bytes[3]};
    return true;
}

/* --- users --------------------------------------------------------------------------------- */

static bool key_users_max(struct demo_line *line)
{
    unsigned count;

    if (!demo_number(line->words[1], 10, DEMO_USERS, &count) || count == 0)
        return false;
    line->demo->state.user_count = count;
    return true;
}

/* Slot, name, enabled, access; optionally password and whether the name is fixed. */
static bool key_user(struct demo_line *line)
{
    struct demo_user *users = line->demo->state.users;
    const char *name = line->words[2];
    const char *password = line->count > 5 ? line->words[5] : "-";
    uint8_t access;
    unsigned number, enabled, fixed = 0;

    if (!demo_number(line->words[1], 10, DEMO_USERS, &number) || number == 0 ||
        strlen(name) > DEMO_USER_NAME || !demo_number(line->words[3], 10, 1, &enabled) ||
        !key_read_byte(line->words[4], &access) || strlen(password) > DEMO_PASSWORD ||
        (line->count > 6 && !demo_number(line->words[6], 10, 1, &fixed)))
        return false;
    for (unsigned i = 1; i <= DEMO_USERS && !line->listed.users; i++)
        demo_factory_clear_user(&users[i]);
    line->listed.users = line->listed.user[number] = true;
    demo_factory_clear_user(&users[number]);
    memset(users[number].access, access, sizeof(users[number].access));
    if (strcmp(name, "-") != 0)
        memcpy(users[number].name, name, strlen(name));
    if (strcmp(password, "-") != 0)
        demo_factory_password(&users[number], password);
    users[number].enabled = enabled != 0;
    memset(users[number].payloads, enabled ? 0x02 : 0, sizeof(users[number].payloads));
    users[number].fixed_name = fixed != 0;
    return true;
}

/* --- answers --------------------------------------------------------------------------------- */

/* What precedes "="; returns the index of the word after it, 0: it is wrong. */
static unsigned key_read_prefix(const struct demo_line *line, struct demo_prefix *prefix)
{
    unsigned i;

    for (i = 1; i < line->count && strcmp(line->words[i], "=") != 0; i++) {
        const char *word = line->words[i];
        unsigned at = prefix->length;

        if (at == DEMO_PREFIX_MAX)
            return 0;
        prefix->any[at] = strcmp(word, "*") == 0 || strcmp(word, "?") == 0;
        if (!prefix->any[at] && !key_read_byte(word, &prefix->bytes[at]))
            return 0;
        prefix->length++;
    }
    return i + 1 < line->count && prefix->length > 0 ? i + 1 : 0;
}

static struct demo_fault key_manner(enum demo_fault_kind kind)
{
    struct demo_fault fault = demo_fault_on(DEMO_FAULT_ANY, DEMO_FAULT_ANY, DEMO_FAULT_ANY, kind);

    fault.manner = true;
    return fault;
}

/* "@3" at the end: 3 times. */
static bool key_read_times(struct demo_line *line, struct demo_fault *fault)
{
    const char *last = line->words[line->count - 1];

    if (last[0] != '@')
        return true;
    line->count--;
    return demo_number(last + 1, 10, COUNT_MAX, &fault->times) && fault->times > 0;
}

static bool key_reply(struct demo_line *line)
{
    struct demo_fault fault = key_manner(DEMO_FAULT_REPLY);
    unsigned at;

    if (!key_read_times(line, &fault))
        return false;
    at = key_read_prefix(line, &fault.prefix);
    if (at == 0)
        return false;
    if (line->words[at][0] == '+') {
        fault.done = true;
        line->words[at]++;
        if (line->words[at][0] == '\0')
            at++;
    }
    if (at + 1 == line->count && strcmp(line->words[at], "lost") == 0)
        fault.kind = DEMO_FAULT_LOST;
    else
        fault.length = (unsigned)key_read_bytes(line, at, fault.reply, sizeof(fault.reply));
    return (fault.kind == DEMO_FAULT_LOST || fault.length > 0) &&
           demo_fault_add(line->demo, &fault) == 0;
}

static bool key_delay(struct demo_line *line)
{
    struct demo_fault fault = key_manner(DEMO_FAULT_DELAY);
    unsigned at = key_read_prefix(line, &fault.prefix);

    return at != 0 && at + 1 == line->count && demo_number_ms(line->words[at], &fault.ms) &&
           demo_fault_add(line->demo, &fault) == 0;
}

/* --- the table ------------------------------------------------------------------------------- */

static const struct demo_key keys[] = {
    {"device", 11, 15, key_device, N_("11 to 15 bytes in hex")},
    {"guid", 16, 16, key_guid, N_("16 bytes in hex")},
    {"identify-start", 1, 1, key_light, N_("the light's state, 0 to 3")},
    {"channel", 4, 4, key_channel,
     N_("a number from 0 to 15, then medium, protocol and sessions in hex")},
    {"lan", 3, DEMO_WORDS_MAX, key_lan,
     N_("the number of a LAN channel listed before, or *, then the parameter's number and all of "
        "its bytes in hex")},
    {"sol", 3, 5, key_sol,
     N_("the number of a LAN channel listed before, or *, then the parameter's number and all of "
        "its bytes in hex")},
    {"ciphers", 1, DEMO_SUITES, key_ciphers, N_("1 to 16 cipher suites by number")},
    {"channel-access", 5, 5, key_channel_access, N_("a channel's number and 4 bytes in hex")},
    {"users-max", 1, 1, key_users_max, N_("a number from 1 to 63")},
    {"user", 4, 6, key_user,
     N_("slot, name or -, 0 or 1, access in hex, then optionally password or -, and 1 for a fixed "
        "name")},
    {"reply", 3, DEMO_WORDS_MAX, key_reply,
     N_("network function, command, data in hex (* is any), =, then lost, or completion code and "
        "data in hex, optionally with + before and @TIMES after")},
    {"delay", 3, DEMO_WORDS_MAX, key_delay,
     N_("network function, command, data in hex (* is any), =, a time")},
};

const struct demo_key *demo_key_find(const char *name)
{
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    }
    return NULL;
}

void demo_keys_end(struct demo_line *line)
{
    struct demo_state *state = &line->demo->state;

    for (unsigned i = 0; i < DEMO_CHANNELS; i++)
        state->channels[i].staged = state->channels[i].lan;
    for (unsigned i = 1; i <= state->user_count && line->demo->options.empty_user; i++) {
        if (demo_user_is_empty(&state->users[i]) && !line->listed.user[i])
            memset(state->users[i].access, ACCESS_EMPTY, sizeof(state->users[i].access));
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set and Get LAN Configuration Parameters (23.1, 23.2; table 23-4). Under
 * "set in progress" writes go to a copy and reach the channel with commit
 * write; "set complete" without it drops them.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define REVISION        0x11
#define REVISION_ONLY   0x80
#define PROGRESS_DONE   0
#define PROGRESS_BEGIN  1
#define PROGRESS_COMMIT 2

enum {
    PARAMETER_PROGRESS = 0,
    PARAMETER_ADDRESS = 3,
    PARAMETER_SOURCE = 4,
    PARAMETER_NETMASK = 6,
    PARAMETER_GATEWAY = 12,
    PARAMETER_VLAN = 20,
    PARAMETER_CIPHERS = 23
};

#define AT(field) offsetof(struct demo_lan, field), sizeof(((struct demo_lan *)0)->field)

const struct demo_lan_row demo_lan_rows[] = {
    {1, "authentication types", AT(auth_support), false, false, SHOW_HEX, {0}},
    {2,
     "authentication enables",
     AT(auth_enables),
     true,
     false,
     SHOW_HEX,
     {0xC8, 0xC8, 0xC8, 0xC8, 0xC8}},
    {PARAMETER_ADDRESS, "address", AT(address), true, true, SHOW_DOTTED, {0}},
    {PARAMETER_SOURCE, "source", AT(source), true, false, SHOW_HEX, {0xF0}},
    {5, "MAC", AT(mac), false, false, SHOW_HEX, {0}},
    {PARAMETER_NETMASK, "netmask", AT(netmask), true, true, SHOW_DOTTED, {0}},
    {7, "IPv4 header", AT(ipv4_header), true, false, SHOW_HEX, {0x00, 0x1F, 0x01}},
    {10, "ARP", AT(arp), true, false, SHOW_HEX, {0xFC}},
    {11, "ARP interval", AT(arp_interval), true, false, SHOW_HEX, {0}},
    {PARAMETER_GATEWAY, "gateway", AT(gateway), true, true, SHOW_DOTTED, {0}},
    {13, "gateway MAC", AT(gateway_mac), true, false, SHOW_HEX, {0}},
    {14, "backup gateway", AT(backup_gateway), true, false, SHOW_DOTTED, {0}},
    {15, "backup gateway MAC", AT(backup_gateway_mac), true, false, SHOW_HEX, {0}},
    {16, "community", AT(community), true, false, SHOW_HEX, {0}},
    {PARAMETER_VLAN, "VLAN", AT(vlan), true, false, SHOW_VLAN, {0x00, 0x70}},
    {21, "VLAN priority", AT(vlan_priority), true, false, SHOW_HEX, {0xF8}},
    {22, "cipher suites", AT(cipher_count), false, false, SHOW_HEX, {0}},
    {PARAMETER_CIPHERS, "cipher suite ids", AT(ciphers), false, false, SHOW_HEX, {0}},
    {24, "cipher privileges", AT(cipher_privileges), true, false, SHOW_HEX, {0xFF}},
    {26, "bad password limit", AT(bad_password), true, false, SHOW_HEX, {0xFE}},
};

const size_t demo_lan_row_count = sizeof(demo_lan_rows) / sizeof(demo_lan_rows[0]);

static const struct demo_lan_row *find_row(uint8_t parameter)
{
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        if (demo_lan_rows[i].parameter == parameter)
            return &demo_lan_rows[i];
    }
    return NULL;
}

/* These commands know only channels with a LAN: others do not have them at all. */
static struct demo_channel *find_lan(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                     uint8_t *code)
{
    struct demo_channel *channel = demo_channel_find(demo, byte, reserved, code);

    if (channel && !demo_channel_is_lan(channel)) {
        *code = CODE_UNKNOWN_COMMAND;
        return NULL;
    }
    return channel;
}

bool demo_vlan_on(const struct demo_lan *lan)
{
    return (lan->vlan[1] & 0x80) != 0;
}

uint16_t demo_vlan_id(const struct demo_lan *lan)
{
    return (uint16_t)(lan->vlan[0] | (lan->vlan[1] & 0x0F) << 8);
}

/* --- Get ------------------------------------------------------------------- */

uint8_t demo_lan_get(struct demo_bmc *demo, const struct demo_request *request,
                     struct demo_answer *answer)
{
    uint8_t code;
    const struct demo_channel *channel = find_lan(demo, request->data[0], 0x70, &code);
    const struct demo_lan_row *row = find_row(request->data[1]);
    const struct demo_lan *lan;
    size_t length;

    if (!channel)
        return code;
    demo_put_byte(answer, REVISION);
    if (request->data[0] & REVISION_ONLY)
        return CODE_OK;
    if (request->data[1] == PARAMETER_PROGRESS) {
        demo_put_byte(answer, channel->progress);
        return demo->options.lock_code == CODE_OK ? CODE_OK : CODE_PARAMETER_UNKNOWN;
    }
    if (!row)
        return CODE_PARAMETER_UNKNOWN;
    lan = demo_past_view(demo, demo_channel_number(demo, channel));
    length = row->length;
    if (row->parameter == PARAMETER_CIPHERS)
        length = 1u + (lan->cipher_count < 16 ? lan->cipher_count : 16u);
    demo_put(answer, (const uint8_t *)lan + row->offset, length);
    return CODE_OK;
}

/* --- parameter 0 ------------------------------------------------------------ */

bool demo_lan_is_staging(const struct demo_bmc *demo, const struct demo_channel *channel)
{
    return demo->options.staged && demo->options.commit_code == CODE_OK && channel->progress;
}

void demo_lan_roll_back(struct demo_channel *channel)
{
    channel->progress = 0;
    channel->staged = channel->lan;
    channel->staged_mask = 0;
}

void demo_lan_drop_address(struct demo_lan *lan)
{
    memset(lan->address, 0, sizeof(lan->address));
    memset(lan->netmask, 0, sizeof(lan->netmask));
    memset(lan->gateway, 0, sizeof(lan->gateway));
}

void demo_lan_await_lease(struct demo_channel *channel, int64_t at_ms)
{
    demo_lan_drop_address(&channel->lan);
    channel->lease_at_ms = at_ms;
}

/* The channel itself has just changed its source from `before`. */
static void follow_source(const struct demo_bmc *demo, struct demo_channel *channel, uint8_t before)
{
    int64_t lease = demo->options.lease_ms;

    if (channel->lan.source != DEMO_SOURCE_DHCP)
        channel->lease_at_ms = -1;
    else if (before != DEMO_SOURCE_DHCP)
        demo_lan_await_lease(channel, lease < 0 ? -1 : demo->now_ms + lease);
}

static void commit(const struct demo_bmc *demo, struct demo_channel *channel)
{
    uint8_t before = channel->lan.source;

    for (size_t i = 0; i < demo_lan_row_count; i++) {
        const struct demo_lan_row *row = &demo_lan_rows[i];

        if (channel->staged_mask & UINT32_C(1) << row->parameter)
            memcpy((uint8_t *)&channel->lan + row->offset,
                   (const uint8_t *)&channel->staged + row->offset, row->length);
    }
    channel->staged_mask = 0;
    follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

static uint8_t begin(const struct demo_bmc *demo, struct demo_channel *channel)
{
    if (demo->options.lock_code != CODE_OK)
        return demo->options.lock_code;
    if (channel->progress)
        return CODE_LOCK_HELD;
    demo_lan_roll_back(channel);
    channel->progress = 1;
    return CODE_OK;
}

static uint8_t set_progress(const struct demo_bmc *demo, struct demo_channel *channel,
                            const uint8_t *value, size_t length)
{
    if (length > 1)
        return CODE_TOO_LONG;
    if (*value == PROGRESS_BEGIN)
        return begin(demo, channel);
    if (*value == PROGRESS_DONE) {
        demo_lan_roll_back(channel);
        return demo->options.lock_code;
    }
    if (*value != PROGRESS_COMMIT)
        return CODE_INVALID_FIELD;
    if (demo->options.commit_code != CODE_OK)
        return demo->options.commit_code;
    if (!channel->progress)
        return CODE_INVALID_FIELD;
    commit(demo, channel);
    return CODE_OK;
}

/* --- Set -------------------------------------------------------------------- */

static bool contiguous(const uint8_t *bytes)
{
    uint32_t mask =
        (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    uint32_t host = ~mask;

    return (host & (host + 1)) == 0;
}

static bool in_subnet(const struct demo_lan *lan, const uint8_t *gateway)
{
    static const uint8_t none[4] = {0};

    if (memcmp(gateway, none, sizeof(none)) == 0)
        return true;
    for (unsigned i = 0; i < 4; i++) {
        if ((gateway[i] ^ lan->address[i]) & lan->netmask[i])
            return false;
    }
    return true;
}

static bool valid_vlan(const uint8_t *value)
{
    unsigned id = value[0] | (value[1] & 0x0Fu) << 8;

    return !(value[1] & 0x80) || (id != 0 && id != 0xFFF);
}

/* Whether `lan`, as it would be, takes this value. */
static bool valid_value(const struct demo_options *options, const struct demo_lan *lan,
                        uint8_t parameter, const uint8_t *value)
{
    switch (parameter) {
    case PARAMETER_SOURCE:
        if (*value == DEMO_SOURCE_STATIC || *value == DEMO_SOURCE_DHCP)
            return true;
        return options->other_sources && (*value == 3 || *value == 4);
    case PARAMETER_NETMASK:
        return contiguous(value);
    case PARAMETER_GATEWAY:
        return !options->strict_gateway || in_subnet(lan, value);
    case PARAMETER_VLAN:
        return valid_vlan(value);
    default:
        return true;
    }
}

static uint8_t check_write(const struct demo_options *options, const struct demo_lan *lan,
                           const struct demo_lan_row *row, const uint8_t *value, size_t length)
{
    if (!row->writable)
        return CODE_READ_ONLY;
    if (length < row->length)
        return CODE_TOO_SHORT;
    if (length > row->length)
        return CODE_TOO_LONG;
    for (size_t i = 0; i < sizeof(row->reserved) && i < length; i++) {
        if (value[i] & row->reserved[i])
            return CODE_INVALID_FIELD;
    }
    if (row->leased && lan->source == DEMO_SOURCE_DHCP)
        return options->dhcp_code;
    if (!valid_value(options, lan, row->parameter, value))
        return CODE_INVALID_FIELD;
    return CODE_OK;
}

/* Writes into lan; returns which parameters that changed or wrote. */
static uint32_t write_value(struct demo_lan *lan, const struct demo_lan_row *row,
                            const uint8_t *value)
{
    uint32_t written = UINT32_C(1) << row->parameter;
    uint8_t before = lan->source;

    memcpy((uint8_t *)lan + row->offset, value, row->length);
    if (row->parameter == PARAMETER_SOURCE && before == DEMO_SOURCE_DHCP &&
        *value != DEMO_SOURCE_DHCP) {
        demo_lan_drop_address(lan); /* the lease was not ours to keep */
        written |= UINT32_C(1) << PARAMETER_ADDRESS | UINT32_C(1) << PARAMETER_NETMASK |
                   UINT32_C(1) << PARAMETER_GATEWAY;
    }
    return written;
}

static void write_at_once(const struct demo_bmc *demo, struct demo_channel *channel,
                          const struct demo_lan_row *row, const uint8_t *value)
{
    uint8_t before = channel->lan.source;

    write_value(&channel->lan, row, value);
    follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

uint8_t demo_lan_set(struct demo_bmc *demo, const struct demo_request *request,
                     struct demo_answer *answer)
{
    const uint8_t *value = request->data + 2;
    size_t length = request->length - 2;
    const struct demo_lan_row *row = find_row(request->data[1]);
    uint8_t code;
    struct demo_channel *channel = find_lan(demo, request->data[0], 0xF0, &code);
    bool staging;

    (void)answer;
    if (!channel)
        return code;
    if (request->data[1] == PARAMETER_PROGRESS)
        return set_progress(demo, channel, value, length);
    if (!row)
        return CODE_PARAMETER_UNKNOWN;
    staging = demo_lan_is_staging(demo, channel);
    code =
        check_write(&demo->options, staging ? &channel->staged : &channel->lan, row, value, length);
    if (code != CODE_OK || (demo->options.drop_unlocked && !channel->progress))
        return code;
    if (staging)
        channel->staged_mask |= write_value(&channel->staged, row, value);
    else
        write_at_once(demo, channel, row, value);
    return CODE_OK;
}

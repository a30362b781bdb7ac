/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set and Get LAN Configuration Parameters (23.1, 23.2; table 23-4). A parameter is a row below and
 * its bytes in struct demo_lan. Under "set in progress" (parameter 0) writes go to a copy and reach
 * the channel with commit write; demo_lan_write.c has what is refused, and the side effects.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define REVISION      0x11
#define REVISION_ONLY 0x80

#define AT(field) offsetof(struct demo_lan, field), sizeof(((struct demo_lan *)0)->field)

const struct demo_lan_row demo_lan_rows[] = {
    {1, "authentication types", AT(auth_support), SHOW_HEX, {0}},
    {2, "authentication enables", AT(auth_enables), SHOW_HEX, {0xC8, 0xC8, 0xC8, 0xC8, 0xC8}},
    {LAN_ADDRESS, "address", AT(address), SHOW_DOTTED, {0}},
    {LAN_SOURCE, "source", AT(source), SHOW_HEX, {0xF0}},
    {5, "MAC", AT(mac), SHOW_HEX, {0}},
    {LAN_NETMASK, "netmask", AT(netmask), SHOW_DOTTED, {0}},
    {7, "IPv4 header", AT(ipv4_header), SHOW_HEX, {0x00, 0x1F, 0x01}},
    {10, "ARP", AT(arp), SHOW_HEX, {0xFC}},
    {11, "ARP interval", AT(arp_interval), SHOW_HEX, {0}},
    {LAN_GATEWAY, "gateway", AT(gateway), SHOW_DOTTED, {0}},
    {13, "gateway MAC", AT(gateway_mac), SHOW_HEX, {0}},
    {14, "backup gateway", AT(backup_gateway), SHOW_DOTTED, {0}},
    {15, "backup gateway MAC", AT(backup_gateway_mac), SHOW_HEX, {0}},
    {16, "community", AT(community), SHOW_HEX, {0}},
    {LAN_VLAN, "VLAN", AT(vlan), SHOW_VLAN, {0x00, 0x70}},
    {21, "VLAN priority", AT(vlan_priority), SHOW_HEX, {0xF8}},
    {LAN_CIPHER_COUNT, "cipher suites", AT(cipher_count), SHOW_HEX, {0}},
    {LAN_CIPHERS, "cipher suite ids", AT(ciphers), SHOW_HEX, {0}},
    {24, "cipher privileges", AT(cipher_privileges), SHOW_HEX, {0xFF}},
    {26, "bad password limit", AT(bad_password), SHOW_HEX, {0xFE}},
};

const size_t demo_lan_row_count = sizeof(demo_lan_rows) / sizeof(demo_lan_rows[0]);

const struct demo_lan_row *demo_lan_row(unsigned parameter)
{
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        if (demo_lan_rows[i].parameter == parameter)
            return &demo_lan_rows[i];
    }
    return NULL;
}

const uint8_t *demo_lan_bytes(const struct demo_lan *lan, const struct demo_lan_row *row)
{
    return (const uint8_t *)lan + row->offset;
}

void demo_lan_store(struct demo_lan *lan, const struct demo_lan_row *row, const uint8_t *bytes)
{
    memcpy((uint8_t *)lan + row->offset, bytes, row->length);
}

bool demo_vlan_on(const struct demo_lan *lan)
{
    return (lan->vlan[1] & 0x80) != 0;
}

uint16_t demo_vlan_id(const struct demo_lan *lan)
{
    return (uint16_t)(lan->vlan[0] | (lan->vlan[1] & 0x0F) << 8);
}

/* On channels without a LAN there are no such commands. */
static struct demo_channel *lan_find(struct demo_bmc *demo, uint8_t byte, uint8_t reserved,
                                     uint8_t *code)
{
    struct demo_channel *channel;

    if (demo->options.any_channel)
        return demo_channel_first_lan(&demo->state);
    channel = demo_channel_find(demo, byte, reserved, code);
    if (!channel && !(byte & reserved) && demo->options.absent_lan != CODE_OK)
        *code = demo->options.absent_lan;
    if (channel && !demo_channel_is_lan(channel)) {
        *code = CODE_UNKNOWN_COMMAND;
        return NULL;
    }
    return channel;
}

/* --- what reads show ------------------------------------------------------------- */

static void past_note(struct demo_history *history, const struct demo_lan *lan, int64_t at_ms)
{
    unsigned count = history->count;

    if (count > 0 && memcmp(&history->entries[count - 1].lan, lan, sizeof(*lan)) == 0)
        return;
    if (count > 0 && history->entries[count - 1].since_ms >= at_ms) {
        history->entries[count - 1].lan = *lan; /* several writes in one millisecond */
        return;
    }
    if (count == DEMO_HISTORY) {
        memmove(&history->entries[0], &history->entries[1],
                (DEMO_HISTORY - 1) * sizeof(history->entries[0]));
        count--;
    }
    /* The oldest entry has always held. */
    history->entries[count].since_ms = count == 0 ? INT64_MIN : at_ms;
    history->entries[count].lan = *lan;
    history->count = count + 1;
}

void demo_past_note(struct demo_bmc *demo, int64_t at_ms)
{
    for (unsigned i = 0; i < DEMO_CHANNELS; i++) {
        if (demo_channel_is_lan(&demo->state.channels[i]))
            past_note(&demo->history[i], &demo->state.channels[i].lan, at_ms);
    }
}

void demo_past_freeze(struct demo_bmc *demo, int64_t for_ms)
{
    int64_t until = demo->now_ms + for_ms;

    if (demo->now_ms >= demo->frozen_until_ms) {
        for (unsigned i = 0; i < DEMO_CHANNELS; i++)
            demo->frozen[i] = demo->state.channels[i].lan;
    }
    if (until > demo->frozen_until_ms)
        demo->frozen_until_ms = until;
}

/* What a read of this channel shows. */
static const struct demo_lan *past_view(const struct demo_bmc *demo, unsigned channel)
{
    const struct demo_history *history = &demo->history[channel];

    if (demo->now_ms < demo->frozen_until_ms)
        return &demo->frozen[channel];
    if (demo->read_lag_ms == 0 || history->count == 0)
        return &demo->state.channels[channel].lan;
    for (unsigned i = history->count; i-- > 1;) {
        if (history->entries[i].since_ms <= demo->now_ms - demo->read_lag_ms)
            return &history->entries[i].lan;
    }
    return &history->entries[0].lan;
}

/* --- the source ------------------------------------------------------------------ */

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

/* The channel's source was `before` until now. */
static void lan_follow_source(const struct demo_bmc *demo, struct demo_channel *channel,
                              uint8_t before)
{
    int64_t lease = demo->options.lease_ms, at_ms = lease < 0 ? -1 : demo->now_ms + lease;

    if (channel->lan.source != DEMO_SOURCE_DHCP)
        channel->lease_at_ms = -1;
    else if (before != DEMO_SOURCE_DHCP && demo->options.dhcp_clears)
        demo_lan_await_lease(channel, at_ms);
    else if (before != DEMO_SOURCE_DHCP)
        channel->lease_at_ms = at_ms;
}

/* A change takes effect, which may take a while: reads show old values, or nothing answers. */
static void lan_settle(struct demo_bmc *demo)
{
    if (demo->options.settle_ms > 0)
        demo_past_freeze(demo, demo->options.settle_ms);
    if (demo->options.silence_ms > 0)
        demo->state.silent_until_ms = demo->now_ms + demo->options.silence_ms;
}

/* --- set in progress ---------------------------------------------------------------- */

bool demo_lan_is_staging(const struct demo_bmc *demo, const struct demo_channel *channel)
{
    const struct demo_options *options = &demo->options;

    if (!channel->progress)
        return false;
    return options->apply == DEMO_APPLY_COMPLETE ||
           (options->apply == DEMO_APPLY_COMMIT && options->commit_code <= DEMO_OK);
}

void demo_lan_roll_back(struct demo_channel *channel)
{
    channel->progress = 0;
    channel->staged = channel->lan;
    channel->staged_mask = 0;
}

static void lan_commit(struct demo_bmc *demo, struct demo_channel *channel)
{
    uint8_t before = channel->lan.source;

    if (channel->staged_mask != 0)
        lan_settle(demo);
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        const struct demo_lan_row *row = &demo_lan_rows[i];

        if (channel->staged_mask & UINT32_C(1) << row->parameter)
            demo_lan_store(&channel->lan, row, demo_lan_bytes(&channel->staged, row));
    }
    if (channel->staged_mask & UINT32_C(1) << LAN_VLAN)
        memcpy(channel->lan.untagged_gateway, channel->staged.untagged_gateway,
               sizeof(channel->lan.untagged_gateway));
    channel->staged_mask = 0;
    lan_follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

static uint8_t lan_begin(struct demo_bmc *demo, struct demo_channel *channel)
{
    const struct demo_options *options = &demo->options;

    if (demo->state.locks++ < options->lock_fails)
        return options->lock_held;
    if (channel->progress && options->lock_held != CODE_OK)
        return options->lock_held;
    if (options->lock_code == DEMO_IGNORED)
        return CODE_OK;
    demo_lan_roll_back(channel);
    channel->progress = 1;
    channel->locked_at_ms = demo->now_ms;
    return CODE_OK;
}

static uint8_t lan_reply(int64_t reply)
{
    return reply > DEMO_OK ? (uint8_t)reply : CODE_OK;
}

static uint8_t lan_complete(struct demo_bmc *demo, struct demo_channel *channel)
{
    if (demo->options.complete_code != DEMO_OK)
        return lan_reply(demo->options.complete_code);
    if (demo->options.apply == DEMO_APPLY_COMPLETE && channel->progress)
        lan_commit(demo, channel);
    demo_lan_roll_back(channel);
    return CODE_OK;
}

static uint8_t lan_commit_write(struct demo_bmc *demo, struct demo_channel *channel)
{
    if (demo->options.commit_code != DEMO_OK)
        return lan_reply(demo->options.commit_code);
    if (!channel->progress)
        return demo->options.commit_unlocked;
    if (demo->options.apply == DEMO_APPLY_COMMIT)
        lan_commit(demo, channel);
    return CODE_OK;
}

/* Parameter 0. */
static uint8_t lan_set_progress(struct demo_bmc *demo, struct demo_channel *channel,
                                const uint8_t *value, size_t length)
{
    if (length > 1)
        return CODE_TOO_LONG;
    if (*value == PROGRESS_COMMIT)
        return lan_commit_write(demo, channel);
    if (*value > PROGRESS_COMMIT)
        return CODE_INVALID_FIELD;
    if (demo->options.lock_code > DEMO_OK)
        return lan_reply(demo->options.lock_code);
    return *value == PROGRESS_BEGIN ? lan_begin(demo, channel) : lan_complete(demo, channel);
}

/* --- get and set -------------------------------------------------------------------- */

static uint8_t lan_get(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    uint8_t code;
    const struct demo_channel *channel = lan_find(request->demo, request->data[0], 0x70, &code);
    const struct demo_lan_row *row = demo_lan_row(request->data[1]);
    const struct demo_lan *lan;
    size_t length;

    if (!channel)
        return code;
    demo_put_byte(request, REVISION);
    if (request->data[0] & REVISION_ONLY)
        return CODE_OK;
    if (request->data[1] == LAN_PROGRESS) {
        demo_put_byte(request, channel->progress);
        return lan_reply(options->lock_code);
    }
    if (!row || demo_set_has(&options->unsupported, row->parameter))
        return options->unsupported_code;
    lan = past_view(request->demo, demo_channel_number(request->demo, channel));
    length = row->length;
    if (row->parameter == LAN_CIPHERS)
        length = 1u + (lan->cipher_count < 16 ? lan->cipher_count : 16u);
    if (row->parameter == LAN_COMMUNITY)
        demo_put_text(request, demo_lan_bytes(lan, row), length);
    else
        demo_put(request, demo_lan_bytes(lan, row), length);
    return CODE_OK;
}

static uint8_t lan_unsupported(const struct demo_options *options)
{
    return options->unsupported_write != CODE_OK ? options->unsupported_write
                                                 : options->unsupported_code;
}

static void lan_write_at_once(struct demo_bmc *demo, struct demo_channel *channel,
                              const struct demo_lan_write *write)
{
    uint8_t before = channel->lan.source;

    lan_settle(demo);
    demo_lan_write(write);
    lan_follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

static uint8_t lan_set(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    const struct demo_options *options = &demo->options;
    struct demo_lan_write write = {.options = options,
                                   .row = demo_lan_row(request->data[1]),
                                   .value = request->data + 2,
                                   .length = request->length - 2};
    uint8_t code;
    struct demo_channel *channel = lan_find(demo, request->data[0], 0xF0, &code);
    bool staging = channel && demo_lan_is_staging(demo, channel);

    if (!channel)
        return code;
    if (request->data[1] == LAN_PROGRESS)
        return lan_set_progress(demo, channel, write.value, write.length);
    if (!write.row || demo_set_has(&options->unsupported, write.row->parameter))
        return lan_unsupported(options);
    write.lan = staging ? &channel->staged : &channel->lan;
    code = demo_lan_refusal(&write);
    if (code != CODE_OK || demo_set_has(&options->ignored, write.row->parameter))
        return code;
    if (!channel->progress && options->unlocked != DEMO_OK)
        return lan_reply(options->unlocked);
    if (staging)
        channel->staged_mask |= demo_lan_write(&write);
    else
        lan_write_at_once(demo, channel, &write);
    return CODE_OK;
}

const struct demo_command demo_lan_commands[] = {
    {"lan-set", NETFN_TRANSPORT, 0x01, 3, 255, DEMO_WRITES, lan_set,
     {.argument = {1, 0xFF}, .value = {2, 0xFF}, .channel = {0, 0x0F}}},
    {"lan-get", NETFN_TRANSPORT, 0x02, 4, 4, DEMO_READS, lan_get,
     {.argument = {1, 0xFF}, .channel = {0, 0x0F}}},
    {0},
};

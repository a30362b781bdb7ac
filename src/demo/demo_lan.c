/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set and Get LAN Configuration Parameters (23.1, 23.2; table 23-4). Under
 * "set in progress" writes go to a copy and reach the channel with commit
 * write (demo_lan_lock.c); what is refused, and what a write changes beside
 * its own value, is in demo_lan_write.c.
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
    {22, "cipher suites", AT(cipher_count), SHOW_HEX, {0}},
    {LAN_CIPHERS, "cipher suite ids", AT(ciphers), SHOW_HEX, {0}},
    {24, "cipher privileges", AT(cipher_privileges), SHOW_HEX, {0xFF}},
    {26, "bad password limit", AT(bad_password), SHOW_HEX, {0xFE}},
};

const size_t demo_lan_row_count = sizeof(demo_lan_rows) / sizeof(demo_lan_rows[0]);

const struct demo_lan_row *demo_lan_row(uint8_t parameter)
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
    struct demo_state *state = &demo->state;
    struct demo_channel *channel;

    if (demo->options.any_channel)
        return &state->channels[demo_channel_first_lan(state)];
    channel = demo_channel_find(demo, byte, reserved, code);
    if (!channel && !(byte & reserved) && demo->options.absent_lan != CODE_OK)
        *code = demo->options.absent_lan;
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
    const struct demo_options *options = &demo->options;
    uint8_t code;
    const struct demo_channel *channel = find_lan(demo, request->data[0], 0x70, &code);
    const struct demo_lan_row *row = demo_lan_row(request->data[1]);
    const struct demo_lan *lan;
    size_t length;

    if (!channel)
        return code;
    demo_put_byte(answer, REVISION);
    if (request->data[0] & REVISION_ONLY)
        return CODE_OK;
    if (request->data[1] == LAN_PROGRESS) {
        demo_put_byte(answer, channel->progress);
        return options->lock_code > CODE_OK ? (uint8_t)options->lock_code : CODE_OK;
    }
    if (!row || demo_set_has(&options->unsupported, row->parameter))
        return options->unsupported_code;
    lan = demo_past_view(demo, demo_channel_number(demo, channel));
    length = row->length;
    if (row->parameter == LAN_CIPHERS)
        length = 1u + (lan->cipher_count < 16 ? lan->cipher_count : 16u);
    demo_put(answer, (const uint8_t *)lan + row->offset, length);
    return CODE_OK;
}

/* --- Set -------------------------------------------------------------------- */

/* Old values are shown, and nothing is answered, for as long as the change takes. */
void demo_lan_settle(struct demo_bmc *demo)
{
    const struct demo_options *options = &demo->options;

    if (options->settle_ms > 0)
        demo_past_freeze(demo, options->settle_ms);
    if (options->silence_ms > 0)
        demo->state.silent_until_ms = demo->now_ms + options->silence_ms;
}

static void write_at_once(struct demo_bmc *demo, struct demo_channel *channel,
                          const struct demo_lan_row *row, const uint8_t *value)
{
    uint8_t before = channel->lan.source;

    demo_lan_settle(demo);
    demo_lan_write(&demo->options, &channel->lan, row, value);
    demo_lan_follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

uint8_t demo_lan_set(struct demo_bmc *demo, const struct demo_request *request,
                     struct demo_answer *answer)
{
    const struct demo_options *options = &demo->options;
    const uint8_t *value = request->data + 2;
    size_t length = request->length - 2;
    const struct demo_lan_row *row = demo_lan_row(request->data[1]);
    uint8_t code;
    struct demo_channel *channel = find_lan(demo, request->data[0], 0xF0, &code);
    bool staging;

    (void)answer;
    if (!channel)
        return code;
    if (request->data[1] == LAN_PROGRESS)
        return demo_lan_set_progress(demo, channel, value, length);
    if (!row || demo_set_has(&options->unsupported, row->parameter))
        return options->unsupported_write != CODE_OK ? options->unsupported_write
                                                     : options->unsupported_code;
    staging = demo_lan_is_staging(demo, channel);
    code =
        demo_lan_refusal(options, staging ? &channel->staged : &channel->lan, row, value, length);
    if (code != CODE_OK || demo_set_has(&options->ignored, row->parameter))
        return code;
    if (!channel->progress && options->unlocked != DEMO_OK)
        return options->unlocked > 0 ? (uint8_t)options->unlocked : CODE_OK;
    if (staging)
        channel->staged_mask |= demo_lan_write(options, &channel->staged, row, value);
    else
        write_at_once(demo, channel, row, value);
    return CODE_OK;
}

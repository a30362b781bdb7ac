/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * LAN parameter 0: set in progress, commit write, set complete (23.1), and what
 * a channel does when its source changes.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define PROGRESS_DONE   0
#define PROGRESS_BEGIN  1
#define PROGRESS_COMMIT 2

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

/* --- the source ----------------------------------------------------------------- */

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

void demo_lan_follow_source(const struct demo_bmc *demo, struct demo_channel *channel,
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

/* --- parameter 0 ------------------------------------------------------------------ */

static void commit(struct demo_bmc *demo, struct demo_channel *channel)
{
    uint8_t before = channel->lan.source;

    if (channel->staged_mask != 0)
        demo_lan_settle(demo);
    for (size_t i = 0; i < demo_lan_row_count; i++) {
        const struct demo_lan_row *row = &demo_lan_rows[i];

        if (channel->staged_mask & UINT32_C(1) << row->parameter)
            memcpy((uint8_t *)&channel->lan + row->offset,
                   (const uint8_t *)&channel->staged + row->offset, row->length);
    }
    if (channel->staged_mask & UINT32_C(1) << LAN_VLAN)
        memcpy(channel->lan.untagged_gateway, channel->staged.untagged_gateway,
               sizeof(channel->lan.untagged_gateway));
    channel->staged_mask = 0;
    demo_lan_follow_source(demo, channel, before);
    channel->staged = channel->lan;
}

static uint8_t begin(struct demo_bmc *demo, struct demo_channel *channel)
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

static uint8_t end(struct demo_bmc *demo, struct demo_channel *channel)
{
    int16_t code = demo->options.complete_code;

    if (code != DEMO_OK)
        return code > 0 ? (uint8_t)code : CODE_OK;
    if (demo->options.apply == DEMO_APPLY_COMPLETE && channel->progress)
        commit(demo, channel);
    demo_lan_roll_back(channel);
    return CODE_OK;
}

static uint8_t commit_write(struct demo_bmc *demo, struct demo_channel *channel)
{
    int16_t code = demo->options.commit_code;

    if (code != DEMO_OK)
        return code > 0 ? (uint8_t)code : CODE_OK;
    if (!channel->progress)
        return demo->options.commit_unlocked;
    if (demo->options.apply == DEMO_APPLY_COMMIT)
        commit(demo, channel);
    return CODE_OK;
}

uint8_t demo_lan_set_progress(struct demo_bmc *demo, struct demo_channel *channel,
                              const uint8_t *value, size_t length)
{
    int16_t code = demo->options.lock_code;

    if (length > 1)
        return CODE_TOO_LONG;
    if (*value == PROGRESS_BEGIN && code <= DEMO_OK)
        return begin(demo, channel);
    if (*value == PROGRESS_DONE && code <= DEMO_OK)
        return end(demo, channel);
    if (*value == PROGRESS_COMMIT)
        return commit_write(demo, channel);
    return *value > PROGRESS_COMMIT ? CODE_INVALID_FIELD : (uint8_t)code;
}

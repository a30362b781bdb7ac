/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads that lag behind: what each LAN channel held, and since when. */
#include <string.h>

#include "demo/demo_internal.h"

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

const struct demo_lan *demo_past_view(const struct demo_bmc *demo, unsigned channel)
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

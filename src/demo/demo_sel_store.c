/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The event log's records, and the clock that stamps them (31, 32). */
#include <assert.h>
#include <string.h>
#include <time.h>

#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

#define ID_LAST        0xFFFE /* FFFFh and 0000h ask for the last and the first */
#define TYPE_UNSTAMPED 0xE0
#define REPEATED_EVERY (3 * 60) /* minutes between events that are made up */

/* --- the clock ----------------------------------------------------------------- */

static int64_t sel_zone_s(int64_t seconds)
{
    time_t now = (time_t)seconds;
    struct tm local;

    return localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

uint32_t demo_sel_clock(const struct demo_bmc *demo)
{
    const struct demo_options *options = &demo->options;
    const struct demo_sel *sel = &demo->state.sel;
    int64_t seconds = sel->clock_s + (demo->now_ms - sel->clock_ms) / 1000;

    if (!sel->clock_set)
        seconds += options->clock_offset_ms / 1000;
    if (!sel->clock_set && options->clock == DEMO_CLOCK_LOCAL)
        seconds += sel_zone_s(seconds);
    if (options->clock == DEMO_CLOCK_BOOT && !sel->clock_set)
        seconds = (demo->now_ms - sel->started_ms) / 1000;
    return (uint32_t)seconds;
}

/* --- records --------------------------------------------------------------------- */

static void sel_put_number(uint8_t *bytes, uint32_t number, unsigned length)
{
    for (unsigned i = 0; i < length; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
}

uint16_t demo_sel_id(const struct demo_sel *sel, unsigned index)
{
    return (uint16_t)(sel->records[index][0] | sel->records[index][1] << 8);
}

static uint16_t sel_next_id(uint16_t id)
{
    return id >= ID_LAST ? 1 : (uint16_t)(id + 1);
}

void demo_sel_remove(struct demo_sel *sel, unsigned index)
{
    sel->count--;
    memmove(sel->records[index], sel->records[index + 1],
            (sel->count - index) * sizeof(sel->records[0]));
}

static unsigned sel_room(const struct demo_bmc *demo)
{
    return demo->options.sel_room < DEMO_SEL_MAX ? (unsigned)demo->options.sel_room : DEMO_SEL_MAX;
}

bool demo_sel_append(struct demo_bmc *demo, const uint8_t record[DEMO_SEL_RECORD], uint32_t time)
{
    struct demo_sel *sel = &demo->state.sel;
    unsigned room = sel_room(demo);
    uint8_t *place;

    if (sel->count >= room && demo->options.sel_ring && room > 0)
        demo_sel_remove(sel, 0);
    if (sel->count >= room) {
        sel->overflow = true;
        return false;
    }
    place = memcpy(sel->records[sel->count++], record, DEMO_SEL_RECORD);
    sel_put_number(place, sel->next_id, 2);
    sel->next_id = sel_next_id(sel->next_id);
    if (place[2] < TYPE_UNSTAMPED)
        sel_put_number(place + 3, time, 4);
    sel->added = time;
    return true;
}

/* A new event: whoever has reserved the log must look again. */
static bool sel_add_new(struct demo_bmc *demo, const uint8_t record[DEMO_SEL_RECORD])
{
    demo->state.sel.reserved = false;
    return demo_sel_append(demo, record, demo_sel_clock(demo));
}

bool demo_sel_add(struct demo_bmc *demo, const uint8_t record[DEMO_SEL_RECORD])
{
    demo_sel_tick(demo);
    return sel_add_new(demo, record);
}

void demo_sel_event(struct demo_bmc *demo, uint8_t sensor_type, uint8_t number, uint8_t offset)
{
    const uint8_t record[DEMO_SEL_RECORD] = {
        [2] = 0x02,  [7] = 0x20,    [9] = 0x04,  [10] = sensor_type, [11] = number,
        [12] = 0x6F, [13] = offset, [14] = 0xFF, [15] = 0xFF};

    sel_add_new(demo, record);
}

/* --- what there is at first --------------------------------------------------------- */

static void sel_fill(uint8_t record[DEMO_SEL_RECORD], const struct demo_event *event)
{
    bool stamped = event->type < TYPE_UNSTAMPED;

    memset(record, 0, DEMO_SEL_RECORD);
    record[2] = event->type;
    memcpy(record + (stamped ? 7 : 3), event->data, stamped ? 9 : 13);
}

/* More events than the machine has had are the same ones again, further back. */
static void sel_make_event(struct demo_bmc *demo, unsigned back, int64_t newest_s)
{
    unsigned oldest = back % DEMO_MACHINE_EVENTS, rounds = back / DEMO_MACHINE_EVENTS;
    const struct demo_event *event = demo_machine_event(DEMO_MACHINE_EVENTS - 1 - oldest);
    int64_t minutes = event->minutes_ago; /* and some seconds, in the same order */
    uint8_t record[DEMO_SEL_RECORD];
    int64_t time;

    if (rounds > 0)
        minutes = demo_machine_event(4)->minutes_ago +
                  (int64_t)(back - DEMO_MACHINE_EVENTS) * REPEATED_EVERY;
    time = rounds == 0 && minutes >= DEMO_EVENT_BOOT ? minutes - DEMO_EVENT_BOOT
                                                     : newest_s - minutes * 60 - minutes * 7 % 60;
    sel_fill(record, event);
    demo_sel_append(demo, record, (uint32_t)time);
}

static void sel_make(struct demo_bmc *demo)
{
    const struct demo_options *options = &demo->options;
    struct demo_sel *sel = &demo->state.sel;
    int64_t newest = options->sel_newest >= 0 ? options->sel_newest : sel->clock_s;

    sel->count = 0;
    sel->overflow = false;
    sel->next_id = options->sel_first > 0 ? (uint16_t)options->sel_first : 1;
    sel->erased = 0;
    for (unsigned back = (unsigned)options->sel_events; back > 0; back--) {
        sel_make_event(demo, back - 1, newest);
        if (options->sel_gap > 0 && sel->count % (unsigned)options->sel_gap == 0)
            sel->next_id = sel_next_id(sel->next_id);
    }
}

/* --- what happens by itself ------------------------------------------------------------ */

void demo_sel_start(struct demo_bmc *demo)
{
    struct demo_sel *sel = &demo->state.sel;

    sel->clock_s = (int64_t)time(NULL);
    sel->clock_ms = sel->started_ms = demo->now_ms;
    sel->erase_ms = -1;
    sel->utc_offset = DEMO_UTC_UNKNOWN;
}

void demo_sel_erase(struct demo_bmc *demo)
{
    struct demo_sel *sel = &demo->state.sel;
    bool reserved = sel->reserved;

    sel->count = 0;
    sel->overflow = false;
    sel->erased = demo_sel_clock(demo);
    if (demo->options.sel_clear_logs)
        demo_sel_event(demo, 0x10, DEMO_EVENT_LOG, 0x02);
    sel->reserved = reserved; /* this record is the clearing's own */
}

static void sel_remake(struct demo_bmc *demo)
{
    const struct demo_options *options = &demo->options;
    const int64_t from[] = {options->sel_events, options->sel_newest, options->sel_first,
                            options->sel_gap, options->sel_room};
    struct demo_sel *sel = &demo->state.sel;

    _Static_assert(sizeof(from) == sizeof(sel->made_from), "what the log is made from");
    if (sel->made && memcmp(from, sel->made_from, sizeof(from)) == 0)
        return;
    memcpy(sel->made_from, from, sizeof(from));
    sel->made = true;
    sel_make(demo);
}

void demo_sel_tick(struct demo_bmc *demo)
{
    struct demo_sel *sel = &demo->state.sel;

    sel_remake(demo);
    if (sel->erase_ms >= 0 && sel->erase_ms <= demo->now_ms)
        sel->erase_ms = -1;
    if (sel->happens & DEMO_SEL_CLEARED) {
        sel->reserved = false;
        demo_sel_erase(demo);
    }
    if (sel->happens & DEMO_SEL_RESERVED)
        sel->reserved = false;
    if (sel->happens & DEMO_SEL_ADDED)
        demo_sel_event(demo, 0x0C, DEMO_MEMORY, 0x00);
    sel->happens = 0;
}

void demo_sel_request(struct demo_bmc *demo)
{
    int64_t every = demo->options.sel_every;

    if (every > 0 && ++demo->state.sel.asked % every == 0)
        demo_sel_event(demo, 0x0C, DEMO_MEMORY, 0x00);
}

void demo_sel_restart(struct demo_bmc *demo)
{
    struct demo_sel *sel = &demo->state.sel;

    sel->reserved = false;
    sel->started_ms = demo->state.boot_until_ms;
    if (demo->options.clock == DEMO_CLOCK_BOOT)
        sel->clock_set = false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watchdog timer (27.5 to 27.7), and what the machine draws (DCMI 6.6.1). */
#include <string.h>

#include "demo/demo_internal.h"

#define DCMI_GROUP  0xDC
#define DCMI_ACTIVE 0x40
#define WATTS       348
#define WATTS_OFF   14
#define SAMPLE_MS   1000
#define TICK_MS     100 /* of the countdown */
#define PAT_MS      60000

enum { USE_DONT_STOP = 0x40, USE_MASK = 0x87, USE_HIGHEST = 5, RUNNING = 0x40 };
enum { ACTION_RESET = 1, ACTION_OFF, ACTION_CYCLE, ACTION_MASK = 0x07 };

/* --- the watchdog -------------------------------------------------------------------- */

static unsigned watchdog_left(const struct demo_bmc *demo)
{
    int64_t left = demo->state.watchdog.due_ms - demo->now_ms;

    return demo->state.watchdog.due_ms < 0 || left < 0 ? 0 : (unsigned)(left / TICK_MS);
}

static void watchdog_run(struct demo_bmc *demo)
{
    struct demo_watchdog *watchdog = &demo->state.watchdog;
    int64_t ticks = watchdog->initial[0] | watchdog->initial[1] << 8;

    watchdog->due_ms = demo->now_ms + ticks * TICK_MS;
}

void demo_watchdog_tick(struct demo_bmc *demo)
{
    struct demo_watchdog *watchdog = &demo->state.watchdog;

    if (watchdog->due_ms >= 0 && watchdog->patted && demo->state.power_on) {
        watchdog_run(demo);
        watchdog->due_ms -= demo->now_ms % PAT_MS;
    }
    if (watchdog->due_ms < 0 || watchdog->due_ms > demo->now_ms)
        return;
    watchdog->due_ms = -1;
    watchdog->expired |= (uint8_t)(1u << (watchdog->use & USE_MASK & ~0x80));
    demo_power_expire(demo, watchdog->action & ACTION_MASK);
}

static uint8_t watchdog_get(struct demo_request *request)
{
    const struct demo_watchdog *watchdog = &request->demo->state.watchdog;
    bool runs = watchdog->due_ms >= 0;
    unsigned left = watchdog_left(request->demo);

    demo_put_byte(request, (uint8_t)(watchdog->use | (runs ? RUNNING : 0)));
    demo_put_byte(request, watchdog->action);
    demo_put_byte(request, watchdog->before);
    demo_put_byte(request, watchdog->expired);
    demo_put(request, watchdog->initial, sizeof(watchdog->initial));
    demo_put_byte(request, (uint8_t)left);
    demo_put_byte(request, (uint8_t)(left >> 8));
    return (uint8_t)request->demo->options.watchdog_code;
}

/* Stops it, unless told not to. */
static uint8_t watchdog_set(struct demo_request *request)
{
    struct demo_watchdog *watchdog = &request->demo->state.watchdog;
    const uint8_t *data = request->data;
    unsigned use = data[0] & 0x07;

    if (request->demo->options.watchdog_code != CODE_OK)
        return (uint8_t)request->demo->options.watchdog_code;
    if (request->demo->options.watchdog_set > 0)
        return (uint8_t)request->demo->options.watchdog_set;
    if (use == 0 || use > USE_HIGHEST || (data[1] & ACTION_MASK) > ACTION_CYCLE)
        return CODE_INVALID_FIELD;
    if (request->demo->options.watchdog_set == DEMO_IGNORED)
        return CODE_OK;
    watchdog->use = data[0] & USE_MASK;
    watchdog->action = data[1];
    watchdog->before = data[2];
    watchdog->expired &= (uint8_t)~data[3];
    memcpy(watchdog->initial, data + 4, sizeof(watchdog->initial));
    watchdog->ready = true;
    if (watchdog->due_ms >= 0 && (data[0] & USE_DONT_STOP))
        watchdog_run(request->demo);
    else
        watchdog->due_ms = -1;
    watchdog->patted = watchdog->patted && watchdog->due_ms >= 0;
    return CODE_OK;
}

static uint8_t watchdog_reset(struct demo_request *request)
{
    if (request->demo->options.watchdog_code != CODE_OK)
        return (uint8_t)request->demo->options.watchdog_code;
    if (!request->demo->state.watchdog.ready)
        return CODE_NOT_READY;
    watchdog_run(request->demo);
    return CODE_OK;
}

/* --- DCMI ----------------------------------------------------------------------------- */

static void dcmi_put(struct demo_request *request, uint32_t number, unsigned length)
{
    for (unsigned i = 0; i < length; i++)
        demo_put_byte(request, (uint8_t)(number >> 8 * i));
}

static uint8_t dcmi_power(struct demo_request *request)
{
    const struct demo_bmc *demo = request->demo;
    unsigned watts = demo->state.power_on ? WATTS : WATTS_OFF;
    unsigned now = watts + (demo->options.sensors_move ? (unsigned)(demo->now_ms / 1000 % 5) : 0);

    if (demo->options.dcmi_code != CODE_OK)
        return (uint8_t)demo->options.dcmi_code;
    if (request->data[0] != DCMI_GROUP)
        return CODE_UNKNOWN_COMMAND;
    if (request->data[1] != 1)
        return CODE_INVALID_FIELD;
    demo_put_byte(request, DCMI_GROUP);
    dcmi_put(request, now, 2);
    dcmi_put(request, watts - 5, 2);
    dcmi_put(request, watts + 60, 2);
    dcmi_put(request, watts, 2);
    dcmi_put(request, demo_sel_clock(demo), 4);
    dcmi_put(request, SAMPLE_MS, 4);
    demo_put_byte(request, DCMI_ACTIVE);
    return CODE_OK;
}

const struct demo_command demo_watchdog_commands[] = {
    {"watchdog-reset", NETFN_APP, 0x22, 0, 0, DEMO_WRITES, watchdog_reset, DEMO_NO_PICKS},
    {"watchdog-set", NETFN_APP, 0x24, 6, 6, DEMO_WRITES, watchdog_set, DEMO_NO_PICKS},
    {"watchdog-get", NETFN_APP, 0x25, 0, 0, DEMO_READS, watchdog_get, DEMO_NO_PICKS},
    {"dcmi-power", NETFN_GROUP, 0x02, 4, 4, DEMO_READS, dcmi_power, DEMO_NO_PICKS},
    {0},
};

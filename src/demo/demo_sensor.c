/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensor commands (35.5 to 35.16): readings that move a little with the clock, limits that can be
 * set. */
#include <string.h>

#include "demo/demo_internal.h"
#include "demo/demo_machine.h"

#define MOVE_MS    3000 /* how long a reading stays the same */
#define STATES_SET 0xC0 /* bits that are always read as 1 */
#define WHOLE_MASK 0xFF

enum { EVENTS_ON = 0x80, SCANNING = 0x40, UNAVAILABLE = 0x20 };

/* --- which sensor ----------------------------------------------------------------- */

/* What a request is about. held: NULL for those that an option adds. */
struct sensor_site {
    const struct demo_sensor *sensor;
    struct demo_sensor_state *held;
    unsigned shared; /* which of those that share the record */
};

static bool sensor_find(const struct demo_request *request, struct sensor_site *site)
{
    uint8_t number = request->data[0];

    *site = (struct sensor_site){.sensor = demo_sdr_extra(request->demo, number)};
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS && !site->sensor; i++) {
        const struct demo_sensor *sensor = demo_machine_sensor(i);
        unsigned count = sensor->shared > 1 ? sensor->shared : 1;

        if (sensor->owner != DEMO_BMC || number < sensor->number ||
            number >= sensor->number + count)
            continue;
        site->sensor = sensor;
        site->held = &request->demo->state.sensors[i];
        site->shared = number - sensor->number;
    }
    return site->sensor != NULL;
}

/* CODE_OK, or why this request about a sensor comes to nothing. */
static uint8_t sensor_open(const struct demo_request *request, struct sensor_site *site)
{
    const struct demo_options *options = &request->demo->options;

    if (options->sensor_code != CODE_OK)
        return (uint8_t)options->sensor_code;
    if (!sensor_find(request, site) || site->sensor->kind == DEMO_EVENT_ONLY)
        return CODE_ABSENT;
    return site->sensor->quirk == DEMO_ALWAYS_BUSY ? CODE_BUSY : CODE_OK;
}

static bool sensor_has_limits(const struct sensor_site *site)
{
    return site->sensor->code == DEMO_THRESHOLD && site->held;
}

void demo_sensor_start(struct demo_state *state)
{
    for (unsigned i = 0; i < DEMO_MACHINE_SENSORS; i++) {
        const struct demo_sensor *sensor = demo_machine_sensor(i);
        struct demo_sensor_state *held = &state->sensors[i];

        memcpy(held->limits, sensor->limits, sizeof(held->limits));
        held->hysteresis[0] = held->hysteresis[1] = DEMO_HYSTERESIS;
        held->states[0] = sensor->now;
        held->states[1] = sensor->then;
    }
}

/* --- readings ------------------------------------------------------------------------ */

static uint8_t sensor_reading(const struct demo_bmc *demo, const struct sensor_site *site)
{
    const struct demo_sensor *sensor = site->sensor;
    int64_t step = demo->now_ms / MOVE_MS + sensor->number;
    int width = 2 * sensor->moves + 1;

    if (!demo->options.sensors_move || sensor->moves == 0)
        return sensor->reading;
    return (uint8_t)(sensor->reading + (int)(step * 7 % width) - sensor->moves);
}

static uint8_t sensor_flags(const struct demo_bmc *demo, const struct demo_sensor *sensor)
{
    if (sensor->quirk == DEMO_NOT_SCANNED)
        return EVENTS_ON | UNAVAILABLE;
    if (sensor->quirk == DEMO_UNAVAILABLE || (sensor->powered && !demo->state.power_on))
        return EVENTS_ON | SCANNING | UNAVAILABLE;
    return EVENTS_ON | SCANNING;
}

/* Which limits the reading is beyond. */
static unsigned sensor_beyond(const struct sensor_site *site, uint8_t reading)
{
    const uint8_t *limits = site->held ? site->held->limits : site->sensor->limits;
    unsigned bits = 0;

    for (unsigned i = 0; i < 6; i++) {
        bool beyond = i < 3 ? reading <= limits[i] : reading >= limits[i];

        if ((site->sensor->has >> i & 1) && beyond)
            bits |= 1u << i;
    }
    return bits;
}

static uint8_t sensor_get_reading(struct demo_request *request)
{
    const struct demo_bmc *demo = request->demo;
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site), flags, reading;

    if (code != CODE_OK)
        return code;
    flags = sensor_flags(demo, site.sensor);
    reading = sensor_reading(demo, &site);
    demo_put_byte(request, flags & UNAVAILABLE ? 0 : reading);
    demo_put_byte(request, flags);
    if (demo->options.sensors_short)
        return CODE_OK;
    if (site.sensor->code == DEMO_THRESHOLD) {
        demo_put_byte(request, flags & UNAVAILABLE
                                   ? STATES_SET
                                   : (uint8_t)(STATES_SET | sensor_beyond(&site, reading)));
        return CODE_OK;
    }
    demo_put_byte(request, (uint8_t)(site.held->states[site.shared] & 0xFF));
    demo_put_byte(request, (uint8_t)(0x80 | site.held->states[site.shared] >> 8));
    return CODE_OK;
}

/* A sensor that is not linear has three ranges, each with its own factor. */
static uint8_t sensor_get_factors(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site), reading = request->data[1], m, next = 0xFF;

    if (code == CODE_OK && site.sensor->code != DEMO_THRESHOLD)
        code = CODE_ILLEGAL;
    if (code != CODE_OK)
        return code;
    m = site.sensor->m;
    if (site.sensor->linear) {
        m = reading < 64 ? 1 : reading < 128 ? 2 : 4;
        next = reading < 64 ? 64 : reading < 128 ? 128 : 0xFF;
    }
    demo_put_byte(request, next);
    demo_put_byte(request, m);
    demo_put_byte(request, 0x01);
    demo_put_byte(request, 0);
    demo_put_byte(request, 0);
    demo_put_byte(request, 0);
    demo_put_byte(request, (uint8_t)((site.sensor->exponent & 0x0F) << 4));
    return CODE_OK;
}

static uint8_t sensor_get_type(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site);

    if (code != CODE_OK)
        return code;
    demo_put_byte(request, site.sensor->type);
    demo_put_byte(request, site.sensor->code);
    return CODE_OK;
}

/* --- limits ----------------------------------------------------------------------------- */

static uint8_t sensor_open_limits(const struct demo_request *request, struct sensor_site *site)
{
    uint8_t code = sensor_open(request, site);

    return code == CODE_OK && !sensor_has_limits(site) ? CODE_ILLEGAL : code;
}

static uint8_t sensor_get_limits(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open_limits(request, &site);

    if (code != CODE_OK)
        return code;
    demo_put_byte(request, site.sensor->has);
    demo_put(request, site.held->limits, sizeof(site.held->limits));
    return CODE_OK;
}

static uint8_t sensor_set_limits(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    struct sensor_site site;
    uint8_t code = sensor_open_limits(request, &site), mask = request->data[1];

    if (code != CODE_OK || options->limits_code != DEMO_OK)
        return code != CODE_OK || options->limits_code < 0 ? code : (uint8_t)options->limits_code;
    if (mask & ~site.sensor->has)
        return CODE_INVALID_FIELD;
    for (unsigned i = 0; i < 6; i++) {
        int64_t step = options->limits_step > 0 ? options->limits_step : 1;

        if (mask >> i & 1)
            site.held->limits[i] = (uint8_t)(request->data[2 + i] / step * step);
    }
    return CODE_OK;
}

static uint8_t sensor_get_hysteresis(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open_limits(request, &site);

    if (code != CODE_OK)
        return code;
    demo_put(request, site.held->hysteresis, sizeof(site.held->hysteresis));
    return CODE_OK;
}

static uint8_t sensor_set_hysteresis(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open_limits(request, &site);

    if (code == CODE_OK && request->data[1] != WHOLE_MASK)
        code = CODE_INVALID_FIELD;
    if (code == CODE_OK)
        memcpy(site.held->hysteresis, request->data + 2, sizeof(site.held->hysteresis));
    return code;
}

/* --- events -------------------------------------------------------------------------------- */

/* The chassis was opened, and is closed: fans run fast until this. */
static uint8_t sensor_rearm(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site);

    if (code == CODE_OK && request->demo->options.rearm_code != CODE_OK)
        code = (uint8_t)request->demo->options.rearm_code;
    if (code != CODE_OK)
        return code;
    if (site.held)
        site.held->rearmed++;
    if (site.sensor->number == DEMO_INTRUSION) {
        site.held->states[0] = 0;
        request->demo->state.chassis.front &= (uint8_t)~DEMO_FRONT_INTRUSION;
    }
    return CODE_OK;
}

static void sensor_put_events(struct demo_request *request, unsigned begins, unsigned ends)
{
    demo_put_byte(request, EVENTS_ON | SCANNING);
    demo_put_byte(request, (uint8_t)begins);
    demo_put_byte(request, (uint8_t)(begins >> 8));
    demo_put_byte(request, (uint8_t)ends);
    demo_put_byte(request, (uint8_t)(ends >> 8));
}

static uint8_t sensor_get_enable(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site);

    if (code == CODE_OK)
        sensor_put_events(request, site.sensor->states, site.sensor->states);
    return code;
}

static uint8_t sensor_get_status(struct demo_request *request)
{
    struct sensor_site site;
    uint8_t code = sensor_open(request, &site);

    if (code == CODE_OK)
        sensor_put_events(request, site.held ? site.held->states[site.shared] : 0, 0);
    return code;
}

#define WHICH                                                                                      \
    {                                                                                              \
        .argument = { 0, 0xFF }                                                                    \
    }

const struct demo_command demo_sensor_commands[] = {
    {"sensor-factors", NETFN_SENSOR, 0x23, 2, 2, DEMO_READS, sensor_get_factors, WHICH},
    {"hysteresis-set", NETFN_SENSOR, 0x24, 4, 4, DEMO_WRITES, sensor_set_hysteresis, WHICH},
    {"hysteresis-get", NETFN_SENSOR, 0x25, 2, 2, DEMO_READS, sensor_get_hysteresis, WHICH},
    {"limits-set", NETFN_SENSOR, 0x26, 8, 8, DEMO_WRITES, sensor_set_limits, WHICH},
    {"limits-get", NETFN_SENSOR, 0x27, 1, 1, DEMO_READS, sensor_get_limits, WHICH},
    {"sensor-enable", NETFN_SENSOR, 0x29, 1, 1, DEMO_READS, sensor_get_enable, WHICH},
    {"rearm", NETFN_SENSOR, 0x2A, 2, 6, DEMO_WRITES, sensor_rearm, WHICH},
    {"sensor-status", NETFN_SENSOR, 0x2B, 1, 1, DEMO_READS, sensor_get_status, WHICH},
    {"sensor", NETFN_SENSOR, 0x2D, 1, 1, DEMO_READS, sensor_get_reading, WHICH},
    {"sensor-type", NETFN_SENSOR, 0x2F, 1, 1, DEMO_READS, sensor_get_type, WHICH},
    {0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking about health: what takes one request first, so that there is a row at once; then each
 * sensor once. Limits are those of the record: only of a few that are beyond them the BMC is asked
 * what they are now, and of those that were set from here.
 */
#include "pages/health.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define ASK_LIMITS 3 /* of so many sensors */

struct health_reading {
    struct bmc *bmc;
    struct sdr *sdr;
    struct health_state *state;
    const struct health_watch *watch;
    unsigned limits_left;
};

static bool health_stopped(const struct health_reading *reading, struct bmc_error *error)
{
    const struct health_watch *watch = reading->watch;

    if (watch->stopped == NULL || !watch->stopped(watch->data))
        return false;
    error_set(error, ERROR_CANCELLED, "%s", _("cancelled"));
    return true;
}

static void health_tell(const struct health_reading *reading)
{
    if (reading->watch->state != NULL)
        reading->watch->state(reading->watch->data, reading->state);
}

/* --- what is no sensor ----------------------------------------------------------------------- */

/* 0: what it came to is the row's to say. */
static int health_take_fault(struct health_row *row, int result, const struct bmc *bmc,
                             const struct bmc_error *why, struct bmc_error *error)
{
    if (result == 0)
        return 0;
    if (!bmc_survived(why))
        return error_copy(error, why);
    row->why = (struct value_fault){
        .kind = why->kind, .completion_code = why->completion_code, .over_lan = bmc_over_lan(bmc)};
    row->absent = why->kind == ERROR_REFUSED;
    return 0;
}

static int health_read_draw(const struct health_reading *reading, struct bmc_error *error)
{
    struct health_row row = {.kind = HEALTH_POWER_DRAW, .rank = HEALTH_OTHER};
    struct bmc_error why;
    int result = bmc_get_power_draw(reading->bmc, &row.draw, &why);

    if (health_take_fault(&row, result, reading->bmc, &why, error) != 0)
        return -1;
    reading->watch->row(reading->watch->data, &row);
    return 0;
}

static int health_read_watchdog(const struct health_reading *reading, struct bmc_error *error)
{
    struct health_row row = {.kind = HEALTH_WATCHDOG, .rank = HEALTH_OTHER, .place = 1};
    struct bmc_error why;
    int result = bmc_get_watchdog(reading->bmc, &row.watchdog, &why);

    if (health_take_fault(&row, result, reading->bmc, &why, error) != 0)
        return -1;
    reading->watch->row(reading->watch->data, &row);
    return 0;
}

static int health_read_chassis(const struct health_reading *reading, struct bmc_error *error)
{
    struct health_state *state = reading->state;
    struct bmc_error why;

    state->known = bmc_get_chassis_status(reading->bmc, &state->chassis, &why) == 0;
    return state->known || bmc_survived(&why) ? 0 : error_copy(error, &why);
}

/* --- sensors --------------------------------------------------------------------------------- */

static enum health_rank health_rank_of(const struct sensor_reading *reading)
{
    static const enum health_rank ranks[] = {[EVENT_NOMINAL] = HEALTH_WELL,
                                             [EVENT_WARNING] = HEALTH_WARNING,
                                             [EVENT_CRITICAL] = HEALTH_CRITICAL,
                                             [EVENT_UNKNOWN] = HEALTH_UNKNOWN};

    return reading->why != SENSOR_READ ? HEALTH_NOT_READ : ranks[reading->state];
}

static bool health_is_whole(double number)
{
    return number > -1e9 && number < 1e9 && number == (double)(long)number;
}

/* As fine as a step of the byte that it comes from. */
static unsigned health_decimals(const struct sdr *sdr, const struct sdr_sensor *sensor)
{
    double one, other, step;

    if (!sdr_decode(sdr, sensor, 1, &one) || !sdr_decode(sdr, sensor, 2, &other))
        return 2;
    step = other < one ? one - other : other - one;
    return health_is_whole(one) && health_is_whole(other) ? 0 : step >= 0.1 ? 1 : 2;
}

static void health_take_record_limits(const struct sdr *sdr, struct health_row *row)
{
    struct sdr_limits limits;

    if (!sdr_limits(sdr, &row->sensor, &limits))
        return;
    row->limits.known = limits.known;
    row->limits.settable = limits.settable;
    memcpy(row->limits.value, limits.value, sizeof limits.value);
}

/* Where they are of interest. */
static int health_ask_limits(struct health_reading *reading, struct health_row *row,
                             struct bmc_error *error)
{
    bool beyond = row->reading.why == SENSOR_READ && row->reading.bits != 0;
    bool ours = limits_were_set(reading->bmc, &row->sensor);
    struct limits limits;
    struct bmc_error why;

    if (!limits_has(&row->sensor) || !(ours || (beyond && reading->limits_left > 0)))
        return 0;
    if (!ours)
        reading->limits_left--;
    if (bmc_get_limits(reading->bmc, reading->sdr, &row->sensor, &limits, &why) == 0)
        row->limits = limits;
    else if (!bmc_survived(&why))
        return error_copy(error, &why);
    return 0;
}

static int health_read_sensor(struct health_reading *reading, struct health_row *row,
                              struct bmc_error *error)
{
    struct health_state *state = reading->state;

    if (bmc_read_sensor(reading->bmc, reading->sdr, &row->sensor, &row->reading, error) != 0)
        return -1;
    row->rank = health_rank_of(&row->reading);
    row->decimals = health_decimals(reading->sdr, &row->sensor);
    health_take_record_limits(reading->sdr, row);
    if (health_ask_limits(reading, row, error) != 0)
        return -1;
    state->count[row->rank]++;
    state->read++;
    reading->watch->row(reading->watch->data, row);
    return 0;
}

static size_t health_count_sensors(const struct sdr *sdr)
{
    struct sdr_sensor sensor;
    size_t count = 0;

    while (sdr_sensor(sdr, count, &sensor))
        count++;
    return count;
}

static int health_read_sensors(struct health_reading *reading, struct bmc_error *error)
{
    struct sdr_sensor sensor;

    for (unsigned i = 0; sdr_sensor(reading->sdr, i, &sensor); i++) {
        struct health_row row = {.kind = HEALTH_SENSOR, .place = i, .sensor = sensor};

        if (health_stopped(reading, error) || health_read_sensor(reading, &row, error) != 0)
            return -1;
    }
    return 0;
}

static int health_read_sdr(struct health_reading *reading, bool fresh, struct bmc_error *error)
{
    struct health_state *state = reading->state;
    const struct bmc_error *why;

    if (sdr_load(reading->bmc, fresh, &reading->sdr, error) != 0)
        return -1;
    why = sdr_why(reading->sdr);
    if (why != NULL)
        snprintf(state->note, sizeof state->note,
                 _("The sensor records are not complete: %.250s."), why->sentence);
    state->sensors = health_count_sensors(reading->sdr);
    health_tell(reading);
    return 0;
}

int health_read(struct bmc *bmc, bool fresh, struct health_state *state,
                const struct health_watch *watch, struct bmc_error *error)
{
    struct health_reading reading = {
        .bmc = bmc, .state = state, .watch = watch, .limits_left = ASK_LIMITS};
    int result;

    *state = (struct health_state){.known = false};
    if (health_read_draw(&reading, error) != 0 || health_read_watchdog(&reading, error) != 0 ||
        health_read_chassis(&reading, error) != 0 ||
        health_read_sdr(&reading, fresh, error) != 0)
        return -1;
    result = health_read_sensors(&reading, error);
    sdr_free(reading.sdr);
    state->complete = result == 0;
    if (result == 0)
        health_tell(&reading);
    return result;
}

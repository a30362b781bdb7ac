/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bmc/limits.h"
#include "bmc/request.h"
#include "bmc/sdr_own.h"

#define RAWS 256

/* In the order of enum sdr_limit, which is that of the bits. */
static const char *const limit_fields[SDR_LIMITS] = {
    [LIMIT_LNC] = "lower_non_critical_threshold",
    [LIMIT_LCR] = "lower_critical_threshold",
    [LIMIT_LNR] = "lower_non_recoverable_threshold",
    [LIMIT_UNC] = "upper_non_critical_threshold",
    [LIMIT_UCR] = "upper_critical_threshold",
    [LIMIT_UNR] = "upper_non_recoverable_threshold",
};

bool limits_has(const struct sdr_sensor *sensor)
{
    return sensor->threshold && sensor->analog && !sensor->event_only &&
           sensor->owner == SDR_OWNER_BMC && sensor->channel == 0;
}

static void limits_take(const struct request *request, const struct sdr *sdr,
                        const struct sdr_sensor *sensor, struct limits *limits)
{
    char readable[80];

    for (unsigned i = 0; i < SDR_LIMITS; i++) {
        snprintf(readable, sizeof readable, "readable_thresholds.%s", limit_fields[i]);
        limits->raw[i] = (uint8_t)request_field(request, limit_fields[i]);
        if (request_field(request, readable) != 0 &&
            sdr_decode(sdr, sensor, limits->raw[i], &limits->value[i]))
            limits->known |= (uint8_t)(1U << i);
    }
}

int bmc_get_limits(struct bmc *bmc, const struct sdr *sdr, const struct sdr_sensor *sensor,
                   struct limits *limits, struct bmc_error *error)
{
    struct sdr_limits record;
    struct request request;

    memset(limits, 0, sizeof *limits);
    (void)sdr_limits(sdr, sensor, &record);
    limits->settable = record.settable;
    REQUEST_MAKE(&request, REQUEST_READ, get_sensor_thresholds);
    request.lun = sensor->lun;
    if (request_send(&request, fill_cmd_get_sensor_thresholds(sensor->number, request.rq), bmc,
                     IPMI_NET_FN_SENSOR_EVENT_RQ))
        limits_take(&request, sdr, sensor, limits);
    return request_end(&request, error);
}

/* --- which were set from here ---------------------------------------------------------------- */

static unsigned limits_bit(const struct sdr_sensor *sensor)
{
    return (sensor->lun & 3U) << 8 | sensor->number;
}

bool limits_were_set(struct bmc *bmc, const struct sdr_sensor *sensor)
{
    unsigned bit = limits_bit(sensor);

    return sensor->owner == SDR_OWNER_BMC && (bmc->limits.sensors[bit / 8] >> bit % 8 & 1) != 0;
}

/* Before it is tried: whether it was carried out may never be known. */
static void limits_mark(struct bmc *bmc, const struct sdr_sensor *sensor)
{
    unsigned bit = limits_bit(sensor);

    if (limits_were_set(bmc, sensor))
        return;
    bmc->limits.sensors[bit / 8] |= (uint8_t)(1U << bit % 8);
    sdr_marks_write(bmc);
}

int bmc_set_limits(struct bmc *bmc, const struct sdr_sensor *sensor, uint8_t mask,
                   const uint8_t raw[SDR_LIMITS], struct bmc_error *error)
{
    const uint8_t *one[SDR_LIMITS];
    struct request request;

    for (unsigned i = 0; i < SDR_LIMITS; i++)
        one[i] = (mask >> i & 1) != 0 ? &raw[i] : NULL;
    limits_mark(bmc, sensor);
    REQUEST_MAKE(&request, REQUEST_WRITE, set_sensor_thresholds);
    request.lun = sensor->lun;
    request_send(&request,
                 fill_cmd_set_sensor_thresholds(sensor->number, one[LIMIT_LNC], one[LIMIT_LCR],
                                                one[LIMIT_LNR], one[LIMIT_UNC], one[LIMIT_UCR],
                                                one[LIMIT_UNR], request.rq),
                 bmc, IPMI_NET_FN_SENSOR_EVENT_RQ);
    return request_end(&request, error);
}

int bmc_rearm_sensor(struct bmc *bmc, const struct sdr_sensor *sensor, struct bmc_error *error)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ONCE, re_arm_sensor_events);
    request.lun = sensor->lun;
    request_send(&request,
                 fill_cmd_re_arm_sensor_events(sensor->number,
                                               IPMI_SENSOR_RE_ARM_ALL_EVENT_STATUS_ENABLED, NULL,
                                               NULL, request.rq),
                 bmc, IPMI_NET_FN_SENSOR_EVENT_RQ);
    return request_end(&request, error);
}

static double limits_distance(double one, double other)
{
    return one < other ? other - one : one - other;
}

bool limits_nearest(const struct sdr *sdr, const struct sdr_sensor *sensor, double wanted,
                    uint8_t *raw, double *value)
{
    bool any = false;
    double one;

    for (unsigned i = 0; i < RAWS; i++)
        if (sdr_decode(sdr, sensor, (uint8_t)i, &one) &&
            (!any || limits_distance(one, wanted) < limits_distance(*value, wanted))) {
            any = true;
            *raw = (uint8_t)i;
            *value = one;
        }
    return any;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The limits of a sensor as the BMC holds them now: Get and Set Sensor Thresholds (35.9, 35.8), and
 * Re-arm Sensor Events (35.12). A BMC keeps a limit as one byte, so it can hold some numbers only:
 * which they are is what the sensor's record says. On the worker's thread.
 */
#ifndef BMCTUI_BMC_LIMITS_H
#define BMCTUI_BMC_LIMITS_H

#include "bmc/sdr.h"

/* Bits 1 << LIMIT_...; raw and value of those that are known. */
struct limits {
    uint8_t known;    /* the BMC tells it, and the record says what its byte means */
    uint8_t settable; /* says the record */
    uint8_t raw[SDR_LIMITS];
    double value[SDR_LIMITS];
};

/* Can it be asked for limits: it is the BMC's own, and has a value. */
bool limits_has(const struct sdr_sensor *sensor);
/* One request. Codes that a BMC answers for a sensor without limits are ERROR_REFUSED, all known
 * bits 0. */
int bmc_get_limits(struct bmc *bmc, const struct sdr *sdr, const struct sdr_sensor *sensor,
                   struct limits *limits, struct bmc_error *error);
/* Those of mask; the others stay. */
int bmc_set_limits(struct bmc *bmc, const struct sdr_sensor *sensor, uint8_t mask,
                   const uint8_t raw[SDR_LIMITS], struct bmc_error *error);
/* Whether they have been set from here: then the record's are no longer those that are in force. */
bool limits_were_set(struct bmc *bmc, const struct sdr_sensor *sensor);
/* All of its events, once. */
int bmc_rearm_sensor(struct bmc *bmc, const struct sdr_sensor *sensor, struct bmc_error *error);

/* The byte whose value is nearest to the one that is wanted, and that value. false: the record does
 * not say what bytes mean. */
bool limits_nearest(const struct sdr *sdr, const struct sdr_sensor *sensor, double wanted,
                    uint8_t *raw, double *value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The limits of sensors as settings: one setting a limit, addressed by the sensor (struct scope).
 * A value's number is the limit in millionths of the sensor's unit, and its text is what the sensor
 * is called. A BMC keeps a limit as one byte: what is wanted is the nearest number that it can
 * hold, so that what is read back is exactly that.
 */
#ifndef BMCTUI_PAGES_HEALTH_LIMITS_H
#define BMCTUI_PAGES_HEALTH_LIMITS_H

#include "core/plan.h"
#include "pages/health.h"

/* In the order of the screen, from the lowest: limit_order[row] is the limit of a row. */
extern const struct setting health_settings[SDR_LIMITS];
extern const enum sdr_limit limit_order[SDR_LIMITS];

/* --- which sensor ------------------------------------------------------------------------- */

/* By its exact name, or its number: 53, 0x35, 35h. ERROR_USAGE: there is none, or there are several
 * of that name: *error says what to do. */
int limits_find(const struct sdr *sdr, const char *who, struct sdr_sensor *sensor,
                struct bmc_error *error);

/* --- what it has, and what is wanted ------------------------------------------------------ */

struct limits_held {
    struct sdr_sensor sensor;
    struct limits now;
    struct value mark; /* which BMC it is: setting_mark() */
};

struct limits_wish {
    uint8_t given; /* bits 1 << LIMIT_... */
    double value[SDR_LIMITS];
};

/* Asks the BMC: SDR aside 2 requests. ERROR_USAGE: it has no limits. who: as limits_find(). */
int limits_read(struct bmc *bmc, const char *who, struct limits_held *held,
                struct bmc_error *error);
/* The same of one by its address: lun << 8 | number. */
int limits_read_at(struct bmc *bmc, uint16_t number, struct limits_held *held,
                   struct bmc_error *error);
/* "Lower critical: 496 asked for, 500 is what it can hold": wanted, and what comes of it. */
#define LIMITS_ROUNDED _("%s: %s asked for, %s is what it can hold.")
/* "lcr"; SDR_LIMITS: no limit is called so. */
enum sdr_limit limits_key(const char *key);
/* A number such as 500, -5 or 3.31. */
bool limits_parse(const char *text, double *number);
/* As limits are printed: "500", "3.31". Returns text. */
const char *limits_print(double number, char text[VALUE_TEXT]);
/* What the sensor can hold takes the place of what is wanted. Must have the sensor's records.
 * ERROR_USAGE: one cannot be set, or they are out of order then. */
int limits_fit(const struct sdr *sdr, const struct limits_held *held, struct limits_wish *wish,
               struct bmc_error *error);
/* The changes that make it so, in an order in which the limits never cross; what is so already is
 * none. */
void limits_add_changes(const struct limits_held *held, const struct limits_wish *wish,
                        struct changes *changes);
/* limits_fit() and a plan of that sensor alone. */
int limits_plan(const struct sdr *sdr, const struct limits_held *held, struct limits_wish *wish,
                struct plan *plan, struct bmc_error *error);

#endif

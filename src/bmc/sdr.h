/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Sensor Data Records of a BMC (33, 43): read once, kept in memory and, where sdr_keep_in() was
 * called, on disk; and what they say of a sensor: its name, type, unit and numbers. All texts are
 * printable ASCII, in English. Everything here is called on the worker's thread.
 *
 * An SDR repository that a BMC does not have, or does not give in full, is no failure: it holds
 * what came, maybe nothing, and sdr_why() says why it is not all.
 */
#ifndef BMCTUI_BMC_SDR_H
#define BMCTUI_BMC_SDR_H

#include "bmc/bmc.h"

#define SDR_RECORD      260 /* bytes of the longest: header and 255 */
#define SDR_RECORDS_MAX 4096
#define SDR_NAME        48
#define SDR_TYPE        48
#define SDR_UNIT        96

/* Get SDR Repository Info (33.9). */
struct sdr_info {
    uint8_t version; /* 51h */
    uint16_t count;
    uint32_t added, erased; /* seconds, by the BMC's own clock */
};

int bmc_get_sdr_info(struct bmc *bmc, struct sdr_info *info, struct bmc_error *error);

/* --- the repository ---------------------------------------------------------------------- */

struct sdr;

/* Reads it in as few requests as can be: 1 where this bmc has read it before and it has not
 * changed, 3 with a file on disk. fresh: reads it from the BMC in any case. *sdr is never NULL with
 * 0; the caller gives it back with sdr_free(). -1: the link failed, or reading was stopped. */
int sdr_load(struct bmc *bmc, bool fresh, struct sdr **sdr, struct bmc_error *error);
void sdr_free(struct sdr *sdr); /* NULL is fine */
/* Why it is not complete; NULL: it is. */
const struct bmc_error *sdr_why(const struct sdr *sdr);
/* A sentence for people who want to know more (-v), such as a damaged file; "": none. */
const char *sdr_note(const struct sdr *sdr);
/* The same of what this bmc has read last; while it does nothing. */
const char *sdr_note_of(const struct bmc *bmc);
size_t sdr_count(const struct sdr *sdr); /* records */
/* The bytes of one, in the BMC's order. */
const uint8_t *sdr_record(const struct sdr *sdr, size_t index, size_t *length);

/* From now on files are kept in this folder, "sdr-" and whose repository it is, 0600; NULL, as at
 * the beginning: none. Before the worker starts. */
void sdr_keep_in(const char *folder);

/* --- sensors ----------------------------------------------------------------------------- */

#define SDR_OWNER_BMC 0x20 /* the BMC's own address, as in byte 6 of a record and in an event */

struct sdr_sensor {
    size_t record; /* its index: a shared record is several sensors */
    uint16_t record_id;
    uint8_t owner; /* with bit 0: system software */
    uint8_t channel, lun, number;
    uint8_t entity, instance;
    uint8_t type_code;                                   /* Table 42-3 */
    uint8_t reading_code;                                /* event/reading type (Table 42-1) */
    bool event_only;                                     /* it cannot be asked */
    bool threshold;                                      /* its states are limits */
    bool analog;                                         /* sdr_decode() knows its value */
    char name[SDR_NAME], type[SDR_TYPE], unit[SDR_UNIT]; /* unit "": none */
};

/* Sensors in the order of their records; index from 0. false: there is no such. */
bool sdr_sensor(const struct sdr *sdr, size_t index, struct sdr_sensor *sensor);
/* The one that an event or a person means; where no LUN fits, any. sdr may be NULL. */
bool sdr_find(const struct sdr *sdr, uint8_t owner, uint8_t lun, uint8_t number,
              struct sdr_sensor *sensor);
/* false: it has no value, or one that takes more than the record to know (36.3). */
bool sdr_decode(const struct sdr *sdr, const struct sdr_sensor *sensor, uint8_t raw, double *value);

/* What types of sensors are called, from 0; NULL behind the last that has a name (Table 42-3). */
const char *sdr_type_name(unsigned index);

/* The limits as the record has them; the order is that of a reading's bits. */
enum sdr_limit { LIMIT_LNC, LIMIT_LCR, LIMIT_LNR, LIMIT_UNC, LIMIT_UCR, LIMIT_UNR, SDR_LIMITS };
struct sdr_limits {
    uint8_t known, settable; /* bit 1 << LIMIT_... */
    double value[SDR_LIMITS];
};
/* false: it has none. */
bool sdr_limits(const struct sdr *sdr, const struct sdr_sensor *sensor, struct sdr_limits *limits);

#endif

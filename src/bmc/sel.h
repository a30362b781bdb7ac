/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The System Event Log's commands (31), and the clock that stamps its records. As bmc/bmc.h: on the
 * worker's thread; 0, or -1 with *error. Reading whole records needs no reservation (31.4).
 */
#ifndef BMCTUI_BMC_SEL_H
#define BMCTUI_BMC_SEL_H

#include "bmc/bmc.h"

#define SEL_RECORD 16     /* bytes of a record (32) */
#define SEL_FIRST 0x0000  /* in place of an id: the oldest */
#define SEL_LAST 0xffff   /* the newest; as the next of a record: there is none */
#define SEL_ABSENT 1      /* there is no record of this id */
#define SEL_RESERVATION 1 /* the reservation is not valid any more: something came in between */

/* Get SEL Info (31.2). */
struct sel_info {
    uint8_t version; /* 51h: 1.5 and 2.0 */
    uint16_t entries, free; /* bytes; FFFFh: as many or more */
    uint32_t added, erased; /* when, by the BMC's clock */
    bool overflow; /* events were lost, as it was full */
    bool reserves; /* Reserve SEL is supported */
    unsigned percent; /* full */
};

struct sel_record {
    uint16_t id, next; /* id: as the record says */
    uint8_t bytes[SEL_RECORD];
};

int bmc_get_sel_info(struct bmc *bmc, struct sel_info *info, struct bmc_error *error);
/* Get SEL Entry (31.5), asked once. 0, SEL_ABSENT or -1. */
int bmc_get_sel_record(struct bmc *bmc, uint16_t id, struct sel_record *record,
                       struct bmc_error *error);
/* Reserve SEL (31.4). Wants operator privilege. */
int bmc_reserve_sel(struct bmc *bmc, uint16_t *reservation, struct bmc_error *error);
/* Clear SEL (31.9). initiate: begins it, sent once; else asks how far it is. *done: erased. 0,
 * SEL_RESERVATION or -1. */
int bmc_clear_sel(struct bmc *bmc, uint16_t reservation, bool initiate, bool *done,
                  struct bmc_error *error);
/* Seconds since 1970 as the BMC counts them, which may be local time (37). */
int bmc_get_sel_time(struct bmc *bmc, uint32_t *seconds, struct bmc_error *error);
/* D5h: the BMC keeps its clock by itself. */
int bmc_set_sel_time(struct bmc *bmc, uint32_t seconds, struct bmc_error *error);

#endif

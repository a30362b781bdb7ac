/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC whose sensor data records, sensors and FRU device are what a test says, with the manners
 * that BMCs have: answers of so many bytes, lost reservations, wrong lengths. All other requests
 * are the demo BMC's.
 */
#ifndef BMCTUI_TESTS_RECORDS_H
#define BMCTUI_TESTS_RECORDS_H

#include "bmc/link.h"
#include "bmc/sdr.h"

#define RECORDS_MOST 300
#define RECORDS_FRU  512

struct records_sensor {
    uint8_t code;     /* completion code */
    size_t length;    /* of bytes; 0: 4 */
    uint8_t bytes[4]; /* reading, flags, states */
};

struct records {
    struct link link; /* first */
    struct link *demo;
    size_t count;
    struct records_record {
        size_t length;
        uint8_t bytes[SDR_RECORD];
    } record[RECORDS_MOST];
    struct sdr_info info;
    /* Manners. */
    bool whole;          /* FFh gives the whole record */
    size_t most;         /* bytes of an answer; 0: as many as are asked for */
    uint8_t too_much;    /* the code beyond; 0: fewer bytes come */
    uint8_t past_end;    /* the code for more than there is; 0: fewer bytes come */
    unsigned lost_every; /* so many reads, and the reservation is lost */
    unsigned busy;       /* so many reads are answered C0h */
    uint8_t info_code, reserve_code, fru_info_code, fru_code;
    size_t fails_at;    /* this record, from 1, */
    uint8_t fails_with; /* is answered so */
    bool circle;        /* behind the last comes the first */
    struct records_sensor sensor[256];
    size_t fru_length, fru_size; /* bytes there; as told, 0: fru_length */
    uint8_t fru[RECORDS_FRU];
    /* What was asked. */
    unsigned asked, info_asked, reserve_asked, sensors_asked, fru_asked;
    uint16_t reservation;
    bool lost;
};

/* In place of the link of this bmc, which frees it. */
struct records *records_put(struct bmc *bmc);

/* Records as their types have them. */
void records_add_full(struct records *records, uint8_t number, const char *name);
void records_add_compact(struct records *records, uint8_t number, const char *name, uint8_t share,
                         uint8_t modifier, uint8_t offset);
void records_add_event_only(struct records *records, uint8_t number, const char *name);
void records_add_other(struct records *records, uint8_t type, size_t length);
struct records_record *records_last(struct records *records);

#endif

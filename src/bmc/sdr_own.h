/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the SDR repository share. Calls go one way: sdr.c puts it together > sdr_read.c
 * walks, sdr_file.c keeps it on disk > sdr_sensor.c says what it means > sdr_records.c has the
 * bytes. */
#ifndef BMCTUI_BMC_SDR_OWN_H
#define BMCTUI_BMC_SDR_OWN_H

#include <freeipmi/freeipmi.h>

#include "bmc/sdr.h"
#include "bmc/state.h"

#define SDR_PART   255 /* bytes of one answer, at most */
#define SDR_HEADER 5   /* id, version, type, how many bytes follow */
#define SDR_WHOLE  255 /* asked for: all there is */
#define SDR_LAST   0xffff

/* Where the header and the key have their bytes (43.1). */
enum {
    SDR_AT_ID = 0,
    SDR_AT_TYPE = 3,
    SDR_AT_LENGTH = 4,
    SDR_AT_OWNER = 5,
    SDR_AT_LUN = 6,
    SDR_AT_NUMBER = 7,
    SDR_AT_ENTITY = 8,
    SDR_AT_INSTANCE = 9
};
enum { SDR_TYPE_FULL = 0x01, SDR_TYPE_COMPACT = 0x02, SDR_TYPE_EVENT_ONLY = 0x03 };

/* One record: where its bytes begin. */
struct sdr_entry {
    size_t at;
    size_t length;
};

/* One sensor: a shared record has several. */
struct sdr_place {
    uint16_t record;
    uint8_t offset; /* to the record's sensor number */
    uint8_t owner, lun, number;
};

struct sdr {
    unsigned users;
    bool info_known, complete;
    struct sdr_info info;
    struct bmc_error why; /* unless complete */
    char note[ERROR_SENTENCE];
    size_t count, room;
    struct sdr_entry *entries;
    uint8_t *bytes;
    size_t used, bytes_room;
    size_t places, places_room;
    struct sdr_place *place;
    ipmi_sdr_ctx_t parser;
};

/* --- cmd_sdr.c --------------------------------------------------------------------------- */

int bmc_reserve_sdr(struct bmc *bmc, uint16_t *reservation, struct bmc_error *error); /* 33.11 */

struct sdr_part {
    uint16_t next;
    size_t length;
    uint8_t bytes[SDR_PART];
};
/* Get SDR (33.12): count bytes of record id, from offset. */
struct sdr_ask {
    uint16_t reservation, id;
    uint8_t offset, count;
};
int bmc_get_sdr(struct bmc *bmc, const struct sdr_ask *ask, struct sdr_part *part,
                struct bmc_error *error);

/* --- the others --------------------------------------------------------------------------- */

struct sdr *sdr_create(void);
bool sdr_same_info(const struct sdr_info *one, const struct sdr_info *other);
/* Without a header, or when there are too many: left out. */
void sdr_append(struct sdr *sdr, const uint8_t *bytes, size_t length);
/* Finds the sensors in all records. */
void sdr_add_places(struct sdr *sdr);
/* How long a record is by what its type needs, as far as its bytes tell. */
size_t sdr_needed(const uint8_t *bytes, size_t length);

/* Reads all records there are. -1: the link failed. */
int sdr_read(struct bmc *bmc, struct sdr *sdr, struct bmc_error *error);

/* The name of this BMC's file; *kept false: there is none. -1: the link failed. */
int sdr_file_name(struct bmc *bmc, char name[SDR_FILE], bool *kept, struct bmc_error *error);
/* Whether the file holds what the info in sdr says; adds its records. note: that it is damaged. */
bool sdr_file_read(struct sdr *sdr, const char *name);
void sdr_file_write(const struct sdr *sdr, const char *name);
/* Which sensors' limits were set from here, beside the file of that name: adds those of the file to
 * bmc's; writes bmc's. */
void sdr_marks_read(struct bmc *bmc, const char *name);
void sdr_marks_write(const struct bmc *bmc);

#endif

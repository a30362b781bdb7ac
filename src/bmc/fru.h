/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The serial numbers and names that a maker wrote into FRU device 0, the machine itself: Get FRU
 * Inventory Area Info and Read FRU Data (34.1, 34.2; Platform Management FRU Information Storage
 * Definition). Read up to the end of the last area. All texts are printable ASCII.
 */
#ifndef BMCTUI_BMC_FRU_H
#define BMCTUI_BMC_FRU_H

#include "bmc/bmc.h"

#define FRU_TEXT   128
#define FRU_FIELDS 32
#define FRU_BYTES  4096 /* an area ends before 255 * 8 + 255 * 8 */

enum fru_area_id { FRU_CHASSIS, FRU_BOARD, FRU_PRODUCT, FRU_AREAS };

enum fru_what {
    FRU_MANUFACTURER,
    FRU_NAME,
    FRU_SERIAL,
    FRU_PART,
    FRU_VERSION,
    FRU_ASSET,
    FRU_FILE,
    FRU_MADE, /* 2019-05-14 */
    FRU_CUSTOM,
    FRU_WHATS
};

/* In the order of the areas; empty ones are left out. */
struct fru_field {
    enum fru_area_id area;
    enum fru_what what;
    char text[FRU_TEXT];
};

struct fru_area {
    bool present;
    bool wrong_sum; /* it is shown all the same */
    bool unusable;  /* it makes no sense, or is not there in full */
};

struct fru {
    struct bmc_error why; /* ERROR_NONE, or why it was not read in full */
    struct fru_area area[FRU_AREAS];
    size_t count;
    struct fru_field field[FRU_FIELDS];
    size_t length; /* bytes that came */
    uint8_t bytes[FRU_BYTES];
};

/* What the BMC does not have, or does not give, is in why. -1: the link failed. */
int bmc_read_fru(struct bmc *bmc, struct fru *fru, struct bmc_error *error);
/* Sets areas and fields from the bytes. */
void fru_parse(struct fru *fru);
/* NULL: it is not there, or empty. */
const char *fru_text(const struct fru *fru, enum fru_area_id area, enum fru_what what);

#endif

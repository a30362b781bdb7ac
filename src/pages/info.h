/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page "BMC" and `bmctui bmc` show: who the BMC says it is, its clock, what its maker
 * wrote into FRU device 0, and how much its event log and sensor records hold. Within 9 requests
 * and one for each 32 bytes of FRU (PAGES 7).
 */
#ifndef BMCTUI_PAGES_INFO_H
#define BMCTUI_PAGES_INFO_H

#include "bmc/fru.h"
#include "bmc/sdr.h"
#include "bmc/sel.h"
#include "core/event_clock.h"

/* In the order in which they are read. */
enum info_part {
    INFO_DEVICE,
    INFO_FRU,
    INFO_SELF_TEST,
    INFO_GUID,
    INFO_CLOCK,
    INFO_SEL,
    INFO_SDR,
    INFO_PARTS
};

/* A part is right where why[part] is ERROR_NONE; FRU also holds what came before an error. */
struct info {
    struct bmc_error why[INFO_PARTS];
    struct device device;
    struct fru fru;
    struct self_test self_test;
    uint8_t guid[BMC_GUID];
    uint32_t bmc_time; /* as the BMC counts */
    int64_t host_time; /* UTC, when that was asked */
    struct event_clock clock;
    struct sel_info sel;
    struct sdr_info sdr;
};

/* On the worker's thread. came (or NULL) is called after each part. -1: the link failed, or reading
 * was stopped. */
int info_read(struct bmc *bmc, struct info *info,
              void (*came)(void *data, const struct info *info, enum info_part part), void *data,
              struct bmc_error *error);

#define INFO_GUID_TEXT (2 * BMC_GUID + 5)
/* As FreeIPMI's bmc-info prints it. Returns text. */
const char *info_guid(const uint8_t guid[BMC_GUID], char text[INFO_GUID_TEXT]);
/* "Supermicro X11DPi-NT": maker and name of an area, as far as they are there. Returns text. */
const char *info_name(const struct fru *fru, enum fru_area_id area, char text[2 * FRU_TEXT]);
/* What the product is called: by its board, or else the whole; NULL: by nothing. */
const char *info_product(const struct fru *fru);

#endif

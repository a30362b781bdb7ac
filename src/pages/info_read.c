/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "pages/info.h"

static int info_read_clock(struct bmc *bmc, struct info *info, struct bmc_error *why)
{
    int result = bmc_get_sel_time(bmc, &info->bmc_time, why);

    info->host_time = (int64_t)time(NULL);
    event_clock_compare(&info->clock, result == 0, info->bmc_time, info->host_time);
    return result;
}

static int info_read_fru(struct bmc *bmc, struct info *info, struct bmc_error *why)
{
    if (bmc_read_fru(bmc, &info->fru, why) != 0)
        return -1;
    *why = info->fru.why;
    return why->kind == ERROR_NONE ? 0 : -1;
}

static int info_read_part(struct bmc *bmc, struct info *info, enum info_part part,
                          struct bmc_error *why)
{
    switch (part) {
    case INFO_DEVICE:
        return bmc_get_device(bmc, &info->device, why);
    case INFO_FRU:
        return info_read_fru(bmc, info, why);
    case INFO_SELF_TEST:
        return bmc_get_self_test(bmc, &info->self_test, why);
    case INFO_GUID:
        return bmc_get_guid(bmc, info->guid, why);
    case INFO_CLOCK:
        return info_read_clock(bmc, info, why);
    case INFO_SEL:
        return bmc_get_sel_info(bmc, &info->sel, why);
    default:
        return bmc_get_sdr_info(bmc, &info->sdr, why);
    }
}

int info_read(struct bmc *bmc, struct info *info,
              void (*came)(void *data, const struct info *info, enum info_part part), void *data,
              struct bmc_error *error)
{
    memset(info, 0, sizeof *info);
    for (enum info_part part = INFO_DEVICE; part < INFO_PARTS; part++) {
        struct bmc_error *why = &info->why[part];

        if (info_read_part(bmc, info, part, why) != 0 && !bmc_survived(why))
            return error_copy(error, why);
        if (came != NULL)
            came(data, info, part);
    }
    return 0;
}

/* The last byte comes first (22.14). */
const char *info_guid(const uint8_t guid[BMC_GUID], char text[INFO_GUID_TEXT])
{
    size_t used = 0;

    for (int i = BMC_GUID - 1; i >= 0; i--)
        used += (size_t)snprintf(text + used, INFO_GUID_TEXT - used, "%02x%s", (unsigned)guid[i],
                                 i == 12 || i == 10 || i == 8 || i == 6 ? "-" : "");
    return text;
}

/* Some makers put their own name into the product's, too. */
const char *info_name(const struct fru *fru, enum fru_area_id area, char text[2 * FRU_TEXT])
{
    const char *maker = fru_text(fru, area, FRU_MANUFACTURER);
    const char *name = fru_text(fru, area, FRU_NAME);

    if (maker == NULL || (name != NULL && strncasecmp(name, maker, strlen(maker)) == 0))
        maker = "";
    snprintf(text, 2 * FRU_TEXT, "%s%s%s", maker, maker[0] != '\0' && name != NULL ? " " : "",
             name != NULL ? name : "");
    return text;
}

const char *info_product(const struct fru *fru)
{
    const char *board = fru_text(fru, FRU_BOARD, FRU_NAME);

    return board != NULL ? board : fru_text(fru, FRU_PRODUCT, FRU_NAME);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Get FRU Inventory Area Info (34.1), Read FRU Data (34.2), of FRU device 0. */
#include <string.h>

#include "base/i18n.h"
#include "bmc/fru.h"
#include "bmc/request.h"

#define HEADER 8
#define UNIT   8 /* bytes of what offsets and lengths count */

static const uint8_t sizes[] = {255, 64, 32, 24, 16, 12, 8};
#define SIZES (sizeof sizes / sizeof *sizes)

struct fru_reader {
    struct bmc *bmc;
    struct fru *fru;
    size_t there;  /* bytes of the device */
    unsigned word; /* bytes that offset and count count */
    size_t size;   /* index */
};

static int fru_get_info(struct fru_reader *reader)
{
    struct request request;

    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, get_fru_inventory_area_info);
    if (request_send(&request, fill_cmd_get_fru_inventory_area_info(0, request.rq), reader->bmc,
                     IPMI_NET_FN_STORAGE_RQ)) {
        reader->there = (size_t)request_field(&request, "fru_inventory_area_size");
        reader->word = request_field(&request, "device_is_accessed") != 0 ? 2 : 1;
    }
    return request_end(&request, &reader->fru->why);
}

/* Behind what came; the BMC may give less. */
static int fru_get_part(struct fru_reader *reader, size_t count)
{
    struct fru *fru = reader->fru;
    struct request request;
    int filled;

    REQUEST_MAKE(&request, REQUEST_ASK_ONCE, read_fru_data);
    filled = fill_cmd_read_fru_data(0, (uint16_t)(fru->length / reader->word),
                                    (uint8_t)(count / reader->word), request.rq);
    if (request_send(&request, filled, reader->bmc, IPMI_NET_FN_STORAGE_RQ)) {
        uint8_t bytes[255];
        size_t came = request_data(&request, "requested_data", bytes, sizeof bytes);

        came = came < count ? came : count;
        memcpy(fru->bytes + fru->length, bytes, came);
        fru->length += came;
    }
    return request_end(&request, &fru->why);
}

/* Where the last area ends, as far as the bytes tell; *sure: they tell all of it. */
static size_t fru_end(const struct fru *fru, bool *sure)
{
    size_t end = HEADER;

    *sure = fru->length >= HEADER;
    for (int i = 0; *sure && i < FRU_AREAS; i++) {
        size_t from = (size_t)fru->bytes[2 + i] * UNIT, to = from + UNIT;

        if (from == 0)
            continue;
        if (from + 1 < fru->length)
            to = from + (size_t)fru->bytes[from + 1] * UNIT;
        end = to > end ? to : end;
    }
    for (int i = 0; *sure && i < FRU_AREAS; i++)
        *sure = (size_t)fru->bytes[2 + i] * UNIT + 1 < fru->length;
    return end < FRU_BYTES ? end : FRU_BYTES;
}

/* Bytes to ask for next; 0: all has come. */
static size_t fru_wanted(const struct fru_reader *reader)
{
    const struct fru *fru = reader->fru;
    bool sure;
    size_t end = fru_end(fru, &sure), most = sizes[reader->size], left;

    end = end < reader->there ? end : reader->there;
    if (fru->length >= end)
        return 0;
    left = (sure ? end : reader->there < FRU_BYTES ? reader->there : FRU_BYTES) - fru->length;
    left = left < most ? left : most;
    return left - left % reader->word;
}

/* How much the BMC gives at once is found out from large to small. */
static int fru_get(struct fru_reader *reader)
{
    size_t wanted;

    while ((wanted = fru_wanted(reader)) > 0) {
        size_t before = reader->fru->length;

        if (fru_get_part(reader, wanted) == 0) {
            if (reader->fru->length == before)
                break;
            continue;
        }
        if (reader->fru->why.kind != ERROR_REFUSED && reader->fru->why.kind != ERROR_MALFORMED)
            return -1;
        while (reader->size < SIZES && sizes[reader->size] >= wanted)
            reader->size++;
        if (reader->size == SIZES)
            return -1;
        reader->fru->why.kind = ERROR_NONE;
    }
    return 0;
}

int bmc_read_fru(struct bmc *bmc, struct fru *fru, struct bmc_error *error)
{
    struct fru_reader reader = {.bmc = bmc, .fru = fru};

    memset(fru, 0, sizeof *fru);
    if ((fru_get_info(&reader) != 0 || fru_get(&reader) != 0) && !bmc_survived(&fru->why))
        return error_copy(error, &fru->why);
    if (fru->why.kind == ERROR_NONE && fru->length == 0)
        error_set(&fru->why, ERROR_REFUSED, "%s", _("it holds nothing"));
    fru_parse(fru);
    return 0;
}

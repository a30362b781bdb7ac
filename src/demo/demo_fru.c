/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FRU device 0 (34, and the Platform Management FRU Information Storage Definition): chassis, board
 * and product, made when they are read.
 */
#include <string.h>

#include "demo/demo_internal.h"

#define FRU_SIZE     512
#define FRU_VERSION  0x01
#define FRU_UNIT     8 /* areas and offsets count in these */
#define FRU_ENGLISH  25
#define FRU_END      0xC1
#define TEXT_8_BIT   0xC0
#define RACK_CHASSIS 0x17

struct fru {
    uint8_t bytes[FRU_SIZE];
    size_t used, area; /* area: where the current one begins */
};

static void fru_put_byte(struct fru *fru, uint8_t byte)
{
    fru->bytes[fru->used++] = byte;
}

static void fru_put_text(const struct demo_bmc *demo, struct fru *fru, const char *text)
{
    size_t length = strlen(text);

    fru_put_byte(fru, (uint8_t)(TEXT_8_BIT | length));
    memcpy(fru->bytes + fru->used, text, length);
    demo_hostile(demo, (char *)fru->bytes + fru->used, length);
    fru->used += length;
}

static uint8_t fru_checksum(const uint8_t *bytes, size_t length)
{
    uint8_t sum = 0;

    for (size_t i = 0; i < length; i++)
        sum = (uint8_t)(sum + bytes[i]);
    return (uint8_t)-sum;
}

/* slot: of its offset in the header. */
static void fru_begin(struct fru *fru, unsigned slot)
{
    fru->area = fru->used;
    fru->bytes[slot] = (uint8_t)(fru->area / FRU_UNIT);
    fru_put_byte(fru, FRU_VERSION);
    fru_put_byte(fru, 0);
}

/* Fills it up to a whole unit, whose last byte is the checksum. */
static void fru_end(struct fru *fru, bool right)
{
    uint8_t *area = fru->bytes + fru->area;
    size_t length;

    fru_put_byte(fru, FRU_END);
    length = (fru->used - fru->area) / FRU_UNIT * FRU_UNIT + FRU_UNIT;
    area[1] = (uint8_t)(length / FRU_UNIT);
    area[length - 1] = (uint8_t)(fru_checksum(area, length - 1) + (right ? 0 : 1));
    fru->used = fru->area + length;
}

static void fru_put_texts(const struct demo_bmc *demo, struct fru *fru, const char *const *texts)
{
    for (; *texts; texts++)
        fru_put_text(demo, fru, *texts);
}

static void fru_make_chassis(const struct demo_bmc *demo, struct fru *fru)
{
    static const char *const texts[] = {"CSE-825TQ-R740LPB", "C825LAH12345678", NULL};

    fru_begin(fru, 2);
    fru_put_byte(fru, RACK_CHASSIS);
    fru_put_texts(demo, fru, texts);
    fru_end(fru, demo->options.fru_wrong != DEMO_FRU_CHASSIS);
}

static void fru_make_board(const struct demo_bmc *demo, struct fru *fru)
{
    /* Vendor, name, serial and part number, file. */
    static const char *const texts[] = {"Supermicro",      "X11DPi-NT", "ZM195S012345",
                                        "MBD-X11DPI-NT-P", "",          NULL};
    static const uint8_t made[3] = {0xC0, 0x83, 0xBB}; /* 2019-05-14 00:00, minutes since 1996 */

    fru_begin(fru, 3);
    fru_put_byte(fru, FRU_ENGLISH);
    for (unsigned i = 0; i < sizeof(made); i++)
        fru_put_byte(fru, made[i]);
    fru_put_texts(demo, fru, texts);
    fru_end(fru, demo->options.fru_wrong != DEMO_FRU_BOARD);
}

static void fru_make_product(const struct demo_bmc *demo, struct fru *fru)
{
    /* Vendor, name, part number, version, serial number, asset tag, file. */
    static const char *const texts[] = {"Supermicro",
                                        "SYS-6029P-TR",
                                        "SYS-6029P-TR",
                                        "1.10",
                                        "S312345X9A12345",
                                        "rack 4 unit 12",
                                        "",
                                        NULL};

    fru_begin(fru, 4);
    fru_put_byte(fru, FRU_ENGLISH);
    fru_put_texts(demo, fru, texts);
    fru_end(fru, demo->options.fru_wrong != DEMO_FRU_PRODUCT);
}

static void fru_make(const struct demo_bmc *demo, struct fru *fru)
{
    memset(fru, 0, sizeof(*fru));
    fru->used = FRU_UNIT;
    fru->bytes[0] = FRU_VERSION;
    fru_make_chassis(demo, fru);
    fru_make_board(demo, fru);
    fru_make_product(demo, fru);
    fru->bytes[FRU_UNIT - 1] = fru_checksum(fru->bytes, FRU_UNIT - 1);
    if (demo->options.fru_wrong == DEMO_FRU_HEADER)
        fru->bytes[FRU_UNIT - 1]++;
}

/* --- commands ---------------------------------------------------------------------- */

static uint8_t fru_check(const struct demo_request *request)
{
    if (request->demo->options.fru_code != CODE_OK)
        return (uint8_t)request->demo->options.fru_code;
    return request->data[0] == 0 ? CODE_OK : CODE_ABSENT;
}

static uint8_t fru_info(struct demo_request *request)
{
    demo_put_byte(request, FRU_SIZE & 0xFF);
    demo_put_byte(request, FRU_SIZE >> 8);
    demo_put_byte(request, 0); /* in bytes */
    return fru_check(request);
}

static uint8_t fru_read(struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    size_t offset = (size_t)(request->data[1] | request->data[2] << 8), count = request->data[3];
    uint8_t code = fru_check(request);
    struct fru fru;

    if (code != CODE_OK)
        return code;
    if (offset >= FRU_SIZE)
        return CODE_OUT_OF_RANGE;
    if ((int64_t)count > options->fru_limit && options->fru_limit_code != DEMO_OTHER)
        return (uint8_t)options->fru_limit_code;
    if ((int64_t)count > options->fru_limit)
        count = (size_t)options->fru_limit;
    if (count > FRU_SIZE - offset)
        count = FRU_SIZE - offset;
    fru_make(request->demo, &fru);
    demo_put_byte(request, (uint8_t)count);
    demo_put(request, fru.bytes + offset, count);
    return CODE_OK;
}

const struct demo_command demo_fru_commands[] = {
    {"fru-info", NETFN_STORAGE, 0x10, 1, 1, DEMO_READS, fru_info, {.argument = {0, 0xFF}}},
    {"fru-read", NETFN_STORAGE, 0x11, 4, 4, DEMO_READS, fru_read, {.argument = {1, 0xFF}}},
    {0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a FRU device as texts. libfreeipmi takes an area apart; where it lies, and whether
 * its checksum is right, is looked at here, so that a bad area spoils no other. */
#include "bmc/fru.h"

#include <freeipmi/freeipmi.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "bmc/printable.h"

#define HEADER      8
#define UNIT        8
#define AREA_HEADER 2 /* format, length */
#define AREA_MOST   (255 * UNIT)
#define PAD         8
#define NO_MORE     0xc1 /* libfreeipmi 1.6.10 reads behind an area: this ends it */
#define CUSTOM      8
#define MADE_EPOCH  820454400 /* 1996-01-01 00:00: none was written */

/* One area without its header, for libfreeipmi. */
struct fru_slice {
    ipmi_fru_ctx_t parser;
    struct fru *fru;
    enum fru_area_id area;
    uint8_t language;
    unsigned length;
    uint8_t bytes[AREA_MOST + PAD];
};

static void fru_add(struct fru_slice *slice, enum fru_what what, const char *text)
{
    struct fru *fru = slice->fru;
    struct fru_field *field;

    if (text[0] == '\0' || fru->count == FRU_FIELDS)
        return;
    field = &fru->field[fru->count++];
    field->area = slice->area;
    field->what = what;
    snprintf(field->text, FRU_TEXT, "%s", text);
    printable(field->text);
}

/* Blanks at the end are no part of a name. */
static void fru_add_field(struct fru_slice *slice, enum fru_what what,
                          const ipmi_fru_field_t *field)
{
    char text[IPMI_FRU_AREA_STRING_MAX + 1] = "";
    unsigned length = IPMI_FRU_AREA_STRING_MAX;

    if (field->type_length_field_length == 0 ||
        ipmi_fru_type_length_field_to_string(slice->parser, field->type_length_field,
                                             field->type_length_field_length, slice->language, text,
                                             &length) < 0)
        return;
    text[IPMI_FRU_AREA_STRING_MAX] = '\0';
    for (size_t end = strlen(text); end > 0 && text[end - 1] == ' '; end--)
        text[end - 1] = '\0';
    fru_add(slice, what, text);
}

static void fru_add_customs(struct fru_slice *slice, const ipmi_fru_field_t *fields)
{
    for (int i = 0; i < CUSTOM; i++)
        fru_add_field(slice, FRU_CUSTOM, &fields[i]);
}

static void fru_add_made(struct fru_slice *slice, uint32_t seconds)
{
    time_t at = (time_t)seconds;
    struct tm made;
    char text[32];

    if (seconds > MADE_EPOCH && gmtime_r(&at, &made) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%d", &made) > 0)
        fru_add(slice, FRU_MADE, text);
}

static bool fru_take_chassis(struct fru_slice *slice)
{
    ipmi_fru_field_t part = {0}, serial = {0}, custom[CUSTOM];
    uint8_t type;

    memset(custom, 0, sizeof custom);
    if (ipmi_fru_chassis_info_area(slice->parser, slice->bytes, slice->length, &type, &part,
                                   &serial, custom, CUSTOM) < 0)
        return false;
    slice->language = IPMI_FRU_LANGUAGE_CODE_ENGLISH;
    fru_add_field(slice, FRU_PART, &part);
    fru_add_field(slice, FRU_SERIAL, &serial);
    fru_add_customs(slice, custom);
    return true;
}

static bool fru_take_board(struct fru_slice *slice)
{
    ipmi_fru_field_t maker = {0}, name = {0}, serial = {0}, part = {0}, file = {0}, custom[CUSTOM];
    uint32_t made;

    memset(custom, 0, sizeof custom);
    if (ipmi_fru_board_info_area(slice->parser, slice->bytes, slice->length, &slice->language,
                                 &made, &maker, &name, &serial, &part, &file, custom, CUSTOM) < 0)
        return false;
    fru_add_field(slice, FRU_MANUFACTURER, &maker);
    fru_add_field(slice, FRU_NAME, &name);
    fru_add_field(slice, FRU_SERIAL, &serial);
    fru_add_field(slice, FRU_PART, &part);
    fru_add_made(slice, made);
    fru_add_field(slice, FRU_FILE, &file);
    fru_add_customs(slice, custom);
    return true;
}

static bool fru_take_product(struct fru_slice *slice)
{
    ipmi_fru_field_t maker = {0}, name = {0}, part = {0}, version = {0}, serial = {0}, asset = {0},
                     file = {0}, custom[CUSTOM];

    memset(custom, 0, sizeof custom);
    if (ipmi_fru_product_info_area(slice->parser, slice->bytes, slice->length, &slice->language,
                                   &maker, &name, &part, &version, &serial, &asset, &file, custom,
                                   CUSTOM) < 0)
        return false;
    fru_add_field(slice, FRU_MANUFACTURER, &maker);
    fru_add_field(slice, FRU_NAME, &name);
    fru_add_field(slice, FRU_PART, &part);
    fru_add_field(slice, FRU_VERSION, &version);
    fru_add_field(slice, FRU_SERIAL, &serial);
    fru_add_field(slice, FRU_ASSET, &asset);
    fru_add_field(slice, FRU_FILE, &file);
    fru_add_customs(slice, custom);
    return true;
}

static bool fru_sum_is_zero(const uint8_t *bytes, size_t length)
{
    uint8_t sum = 0;

    for (size_t i = 0; i < length; i++)
        sum = (uint8_t)(sum + bytes[i]);
    return sum == 0;
}

static void fru_parse_area(struct fru_slice *slice)
{
    static bool (*const takes[FRU_AREAS])(struct fru_slice *) = {
        [FRU_CHASSIS] = fru_take_chassis,
        [FRU_BOARD] = fru_take_board,
        [FRU_PRODUCT] = fru_take_product,
    };
    struct fru *fru = slice->fru;
    struct fru_area *area = &fru->area[slice->area];
    size_t from = (size_t)fru->bytes[2 + slice->area] * UNIT, length = 0;

    area->present = from > 0;
    if (from == 0)
        return;
    if (from + 1 < fru->length)
        length = (size_t)fru->bytes[from + 1] * UNIT;
    area->unusable = length == 0 || from + length > fru->length;
    if (area->unusable)
        return;
    area->wrong_sum = !fru_sum_is_zero(fru->bytes + from, length);
    slice->length = (unsigned)length - AREA_HEADER;
    memset(slice->bytes, NO_MORE, sizeof slice->bytes);
    memcpy(slice->bytes, fru->bytes + from + AREA_HEADER, slice->length);
    area->unusable = !takes[slice->area](slice);
}

/* The device is opened with a header only, so that no area can spoil it. */
static bool fru_open(struct fru_slice *slice)
{
    const uint8_t *header = slice->fru->bytes;

    slice->parser = ipmi_fru_ctx_create(NULL);
    return slice->parser != NULL &&
           ipmi_fru_ctx_set_flags(slice->parser, IPMI_FRU_FLAGS_SKIP_CHECKSUM_CHECKS) == 0 &&
           ipmi_fru_open_device_id_with_buffer(slice->parser, header, HEADER) == 0;
}

void fru_parse(struct fru *fru)
{
    struct fru_slice slice = {.fru = fru};

    fru->count = 0;
    memset(fru->area, 0, sizeof fru->area);
    if (fru->length < HEADER)
        return;
    if (fru_open(&slice))
        for (slice.area = FRU_CHASSIS; slice.area < FRU_AREAS; slice.area++)
            fru_parse_area(&slice);
    if (slice.parser != NULL)
        ipmi_fru_ctx_destroy(slice.parser);
}

const char *fru_text(const struct fru *fru, enum fru_area_id area, enum fru_what what)
{
    for (size_t i = 0; i < fru->count; i++)
        if (fru->field[i].area == area && fru->field[i].what == what)
            return fru->field[i].text;
    return NULL;
}

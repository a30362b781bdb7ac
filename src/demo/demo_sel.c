/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of the event log (31.2 to 31.11). */
#include <string.h>

#include "demo/demo_internal.h"

#define SEL_VERSION 0x51
#define FIRST       0x0000
#define LAST        0xFFFF
#define WHOLE       0xFF /* bytes to read */

enum { TYPE_OEM = 0xC0, TYPE_UNTIMED = 0xE0 };

enum { CAN_DELETE = 0x08, CAN_RESERVE = 0x02, CAN_TELL_ALLOCATION = 0x01, OVERFLOW = 0x80 };
enum { CLEAR_STATUS = 0x00, CLEAR_INITIATE = 0xAA };

static struct demo_sel *sel_of(const struct demo_request *request)
{
    return &request->demo->state.sel;
}

static unsigned sel_number(const uint8_t *bytes)
{
    return (unsigned)(bytes[0] | bytes[1] << 8);
}

static void sel_put(struct demo_request *request, int64_t number, unsigned length)
{
    for (unsigned i = 0; i < length; i++)
        demo_put_byte(request, (uint8_t)(number >> 8 * i));
}

/* What every command of the log comes up against. */
static uint8_t sel_refusal(const struct demo_request *request)
{
    if (request->demo->options.sel_code != CODE_OK)
        return (uint8_t)request->demo->options.sel_code;
    return sel_of(request)->erase_ms >= 0 ? CODE_ERASING : CODE_OK;
}

static uint8_t sel_check_reservation(const struct demo_request *request)
{
    const struct demo_sel *sel = sel_of(request);

    return sel->reserved && sel_number(request->data) == sel->reservation ? CODE_OK
                                                                          : CODE_RESERVATION;
}

/* --- what there is -------------------------------------------------------------- */

static int64_t sel_free(const struct demo_request *request)
{
    int64_t room = request->demo->options.sel_room, count = sel_of(request)->count;

    return room > count ? room - count : 0;
}

static uint8_t sel_info(struct demo_request *request)
{
    const struct demo_sel *sel = sel_of(request);
    int64_t room = sel_free(request) * DEMO_SEL_RECORD;

    demo_put_byte(request, SEL_VERSION);
    sel_put(request, sel->count + request->demo->options.sel_too_many, 2);
    sel_put(request, room < 0xFFFF ? room : 0xFFFF, 2);
    sel_put(request, sel->added, 4);
    sel_put(request, sel->erased, 4);
    demo_put_byte(request, (uint8_t)(CAN_DELETE | CAN_RESERVE | CAN_TELL_ALLOCATION |
                                     (sel->overflow ? OVERFLOW : 0)));
    return sel_refusal(request);
}

static uint8_t sel_allocation(struct demo_request *request)
{
    sel_put(request, request->demo->options.sel_room, 2);
    sel_put(request, DEMO_SEL_RECORD, 2);
    sel_put(request, sel_free(request), 2);
    sel_put(request, sel_free(request), 2);
    demo_put_byte(request, 1);
    return sel_refusal(request);
}

static uint8_t sel_reserve(struct demo_request *request)
{
    struct demo_sel *sel = sel_of(request);
    uint8_t code = sel_refusal(request);

    if (code == CODE_OK)
        code = (uint8_t)request->demo->options.sel_reserve;
    if (code != CODE_OK)
        return code;
    sel->reservation = sel->reservation == 0xFFFF ? 1 : (uint16_t)(sel->reservation + 1);
    sel->reserved = true;
    sel_put(request, sel->reservation, 2);
    return CODE_OK;
}

/* --- records ---------------------------------------------------------------------- */

/* The index of this record, or of the one that is answered in its place; -1: there is none. */
static int sel_find(const struct demo_request *request, unsigned id)
{
    const struct demo_options *options = &request->demo->options;
    const struct demo_sel *sel = sel_of(request);

    if (sel->count == 0)
        return -1;
    if (id == FIRST)
        return 0;
    if (id == LAST)
        return options->sel_last ? (int)sel->count - 1 : 0;
    for (unsigned i = 0; i < sel->count; i++) {
        if (demo_sel_id(sel, i) == id)
            return (int)i;
    }
    return options->sel_absent == DEMO_OTHER ? 0 : -1;
}

static uint8_t sel_get_check(const struct demo_request *request)
{
    unsigned offset = request->data[4], count = request->data[5];
    uint8_t code = sel_refusal(request);

    if (code == CODE_OK && offset > 0)
        code = sel_check_reservation(request);
    if (code == CODE_OK &&
        (offset >= DEMO_SEL_RECORD || (count != WHOLE && offset + count > DEMO_SEL_RECORD)))
        code = CODE_OUT_OF_RANGE;
    return code;
}

static uint8_t sel_get(struct demo_request *request)
{
    const struct demo_sel *sel = sel_of(request);
    int index = sel_find(request, sel_number(request->data + 2));
    unsigned offset = request->data[4], count = request->data[5];
    uint8_t code = sel_get_check(request), record[DEMO_SEL_RECORD];

    if (code != CODE_OK)
        return code;
    if (index < 0)
        return request->demo->options.sel_absent > 0 ? (uint8_t)request->demo->options.sel_absent
                                                     : CODE_ABSENT;
    sel_put(request,
            (unsigned)index + 1 < sel->count ? demo_sel_id(sel, (unsigned)index + 1) : LAST, 2);
    memcpy(record, sel->records[index], sizeof(record));
    if (record[2] >= TYPE_OEM) /* its bytes may be read as text */
        demo_hostile(request->demo, (char *)record + (record[2] < TYPE_UNTIMED ? 10 : 3), 6);
    demo_put(request, record + offset, count == WHOLE ? DEMO_SEL_RECORD - offset : count);
    return CODE_OK;
}

static uint8_t sel_add(struct demo_request *request)
{
    struct demo_sel *sel = sel_of(request);
    uint8_t code = sel_refusal(request);

    if (code != CODE_OK)
        return code;
    if (!demo_sel_add(request->demo, request->data))
        return CODE_NO_SPACE;
    sel_put(request, demo_sel_id(sel, sel->count - 1), 2);
    return CODE_OK;
}

static uint8_t sel_delete(struct demo_request *request)
{
    struct demo_sel *sel = sel_of(request);
    int index = sel_find(request, sel_number(request->data + 2));
    uint8_t code = sel_refusal(request);

    if (code == CODE_OK)
        code = sel_check_reservation(request);
    if (code != CODE_OK)
        return code;
    if (index < 0)
        return CODE_ABSENT;
    sel_put(request, demo_sel_id(sel, (unsigned)index), 2);
    demo_sel_remove(sel, (unsigned)index);
    sel->erased = demo_sel_clock(request->demo);
    sel->reserved = false;
    return CODE_OK;
}

static uint8_t sel_clear_check(const struct demo_request *request)
{
    const struct demo_options *options = &request->demo->options;
    uint8_t what = request->data[5];

    if (options->sel_code != CODE_OK)
        return (uint8_t)options->sel_code;
    if (memcmp(request->data + 2, "CLR", 3) != 0 ||
        (what != CLEAR_STATUS && what != CLEAR_INITIATE))
        return CODE_INVALID_FIELD;
    if (options->sel_clear > 0)
        return (uint8_t)options->sel_clear;
    return sel_check_reservation(request);
}

static uint8_t sel_clear(struct demo_request *request)
{
    struct demo_bmc *demo = request->demo;
    uint8_t code = sel_clear_check(request);

    if (code != CODE_OK)
        return code;
    if (request->data[5] == CLEAR_INITIATE && demo->options.sel_clear != DEMO_IGNORED &&
        sel_of(request)->erase_ms < 0) {
        demo_sel_erase(demo);
        sel_of(request)->erase_ms = demo->now_ms + demo->options.sel_erase_ms;
        demo_sel_tick(demo);
    }
    demo_put_byte(request, sel_of(request)->erase_ms < 0);
    return CODE_OK;
}

/* --- the clock ----------------------------------------------------------------------- */

static uint8_t sel_time(struct demo_request *request)
{
    sel_put(request, demo_sel_clock(request->demo), 4);
    return (uint8_t)request->demo->options.clock_get;
}

static uint8_t sel_set_time(struct demo_request *request)
{
    struct demo_sel *sel = sel_of(request);
    int64_t answer = request->demo->options.clock_code;

    if (answer != DEMO_OK)
        return answer < 0 ? CODE_OK : (uint8_t)answer;
    sel->clock_s = sel_number(request->data) | (int64_t)sel_number(request->data + 2) << 16;
    sel->clock_ms = request->demo->now_ms;
    sel->clock_set = true;
    return CODE_OK;
}

static uint8_t sel_utc_offset(struct demo_request *request)
{
    sel_put(request, sel_of(request)->utc_offset, 2);
    return (uint8_t)request->demo->options.utc_offset;
}

/* Minutes, -1440 to 1440. */
static uint8_t sel_set_utc_offset(struct demo_request *request)
{
    int16_t minutes = (int16_t)sel_number(request->data);

    if (request->demo->options.utc_offset != CODE_OK)
        return (uint8_t)request->demo->options.utc_offset;
    if ((minutes < -1440 || minutes > 1440) && minutes != DEMO_UTC_UNKNOWN)
        return CODE_INVALID_FIELD;
    sel_of(request)->utc_offset = minutes;
    return CODE_OK;
}

const struct demo_command demo_sel_commands[] = {
    {"sel-info", NETFN_STORAGE, 0x40, 0, 0, DEMO_READS, sel_info, DEMO_NO_PICKS},
    {"sel-allocation", NETFN_STORAGE, 0x41, 0, 0, DEMO_READS, sel_allocation, DEMO_NO_PICKS},
    {"sel-reserve", NETFN_STORAGE, 0x42, 0, 0, DEMO_READS, sel_reserve, DEMO_NO_PICKS},
    {"sel-get", NETFN_STORAGE, 0x43, 6, 6, DEMO_READS, sel_get, {.argument = {2, 0xFF}}},
    {"sel-add", NETFN_STORAGE, 0x44, 16, 16, DEMO_WRITES, sel_add, DEMO_NO_PICKS},
    {"sel-delete", NETFN_STORAGE, 0x46, 4, 4, DEMO_WRITES, sel_delete, DEMO_NO_PICKS},
    {"sel-clear", NETFN_STORAGE, 0x47, 6, 6, DEMO_WRITES, sel_clear, {.argument = {5, 0xFF}}},
    {"sel-time", NETFN_STORAGE, 0x48, 0, 0, DEMO_READS, sel_time, DEMO_NO_PICKS},
    {"sel-time-set", NETFN_STORAGE, 0x49, 4, 4, DEMO_WRITES, sel_set_time, DEMO_NO_PICKS},
    {"utc-offset", NETFN_STORAGE, 0x5C, 0, 0, DEMO_READS, sel_utc_offset, DEMO_NO_PICKS},
    {"utc-offset-set", NETFN_STORAGE, 0x5D, 2, 2, DEMO_WRITES, sel_set_utc_offset, DEMO_NO_PICKS},
    {0},
};

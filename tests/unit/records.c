/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/records.h"

#include <stdlib.h>
#include <string.h>

#include "bmc/state.h"

#define ANSWER 300

struct records_answer {
    size_t length;
    uint8_t bytes[ANSWER];
};

static void answer_code(struct records_answer *answer, uint8_t command, uint8_t code)
{
    answer->bytes[0] = command;
    answer->bytes[1] = code;
    answer->length = 2;
}

static void answer_add(struct records_answer *answer, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        answer->bytes[answer->length++] = (uint8_t)(number >> 8 * i);
}

/* --- the repository ------------------------------------------------------------------- */

static void records_info(struct records *records, struct records_answer *answer)
{
    records->info_asked++;
    answer_code(answer, 0x20, records->info_code);
    if (records->info_code != 0)
        return;
    answer_add(answer, records->info.version, 1);
    answer_add(answer, records->info.count, 2);
    answer_add(answer, 0xffff, 2);
    answer_add(answer, records->info.added, 4);
    answer_add(answer, records->info.erased, 4);
    answer_add(answer, 0x02, 1);
}

static void records_reserve(struct records *records, struct records_answer *answer)
{
    records->reserve_asked++;
    answer_code(answer, 0x22, records->reserve_code);
    if (records->reserve_code != 0)
        return;
    records->lost = false;
    answer_add(answer, ++records->reservation, 2);
}

/* The completion code, and how many bytes are to come. */
static uint8_t records_size(const struct records *records, size_t there, size_t offset,
                            size_t *count)
{
    if (offset + *count > there) {
        if (records->past_end != 0)
            return records->past_end;
        *count = offset < there ? there - offset : 0;
    }
    if (records->most == 0 || *count <= records->most)
        return 0;
    if (records->too_much != 0)
        return records->too_much;
    *count = records->most;
    return 0;
}

/* FFh is the whole record, where the BMC knows that. */
static uint8_t records_size_of_record(const struct records *records, size_t there, size_t offset,
                                      size_t *count)
{
    if (*count == 0xff && !records->whole && records->too_much != 0)
        return records->too_much;
    if (*count == 0xff && offset < there)
        *count = there - offset;
    return records_size(records, there, offset, count);
}

static void records_get(struct records *records, const uint8_t *rq, struct records_answer *answer)
{
    size_t index = (size_t)(rq[3] | rq[4] << 8), offset = rq[5], count = rq[6], next;
    const struct records_record *record;
    uint8_t code = 0;

    records->asked++;
    index = index > 0 ? index - 1 : 0;
    if (records->lost_every > 0 && records->asked % records->lost_every == 0)
        records->lost = true;
    if (records->busy > 0) {
        records->busy--;
        code = 0xc0;
    } else if (records->lost || (offset > 0 && records->reserve_code == 0 &&
                                 (rq[1] | rq[2] << 8) != records->reservation)) {
        code = 0xc5;
    } else if (index >= records->count) {
        code = 0xcb;
    } else if (records->fails_at == index + 1) {
        code = records->fails_with;
    } else {
        code = records_size_of_record(records, records->record[index].length, offset, &count);
    }
    answer_code(answer, 0x23, code);
    if (code != 0)
        return;
    record = &records->record[index];
    next = index + 2 <= records->count ? index + 2 : records->circle ? 1 : 0xffff;
    answer_add(answer, (uint32_t)next, 2);
    memcpy(answer->bytes + answer->length, record->bytes + offset, count);
    answer->length += count;
}

/* --- sensors and FRU ------------------------------------------------------------------ */

static void records_reading(struct records *records, const uint8_t *rq,
                            struct records_answer *answer)
{
    const struct records_sensor *sensor = &records->sensor[rq[1]];
    size_t length = sensor->length > 0 ? sensor->length : 4;

    records->sensors_asked++;
    answer_code(answer, 0x2d, sensor->code);
    if (sensor->code != 0)
        return;
    memcpy(answer->bytes + answer->length, sensor->bytes, length);
    answer->length += length;
}

static void records_fru_info(struct records *records, struct records_answer *answer)
{
    records->fru_asked++;
    answer_code(answer, 0x10, records->fru_info_code);
    if (records->fru_info_code != 0)
        return;
    answer_add(answer, (uint32_t)(records->fru_size > 0 ? records->fru_size : records->fru_length),
               2);
    answer_add(answer, 0, 1);
}

static void records_fru(struct records *records, const uint8_t *rq, struct records_answer *answer)
{
    size_t offset = (size_t)(rq[2] | rq[3] << 8), count = rq[4];
    uint8_t code = records->fru_code;

    records->fru_asked++;
    if (code == 0)
        code = records_size(records, records->fru_length, offset, &count);
    answer_code(answer, 0x11, code);
    if (code != 0)
        return;
    answer_add(answer, (uint32_t)count, 1);
    memcpy(answer->bytes + answer->length, records->fru + offset, count);
    answer->length += count;
}

/* --- the link ------------------------------------------------------------------------- */

static bool records_knows(struct records *records, uint8_t netfn, const uint8_t *rq,
                          struct records_answer *answer)
{
    switch (netfn << 8 | rq[0]) {
    case 0x0a20:
        records_info(records, answer);
        return true;
    case 0x0a22:
        records_reserve(records, answer);
        return true;
    case 0x0a23:
        records_get(records, rq, answer);
        return true;
    case 0x042d:
        records_reading(records, rq, answer);
        return true;
    case 0x0a10:
        records_fru_info(records, answer);
        return true;
    case 0x0a11:
        records_fru(records, rq, answer);
        return true;
    default:
        return false;
    }
}

static int records_send(struct link *link, const struct request *request, struct bmc_error *error)
{
    struct records *records = (struct records *)link;
    struct records_answer answer = {0};
    uint8_t rq[64];

    fiid_obj_get_all(request->rq, rq, sizeof rq);
    if (!records_knows(records, request->netfn, rq, &answer))
        return records->demo->class->send(records->demo, request, error);
    if (fiid_obj_set_all(request->rs, answer.bytes, (unsigned)answer.length) <= 0)
        return error_set(error, ERROR_MALFORMED, "too long");
    return 0;
}

static int records_open(struct link *link, struct bmc_error *error)
{
    struct records *records = (struct records *)link;

    return records->demo->class->open(records->demo, error);
}

static void records_close(struct link *link)
{
    struct records *records = (struct records *)link;

    records->demo->class->close(records->demo);
}

static void records_destroy(struct link *link)
{
    struct records *records = (struct records *)link;

    records->demo->class->destroy(records->demo);
    free(records->demo);
}

struct records *records_put(struct bmc *bmc)
{
    static const struct link_class class = {
        .open = records_open,
        .close = records_close,
        .send = records_send,
        .destroy = records_destroy,
    };
    struct records *records = calloc(1, sizeof *records);

    if (records == NULL)
        abort();
    records->link = *bmc->link;
    records->link.class = &class;
    records->demo = bmc->link;
    records->whole = true;
    records->too_much = 0xca;
    bmc->link = &records->link;
    return records;
}

/* --- records -------------------------------------------------------------------------- */

struct records_record *records_last(struct records *records)
{
    return &records->record[records->count - 1];
}

static uint8_t *records_add(struct records *records, uint8_t type, size_t fixed, const char *name)
{
    struct records_record *record = &records->record[records->count++];
    size_t named = name != NULL ? strlen(name) : 0;

    memset(record, 0, sizeof *record);
    record->length = fixed + named;
    record->bytes[0] = (uint8_t)records->count;
    record->bytes[1] = (uint8_t)(records->count >> 8);
    record->bytes[2] = 0x51;
    record->bytes[3] = type;
    record->bytes[4] = (uint8_t)(record->length - 5);
    if (named > 0) {
        record->bytes[fixed - 1] = (uint8_t)(0xc0 | named);
        memcpy(record->bytes + fixed, name, named);
    }
    records->info.version = 0x51;
    records->info.count = (uint16_t)records->count;
    return record->bytes;
}

/* A temperature of 0 to 127.5 C in halves; upper critical 90, others at need. */
void records_add_full(struct records *records, uint8_t number, const char *name)
{
    uint8_t *bytes = records_add(records, 0x01, 48, name);
    static const uint8_t from_owner[] = {0x20, 0,    0,    3,    1,    0x7f, 0x68, 0x01, 0x01,
                                         0x00, 0x00, 0x00, 0x00, 0x10, 0x10, 0x00, 1,    0,
                                         0,    5,    0,    0,    0,    0,    0xf0};

    memcpy(bytes + 5, from_owner, sizeof from_owner);
    bytes[7] = number;
    bytes[37] = 180;
}

void records_add_compact(struct records *records, uint8_t number, const char *name, uint8_t share,
                         uint8_t modifier, uint8_t offset)
{
    uint8_t *bytes = records_add(records, 0x02, 32, name);

    bytes[5] = 0x20;
    bytes[7] = number;
    bytes[8] = 10;
    bytes[9] = 1;
    bytes[12] = 0x08;
    bytes[13] = 0x6f;
    bytes[23] = (uint8_t)(modifier << 4 | share);
    bytes[24] = offset;
}

void records_add_event_only(struct records *records, uint8_t number, const char *name)
{
    uint8_t *bytes = records_add(records, 0x03, 17, name);

    bytes[5] = 0x41;
    bytes[7] = number;
    bytes[10] = 0x12;
    bytes[11] = 0x6f;
}

void records_add_other(struct records *records, uint8_t type, size_t length)
{
    records_add(records, type, length, NULL);
}

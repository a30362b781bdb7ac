/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The walk over an SDR repository, by each answer's "next". How much a BMC gives at once is found
 * out with the first record, from large to small, and kept. What BMCs get wrong: notes/pages.md 6.
 */
#include <string.h>

#include "base/i18n.h"
#include "bmc/request.h"
#include "bmc/sdr_own.h"

/* A repository that is taken by somebody else, or busy, is asked again so often. */
#define WALK_AGAIN    4
#define WALK_PAUSE_MS 100

static const uint8_t sizes[] = {SDR_WHOLE, 64, 32, 24, 16, 12, 8};
#define SIZES (sizeof sizes / sizeof *sizes)

struct walk {
    struct bmc *bmc;
    struct sdr *sdr;
    struct bmc_error why; /* of the last request that failed */
    uint16_t reservation;
    size_t size;   /* index */
    bool proven;   /* this size has been answered */
    unsigned left; /* pauses, for the whole walk */
    uint8_t seen[(SDR_LAST + 1) / 8];
};

struct walk_record {
    uint16_t id, next;
    size_t length;
    uint8_t bytes[SDR_RECORD + SDR_PART];
};

/* What a request came to: so that only a link that failed ends everything. */
enum walk_step { WALK_DONE = 0, WALK_REFUSED = 1, WALK_BROKEN = -1 };

static enum walk_step walk_result(struct walk *walk, int result)
{
    if (result == 0)
        return WALK_DONE;
    return bmc_survived(&walk->why) ? WALK_REFUSED : WALK_BROKEN;
}

/* Reading goes on without a reservation where the BMC knows none. */
static enum walk_step walk_reserve(struct walk *walk)
{
    enum walk_step step;

    walk->reservation = 0;
    step = walk_result(walk, bmc_reserve_sdr(walk->bmc, &walk->reservation, &walk->why));
    return step == WALK_BROKEN ? WALK_BROKEN : WALK_DONE;
}

/* Codes by which BMCs say that they do not give as much as was asked for. */
static bool walk_too_much(const struct bmc_error *why)
{
    switch (why->kind == ERROR_REFUSED ? why->completion_code : 0) {
    case IPMI_COMP_CODE_REQUEST_DATA_TRUNCATED:
    case IPMI_COMP_CODE_REQUEST_DATA_LENGTH_INVALID:
    case IPMI_COMP_CODE_REQUEST_DATA_LENGTH_LIMIT_EXCEEDED:
    case IPMI_COMP_CODE_PARAMETER_OUT_OF_RANGE:
    case IPMI_COMP_CODE_CANNOT_RETURN_REQUESTED_NUMBER_OF_BYTES:
    case IPMI_COMP_CODE_INVALID_DATA_FIELD_IN_REQUEST:
    case IPMI_COMP_CODE_UNSPECIFIED_ERROR:
        return true;
    default:
        return why->kind == ERROR_MALFORMED;
    }
}

static bool walk_is_cancelled(const struct bmc_error *why)
{
    return why->kind == ERROR_BUSY ||
           (why->kind == ERROR_REFUSED &&
            why->completion_code == IPMI_COMP_CODE_RESERVATION_CANCELLED);
}

static bool walk_lower(struct walk *walk)
{
    if (walk->size + 1 >= SIZES)
        return false;
    walk->size++;
    return true;
}

/* The next bytes of a record, behind those that came. */
static enum walk_step walk_part(struct walk *walk, struct walk_record *record, size_t count)
{
    const struct sdr_ask ask = {walk->reservation, record->id, (uint8_t)record->length,
                                (uint8_t)count};
    struct sdr_part part;
    int result = bmc_get_sdr(walk->bmc, &ask, &part, &walk->why);

    if (result != 0)
        return walk_result(walk, result);
    if (record->length == 0)
        record->next = part.next;
    memcpy(record->bytes + record->length, part.bytes, part.length);
    record->length += part.length;
    return WALK_DONE;
}

/* A record may also be shorter than a size that was right before. */
static enum walk_step walk_first_part(struct walk *walk, struct walk_record *record)
{
    enum walk_step step = walk_part(walk, record, sizes[walk->size]);

    while (step == WALK_REFUSED && walk_too_much(&walk->why)) {
        if (walk->proven || !walk_lower(walk))
            return walk_part(walk, record, SDR_HEADER);
        step = walk_part(walk, record, sizes[walk->size]);
    }
    walk->proven |= step == WALK_DONE;
    return step;
}

/* By its length byte, or more where its type needs more; doubted: by its type alone. */
static size_t walk_expected(const struct walk_record *record, bool doubted)
{
    size_t told, needed = sdr_needed(record->bytes, record->length);

    if (record->length < SDR_HEADER)
        return SDR_HEADER;
    told = SDR_HEADER + (size_t)record->bytes[SDR_AT_LENGTH];
    told = told > needed && !(doubted && needed > 0) ? told : needed;
    return told < SDR_RECORD ? told : SDR_RECORD;
}

/* The offset has one byte. A record that only says to be longer lowers no size. */
static enum walk_step walk_other_parts(struct walk *walk, struct walk_record *record)
{
    enum walk_step step = WALK_DONE;
    size_t size = walk->size, expected;
    bool doubted = false;

    while ((expected = walk_expected(record, doubted)) > record->length &&
           record->length <= UINT8_MAX) {
        size_t left = expected - record->length, before = record->length;
        size_t most = sizes[walk->size] == SDR_WHOLE ? SDR_WHOLE - 1 : sizes[walk->size];

        step = walk_part(walk, record, left < most ? left : most);
        if (step == WALK_REFUSED && walk_too_much(&walk->why)) {
            if (!doubted && walk_expected(record, true) < expected) {
                doubted = true;
                continue;
            }
            if (left > SDR_HEADER && walk_lower(walk))
                continue;
        }
        if (step != WALK_DONE || record->length == before)
            break;
        size = walk->size;
    }
    walk->size = size;
    return step;
}

static enum walk_step walk_whole_record(struct walk *walk, struct walk_record *record)
{
    enum walk_step step;

    record->length = 0;
    step = walk_first_part(walk, record);
    if (step != WALK_DONE)
        return step;
    step = walk_other_parts(walk, record);
    /* Shorter than it says: what there is will do. */
    return step == WALK_REFUSED && !walk_is_cancelled(&walk->why) ? WALK_DONE : step;
}

/* From the start again where the reservation is lost, as the record may be another. */
static enum walk_step walk_record(struct walk *walk, struct walk_record *record)
{
    for (int again = 0;; again++) {
        enum walk_step step = walk_whole_record(walk, record);

        if (step != WALK_REFUSED || !walk_is_cancelled(&walk->why) || again == WALK_AGAIN ||
            walk->left == 0)
            return step;
        walk->left--;
        if (!bmc_pause(walk->bmc, (int64_t)WALK_PAUSE_MS << again)) {
            error_set(&walk->why, ERROR_CANCELLED, "%s", _("cancelled"));
            return WALK_BROKEN;
        }
        if (walk_reserve(walk) == WALK_BROKEN)
            return WALK_BROKEN;
    }
}

static bool walk_seen(struct walk *walk, uint16_t id)
{
    uint8_t bit = (uint8_t)(1 << (id & 7));
    bool seen = (walk->seen[id >> 3] & bit) != 0;

    walk->seen[id >> 3] |= bit;
    return seen;
}

static void walk_ends(struct walk *walk)
{
    struct sdr *sdr = walk->sdr;

    sdr->complete = walk->why.kind == ERROR_NONE ||
                    (sdr->info_known && sdr->info.count > 0 && sdr->count >= sdr->info.count);
    sdr->why = walk->why;
}

/* Record 0 is the first, whatever its id. */
static enum walk_step walk_all(struct walk *walk)
{
    struct walk_record record = {.id = 0};
    enum walk_step step;

    for (; record.id != SDR_LAST; record.id = record.next) {
        if (walk_seen(walk, record.id) || walk->sdr->count == SDR_RECORDS_MAX) {
            error_set(&walk->why, ERROR_MALFORMED, "%s", _("the BMC's sensor records have no end"));
            break;
        }
        step = walk_record(walk, &record);
        if (step == WALK_BROKEN)
            return WALK_BROKEN;
        if (step == WALK_REFUSED)
            break;
        walk->why.kind = ERROR_NONE;
        sdr_append(walk->sdr, record.bytes, record.length);
        if (record.id == 0 && record.length >= SDR_HEADER)
            walk_seen(walk, (uint16_t)(record.bytes[SDR_AT_ID] | record.bytes[SDR_AT_ID + 1] << 8));
    }
    walk_ends(walk);
    return WALK_DONE;
}

int sdr_read(struct bmc *bmc, struct sdr *sdr, struct bmc_error *error)
{
    struct walk walk = {.bmc = bmc, .sdr = sdr, .left = 3 * WALK_AGAIN};

    if (walk_reserve(&walk) == WALK_BROKEN)
        return error_copy(error, &walk.why);
    walk.why.kind = ERROR_NONE;
    return walk_all(&walk) == WALK_BROKEN ? error_copy(error, &walk.why) : 0;
}

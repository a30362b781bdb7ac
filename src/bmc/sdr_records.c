/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a repository in memory, one behind the other. */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "bmc/sdr_own.h"

bool sdr_same_info(const struct sdr_info *one, const struct sdr_info *other)
{
    return one->version == other->version && one->count == other->count &&
           one->added == other->added && one->erased == other->erased;
}

struct sdr *sdr_create(void)
{
    struct sdr *sdr = xcalloc(1, sizeof *sdr);

    sdr->users = 1;
    sdr->parser = ipmi_sdr_ctx_create();
    return sdr;
}

void sdr_free(struct sdr *sdr)
{
    if (sdr == NULL || --sdr->users > 0)
        return;
    if (sdr->parser != NULL)
        ipmi_sdr_ctx_destroy(sdr->parser);
    free(sdr->entries);
    free(sdr->bytes);
    free(sdr->place);
    free(sdr);
}

static size_t sdr_room(size_t room, size_t needed)
{
    while (room < needed)
        room = room * 2 + 64;
    return room;
}

void sdr_append(struct sdr *sdr, const uint8_t *bytes, size_t length)
{
    if (length < SDR_HEADER || sdr->count == SDR_RECORDS_MAX)
        return;
    length = length < SDR_RECORD ? length : SDR_RECORD;
    if (sdr->count == sdr->room) {
        sdr->room = sdr_room(sdr->room, sdr->count + 1);
        sdr->entries = xrealloc(sdr->entries, sdr->room * sizeof *sdr->entries);
    }
    if (sdr->used + length > sdr->bytes_room) {
        sdr->bytes_room = sdr_room(sdr->bytes_room, sdr->used + length);
        sdr->bytes = xrealloc(sdr->bytes, sdr->bytes_room);
    }
    memcpy(sdr->bytes + sdr->used, bytes, length);
    sdr->entries[sdr->count++] = (struct sdr_entry){sdr->used, length};
    sdr->used += length;
}

const struct bmc_error *sdr_why(const struct sdr *sdr)
{
    return sdr->complete ? NULL : &sdr->why;
}

const char *sdr_note(const struct sdr *sdr)
{
    return sdr->note;
}

size_t sdr_count(const struct sdr *sdr)
{
    return sdr->count;
}

const uint8_t *sdr_record(const struct sdr *sdr, size_t index, size_t *length)
{
    *length = sdr->entries[index].length;
    return sdr->bytes + sdr->entries[index].at;
}

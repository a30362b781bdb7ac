/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/request.h"
#include "bmc/sdr_own.h"
#include "bmc/state.h"

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
    sdr_add_places(sdr, sdr->count - 1);
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

/* --- loading ------------------------------------------------------------------------------ */

bool sdr_same_info(const struct sdr_info *one, const struct sdr_info *other)
{
    return one->version == other->version && one->count == other->count &&
           one->added == other->added && one->erased == other->erased;
}

static struct sdr *sdr_use(struct sdr *sdr)
{
    sdr->users++;
    return sdr;
}

/* What this bmc has read before, while the BMC says that it is still right. */
static bool sdr_is_held(const struct bmc *bmc, const struct sdr *now)
{
    const struct sdr *held = bmc->sdr;

    return held != NULL && held->info_known == now->info_known &&
           (!now->info_known || sdr_same_info(&held->info, &now->info));
}

/* From the file, or from the BMC and then into the file. */
static int sdr_fill(struct bmc *bmc, bool fresh, struct sdr *sdr, struct bmc_error *error)
{
    char name[SDR_FILE];
    bool kept = false;

    if (sdr->info_known && sdr_file_name(bmc, name, &kept, error) != 0)
        return -1;
    if (kept && !fresh && sdr_file_read(sdr, name))
        return 0;
    if (sdr_read(bmc, sdr, error) != 0)
        return -1;
    if (kept && sdr->complete)
        sdr_file_write(sdr, name);
    return 0;
}

/* Only what is complete is held: the next time may do better. */
static void sdr_hold(struct bmc *bmc, struct sdr *sdr)
{
    sdr_free(bmc->sdr);
    bmc->sdr = sdr->complete ? sdr_use(sdr) : NULL;
}

int sdr_load(struct bmc *bmc, bool fresh, struct sdr **sdr, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    struct sdr *now = sdr_create();

    *sdr = NULL;
    now->info_known = bmc_get_sdr_info(bmc, &now->info, &why) == 0;
    if (!now->info_known && !request_survived(&why)) {
        sdr_free(now);
        return error_copy(error, &why);
    }
    if (!fresh && sdr_is_held(bmc, now)) {
        sdr_free(now);
        *sdr = sdr_use(bmc->sdr);
        return 0;
    }
    if (sdr_fill(bmc, fresh, now, error) != 0) {
        sdr_free(now);
        return -1;
    }
    sdr_hold(bmc, now);
    *sdr = now;
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/request.h"
#include "bmc/sdr_own.h"
#include "bmc/state.h"

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
    if (kept)
        sdr_marks_read(bmc, name);
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
    if (!now->info_known && !bmc_survived(&why)) {
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
    sdr_add_places(now);
    sdr_hold(bmc, now);
    *sdr = now;
    return 0;
}

const char *sdr_note_of(const struct bmc *bmc)
{
    return bmc->sdr != NULL ? sdr_note(bmc->sdr) : "";
}

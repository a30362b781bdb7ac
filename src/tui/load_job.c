/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/load_job.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "core/load.h"

/* What nobody has asked for is not worth more than four requests to a busy BMC. */
#define SHOWN_PATIENCE_MS 700

struct load_job {
    struct job_ctx *ctx; /* of the job while it runs */
    struct model model;  /* what it knows is not asked for again */
    struct model told;   /* as far as that has been posted */
    uint8_t channel;     /* 0: choose */
    bool shown;          /* only what the locked console shows */
};

static void load_job_tell(struct load_job *load)
{
    struct model_change change;

    while (model_next_change(&load->told, &load->model, &change))
        job_post(load->ctx, LOAD_JOB_CHANGE, &change, sizeof change);
}

static void load_job_on_answer(void *data, const struct model *model, unsigned done,
                               unsigned total)
{
    const struct load_job_progress progress = {done, total};
    struct load_job *load = data;

    (void)model;
    load_job_tell(load);
    job_post(load->ctx, LOAD_JOB_PROGRESS, &progress, sizeof progress);
}

static int load_job_read(struct load_job *load, struct bmc_error *error)
{
    const struct load_watch watch = {load_job_on_answer, load};
    struct bmc *bmc = load->ctx->bmc;

    bmc_patience(bmc, load->shown ? SHOWN_PATIENCE_MS : 0);
    if (load->shown)
        return load_shown(bmc, &load->model, &watch, error);
    if (load_first(bmc, &load->model, load->channel, &watch, error) < 0)
        return -1;
    load_job_tell(load);
    job_post(load->ctx, LOAD_JOB_FIRST, NULL, 0);
    return load_rest(bmc, &load->model, &watch, error);
}

static int load_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct load_job *load = argument;
    int result;

    load->ctx = ctx;
    result = load_job_read(load, error);
    load_job_tell(load);
    return result;
}

struct job load_job_make(const struct model *model, uint8_t channel, bool shown)
{
    struct load_job *load = xmalloc(sizeof *load);

    load->model = load->told = *model;
    load->channel = channel;
    load->shown = shown;
    return (struct job){.run = load_job_run, .release = free, .argument = load};
}

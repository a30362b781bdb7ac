/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/load_job.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "core/load.h"

/* What nobody has asked for is not worth more than four requests to a busy BMC. */
#define SHOWN_PATIENCE_MS 700

/* The load job of a running job. */
struct load_job_run {
    struct job_ctx *ctx;
    struct load_job *load;
};

static void load_job_tell(const struct load_job_run *run)
{
    struct model_change change;

    while (model_next_change(&run->load->told, &run->load->model, &change))
        job_post(run->ctx, LOAD_JOB_CHANGE, &change, sizeof change);
}

static void load_job_on_answer(void *data, const struct model *model, unsigned done,
                               unsigned total)
{
    const struct load_job_progress progress = {done, total};
    const struct load_job_run *run = data;

    (void)model;
    load_job_tell(run);
    job_post(run->ctx, LOAD_JOB_PROGRESS, &progress, sizeof progress);
}

static int load_job_read(struct load_job_run *run, struct bmc_error *error)
{
    const struct load_watch watch = {load_job_on_answer, run};
    struct load_job *load = run->load;
    struct bmc *bmc = run->ctx->bmc;

    bmc_patience(bmc, load->shown ? SHOWN_PATIENCE_MS : 0);
    if (load->shown)
        return load_shown(bmc, &load->model, &watch, error);
    if (load_first(bmc, &load->model, load->channel, &watch, error) < 0)
        return -1;
    load_job_tell(run);
    job_post(run->ctx, LOAD_JOB_FIRST, NULL, 0);
    return load_rest(bmc, &load->model, &watch, error);
}

static int load_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct load_job_run run = {ctx, argument};
    int result = load_job_read(&run, error);

    load_job_tell(&run);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/load_job.h"

#include <stdlib.h>

#include "base/xalloc.h"

/* What nobody has asked for is not worth more than four requests to a busy BMC. */
#define SHOWN_PATIENCE_MS 700

static void load_job_post(const struct job_ctx *ctx, enum load_job_event kind,
                          const struct model *page, unsigned done, unsigned total)
{
    const struct load_job_value value = {*page, done, total};

    job_post(ctx, (int)kind, &value, sizeof value);
}

static void on_value(void *data, const struct model *page, unsigned done, unsigned total)
{
    load_job_post(data, LOAD_JOB_VALUE, page, done, total);
}

static int load_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct load_watch watch = {on_value, ctx};
    struct load_job *load = argument;

    bmc_patience(ctx->bmc, load->shown ? SHOWN_PATIENCE_MS : 0);
    if (load->shown)
        return load_shown(ctx->bmc, &load->page, &watch, error);
    if (load_first(ctx->bmc, &load->page, load->channel, &watch, error) < 0)
        return -1;
    load_job_post(ctx, LOAD_JOB_FIRST, &load->page, 0, 0);
    return load_rest(ctx->bmc, &load->page, &watch, error);
}

struct job load_job_make(const struct load_job *load)
{
    struct load_job *copy = xmalloc(sizeof *copy);

    *copy = *load;
    return (struct job){.run = load_job_run, .release = free, .argument = copy};
}

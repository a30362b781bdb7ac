/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/page.h"

#include "cli/run.h"

struct page_reader {
    page_loader *loader;
    uint8_t channel;
    struct model *page;
    char *target;
};

static int page_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    const struct page_reader *reader = argument;

    if (reader->target != NULL)
        snprintf(reader->target, PAGE_TARGET, "%s", bmc_description(ctx->bmc));
    return reader->loader(ctx->bmc, reader->page, reader->channel, NULL, error);
}

int page_read(struct cli *cli, page_loader *loader, struct model *page, char target[PAGE_TARGET])
{
    struct page_reader reader = {loader, (uint8_t)cli->arguments.channel, page, target};
    const struct run_job job = {.work = page_work, .argument = &reader};

    model_init(page, &page_network);
    return run_job(cli, &job);
}

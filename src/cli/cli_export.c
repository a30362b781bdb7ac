/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "cli/run.h"
#include "core/load.h"

struct export {
    struct page page;
    uint8_t channel;
    char target[128];
};

static int load(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct export *export = argument;

    snprintf(export->target, sizeof export->target, "%s", bmc_description(ctx->bmc));
    return load_settings(ctx->bmc, &export->page, export->channel, NULL, error);
}

static int export_run(struct cli *cli)
{
    struct export export = {.channel = cli->arguments.channel};
    struct run_job job = {.work = load, .argument = &export};
    int status;

    page_init(&export.page);
    status = run_job(cli, &job);
    if (status != 0)
        return status;
    file_print(stdout, &export.page, export.target, cli->settings->password_policy);
    return CLI_DONE;
}

const struct cli_command cli_export = {
    .name = "export", .usage = "[--channel=N]", .run = CLI_RUN(export_run),
    .options = CLI_TAKES_CHANNEL,
    .summary = N_("the page's values as a file for apply, with comments"),
    .help = N_("No secret is in it."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "cli/run.h"
#include "pages/network.h"
#include "pages/power.h"

struct export {
    uint8_t channel;
    struct model network, power;
    char target[RUN_TARGET];
};

/* What the power page has is left out where it cannot be read. */
static int export_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct export *export = argument;

    model_init(&export->network, &page_network);
    model_init(&export->power, &page_power);
    snprintf(export->target, sizeof export->target, "%s", bmc_description(ctx->bmc));
    if (load_settings(ctx->bmc, &export->network, export->channel, NULL, error) < 0)
        return -1;
    return load_shown(ctx->bmc, &export->power, NULL, error);
}

static int export_run(struct cli *cli)
{
    struct export export = {.channel = (uint8_t)cli->arguments.channel};
    const struct run_job job = {.work = export_work, .argument = &export};
    int status = run_job(cli, &job);

    if (status != 0)
        return status;
    file_print(stdout, &export.network, export.target, cli->settings->password_policy);
    file_print_more(stdout, &export.power, cli->settings->password_policy);
    return CLI_DONE;
}

const struct cli_command cli_export = {
    .name = "export",
    .page = &page_network,
    .usage = "[--channel=N]",
    .run = CLI_RUN(export_run),
    .options = CLI_TAKES_CHANNEL,
    .summary = N_("print the page's values as a file for apply"),
    .help = N_("The file contains no secrets."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "cli/run.h"
#include "pages/network.h"

static int export_run(struct cli *cli)
{
    struct model page;
    char target[RUN_TARGET];
    int status = run_read_page(cli, load_settings, &page, target);

    if (status == 0)
        file_print(stdout, &page, target, cli->settings->password_policy);
    return status;
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

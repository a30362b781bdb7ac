/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"

int cli_apply(struct cli *cli)
{
    struct set_request request = {.command = "apply"};
    struct file *file;
    int status;

    if (cli->arguments.word_count != 1) {
        cli_error("apply", "%s", _("right is one FILE, or - for standard input"));
        return CLI_USAGE;
    }
    file = file_read(cli->arguments.words[0], &request);
    if (file == NULL)
        return CLI_USAGE;
    set_take_options(&request, &cli->arguments);
    status = set_save(cli, &request);
    file_free(file);
    return cli->arguments.dry_run ? cli_close_output(status) : cli_close_report(status);
}

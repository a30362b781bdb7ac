/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "pages/network.h"

static int apply_run(struct cli *cli)
{
    struct set_request request = {.command = "apply", .page = cli->page};
    struct file *file;
    int status;

    if (cli->arguments.word_count != 1)
        return say_error("apply", "%s", _("give one FILE, or - for standard input"));
    file = file_read(cli->arguments.words[0], &request);
    if (file == NULL)
        return CLI_USAGE;
    set_take_options(&request, &cli->arguments);
    status = set_save(cli, &request);
    file_free(file);
    cli->only_reads = cli->arguments.dry_run;
    return status;
}

const struct cli_command cli_apply = {
    .name = "apply", .page = &page_network, .usage = "[OPTIONS] FILE|-", .run = CLI_RUN(apply_run),
    .options = CLI_TAKES_CHANNEL | CLI_TAKES_SAVE, .takes_words = true, .changes = true,
    .summary = N_("set the values in a file, as set does"),
    .help = N_("What the file does not name stays as it is; options override the file. Everything "
               "is\n"
               "checked before anything is sent, and nothing is sent if nothing differs."),
};

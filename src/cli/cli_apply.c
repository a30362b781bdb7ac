/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "pages/network.h"
#include "pages/power.h"

static bool apply_asks(const struct set_request *request)
{
    return request->value_count > 0 || request->ask_password || request->password_file != NULL ||
           request->remote != 0;
}

/* Another page's: a save by itself, which has neither password nor a window. */
static int apply_more(struct cli *cli, const struct set_request *request)
{
    struct cli_arguments *arguments = &cli->arguments;

    arguments->ask_password = false;
    arguments->password_file = NULL;
    arguments->confirm_s = 0;
    return set_save(cli, request);
}

static int apply_run(struct cli *cli)
{
    struct set_request request = {.command = "apply", .page = cli->page};
    struct set_request more = {.command = "apply", .page = &page_power};
    struct file *file;
    int status = CLI_DONE;

    if (cli->arguments.word_count != 1)
        return say_error("apply", "%s", _("give one FILE, or - for standard input"));
    file = file_read(cli->arguments.words[0], &request, &more);
    if (file == NULL)
        return CLI_USAGE;
    set_take_options(&request, &cli->arguments);
    if (more.value_count == 0 || apply_asks(&request))
        status = set_save(cli, &request);
    more.beside = apply_asks(&request);
    if (more.value_count > 0 && status == CLI_DONE)
        status = apply_more(cli, &more);
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

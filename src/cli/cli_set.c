/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/set.h"
#include "pages/network.h"

static bool set_asks(const struct cli_arguments *arguments)
{
    return arguments->word_count > 0 || arguments->ask_password ||
           arguments->password_file != NULL || arguments->remote != 0;
}

static int set_run(struct cli *cli)
{
    struct set_request request = {.command = "set", .page = cli->page};
    const struct cli_arguments *arguments = &cli->arguments;
    int status = set_take_words(&request, arguments->words, arguments->word_count);

    if (status == CLI_DONE && !set_asks(arguments))
        return say_error("set", "%s", _("nothing to set; see bmctui set --help"));
    set_take_options(&request, arguments);
    cli->only_reads = arguments->dry_run;
    return status == CLI_DONE ? set_save(cli, &request) : status;
}

const struct cli_command cli_set = {
    .name = "set", .page = &page_network,
    .usage = "[OPTIONS] KEY=VALUE...", .run = CLI_RUN(set_run),
    .options = CLI_TAKES_CHANNEL | CLI_TAKES_SAVE, .takes_words = true, .changes = true,
    .summary = N_("change values, with the same checks and save as the page"),
    .help = N_("  dhcp=yes|no\n"
               "  address=192.168.1.50     or 192.168.1.50/24\n"
               "  netmask=255.255.255.0    or /24 or 24\n"
               "  gateway=192.168.1.1      or none\n"
               "  vlan=1 to 4094           or off\n"
               "The review is printed; nothing is asked."),
};

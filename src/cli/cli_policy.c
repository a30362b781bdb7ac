/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/set.h"
#include "pages/power.h"

static int policy_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    struct set_request request = {.command = "policy", .page = cli->page};

    cli->only_reads = arguments->dry_run;
    if (arguments->word_count != 1)
        return say_error("policy", "%s", _("use off, previous or on; bmctui power shows it"));
    request.values[request.value_count++] =
        (struct set_value){POWER_POLICY, arguments->words[0]};
    return set_save(cli, &request);
}

const struct cli_command cli_policy = {
    .name = "policy", .page = &page_power, .usage = "off|previous|on",
    .run = CLI_RUN(policy_run), .options = CLI_TAKES_PLAIN_SAVE, .takes_words = true,
    .changes = true,
    .summary = N_("set what the machine does after a power cut"),
    .help = N_("The machine stays off, does what it did before, or switches on. Not every BMC\n"
               "offers all three."),
};

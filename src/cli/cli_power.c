/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/act.h"
#include "core/rule.h"

static int power_run(struct cli *cli)
{
    char quoted[RULE_QUOTE];
    enum action_kind kind;

    if (cli->arguments.word_count != 1 || !action_parse(cli->arguments.words[0], &kind))
        return say_error("power", _("\"%s\" is not valid; use on, off, cycle, reset, diag or soft"),
                         rule_quote(cli->arguments.word_count > 0 ? cli->arguments.words[0] : "",
                                    quoted));
    return act(cli, kind, "power");
}

const struct cli_command cli_power = {
    .name = "power",
    .usage = "[on|off|cycle|reset|diag|soft]",
    .run = CLI_RUN(power_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_POWER,
    .takes_words = true,
    .changes = true,
    .summary = N_("show or switch the machine's power"),
    .help = N_("soft asks the operating system to shut down; diag sends a diagnostic interrupt."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/i18n.h"
#include "cli/act.h"

static int bmc_run(struct cli *cli)
{
    char **words = cli->arguments.words;
    int count = cli->arguments.word_count;

    if (count == 2 && strcmp(words[0], "clock") == 0 && strcmp(words[1], "set") == 0)
        return act_set_clock(cli);
    if (count == 1 && strcmp(words[0], "restart") == 0)
        return act_restart_bmc(cli);
    return say_error("bmc", "%s", _("use clock set or restart"));
}

const struct cli_command cli_bmc = {
    .name = "bmc",
    .usage = "[clock set|restart]",
    .run = CLI_RUN(bmc_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_RESTART,
    .takes_words = true,
    .changes = true,
    .summary = N_("set the BMC's clock, or restart the BMC"),
    .help = N_("restart waits until the BMC answers again; the machine keeps running."),
};

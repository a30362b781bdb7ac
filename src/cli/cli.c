/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <string.h>

#include "base/i18n.h"

static const struct cli_command console = {
    .name = "console",
    .usage = "[--locked] [--page=WORD]",
    .options = CLI_TAKES_CONSOLE,
    .changes = true,
    .summary = N_("open the page on the terminal (the default)"),
};

static const struct cli_command *const commands[] = {
    &console,
    &cli_channels,
    &cli_show,
    &cli_set,
    &cli_export,
    &cli_apply,
    &cli_events,
    &cli_identify,
    &cli_manage,
    &cli_power,
    &cli_bmc,
    &cli_boot,
    &cli_policy,
    &cli_users,
    &cli_user,
    &cli_guest,
    &cli_health,
    &cli_security,
    &cli_sol,
    &cli_recover,
    &cli_confirm,
    &cli_doctor,
    &cli_report,
    NULL};

const struct cli_command *cli_command(size_t index)
{
    return commands[index];
}

const struct cli_command *cli_find(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    return NULL;
}

int cli_run(struct cli *cli, const struct cli_command *command)
{
    int status;

    cli->page = command->page;
    status = command->run(cli); /* sets only_reads */
    return say_end(status, command->changes && !cli->only_reads);
}

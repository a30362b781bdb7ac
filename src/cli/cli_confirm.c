/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "guard/guard.h"

/* A save or a putting back that is under way takes no longer. */
#define WAIT_MS 240000

static int confirm(struct cli *cli, struct guard *guard)
{
    struct guard_pending pending;
    struct bmc_error error;
    enum guard_confirmed confirmed;

    guard_look(guard, &pending);
    if (pending.state == GUARD_SAVING)
        cli_note(cli, "%s", _("A save, or putting one back, is under way; waiting for its end."));
    confirmed = guard_keep(guard, clock_monotonic(), WAIT_MS, &error);
    if (confirmed != GUARD_KEPT) {
        cli_error("confirm", "%s", error.sentence);
        return guard_confirm_exit(confirmed);
    }
    printf("%s\n", _("Confirmed: the settings are kept."));
    if (guard_remark(guard)[0] != '\0')
        cli_error("lock", "%s", guard_remark(guard));
    return CLI_DONE;
}

int cli_confirm(struct cli *cli)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    int status = confirm(cli, guard);

    guard_destroy(guard);
    return cli_close_report(status);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "cli/cli.h"
#include "guard/guard.h"

/* A save or rollback in progress is done by then. */
#define WAIT_MS 240000

static int confirm_wait(struct cli *cli, struct guard *guard)
{
    struct guard_pending pending;
    struct bmc_error error;
    enum guard_confirmed confirmed;

    guard_look(guard, &pending);
    if (pending.state == GUARD_SAVING)
        say_note(cli, "%s", _("A save or an undo is running; waiting for it to finish."));
    confirmed = guard_keep(guard, clock_monotonic(), WAIT_MS, &error);
    if (confirmed != GUARD_KEPT) {
        say_error("confirm", "%s", error.sentence);
        return guard_confirm_exit(confirmed);
    }
    printf("%s\n", _("Confirmed: the new settings stay."));
    if (guard_remark(guard)[0] != '\0')
        say_error("lock", "%s", guard_remark(guard));
    return CLI_DONE;
}

static int confirm_run(struct cli *cli)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    int status = confirm_wait(cli, guard);

    guard_destroy(guard);
    return status;
}

const struct cli_command cli_confirm = {
    .name = "confirm", .usage = "", .run = CLI_RUN(confirm_run),
    .changes = true,
    .summary = N_("keep what set --confirm has applied"),
    .help = N_("Exit status: 0 kept, 5 too late (already undone), 4 undoing failed, 2 nothing to "
               "confirm."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/apply.h"
#include "cli/cli.h"
#include "pages/network.h"
#include "pages/power.h"
#include "pages/serial.h"

static bool apply_asks(const struct set_request *request)
{
    return request->value_count > 0 || request->ask_password || request->password_file != NULL ||
           request->remote != 0;
}

/* A page's: a save by itself. Only that of the network has a password and a window. */
static bool apply_page(struct apply *apply, struct set_request *request)
{
    struct cli_arguments *arguments = &apply->cli->arguments, given = *arguments;
    unsigned before = apply->saves;
    int status;

    request->saves = &apply->saves;
    if (request != &apply->wants.network) {
        request->channel = apply->wants.network.channel;
        arguments->confirm_s = 0;
    }
    status = set_save(apply->cli, request);
    *arguments = given;
    return apply_took(apply, status, before);
}

/* The network comes last: it may be another one then, or wait for a confirmation. */
static void apply_save(struct apply *apply, struct apply_users *users)
{
    struct file_wants *wants = &apply->wants;
    bool others = wants->power.value_count > 0 || wants->serial.value_count > 0 ||
                  wants->user_count > 0 || wants->sensor_count > 0 || apply_auth_asks(apply);

    if (wants->power.value_count > 0 && !apply_page(apply, &wants->power))
        return;
    if (wants->serial.value_count > 0 && !apply_page(apply, &wants->serial))
        return;
    if (apply_auth_asks(apply) && !apply_auth_save(apply))
        return;
    if (!apply_sensors_save(apply))
        return;
    apply_users_save(apply, users);
    if (apply->worst < CLI_NO_BMC && (apply_asks(&wants->network) || !others))
        apply_page(apply, &wants->network);
}

/* "Refused, and nothing has changed" is not so where another save was kept. */
static int apply_end(struct apply *apply)
{
    bool dry_run = apply->cli->arguments.dry_run;

    if (apply->worst == CLI_DONE && apply->saves == 0)
        printf("%s\n", _("No changes"));
    if (apply->worst == CLI_DONE || apply->worst >= CLI_NO_BMC || apply->kept == 0 || dry_run)
        return apply->worst;
    say_error("apply", "%s", _("not everything in the file could be saved; the rest was"));
    return CLI_MIXED;
}

static int apply_file(struct apply *apply)
{
    int status;
    struct apply_users *users;

    if (apply->cli->settings->read_only && !apply->cli->arguments.dry_run)
        return say_error("apply", "%s",
                         _("--read-only allows no changes; --dry-run shows the plan"));
    users = apply_users_look(apply, &status);
    if (status == CLI_DONE)
        status = apply_auth_look(apply);
    if (status == CLI_DONE)
        status = apply_sensors_look(apply);
    if (status == CLI_DONE) {
        apply_save(apply, users);
        status = apply_end(apply);
    }
    apply_users_free(users);
    return status;
}

static int apply_run(struct cli *cli)
{
    struct apply *apply;
    struct file *file;
    int status;

    if (cli->arguments.word_count != 1)
        return say_error("apply", "%s", _("give one FILE, or - for standard input"));
    apply = xcalloc(1, sizeof *apply);
    apply->cli = cli;
    apply->wants.network = (struct set_request){.command = "apply", .page = &page_network};
    apply->wants.power = (struct set_request){.command = "apply", .page = &page_power};
    apply->wants.serial = (struct set_request){.command = "apply", .page = &page_serial};
    file = file_read(cli->arguments.words[0], &apply->wants);
    set_take_options(&apply->wants.network, &cli->arguments);
    status = file == NULL ? CLI_USAGE : apply_file(apply);
    file_free(file);
    free(apply);
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

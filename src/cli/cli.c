/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "bmc/diagnose.h"

/* data/mktables reads the words of the table alone, without the program behind them. */
#ifdef CLI_WORDS_ONLY
#define RUN(command) NULL
#else
#define RUN(command) command
#endif

static const struct cli_command commands[] = {
    {"console", "[--locked]", N_("the page on the terminal (without a command: this)"), "",
     CLI_TAKES_CONSOLE, false, true, NULL},
    {"channels", "[--json]", N_("the LAN channels of the BMC"), "", CLI_TAKES_JSON, false, false,
     RUN(cli_channels)},
    {"show", "[--channel=N] [--json]", N_("the page's values"), "",
     CLI_TAKES_JSON | CLI_TAKES_CHANNEL, false, false, RUN(cli_show)},
    {"set", "[OPTIONS] KEY=VALUE...", N_("changes values, with the page's checks and save"),
     N_("  dhcp=yes|no\n"
        "  address=192.168.1.50     or 192.168.1.50/24\n"
        "  netmask=255.255.255.0    or /24 or 24\n"
        "  gateway=192.168.1.1      none: gateway=\n"
        "  vlan=1 to 4094           none: vlan=off\n"
        "The review is printed, nothing is asked."),
     CLI_TAKES_CHANNEL | CLI_TAKES_SAVE, true, true, RUN(cli_set)},
    {"export", "[--channel=N]", N_("the page's values as a file for apply, with comments"),
     N_("No secret is in it."), CLI_TAKES_CHANNEL, false, false, RUN(cli_export)},
    {"apply", "[OPTIONS] FILE|-", N_("sets what a file says, as set does"),
     N_("What the file does not name stays as it is; the options go before the file. Everything\n"
        "is checked before anything is sent; where all is as wanted, nothing is."),
     CLI_TAKES_CHANNEL | CLI_TAKES_SAVE, true, true, RUN(cli_apply)},
    {"identify", "[on|off|SECONDS|status]", N_("the identify light; alone: its state"),
     N_("SECONDS are 0 to 255; 0 is off."), 0, true, true, RUN(cli_identify)},
    {"manage", "[--qr] [--open] [--check]", N_("the BMC's web address"), "",
     CLI_TAKES_MANAGE | CLI_TAKES_CHANNEL, false, false, RUN(cli_manage)},
    {"recover", "[--undo|--finish|--forget]", N_("after a save that was cut off"),
     N_("Alone it prints what was there before, what was wanted and what the BMC holds now, and\n"
        "exits with 0 (nothing is pending) or 4 (something is)."),
     CLI_TAKES_RECOVER, false, true, RUN(cli_recover)},
    {"confirm", "", N_("keeps what set --confirm has applied"),
     N_("Exit status: 0 it is kept, 5 too late, it had been put back, 4 putting back had failed,\n"
        "2 nothing awaits a confirmation."),
     0, false, true, RUN(cli_confirm)},
    {"doctor", "[--json]", N_("what is found and what is missing"),
     N_("Exit status: 0 all is well, 1 something is not, 3 no BMC was reached."), CLI_TAKES_JSON,
     false, false, RUN(cli_doctor)},
};

const struct cli_command *cli_commands(size_t *count)
{
    *count = sizeof commands / sizeof commands[0];
    return commands;
}

const struct cli_command *cli_find(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    return NULL;
}

/* --- what is said ------------------------------------------------------------------------ */

void cli_error(const char *field, const char *format, ...)
{
    va_list arguments;

    fflush(stdout);
    fprintf(stderr, "bmctui: %s: ", field);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void cli_note(const struct cli *cli, const char *format, ...)
{
    va_list arguments;

    if (cli->verbosity < 0)
        return;
    fflush(stdout);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

int cli_fail(const char *field, const struct bmc_error *error)
{
    cli_error(field, "%s", error->sentence);
    if (error->kind == ERROR_USAGE)
        return CLI_USAGE;
    return diagnose_no_bmc(error) ? CLI_NO_BMC : CLI_REFUSED;
}

bool cli_output_written(void)
{
    int reason, nowhere;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    reason = errno;
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
        close(nowhere);
    }
    fflush(stdout);
    clearerr(stdout);
    cli_error(_("standard output"), _("cannot be written: %s"), strerror(reason));
    return false;
}

int cli_close_output(int status)
{
    return cli_output_written() || status != CLI_DONE ? status : CLI_REFUSED;
}

int cli_close_report(int status)
{
    (void)cli_output_written();
    return status;
}

const char *cli_target_name(const struct bmc_target *target)
{
    if (target->name != NULL)
        return target->name;
    if (bmc_driver_is_lan(target->driver))
        return target->hostname;
    return target->driver == BMC_DRIVER_DEMO ? "demo" : "local";
}

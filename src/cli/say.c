/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "core/diagnose.h"

/* about NULL: a remark. Flushes standard output first, to keep the order if both streams go to one
 * place. */
__attribute__((format(printf, 2, 0)))
static void say_line(const char *about, const char *format, va_list arguments)
{
    fflush(stdout);
    if (about != NULL)
        fprintf(stderr, "bmctui: %s: ", about);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

int say_error(const char *field, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say_line(field, format, arguments);
    va_end(arguments);
    return CLI_USAGE;
}

void say_note(const struct cli *cli, const char *format, ...)
{
    va_list arguments;

    if (cli->verbosity < 0)
        return;
    va_start(arguments, format);
    say_line(NULL, format, arguments);
    va_end(arguments);
}

int say_failure(const char *field, const struct bmc_error *error)
{
    say_error(field, "%s", error->sentence);
    if (error->kind == ERROR_USAGE)
        return CLI_USAGE;
    return diagnose_no_bmc(error) ? CLI_NO_BMC : CLI_REFUSED;
}

bool say_written(void)
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
    say_error(_("standard output"), _("cannot be written: %s"), strerror(reason));
    return false;
}

int say_end(int status, bool changes)
{
    return say_written() || changes || status != CLI_DONE ? status : CLI_REFUSED;
}

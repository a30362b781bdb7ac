/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "options.h"
#include "settings.h"
#include "target.h"
#include "tui/tui.h"

struct program {
    struct options options;
    struct settings settings;
    struct session session;
    FILE *trace;
    struct cli cli;
};

static void set_language(void)
{
    setlocale(LC_ALL, "");
    bindtextdomain(PACKAGE, LOCALEDIR);
    textdomain(PACKAGE);
}

/* An error whose sentence begins with what it is about. */
static int refuse(const struct bmc_error *error)
{
    fprintf(stderr, "bmctui: %s\n", error->sentence);
    return CLI_USAGE;
}

/* Options over the config file over what is built in. */
static int read_settings(struct program *program, struct bmc_error *error)
{
    const struct options *options = &program->options;

    if (settings_read(&program->settings, options->values[OPTION_CONFIG_FILE], stderr, error) < 0)
        return -1;
    return options_apply(options, &program->settings, error);
}

/* Only its owner may read it: it shows what a BMC holds. */
static int open_trace(struct program *program)
{
    const char *name = program->options.values[OPTION_TRACE];
    int fd;

    if (name == NULL)
        return 0;
    fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd >= 0)
        program->trace = fdopen(fd, "w");
    if (program->trace != NULL)
        return 0;
    cli_error("--trace", _("%s cannot be written: %s"), name, strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

static int run_console(struct program *program)
{
    struct tui_setup setup = {
        .settings = &program->settings,
        .target = &program->session.target,
        .trace = program->trace,
        .ascii = program->options.given[OPTION_ASCII],
    };

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        cli_error("console", "%s",
                  _("this is no terminal; without one there are bmctui show, bmctui set "
                    "KEY=VALUE, bmctui channels, bmctui identify and bmctui manage"));
        return CLI_USAGE;
    }
    if (session_login(&program->session, &program->settings) < 0)
        return CLI_USAGE;
    return tui_run(&setup);
}

/* Called by a command when it is about to open the BMC. */
static int login(struct cli *cli)
{
    struct program *program = cli->data;

    return session_login(&program->session, &program->settings);
}

static int run_command(struct program *program)
{
    const struct options *options = &program->options;

    program->cli.settings = &program->settings;
    program->cli.target = &program->session.target;
    program->cli.trace = program->trace;
    program->cli.verbosity = options->verbosity;
    program->cli.ascii = options->given[OPTION_ASCII];
    program->cli.login = login;
    program->cli.data = program;
    if (options->command->run == NULL)
        return run_console(program);
    return options->command->run(&program->cli);
}

static int run(struct program *program)
{
    struct bmc_error error;
    int status;

    if (read_settings(program, &error) < 0 ||
        options_arguments(&program->options, &program->cli.arguments, &error) < 0)
        return refuse(&error);
    if (open_trace(program) < 0)
        return CLI_USAGE;
    session_init(&program->session, &program->settings);
    status = run_command(program);
    session_release(&program->session);
    if (program->trace != NULL)
        fclose(program->trace);
    return status;
}

int main(int argc, char **argv)
{
    struct program program;
    struct bmc_error error;
    int status;

    set_language();
    signal(SIGPIPE, SIG_IGN); /* a pipe that is closed must not cut off a save */
    memset(&program, 0, sizeof program);
    if (options_parse(&program.options, argc, argv, &error) < 0)
        return refuse(&error);
    if (program.options.given[OPTION_HELP]) {
        options_help(&program.options, stdout);
        return cli_close_output(CLI_DONE);
    }
    if (program.options.given[OPTION_VERSION]) {
        puts(PACKAGE_STRING);
        return cli_close_output(CLI_DONE);
    }
    settings_defaults(&program.settings);
    status = run(&program);
    settings_release(&program.settings);
    return status;
}

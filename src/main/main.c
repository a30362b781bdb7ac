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

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/cli.h"
#include "guard/guard.h"
#include "login/login.h"
#include "main/options.h"
#include "conf/settings.h"
#include "main/target.h"
#include "tui/tui.h"

struct program {
    struct options options;
    struct settings settings;
    struct sessions sessions;
    FILE *trace;
    struct cli cli;
};

static bool has_wide_characters(const char *text)
{
    return text_columns(text) > (int)mbstowcs(NULL, text, 0);
}

/* The kernel's own console cannot draw Chinese and Japanese: English is at least read there. */
static void set_language(void)
{
    const char *type = getenv("TERM");

    setlocale(LC_ALL, "");
    bindtextdomain(PACKAGE, LOCALEDIR);
    textdomain(PACKAGE);
    if (type != NULL && strcmp(type, "linux") == 0 && has_wide_characters(_("Save")))
        setlocale(LC_MESSAGES, "C");
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
    struct bmc_error error;
    int fd;

    if (name == NULL)
        return 0;
    fd = file_open_private(name, &error);
    if (fd >= 0)
        program->trace = fdopen(fd, "w");
    if (program->trace != NULL)
        return 0;
    say_error("--trace", "%s", error.sentence);
    return -1;
}

/* Where the disk is full it is told; the status of what may have changed the BMC stands. */
static int close_trace(struct program *program, int status)
{
    bool written;

    if (program->trace == NULL)
        return status;
    written = ferror(program->trace) == 0;
    if (fclose(program->trace) == 0 && written)
        return status;
    say_error("--trace", _("%s could not be written to its end"),
              program->options.values[OPTION_TRACE]);
    return status == CLI_DONE && !program->options.command->changes
               ? CLI_REFUSED
               : status;
}

static struct session *current(struct program *program)
{
    return &program->sessions.list[program->sessions.current];
}

/* --- the console ------------------------------------------------------------------------- */

static const struct bmc_target *get_target(void *data, size_t index)
{
    struct program *program = data;

    return &program->sessions.list[index].target;
}

/* Another target is chosen on the screen, where the terminal is no place to ask. */
static enum tui_login complete_target(void *data, size_t index, const struct secret *typed,
                                      struct bmc_error *error)
{
    struct program *program = data;

    switch (session_complete(&program->sessions.list[index], typed, error)) {
    case SESSION_READY:
        return TUI_LOGIN_DONE;
    case SESSION_ASKS:
        return TUI_LOGIN_ASK;
    case SESSION_FAILED:
        break;
    }
    return TUI_LOGIN_FAILED;
}

static bool forget_typed(void *data, size_t index)
{
    struct program *program = data;

    return session_forget_typed(&program->sessions.list[index]);
}

static void forget_login(void *data, size_t index)
{
    struct program *program = data;

    session_forget(&program->sessions.list[index]);
}

/* Whoever stands before a locked console is not asked for the password of a BMC. */
static int unattended_login(struct program *program)
{
    struct bmc_error error;
    enum session_state state = session_complete(current(program), NULL, &error);

    if (state == SESSION_ASKS)
        say_error("--locked", "%s",
                  _("a locked console asks for no BMC password; name the file that holds it: "
                    "session_password_file"));
    else if (state == SESSION_FAILED)
        say_error("--session-password-file", "%s", error.sentence);
    return state == SESSION_READY ? 0 : -1;
}

static int run_console(struct program *program)
{
    struct tui_setup setup = {
        .settings = &program->settings,
        .target = &current(program)->target,
        .controllers = {.count = program->sessions.count,
                        .current = program->sessions.current,
                        .get = get_target,
                        .login = complete_target,
                        .forget = forget_login,
                        .forget_typed = forget_typed,
                        .data = program},
        .trace = program->trace,
        .ascii = program->options.given[OPTION_ASCII],
        .locked = program->options.given[OPTION_LOCKED],
    };

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        say_error("console", "%s",
                  _("this is no terminal; without one there are bmctui show, bmctui set "
                    "KEY=VALUE, bmctui channels, bmctui identify and bmctui manage"));
        return CLI_USAGE;
    }
    if ((setup.locked ? unattended_login(program) : session_login(current(program))) < 0)
        return CLI_USAGE;
    return tui_run(&setup);
}

/* --- commands ---------------------------------------------------------------------------- */

/* Called by a command when it is about to open the BMC. */
static int login(struct cli *cli)
{
    struct program *program = cli->data;

    return session_login(current(program));
}

static int run_command(struct program *program)
{
    const struct options *options = &program->options;

    program->cli.settings = &program->settings;
    program->cli.target = &current(program)->target;
    program->cli.trace = program->trace;
    program->cli.verbosity = options->verbosity;
    program->cli.ascii = options->given[OPTION_ASCII];
    program->cli.login = login;
    program->cli.data = program;
    if (options->command->run == NULL)
        return run_console(program);
    return cli_run(&program->cli, options->command);
}

static int run_session(struct program *program)
{
    int status;

    sessions_init(&program->sessions, &program->settings);
    status = run_command(program);
    sessions_release(&program->sessions);
    return status;
}

/* The boot service looks after each BMC of this machine. */
static int run_unattended(struct program *program)
{
    struct settings *settings = &program->settings;
    int worst = CLI_DONE;

    for (size_t i = 0; i < settings->target_count; i++) {
        int status;

        if (!bmc_driver_is_inband(settings->targets[i].bmc.driver))
            continue;
        settings_choose(settings, i);
        status = run_session(program);
        worst = status > worst ? status : worst;
    }
    return worst;
}

static int run_chosen(struct program *program)
{
    const struct options *options = &program->options;

    if (options->given[OPTION_UNATTENDED] && !options->given[OPTION_TARGET] &&
        program->settings.target != SETTINGS_NO_TARGET)
        return run_unattended(program);
    return run_session(program);
}

static int run(struct program *program)
{
    struct bmc_error error;
    int status;

    if (read_settings(program, &error) < 0 ||
        options_arguments(&program->options, &program->cli.arguments, &error) < 0)
        return refuse(&error);
    if (program->options.given[OPTION_PRINT_CONFIG]) {
        options_print_config(&program->options, &program->settings, stdout);
        return say_end(CLI_DONE, false);
    }
    if (open_trace(program) < 0)
        return CLI_USAGE;
    status = run_chosen(program);
    return close_trace(program, status);
}

/* Where 0, 1 or 2 is closed the next file opened would be it, and what is printed go there: into
 * the BMC's device, a journal. Reading from and writing to these fails as it does when they are
 * closed. */
static void fill_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(CLI_USAGE);
    }
}

int main(int argc, char **argv)
{
    struct program program;
    struct bmc_error error;
    int status;

    fill_descriptors();
    if (argc > 1 && strcmp(argv[1], GUARD_WATCH_WORD) == 0)
        return guard_watch(argc, argv);
    if (argc > 1 && strcmp(argv[1], LOGIN_WORD) == 0)
        return login_worker();
    login_no_core(); /* passwords pass through every command */
    set_language();
    signal(SIGPIPE, SIG_IGN); /* a pipe that is closed must not cut off a save, */
    signal(SIGXFSZ, SIG_IGN); /* nor a file that may not grow */
    memset(&program, 0, sizeof program);
    if (options_parse(&program.options, argc, argv, &error) < 0)
        return refuse(&error);
    if (program.options.given[OPTION_HELP]) {
        options_help(&program.options, stdout);
        return say_end(CLI_DONE, false);
    }
    if (program.options.given[OPTION_PERSONALITY] &&
        strcmp(program.options.values[OPTION_PERSONALITY], "help") == 0) {
        options_personalities(stdout);
        return say_end(CLI_DONE, false);
    }
    if (program.options.given[OPTION_VERSION]) {
        puts(PACKAGE_STRING);
        return say_end(CLI_DONE, false);
    }
    settings_defaults(&program.settings);
    status = run(&program);
    settings_release(&program.settings);
    return status;
}

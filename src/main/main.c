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
#include "base/xalloc.h"
#include "bmc/sdr.h"
#include "cli/cli.h"
#include "core/command_line.h"
#include "guard/guard.h"
#include "guard/guest.h"
#include "login/login.h"
#include "conf/settings.h"
#include "main/options.h"
#include "main/target.h"
#include "pages/pages.h"
#include "tui/tui.h"

struct program {
    struct options options;
    struct settings settings;
    struct sessions sessions;
    struct cli cli;
};

static bool main_has_wide_characters(const char *text)
{
    return text_columns(text) > (int)mbstowcs(NULL, text, 0);
}

/* The kernel's own console cannot draw Chinese or Japanese: use English there. */
static void main_set_language(void)
{
    const char *type = getenv("TERM");

    setlocale(LC_ALL, "");
    bindtextdomain(PACKAGE, LOCALEDIR);
    textdomain(PACKAGE);
    if (type != NULL && strcmp(type, "linux") == 0 && main_has_wide_characters(_("Save")))
        setlocale(LC_MESSAGES, "C");
}

/* The sentence already names its subject. */
static int main_refuse(const struct bmc_error *error)
{
    fprintf(stderr, "bmctui: %s\n", error->sentence);
    return CLI_USAGE;
}

/* Private, as it shows what the BMC holds. */
static int main_open_trace(struct program *program)
{
    const char *name = program->options.values[OPTION_TRACE];
    struct bmc_error error;
    int fd;

    if (name == NULL)
        return 0;
    fd = file_open_private(name, &error);
    if (fd >= 0)
        program->cli.trace = fdopen(fd, "w");
    if (program->cli.trace != NULL)
        return 0;
    say_error("--trace", "%s", error.sentence);
    return -1;
}

/* Reports a full disk, but keeps the status of a command that may have changed the BMC. */
static int main_close_trace(struct program *program, int status)
{
    bool written;

    if (program->cli.trace == NULL)
        return status;
    written = ferror(program->cli.trace) == 0;
    if (fclose(program->cli.trace) == 0 && written)
        return status;
    say_error("--trace", _("%s could not be written completely"),
              program->options.values[OPTION_TRACE]);
    return status == CLI_DONE && !program->options.command->changes ? CLI_REFUSED : status;
}

static struct session *main_current(struct program *program)
{
    return &program->sessions.list[program->sessions.current];
}

/* --- the console ------------------------------------------------------------------------- */

/* data: the sessions. */
static const struct bmc_target *main_get_target(void *data, size_t index)
{
    return &((struct sessions *)data)->list[index].target;
}

/* For a target chosen on the screen, where prompting on the terminal is impossible. */
static enum tui_login main_complete_target(void *data, size_t index, const struct secret *typed,
                                           struct bmc_error *error)
{
    return session_complete(&((struct sessions *)data)->list[index], typed, error);
}

static bool main_forget_typed(void *data, size_t index)
{
    return session_forget_typed(&((struct sessions *)data)->list[index]);
}

static void main_forget_login(void *data, size_t index)
{
    session_forget(&((struct sessions *)data)->list[index]);
}

/* A locked console must not ask passers-by for the password of a BMC. */
static int main_unattended_login(struct program *program)
{
    struct bmc_error error;
    enum tui_login state = session_complete(main_current(program), NULL, &error);

    if (state == TUI_LOGIN_ASK)
        say_error("--locked", "%s",
                  _("a locked console cannot ask for a BMC password; set session_password_file in "
                    "the config file"));
    else if (state == TUI_LOGIN_FAILED)
        say_error(main_current(program)->wrong, "%s", error.sentence);
    return state == TUI_LOGIN_DONE ? 0 : -1;
}

static int main_run_console(struct program *program)
{
    char file[COMMAND_LINE], bmc[COMMAND_LINE];
    struct tui_setup setup = {
        .settings = &program->settings,
        .target = &main_current(program)->target,
        .controllers = {.count = program->sessions.count,
                        .current = program->sessions.current,
                        .get = main_get_target,
                        .login = main_complete_target,
                        .forget = main_forget_login,
                        .forget_typed = main_forget_typed,
                        .data = &program->sessions},
        .file_options = options_print_given(&program->options, OPTION_CONFIG_FILE,
                                            OPTION_CONFIG_FILE, file, sizeof file),
        .bmc_options = options_print_given(&program->options, OPTION_DRIVER_TYPE, OPTION_TARGET,
                                           bmc, sizeof bmc),
        .trace = program->cli.trace,
        .ascii = program->options.given[OPTION_ASCII],
        .locked = program->options.given[OPTION_LOCKED],
        .page = program->options.given[OPTION_PAGE]
                    ? pages_find(program->options.values[OPTION_PAGE])
                    : NULL,
    };

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return say_error("console", "%s",
                         _("this is not a terminal; without one, use bmctui show, bmctui set "
                           "KEY=VALUE, bmctui channels, bmctui identify or bmctui manage"));
    if ((setup.locked ? main_unattended_login(program) : session_login(main_current(program))) < 0)
        return CLI_USAGE;
    return tui_run(&setup);
}

/* --- commands ---------------------------------------------------------------------------- */

/* Called by a command that is about to open the BMC. */
static int main_login(struct cli *cli)
{
    struct program *program = cli->data;

    return session_login(main_current(program));
}

/* Sensor records are kept by root alone, and beside the journal where that has a folder of its
 * own; of the demo BMC, never. */
static void main_keep_records(const struct program *program)
{
    const char *state = program->settings.state_directory;
    char folder[STORE_PATH + sizeof "/cache"] = LOCALSTATEDIR "/cache/bmctui";

    if (state != NULL && state[0] != '\0')
        snprintf(folder, sizeof folder, "%s/cache", state);
    if (geteuid() == 0 && program->cli.target->driver != BMC_DRIVER_DEMO)
        sdr_keep_in(folder);
}

/* Every start looks for guests who are past their end: the watcher ends them, unless this is it, or
 * nothing may be written. */
static void main_look_for_guests(const struct program *program)
{
    const struct options *options = &program->options;
    const struct settings *settings = &program->settings;
    struct guard *guard = guard_create(program->cli.target, settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);

    guest_watch_with(settings->file);
    guest_look(guard, guests);
    if (guests->count > 0 && !settings->read_only && !options->given[OPTION_UNATTENDED] &&
        options->command != &cli_guest)
        (void)guest_watch_start(guard, NULL);
    if (guests_alarm(guests) && options->command->run != NULL && options->command != &cli_guest)
        say_note(&program->cli, "%s", _("A guest is past the end; bmctui guest says more."));
    free(guests);
    guard_destroy(guard);
}

static int main_run_session(struct program *program)
{
    const struct options *options = &program->options;
    int status;

    sessions_init(&program->sessions, &program->settings);
    program->cli.settings = &program->settings;
    program->cli.target = &main_current(program)->target;
    program->cli.verbosity = options->verbosity;
    program->cli.ascii = options->given[OPTION_ASCII];
    program->cli.login = main_login;
    program->cli.data = program;
    main_keep_records(program);
    main_look_for_guests(program);
    status = options->command->run == NULL ? main_run_console(program)
                                           : cli_run(&program->cli, options->command);
    sessions_release(&program->sessions);
    return status;
}

/* The services handle every BMC of this machine; guests of others, too, if they can log in. */
static bool main_handles(const struct program *program, const struct settings_target *target)
{
    return bmc_driver_is_inband(target->bmc.target.driver) ||
           (program->options.command == &cli_guest && target->bmc.session_password_file != NULL);
}

static int main_run_unattended(struct program *program)
{
    struct settings *settings = &program->settings;
    int worst = CLI_DONE;

    for (size_t i = 0; i < settings->target_count; i++) {
        int status;

        if (!main_handles(program, &settings->targets[i]))
            continue;
        settings_choose(settings, i);
        status = main_run_session(program);
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* Options override the config file, which overrides the defaults. */
static int main_run(struct program *program)
{
    const struct options *options = &program->options;
    struct settings *settings = &program->settings;
    struct bmc_error error;
    int status;

    if (settings_read(settings, options->values[OPTION_CONFIG_FILE], stderr, &error) < 0 ||
        options_apply(options, settings, &error) < 0 ||
        options_arguments(options, &program->cli.arguments, &error) < 0)
        return main_refuse(&error);
    if (options->given[OPTION_PRINT_CONFIG]) {
        options_print_config(options, settings, stdout);
        return say_end(CLI_DONE, false);
    }
    if (main_open_trace(program) < 0)
        return CLI_USAGE;
    status = options->given[OPTION_UNATTENDED] && !options->given[OPTION_TARGET] &&
                     settings->target != SETTINGS_NO_TARGET
                 ? main_run_unattended(program)
                 : main_run_session(program);
    return main_close_trace(program, status);
}

/* Options that print something instead of running a command. */
static bool main_print_only(const struct options *options)
{
    const char *personality = options->values[OPTION_PERSONALITY];

    if (options->given[OPTION_HELP])
        options_help(options, stdout);
    else if (personality != NULL && strcmp(personality, "help") == 0)
        options_personalities(stdout);
    else if (options->given[OPTION_VERSION])
        puts(PACKAGE_STRING);
    else
        return false;
    return true;
}

/* If descriptor 0, 1 or 2 is closed, the next file opened would take its place, and output would go
 * into the BMC's device or a journal. These stand-ins fail on reading and writing like closed
 * ones. */
static void main_fill_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(CLI_USAGE);
}

int main(int argc, char **argv)
{
    struct program program;
    struct bmc_error error;
    int status;

    main_fill_descriptors();
    if (argc > 1 && strcmp(argv[1], GUARD_WATCH_WORD) == 0)
        return guard_watch(argc, argv);
    if (argc > 1 && strcmp(argv[1], GUEST_WATCH_WORD) == 0)
        return guest_watch(argc, argv);
    if (argc > 1 && strcmp(argv[1], LOGIN_WORD) == 0)
        return login_worker();
    login_no_core(); /* passwords pass through every command */
    main_set_language();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe must not cut off a save, */
    signal(SIGXFSZ, SIG_IGN); /* nor must a file size limit */
    memset(&program, 0, sizeof program);
    if (options_parse(&program.options, argc, argv, &error) < 0)
        return main_refuse(&error);
    if (main_print_only(&program.options))
        return say_end(CLI_DONE, false);
    settings_defaults(&program.settings);
    status = main_run(&program);
    settings_release(&program.settings);
    return status;
}

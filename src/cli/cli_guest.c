/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `guest`: letting somebody in for some hours, and the end of it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/random.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/guest.h"
#include "cli/run.h"
#include "core/account.h"
#include "core/password.h"
#include "core/rule.h"
#include "guard/guest_job.h"

struct guest_command {
    struct cli *cli;
    struct guest_job *job;
};

static int guest_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    const struct guest_command *command = argument;

    if (run_hold(ctx, error) < 0)
        return -1;
    return guest_job_run(ctx, command->job, error);
}

static int guest_run_job(struct guest_command *command)
{
    const struct run_job job = {.work = guest_work,
                                .argument = command,
                                .field = "guest",
                                .channel_field = "--channel",
                                .save = true};

    return run_job(command->cli, &job);
}

static struct guest_command *guest_create(struct cli *cli, enum guest_job_kind kind)
{
    struct guest_command *command = xcalloc(1, sizeof *command);

    command->cli = cli;
    command->job = guest_job_create(kind, cli->target, cli->settings->state_directory);
    command->job->verify_s = cli->settings->verify_s;
    command->job->wish.hours = cli->arguments.hours > 0 ? cli->arguments.hours
                                                         : GUEST_HOURS_DEFAULT;
    return command;
}

static void guest_release(struct guest_command *command)
{
    guest_job_release(command->job);
    free(command);
}

static int guest_say(const struct guest_result *result, bool end)
{
    char text[ERROR_SENTENCE * 2];

    if (result->outcome == GUEST_REFUSED)
        say_error("guest", "%s", result->error.sentence);
    else if (guest_exit(result) != 0)
        say_error("guest", "%s", guest_sentence(result, end, text, sizeof text));
    else
        printf("%s\n", guest_sentence(result, end, text, sizeof text));
    return guest_exit(result);
}

/* --- add ------------------------------------------------------------------------------------ */

static int guest_take_privilege(struct guest_command *command)
{
    static const enum privilege levels[] = {PRIVILEGE_USER, PRIVILEGE_OPERATOR,
                                            PRIVILEGE_ADMINISTRATOR};
    const char *text = command->cli->arguments.privilege;
    char quoted[RULE_QUOTE];

    command->job->wish.privilege = PRIVILEGE_OPERATOR;
    if (text == NULL)
        return 0;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (strcmp(text, value_word(&value_privilege, levels[i])) != 0)
            continue;
        command->job->wish.privilege = levels[i];
        return 0;
    }
    say_error("--privilege", _("%s is not valid; use user, operator or administrator"),
              rule_quote(text, quoted));
    return -1;
}

/* One of 1 to 16 bytes fits every BMC. */
static int guest_take_password(struct guest_command *command)
{
    const struct cli *cli = command->cli;
    const char *file = cli->arguments.password_file;
    struct secret *password = command->job->password;
    struct bmc_error error;

    if (file == NULL && !cli->arguments.print_password && !isatty(STDOUT_FILENO))
        return say_error("guest", "%s",
                         _("the password goes to standard output, which is not a terminal; add "
                           "--print-password, or give one with --password-file=FILE")),
               -1;
    if (file == NULL && random_password(password, &error) == 0)
        return 0;
    if (file != NULL && secret_read_given(password, file, &error) == 0 &&
        password_check(cli->settings->password_policy, password, false, &error) == 0)
        return 0;
    say_error(file != NULL ? "--password-file" : "guest", "%s", error.sentence);
    return -1;
}

static int guest_take_wish(struct guest_command *command)
{
    struct cli *cli = command->cli;
    const struct cli_arguments *arguments = &cli->arguments;
    struct guest_wish *wish = &command->job->wish;
    const char *name = arguments->word_count > 1 ? arguments->words[1] : GUEST_NAME_DEFAULT;
    struct bmc_error error;

    if (account_check_name(name, &error) != 0) {
        say_error("guest", "%s", error.sentence);
        return -1;
    }
    snprintf(wish->name, sizeof wish->name, "%s", name);
    wish->sol = true;
    wish->channel = (uint8_t)arguments->channel;
    wish->comes_back = settings_comes_back(cli->settings, cli->target);
    if (guest_take_privilege(command) != 0)
        return -1;
    if (guest_check(cli->target, wish, &error) != 0) {
        say_error("guest", "%s", error.sentence);
        return -1;
    }
    return guest_take_password(command);
}

static void guest_add_rows(const struct guest_command *command, struct table *table, bool password)
{
    const struct guest_result *result = &command->job->result;
    char address[IPV4_TEXT] = "", text[160];

    if (result->address != 0) {
        ipv4_print(result->address, address);
        snprintf(text, sizeof text, "https://%s/", address);
        table_row(table, (const char *[]){_("Web"), text});
    }
    table_row(table, (const char *[]){_("User"), result->record.name});
    if (password)
        table_row(table, (const char *[]){_("Password"), secret_bytes(command->job->password)});
    if (result->address != 0 && result->record.sol) {
        snprintf(text, sizeof text, "ipmiconsole -h %s -u %s -P", address, result->record.name);
        table_row(table, (const char *[]){_("Serial console"), text});
    }
}

/* On a terminal all of it; else the password alone goes to standard output. */
static void guest_print_begun(const struct guest_command *command)
{
    const struct guest_result *result = &command->job->result;
    const char *warning = account_name_warning(result->record.name);
    bool made = command->cli->arguments.password_file == NULL, terminal = isatty(STDOUT_FILENO);
    FILE *file = terminal || !made ? stdout : stderr;
    struct table table = {.columns = 2, .indent = 2};
    char when[40];

    guest_when((long long)time(NULL) + result->left_s, true, when, sizeof when);
    if (file == stdout || command->cli->verbosity >= 0) {
        fprintf(file,
                ngettext("LET IN: %s may log in until %s (%d hour).\n",
                         "LET IN: %s may log in until %s (%d hours).\n",
                         command->job->wish.hours),
                result->record.name, when, (int)command->job->wish.hours);
        guest_add_rows(command, &table, made && terminal);
        table_print(&table, file);
    }
    if (made && !terminal)
        printf("%s\n", secret_bytes(command->job->password));
    if (warning != NULL)
        say_note(command->cli, "%s", warning);
}

static int guest_add(struct cli *cli)
{
    struct guest_command *command = guest_create(cli, GUEST_JOB_BEGIN);
    const struct guest_result *result = &command->job->result;
    int status = CLI_USAGE;

    if (guest_take_wish(command) == 0)
        status = guest_run_job(command);
    else
        result = NULL;
    if (result != NULL && status == 0) {
        status = guest_exit(result);
        if (result->outcome == GUEST_DONE)
            guest_print_begun(command);
        else
            guest_say(result, false);
    }
    guest_release(command);
    return status;
}

/* --- extend, end ---------------------------------------------------------------------------- */

/* By name, or by slot where that cannot be. */
static const struct guest *guest_find(const struct guests *guests, const char *text)
{
    const struct guest *guest = guests_named(guests, text);

    for (size_t i = 0; guest == NULL && i < guests->count; i++) {
        char slot[8];

        snprintf(slot, sizeof slot, "%u", guests->of[i].record.slot);
        if (strcmp(slot, text) == 0 && !guests->of[i].damaged)
            guest = &guests->of[i];
    }
    return guest;
}

static void guest_print_extended(const struct guest_result *result)
{
    char when[40], left[40];

    printf(_("%s may log in until %s (%s).\n"), result->record.name,
           guest_when((long long)time(NULL) + result->left_s, true, when, sizeof when),
           guest_print_left(result->left_s, left, sizeof left));
}

/* A person has been told that it is another BMC's: nobody here can do more about it. */
static int guest_finish(struct guest_command *command, struct guard *guard)
{
    const struct guest_result *result = &command->job->result;

    if (command->job->kind == GUEST_JOB_EXTEND && result->outcome == GUEST_DONE) {
        guest_print_extended(result);
        return CLI_DONE;
    }
    guest_say(result, command->job->kind == GUEST_JOB_END);
    if (result->outcome == GUEST_OTHER_BMC &&
        guest_forget(guard, result->record.slot, NULL) == 0)
        say_note(command->cli, "%s", _("Its record here has been removed."));
    if (result->outcome == GUEST_LEFT_ALONE)
        (void)guest_forget(guard, result->record.slot, NULL);
    return guest_exit(result);
}

static int guest_change(struct cli *cli, enum guest_job_kind kind)
{
    struct guard *guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    struct guests *guests = xcalloc(1, sizeof *guests);
    struct guest_command *command = guest_create(cli, kind);
    const struct guest *guest;
    char quoted[RULE_QUOTE];
    int status;

    guest_look(guard, guests);
    guest = guest_find(guests, cli->arguments.words[1]);
    if (guests->unreadable) {
        status = say_failure("guest", &guests->error);
    } else if (guest == NULL) {
        status = say_error("guest", _("%s is no guest; bmctui guest lists them"),
                           rule_quote(cli->arguments.words[1], quoted));
    } else {
        command->job->slot = guest->record.slot;
        status = guest_run_job(command);
        if (status == 0)
            status = guest_finish(command, guard);
    }
    guest_release(command);
    free(guests);
    guard_destroy(guard);
    return status;
}

/* --- the command ---------------------------------------------------------------------------- */

static bool guest_has_options(const struct cli_arguments *arguments)
{
    return arguments->privilege != NULL || arguments->password_file != NULL ||
           arguments->print_password || arguments->channel != 0;
}

static int guest_by_word(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    const char *word = arguments->words[0];
    bool add = strcmp(word, "add") == 0, extend = strcmp(word, "extend") == 0,
         end = strcmp(word, "end") == 0;
    char quoted[RULE_QUOTE];

    if (!add && !extend && !end)
        return say_error("guest", _("%s is not valid; use add, extend or end"),
                         rule_quote(word, quoted));
    if (cli->settings->read_only)
        return say_error("guest", "%s", _("--read-only allows no changes"));
    if (arguments->json)
        return say_error("--json", "%s", _("only for the list, without add, extend, end"));
    if (arguments->word_count > 2 || (!add && arguments->word_count != 2))
        return say_error("guest", "%s",
                         _("give one name: add [NAME], extend NAME, end NAME"));
    if (!add && guest_has_options(arguments))
        return say_error("guest", "%s",
                         _("--privilege, --password-file, --print-password and --channel go with "
                           "add"));
    if (end && arguments->hours > 0)
        return say_error("guest", "%s", _("--for goes with add and extend"));
    return add ? guest_add(cli) : guest_change(cli, end ? GUEST_JOB_END : GUEST_JOB_EXTEND);
}

static int guest_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;

    cli->only_reads = arguments->word_count == 0;
    if (arguments->word_count > 0)
        return guest_by_word(cli);
    if (guest_has_options(arguments) || arguments->hours > 0)
        return say_error("guest", "%s", _("these options go with add"));
    return arguments->unattended ? guest_alone(cli) : guest_list(cli);
}

const struct cli_command cli_guest = {
    .name = "guest",
    .usage = "[add [NAME]|extend NAME|end NAME]",
    .run = CLI_RUN(guest_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_GUEST | CLI_TAKES_CHANNEL,
    .takes_words = true,
    .changes = true,
    .summary = N_("let somebody in for some hours"),
    .help = N_("add makes a user (default: support, operator, 4 hours) who is deleted by itself "
               "when the\n"
               "time is over; extend gives 4 hours more, up to 72 in all; end deletes at once."),
};

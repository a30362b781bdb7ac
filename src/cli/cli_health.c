/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `health`: the page "Health", and what can be done about a sensor or the watchdog. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cli/act.h"
#include "cli/health.h"
#include "cli/run.h"
#include "core/rule.h"
#include "pages/bundle.h"

/* --- of which type ---------------------------------------------------------------------------- */

static char health_letter(char letter)
{
    return letter == '_' || letter == '-' ? ' ' : (char)tolower((unsigned char)letter);
}

static bool health_is_type(const char *type, const char *word)
{
    while (*type != '\0' && health_letter(*type) == health_letter(*word)) {
        type++;
        word++;
    }
    return *type == '\0' && *word == '\0';
}

/* Those that the standard names; a maker's own are "Type C0h". */
static int health_check_type(const char *word)
{
    char quoted[RULE_QUOTE], names[1200] = "";
    struct nearest nearest;
    const char *name;

    if (word == NULL)
        return CLI_DONE;
    nearest_begin(&nearest, word);
    for (unsigned i = 0; (name = sdr_type_name(i)) != NULL; i++) {
        if (health_is_type(name, word))
            return CLI_DONE;
        nearest_try(&nearest, name);
        text_append(names, sizeof names, ", ", "%s", name);
    }
    if (strncasecmp(word, "type ", 5) == 0)
        return CLI_DONE;
    rule_quote(word, quoted);
    name = nearest_found(&nearest);
    if (name != NULL)
        return say_error("--type", _("\"%s\" is no type of sensors; did you mean \"%s\"?"), quoted,
                         name);
    return say_error("--type", _("\"%s\" is no type of sensors; there are: %s"), quoted, names);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void health_take_row(void *data, const struct health_row *row)
{
    struct health *health = data;
    const char *type = health->cli->arguments.type;

    if (type != NULL && (row->kind != HEALTH_SENSOR || !health_is_type(row->sensor.type, type)))
        return;
    page_append(&page_health, &health->rows, row);
    if (row->kind == HEALTH_SENSOR)
        health->count[row->rank]++;
}

static int health_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct health *health = argument;
    const struct health_watch watch = {.row = health_take_row, .data = health};

    return health_read(ctx->bmc, false, &health->state, &watch, error);
}

static bool health_chassis_is_bad(const struct health *health)
{
    const char *faults[POWER_NAMES];

    if (!health->state.known || health->cli->arguments.type != NULL)
        return false;
    power_faults(&health->state.chassis, faults);
    return faults[0] != NULL;
}

/* Not one sensor, for a reason that is not the machine's. */
static void health_find_unread(struct health *health)
{
    for (enum health_rank rank = 0; rank < HEALTH_NOT_READ; rank++)
        if (health->count[rank] > 0)
            return;
    snprintf(health->unread, sizeof health->unread, "%s", health->state.note);
    for (size_t i = 0; i < health->rows.count && health->unread[0] == '\0'; i++) {
        const struct health_row *row = list_row(&health->rows, i);
        char text[COLUMN_TEXT];

        if (row->kind == HEALTH_SENSOR && row->reading.why == SENSOR_NO_ANSWER)
            snprintf(health->unread, sizeof health->unread, "%s: %s", row->sensor.name,
                     health_reason(row, health->cli->arguments.nagios, text));
    }
}

/* --- for people ------------------------------------------------------------------------------- */

static void health_print_rows(const struct health *health)
{
    struct list some = {.rows = NULL};

    for (size_t i = 0; i < health->rows.count; i++) {
        const struct health_row *row = list_row(&health->rows, i);

        if (health->cli->arguments.all || row->rank <= HEALTH_UNKNOWN)
            list_append(&some, row, sizeof *row);
    }
    bundle_print_rows(stdout, &page_health, &some);
    list_release(&some);
}

static void health_print_text(struct health *health)
{
    char line[COLUMN_TEXT];

    memcpy(health->state.count, health->count, sizeof health->count);
    if (health->cli->arguments.type != NULL) {
        health->state.known = false;
        health->state.sensors = 0;
        for (enum health_rank rank = 0; rank < HEALTH_RANKS; rank++)
            health->state.sensors += health->count[rank];
    }
    health_headline(&health->state, 0, line);
    printf("%s\n", line);
    health_print_rows(health);
}

static int health_status(const struct health *health)
{
    bool bad = health->count[HEALTH_CRITICAL] > 0 || health->count[HEALTH_WARNING] > 0 ||
               health->chassis_is_bad || health->unread[0] != '\0';

    return bad ? CLI_REFUSED : CLI_DONE;
}

static int health_print(struct health *health)
{
    const struct cli_arguments *arguments = &health->cli->arguments;

    health->chassis_is_bad = health_chassis_is_bad(health);
    health_find_unread(health);
    if (arguments->nagios)
        return health_print_nagios(health);
    if (arguments->json)
        health_print_json(health);
    else
        health_print_text(health);
    if (health->state.note[0] != '\0')
        say_note(health->cli, "%s", health->state.note);
    else if (health->unread[0] != '\0')
        say_error("health", "%s", health->unread);
    return health_status(health);
}

static int health_show(struct cli *cli)
{
    struct health health = {.cli = cli};
    struct bmc_error error = {.kind = ERROR_NONE};
    const struct run_job job = {.work = health_work,
                                .argument = &health,
                                .field = "health",
                                .error = cli->arguments.nagios ? &error : NULL};
    int status = health_check_type(cli->arguments.type);

    cli->only_reads = true;
    if (status == CLI_DONE && cli->arguments.nagios && cli->arguments.json)
        status = say_error("--nagios", "%s", _("not together with --json"));
    if (status != CLI_DONE)
        return cli->arguments.nagios ? health_nagios_unknown("bad usage") : status;
    status = run_job(cli, &job);
    if (status == CLI_DONE)
        status = health_print(&health);
    else if (cli->arguments.nagios)
        status = health_nagios_unknown(error.kind != ERROR_NONE ? error.sentence : "interrupted");
    list_release(&health.rows);
    return status;
}

/* --- the command ------------------------------------------------------------------------------ */

/* What belongs to printing, or to saving, and not to what is done. */
static int health_check_options(const struct cli_arguments *arguments, bool saves)
{
    if (arguments->json || arguments->all || arguments->nagios || arguments->type != NULL)
        return say_error("health", "%s",
                         _("--all, --type, --json and --nagios go without rearm, limits and "
                           "watchdog"));
    if (!saves && arguments->dry_run)
        return say_error("--dry-run", "%s", _("this goes with limits only"));
    return CLI_DONE;
}

static int health_do(struct cli *cli, const char *word)
{
    const struct cli_arguments *arguments = &cli->arguments;
    char *const *words = arguments->words;
    int count = arguments->word_count;
    bool limits = strcmp(word, "limits") == 0;
    char quoted[RULE_QUOTE];

    if (health_check_options(arguments, limits) != CLI_DONE)
        return CLI_USAGE;
    if (count == 1 && (limits || strcmp(word, "rearm") == 0))
        return say_error(word, "%s", _("which sensor? bmctui health --all prints their names"));
    if (limits)
        return health_limits(cli, words[1], words + 2, count - 2);
    if (count == 2 && strcmp(word, "rearm") == 0)
        return act_rearm(cli, words[1]);
    if (count == 2 && strcmp(word, "watchdog") == 0 && strcmp(words[1], "stop") == 0)
        return act(cli, ACTION_STOP_WATCHDOG, "watchdog");
    return say_error("health", _("\"%s\" is not valid; use rearm SENSOR, limits SENSOR or "
                                 "watchdog stop"),
                     rule_quote(words[count - 1], quoted));
}

static int health_run(struct cli *cli)
{
    if (cli->arguments.word_count > 0)
        return health_do(cli, cli->arguments.words[0]);
    if (cli->arguments.dry_run)
        return say_error("--dry-run", "%s", _("this goes with limits only"));
    return health_show(cli);
}

const struct cli_command cli_health = {
    .name = "health",
    .page = &page_health,
    .usage = "[rearm SENSOR|limits SENSOR [KEY=VALUE...]|watchdog stop]",
    .run = CLI_RUN(health_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_HEALTH | CLI_TAKES_PLAIN_SAVE,
    .takes_words = true,
    .changes = true,
    .summary = N_("print what the sensors say, or set their limits"),
    .help = N_("Without a word it prints what is not well, the worst first; --all prints the rest\n"
               "too. It exits with 1 when a sensor is warning or critical, or the chassis reports\n"
               "a fault."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `security`: what is open in the BMC, and fixes of it. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/plan_save.h"
#include "cli/run.h"
#include "guard/guest_job.h"
#include "guard/security_guests.h"
#include "pages/security.h"

struct security {
    const struct cli *cli;
    struct weakness_facts facts;
    struct weakness all[WEAKNESS_COUNT];
    uint8_t channel; /* 0: the first */
    bool test;       /* default passwords, too */
    unsigned ids;    /* to be fixed, WEAKNESS_BIT()s */
    char community[COMMUNITY_TEXT];
};

/* --- what is open --------------------------------------------------------------------------- */

static int security_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct security *security = argument;

    if (security_read(ctx->bmc, &security->facts, security->channel, NULL, error) < 0)
        return -1;
    return security->test ? security_test_passwords(ctx->bmc, &security->facts, error) : 0;
}

static json_t *security_json_check(const struct weakness *weakness)
{
    bool fixable = weakness->mend == MEND_SAVE || weakness->mend == MEND_GUEST;

    return json_pack("{s:s, s:s, s:s, s:b, s:o, s:o}", "id", weakness_name(weakness->id), "level",
                     weakness_level_name(weakness->level), "text", weakness->text, "fixable",
                     (int)fixable, "user",
                     weakness->user != 0 ? json_integer(weakness->user) : json_null(), "suite",
                     weakness->suite >= 0 ? json_integer(weakness->suite) : json_null());
}

static void security_print_json(const struct cli *cli, const struct security *security)
{
    json_t *object = json_object(), *checks = json_array();

    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        json_array_append_new(checks, security_json_check(&security->all[i]));
    json_object_set_new(object, "target", json_string(run_target_name(cli)));
    json_object_set_new(object, "checks", checks);
    json_print(object);
}

static void security_print_text(const struct security *security,
                                const unsigned counts[WEAKNESS_LEVELS])
{
    struct table table = {.columns = 3};
    char summary[COLUMN_TEXT];

    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        table_row(&table, (const char *[]){weakness_level_text(security->all[i].level),
                                           weakness_name(security->all[i].id),
                                           security->all[i].text});
    table_print(&table, stdout);
    printf("\n%s\n", security_summary(counts, summary, sizeof summary));
}

/* Who may not read anything has not found that all is well. */
static bool security_blind(const struct weakness_facts *facts)
{
    for (size_t fact = 0; fact <= FACT_SOL; fact++)
        if (fact != FACT_USERS && facts->of[fact].state == VALUE_KNOWN)
            return false;
    return facts->channel != 0;
}

static int security_show(struct cli *cli, struct security *security)
{
    const struct run_job job = {.work = security_work, .argument = security, .field = "security"};
    unsigned counts[WEAKNESS_LEVELS];
    int status = run_job(cli, &job);

    if (status != 0)
        return status;
    security_guests(cli->target, cli->settings->state_directory, &security->facts);
    if (security->facts.channel == 0)
        say_note(cli, "%s", _("This BMC has no LAN channel: what cannot be reached is not open."));
    weakness_judge(&security->facts, security->all);
    security_count(security->all, counts);
    if (cli->arguments.json)
        security_print_json(cli, security);
    else
        security_print_text(security, counts);
    if (security_blind(&security->facts)) {
        say_error("security", _("nothing of channel %u could be read"),
                  (unsigned)security->facts.channel);
        return CLI_REFUSED;
    }
    return counts[WEAKNESS_DANGER] + counts[WEAKNESS_WEAK] > 0 ? CLI_REFUSED : CLI_DONE;
}

/* --- fixes ---------------------------------------------------------------------------------- */

/* Those that --fix= takes, in the order of the checks. */
static const char *security_names(char *text, size_t size)
{
    unsigned ids = security_fixable() | WEAKNESS_BIT(WEAKNESS_EXPIRED_GUEST);

    text[0] = '\0';
    for (unsigned id = 0; id < WEAKNESS_COUNT; id++)
        if ((ids & WEAKNESS_BIT(id)) != 0)
            text_append(text, size, " ", "%s", weakness_name((enum weakness_id)id));
    return text;
}

static int security_bad_fix(const char *name, size_t length)
{
    enum weakness_id id = weakness_find(name, length);
    char names[COLUMN_TEXT], word[40];

    snprintf(word, sizeof word, "%.*s", (int)length, name);
    if (id == WEAKNESS_DEFAULT_PASSWORD)
        return say_error("--fix", "%s",
                         _("set another password: bmctui user set SLOT --password"));
    if (id != WEAKNESS_COUNT)
        return say_error("--fix", _("%s has no fix here; use %s"), word,
                         security_names(names, sizeof names));
    return say_error("--fix", _("unknown check \"%s\"; use %s"), word,
                     security_names(names, sizeof names));
}

/* ID[,ID...] into ids. */
static int security_parse(const char *list, unsigned *ids)
{
    unsigned fixable = security_fixable() | WEAKNESS_BIT(WEAKNESS_EXPIRED_GUEST);

    for (bool more = true; more;) {
        size_t length = strcspn(list, ",");
        enum weakness_id id = weakness_find(list, length);

        if (id == WEAKNESS_COUNT || (fixable & WEAKNESS_BIT(id)) == 0)
            return security_bad_fix(list, length);
        *ids |= WEAKNESS_BIT(id);
        more = list[length] != '\0';
        list += length + more;
    }
    return CLI_DONE;
}

/* Those asked for that a save can fix. */
static unsigned security_needed(const struct security *security)
{
    unsigned ids = 0;

    for (size_t i = 0; i < WEAKNESS_COUNT; i++)
        if (security->all[i].mend == MEND_SAVE)
            ids |= WEAKNESS_BIT(security->all[i].id);
    return ids & security->ids;
}

/* What was asked for, but could not be read, is no success. */
static int security_check_known(const struct security *security, struct bmc_error *error)
{
    for (size_t i = 0; i < WEAKNESS_COUNT; i++) {
        const struct weakness *weakness = &security->all[i];

        if ((security->ids & WEAKNESS_BIT(weakness->id)) != 0 && weakness->mend != MEND_SAVE &&
            weakness->level != WEAKNESS_WELL)
            return error_set(error, ERROR_REFUSED, _("%s cannot be fixed here: %s"),
                             weakness_name(weakness->id), weakness->text);
    }
    return 0;
}

static int security_make(struct job_ctx *ctx, void *data, struct plan *plan,
                         struct bmc_error *error)
{
    struct security *security = data;
    unsigned ids;

    if (security_read(ctx->bmc, &security->facts, security->channel, NULL, error) < 0)
        return PLAN_FAILED;
    weakness_judge(&security->facts, security->all);
    ids = security_needed(security);
    if (security_check_known(security, error) != 0)
        return PLAN_FAILED;
    if (ids == 0)
        return PLAN_NO_CHANGES;
    if (security_plan(ctx->bmc, &security->facts, ids, security->community, plan, error) != 0)
        return PLAN_FAILED;
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

static void security_done(void *data, const struct save_state *state)
{
    const struct security *security = data;
    bool kept = state->status == SAVE_KEPT;
    const char *told = security_told(security->ids, kept);

    if ((kept || state->status == SAVE_PUT_BACK) && told[0] != '\0')
        say_note(security->cli, "%s", told);
}

/* --- guests --------------------------------------------------------------------------------- */

static int security_work_guests(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    if (run_hold(ctx, error) < 0)
        return -1;
    return guest_job_run(ctx, argument, error);
}

static void security_guest_ended(void *argument, const struct job_event *event)
{
    const struct guest_result *result = event->payload;
    char text[ERROR_SENTENCE * 2];

    (void)argument;
    if ((int)event->kind != (int)GUEST_JOB_ONE)
        return;
    if (guest_exit(result) == CLI_DONE)
        printf("%s\n", guest_sentence(result, true, text, sizeof text));
    else
        say_error("guest", "%s", guest_sentence(result, true, text, sizeof text));
}

/* As the end of their time would have done. */
static int security_end_guests(struct cli *cli, struct security *security)
{
    struct guest_job *guests =
        guest_job_create(GUEST_JOB_DUE, cli->target, cli->settings->state_directory);
    const struct run_job job = {.work = security_work_guests,
                                .on_event = security_guest_ended,
                                .argument = guests,
                                .field = "guest",
                                .save = true};
    int status = CLI_DONE;

    guests->verify_s = cli->settings->verify_s;
    security_guests(cli->target, cli->settings->state_directory, &security->facts);
    for (size_t i = 0; cli->arguments.dry_run && i < security->facts.guest_count; i++)
        printf(_("would be ended: user %u %s\n"), (unsigned)security->facts.guests[i].slot,
               security->facts.guests[i].name);
    if (security->facts.guest_count == 0)
        printf("%s\n", _("No guest has stayed too long"));
    else if (!cli->arguments.dry_run)
        status = run_job(cli, &job);
    if (status == CLI_DONE && guests->failed > 0)
        status = CLI_MIXED;
    guest_job_release(guests);
    return status;
}

/* --- the command ---------------------------------------------------------------------------- */

static int security_fix(struct cli *cli, struct security *security)
{
    const struct plan_request request = {
        .command = "security", .make = security_make, .data = security, .done = security_done};

    if (security->ids == WEAKNESS_BIT(WEAKNESS_EXPIRED_GUEST))
        return security_end_guests(cli, security);
    if ((security->ids & WEAKNESS_BIT(WEAKNESS_EXPIRED_GUEST)) != 0)
        return say_error("--fix", "%s",
                         _("expired-guest cannot be combined with others: give it alone"));
    if (!security_random_community(security->community))
        return say_error("security", "%s", _("the system has no random numbers"));
    return plan_save(cli, &request);
}

static int security_bad_options(const struct cli_arguments *arguments)
{
    if (arguments->word_count > 0)
        return say_error("security", "%s", _("it takes no words; see bmctui security --help"));
    if (arguments->fix != NULL && (arguments->json || arguments->test_default_passwords))
        return say_error("security", "%s",
                         _("--fix goes with neither --json nor --test-default-passwords"));
    if (arguments->fix == NULL && (arguments->dry_run || arguments->no_journal ||
                                   arguments->clear_lock || arguments->confirm_s != 0))
        return say_error("security", "%s", _("the options of a save go with --fix"));
    return CLI_DONE;
}

static int security_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    struct security *security = xcalloc(1, sizeof *security);
    int status = security_bad_options(arguments);

    security->cli = cli;
    cli->only_reads = arguments->fix == NULL || arguments->dry_run;
    security->channel = (uint8_t)arguments->channel;
    security->test = arguments->test_default_passwords;
    if (status == CLI_DONE && arguments->fix != NULL)
        status = security_parse(arguments->fix, &security->ids);
    if (status == CLI_DONE)
        status = arguments->fix != NULL ? security_fix(cli, security)
                                        : security_show(cli, security);
    free(security);
    return status;
}

const struct cli_command cli_security = {
    .name = "security", .page = &page_security, .run = CLI_RUN(security_run),
    .usage = "[--json] [--test-default-passwords] | --fix=ID[,ID...]",
    .options =
        CLI_TAKES_JSON | CLI_TAKES_CHANNEL | CLI_TAKES_PLAIN_SAVE | CLI_TAKES_SECURITY,
    .takes_words = true, .changes = true,
    .summary = N_("list what is open in the BMC, and fix it"),
    .help = N_("Each line begins with its level: danger, weak, unknown, note or well. The "
               "exit\nstatus is 1 when something is a danger or weak. --fix closes what is "
               "named: the\nchanges are listed, written, read back, and undone if the BMC "
               "refuses them. A\nfix that would cut this session, or leave no way in, is refused."),
};

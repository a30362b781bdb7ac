/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "bmc/here.h"
#include "cli/act.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/rule.h"
#include "guard/action_note.h"
#include "pages/power.h"

/* What is printed. */
struct power {
    struct cli *cli;
    struct model model;
    enum here here;
    bool hours_known, noted;
    uint64_t hours;
    struct action_note note;
};

/* --- reading --------------------------------------------------------------------------------- */

static int power_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct power *power = argument;

    if (load_first(ctx->bmc, &power->model, 0, NULL, error) != 0)
        return -1;
    power->hours_known = bmc_get_on_hours(ctx->bmc, &power->hours, NULL) == 0;
    power->here = here_find(ctx->bmc, "");
    return 0;
}

static void power_read_note(struct power *power)
{
    struct guard *guard =
        guard_create(power->cli->target, power->cli->settings->state_directory, NULL);

    power->noted = note_read(guard, &power->note);
    guard_destroy(guard);
}

static enum restart_cause power_cause_of(const struct power *power)
{
    return model_known(&power->model, POWER_CAUSE)
               ? (enum restart_cause)model_number(&power->model, POWER_CAUSE)
               : RESTART_UNKNOWN;
}

/* --- as JSON --------------------------------------------------------------------------------- */

static json_t *power_json_word(const struct power *power, enum power_row row, uint64_t unknown)
{
    const struct setting *setting = model_setting(&power->model, row);
    const struct value *value = model_value(&power->model, row);

    if (!value_known(value) || value->number == unknown)
        return json_null();
    return json_string(value_word(setting->type, value->number));
}

static json_t *power_json_names(const char *const names[])
{
    json_t *array = json_array();

    for (; *names != NULL; names++)
        json_array_append_new(array, json_string(*names));
    return array;
}

static json_t *power_json_policies(const struct power *power)
{
    uint64_t offered = model_number(&power->model, POWER_POLICIES);
    json_t *array;

    if (!model_known(&power->model, POWER_POLICIES) || offered == 0)
        return json_null();
    array = json_array();
    for (unsigned i = 0; i < POLICY_UNKNOWN; i++)
        if ((offered & 1u << i) != 0)
            json_array_append_new(array, json_string(power_policy.words[i].name));
    return array;
}

static json_t *power_json_note(const struct power *power)
{
    const struct action_note *note = &power->note;
    time_t asked = (time_t)note->asked;
    char when[40] = "", text[ERROR_SENTENCE * 2];
    struct tm parts;

    if (!power->noted)
        return json_null();
    if (gmtime_r(&asked, &parts) != NULL)
        (void)strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:s}", "action", action_word(note->kind), "asked",
                     when, "user", note->user, "tty", note->tty, "accepted", note->accepted, "text",
                     note_sentence(note, power_cause_of(power), text, sizeof text));
}

static const char *power_target(const struct bmc_target *target)
{
    if (target->name != NULL)
        return target->name;
    return bmc_driver_is_lan(target->driver)        ? target->hostname
           : target->driver == BMC_DRIVER_DEMO ? "demo"
                                               : "local";
}

static void power_print_json(const struct power *power)
{
    const char *faults[POWER_NAMES], *events[POWER_NAMES];
    struct chassis_status status;
    bool known = power_status(&power->model, &status);
    json_t *object = json_object();

    power_faults(&status, faults);
    power_events(&status, events);
    json_object_set_new(object, "target", json_string(power_target(power->cli->target)));
    json_object_set_new(object, "state",
                        known ? json_string((status.power & CHASSIS_ON) != 0 ? "on" : "off")
                              : json_null());
    json_object_set_new(object, "faults", known ? power_json_names(faults) : json_null());
    json_object_set_new(object, "intrusion",
                        known ? json_boolean((status.misc & CHASSIS_INTRUSION) != 0) : json_null());
    json_object_set_new(object, "last_event", known ? power_json_names(events) : json_null());
    json_object_set_new(object, "restart_cause",
                        power_json_word(power, POWER_CAUSE, RESTART_UNKNOWN));
    json_object_set_new(object, "policy",
                        known && status.policy != POLICY_UNKNOWN
                            ? json_string(power_policy.words[status.policy].name)
                            : json_null());
    json_object_set_new(object, "policies", power_json_policies(power));
    json_object_set_new(object, "on_hours",
                        power->hours_known ? json_integer((json_int_t)power->hours) : json_null());
    json_object_set_new(object, "this_machine", json_boolean(power->here != HERE_NO));
    json_object_set_new(object, "last_action", power_json_note(power));
    json_print(object);
}

/* --- for people ------------------------------------------------------------------------------ */

static void power_add_row(struct table *table, const struct power *power, unsigned row)
{
    char text[VALUE_TEXT];

    table_row(table, (const char *[]){setting_label(model_setting(&power->model, row)),
                                      model_text(&power->model, row, text)});
}

static void power_add_names(struct table *table, const char *label, const char *const names[])
{
    char text[160] = "";

    for (; *names != NULL; names++)
        text_append(text, sizeof text, ", ", "%s", *names);
    table_row(table, (const char *[]){label, text[0] != '\0' ? text : _("none")});
}

static void power_print_text(const struct power *power)
{
    struct table table = {.columns = 2};
    const char *faults[POWER_NAMES];
    struct chassis_status status;
    char text[40];

    for (unsigned row = POWER_STATE; row <= POWER_POLICY; row++)
        power_add_row(&table, power, row);
    if (power_status(&power->model, &status)) {
        power_faults(&status, faults);
        power_add_names(&table, _("Faults"), faults);
        table_row(&table, (const char *[]){_("Chassis"), (status.misc & CHASSIS_INTRUSION) != 0
                                                             ? _("has been opened")
                                                             : _("closed")});
    }
    snprintf(text, sizeof text, _("%llu hours"), (unsigned long long)power->hours);
    if (power->hours_known)
        table_row(&table, (const char *[]){_("Power-on time"), text});
    table_row(&table, (const char *[]){_("This machine"),
                                       power->here != HERE_NO ? _("yes") : _("no, another one")});
    table_print(&table, stdout);
}

/* Once; afterwards it stands in the JSON alone. */
static void power_tell_note(struct power *power)
{
    char text[ERROR_SENTENCE * 2];
    struct guard *guard;

    if (!power->noted || !note_is_new(&power->note))
        return;
    printf("%s\n", note_sentence(&power->note, power_cause_of(power), text, sizeof text));
    guard = guard_create(power->cli->target, power->cli->settings->state_directory, NULL);
    note_set_told(guard, &power->note);
    guard_destroy(guard);
}

static int power_print(struct cli *cli)
{
    struct power *power = xcalloc(1, sizeof *power);
    struct run_job job = {.work = power_work, .argument = power};
    int status;

    power->cli = cli;
    model_init(&power->model, &page_power);
    status = run_job(cli, &job);
    if (status == 0) {
        power_read_note(power);
        if (cli->arguments.json)
            power_print_json(power);
        else
            power_print_text(power);
        if (!cli->arguments.json)
            power_tell_note(power);
    }
    free(power);
    return status;
}

/* --- the command ----------------------------------------------------------------------------- */

static int power_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    char quoted[RULE_QUOTE];
    enum action_kind kind;

    cli->only_reads = arguments->word_count == 0;
    if (arguments->word_count > 1 ||
        (arguments->word_count == 1 && !action_parse(arguments->words[0], &kind)))
        return say_error("power", _("\"%s\" is not valid; use on, off, cycle, reset, diag or soft"),
                         rule_quote(arguments->words[arguments->word_count - 1], quoted));
    if (arguments->word_count == 1 && arguments->json)
        return say_error("--json", "%s", _("only for reading, without on, off, ..."));
    if (arguments->word_count == 0 && (arguments->wait_s > 0 || arguments->this_machine != NULL))
        return say_error("power", "%s", _("--wait and --this-machine go with on, off, ..."));
    return arguments->word_count == 0 ? power_print(cli) : act(cli, kind, "power");
}

const struct cli_command cli_power = {
    .name = "power",
    .page = &page_power,
    .usage = "[on|off|cycle|reset|diag|soft]",
    .run = CLI_RUN(power_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_POWER,
    .takes_words = true,
    .changes = true,
    .summary = N_("show or switch the machine's power"),
    .help = N_("soft asks the operating system to shut down; diag sends a diagnostic interrupt."),
};

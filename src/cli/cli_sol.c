/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "base/table.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/run.h"
#include "cli/set.h"
#include "core/reason.h"
#include "core/rule.h"
#include "pages/serial.h"

/* --- as JSON --------------------------------------------------------------------------------- */

static json_t *sol_json_word(const struct model *model, enum serial_row row)
{
    const struct value_type *type = model_setting(model, row)->type;

    if (!model_known(model, row))
        return json_null();
    if (type->form == VALUE_AS_BOOL)
        return json_boolean(value_is_set(type, model_number(model, row)));
    return json_string(value_word(type, model_number(model, row)));
}

/* A number, "bios", or null. */
static json_t *sol_json_rate(const struct model *model, enum serial_rate which)
{
    int rate = model_known(model, SERIAL_RATE)
                   ? serial_rate(model_number(model, SERIAL_RATE), which)
                   : -1;

    return rate < 0 ? json_null() : rate == 0 ? json_string("bios") : json_integer(rate);
}

static json_t *sol_json_users(const struct model *model)
{
    const struct model_user *users[BMC_USER_LAST];
    int count = serial_users(model, users);
    json_t *array = count < 0 ? json_null() : json_array();

    for (int i = 0; i < count; i++)
        json_array_append_new(
            array, json_pack("{s:i, s:s}", "slot", users[i]->id, "name", users[i]->name));
    return array;
}

/* A line, or null where it is none. */
static json_t *sol_json_name(const struct model *model, enum serial_row row)
{
    char name[SERIAL_NAME];

    return model_number(model, row) == 0
               ? json_null()
               : json_string(serial_name(model_number(model, row), name));
}

static bool sol_sees_machine(const struct model *model)
{
    return model_known(model, SERIAL_LOGIN) &&
           model_number(model, SERIAL_LOGIN) != SERIAL_LOGIN_REMOTE;
}

static json_t *sol_json_console(const struct model *model)
{
    uint64_t rate = model_number(model, SERIAL_TTY_RATE);

    if (!sol_sees_machine(model))
        return json_null();
    return json_pack("{s:o, s:o, s:o}", "port", sol_json_name(model, SERIAL_TTY), "rate",
                     rate == 0 ? json_null() : json_integer((json_int_t)rate), "bios_port",
                     sol_json_name(model, SERIAL_FIRMWARE));
}

static json_t *sol_json_prompt(const struct model *model)
{
    return sol_sees_machine(model)
               ? json_boolean(model_number(model, SERIAL_LOGIN) != SERIAL_LOGIN_NONE)
               : json_null();
}

static json_t *sol_json(const struct model *model, const char *target)
{
    char text[VALUE_TEXT];
    json_t *object = json_object();

    json_object_set_new(object, "target", json_string(target));
    json_object_set_new(object, "channel", json_integer(model_channel(model)->number));
    json_object_set_new(object, "serial_over_lan", sol_json_word(model, SERIAL_ENABLED));
    json_object_set_new(object, "encryption", sol_json_word(model, SERIAL_ENCRYPTION));
    json_object_set_new(object, "privilege", sol_json_word(model, SERIAL_PRIVILEGE));
    json_object_set_new(object, "bit_rate", sol_json_rate(model, SERIAL_RATE_NOW));
    json_object_set_new(object, "bit_rate_after_restart", sol_json_rate(model, SERIAL_RATE_KEPT));
    json_object_set_new(object, "users", sol_json_users(model));
    json_object_set_new(object, "kernel_console", sol_json_console(model));
    json_object_set_new(object, "login_prompt", sol_json_prompt(model));
    json_object_set_new(object, "to_connect",
                        serial_connect(model, text) ? json_string(text) : json_null());
    return object;
}

/* --- for people ------------------------------------------------------------------------------ */

static void sol_print_text(const struct model *model)
{
    struct table table = {.columns = 2};
    char text[VALUE_TEXT], value[VALUE_TEXT * 3];

    for (unsigned row = 0; row < model->page->rows; row++) {
        const struct setting *setting = model_setting(model, row);

        snprintf(value, sizeof value, "%s%s", model_text(model, row, text),
                 setting->choice == CHOICE_WORD && setting->remark != NULL &&
                         model_known(model, row)
                     ? setting->remark(model, model_number(model, row))
                     : "");
        table_row(&table, (const char *[]){setting_label(setting), value});
    }
    table_print(&table, stdout);
}

/* 1 where the BMC refused all of it. */
static int sol_name_missing(const struct model *model)
{
    unsigned refused = 0;

    for (unsigned row = 0; row < model->page->rows; row++) {
        const struct value_fault *fault =
            model_fault(model, row == SERIAL_USERS ? SERIAL_MAY : row);
        char reason[ERROR_SENTENCE];

        if (fault == NULL)
            continue;
        say_error(setting_label(model_setting(model, row)), "%s: %s", _("not read"),
                  reason_of_fault(fault, reason, sizeof reason));
        refused += row <= SERIAL_RATE;
    }
    return refused > SERIAL_RATE ? CLI_REFUSED : CLI_DONE;
}

static int sol_show(struct cli *cli)
{
    struct model page;
    int status = run_read_page(cli, load_first, &page, NULL);

    if (status != 0)
        return status;
    if (cli->arguments.json)
        json_print(sol_json(&page, run_target_name(cli)));
    else
        sol_print_text(&page);
    return sol_name_missing(&page);
}

/* --- the command ----------------------------------------------------------------------------- */

static int sol_bad_options(const struct cli_arguments *arguments)
{
    char quoted[RULE_QUOTE];
    bool set = arguments->word_count > 0;

    if (set && strcmp(arguments->words[0], "set") != 0)
        return say_error("sol", _("\"%s\" is not valid; use set"),
                         rule_quote(arguments->words[0], quoted));
    if (arguments->word_count == 1)
        return say_error("sol set", "%s", _("nothing to set; see bmctui sol --help"));
    if (set && arguments->json)
        return say_error("--json", "%s", _("only for reading, without set"));
    if (!set && (arguments->dry_run || arguments->no_journal))
        return say_error("sol", "%s", _("--dry-run and --no-journal go with set"));
    return CLI_DONE;
}

static int sol_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    struct set_request request = {.command = "sol", .page = cli->page};
    int status = sol_bad_options(arguments);

    cli->only_reads = arguments->word_count == 0 || arguments->dry_run;
    if (status != CLI_DONE)
        return status;
    if (arguments->word_count == 0)
        return sol_show(cli);
    status = set_take_words(&request, arguments->words + 1, arguments->word_count - 1);
    set_take_options(&request, arguments);
    return status == CLI_DONE ? set_save(cli, &request) : status;
}

const struct cli_command cli_sol = {
    .name = "sol", .page = &page_serial, .usage = "[set KEY=VALUE...]", .run = CLI_RUN(sol_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_CHANNEL | CLI_TAKES_PLAIN_SAVE,
    .takes_words = true, .changes = true,
    .summary = N_("show or change serial over LAN"),
    .help = N_("  enabled=yes|no\n"
               "  encryption=yes|no        yes: always, no: if the client wants it\n"
               "  privilege=user|operator|administrator|oem\n"
               "  bitrate=9600|19200|38400|57600|115200|bios\n"
               "bios leaves the rate to the BIOS. Both rates of the BMC are set, the one in use\n"
               "and the one after its next restart. Values are read back, and undone if the BMC\n"
               "refuses one. Nothing on this machine is changed."),
};

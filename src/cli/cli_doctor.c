/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each check is a line; what is found wrong says what to do about it. */
#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/reach.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/doctor.h"
#include "cli/json.h"
#include "cli/run.h"

struct diagnose_line *doctor_add(struct doctor *doctor, const char *name, const char *label)
{
    struct diagnose_line *line = &doctor->lines[doctor->count++];

    assert(doctor->count <= DOCTOR_LINES);
    memset(line, 0, sizeof *line);
    line->name = name;
    line->label = label;
    return line;
}

void doctor_say(struct diagnose_line *line, enum diagnose_state state, const char *what_to_do)
{
    line->state = state;
    snprintf(line->what_to_do, sizeof line->what_to_do, "%s", what_to_do);
}

/* --- this machine -------------------------------------------------------------------------- */

/* Without the kernel's driver for it nothing else in-band works: the machine's lines are faults or
 * warnings only where this machine's own BMC is meant. */
static bool in_band(const struct cli *cli)
{
    return bmc_driver_is_inband(cli->target->driver);
}

static void add_machine(struct doctor *doctor, const struct machine *machine)
{
    struct diagnose_line lines[DIAGNOSE_LINES];

    diagnose_lines(machine, lines);
    for (size_t i = 0; i < DIAGNOSE_LINES; i++)
        *doctor_add(doctor, lines[i].name, lines[i].label) = lines[i];
}

/* A BMC that answers needs none of what seems to be missing. */
static void soften(struct doctor *doctor)
{
    for (size_t i = 0; i < doctor->count; i++)
        if (doctor->lines[i].state == DIAGNOSE_FAULT)
            doctor->lines[i].state = DIAGNOSE_WARNING;
}

/* --- the BMC ------------------------------------------------------------------------------- */

static int examine(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return doctor_ask(argument, ctx->bmc, error);
}

static void add_no_bmc(const struct cli *cli, struct doctor *doctor,
                       const struct machine *machine, const struct bmc_error *error)
{
    struct diagnose_line *line = doctor_add(doctor, "link", _("Link to the BMC"));
    struct diagnosis diagnosis;

    diagnose_explain(&diagnosis, machine, cli->target, error);
    snprintf(line->text, sizeof line->text, "%s", diagnosis.reason);
    doctor_say(line, DIAGNOSE_FAULT, diagnosis.what_to_do);
}

static bool denied(const struct page *page)
{
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        const struct value_fault *fault = page_fault(page, field);

        if (fault != NULL && fault->kind == ERROR_DENIED)
            return true;
    }
    return false;
}

/* Whoever may do little sees little of the BMC. */
static void add_session(const struct cli *cli, struct doctor *doctor)
{
    struct diagnose_line *line;
    enum privilege asked = cli->target->privilege;

    if (!denied(&doctor->page))
        return;
    line = doctor_add(doctor, "session", _("Session"));
    if (in_band(cli)) {
        snprintf(line->text, sizeof line->text, "%s", _("the BMC is locked for the host"));
        doctor_say(line, DIAGNOSE_WARNING, _("unlock it in the BMC's web interface"));
        return;
    }
    snprintf(line->text, sizeof line->text, _("as %s it may not see all that is asked here"),
             value_word_text(&value_privilege, asked != 0 ? asked : PRIVILEGE_ADMINISTRATOR));
    doctor_say(line, DIAGNOSE_WARNING,
               _("log in as administrator: --privilege-level=admin, and a user who may be that"));
}

/* The only check that is not about the BMC alone: it may be out of reach from here by design. */
static void add_web(const struct cli *cli, struct doctor *doctor)
{
    struct diagnose_line *line = doctor_add(doctor, "url", field_label(FIELD_URL));
    char url[VALUE_TEXT], text[256];
    struct reach reach;

    if (!page_url(&doctor->page, url) &&
        page_lan(&doctor->page)->state[LAN_ADDRESS] == VALUE_NOT_READ) {
        line->state = DIAGNOSE_UNKNOWN;
        snprintf(line->text, sizeof line->text, "%s", url);
        return;
    }
    if (!page_url(&doctor->page, url)) {
        line->state = DIAGNOSE_WARNING;
        snprintf(line->text, sizeof line->text, "%s", url);
        snprintf(line->what_to_do, sizeof line->what_to_do, "%s",
                 _("bmctui set gives it an address, or dhcp=yes"));
        return;
    }
    snprintf(line->text, sizeof line->text, "%s", url);
    if (!cli->settings->check_reachability || cli->target->driver == BMC_DRIVER_DEMO)
        return;
    line = doctor_add(doctor, "reach", _("Web server"));
    reach_start(&reach, clock_monotonic(), page_lan(&doctor->page)->address, REACH_TIMEOUT_MS);
    if (reach_run(&reach, -1) != REACH_ANSWERS)
        doctor_say(line, DIAGNOSE_WARNING,
                   _("try it from another machine: a BMC that shares this one's network port often "
                     "cannot be reached from it; else look at cable, switch port and VLAN"));
    snprintf(line->text, sizeof line->text, "%s", reach_sentence(&reach, text, sizeof text));
}

/* --- printing ------------------------------------------------------------------------------ */

static const char *state_name(enum diagnose_state state)
{
    static const char *const names[] = {"ok", "warning", "fault", "unknown"};

    return names[state];
}

static const char *state_text(enum diagnose_state state)
{
    static const char *const texts[] = {N_("ok"), N_("warning"), N_("FAULT"), N_("unknown")};

    return _(texts[state]);
}

static void print_json(const struct doctor *doctor)
{
    json_t *object = json_object(), *checks = json_array();

    for (size_t i = 0; i < doctor->count; i++) {
        const struct diagnose_line *line = &doctor->lines[i];
        json_t *check = json_object();

        json_object_set_new(check, "check", json_string(line->name));
        json_object_set_new(check, "state", json_string(state_name(line->state)));
        json_object_set_new(check, "text", json_string(line->text));
        json_object_set_new(check, "what_to_do",
                            line->what_to_do[0] != '\0' ? json_string(line->what_to_do)
                                                        : json_null());
        json_array_append_new(checks, check);
    }
    json_object_set_new(object, "reached", json_boolean(doctor->reached));
    json_object_set_new(object, "checks", checks);
    json_print(object);
}

/* One thing to do is often wrong with several lines; it is said with the first. */
static bool said_before(const struct doctor *doctor, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (doctor->lines[i].state != DIAGNOSE_OK &&
            strcmp(doctor->lines[i].what_to_do, doctor->lines[line].what_to_do) == 0)
            return true;
    return false;
}

static void print_text(const struct doctor *doctor)
{
    struct table table = {.columns = 3};

    for (size_t i = 0; i < doctor->count; i++) {
        const struct diagnose_line *line = &doctor->lines[i];
        char what[DIAGNOSE_TEXT + 64];

        table_row(&table, (const char *[]){line->label, state_text(line->state), line->text});
        snprintf(what, sizeof what, "%s: %s", diagnose_todo_label(), line->what_to_do);
        if (line->what_to_do[0] != '\0' && line->state != DIAGNOSE_OK && !said_before(doctor, i))
            table_row(&table, (const char *[]){"", "", what});
    }
    table_print(&table, stdout);
}

static int exit_status(const struct doctor *doctor)
{
    if (!doctor->reached)
        return CLI_NO_BMC;
    for (size_t i = 0; i < doctor->count; i++)
        if (doctor->lines[i].state == DIAGNOSE_FAULT)
            return CLI_REFUSED;
    return CLI_DONE;
}

static int examine_and_print(struct cli *cli, struct doctor *doctor)
{
    struct machine machine;
    struct bmc_error error = {.kind = ERROR_NONE};
    struct run_job job = {.work = examine, .argument = doctor, .error = &error};
    int status;

    diagnose_machine(&machine, "", cli->target->device);
    if (in_band(cli))
        add_machine(doctor, &machine);
    status = run_job(cli, &job);
    if (status != 0 && error.kind == ERROR_NONE)
        return status;
    if (doctor->reached) {
        soften(doctor);
        doctor_bmc(doctor);
        add_session(cli, doctor);
        if (doctor->page.channel_count > 0)
            add_web(cli, doctor);
    } else {
        add_no_bmc(cli, doctor, &machine, &error);
    }
    doctor_here(doctor, cli);
    if (cli->arguments.json)
        print_json(doctor);
    else
        print_text(doctor);
    return exit_status(doctor);
}

static int doctor_run(struct cli *cli)
{
    struct doctor *doctor = xcalloc(1, sizeof *doctor);
    int status;

    page_init(&doctor->page);
    status = examine_and_print(cli, doctor);
    free(doctor);
    return status;
}

const struct cli_command cli_doctor = {
    .name = "doctor", .usage = "[--json]", .run = CLI_RUN(doctor_run),
    .options = CLI_TAKES_JSON,
    .summary = N_("what is found and what is missing"),
    .help = N_("Exit status: 0 all is well, 1 something is not, 3 no BMC was reached."),
};

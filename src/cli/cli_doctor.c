/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints one line per check, and under those that failed what to do about it. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/reach.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/doctor.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/diagnose.h"

/* --- this machine -------------------------------------------------------------------------- */

/* Nothing else in-band works without the kernel's driver. */
static void doctor_add_machine(struct doctor *doctor, const struct machine *machine)
{
    struct finding lines[DIAGNOSE_COUNT];

    diagnose_machine(machine, lines);
    for (size_t i = 0; i < DIAGNOSE_COUNT; i++)
        *finding_add(&doctor->findings, "", "") = lines[i];
}

/* If the BMC answers, nothing that seems to be missing is needed. */
static void doctor_soften(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == SEVERITY_FAULT)
            findings->items[i].severity = SEVERITY_WARNING;
}

/* --- the BMC ------------------------------------------------------------------------------- */

static int doctor_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return doctor_ask(argument, ctx->bmc, error);
}

static void doctor_add_no_bmc(const struct cli *cli, struct doctor *doctor,
                              const struct machine *machine, const struct bmc_error *error)
{
    struct finding *finding = finding_add(&doctor->findings, "link", _("Link to the BMC"));
    struct diagnosis diagnosis;

    diagnose_explain(&diagnosis, machine, cli->target, error);
    finding_say(finding, SEVERITY_FAULT, "%s", diagnosis.reason);
    finding_advise(finding, SEVERITY_FAULT, "%s", diagnosis.what_to_do);
}

static bool doctor_denied(const struct model *page)
{
    for (unsigned row = 0; row < page->page->rows; row++) {
        const struct value_fault *fault = model_fault(page, row);

        if (fault != NULL && fault->kind == ERROR_DENIED)
            return true;
    }
    return false;
}

/* A low privilege hides much of the BMC. */
static void doctor_add_session(const struct cli *cli, struct doctor *doctor)
{
    struct finding *finding;
    enum privilege asked = cli->target->privilege;

    if (!doctor_denied(&doctor->page))
        return;
    finding = finding_add(&doctor->findings, "session", _("Session"));
    if (bmc_driver_is_inband(cli->target->driver)) {
        finding_say(finding, SEVERITY_WARNING, "%s", _("the BMC is locked for the host"));
        finding_advise(finding, SEVERITY_WARNING, "%s", _("unlock it in the BMC's web interface"));
        return;
    }
    finding_say(finding, SEVERITY_WARNING,
                _("as %s, this session cannot read everything that is checked here"),
                value_word_text(&value_privilege, asked != 0 ? asked : PRIVILEGE_ADMINISTRATOR));
    finding_advise(
        finding, SEVERITY_WARNING, "%s",
        _("log in as administrator: --privilege-level=admin, with a user who has that privilege"));
}

/* Not about the BMC alone: it may be unreachable from this host by design. */
static void doctor_add_reach(struct doctor *doctor)
{
    struct finding *finding = finding_add(&doctor->findings, "reach", _("Web server"));
    struct reach reach;
    bool answers;

    reach_start(&reach, clock_monotonic(), (uint32_t)model_number(&doctor->page, FIELD_ADDRESS),
                REACH_TIMEOUT_MS);
    answers = reach_run(&reach, -1) == REACH_ANSWERS;
    reach_sentence(&reach, finding->text, sizeof finding->text);
    if (!answers)
        finding_advise(finding, SEVERITY_WARNING, "%s",
                       _("try from another machine: a BMC that shares this host's port often "
                         "cannot be reached from it; otherwise check cable, switch port and VLAN"));
}

static void doctor_add_web(const struct cli *cli, struct doctor *doctor)
{
    struct finding *finding = finding_add(&doctor->findings, "url", field_label(FIELD_URL));
    char url[VALUE_TEXT];
    bool good = network_url(&doctor->page, url);

    finding_say(finding, good ? SEVERITY_OK : SEVERITY_UNKNOWN, "%s", url);
    if (good && cli->settings->check_reachability && cli->target->driver != BMC_DRIVER_DEMO)
        doctor_add_reach(doctor);
    else if (!good && model_value(&doctor->page, FIELD_ADDRESS)->state != VALUE_NOT_READ)
        finding_advise(
            finding, SEVERITY_WARNING, "%s",
            _("give it one with bmctui set address=ADDRESS netmask=NETMASK, or dhcp=yes"));
}

/* --- printing ------------------------------------------------------------------------------ */

/* Several lines often have the same cure; print it with the first only. */
static bool doctor_said_before(const struct findings *findings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (findings->items[i].severity != SEVERITY_OK &&
            strcmp(findings->items[i].what_to_do, findings->items[count].what_to_do) == 0)
            return true;
    return false;
}

static void doctor_print_text(const struct findings *findings)
{
    struct table table = {.columns = 3};

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        char what[FINDING_TEXT + 64];

        table_row(&table, (const char *[]){finding->label, severity_text(finding->severity),
                                           finding->text});
        snprintf(what, sizeof what, "%s: %s", finding_todo_label(), finding->what_to_do);
        if (finding->what_to_do[0] != '\0' && finding->severity != SEVERITY_OK &&
            !doctor_said_before(findings, i))
            table_row(&table, (const char *[]){"", "", what});
    }
    table_print(&table, stdout);
}

static int doctor_exit(const struct doctor *doctor)
{
    if (!doctor->reached)
        return CLI_NO_BMC;
    for (size_t i = 0; i < doctor->findings.count; i++)
        if (doctor->findings.items[i].severity == SEVERITY_FAULT)
            return CLI_REFUSED;
    return CLI_DONE;
}

static int doctor_examine(struct cli *cli, struct doctor *doctor)
{
    struct machine machine;
    struct bmc_error error = {.kind = ERROR_NONE};
    struct run_job job = {.work = doctor_work, .argument = doctor, .error = &error};
    int status;

    machine_examine(&machine, "", cli->target->device);
    /* Irrelevant unless the target is this machine's own BMC. */
    if (bmc_driver_is_inband(cli->target->driver))
        doctor_add_machine(doctor, &machine);
    status = run_job(cli, &job);
    if (status != 0 && error.kind == ERROR_NONE)
        return status;
    if (doctor->reached) {
        doctor_soften(&doctor->findings);
        doctor_bmc(doctor);
        doctor_add_session(cli, doctor);
        if (doctor->page.channel_count > 0)
            doctor_add_web(cli, doctor);
    } else {
        doctor_add_no_bmc(cli, doctor, &machine, &error);
    }
    doctor_here(doctor, cli);
    if (cli->arguments.json)
        json_print(json_findings(&doctor->findings, doctor->reached));
    else
        doctor_print_text(&doctor->findings);
    return doctor_exit(doctor);
}

static int doctor_run(struct cli *cli)
{
    struct doctor *doctor = xcalloc(1, sizeof *doctor);
    int status;

    model_init(&doctor->page, &page_network);
    status = doctor_examine(cli, doctor);
    findings_release(&doctor->findings);
    free(doctor);
    return status;
}

const struct cli_command cli_doctor = {
    .name = "doctor",
    .usage = "[--json]",
    .run = CLI_RUN(doctor_run),
    .options = CLI_TAKES_JSON,
    .summary = N_("check what is there and what is missing"),
    .help = N_("Exit status: 0 all is well, 1 something needs attention, 3 no BMC was reached."),
};

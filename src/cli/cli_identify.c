/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "core/identify.h"
#include "core/reason.h"
#include "core/rule.h"
#include "guard/audit.h"

struct identify {
    struct light_request request;
    struct light_answer answer;
    char refusal[ERROR_SENTENCE];
};

/* Once accepted, the request counts as done even if reading back fails. */
static int identify_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct identify *identify = argument;
    struct light_answer *answer = &identify->answer;

    light_run(ctx->bmc, clock_monotonic(), &identify->request, answer);
    if (answer->error.kind == ERROR_NONE || answer->sent)
        return 0;
    *error = answer->error;
    if (identify->request.kind == LIGHT_READ)
        return error->kind == ERROR_REFUSED ? 0 : -1; /* this BMC does not report it */
    reason_print(REASON_IDENTIFY, _("Identify light"), &answer->error, identify->refusal,
                 sizeof identify->refusal);
    return error_set(error, answer->error.kind, "%s", identify->refusal);
}

/* --- the word ---------------------------------------------------------------------------- */

static bool identify_parse_seconds(const char *word, struct light_request *request)
{
    long seconds = settings_parse_number(word, false);

    if (seconds < 0 || seconds > LIGHT_LONGEST_S || (word[0] == '0' && word[1] != '\0'))
        return false;
    request->kind = seconds == 0 ? LIGHT_OFF : LIGHT_SECONDS;
    request->seconds = (uint8_t)seconds;
    return true;
}

static int identify_parse(const struct cli_arguments *arguments, struct light_request *request)
{
    char quoted[RULE_QUOTE];
    const char *word = arguments->word_count > 0 ? arguments->words[0] : "status";

    if (arguments->word_count > 1)
        return say_error("identify", "%s",
                         _("give one word: on, off, status or a number of seconds"));
    if (strcmp(word, "status") == 0)
        request->kind = LIGHT_READ;
    else if (strcmp(word, "on") == 0)
        request->kind = LIGHT_ON;
    else if (strcmp(word, "off") == 0)
        request->kind = LIGHT_OFF;
    else if (!identify_parse_seconds(word, request))
        return say_error("identify",
                         _("\"%s\" is not valid; use on, off, status or 0 to 255 seconds"),
                         rule_quote(word, quoted));
    return CLI_DONE;
}

/* --- the answer -------------------------------------------------------------------------- */

static void identify_print_sent(const struct light_answer *answer)
{
    if (answer->request.kind == LIGHT_ON && !answer->force_refused)
        printf("%s\n", _("Identify light: on"));
    else if (answer->request.kind == LIGHT_ON)
        printf("%s\n", _("Identify light: on for 255 seconds; this BMC refuses \"indefinitely\""));
    else if (answer->request.kind == LIGHT_SECONDS)
        printf(ngettext("Identify light: on for %u second\n", "Identify light: on for %u seconds\n",
                        answer->request.seconds),
               answer->request.seconds);
    else
        printf("%s\n", _("Identify light: off"));
}

static int identify_print_result(const struct cli *cli, const struct identify *identify)
{
    const struct light_answer *answer = &identify->answer;
    enum identify_state state = answer->known == VALUE_KNOWN ? answer->state : IDENTIFY_UNKNOWN;

    if (identify->request.kind == LIGHT_READ) {
        printf(_("Identify light: %s\n"), value_word_text(&value_identify, state));
        return CLI_DONE;
    }
    if (!light_as_sent(answer)) {
        say_error("identify", "%s",
                  identify->request.kind != LIGHT_OFF
                      ? _("the BMC accepted the command, but still reports the light as off")
                      : _("the BMC accepted the command, but still reports the light as on"));
        return CLI_REFUSED;
    }
    identify_print_sent(answer);
    if (state == IDENTIFY_UNKNOWN)
        say_note(cli, "%s",
                 _("The BMC accepted the command, but does not report the light's state."));
    return CLI_DONE;
}

static int identify_run(struct cli *cli)
{
    struct identify identify = {0};
    struct run_job job = {.work = identify_work, .argument = &identify, .field = "identify"};
    int status = identify_parse(&cli->arguments, &identify.request);

    if (status != CLI_DONE)
        return status;
    cli->only_reads = identify.request.kind == LIGHT_READ;
    if (!cli->only_reads && cli->settings->read_only)
        return say_error("identify", "%s",
                         _("--read-only allows no changes; use status, which only reads"));
    status = run_job(cli, &job);
    audit_identify(NULL, cli->target, &identify.request, status == 0);
    return status == 0 ? identify_print_result(cli, &identify) : status;
}

const struct cli_command cli_identify = {
    .name = "identify",
    .usage = "[on|off|SECONDS|status]",
    .run = CLI_RUN(identify_run),
    .takes_words = true,
    .changes = true,
    .summary = N_("switch the identify light, or show its state"),
    .help = N_("SECONDS is 0 to 255; 0 switches the light off."),
};

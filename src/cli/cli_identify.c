/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "core/load.h"
#include "core/reason.h"
#include "core/rule.h"
#include "guard/audit.h"

#define LONGEST_S 255
/* BMCs answer before they have done it. */
#define READ_TRIES 5
#define READ_PAUSE_MS 300
/* A light for a shorter time may be off again before it has been read. */
#define JUDGED_S 5

enum what { WHAT_STATUS, WHAT_FOREVER, WHAT_SECONDS };

struct identify {
    enum what what;
    unsigned seconds;     /* with WHAT_SECONDS; 0 is off */
    bool forever_refused; /* 255 seconds were sent instead */
    enum identify_state state;
    char refusal[ERROR_SENTENCE];
};

static bool wants_light(const struct identify *identify)
{
    return identify->what == WHAT_FOREVER || identify->seconds > 0;
}

/* What the BMC reports is what was sent. */
static bool as_sent(const struct identify *identify)
{
    bool on = identify->state != IDENTIFY_OFF;

    if (identify->what == WHAT_SECONDS && identify->seconds > 0 && identify->seconds < JUDGED_S)
        return true;
    return identify->state == IDENTIFY_UNKNOWN || on == wants_light(identify);
}

static int read_state(struct bmc *bmc, struct identify *identify, struct bmc_error *error)
{
    struct page page;

    page_init(&page);
    if (load_identify(bmc, &page, error) < 0)
        return -1;
    identify->state = page.identify_state == VALUE_KNOWN ? page.identify : IDENTIFY_UNKNOWN;
    return 0;
}

/* Until the BMC reports what was sent, or has had time enough to. */
static int read_back(struct run *run, struct bmc *bmc, struct identify *identify,
                     struct bmc_error *error)
{
    for (int tries = 0;; tries++) {
        if (read_state(bmc, identify, error) < 0)
            return -1;
        if (as_sent(identify) || tries + 1 == READ_TRIES || run_stopped(run))
            return 0;
        clock_sleep(clock_monotonic(), READ_PAUSE_MS);
    }
}

static int send(struct bmc *bmc, struct identify *identify, struct bmc_error *error)
{
    if (identify->what == WHAT_SECONDS)
        return bmc_identify(bmc, (uint8_t)identify->seconds, false, error);
    if (bmc_identify(bmc, 0, true, error) == 0)
        return 0;
    if (!bmc_identify_only_timed(error))
        return -1;
    identify->forever_refused = true;
    return bmc_identify(bmc, LONGEST_S, false, error);
}

static int work(struct run *run, struct bmc *bmc, void *argument, struct bmc_error *error)
{
    struct identify *identify = argument;
    struct bmc_error cause;

    if (identify->what == WHAT_STATUS)
        return read_state(bmc, identify, error);
    if (send(bmc, identify, &cause) == 0)
        return read_back(run, bmc, identify, error);
    reason_print(REASON_IDENTIFY, field_label(FIELD_IDENTIFY), bmc_over_lan(bmc), &cause,
                 identify->refusal, sizeof identify->refusal);
    *error = cause;
    return error_set(error, cause.kind, "%s", identify->refusal);
}

/* --- the word ---------------------------------------------------------------------------- */

static bool parse_seconds(const char *word, unsigned *seconds)
{
    size_t length = strspn(word, "0123456789");

    if (length == 0 || length > 3 || word[length] != '\0' || (length > 1 && word[0] == '0'))
        return false;
    *seconds = (unsigned)strtoul(word, NULL, 10);
    return *seconds <= LONGEST_S;
}

static int parse(const struct cli_arguments *arguments, struct identify *identify)
{
    char quoted[RULE_QUOTE];
    const char *word = arguments->word_count > 0 ? arguments->words[0] : "status";

    if (arguments->word_count > 1) {
        cli_error("identify", "%s", _("one word is enough: on, off, status or seconds"));
        return -1;
    }
    identify->what = WHAT_SECONDS;
    if (strcmp(word, "status") == 0) {
        identify->what = WHAT_STATUS;
    } else if (strcmp(word, "on") == 0) {
        identify->what = WHAT_FOREVER;
    } else if (strcmp(word, "off") != 0 && !parse_seconds(word, &identify->seconds)) {
        cli_error("identify", _("\"%s\" is none of on, off, status and 0 to 255 seconds"),
                  rule_quote(word, quoted));
        return -1;
    }
    return 0;
}

/* --- the answer -------------------------------------------------------------------------- */

static void print_sent(const struct identify *identify)
{
    if (identify->what == WHAT_FOREVER && !identify->forever_refused)
        printf("%s\n", _("Identify light: on"));
    else if (identify->what == WHAT_FOREVER)
        printf("%s\n", _("Identify light: on for 255 seconds; this BMC refuses \"indefinitely\""));
    else if (identify->seconds > 0)
        printf(ngettext("Identify light: on for %u second\n",
                        "Identify light: on for %u seconds\n", identify->seconds),
               identify->seconds);
    else
        printf("%s\n", _("Identify light: off"));
}

static int print_result(const struct cli *cli, const struct identify *identify)
{
    if (identify->what == WHAT_STATUS) {
        printf(_("Identify light: %s\n"), field_identify_text(identify->state));
        return CLI_DONE;
    }
    if (identify->state == IDENTIFY_UNKNOWN) {
        print_sent(identify);
        cli_note(cli, "%s", _("The BMC took it, but does not report the light's state."));
        return CLI_DONE;
    }
    if (as_sent(identify)) {
        print_sent(identify);
        return CLI_DONE;
    }
    cli_error("identify", "%s",
              wants_light(identify) ? _("the BMC took it, but still reports the light as off")
                                    : _("the BMC took it, but still reports the light as on"));
    return CLI_REFUSED;
}

static void log_request(const struct cli *cli, const struct identify *identify, bool done)
{
    char what[40] = "on";

    if (identify->what == WHAT_STATUS)
        return;
    if (identify->what == WHAT_SECONDS && identify->seconds == 0)
        snprintf(what, sizeof what, "off");
    else if (identify->what == WHAT_SECONDS)
        snprintf(what, sizeof what, "on for %u s", identify->seconds);
    audit_identify(NULL, cli->target, what, done);
}

int cli_identify(struct cli *cli)
{
    struct identify identify = {.state = IDENTIFY_UNKNOWN};
    struct run_job job = {.work = work, .argument = &identify, .field = "identify"};
    int status;

    if (parse(&cli->arguments, &identify) < 0)
        return CLI_USAGE;
    if (identify.what != WHAT_STATUS && cli->settings->read_only) {
        cli_error("identify", "%s", _("nothing is written with --read-only; status only reads"));
        return CLI_USAGE;
    }
    status = run_job(cli, &job);
    log_request(cli, &identify, status == 0);
    if (status == 0)
        status = print_result(cli, &identify);
    return identify.what == WHAT_STATUS ? cli_close_output(status) : cli_close_report(status);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `health limits`: the limits of one sensor, printed or set. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "cli/health.h"
#include "cli/plan_save.h"
#include "cli/run.h"
#include "core/rule.h"
#include "pages/health_limits.h"

struct health_limits {
    struct cli *cli;
    const char *who;
    struct limits_held held;
    struct limits_wish asked, wish; /* as given; as the BMC can hold it */
    bool told;                      /* that has been said */
};

/* --- KEY=VALUE ---------------------------------------------------------------------------- */

static int limits_bad_key(const char *word)
{
    struct nearest nearest;
    char quoted[RULE_QUOTE];

    nearest_begin(&nearest, word);
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        nearest_try(&nearest, health_limit_keys[i]);
    rule_quote(word, quoted);
    if (nearest_found(&nearest) != NULL)
        return say_error("limits", _("%s: unknown key; did you mean %s=?"), quoted,
                         nearest_found(&nearest));
    return say_error("limits", _("%s: unknown key; the keys are lnr= lcr= lnc= unc= ucr= unr="),
                     quoted);
}

static int limits_take_word(struct limits_wish *wish, const char *word)
{
    size_t length = strcspn(word, "=");
    char key[16] = "", quoted[RULE_QUOTE];
    enum sdr_limit limit;

    if (length < sizeof key)
        snprintf(key, sizeof key, "%.*s", (int)length, word);
    limit = limits_key(key);
    if (limit == SDR_LIMITS)
        return limits_bad_key(key[0] != '\0' ? key : word);
    if (word[length] != '=' || !limits_parse(word + length + 1, &wish->value[limit]))
        return say_error(key, _("\"%s\" is not a number; use one such as 500, -5 or 3.31"),
                         rule_quote(word[length] == '=' ? word + length + 1 : "", quoted));
    if ((wish->given >> limit & 1) != 0)
        return say_error(key, "%s", _("given twice; give it once"));
    wish->given |= (uint8_t)(1U << limit);
    return CLI_DONE;
}

/* --- printing ----------------------------------------------------------------------------- */

static int limits_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct health_limits *limits = argument;

    return limits_read(ctx->bmc, limits->who, &limits->held, error);
}

static void limits_print_table(const struct health_limits *limits)
{
    const struct limits *now = &limits->held.now;
    struct table table = {.columns = 4, .indent = 2};

    printf("%s\n", limits->held.sensor.name);
    for (unsigned row = 0; row < SDR_LIMITS; row++) {
        enum sdr_limit limit = limit_order[row];
        char text[VALUE_TEXT + SDR_UNIT] = "-", number[VALUE_TEXT];
        bool known = (now->known >> limit & 1) != 0;

        if (known)
            snprintf(text, sizeof text, "%s %s", limits_print(now->value[limit], number),
                     limits->held.sensor.unit);
        table_row(&table, (const char *[]){health_limit_keys[limit],
                                           setting_label(&health_settings[row]), text,
                                           (now->settable & now->known) >> limit & 1
                                               ? ""
                                               : known ? _("cannot be set") : ""});
    }
    table_print(&table, stdout);
}

static int limits_show(struct health_limits *limits)
{
    const struct run_job job = {.work = limits_work,
                                .argument = limits,
                                .field = "limits",
                                .channel_field = "limits"};
    int status;

    limits->cli->only_reads = true;
    status = run_job(limits->cli, &job);
    if (status == CLI_DONE)
        limits_print_table(limits);
    return status;
}

/* --- setting ------------------------------------------------------------------------------ */

static int limits_make(struct job_ctx *ctx, void *data, struct plan *plan, struct bmc_error *error)
{
    struct health_limits *limits = data;
    struct sdr *sdr;
    int result = limits_read(ctx->bmc, limits->who, &limits->held, error);

    if (result != 0 || sdr_load(ctx->bmc, false, &sdr, error) != 0)
        return PLAN_FAILED;
    limits->wish = limits->asked;
    result = limits_plan(sdr, &limits->held, &limits->wish, plan, error);
    sdr_free(sdr);
    if (result != 0)
        return PLAN_FAILED;
    return plan_empty(plan) ? PLAN_NO_CHANGES : PLAN_MADE;
}

/* What the BMC makes of the numbers. */
static void limits_say_rounded(void *data)
{
    struct health_limits *limits = data;
    char asked[VALUE_TEXT], can[VALUE_TEXT];

    limits->told = true;
    for (unsigned row = 0; row < SDR_LIMITS; row++) {
        enum sdr_limit limit = limit_order[row];

        if ((limits->asked.given >> limit & 1) == 0)
            continue;
        limits_print(limits->asked.value[limit], asked);
        limits_print(limits->wish.value[limit], can);
        if (strcmp(asked, can) == 0)
            continue;
        fputs("  ", stdout);
        printf(LIMITS_ROUNDED, setting_label(&health_settings[row]), asked, can);
        putchar('\n');
    }
}

static void limits_done(void *data, const struct save_state *state)
{
    const struct health_limits *limits = data;

    if (state->status == SAVE_KEPT)
        say_note(limits->cli, "%s",
                 _("Limits are lost when the BMC restarts on many boards: bmctui apply at boot."));
}

int health_limits(struct cli *cli, const char *who, char *const words[], int count)
{
    struct health_limits limits = {.cli = cli, .who = who};
    const struct plan_request request = {.command = "limits",
                                         .make = limits_make,
                                         .review = limits_say_rounded,
                                         .data = &limits,
                                         .done = limits_done};
    int status;

    for (int i = 0; i < count; i++)
        if (limits_take_word(&limits.asked, words[i]) != CLI_DONE)
            return CLI_USAGE;
    if (count == 0 && cli->arguments.dry_run)
        return say_error("--dry-run", "%s", _("this goes with KEY=VALUE"));
    cli->only_reads = cli->arguments.dry_run;
    status = count == 0 ? limits_show(&limits) : plan_save(cli, &request);
    /* Where nothing differs, that may be why. */
    if (count > 0 && status == CLI_DONE && !limits.told)
        limits_say_rounded(&limits);
    return status;
}

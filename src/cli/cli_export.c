/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/file.h"
#include "cli/run.h"
#include "core/access.h"
#include "pages/network.h"
#include "pages/power.h"
#include "pages/serial.h"

#define ONCE_MS 1 /* of patience: busy is an answer */

struct export {
    uint8_t channel;
    struct model network, power, serial;
    struct file_auth_held auth;
    struct accounts accounts;
    struct file_limits *sensors;
    size_t sensor_count;
    char target[RUN_TARGET];
};

/* Refused or not there, also where the BMC does not know the command for channels: left out. */
static bool export_survives(int result, const struct bmc_error *error)
{
    return result == 0 || bmc_survived(error) || error->kind == ERROR_USAGE ||
           error->kind == ERROR_NO_LAN;
}

/* Each by itself. */
static int export_read_value(struct bmc *bmc, const struct setting *setting, uint8_t channel,
                             struct value *value, struct bmc_error *error)
{
    const struct scope scope = {.channel = channel};

    return export_survives(setting->read(bmc, setting, scope, value, error), error) ? 0 : -1;
}

static int export_read_auth(struct bmc *bmc, struct file_auth_held *held, uint8_t channel,
                            struct bmc_error *error)
{
    for (size_t i = 0; i < SECURITY_SETTINGS; i++)
        if (i != SECURITY_COMMUNITY &&
            export_read_value(bmc, &security_settings[i], channel, &held->values[i], error) < 0)
            return -1;
    return export_read_value(bmc, access_setting(ACCESS_AUTH_KEPT), channel, &held->kept, error) <
                       0 ||
                   export_read_value(bmc, access_setting(ACCESS_AUTH_ACTIVE), channel,
                                     &held->active, error) < 0
               ? -1
               : 0;
}

static int export_read_users(struct bmc *bmc, struct accounts *accounts, uint8_t channel,
                             struct bmc_error *error)
{
    if (accounts_read(bmc, accounts, channel, NULL, error) < 0)
        return -1;
    for (size_t i = 0; i < accounts->count; i++)
        if (accounts->of[i].name[0] != '\0' &&
            accounts_read_sol(bmc, accounts, accounts->of[i].slot, error) < 0)
            return -1;
    return 0;
}

/* Whether what is printed of it would be taken again. */
static bool export_is_odd(const struct sdr *sdr, const struct file_limits *limits)
{
    const struct limits_held held = {.sensor = limits->sensor, .now = limits->limits};
    struct limits_wish wish = {.given = limits->limits.known & limits->limits.settable};

    memcpy(wish.value, limits->limits.value, sizeof wish.value);
    return limits_fit(sdr, &held, &wish, NULL) < 0;
}

/* One that does not tell its limits has none here; nor one that is busy, as some are for ever. */
static int export_read_sensors(struct export *export, struct bmc *bmc, struct bmc_error *error)
{
    struct sdr_sensor sensor;
    struct sdr *sdr;
    int64_t patience;
    int result = 0;

    if (sdr_load(bmc, false, &sdr, error) < 0)
        return -1;
    patience = bmc_patience(bmc, ONCE_MS);
    for (size_t i = 0; result == 0 && sdr_sensor(sdr, i, &sensor); i++) {
        struct file_limits *held;

        export->sensors = xrealloc(export->sensors, (i + 1) * sizeof *export->sensors);
        held = &export->sensors[export->sensor_count++];
        *held = (struct file_limits){.sensor = sensor};
        if (limits_has(&sensor) &&
            !export_survives(bmc_get_limits(bmc, sdr, &sensor, &held->limits, error), error))
            result = -1;
        held->odd = export_is_odd(sdr, held);
    }
    bmc_patience(bmc, patience);
    sdr_free(sdr);
    return result;
}

/* What the other pages have is left out where it cannot be read. */
static int export_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct export *export = argument;
    uint8_t channel;

    model_init(&export->network, &page_network);
    model_init(&export->power, &page_power);
    model_init(&export->serial, &page_serial);
    snprintf(export->target, sizeof export->target, "%s", bmc_description(ctx->bmc));
    if (load_settings(ctx->bmc, &export->network, export->channel, NULL, error) < 0)
        return -1;
    channel = model_channel(&export->network)->number;
    return load_shown(ctx->bmc, &export->power, NULL, error) < 0 ||
                   !export_survives(load_settings(ctx->bmc, &export->serial, channel, NULL, error),
                                    error) ||
                   export_read_auth(ctx->bmc, &export->auth, channel, error) < 0 ||
                   !export_survives(
                       export_read_users(ctx->bmc, &export->accounts, channel, error), error) ||
                   !export_survives(export_read_sensors(export, ctx->bmc, error), error)
               ? -1
               : 0;
}

static int export_run(struct cli *cli)
{
    struct export *export = xcalloc(1, sizeof *export);
    const struct run_job job = {.work = export_work, .argument = export};
    enum password_policy policy = cli->settings->password_policy;
    int status;

    export->channel = (uint8_t)cli->arguments.channel;
    status = run_job(cli, &job);
    if (status == 0) {
        file_print(stdout, &export->network, export->target, policy);
        file_print_more(stdout, &export->power, NULL, policy);
        file_print_more(stdout, &export->serial, FILE_SOL, policy);
        file_print_auth(stdout, &export->auth);
        file_print_users(stdout, &export->accounts);
        file_print_sensors(stdout, export->sensors, export->sensor_count);
    }
    free(export->sensors);
    free(export);
    return status;
}

const struct cli_command cli_export = {
    .name = "export",
    .page = &page_network,
    .usage = "[--channel=N]",
    .run = CLI_RUN(export_run),
    .options = CLI_TAKES_CHANNEL,
    .summary = N_("print the BMC's settings as a file for apply"),
    .help = N_("Network, power policy, serial over LAN, authentication, users and limits of\n"
               "sensors. The file contains no secrets."),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Re-arming a sensor, and stopping the watchdog. */
#include "base/i18n.h"
#include "bmc/limits.h"
#include "core/action.h"

#define READ_TRIES    4
#define READ_PAUSE_MS 500

/* --- a sensor --------------------------------------------------------------------------------- */

static int sensor_request(const struct action_run *run, void *data)
{
    (void)data;
    return bmc_rearm_sensor(run->bmc, &run->action->sensor, &run->action->error);
}

/* Of the sensors that the BMC has itself. */
static int sensor_find(const struct action_run *run, const struct sdr *sdr)
{
    struct action *action = run->action;
    bool found = sdr_find(sdr, SDR_OWNER_BMC, (uint8_t)(action->number >> 8),
                          (uint8_t)action->number, &action->sensor);

    if (found && !action->sensor.event_only && action->sensor.channel == 0)
        return 0;
    action->outcome = ACTION_NOT_ALLOWED;
    return error_set(&action->error, ERROR_USAGE, "%s",
                     found ? _("this sensor cannot be re-armed: the BMC cannot be asked about it")
                           : _("the BMC has no such sensor"));
}

static void sensor_rearm(const struct action_run *run, const struct sdr *sdr)
{
    struct action *action = run->action;
    struct bmc_error why;

    if (sensor_find(run, sdr) != 0 || action_request_once(run, sensor_request, NULL) != 0)
        return;
    action->sensor_read =
        bmc_read_sensor(run->bmc, sdr, &action->sensor, &action->reading, &why) == 0;
    action->outcome = action->uncertain ? ACTION_UNKNOWN : ACTION_ACCEPTED; /* nothing shows it */
}

void action_run_rearm(const struct action_run *run)
{
    struct sdr *sdr;

    if (sdr_load(run->bmc, false, &sdr, &run->action->error) != 0) {
        run->action->outcome = ACTION_NOT_REACHED;
        return;
    }
    sensor_rearm(run, sdr);
    sdr_free(sdr);
}

/* --- the watchdog ----------------------------------------------------------------------------- */

static int watchdog_request(const struct action_run *run, void *data)
{
    (void)data;
    return bmc_stop_watchdog(run->bmc, &run->action->watchdog, &run->action->error);
}

static bool watchdog_look_first(const struct action_run *run)
{
    struct action *action = run->action;

    if (bmc_get_watchdog(run->bmc, &action->watchdog, &action->error) != 0) {
        action->outcome =
            action->error.kind == ERROR_REFUSED ? ACTION_REFUSED : ACTION_NOT_REACHED;
        return false;
    }
    if (!action->watchdog.running)
        action->outcome = ACTION_ALREADY;
    return action->watchdog.running;
}

static bool watchdog_is_stopped(const struct action_run *run)
{
    struct action *action = run->action;

    for (int tries = 0; tries < READ_TRIES; tries++) {
        if (bmc_get_watchdog(run->bmc, &action->watchdog, NULL) == 0 && !action->watchdog.running)
            return true;
        if (!bmc_pause(run->bmc, READ_PAUSE_MS))
            break;
    }
    return false;
}

void action_run_watchdog(const struct action_run *run)
{
    struct action *action = run->action;

    if (!watchdog_look_first(run) || action_request_once(run, watchdog_request, NULL) != 0)
        return;
    action->outcome = watchdog_is_stopped(run) ? ACTION_SEEN
                      : action->uncertain      ? ACTION_UNKNOWN
                                               : ACTION_UNSEEN;
}

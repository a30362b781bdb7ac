/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/action.h"

#include "base/i18n.h"

#define POLL_MS 1000
#define POLL_BMC_MS 500
/* Busy codes of a BMC that is starting: it is asked again anyway. */
#define BRIEF_MS 1

static void action_end_with(struct action *action, enum action_outcome outcome)
{
    action->outcome = outcome;
}

static bool action_stopped(const struct action_run *run)
{
    return run->watch->stop != NULL && run->watch->stop(run->watch->data);
}

/* false: this stage is over. */
static bool action_pause(const struct action_run *run, int64_t ms)
{
    return !action_stopped(run) && clock_now(run->clock) < run->action->until_ms &&
           bmc_pause(run->bmc, ms);
}

/* --- looking at the machine ------------------------------------------------------------------ */

static bool action_is_on(const struct action *action)
{
    return (action->power.power & CHASSIS_ON) != 0;
}

/* -1: no answer. A BMC that does not tell its machine's power still switches it. */
static int action_look(const struct action_run *run, struct bmc_error *error)
{
    struct action *action = run->action;
    int result = bmc_get_chassis_status(run->bmc, &action->power, error);

    action->power_known = result == 0;
    return result == 0 || error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
                   error->kind == ERROR_MALFORMED
               ? 0
               : -1;
}

static int action_not_allowed(struct action *action, const char *sentence)
{
    action_end_with(action, ACTION_NOT_ALLOWED);
    return error_set(&action->error, ERROR_USAGE, "%s", sentence);
}

/* 0: it may be sent. */
static int action_look_first(const struct action_run *run)
{
    struct action *action = run->action;
    enum action_kind kind = action->kind;

    if (action_look(run, &action->error) != 0) {
        action_end_with(action, ACTION_NOT_REACHED);
        return -1;
    }
    action->error.kind = ERROR_NONE;
    if (action->power_known && !action_fits(kind, action_is_on(action))) {
        if (kind == ACTION_CYCLE || kind == ACTION_RESET || kind == ACTION_DIAGNOSE)
            return action_not_allowed(action, _("the machine is off; it can only be switched on"));
        action_end_with(action, ACTION_ALREADY);
        return -1;
    }
    if (kind == ACTION_RESET || kind == ACTION_CYCLE)
        (void)bmc_get_restart_cause(run->bmc, &action->cause, NULL);
    return 0;
}

/* --- a BMC that restarts --------------------------------------------------------------------- */

static bool action_bmc_answers(const struct action_run *run)
{
    struct device device;

    return bmc_get_device(run->bmc, &device, NULL) == 0;
}

/* It is not back before it knows its network again. */
static bool action_bmc_is_back(const struct action_run *run)
{
    uint8_t mac[BMC_MAC];

    return action_bmc_answers(run) &&
           (run->action->channel == 0 ||
            bmc_lan_get(run->bmc, run->action->channel, BMC_LAN_MAC, mac, sizeof mac, NULL) >= 0);
}

static int action_find_channel(const struct action_run *run)
{
    struct action *action = run->action;
    enum channel_medium medium;
    bool present = false;

    for (uint8_t channel = BMC_CHANNEL_FIRST; action->channel == 0 && channel <= BMC_CHANNEL_LAST;
         channel++) {
        if (bmc_get_channel(run->bmc, channel, &present, &medium, &action->error) != 0) {
            action_end_with(action, ACTION_NOT_REACHED);
            return -1;
        }
        if (present)
            action->channel = channel;
    }
    return 0;
}

/* --- sending --------------------------------------------------------------------------------- */

static int action_request(const struct action_run *run, void *data)
{
    static const enum chassis_control controls[ACTION_POWER_COUNT] = {
        [ACTION_SHUT_DOWN] = CONTROL_SOFT, [ACTION_OFF] = CONTROL_OFF,
        [ACTION_CYCLE] = CONTROL_CYCLE,    [ACTION_RESET] = CONTROL_RESET,
        [ACTION_DIAGNOSE] = CONTROL_DIAGNOSE, [ACTION_ON] = CONTROL_ON};
    struct action *action = run->action;

    (void)data;
    if (action_is_power(action->kind))
        return bmc_chassis_control(run->bmc, controls[action->kind], &action->error);
    return bmc_restart(run->bmc, action->kind == ACTION_RESTART_WARM, &action->error);
}

/* --- looking at what came of it -------------------------------------------------------------- */

static bool action_cause_is_new(const struct action_run *run)
{
    enum restart_cause cause = RESTART_UNKNOWN;

    return run->action->cause != RESTART_CONTROL &&
           bmc_get_restart_cause(run->bmc, &cause, NULL) == 0 && cause == RESTART_CONTROL;
}

static bool action_seen(const struct action_run *run)
{
    struct action *action = run->action;
    struct bmc_error why;

    if (action_look(run, &why) != 0 || !action->power_known)
        return false;
    action->was_off |= !action_is_on(action);
    switch (action->kind) {
    case ACTION_SHUT_DOWN:
    case ACTION_OFF:
        return !action_is_on(action);
    case ACTION_ON:
        return action_is_on(action);
    case ACTION_CYCLE:
        return action_is_on(action) && (action->was_off || action_cause_is_new(run));
    case ACTION_RESET:
        return action_cause_is_new(run);
    default:
        return false;
    }
}

/* Nothing that the BMC tells will be another afterwards. */
static bool action_shows_nothing(const struct action *action)
{
    return action->kind == ACTION_DIAGNOSE || !action->power_known ||
           (action->kind == ACTION_RESET &&
            (action->cause == RESTART_CONTROL || action->cause == RESTART_UNKNOWN));
}

static void action_watch_machine(const struct action_run *run)
{
    struct action *action = run->action;
    bool seen;

    if (action_shows_nothing(action)) {
        action_end_with(action, action->uncertain ? ACTION_UNKNOWN : ACTION_ACCEPTED);
        return;
    }
    action_stage(run, ACTION_WATCHING, action->wait_s);
    for (;;) {
        seen = action_seen(run);
        action_tell(run);
        if (seen || !action_pause(run, POLL_MS))
            break;
    }
    action_end_with(action, seen                ? ACTION_SEEN
                            : action->uncertain ? ACTION_UNKNOWN
                                                : ACTION_UNSEEN);
}

/* Until it answers, or does not, as wanted. */
static bool action_wait_for_bmc(const struct action_run *run, bool answers)
{
    while ((answers ? action_bmc_is_back(run) : action_bmc_answers(run)) != answers)
        if (!action_pause(run, POLL_BMC_MS))
            return false;
    return true;
}

static void action_watch_bmc(const struct action_run *run)
{
    struct action *action = run->action;
    int64_t patience = bmc_patience(run->bmc, BRIEF_MS);

    action_stage(run, ACTION_WATCHING, ACTION_GONE_S);
    if (!action_wait_for_bmc(run, false)) {
        action_end_with(action, action->uncertain ? ACTION_UNKNOWN : ACTION_UNSEEN);
    } else {
        action_stage(run, ACTION_RETURNING, action->wait_s);
        action_end_with(action, action_wait_for_bmc(run, true) ? ACTION_SEEN : ACTION_LOST);
    }
    (void)bmc_patience(run->bmc, patience);
}

void action_run(struct action *action, struct bmc *bmc, const struct clock *clock,
                const struct action_watch *watch)
{
    static const struct action_watch nobody = {0};
    const struct action_run run = {action, bmc, clock, watch != NULL ? watch : &nobody};
    bool power = action_is_power(action->kind);

    action->began_ms = clock_now(clock);
    action_stage(&run, ACTION_LOOKING, 0);
    if (action->kind == ACTION_SET_CLOCK)
        action_run_clock(&run);
    else if (action->kind == ACTION_REARM)
        action_run_rearm(&run);
    else if (action->kind == ACTION_STOP_WATCHDOG)
        action_run_watchdog(&run);
    else if ((power ? action_look_first(&run) : action_find_channel(&run)) == 0 &&
             action_request_once(&run, action_request, NULL) == 0)
        (power ? action_watch_machine : action_watch_bmc)(&run);
    action->took_ms = clock_now(clock) - action->began_ms;
    action_tell(&run);
}

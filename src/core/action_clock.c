/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting the BMC's clock. */
#include "base/i18n.h"
#include "bmc/sel.h"
#include "core/action.h"
#include "core/event_clock.h"

#define READ_BACK_S   2 /* it may be so much off afterwards, */
#define READ_TRIES    4 /* and is read so often, */
#define READ_PAUSE_MS 500

/* UTC now, by the clock that was given. */
static int64_t clock_utc(const struct action_run *run, int64_t began_ms)
{
    return run->action->now_s + (clock_now(run->clock) - began_ms) / 1000;
}

/* What the BMC's clock is to show. */
static int64_t clock_shows(const struct action *action, int64_t utc)
{
    time_t seconds = (time_t)utc;
    struct tm parts;

    if (!action->local || localtime_r(&seconds, &parts) == NULL)
        return utc;
    return event_clock_utc(&parts);
}

/* As it keeps it now, where that was not said. */
static int clock_choose(struct action *action, uint32_t shows, int64_t utc)
{
    struct event_clock clock;

    if (action->utc || action->local)
        return 0;
    event_clock_compare(&clock, true, shows, utc);
    action->utc = clock.kind == EVENT_CLOCK_UTC;
    action->local = clock.kind == EVENT_CLOCK_LOCAL;
    if (action->utc || action->local)
        return 0;
    action->outcome = ACTION_NOT_ALLOWED;
    return error_set(&action->error, ERROR_USAGE, "%s",
                     _("say --utc or --local; the BMC's clock shows neither"));
}

/* 0: it has been set, or may have been. */
static int clock_send(const struct action_run *run, int64_t began_ms)
{
    struct action *action = run->action;
    const struct action_watch *watch = run->watch;
    int result;

    if (watch->before != NULL && watch->before(watch->data, action, &action->error) != 0) {
        action->outcome = ACTION_NOT_ALLOWED;
        return -1;
    }
    result = bmc_set_sel_time(run->bmc, (uint32_t)clock_shows(action, clock_utc(run, began_ms)),
                              &action->error);
    action->uncertain = result != 0 && action_answer_is_uncertain(&action->error);
    action->sent = result == 0 || action->uncertain;
    if (watch->after != NULL)
        watch->after(watch->data, action);
    if (action->sent)
        return 0;
    action->outcome = ACTION_REFUSED;
    if (action->error.kind == ERROR_REFUSED && action->error.completion_code == 0xd5)
        error_set(&action->error, ERROR_REFUSED, "%s", _("the BMC keeps its clock by NTP"));
    return -1;
}

static bool clock_is_right(const struct action_run *run, int64_t began_ms)
{
    uint32_t shows;
    int64_t off;

    if (bmc_get_sel_time(run->bmc, &shows, NULL) != 0)
        return false;
    off = (int64_t)shows - clock_shows(run->action, clock_utc(run, began_ms));
    return off >= -READ_BACK_S && off <= READ_BACK_S;
}

void action_run_clock(const struct action_run *run)
{
    struct action *action = run->action;
    int64_t began_ms = clock_now(run->clock);
    uint32_t shows;
    bool right = false;

    if (bmc_get_sel_time(run->bmc, &shows, &action->error) != 0) {
        action->outcome =
            action->error.kind == ERROR_REFUSED ? ACTION_REFUSED : ACTION_NOT_REACHED;
        return;
    }
    if (clock_choose(action, shows, clock_utc(run, began_ms)) != 0 ||
        clock_send(run, began_ms) != 0)
        return;
    for (int tries = 0; !right && tries < READ_TRIES; tries++) {
        right = clock_is_right(run, began_ms);
        if (!right && !bmc_pause(run->bmc, READ_PAUSE_MS))
            break;
    }
    action->outcome = right               ? ACTION_SEEN
                      : action->uncertain ? ACTION_UNKNOWN
                                          : ACTION_UNSEEN;
}

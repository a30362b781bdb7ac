/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of actions, and what came of one as a sentence. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/action.h"

static const struct action_row {
    const char *word, *log, *label;
    bool on; /* for a machine that is on; else for one that is off */
    unsigned wait_s;
} rows[ACTION_COUNT] = {
    [ACTION_SHUT_DOWN] = {"soft", "shut down", N_("SHUT DOWN"), true, ACTION_WAIT_SOFT_S},
    [ACTION_OFF] = {"off", "power off", N_("POWER OFF"), true, ACTION_WAIT_S},
    [ACTION_CYCLE] = {"cycle", "power cycle", N_("CYCLE"), true, ACTION_WAIT_S},
    [ACTION_RESET] = {"reset", "reset", N_("RESET"), true, ACTION_WAIT_S},
    [ACTION_DIAGNOSE] = {"diag", "diagnose", N_("DIAGNOSE"), true, ACTION_WAIT_S},
    [ACTION_ON] = {"on", "power on", N_("SWITCH ON"), false, ACTION_WAIT_S},
    [ACTION_RESTART_BMC] = {"", "restart BMC", N_("RESTART BMC"), true, ACTION_BACK_S},
    [ACTION_RESTART_WARM] = {"", "warm restart BMC", N_("RESTART BMC"), true, ACTION_BACK_S},
    [ACTION_SET_CLOCK] = {"", "set clock", N_("SET CLOCK"), true, 0},
    [ACTION_REARM] = {"", "re-arm", N_("RE-ARM"), true, 0},
    [ACTION_STOP_WATCHDOG] = {"", "stop watchdog", N_("STOP WATCHDOG"), true, 0},
};

bool action_parse(const char *word, enum action_kind *kind)
{
    for (unsigned i = 0; i < ACTION_POWER_COUNT; i++)
        if (strcmp(rows[i].word, word) == 0) {
            *kind = (enum action_kind)i;
            return true;
        }
    return false;
}

const char *action_word(enum action_kind kind)
{
    return rows[kind].word;
}

const char *action_log(enum action_kind kind)
{
    return rows[kind].log;
}

const char *action_label(enum action_kind kind)
{
    return _(rows[kind].label);
}

bool action_is_power(enum action_kind kind)
{
    return kind < ACTION_POWER_COUNT;
}

bool action_cuts(enum action_kind kind)
{
    return action_is_power(kind) && kind != ACTION_SHUT_DOWN && kind != ACTION_ON;
}

bool action_fits(enum action_kind kind, bool on)
{
    return rows[kind].on == on;
}

unsigned action_wait_s(enum action_kind kind)
{
    return rows[kind].wait_s;
}

/* Answers after which it may have been carried out all the same. */
bool action_answer_is_uncertain(const struct bmc_error *error)
{
    uint8_t code = error->completion_code;

    if (error->kind == ERROR_REFUSED || error->kind == ERROR_BUSY)
        return code == 0xc3 || code == 0xce || code == 0xff;
    return error->kind == ERROR_TIMEOUT || error->kind == ERROR_GONE ||
           error->kind == ERROR_MALFORMED || error->kind == ERROR_DEVICE_BUSY;
}

int action_exit(enum action_outcome outcome)
{
    switch (outcome) {
    case ACTION_ALREADY:
    case ACTION_SEEN:
    case ACTION_ACCEPTED:
        return 0;
    case ACTION_REFUSED:
        return 1;
    case ACTION_NOT_ALLOWED:
        return 2;
    case ACTION_NOT_REACHED:
        return 3;
    default:
        return 4;
    }
}

/* --- what came of it --------------------------------------------------------------------- */

static int action_seconds(const struct action *action)
{
    return (int)((action->took_ms + 999) / 1000);
}

static const char *action_state(const struct action *action)
{
    if (!action->power_known)
        return _("the machine's state is unknown");
    return (action->power.power & CHASSIS_ON) != 0 ? _("the machine is on")
                                                   : _("the machine is off");
}

static void action_print_clock(const struct action *action, char *text, size_t size)
{
    if (action->outcome == ACTION_SEEN)
        snprintf(text, size, "%s",
                 action->local ? _("The BMC's clock is set to local time.")
                               : _("The BMC's clock is set to UTC."));
    else if (action->outcome == ACTION_UNSEEN)
        snprintf(text, size, "%s", _("The BMC accepted the time, but shows another."));
    else
        snprintf(text, size, _("Whether the clock was set is unknown: %s."),
                 action->error.sentence);
}

/* "The BMC has re-armed CPU1 Temp. Now: 92 C." */
static void action_print_sensor(const struct action *action, char *text, size_t size)
{
    char line[SENSOR_LINE];

    if (action->uncertain)
        snprintf(text, size, _("Whether %s was re-armed is unknown: %s."), action->sensor.name,
                 action->error.sentence);
    else
        snprintf(text, size, _("The BMC has re-armed %s."), action->sensor.name);
    if (!action->sensor_read)
        return;
    if (action->reading.why != SENSOR_READ)
        snprintf(line, sizeof line, "%s", sensor_why_text(action->reading.why));
    else if (sensor_line(&action->sensor, &action->reading, line)[0] == '\0')
        snprintf(line, sizeof line, "%s", _("nothing to report"));
    text_append(text, size, " ", _("Now: %s."), line);
}

static void action_print_watchdog(const struct action *action, char *text, size_t size)
{
    if (action->outcome == ACTION_SEEN)
        snprintf(text, size, "%s", _("The watchdog is stopped."));
    else if (action->outcome == ACTION_UNSEEN)
        snprintf(text, size, "%s", _("The BMC accepted it, but the watchdog still runs."));
    else
        snprintf(text, size, _("Whether the watchdog was stopped is unknown: %s."),
                 action->error.sentence);
}

/* Where each kind has its own words for what was sent. false: it has none. */
static bool action_print_own(const struct action *action, char *text, size_t size)
{
    if (!action->sent)
        return false;
    switch (action->kind) {
    case ACTION_SET_CLOCK:
        action_print_clock(action, text, size);
        return true;
    case ACTION_REARM:
        action_print_sensor(action, text, size);
        return true;
    case ACTION_STOP_WATCHDOG:
        action_print_watchdog(action, text, size);
        return true;
    default:
        return false;
    }
}

static const char *action_already(enum action_kind kind)
{
    return kind == ACTION_STOP_WATCHDOG ? _("The watchdog does not run; nothing was sent.")
           : kind == ACTION_ON          ? _("The machine is on already; nothing was sent.")
                                        : _("The machine is off already; nothing was sent.");
}

static void action_print_seen(const struct action *action, char *text, size_t size)
{
    static const char *const seen[ACTION_COUNT] = {
        [ACTION_SHUT_DOWN] = N_("The machine has shut down and is off, after %s s."),
        [ACTION_OFF] = N_("The machine is off, after %s s."),
        [ACTION_CYCLE] = N_("The machine was switched off and is on again, after %s s."),
        [ACTION_RESET] = N_("The machine has been reset, after %s s."),
        [ACTION_ON] = N_("The machine is on, after %s s."),
        [ACTION_RESTART_BMC] = N_("The BMC is back after %s s."),
        [ACTION_RESTART_WARM] = N_("The BMC is back after %s s."),
    };
    char seconds[12];

    snprintf(seconds, sizeof seconds, "%d", action_seconds(action));
    if (seen[action->kind] != NULL)
        (void)text_put(_(seen[action->kind]), seconds, text, size);
}

static void action_print_unseen(const struct action *action, char *text, size_t size)
{
    if (!action_is_power(action->kind))
        snprintf(text, size, "%s", _("The BMC accepted it, but it never went away."));
    else
        snprintf(text, size, _("The BMC accepted it, but nothing came of it within %d s: %s."),
                 action_seconds(action), action_state(action));
}

static void action_print_unknown(const struct action *action, char *text, size_t size)
{
    if (!action_is_power(action->kind))
        snprintf(text, size, _("Whether the BMC restarts is unknown: %s. It never went away."),
                 action->error.sentence);
    else
        snprintf(text, size, _("Whether it was done is unknown: %s. After %d s %s."),
                 action->error.sentence, action_seconds(action), action_state(action));
}

/* C1h, CCh and the like are no mistake of anybody's. */
static void action_print_refused(const struct action *action, char *text, size_t size)
{
    uint8_t code = action->error.completion_code;

    if (action->error.kind == ERROR_REFUSED && (code == 0xc1 || code == 0xcc || code == 0xc9))
        snprintf(text, size, "%s", _("This BMC does not support it; nothing was done."));
    else
        snprintf(text, size, _("Nothing was done: %s."), action->error.sentence);
}

const char *action_sentence(const struct action *action, char *text, size_t size)
{
    text[0] = '\0';
    if (action_print_own(action, text, size))
        return text;
    switch (action->outcome) {
    case ACTION_RUNNING:
        break;
    case ACTION_NOT_REACHED:
    case ACTION_NOT_ALLOWED:
        snprintf(text, size, _("Nothing was sent: %s."), action->error.sentence);
        break;
    case ACTION_ALREADY:
        snprintf(text, size, "%s", action_already(action->kind));
        break;
    case ACTION_SEEN:
        action_print_seen(action, text, size);
        break;
    case ACTION_ACCEPTED:
        snprintf(text, size, "%s",
                 _("The BMC accepted it; whether it worked, this BMC cannot show."));
        break;
    case ACTION_UNSEEN:
        action_print_unseen(action, text, size);
        break;
    case ACTION_LOST:
        if (action->wait_s % 60 == 0)
            snprintf(text, size, _("The BMC is not back after %u min."), action->wait_s / 60);
        else
            snprintf(text, size, _("The BMC is not back after %d s."), action_seconds(action));
        break;
    case ACTION_REFUSED:
        action_print_refused(action, text, size);
        break;
    case ACTION_UNKNOWN:
        action_print_unknown(action, text, size);
        break;
    }
    return text;
}

const char *action_outcome_log(const struct action *action, char *text, size_t size)
{
    static const char *const names[] = {
        [ACTION_RUNNING] = "interrupted",      [ACTION_NOT_REACHED] = "nothing sent, no answer",
        [ACTION_NOT_ALLOWED] = "nothing sent", [ACTION_ALREADY] = "nothing sent, so already",
        [ACTION_SEEN] = "seen",                [ACTION_ACCEPTED] = "accepted",
        [ACTION_UNSEEN] = "accepted, not seen",
        [ACTION_LOST] = "sent, the BMC is not back",
        [ACTION_REFUSED] = "refused",          [ACTION_UNKNOWN] = "OUTCOME UNKNOWN",
    };
    bool timed = action->sent && action->outcome != ACTION_ACCEPTED && action->wait_s > 0;

    text[0] = '\0';
    if (action->sensor.name[0] != '\0')
        text_append(text, size, "", "%s: ", action->sensor.name);
    if (action->outcome == ACTION_REFUSED)
        text_append(text, size, "", "%s (%02Xh)", names[action->outcome],
                 (unsigned)action->error.completion_code);
    else if (timed)
        text_append(text, size, "", "%s after %d s", names[action->outcome],
                    action_seconds(action));
    else
        text_append(text, size, "", "%s", names[action->outcome]);
    return text;
}

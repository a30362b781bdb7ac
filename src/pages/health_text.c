/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensors, power draw and watchdog in words. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/event_clock.h"
#include "core/reason.h"
#include "pages/health.h"
#include "pages/power.h"

#define TENTHS 10

const char *const health_limit_keys[SDR_LIMITS] = {
    [LIMIT_LNC] = "lnc", [LIMIT_LCR] = "lcr", [LIMIT_LNR] = "lnr",
    [LIMIT_UNC] = "unc", [LIMIT_UCR] = "ucr", [LIMIT_UNR] = "unr",
};

/* --- the order ------------------------------------------------------------------------------- */

int health_order(const void *one, const void *other)
{
    const struct health_row *left = one, *right = other;

    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->kind == HEALTH_SENSOR && left->sensor.type_code != right->sensor.type_code)
        return left->sensor.type_code < right->sensor.type_code ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

bool health_same(const void *one, const void *other)
{
    const struct health_row *left = one, *right = other;

    return left->kind == right->kind && left->sensor.owner == right->sensor.owner &&
           left->sensor.lun == right->sensor.lun && left->sensor.number == right->sensor.number;
}

const char *health_word(enum health_rank rank)
{
    static const char *const words[HEALTH_RANKS] = {
        "critical", "warning", "unknown", "nominal", "", "not_read"};

    return words[rank];
}

const char *health_rank_text(enum health_rank rank)
{
    /* TRANSLATORS: 10 columns at most, like "not read". */
    static const char *const texts[HEALTH_RANKS] = {
        N_("critical"), N_("warning"), N_("unknown"), N_("well"), "-", N_("not read")};

    return rank == HEALTH_OTHER ? texts[rank] : _(texts[rank]);
}

/* --- values ---------------------------------------------------------------------------------- */

const char *health_value(const struct health_row *row, char text[COLUMN_TEXT])
{
    text[0] = '\0';
    if (row->kind == HEALTH_POWER_DRAW && row->why.kind == ERROR_NONE && row->draw.measured)
        snprintf(text, COLUMN_TEXT, "%u W", row->draw.watts);
    if (row->kind == HEALTH_SENSOR && row->reading.has_value)
        snprintf(text, COLUMN_TEXT, "%.*f%s%s", (int)row->decimals, row->reading.value,
                 row->sensor.unit[0] != '\0' ? " " : "", row->sensor.unit);
    return text;
}

const char *health_limits_text(const struct limits *limits, char text[COLUMN_TEXT])
{
    static const enum sdr_limit order[SDR_LIMITS] = {LIMIT_LNR, LIMIT_LCR, LIMIT_LNC,
                                                     LIMIT_UNC, LIMIT_UCR, LIMIT_UNR};
    char number[32];

    text[0] = '\0';
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        if ((limits->known >> order[i] & 1) != 0)
            text_append(text, COLUMN_TEXT, ", ", "%s %s", health_limit_keys[order[i]],
                        event_number(limits->value[order[i]], number));
    return text;
}

/* --- reasons --------------------------------------------------------------------------------- */

static const char *health_say(bool english, const char *text)
{
    return english ? text : _(text);
}

/* The worst limit that the reading is beyond. */
static void health_print_beyond(const struct health_row *row, bool english, char text[COLUMN_TEXT])
{
    static const struct {
        enum sdr_limit limit;
        const char *text;
    } beyond[SDR_LIMITS] = {{LIMIT_UNR, N_("at or above upper non-recoverable")},
                            {LIMIT_LNR, N_("at or below lower non-recoverable")},
                            {LIMIT_UCR, N_("at or above upper critical")},
                            {LIMIT_LCR, N_("at or below lower critical")},
                            {LIMIT_UNC, N_("at or above upper non-critical")},
                            {LIMIT_LNC, N_("at or below lower non-critical")}};
    char number[32];
    unsigned i = 0;

    while (i < SDR_LIMITS && (row->reading.bits >> beyond[i].limit & 1) == 0)
        i++;
    if (i == SDR_LIMITS)
        return;
    text_append(text, COLUMN_TEXT, "", "%s", health_say(english, beyond[i].text));
    if ((row->limits.known >> beyond[i].limit & 1) != 0)
        text_append(text, COLUMN_TEXT, " ", "%s",
                    event_number(row->limits.value[beyond[i].limit], number));
}

/* Of three, the critical one, or what there is. */
static const double *health_side(const struct limits *limits, enum sdr_limit critical,
                                 enum sdr_limit before, enum sdr_limit behind)
{
    const enum sdr_limit order[] = {critical, before, behind};

    for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
        if ((limits->known >> order[i] & 1) != 0)
            return &limits->value[order[i]];
    return NULL;
}

static void health_print_limits(const struct limits *limits, bool english, char text[COLUMN_TEXT])
{
    const double *low = health_side(limits, LIMIT_LCR, LIMIT_LNC, LIMIT_LNR);
    const double *high = health_side(limits, LIMIT_UCR, LIMIT_UNC, LIMIT_UNR);
    char from[32] = "", to[32] = "";

    if (low != NULL)
        event_number(*low, from);
    if (high != NULL)
        event_number(*high, to);
    if (low != NULL && high != NULL)
        snprintf(text, COLUMN_TEXT, english ? "%s to %s" : _("%s to %s"), from, to);
    else if (low != NULL)
        snprintf(text, COLUMN_TEXT, english ? "%s and up" : _("%s and up"), from);
    else if (high != NULL)
        snprintf(text, COLUMN_TEXT, english ? "up to %s" : _("up to %s"), to);
}

static void health_print_sensor(const struct health_row *row, bool english, char text[COLUMN_TEXT])
{
    const struct sensor_reading *reading = &row->reading;

    if (reading->why != SENSOR_READ) {
        snprintf(text, COLUMN_TEXT, "%s",
                 row->sensor.event_only ? health_say(english, N_("only sends events"))
                 : english              ? sensor_why_word(reading->why)
                                        : sensor_why_text(reading->why));
    } else if (row->sensor.threshold && reading->bits != 0) {
        health_print_beyond(row, english, text);
    } else if (row->sensor.threshold) {
        health_print_limits(&row->limits, english, text);
    } else {
        for (size_t i = 0; i < reading->texts; i++)
            text_append(text, COLUMN_TEXT, ", ", "%s", reading->text[i]);
    }
}

static void health_print_draw(const struct power_draw *draw, bool english, char text[COLUMN_TEXT])
{
    char span[64];

    if (!draw->measured) {
        snprintf(text, COLUMN_TEXT, "%s", health_say(english, N_("not measured now")));
        return;
    }
    snprintf(text, COLUMN_TEXT, english ? "average %u" : _("average %u"), draw->average);
    if (draw->seconds < 60)
        return;
    event_clock_span(draw->seconds, span, sizeof span);
    text_append(text, COLUMN_TEXT, ", ", english ? "since %s" : _("since %s"), span);
}

static void health_print_fault(const struct health_row *row, bool english, char text[COLUMN_TEXT])
{
    char reason[ERROR_SENTENCE];

    if (row->absent)
        snprintf(text, COLUMN_TEXT, "%s", health_say(english, N_("not available")));
    else
        snprintf(text, COLUMN_TEXT, "%s: %.250s", health_say(english, N_("not read")),
                 reason_of_fault(&row->why, reason, sizeof reason));
}

const char *health_reason(const struct health_row *row, bool english, char text[COLUMN_TEXT])
{
    text[0] = '\0';
    if (row->kind == HEALTH_SENSOR)
        health_print_sensor(row, english, text);
    else if (row->why.kind != ERROR_NONE)
        health_print_fault(row, english, text);
    else if (row->kind == HEALTH_POWER_DRAW)
        health_print_draw(&row->draw, english, text);
    else
        health_watchdog_text(&row->watchdog, text);
    return text;
}

/* --- the watchdog ---------------------------------------------------------------------------- */

static const struct health_name {
    const char *word, *text;
} uses[] = {{NULL, NULL},
            {"frb2", "BIOS FRB2"},
            {"post", "BIOS POST"},
            {"os-load", "OS load"},
            {"os", "OS"},
            {"oem", "OEM"}},
  deeds[] = {{"none", N_("nothing happens")},
             {"reset", N_("reset")},
             {"off", N_("power off")},
             {"cycle", N_("power cycle")}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *health_watchdog_use(const struct watchdog *watchdog)
{
    return watchdog->use < COUNT(uses) ? uses[watchdog->use].word : NULL;
}

const char *health_watchdog_action(const struct watchdog *watchdog)
{
    return watchdog->action < COUNT(deeds) ? deeds[watchdog->action].word : NULL;
}

const char *health_watchdog_text(const struct watchdog *watchdog, char text[COLUMN_TEXT])
{
    const char *deed = watchdog->action < COUNT(deeds) ? deeds[watchdog->action].text : NULL;
    const char *use = watchdog->use < COUNT(uses) ? uses[watchdog->use].text : NULL;

    if (!watchdog->running) {
        snprintf(text, COLUMN_TEXT, "%s", _("stopped"));
        return text;
    }
    snprintf(text, COLUMN_TEXT, _("runs (%s): %s in %u s"), use != NULL ? use : "?",
             deed != NULL ? _(deed) : "?", (unsigned)watchdog->left / TENTHS);
    return text;
}

/* --- the row below the title ----------------------------------------------------------------- */

static unsigned health_count_faults(const struct chassis_status *status)
{
    const char *names[POWER_NAMES];
    unsigned count = 0;

    power_faults(status, names);
    while (names[count] != NULL)
        count++;
    return count;
}

static void health_print_chassis(const struct health_state *state, bool brief,
                                 char text[COLUMN_TEXT])
{
    unsigned count = health_count_faults(&state->chassis);
    char faults[VALUE_TEXT] = "";

    if (!state->known)
        return;
    snprintf(text, COLUMN_TEXT, "%s",
             (state->chassis.power & CHASSIS_ON) != 0 ? _("On") : _("Off"));
    power_faults_text(&state->chassis, faults);
    if (count > 0 && brief)
        text_append(text, COLUMN_TEXT, "; ", ngettext("%u fault", "%u faults", count), count);
    else if (count > 0)
        text_append(text, COLUMN_TEXT, "; ", _("faults: %s"), faults);
    if ((state->chassis.misc & CHASSIS_INTRUSION) != 0)
        text_append(text, COLUMN_TEXT, "; ", "%s", _("has been opened"));
}

/* level 1: faults are counted; 2: and of the sensors only those that are not well; 3: sensors
 * alone. */
void health_headline(const struct health_state *state, int level, char text[COLUMN_TEXT])
{
    size_t length;

    text[0] = '\0';
    if (level < 3)
        health_print_chassis(state, level > 0, text);
    if (state->sensors == 0 && !state->complete)
        return;
    text_append(text, COLUMN_TEXT, ". ", ngettext("%u sensor", "%u sensors", state->sensors),
                (unsigned)state->sensors);
    length = strlen(text);
    for (enum health_rank rank = 0; state->complete && rank < HEALTH_RANKS; rank++)
        if (state->count[rank] > 0 && (level < 2 || rank <= HEALTH_WARNING))
            text_append(text, COLUMN_TEXT, strlen(text) == length ? ": " : ", ", "%u %s",
                        (unsigned)state->count[rank], health_rank_text(rank));
}

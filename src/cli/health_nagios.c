/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `health --nagios`: one line as check plugins print it, "BMCTUI CRITICAL - ... | 'CPU1 Temp'=92",
 * in English everywhere. Behind the bar stands each number with the ranges that are fine, by its
 * non-critical and by its critical limits.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/health.h"

#define LINE   2048 /* of what stands before the bar */
#define NAMED  8    /* so many sensors are named */
#define RANGE  80

static const char *const states[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

/* The bar divides text from numbers. */
static void nagios_print_text(const char *text)
{
    for (; *text != '\0'; text++)
        putchar(*text == '|' || *text == '\n' ? '/' : *text);
}

/* In quotes, of which one inside is doubled; = ends a name. */
static void nagios_print_name(const char *name)
{
    putchar('\'');
    for (; *name != '\0'; name++)
        if (*name == '\'')
            fputs("''", stdout);
        else
            putchar(*name == '=' || *name == '|' ? '_' : *name);
    putchar('\'');
}

static void nagios_print_range(const struct limits *limits, enum sdr_limit low,
                               enum sdr_limit high)
{
    bool from = (limits->known >> low & 1) != 0, to = (limits->known >> high & 1) != 0;
    char number[32];

    putchar(';');
    if (from)
        fputs(event_number(limits->value[low], number), stdout);
    else if (to)
        putchar('~');
    if (from || to)
        putchar(':');
    if (to)
        fputs(event_number(limits->value[high], number), stdout);
}

static void nagios_print_number(const struct health_row *row)
{
    char number[32];

    putchar(' ');
    nagios_print_name(row->sensor.name);
    printf("=%s", event_number(row->reading.value, number));
    if (row->limits.known != 0) {
        nagios_print_range(&row->limits, LIMIT_LNC, LIMIT_UNC);
        nagios_print_range(&row->limits, LIMIT_LCR, LIMIT_UCR);
    }
}

static void nagios_print_numbers(const struct health *health)
{
    bool first = true;

    for (size_t i = 0; i < health->rows.count; i++) {
        const struct health_row *row = list_row(&health->rows, i);
        bool draw = row->kind == HEALTH_POWER_DRAW && row->why.kind == ERROR_NONE &&
                    row->draw.measured;

        if (!draw && (row->kind != HEALTH_SENSOR || !row->reading.has_value))
            continue;
        if (first)
            fputs(" |", stdout);
        first = false;
        if (draw)
            printf(" 'Power draw'=%u", row->draw.watts);
        else
            nagios_print_number(row);
    }
}

/* "FAN4 400 RPM (at or below lower critical 500)" */
static void nagios_add_sensor(const struct health_row *row, char line[LINE])
{
    char text[COLUMN_TEXT];

    text_append(line, LINE, ", ", "%s", row->sensor.name);
    if (health_value(row, text)[0] != '\0')
        text_append(line, LINE, "", " %s", text);
    if (health_reason(row, true, text)[0] != '\0')
        text_append(line, LINE, "", " (%s)", text);
}

static void nagios_add_sensors(const struct health *health, char line[LINE])
{
    size_t bad = health->count[HEALTH_CRITICAL] + health->count[HEALTH_WARNING];

    for (size_t i = 0; i < health->rows.count && i < bad && i < NAMED; i++)
        nagios_add_sensor(list_row(&health->rows, i), line);
    if (bad > NAMED)
        text_append(line, LINE, "", ", and %zu more", bad - NAMED);
}

static void nagios_add_chassis(const struct health *health, char line[LINE])
{
    const char *faults[POWER_NAMES];

    power_faults(&health->state.chassis, faults);
    for (size_t i = 0; faults[i] != NULL; i++)
        text_append(line, LINE, ", ", "chassis: %s fault", faults[i]);
}

static void nagios_print_counts(const struct health *health)
{
    char text[160] = "";
    size_t all = 0;

    for (enum health_rank rank = 0; rank < HEALTH_RANKS; rank++) {
        all += health->count[rank];
        if (health->count[rank] > 0)
            text_append(text, sizeof text, ", ", "%zu %s", health->count[rank],
                        rank == HEALTH_WELL       ? "well"
                        : rank == HEALTH_NOT_READ ? "not read"
                                                  : health_word(rank));
    }
    printf("%zu sensor%s%s%s", all, all == 1 ? "" : "s", text[0] != '\0' ? ": " : "", text);
}

int health_print_nagios(const struct health *health)
{
    bool chassis = health->chassis_is_bad;
    int status = health->count[HEALTH_CRITICAL] > 0 || chassis ? NAGIOS_CRITICAL
                 : health->count[HEALTH_WARNING] > 0           ? NAGIOS_WARNING
                 : health->rows.count == 0 || health->unread[0] != '\0' ? NAGIOS_UNKNOWN
                                                                         : NAGIOS_OK;
    char line[LINE] = "";

    nagios_add_sensors(health, line);
    if (chassis)
        nagios_add_chassis(health, line);
    if (health->unread[0] != '\0')
        text_append(line, LINE, ", ", "%s", health->unread);
    printf("BMCTUI %s - ", states[status]);
    nagios_print_counts(health);
    if (line[0] != '\0')
        fputs("; ", stdout);
    nagios_print_text(line);
    nagios_print_numbers(health);
    putchar('\n');
    return status;
}

int health_nagios_unknown(const char *why)
{
    printf("BMCTUI %s - ", states[NAGIOS_UNKNOWN]);
    nagios_print_text(why);
    putchar('\n');
    return NAGIOS_UNKNOWN;
}

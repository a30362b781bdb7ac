/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sensor somebody means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "core/rule.h"
#include "pages/health_limits.h"

static bool find_parse(const char *text, unsigned *number)
{
    size_t length = strlen(text);
    char digits[8], *end;
    int base = 10;

    if (length == 0 || length >= sizeof digits)
        return false;
    snprintf(digits, sizeof digits, "%s", text);
    if (strncasecmp(digits, "0x", 2) == 0) {
        base = 16;
    } else if (digits[length - 1] == 'h' || digits[length - 1] == 'H') {
        base = 16;
        digits[length - 1] = '\0';
    }
    if (!strchr("0123456789abcdefABCDEF", digits[0]) || digits[0] == '\0')
        return false;
    *number = (unsigned)strtoul(digits, &end, base);
    return *end == '\0' && *number <= UINT8_MAX;
}

static bool find_is_ours(const struct sdr_sensor *sensor)
{
    return sensor->owner == SDR_OWNER_BMC && sensor->channel == 0;
}

/* How many have this name; numbers: which. The first is left in *sensor. */
static unsigned find_name(const struct sdr *sdr, const char *name,
                                 struct sdr_sensor *sensor, char *numbers, size_t size)
{
    struct sdr_sensor one;
    unsigned count = 0;

    numbers[0] = '\0';
    for (size_t i = 0; sdr_sensor(sdr, i, &one); i++) {
        if (!find_is_ours(&one) || strcmp(one.name, name) != 0)
            continue;
        if (count++ == 0)
            *sensor = one;
        text_append(numbers, size, ", ", "%u", (unsigned)one.number);
    }
    return count;
}

/* Listed, but not to be asked here. */
static bool find_is_another(const struct sdr *sdr, const char *who)
{
    struct sdr_sensor one;

    for (size_t i = 0; sdr_sensor(sdr, i, &one); i++)
        if (!find_is_ours(&one) && strcmp(one.name, who) == 0)
            return true;
    return false;
}

static int find_none(const struct sdr *sdr, const char *who, struct bmc_error *error)
{
    struct sdr_sensor one;
    struct nearest nearest;
    char quoted[RULE_QUOTE], best[SDR_NAME];

    rule_quote(who, quoted);
    if (find_is_another(sdr, who))
        return error_set(error, ERROR_USAGE, _("\"%s\" is another controller's sensor"), quoted);
    nearest_begin(&nearest, who);
    for (size_t i = 0; sdr_sensor(sdr, i, &one); i++) {
        if (!find_is_ours(&one))
            continue;
        nearest_try(&nearest, one.name);
        if (nearest.best == one.name) { /* which the next takes the place of */
            snprintf(best, sizeof best, "%s", one.name);
            nearest.best = best;
        }
    }
    if (nearest_found(&nearest) != NULL)
        return error_set(error, ERROR_USAGE,
                         _("this BMC has no sensor \"%s\"; did you mean \"%s\"?"), quoted,
                         nearest_found(&nearest));
    return error_set(error, ERROR_USAGE,
                     _("this BMC has no sensor \"%s\"; bmctui health --all prints their names"),
                     quoted);
}

int limits_find(const struct sdr *sdr, const char *who, struct sdr_sensor *sensor,
                struct bmc_error *error)
{
    char numbers[80];
    unsigned number, count = find_name(sdr, who, sensor, numbers, sizeof numbers);

    if (count == 1)
        return 0;
    if (count > 1)
        return error_set(error, ERROR_USAGE,
                         _("%u sensors are called \"%s\"; use the number of one: %s"), count,
                         sensor->name, numbers);
    if (find_parse(who, &number) &&
        sdr_find(sdr, SDR_OWNER_BMC, 0, (uint8_t)number, sensor))
        return 0;
    return find_none(sdr, who, error);
}

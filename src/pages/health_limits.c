/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pages/health_limits.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

#define MILLIONTHS 1000000
#define DECIMALS   6
#define MOST       1000000000 /* a limit has fewer digits in front of the point */

const enum sdr_limit limit_order[SDR_LIMITS] = {LIMIT_LNR, LIMIT_LCR, LIMIT_LNC,
                                                LIMIT_UNC, LIMIT_UCR, LIMIT_UNR};

/* --- numbers ------------------------------------------------------------------------------ */

static int64_t limits_millionths(double number)
{
    return (int64_t)(number * MILLIONTHS + (number < 0 ? -0.5 : 0.5));
}

static void limits_print_number(uint64_t number, char text[VALUE_TEXT])
{
    int64_t signed_number = (int64_t)number;
    bool below = signed_number < 0;
    unsigned long long size = below ? 0 - number : number;
    size_t length = (size_t)snprintf(text, VALUE_TEXT, "%s%llu.%06llu", below ? "-" : "",
                                     size / MILLIONTHS, size % MILLIONTHS);

    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[--length] = '\0';
}

const char *limits_print(double number, char text[VALUE_TEXT])
{
    limits_print_number((uint64_t)limits_millionths(number), text);
    return text;
}

static bool limits_parse_number(const char *text, uint64_t *number)
{
    bool below = *text == '-';
    const char *at = text + (*text == '-' || *text == '+');
    int64_t size = 0, digit = MILLIONTHS;
    bool any = false;

    for (; *at >= '0' && *at <= '9' && size < (int64_t)MOST * MILLIONTHS; at++, any = true)
        size = size * 10 + (*at - '0') * (int64_t)MILLIONTHS;
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9' && digit > 1; at++, any = true) {
            digit /= 10;
            size += (*at - '0') * digit;
        }
    *number = (uint64_t)(below ? -size : size);
    return any && *at == '\0' && size < (int64_t)MOST * MILLIONTHS;
}

bool limits_parse(const char *text, double *number)
{
    uint64_t millionths;

    if (!limits_parse_number(text, &millionths))
        return false;
    *number = (double)(int64_t)millionths / MILLIONTHS;
    return true;
}

enum sdr_limit limits_key(const char *key)
{
    enum sdr_limit limit = 0;

    while (limit < SDR_LIMITS && strcmp(health_limit_keys[limit], key) != 0)
        limit++;
    return limit;
}

/* --- reading and writing ------------------------------------------------------------------ */

static struct scope limits_scope(const struct sdr_sensor *sensor)
{
    return (struct scope){.sensor = (uint16_t)((sensor->lun & 3U) << 8 | sensor->number)};
}

static enum sdr_limit limits_of(const struct setting *setting)
{
    return (enum sdr_limit)setting->parameter;
}

static struct value limits_value(const struct sdr_sensor *sensor, const struct limits *limits,
                                 enum sdr_limit limit)
{
    struct value value = {.state = VALUE_NOT_AVAILABLE};

    snprintf(value.text, sizeof value.text, "%.*s", (int)sizeof value.text - 1, sensor->name);
    if ((limits->known >> limit & 1) == 0)
        return value;
    value.state = VALUE_KNOWN;
    value.number = (uint64_t)limits_millionths(limits->value[limit]);
    return value;
}

/* The records, and the sensor of this address among them. */
static int limits_open(struct bmc *bmc, struct scope scope, struct sdr **sdr,
                       struct sdr_sensor *sensor, struct bmc_error *error)
{
    if (sdr_load(bmc, false, sdr, error) != 0)
        return -1;
    if (sdr_find(*sdr, SDR_OWNER_BMC, (uint8_t)(scope.sensor >> 8), (uint8_t)scope.sensor,
                 sensor) &&
        limits_has(sensor))
        return 0;
    sdr_free(*sdr);
    return error_set(error, ERROR_REFUSED, "%s", _("the BMC has no such sensor with limits"));
}

static int limits_read_one(struct bmc *bmc, const struct setting *setting, struct scope scope,
                           struct value *value, struct bmc_error *error)
{
    struct sdr_sensor sensor;
    struct limits limits;
    struct sdr *sdr;
    int result;

    if (limits_open(bmc, scope, &sdr, &sensor, error) != 0)
        return -1;
    result = bmc_get_limits(bmc, sdr, &sensor, &limits, error);
    if (result == 0)
        *value = limits_value(&sensor, &limits, limits_of(setting));
    sdr_free(sdr);
    return result;
}

static int limits_write_one(struct bmc *bmc, const struct setting *setting, struct scope scope,
                            const struct value *value, struct bmc_error *error)
{
    enum sdr_limit limit = limits_of(setting);
    uint8_t raw[SDR_LIMITS] = {0};
    struct sdr_sensor sensor;
    struct sdr *sdr;
    double nearest;
    int result;

    if (limits_open(bmc, scope, &sdr, &sensor, error) != 0)
        return -1;
    if (limits_nearest(sdr, &sensor, (double)(int64_t)value->number / MILLIONTHS, &raw[limit],
                       &nearest))
        result = bmc_set_limits(bmc, &sensor, (uint8_t)(1U << limit), raw, error);
    else
        result = error_set(error, ERROR_REFUSED, "%s", _("the BMC has no such sensor with limits"));
    sdr_free(sdr);
    return result;
}

static const struct value_type limits_type = {
    .form = VALUE_AS_NUMBER,
    .length = 20,
    .print = TABLE_CALL(limits_print_number),
    .parse = TABLE_CALL(limits_parse_number),
    .bits = UINT64_MAX,
    .set = UINT64_MAX,
};

#define LIMIT(which, name, word)                                                                   \
    {                                                                                              \
        .kind = SETTING_HIDDEN, .flags = SETTING_ALONE | SETTING_OF_SENSOR, .label = (name),       \
        .log = (word), .type = &limits_type, .parameter = (which),                                 \
        .read = TABLE_CALL(limits_read_one), .write = TABLE_CALL(limits_write_one)                 \
    }

const struct setting health_settings[SDR_LIMITS] = {
    LIMIT(LIMIT_LNR, N_("Lower non-recoverable"), "limit_lnr"),
    LIMIT(LIMIT_LCR, N_("Lower critical"), "limit_lcr"),
    LIMIT(LIMIT_LNC, N_("Lower non-critical"), "limit_lnc"),
    LIMIT(LIMIT_UNC, N_("Upper non-critical"), "limit_unc"),
    LIMIT(LIMIT_UCR, N_("Upper critical"), "limit_ucr"),
    LIMIT(LIMIT_UNR, N_("Upper non-recoverable"), "limit_unr"),
};

/* --- what is wanted ----------------------------------------------------------------------- */

static int limits_read_of(struct bmc *bmc, const struct sdr *sdr, struct limits_held *held,
                          struct bmc_error *error)
{
    if (!limits_has(&held->sensor))
        return error_set(error, ERROR_USAGE, _("%s has no limits"), held->sensor.name);
    if (setting_read_mark(bmc, NULL, (struct scope){0}, &held->mark, error) != 0)
        return -1;
    return bmc_get_limits(bmc, sdr, &held->sensor, &held->now, error);
}

int limits_read(struct bmc *bmc, const char *who, struct limits_held *held,
                struct bmc_error *error)
{
    struct sdr *sdr;
    int result;

    memset(held, 0, sizeof *held);
    if (sdr_load(bmc, false, &sdr, error) != 0)
        return -1;
    result = limits_find(sdr, who, &held->sensor, error);
    if (result == 0)
        result = limits_read_of(bmc, sdr, held, error);
    sdr_free(sdr);
    return result;
}

int limits_read_at(struct bmc *bmc, uint16_t number, struct limits_held *held,
                   struct bmc_error *error)
{
    struct sdr *sdr;
    int result;

    memset(held, 0, sizeof *held);
    if (limits_open(bmc, (struct scope){.sensor = number}, &sdr, &held->sensor, error) != 0)
        return -1;
    result = limits_read_of(bmc, sdr, held, error);
    sdr_free(sdr);
    return result;
}

static bool limits_given(const struct limits_wish *wish, enum sdr_limit limit)
{
    return (wish->given >> limit & 1) != 0;
}

static int limits_check_settable(const struct limits_held *held, const struct limits_wish *wish,
                                 struct bmc_error *error)
{
    char keys[40] = "";

    for (unsigned i = 0; i < SDR_LIMITS; i++)
        if ((held->now.settable & held->now.known) >> limit_order[i] & 1)
            text_append(keys, sizeof keys, " ", "%s", health_limit_keys[limit_order[i]]);
    for (unsigned i = 0; i < SDR_LIMITS; i++) {
        enum sdr_limit limit = limit_order[i];

        if (!limits_given(wish, limit) || (held->now.settable & held->now.known) >> limit & 1)
            continue;
        if (keys[0] == '\0')
            return error_set(error, ERROR_USAGE, _("%s: none of its limits can be set"),
                             held->sensor.name);
        return error_set(error, ERROR_USAGE, _("%s of %s cannot be set; these can: %s"),
                         health_limit_keys[limit], held->sensor.name, keys);
    }
    return 0;
}

/* What there will be. */
static bool limits_after(const struct limits_held *held, const struct limits_wish *wish,
                         enum sdr_limit limit, double *value)
{
    *value = limits_given(wish, limit) ? wish->value[limit] : held->now.value[limit];
    return limits_given(wish, limit) || (held->now.known >> limit & 1) != 0;
}

/* lnr <= lcr <= lnc < unc <= ucr <= unr, as far as they are there. Of two that a person did not
 * touch, what the BMC holds is its own affair. */
static int limits_check_order(const struct limits_held *held, const struct limits_wish *wish,
                              struct bmc_error *error)
{
    unsigned below = SDR_LIMITS;
    double value, before = 0;

    for (unsigned i = 0; i < SDR_LIMITS; i++) {
        bool middle = limit_order[i] >= LIMIT_UNC;

        if (!limits_after(held, wish, limit_order[i], &value))
            continue;
        middle = middle && below < SDR_LIMITS && limit_order[below] < LIMIT_UNC;
        if (below < SDR_LIMITS && (value < before || (middle && value == before)) &&
            (limits_given(wish, limit_order[i]) || limits_given(wish, limit_order[below]))) {
            char one[VALUE_TEXT], other[VALUE_TEXT];

            return error_set(error, ERROR_USAGE,
                             _("out of order: %s (%s) %s, %s (%s) %s; the order is lnr <= lcr <= "
                               "lnc < unc <= ucr <= unr"),
                             setting_label(&health_settings[below]),
                             health_limit_keys[limit_order[below]], limits_print(before, one),
                             setting_label(&health_settings[i]),
                             health_limit_keys[limit_order[i]], limits_print(value, other));
        }
        below = i;
        before = value;
    }
    return 0;
}

int limits_fit(const struct sdr *sdr, const struct limits_held *held, struct limits_wish *wish,
               struct bmc_error *error)
{
    uint8_t raw;

    if (limits_check_settable(held, wish, error) != 0)
        return -1;
    for (enum sdr_limit limit = 0; limit < SDR_LIMITS; limit++)
        if (limits_given(wish, limit))
            (void)limits_nearest(sdr, &held->sensor, wish->value[limit], &raw,
                                 &wish->value[limit]);
    return limits_check_order(held, wish, error);
}

/* A limit that moves up goes behind those above it, one that moves down behind those below. */
static enum change_when limits_when(const struct limits_held *held, const struct limits_wish *wish,
                                    unsigned row)
{
    enum sdr_limit limit = limit_order[row];
    bool upper = limit >= LIMIT_UNC;
    unsigned from_middle = upper ? row - 3 : 2 - row; /* 0 to 2, outwards */
    bool up = wish->value[limit] > held->now.value[limit];
    bool outwards = up == upper;

    return (enum change_when)(CHANGE_FIRST + (outwards ? 2 - from_middle : from_middle));
}

void limits_add_changes(const struct limits_held *held, const struct limits_wish *wish,
                        struct changes *changes)
{
    struct limits wanted = held->now;

    for (unsigned i = 0; i < SDR_LIMITS; i++) {
        enum sdr_limit limit = limit_order[i];
        struct change change = {.setting = &health_settings[i],
                                .scope = limits_scope(&held->sensor),
                                .old = limits_value(&held->sensor, &held->now, limit),
                                .write = true};

        if (!limits_given(wish, limit))
            continue;
        wanted.value[limit] = wish->value[limit];
        change.wanted = limits_value(&held->sensor, &wanted, limit);
        change.when = limits_when(held, wish, i);
        if (!change_reached(&change, GOAL_WANTED, &change.old))
            change_add(changes, &change);
    }
}

static void limits_command(const struct limits_held *held, const struct limits_wish *wish,
                           char text[PLAN_COMMAND])
{
    char number[VALUE_TEXT];

    snprintf(text, PLAN_COMMAND, "health limits %u", (unsigned)held->sensor.number);
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        if (limits_given(wish, limit_order[i]))
            text_append(text, PLAN_COMMAND, " ", "%s=%s", health_limit_keys[limit_order[i]],
                        limits_print(wish->value[limit_order[i]], number));
}

int limits_plan(const struct sdr *sdr, const struct limits_held *held, struct limits_wish *wish,
                struct plan *plan, struct bmc_error *error)
{
    char title[PLAN_TITLE], command[PLAN_COMMAND];
    const struct plan_subject subject = {.mac = held->mark, .title = title, .command = command};
    struct changes changes = {.count = 0};

    if (limits_fit(sdr, held, wish, error) != 0)
        return -1;
    limits_add_changes(held, wish, &changes);
    snprintf(title, sizeof title, _("Write these limits to sensor %s?"), held->sensor.name);
    limits_command(held, wish, command);
    plan_of_changes(plan, &subject, &changes);
    return 0;
}

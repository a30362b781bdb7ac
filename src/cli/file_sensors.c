/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sensors' limits in a file. */
#include <string.h>

#include "base/i18n.h"
#include "cli/file_own.h"

/* --- reading --------------------------------------------------------------------------------- */

static int sensors_take_name(struct file *file, const config_setting_t *setting, void *what)
{
    struct file_sensor *sensor = what;

    sensor->name = file_is_text(setting) ? config_setting_get_string(setting) : "";
    if (sensor->name[0] != '\0')
        return 0;
    return file_wrong(file, setting, "%s",
                      _("use a sensor's name or its number, in double quotes"));
}

static int sensors_take_limit(struct file *file, const config_setting_t *setting, void *what)
{
    struct limits_wish *wish = &((struct file_sensor *)what)->wish;
    enum sdr_limit limit = limits_key(config_setting_name(setting));

    if (file_is_number(setting))
        wish->value[limit] = (double)config_setting_get_int64(setting);
    else if (config_setting_type(setting) == CONFIG_TYPE_FLOAT)
        wish->value[limit] = config_setting_get_float(setting);
    else
        return file_wrong(file, setting, "%s", _("use a number such as 500, -5 or 3.31"));
    wish->given |= (uint8_t)(1U << limit);
    return 0;
}

static int sensors_take(struct file *file, const config_setting_t *group)
{
    struct file_wants *wants = file->wants;
    struct file_sensor *sensor = &wants->sensors[wants->sensor_count];
    struct file_key keys[SDR_LIMITS + 2] = {{"name", sensors_take_name}};

    for (unsigned i = 0; i < SDR_LIMITS; i++)
        keys[i + 1] = (struct file_key){health_limit_keys[limit_order[i]], sensors_take_limit};
    *sensor = (struct file_sensor){.line = (int)config_setting_source_line(group)};
    if (file_take_group(file, group, keys, sensor) < 0)
        return -1;
    if (sensor->name == NULL)
        return file_wrong(file, group, "%s", _("a sensor needs a name"));
    for (size_t i = 0; i < wants->sensor_count; i++)
        if (strcmp(wants->sensors[i].name, sensor->name) == 0)
            return file_wrong(file, group, _("%s is there twice; name each sensor once"),
                              sensor->name);
    wants->sensor_count++;
    return 0;
}

int file_take_sensors(struct file *file, const config_setting_t *list)
{
    return file_take_list(file, list, FILE_SENSORS_MOST, sensors_take);
}

/* --- printing -------------------------------------------------------------------------------- */

static uint8_t sensors_printed(const struct file_limits *sensor)
{
    return sensor->odd ? 0 : sensor->limits.known & sensor->limits.settable;
}

/* A name that several have says nothing; then it is the number. */
static void sensors_print_name(FILE *out, const struct file_limits *sensors, size_t count,
                               size_t which)
{
    char number[8];
    bool twin = false;

    for (size_t i = 0; i < count; i++)
        twin = twin || (i != which &&
                        strcmp(sensors[i].sensor.name, sensors[which].sensor.name) == 0);
    snprintf(number, sizeof number, "0x%02x", sensors[which].sensor.number);
    file_print_string(out, twin || sensors[which].sensor.name[0] == '\0'
                               ? number
                               : sensors[which].sensor.name);
}

static void sensors_print_one(FILE *out, const struct file_limits *sensors, size_t count,
                              size_t which)
{
    const struct file_limits *sensor = &sensors[which];
    char text[VALUE_TEXT];

    fputs("    { name = ", out);
    sensors_print_name(out, sensors, count, which);
    fputc(';', out);
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        if ((sensors_printed(sensor) >> limit_order[i] & 1) != 0)
            fprintf(out, " %s = %s;", health_limit_keys[limit_order[i]],
                    limits_print(sensor->limits.value[limit_order[i]], text));
    fputs(" }", out);
}

void file_print_sensors(FILE *out, const struct file_limits *sensors, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (sensors[i].odd) {
            char comment[ERROR_SENTENCE];

            snprintf(comment, sizeof comment,
                     _("Sensor %s is left out: its limits are out of order."),
                     sensors[i].sensor.name);
            file_print_comment(out, comment);
        }
        if (sensors_printed(&sensors[i]) == 0)
            continue;
        if (!any) {
            fputc('\n', out);
            file_print_comment(out, _("Limits of sensors that can be set. Many BMCs forget them "
                                      "when they restart: apply this file at boot."));
        }
        fputs(any ? ",\n" : FILE_SENSORS " = (\n", out);
        sensors_print_one(out, sensors, count, i);
        any = true;
    }
    if (any)
        fputs("\n);\n", out);
}

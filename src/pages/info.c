/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "BMC": who the BMC says it is, and which of its channels are LAN. Get Device ID (20.1),
 * Get System GUID (22.14), Get Channel Info (22.24) of each.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "pages/pages.h"

#define INFO_LABEL_COLUMNS 22

struct info_row {
    char label[64], value[COLUMN_TEXT]; /* translated */
};

__attribute__((format(printf, 3, 4))) static void info_add(const struct page_sink *sink,
                                                           const char *label, const char *format,
                                                           ...)
{
    struct info_row row;
    va_list arguments;

    snprintf(row.label, sizeof row.label, "%s", label);
    va_start(arguments, format);
    vsnprintf(row.value, sizeof row.value, format, arguments);
    va_end(arguments);
    sink->append(sink->data, &row);
}

/* Only a link that is gone ends reading; any other error is one value's misfortune. */
static int info_not_read(const struct page_sink *sink, const char *label,
                         const struct bmc_error *error)
{
    bool refused = error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED;

    if (!refused && error->kind != ERROR_MALFORMED && error->kind != ERROR_BUSY)
        return -1;
    info_add(sink, label, "%s: %s", refused ? _("not available") : _("not read"),
             error->sentence);
    return 0;
}

static int info_load_device(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    char name[BMC_MANUFACTURER];
    struct device device;

    if (bmc_get_device(bmc, &device, error) < 0)
        return info_not_read(sink, _("Firmware"), error);
    info_add(sink, _("Manufacturer"), "%s (%lu)", bmc_manufacturer(device.manufacturer, name),
             (unsigned long)device.manufacturer);
    info_add(sink, _("Product"), "%u (%04xh)", (unsigned)device.product,
             (unsigned)device.product);
    info_add(sink, _("Device"), _("id %u, revision %u"), (unsigned)device.id,
             (unsigned)device.revision);
    info_add(sink, _("Firmware"), "%u.%02x, IPMI %u.%u", (unsigned)device.firmware_major,
             (unsigned)device.firmware_minor, (unsigned)device.ipmi_major,
             (unsigned)device.ipmi_minor);
    return 0;
}

/* The last byte comes first (22.14), as FreeIPMI's bmc-info prints it. */
static int info_load_guid(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    char text[2 * BMC_GUID + 5];
    uint8_t guid[BMC_GUID];
    size_t used = 0;

    if (bmc_get_guid(bmc, guid, error) < 0)
        return info_not_read(sink, _("GUID"), error);
    for (int i = BMC_GUID - 1; i >= 0; i--)
        used += (size_t)snprintf(text + used, sizeof text - used, "%02x%s", (unsigned)guid[i],
                                 i == 12 || i == 10 || i == 8 || i == 6 ? "-" : "");
    info_add(sink, _("GUID"), "%s", text);
    return 0;
}

static int info_load_channel(struct bmc *bmc, const struct page_sink *sink, uint8_t channel,
                             struct bmc_error *error)
{
    enum channel_medium medium;
    char label[64];
    bool present;

    snprintf(label, sizeof label, _("Channel %u"), (unsigned)channel);
    if (bmc_get_channel(bmc, channel, &present, &medium, error) < 0)
        return info_not_read(sink, label, error);
    if (present)
        info_add(sink, label, "%s",
                 medium == CHANNEL_MEDIUM_802_3 ? _("802.3 LAN") : _("other LAN"));
    return 0;
}

static int info_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    if (info_load_device(bmc, sink, error) < 0 || info_load_guid(bmc, sink, error) < 0)
        return -1;
    for (uint8_t channel = BMC_CHANNEL_FIRST; channel <= BMC_CHANNEL_LAST; channel++)
        if (info_load_channel(bmc, sink, channel, error) < 0)
            return -1;
    return 0;
}

static void info_print_label(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct info_row *)row)->label);
}

static void info_print_value(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct info_row *)row)->value);
}

static const struct column info_columns[] = {
    {INFO_LABEL_COLUMNS, info_print_label}, {0, info_print_value}, {0, NULL}};

const struct page_class page_info = {
    .name = "bmc",
    .digit = '8',
    .title = N_("BMC"),
    .summary = N_("manufacturer, firmware, GUID, channels"),
    .help =
        N_("What the BMC reports about itself: manufacturer, product, firmware, IPMI version, GUID "
           "and LAN channels. Have it at hand when you look for a firmware update or ask the "
           "manufacturer for help. Nothing can be changed here. \"not available\" means that the "
           "BMC does not have it; \"not read\" that it gave no usable answer: RELOAD tries again."),
    .columns = info_columns,
    .row_size = sizeof(struct info_row),
    .load = TABLE_CALL(info_load),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "BMC": a line for each value, under the headings of the FRU's areas. */
#include "pages/info.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "pages/pages.h"

#define INFO_LABEL_COLUMNS 22

struct info_row {
    enum row_look look;
    char label[64], value[COLUMN_TEXT]; /* translated */
};

__attribute__((format(printf, 4, 5))) static void info_add(const struct page_sink *sink,
                                                           enum row_look look, const char *label,
                                                           const char *format, ...)
{
    struct info_row row = {.look = look};
    va_list arguments;

    snprintf(row.label, sizeof row.label, "%s", label);
    va_start(arguments, format);
    vsnprintf(row.value, sizeof row.value, format, arguments);
    va_end(arguments);
    sink->append(sink->data, &row);
}

static void info_add_section(const struct page_sink *sink, const char *name)
{
    info_add(sink, ROW_SECTION, name, "%s", "");
}

/* Whether the part is there; if not, why not is its row. */
static bool info_has(const struct page_sink *sink, const struct info *info, enum info_part part,
                     const char *label)
{
    const struct bmc_error *why = &info->why[part];
    bool refused = why->kind == ERROR_REFUSED || why->kind == ERROR_DENIED;

    if (why->kind == ERROR_NONE)
        return true;
    info_add(sink, ROW_NOTE, label, "%s: %s", refused ? _("not available") : _("not read"),
             why->sentence);
    return false;
}

/* --- the BMC itself ---------------------------------------------------------------------- */

static void info_add_manufacturer(const struct page_sink *sink, const struct info *info)
{
    char name[BMC_MANUFACTURER];

    if (!info_has(sink, info, INFO_DEVICE, _("Manufacturer")))
        return;
    bmc_manufacturer(info->device.manufacturer, name);
    info_add(sink, ROW_PLAIN, _("Manufacturer"), name[0] != '\0' ? "%s (%lu)" : "%s%lu", name,
             (unsigned long)info->device.manufacturer);
}

/* Its name is in the FRU. */
static void info_add_product(const struct page_sink *sink, const struct info *info)
{
    const char *name = info_product(&info->fru);

    if (info->why[INFO_DEVICE].kind != ERROR_NONE)
        return;
    info_add(sink, ROW_PLAIN, _("Product"), name != NULL ? "%s (%04x)" : "%s%04x",
             name != NULL ? name : "", (unsigned)info->device.product);
}

/* Bits of the second byte of Get Self Test Results (20.4), from 0. */
static const char *const self_tests[] = {
    N_("the firmware is damaged"),           N_("the boot firmware is damaged"),
    N_("the FRU data are damaged"),          N_("there are no sensor records"),
    N_("the IPMB lines do not answer"),      N_("the FRU data cannot be read"),
    N_("the sensor records cannot be read"), N_("the event log cannot be read"),
};

static void info_print_self_test(const struct info *info, char text[COLUMN_TEXT])
{
    const struct self_test *test = &info->self_test;

    text[0] = '\0';
    if (info->why[INFO_SELF_TEST].kind != ERROR_NONE || test->result == SELF_TEST_NONE)
        return;
    if (test->result == SELF_TEST_PASSED) {
        snprintf(text, COLUMN_TEXT, ", %s", _("self test passed"));
        return;
    }
    snprintf(text, COLUMN_TEXT, ", %s (%02x %02x)", _("self test failed"), (unsigned)test->result,
             (unsigned)test->detail);
    for (unsigned bit = 0; test->result == SELF_TEST_DAMAGED && bit < 8; bit++)
        if ((test->detail & 1U << bit) != 0)
            text_append(text, COLUMN_TEXT, ", ", "%s", _(self_tests[bit]));
}

static void info_add_firmware(const struct page_sink *sink, const struct info *info)
{
    const struct device *device = &info->device;
    bool failed = info->why[INFO_SELF_TEST].kind == ERROR_NONE &&
                  info->self_test.result != SELF_TEST_PASSED &&
                  info->self_test.result != SELF_TEST_NONE;
    char test[COLUMN_TEXT];

    if (info->why[INFO_DEVICE].kind != ERROR_NONE)
        return;
    info_print_self_test(info, test);
    info_add(sink, failed ? ROW_WARNING : ROW_PLAIN, _("Firmware"), "%u.%02x, IPMI %u.%u%s",
             (unsigned)device->firmware_major, (unsigned)device->firmware_minor,
             (unsigned)device->ipmi_major, (unsigned)device->ipmi_minor, test);
}

static void info_add_guid(const struct page_sink *sink, const struct info *info)
{
    char text[INFO_GUID_TEXT];

    if (info_has(sink, info, INFO_GUID, _("GUID")))
        info_add(sink, ROW_PLAIN, _("GUID"), "%s", info_guid(info->guid, text));
}

/* The BMC's own count, whatever it means by it; then what this machine says. */
static void info_add_clock(const struct page_sink *sink, const struct info *info)
{
    const struct event_clock *clock = &info->clock;
    char stamp[EVENT_STAMP], span[64];
    const struct event_clock own = {.kind = EVENT_CLOCK_OFF};

    if (!info_has(sink, info, INFO_CLOCK, _("BMC clock")))
        return;
    event_clock_long(&own, info->bmc_time, stamp);
    event_clock_span(clock->offset < 0 ? -clock->offset : clock->offset, span, sizeof span);
    if (clock->kind == EVENT_CLOCK_UTC)
        info_add(sink, ROW_PLAIN, _("BMC clock"), _("%s UTC, as this machine's"), stamp);
    else if (clock->kind == EVENT_CLOCK_LOCAL)
        info_add(sink, ROW_PLAIN, _("BMC clock"), _("%s local time, as this machine's"), stamp);
    else if (clock->unset)
        info_add(sink, ROW_WARNING, _("BMC clock"), _("%s, never set"), stamp);
    else
        info_add(sink, ROW_WARNING, _("BMC clock"),
                 clock->offset < 0 ? _("%s, %s behind") : _("%s, %s ahead"), stamp, span);
}

/* --- what its maker wrote ------------------------------------------------------------------ */

static const char *const whats[FRU_WHATS] = {
    [FRU_SERIAL] = N_("Serial number"),
    [FRU_PART] = N_("Part number"),
    [FRU_VERSION] = N_("Version"),
    [FRU_ASSET] = N_("Asset tag"),
    [FRU_MADE] = N_("Made"),
    [FRU_CUSTOM] = N_("More"),
};

/* Of a board or a product: its name, then each text that is there. */
static void info_add_texts(const struct page_sink *sink, const struct fru *fru,
                           enum fru_area_id area)
{
    static const enum fru_what order[] = {FRU_SERIAL, FRU_PART, FRU_VERSION,
                                          FRU_ASSET,  FRU_MADE, FRU_CUSTOM};
    char name[2 * FRU_TEXT];

    if (info_name(fru, area, name)[0] != '\0')
        info_add(sink, ROW_PLAIN, _("Name"), "%s", name);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t field = 0; field < fru->count; field++)
            if (fru->field[field].area == area && fru->field[field].what == order[i])
                info_add(sink, ROW_PLAIN, _(whats[order[i]]), "%s", fru->field[field].text);
}

/* An area's checksum is said above what it holds. */
static void info_add_state(const struct page_sink *sink, const struct fru_area *area)
{
    if (area->unusable)
        info_add(sink, ROW_WARNING, _("Checksum"), "%s", _("the area is damaged: not shown"));
    else if (area->wrong_sum)
        info_add(sink, ROW_WARNING, _("Checksum"), "%s",
                 _("wrong: the texts below may be damaged"));
}

static void info_add_area(const struct page_sink *sink, const struct info *info,
                          enum fru_area_id id, const char *name)
{
    if (!info->fru.area[id].present)
        return;
    info_add_section(sink, name);
    info_add_state(sink, &info->fru.area[id]);
    info_add_texts(sink, &info->fru, id);
}

static void info_add_chassis(const struct page_sink *sink, const struct info *info)
{
    const struct fru *fru = &info->fru;
    const char *part = fru_text(fru, FRU_CHASSIS, FRU_PART);
    const char *serial = fru_text(fru, FRU_CHASSIS, FRU_SERIAL);

    info_add_section(sink, _("Chassis"));
    info_add_state(sink, &fru->area[FRU_CHASSIS]);
    if (part != NULL && serial != NULL)
        info_add(sink, ROW_PLAIN, _("Part number"), _("%s, serial %s"), part, serial);
    else if (part != NULL || serial != NULL)
        info_add(sink, ROW_PLAIN, part != NULL ? _("Part number") : _("Serial number"), "%s",
                 part != NULL ? part : serial);
}

static void info_add_fru(const struct page_sink *sink, const struct info *info)
{
    if (!info_has(sink, info, INFO_FRU, _("Serial numbers")) && info->fru.length == 0) {
        info_add_section(sink, _("Chassis"));
        return;
    }
    info_add_area(sink, info, FRU_BOARD, _("Board"));
    info_add_area(sink, info, FRU_PRODUCT, _("Product"));
    info_add_chassis(sink, info);
}

/* --- what it holds -------------------------------------------------------------------------- */

static void info_add_sel(const struct page_sink *sink, const struct info *info)
{
    const struct sel_info *sel = &info->sel;

    if (!info_has(sink, info, INFO_SEL, _("Event log")))
        return;
    info_add(sink, sel->overflow || sel->percent >= 90 ? ROW_WARNING : ROW_PLAIN, _("Event log"),
             ngettext("%u record, %u %% full", "%u records, %u %% full", sel->entries),
             (unsigned)sel->entries, sel->percent);
}

static void info_add_sdr(const struct page_sink *sink, const struct info *info)
{
    const struct sdr_info *sdr = &info->sdr;
    const struct event_clock own = {.kind = EVENT_CLOCK_OFF};
    uint32_t changed = sdr->added > sdr->erased ? sdr->added : sdr->erased;
    char stamp[EVENT_STAMP] = "", text[COLUMN_TEXT];

    if (!info_has(sink, info, INFO_SDR, _("Sensors")))
        return;
    snprintf(text, sizeof text, ngettext("%u record", "%u records", sdr->count),
             (unsigned)sdr->count);
    if (changed >= EVENT_TIME_SINCE_START && changed != EVENT_TIME_NONE) {
        event_clock_long(&own, changed, stamp);
        stamp[sizeof "2026-10-01" - 1] = '\0';
        text_append(text, sizeof text, ", ", _("changed %s"), stamp);
    }
    info_add(sink, ROW_PLAIN, _("Sensors"), "%s", text);
}

static void info_came(void *data, const struct info *info, enum info_part part)
{
    static void (*const adds[INFO_PARTS])(const struct page_sink *, const struct info *) = {
        [INFO_DEVICE] = info_add_manufacturer,
        [INFO_FRU] = info_add_product,
        [INFO_SELF_TEST] = info_add_firmware,
        [INFO_GUID] = info_add_guid,
        [INFO_CLOCK] = info_add_clock,
        [INFO_SEL] = info_add_sel,
        [INFO_SDR] = info_add_sdr,
    };

    if (part == INFO_SEL)
        info_add_fru(data, info);
    adds[part](data, info);
}

static int info_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    struct info *info = xcalloc(1, sizeof *info);
    int result = info_read(bmc, info, info_came, (void *)(uintptr_t)sink, error);

    free(info);
    return result;
}

/* --- the page -------------------------------------------------------------------------------- */

static void info_print_label(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct info_row *)row)->label);
}

static void info_print_value(const void *row, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct info_row *)row)->value);
}

static enum row_look info_look(const void *row)
{
    return ((const struct info_row *)row)->look;
}

static const struct column info_columns[] = {
    {INFO_LABEL_COLUMNS, info_print_label, false}, {0, info_print_value, true}, {0, NULL, false}};

const struct page_class page_info = {
    .name = "bmc",
    .digit = '8',
    .title = N_("BMC"),
    .summary = N_("firmware, serial numbers, clock, restart"),
    .help =
        N_("Who made this machine and its BMC: firmware, GUID, and the names and serial numbers "
           "that the manufacturer has written into it. Have them at hand when you look for a "
           "firmware update or ask the manufacturer for help. Events get their time from the "
           "BMC's clock, which is compared with this machine's. \"not available\" means that the "
           "BMC does not have it; \"not read\" that it gave no usable answer: RELOAD tries "
           "again."),
    .columns = info_columns,
    .row_size = sizeof(struct info_row),
    .load = TABLE_CALL(info_load),
    .look = TABLE_CALL(info_look),
};

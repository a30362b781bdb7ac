/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/health_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/dialogs.h"

/* --- actions --------------------------------------------------------------------------------- */

static const struct health_row *health_sensor(struct listview *view)
{
    const struct health_row *row = listview_row(view);

    if (row != NULL && row->kind == HEALTH_SENSOR)
        return row;
    listview_say(view, ROLE_ERROR, _("Choose a sensor in the list first."));
    app_beep(view->dialog.app);
    return NULL;
}

static bool health_is_ours(const struct sdr_sensor *sensor)
{
    return !sensor->event_only && sensor->owner == SDR_OWNER_BMC && sensor->channel == 0;
}

static void health_rearm(struct listview *view)
{
    struct app *app = view->dialog.app;
    const struct health_row *row = health_sensor(view);

    if (row == NULL)
        return;
    if (!health_is_ours(&row->sensor)) {
        listview_say(view, ROLE_ERROR,
                     _("This sensor cannot be re-armed: the BMC cannot be asked about it."));
        app_beep(app);
        return;
    }
    app->action_sensor = (uint16_t)(row->sensor.lun << 8 | row->sensor.number);
    snprintf(app->action_name, sizeof app->action_name, "%s", row->sensor.name);
    app_act(app, ACTION_REARM);
}

static void health_limits(struct listview *view)
{
    const struct health_row *row = health_sensor(view);

    if (row != NULL)
        health_limits_open(view, row);
}

static void health_stop_watchdog(struct listview *view)
{
    app_act(view->dialog.app, ACTION_STOP_WATCHDOG);
}

static bool health_watchdog_runs(const struct listview *view)
{
    for (size_t i = 0; i < view->list->rows.count; i++) {
        const struct health_row *row = list_row(&view->list->rows, i);

        if (row->kind == HEALTH_WATCHDOG)
            return row->watchdog.running;
    }
    return false;
}

/* --- a sensor in full ------------------------------------------------------------------------ */

struct health_now {
    struct sdr_sensor sensor;
    char text[COLUMN_TEXT];
};

static int health_now_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct health_now *now = argument;
    struct limits limits;
    struct sdr *sdr;
    int result = sdr_load(ctx->bmc, false, &sdr, error);

    if (result == 0) {
        result = bmc_get_limits(ctx->bmc, sdr, &now->sensor, &limits, error);
        sdr_free(sdr);
    }
    if (result == 0 && health_limits_text(&limits, now->text)[0] == '\0')
        snprintf(now->text, sizeof now->text, "%s", _("none"));
    return result;
}

static const char *health_now_text(const void *argument)
{
    return ((const struct health_now *)argument)->text;
}

static void health_enter(struct listview *view, const void *data)
{
    const struct health_row *row = data;
    struct listview_later later = {
        .label = N_("Limits now"), .before = 1, .run = health_now_run, .text = health_now_text};
    struct health_now *now;

    if (row->kind != HEALTH_SENSOR || !limits_has(&row->sensor) || row->limits.known == 0 ||
        listview_reading(view)) {
        listview_details_open(view, data, NULL);
        return;
    }
    now = xcalloc(1, sizeof *now);
    now->sensor = row->sensor;
    later.argument = now;
    listview_details_open(view, data, &later);
}

/* --- which are listed ------------------------------------------------------------------------ */

static bool health_filters(const void *filter)
{
    const struct health_filter *wanted = filter;

    return wanted->not_well || wanted->type[0] != '\0';
}

static bool health_shows(const void *filter, const void *state, const void *data)
{
    const struct health_filter *wanted = filter;
    const struct health_row *row = data;

    (void)state;
    if (wanted->not_well)
        return row->rank <= HEALTH_UNKNOWN;
    return row->kind == HEALTH_SENSOR && strcmp(row->sensor.type, wanted->type) == 0;
}

static size_t health_total(const void *state)
{
    return ((const struct health_state *)state)->sensors;
}

/* Also where nothing but power draw and watchdog is listed. */
static const char *health_hint(const struct listview *view)
{
    return ((const struct health_state *)listview_state(view))->note;
}

/* --- the page -------------------------------------------------------------------------------- */

/* clang-format off */
static const struct listview_action health_actions[] = {
    {.button = N_("LIMITS"), .run = health_limits,
     .help = N_("Shows and sets the limits of this sensor"),
     .explain = N_("Shows the six limits of the sensor with the focus, as the BMC holds them now, "
                   "and sets those that it lets you set. A fan that is quieter than its limit "
                   "makes the BMC run all fans fast: a lower limit ends that. On many boards "
                   "limits are lost when the BMC restarts; bmctui apply at boot sets them again.")},
    {.button = N_("RE-ARM"), .writes = true, .run = health_rearm,
     .help = N_("Re-arms the events of this sensor; asks first"),
     .explain = N_("Tells the BMC to forget what the sensor with the focus has reported, and to "
                   "report it again if it is still so. Many boards keep \"chassis opened\", and "
                   "run the fans fast, until this is done. The sensor is read afterwards.")},
    {.button = N_("STOP WATCHDOG"), .writes = true, .run = health_stop_watchdog,
     .offered = health_watchdog_runs,
     .help = N_("Stops the BMC's watchdog; asks first"),
     .explain = N_("The watchdog restarts the machine, or switches it off, unless a program keeps "
                   "setting it back. One that a BIOS or a system that is gone has left running "
                   "does that out of the blue: this stops it. Its settings stay.")},
    {.key = K_F3, .word = N_("Filter"), .drop = 3, .run = health_filter_open,
     .help = N_("Shows only what is not well, or one type of sensors")},
};
/* clang-format on */

static const struct listview_page health_page = {
    .class = &page_health,
    .actions = health_actions,
    .action_count = sizeof health_actions / sizeof *health_actions,
    .reload_first = true,
    .reading = N_("Reading the sensors"),
    .filter_size = sizeof(struct health_filter),
    .filters = health_filters,
    .shows = health_shows,
    .total = health_total,
    .hint = health_hint,
    .enter = health_enter,
};

void health_open(struct app *app)
{
    listview_open(app, &health_page);
}

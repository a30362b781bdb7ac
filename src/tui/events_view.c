/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/events_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "bmc/sensor.h"
#include "guard/action.h"
#include "pages/pages.h"
#include "tui/dialogs.h"

enum { POLL_MS = 5000, POLL_LAN_MS = 10000 };

/* --- save to file ---------------------------------------------------------------------------- */

static int events_save_log(struct events_task *task, struct bmc *bmc, struct event_log *log,
                           struct bmc_error *error)
{
    const struct audit audit = {.user = task->user[0] != '\0' ? task->user : NULL};
    struct sdr *sdr = NULL;
    int result;

    if (sdr_load(bmc, false, &sdr, error) < 0)
        return -1;
    result = events_task_create(task, error);
    if (result == 0)
        result = events_task_write(task, log, sdr, event_log_count(log), error);
    sdr_free(sdr);
    if (result < 0 || files_close(&task->out, error) < 0)
        return -1;
    action_audit(&audit, task->target, "write file", "%zu events, %s", task->count,
                 task->out.path);
    return 0;
}

static int events_save_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct events_task *task = argument;
    struct event_log *log = events_borrow(&task->state, error);
    int result;

    if (log == NULL)
        return -1;
    result = events_save_log(task, ctx->bmc, log, error);
    events_give_back(&task->state);
    return result;
}

static void events_saved(struct listview *view, const struct job_event *event)
{
    const struct events_task *task = event->payload;
    bool narrow = screen_narrow(view->dialog.app->screen);
    char text[ERROR_SENTENCE];

    snprintf(text, sizeof text, ngettext("%u event saved as %s", "%u events saved as %s",
                                         (unsigned)task->count),
             (unsigned)task->count,
             narrow ? strrchr(task->out.path, '/') + 1 : task->out.path);
    listview_say(view, ROLE_GOOD, text);
}

static void events_save_now(struct listview *view)
{
    struct events_task *task = xcalloc(1, sizeof *task);

    events_task_init(task, view);
    listview_start(view, N_("Saving the log"),
                   (struct job){.run = events_save_run,
                                .release = events_task_release,
                                .argument = task},
                   events_saved);
}

/* All of it: what has not been read yet is read first. */
static void events_save(struct listview *view)
{
    const struct events_state *state = listview_state(view);

    if (state->known && view->list->read)
        listview_read_rest(view, events_save_now);
    else
        app_beep(view->dialog.app);
}

/* --- an event in full ------------------------------------------------------------------------ */

struct events_now {
    struct event event;
    char text[COLUMN_TEXT];
};

static void events_print_now(const struct sdr_sensor *sensor, const struct sensor_reading *reading,
                             char text[COLUMN_TEXT])
{
    char line[SENSOR_LINE];

    if (reading->why != SENSOR_READ)
        snprintf(text, COLUMN_TEXT, "%s", sensor_why_text(reading->why));
    else if (sensor_line(sensor, reading, line)[0] != '\0')
        snprintf(text, COLUMN_TEXT, "%.*s", COLUMN_TEXT - 1, line);
    else
        snprintf(text, COLUMN_TEXT, "%s", _("nothing to report"));
}

static int events_now_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct events_now *now = argument;
    const struct event *event = &now->event;
    struct sensor_reading reading;
    struct sdr_sensor sensor;
    struct sdr *sdr = NULL;
    int result = sdr_load(ctx->bmc, false, &sdr, error);

    snprintf(now->text, sizeof now->text, "%s", _("not available"));
    if (result == 0 && sdr_find(sdr, event->owner, event->lun, event->number, &sensor)) {
        result = bmc_read_sensor(ctx->bmc, sdr, &sensor, &reading, error);
        if (result == 0)
            events_print_now(&sensor, &reading, now->text);
    }
    sdr_free(sdr);
    return result;
}

static const char *events_now_text(const void *argument)
{
    return ((const struct events_now *)argument)->text;
}

static void events_enter(struct listview *view, const void *data)
{
    const struct event *event = &((const struct events_row *)data)->event;
    struct listview_later later = {
        .label = N_("Now"), .before = 2, .run = events_now_run, .text = events_now_text};
    struct events_now *now;

    if (!event->sensor || listview_reading(view)) {
        listview_details_open(view, data, NULL);
        return;
    }
    now = xcalloc(1, sizeof *now);
    now->event = *event;
    later.argument = now;
    listview_details_open(view, data, &later);
}

/* --- the page -------------------------------------------------------------------------------- */

static bool events_filters(const void *filter)
{
    return event_filter_is_set(&((const struct events_filter *)filter)->filter);
}

static bool events_shows(const void *filter, const void *data, const void *row)
{
    const struct events_state *state = data;

    return event_filter_passes(&((const struct events_filter *)filter)->filter, &state->clock,
                               &((const struct events_row *)row)->event);
}

static size_t events_total(const void *state)
{
    return ((const struct events_state *)state)->info.entries;
}

static const char *events_hint(const struct listview *view)
{
    return listview_at_end(view) && view->list->more ? _("PgDn reads older events") : "";
}

/* clang-format off */
static const struct listview_action events_actions[] = {
    {.key = K_F2, .word = N_("Save"), .button = N_("SAVE TO FILE"), .run = events_save,
     .help = N_("Writes all events to a file on this machine"),
     .explain = N_("Writes every event of the log to a text file on this machine, one a line, with "
                   "its raw bytes, whatever the filter shows. What has not been read yet is read "
                   "first. The name of the file is shown; only root may read it.")},
    {.key = K_F3, .word = N_("Filter"), .drop = 3, .button = N_("FILTER"),
     .run = events_filter_open,
     .help = N_("Shows only some of the events"),
     .explain = N_("Shows only events that are severe enough, whose sensor or text contains a "
                   "word, or that are not older than some days. What has not been read yet is "
                   "read, so that nothing is missing; Esc stops that. The log stays as it is.")},
    {.key = K_F8, .word = N_("Clear"), .drop = 4, .button = N_("CLEAR"), .run = events_clear_open,
     .writes = true,
     .help = N_("Clears the log of the BMC; asks first"),
     .explain = N_("Clears the log in the BMC, for example because it is full and new events would "
                   "be lost. You are asked first, and all events are saved to a file unless you do "
                   "not want that. An event that comes in between is not lost. Some BMCs clear all "
                   "of their logs when they are told to clear this one.")},
};
/* clang-format on */

static const struct listview_page events_page = {
    .class = &page_events,
    .actions = events_actions,
    .action_count = sizeof events_actions / sizeof *events_actions,
    .reading = N_("Reading the log"),
    .poll_ms = POLL_MS,
    .poll_lan_ms = POLL_LAN_MS,
    .filter_size = sizeof(struct events_filter),
    .filters = events_filters,
    .shows = events_shows,
    .total = events_total,
    .hint = events_hint,
    .enter = events_enter,
};

void events_open(struct app *app)
{
    listview_open(app, &events_page);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Event log": what the hardware has reported, newest first (31, 32).
 */
#include "pages/events.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/sdr.h"
#include "core/event_words.h"
#include "pages/pages.h"

enum {
    EVENTS_FIRST = 16, /* a screen of them, before names are looked for */
    EVENTS_PART = 200, /* as many more at a time */
    TIME_COLUMNS = 14,
    SEVERITY_COLUMNS = 10,
    SENSOR_COLUMNS = 18
};

/* --- reading --------------------------------------------------------------------------------- */

struct events_reading {
    struct bmc *bmc;
    const struct page_sink *sink;
    struct events_state *state;
    struct event_log *log;
    struct sdr *sdr; /* NULL: names have not come yet */
    size_t told;     /* of the log's records, those that are rows */
    int64_t now;
};

static void events_make(const struct events_reading *reading, const struct sel_record *record,
                        struct events_row *row)
{
    memset(row, 0, sizeof *row);
    event_describe(&row->event, record, reading->sdr);
    event_clock_short(&reading->state->clock, row->event.timestamp, reading->now, row->time);
}

static bool events_stop(void *data)
{
    const struct events_reading *reading = data;

    return reading->sink->stopped != NULL && reading->sink->stopped(reading->sink->data);
}

static void events_older(void *data, const struct sel_record *record)
{
    struct events_reading *reading = data;
    struct events_row row;

    reading->told++;
    events_make(reading, record, &row);
    reading->sink->append(reading->sink->data, &row);
}

static void events_newer(void *data, const struct sel_record *record)
{
    const struct events_reading *reading = data;
    struct events_row row;

    events_make(reading, record, &row);
    if (reading->sink->prepend != NULL)
        reading->sink->prepend(reading->sink->data, &row);
}

static void events_forget(void *data)
{
    struct events_reading *reading = data;

    reading->told = 0;
    if (reading->sink->forget != NULL)
        reading->sink->forget(reading->sink->data);
}

static void events_progress(void *data, size_t read)
{
    const struct events_reading *reading = data;

    if (reading->sink->progress != NULL)
        reading->sink->progress(reading->sink->data, read);
}

static struct event_log_watch events_watch(struct events_reading *reading)
{
    return (struct event_log_watch){.stop = events_stop,
                                    .older = events_older,
                                    .newer = events_newer,
                                    .forget = events_forget,
                                    .progress = events_progress,
                                    .data = reading};
}

static void events_tell(const struct events_reading *reading)
{
    reading->state->info = *event_log_info(reading->log);
    if (reading->sink->tell != NULL)
        reading->sink->tell(reading->sink->data);
}

/* What was read is told as it comes; but when it is read from 0 on, at the end. */
static int events_read(struct events_reading *reading, size_t count, struct bmc_error *error)
{
    const struct event_log_watch watch = events_watch(reading);
    int result = event_log_read(reading->log, reading->bmc, count, &watch, error);

    while (result == 0 && reading->told < event_log_count(reading->log))
        events_older(reading, event_log_record(reading->log, reading->told));
    return result;
}

/* A BMC without such a log, or that does not let us read it. */
static int events_not_available(struct bmc_error *error)
{
    const struct bmc_error why = *error;

    if (why.kind == ERROR_REFUSED || why.kind == ERROR_DENIED)
        error_set(error, why.kind, _("The event log is not available: %s"), why.sentence);
    return -1;
}

static int events_open(struct events_reading *reading, struct bmc_error *error)
{
    uint32_t seconds = 0;
    bool known;

    if (event_log_open(reading->log, reading->bmc, error) < 0)
        return events_not_available(error);
    known = event_log_time(reading->log, &seconds);
    event_clock_compare(&reading->state->clock, known, seconds, reading->now);
    reading->state->known = true;
    events_tell(reading);
    return 0;
}

/* What stands there without a name gets it. */
static void events_name(struct events_reading *reading)
{
    size_t count = event_log_count(reading->log);
    struct events_row row;

    for (size_t i = 0; i < count && reading->sink->replace != NULL; i++) {
        events_make(reading, event_log_record(reading->log, i), &row);
        reading->sink->replace(reading->sink->data, i, &row);
    }
}

/* Events without names are better than none: only a link that is gone ends it. */
static int events_load_names(struct events_reading *reading, struct bmc_error *error)
{
    return sdr_load(reading->bmc, reading->sink->fresh, &reading->sdr, error);
}

/* A screen of them; then their names; then a good part of the rest. */
static int events_read_all(struct events_reading *reading, struct bmc_error *error)
{
    if (events_open(reading, error) < 0 || events_read(reading, EVENTS_FIRST, error) < 0 ||
        events_load_names(reading, error) < 0)
        return -1;
    events_name(reading);
    return events_read(reading, EVENTS_PART, error);
}

static int events_look(struct events_reading *reading, struct bmc_error *error)
{
    const struct event_log_watch watch = events_watch(reading);
    struct sel_info before = reading->state->info;

    if (event_log_look(reading->log, reading->bmc, &watch, error) < 0)
        return -1;
    if (memcmp(&before, event_log_info(reading->log), sizeof before) != 0)
        events_tell(reading);
    return 0;
}

/* As far as the last row: of reading that was stopped, there may be more in the log. */
static size_t events_count_told(const struct events_reading *reading)
{
    const struct events_row *last = reading->sink->last;
    size_t count = event_log_count(reading->log);

    while (last != NULL && count > 0 &&
           event_log_record(reading->log, count - 1)->id != last->event.id)
        count--;
    return last != NULL ? count : 0;
}

static int events_read_part(struct events_reading *reading, struct bmc_error *error)
{
    size_t count = event_log_count(reading->log) + EVENTS_PART;

    reading->told = events_count_told(reading);
    if (reading->sink->part == PAGE_ALL)
        return events_read_all(reading, error);
    if (events_load_names(reading, error) < 0)
        return -1;
    if (reading->sink->part == PAGE_NEW)
        return events_look(reading, error);
    return events_read(reading, reading->sink->part == PAGE_REST ? SIZE_MAX : count, error);
}

static int events_load(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error)
{
    struct events_reading reading = {
        .bmc = bmc, .sink = sink, .state = sink->state, .now = (int64_t)time(NULL)};
    int result;

    reading.log = events_borrow(reading.state, error);
    if (reading.log == NULL)
        return -1;
    result = events_read_part(&reading, error);
    if (result == 0 && !event_log_whole(reading.log))
        result = 1;
    sdr_free(reading.sdr);
    events_give_back(reading.state);
    return result;
}

/* --- how it is shown ------------------------------------------------------------------------- */

/* Of another year: its date is more than its hour. */
static void events_print_time(const void *data, char text[COLUMN_TEXT])
{
    const struct events_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s", row->time);
    if (text_columns(text) >= TIME_COLUMNS && text[0] >= '0' && text[0] <= '9')
        text[strcspn(text, " ")] = '\0';
}

static void events_print_severity(const void *data, char text[COLUMN_TEXT])
{
    const struct events_row *row = data;

    snprintf(text, COLUMN_TEXT, "%s", event_severity_text(&row->event));
}

static void events_print_sensor(const void *data, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%s", ((const struct events_row *)data)->event.name);
}

static void events_print_text(const void *data, char text[COLUMN_TEXT])
{
    char line[EVENT_LINE];

    snprintf(text, COLUMN_TEXT, "%s", event_short(&((const struct events_row *)data)->event, line));
}

static enum row_look events_look_of(const void *data)
{
    const struct event *event = &((const struct events_row *)data)->event;

    if (event->direction == EVENT_ENDS)
        return ROW_NOTE;
    return event->severity == EVENT_CRITICAL  ? ROW_CRITICAL
           : event->severity == EVENT_WARNING ? ROW_WARNING
                                              : ROW_PLAIN;
}

/* "300 records, 15 % full"; brief: "300 records" but for what is wrong. */
static void events_print_log(const struct sel_info *info, bool brief, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, ngettext("%u record", "%u records", info->entries),
             (unsigned)info->entries);
    if (info->entries == 0)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("empty"));
    else if (info->percent >= 100)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("full: new events are lost"));
    else if (!brief)
        text_append(text, COLUMN_TEXT, ", ", _("%u %% full"), info->percent);
    if (info->overflow && info->percent < 100)
        text_append(text, COLUMN_TEXT, ", ", "%s", _("events were lost"));
}

/* "; newest first, 1 to 16 shown" */
static void events_print_shown(const struct page_window *window, bool brief,
                               char text[COLUMN_TEXT])
{
    unsigned first = (unsigned)window->first, last = (unsigned)window->last;

    if (window->filtered)
        text_append(text, COLUMN_TEXT, "; ", _("filtered: %u of %u"), (unsigned)window->listed,
                    (unsigned)window->all);
    else if (window->listed > 0)
        text_append(text, COLUMN_TEXT, "; ",
                    brief ? _("%u to %u shown") : _("newest first, %u to %u shown"), first, last);
}

static void events_headline(const void *data, const struct page_window *window, int level,
                            char text[COLUMN_TEXT])
{
    const struct events_state *state = data;
    char clock[100];

    text[0] = '\0';
    if (!state->known)
        return;
    events_print_log(&state->info, level > 2, text);
    events_print_shown(window, level > 0, text);
    if (level < 2)
        text_append(text, COLUMN_TEXT, ". ", "%s",
                    event_clock_sentence(&state->clock, clock, sizeof clock));
}

static const char *events_direction(const struct event *event)
{
    return event->direction == EVENT_BEGINS ? "begins"
           : event->direction == EVENT_ENDS ? "ends"
                                            : "";
}

static void events_print_what(const struct event *event, const char *what, char text[COLUMN_TEXT])
{
    snprintf(text, COLUMN_TEXT, "%.*s", COLUMN_TEXT - 32, what);
    if (event->direction != EVENT_NO_DIRECTION)
        text_append(text, COLUMN_TEXT, ", ", "%s", events_direction(event));
}

/* "200 RPM, limit 500 RPM"; "": neither. */
static void events_print_numbers(const struct event *event, char text[COLUMN_TEXT])
{
    const char *gap = event->unit[0] != '\0' ? " " : "";

    text[0] = '\0';
    if (event->has_reading)
        text_append(text, COLUMN_TEXT, "", "%.2f%s%s", event->reading, gap, event->unit);
    if (event->has_limit)
        text_append(text, COLUMN_TEXT, ", ", "limit %.2f%s%s", event->limit, gap, event->unit);
}

static void events_full(const void *data, char text[COLUMN_TEXT])
{
    const struct event *event = &((const struct events_row *)data)->event;
    char numbers[COLUMN_TEXT];

    events_print_what(event, event->text, text);
    events_print_numbers(event, numbers);
    if (numbers[0] != '\0')
        text_append(text, COLUMN_TEXT, "; ", "%s", numbers);
    text_append(text, COLUMN_TEXT, "; ", _("event %u"), (unsigned)event->id);
}

/* --- in full --------------------------------------------------------------------------------- */

/* As this machine says, then as the BMC does. */
static void events_add_when(const struct events_state *state, const struct event *event,
                            struct page_details *details)
{
    const struct event_clock bmc = {.kind = EVENT_CLOCK_UNKNOWN};
    char here[EVENT_STAMP], there[EVENT_STAMP];

    event_clock_long(&state->clock, event->timestamp, here);
    event_clock_long(&bmc, event->timestamp, there);
    page_detail(details, _("When"), "%s", here);
    if (state->clock.kind == EVENT_CLOCK_UTC || state->clock.kind == EVENT_CLOCK_LOCAL)
        page_detail(details, _("BMC's own time"), "%s", there);
    else
        page_detail(details, "", "%s", _("by the BMC's clock, which is not this machine's"));
}

static void events_add_sensor(const struct event *event, struct page_details *details)
{
    char text[COLUMN_TEXT];

    snprintf(text, sizeof text, "%s", event->name);
    if (event->type[0] != '\0' && strcmp(event->type, event->name) != 0)
        text_append(text, sizeof text, ", ", "%s", event->type);
    if (event->sensor)
        text_append(text, sizeof text, ", ", _("number %u, owner %02Xh"), (unsigned)event->number,
                    (unsigned)event->owner);
    page_detail(details, _("Sensor"), "%s", text);
}

static void events_add_raw(const struct event *event, struct page_details *details)
{
    char text[COLUMN_TEXT] = "";

    for (size_t i = 0; i < sizeof event->bytes; i++)
        text_append(text, sizeof text, " ", "%02x", (unsigned)event->bytes[i]);
    page_detail(details, _("Raw"), "%s", text);
}

static void events_details(const void *state, const void *data, struct page_details *details)
{
    const struct event *event = &((const struct events_row *)data)->event;
    const char *severity = event_severity_text(event);
    char text[COLUMN_TEXT], line[EVENT_LINE];

    events_add_when(state, event, details);
    page_detail(details, _("Severity"), "%s", severity[0] != '\0' ? severity : _("none"));
    events_add_sensor(event, details);
    events_print_what(event, event_text(event, line), text);
    page_detail(details, _("What"), "%s", text);
    events_print_numbers(event, text);
    if (text[0] != '\0')
        page_detail(details, _("Reading and limit"), "%s", text);
    page_detail(details, _("Record"), "%u (%04xh)", (unsigned)event->id, (unsigned)event->id);
    events_add_raw(event, details);
}

static void events_print_row(FILE *file, const void *state, const void *row)
{
    events_print_line(file, &((const struct events_row *)row)->event,
                      &((const struct events_state *)state)->clock);
}

static const struct column events_columns[] = {
    {.width = TIME_COLUMNS, .print = TABLE_CALL(events_print_time)},
    {.width = SEVERITY_COLUMNS, .print = TABLE_CALL(events_print_severity), .looks = true},
    {.width = SENSOR_COLUMNS, .print = TABLE_CALL(events_print_sensor)},
    {.print = TABLE_CALL(events_print_text)},
    {.print = NULL}};

const struct page_class page_events = {
    .name = "events",
    .digit = '2',
    .title = N_("Event log"),
    .summary = N_("what the hardware has reported"),
    .help =
        N_("The events that the BMC has logged: temperatures and fans beyond their limits, memory "
           "errors, failed power supplies, power cycles. Newest first, in the order of the log. "
           "\"ended\" means that the problem went away, ? that it is not known how bad it is. "
           "Times are this machine's as long as the BMC's clock is right; the row below the title "
           "says so. Enter shows everything about an event, PgDn at the end reads older ones."),
    .columns = events_columns,
    .row_size = sizeof(struct events_row),
    .load = TABLE_CALL(events_load),
    .look = TABLE_CALL(events_look_of),
    .state_size = sizeof(struct events_state),
    .state_begin = TABLE_CALL(events_begin),
    .state_hold = TABLE_CALL(events_hold),
    .state_drop = TABLE_CALL(events_drop),
    .headline = TABLE_CALL(events_headline),
    .full = TABLE_CALL(events_full),
    .details = TABLE_CALL(events_details),
    .print_row = TABLE_CALL(events_print_row),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "bmc/sdr.h"
#include "cli/events.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/event_words.h"
#include "core/rule.h"

#define TELL_MS 5000 /* how far it is, where that takes long */
#define CHUNK 32 /* records that are read at once, where it is not known how many are wanted */

enum { EVENTS_ABOUT = JOB_OWN, EVENTS_EVENT, EVENTS_SILENT, EVENTS_READING };

struct events {
    struct cli *cli;
    struct event_filter filter;
    size_t last; /* 0: all */
    /* The worker's. */
    const struct job_ctx *ctx;
    struct event_log *log;
    struct sdr *sdr;
    int64_t told_ms;
    atomic_bool enough; /* nobody reads what is printed any more */
    /* The main thread's. */
    struct events_about about;
    bool opened; /* about is known */
    json_t *array;
    struct file_out out;
    size_t printed;
    int status; /* of the file */
};

/* --- on the worker's thread --------------------------------------------------------------- */

static bool events_wants(const struct events *events, const struct event_clock *clock,
                         size_t index, struct event *event)
{
    event_describe(event, event_log_record(events->log, index), events->sdr);
    return event_filter_passes(&events->filter, clock, event);
}

/* From event_log_read(), after each record. */
static void events_tell(void *data, size_t read)
{
    struct events *events = data;
    int64_t now = clock_now(clock_monotonic());
    unsigned counts[2] = {(unsigned)read, event_log_info(events->log)->entries};

    if (now - events->told_ms < TELL_MS)
        return;
    events->told_ms = now;
    job_post(events->ctx, EVENTS_READING, counts, sizeof counts);
}

static void events_older(void *data, const struct sel_record *record)
{
    struct events *events = data;

    (void)record;
    events_tell(events, event_log_count(events->log));
}

/* Reads back until there are as many as are wanted. Returns how far that is, in *from. */
static int events_read(struct events *events, struct bmc *bmc, const struct event_clock *clock,
                       size_t *from, struct bmc_error *error)
{
    const struct event_log_watch watch = {
        .older = events_older, .progress = events_tell, .data = events};
    size_t wanted = events->last == 0 ? SIZE_MAX : events->last, found = 0;
    bool filtered = event_filter_is_set(&events->filter);
    struct event event;

    *from = 0;
    do {
        size_t count = event_log_count(events->log);

        if (event_log_read(events->log, bmc,
                           filtered && wanted != SIZE_MAX ? count + CHUNK : wanted, &watch,
                           error) != 0)
            return -1;
        for (; *from < event_log_count(events->log) && found < wanted; (*from)++)
            found += events_wants(events, clock, *from, &event);
        if (event_log_count(events->log) == count)
            return 0;
    } while (found < wanted);
    return 0;
}

/* The newest `count` of the log, the oldest of them first. */
static void events_post(struct events *events, const struct job_ctx *ctx,
                        const struct event_clock *clock, size_t count)
{
    struct event event;

    while (count-- > 0)
        if (events_wants(events, clock, count, &event))
            job_post(ctx, EVENTS_EVENT, &event, sizeof event);
}

static bool events_bear(const struct bmc_error *error)
{
    return error->kind == ERROR_TIMEOUT || error->kind == ERROR_GONE ||
           error->kind == ERROR_BUSY || error->kind == ERROR_MALFORMED;
}

/* Until somebody ends the program. A BMC that does not answer for a while is waited for. */
static int events_follow(struct events *events, const struct job_ctx *ctx,
                         const struct event_clock *clock, struct bmc_error *error)
{
    bool silent = false;

    while (bmc_pause(ctx->bmc, (int64_t)events->cli->arguments.follow_s * 1000)) {
        size_t count = event_log_count(events->log);
        unsigned forgotten = event_log_forgotten(events->log);
        int result;

        if (atomic_load(&events->enough))
            return 0;
        result = event_log_look(events->log, ctx->bmc, NULL, error);
        if (result != 0 && !events_bear(error))
            return -1;
        if (result != 0 && !silent)
            job_post(ctx, EVENTS_SILENT, error, sizeof *error);
        silent = result != 0;
        if (event_log_forgotten(events->log) != forgotten)
            count = 0;
        events_post(events, ctx, clock, event_log_count(events->log) - count);
    }
    return error_set(error, ERROR_CANCELLED, "%s", _("cancelled"));
}

static int events_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct events *events = argument;
    struct events_about about;
    size_t count;
    int result;

    events->ctx = ctx;
    events->told_ms = clock_now(clock_monotonic());
    if (events_open_log(events->log, ctx->bmc, &about, error) != 0 ||
        sdr_load(ctx->bmc, false, &events->sdr, error) != 0)
        return -1;
    result = events_read(events, ctx->bmc, &about.clock, &count, error);
    if (result != 0 && error->kind == ERROR_CANCELLED)
        return -1;
    job_post(ctx, EVENTS_ABOUT, &about, sizeof about);
    events_post(events, ctx, &about.clock, count);
    if (result != 0)
        return -1;
    return events->cli->arguments.follow_s > 0 ? events_follow(events, ctx, &about.clock, error)
                                               : 0;
}

/* --- what is printed ---------------------------------------------------------------------- */

static void events_put_line(const struct event *event, const struct event_clock *clock)
{
    char stamp[EVENT_STAMP], line[EVENT_LINE];

    printf("%5u  %-19s  ", (unsigned)event->id, event_clock_long(clock, event->timestamp, stamp));
    text_pad(stdout, event_severity_text(event), 8);
    printf("  %-16s  %s\n", event->name, event_short(event, line));
}

/* A file takes the list's place, unless that goes on. */
static void events_print(struct events *events, const struct event *event)
{
    const struct cli_arguments *arguments = &events->cli->arguments;
    const struct event_clock *clock = &events->about.clock;

    if (events->out.file != NULL)
        events_print_line(events->out.file, event, clock);
    if (arguments->json && events->array != NULL)
        json_array_append_new(events->array, events_json_event(event, clock, NULL));
    else if (arguments->json)
        json_print_line(
            events_json_event(event, clock, run_target_name(events->cli)));
    else if (events->out.file == NULL || arguments->follow_s > 0)
        events_put_line(event, clock);
    events->printed++;
}

static void events_start(struct events *events, const struct events_about *about)
{
    struct bmc_error error;

    events->about = *about;
    events->opened = true;
    if (events->cli->arguments.save == NULL)
        return;
    if (files_create_at(events->cli->arguments.save, &events->out, &error) != 0) {
        events->status = say_failure("--save", &error);
        atomic_store(&events->enough, true);
        return;
    }
    setvbuf(events->out.file, NULL, _IOLBF, 0);
    events_print_head(events->out.file, about->target, &about->clock);
}

static void events_on_event(void *argument, const struct job_event *event)
{
    struct events *events = argument;

    if (event->kind == EVENTS_ABOUT)
        events_start(events, event->payload);
    else if (event->kind == EVENTS_EVENT)
        events_print(events, event->payload);
    else if (event->kind == EVENTS_READING)
        say_note(events->cli, _("Reading the log, %u of %u"),
                 ((const unsigned *)event->payload)[0], ((const unsigned *)event->payload)[1]);
    else if (event->kind == EVENTS_SILENT)
        say_note(events->cli, _("%s; still trying."),
                 ((const struct bmc_error *)event->payload)->sentence);
    if (events->cli->arguments.follow_s > 0 && !atomic_load(&events->enough) && !say_written())
        atomic_store(&events->enough, true);
}

static void events_note(const struct events *events)
{
    const struct sel_info *info = &events->about.info;
    const struct event_clock *clock = &events->about.clock;
    const char *why = event_log_why(events->log);
    size_t unread = event_log_unread(events->log);
    char sentence[160];

    if (info->entries == 0)
        say_note(events->cli, "%s", _("The event log is empty."));
    if (info->overflow)
        say_note(events->cli, "%s", _("Events were lost: the log was full."));
    else if (info->free < SEL_RECORD)
        say_note(events->cli, "%s", _("The log is full: new events may be lost."));
    if (clock->kind == EVENT_CLOCK_OFF)
        say_note(events->cli, "%s", event_clock_sentence(clock, sentence, sizeof sentence));
    if (unread > 0 && why[0] != '\0')
        say_note(events->cli, ngettext("The BMC does not give %zu of its records: %s",
                                       "The BMC does not give %zu of its records: %s", unread),
                 unread, why);
    else if (unread > 0)
        say_note(events->cli, ngettext("The BMC does not give %zu of its records.",
                                       "The BMC does not give %zu of its records.", unread),
                 unread);
}

/* What went to the file is on disk. */
static int events_saved(struct events *events)
{
    struct bmc_error error;

    if (events->status != CLI_DONE || events->out.file == NULL)
        return events->status;
    if (files_close(&events->out, &error) != 0)
        return say_failure("--save", &error);
    if (!events->cli->arguments.json)
        printf(ngettext("%zu event saved in %s\n", "%zu events saved in %s\n", events->printed),
               events->printed, events->out.path);
    return CLI_DONE;
}

/* What there is, even where reading failed. */
static void events_print_object(const struct events *events)
{
    json_t *object;

    if (events->array == NULL || !events->opened)
        return;
    object = json_object();
    json_object_set_new(object, "target", json_string(run_target_name(events->cli)));
    json_object_set_new(object, "log", events_json_log(&events->about));
    json_object_set(object, "events", events->array);
    json_print(object);
}

static int events_end(struct events *events)
{
    events_print_object(events);
    events_note(events);
    return events_saved(events);
}

/* --- the options -------------------------------------------------------------------------- */

static int events_take_severity(const char *word, struct event_filter *filter)
{
    char quoted[RULE_QUOTE];

    if (word == NULL)
        return CLI_DONE;
    if (strcmp(word, "warning") != 0 && strcmp(word, "critical") != 0)
        return say_error("--severity", _("\"%s\" is not valid; use warning or critical"),
                         rule_quote(word, quoted));
    filter->least = word[0] == 'w' ? EVENT_LEAST_WARNING : EVENT_LEAST_CRITICAL;
    return CLI_DONE;
}

static int events_take_since(const char *word, struct event_filter *filter)
{
    char quoted[RULE_QUOTE];

    filter->has_since = word != NULL;
    if (word == NULL || event_clock_parse(word, (int64_t)time(NULL), &filter->since))
        return CLI_DONE;
    return say_error("--since",
                     _("\"%s\" is not valid; use a time such as 2026-10-11T15:18, or how long ago: "
                       "3d, 12h, 30m"),
                     rule_quote(word, quoted));
}

static int events_take_match(const char *text, struct event_filter *filter)
{
    if (text == NULL)
        return CLI_DONE;
    if (text[0] == '\0' || strlen(text) >= sizeof filter->match)
        return say_error("--match", _("give a text of 1 to %d bytes"), EVENT_MATCH - 1);
    snprintf(filter->match, sizeof filter->match, "%s", text);
    return CLI_DONE;
}

static int events_take(struct events *events)
{
    const struct cli_arguments *arguments = &events->cli->arguments;
    struct bmc_error error;
    int status = events_take_severity(arguments->severity, &events->filter);

    if (status == CLI_DONE)
        status = events_take_since(arguments->since, &events->filter);
    if (status == CLI_DONE)
        status = events_take_match(arguments->match, &events->filter);
    if (status == CLI_DONE && arguments->no_save)
        status = say_error("--no-save", "%s", _("this goes with events clear only"));
    if (status == CLI_DONE && arguments->save != NULL &&
        files_check_at(arguments->save, &error) != 0)
        status = say_error("--save", "%s", error.sentence);
    events->last = arguments->last;
    return status;
}

static int events_list(struct cli *cli)
{
    struct events events = {.cli = cli};
    const struct run_job job = {.work = events_work, .on_event = events_on_event,
                                .argument = &events, .field = "events"};
    int status = events_take(&events);

    if (status != CLI_DONE)
        return status;
    events.log = event_log_create();
    if (cli->arguments.json && cli->arguments.follow_s == 0)
        events.array = json_array();
    status = run_job(cli, &job);
    if (status == 0) {
        status = events_end(&events);
    } else {
        events_print_object(&events);
        files_drop(&events.out);
    }
    json_decref(events.array);
    sdr_free(events.sdr);
    event_log_free(events.log);
    return status;
}

static int events_run(struct cli *cli)
{
    const struct cli_arguments *arguments = &cli->arguments;
    char quoted[RULE_QUOTE];

    cli->only_reads = arguments->word_count == 0;
    if (arguments->word_count == 0)
        return events_list(cli);
    if (arguments->word_count == 1 && strcmp(arguments->words[0], "clear") == 0)
        return events_clear_log(cli);
    return say_error("events", _("\"%s\" is not valid; the only word here is clear"),
                     rule_quote(arguments->words[arguments->word_count - 1], quoted));
}

const struct cli_command cli_events = {
    .name = "events",
    .usage = "[clear] [OPTIONS]",
    .run = CLI_RUN(events_run),
    .options = CLI_TAKES_JSON | CLI_TAKES_EVENTS,
    .takes_words = true,
    .changes = true,
    .summary = N_("print, save or clear the event log"),
    .help = N_("Prints what the hardware has reported, in the log's order, the newest last.\n"
               "\"clear\" saves all events to a file and clears the log; an event that comes in\n"
               "between is saved too. Without --save=FILE the file is made in bmctui's directory.\n"
               "Some BMCs clear their other logs as well."),
};

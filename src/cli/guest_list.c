/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/guest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "cli/json.h"
#include "cli/run.h"
#include "core/value.h"
#include "guard/guest_job.h"

#define GUEST_TEXT_COLUMN 60

struct guest_look {
    struct cli *cli;
    struct guard *guard;
    struct guests guests;
    struct guest_job *job;
    int status;
};

const char *guest_when(long long wall_s, bool local, char *text, size_t size)
{
    time_t then = (time_t)wall_s, now = time(NULL);
    struct tm parts, today;
    bool known = (local ? localtime_r(&then, &parts) : gmtime_r(&then, &parts)) != NULL;

    text[0] = '\0';
    if (!known || localtime_r(&now, &today) == NULL)
        return text;
    if (!local)
        (void)strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &parts);
    else if (parts.tm_yday == today.tm_yday && parts.tm_year == today.tm_year)
        (void)strftime(text, size, "%H:%M", &parts);
    else
        (void)strftime(text, size, "%Y-%m-%d %H:%M", &parts);
    return text;
}

/* --- ending --------------------------------------------------------------------------------- */

static int look_work(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    const struct guest_look *look = argument;

    if (run_hold(ctx, error) < 0)
        return -1;
    return guest_job_run(ctx, look->job, error);
}

static void look_on_event(void *argument, const struct job_event *event)
{
    const struct guest_look *look = argument;
    char text[ERROR_SENTENCE * 2];

    if (event->kind != GUEST_JOB_ONE)
        return;
    guest_sentence(event->payload, true, text, sizeof text);
    if (guest_exit(event->payload) == 0)
        say_note(look->cli, "%s", text);
    else
        say_error("guest", "%s", text);
}

/* 4: one could not be ended. */
static void look_end_due(struct guest_look *look)
{
    struct cli *cli = look->cli;
    const struct run_job job = {.work = look_work,
                                .on_event = look_on_event,
                                .argument = look,
                                .field = "guest",
                                .save = true};

    if (look->guests.due == 0)
        return;
    look->status = CLI_MIXED;
    if (cli->settings->read_only) {
        say_error("guest", "%s", _("--read-only allows no changes: no guest is ended"));
        return;
    }
    look->job = guest_job_create(GUEST_JOB_DUE, cli->target, cli->settings->state_directory);
    look->job->verify_s = cli->settings->verify_s;
    if (run_job(cli, &job) == 0 && look->job->failed == 0)
        look->status = CLI_DONE;
    guest_job_release(look->job);
    guest_look(look->guard, &look->guests);
}

static void look_begin(struct guest_look *look, struct cli *cli)
{
    look->cli = cli;
    look->guard = guard_create(cli->target, cli->settings->state_directory, NULL);
    guest_look(look->guard, &look->guests);
    look_end_due(look);
    if (look->guests.unreadable) {
        say_error("guest", "%s", look->guests.error.sentence);
        look->status = CLI_MIXED;
    }
}

/* --- printing ------------------------------------------------------------------------------- */

static const char *look_state(const struct guest *guest)
{
    static const char *const words[] = {[GUEST_OPENING] = "opening",
                                        [GUEST_OPEN] = "open",
                                        [GUEST_ENDING] = "ending",
                                        [GUEST_LEFT] = "left_alone"};

    if (guest->damaged)
        return "damaged";
    return guest->due != GUEST_NOT_DUE ? "past_end" : words[guest->record.state];
}

static json_t *look_json_time(const struct guest *guest, long long wall_s)
{
    char text[40];

    return guest->damaged ? json_null() : json_string(guest_when(wall_s, false, text, sizeof text));
}

static json_t *look_json_one(const struct guest *guest)
{
    const struct guest_record *record = &guest->record;
    json_t *object = json_object();

    json_object_set_new(object, "slot", json_integer(record->slot));
    json_object_set_new(object, "name",
                        guest->damaged ? json_null() : json_string(record->name));
    json_object_set_new(object, "state", json_string(look_state(guest)));
    json_object_set_new(object, "channel",
                        guest->damaged ? json_null() : json_integer(record->channel));
    json_object_set_new(object, "privilege",
                        guest->damaged
                            ? json_null()
                            : json_string(value_word(&value_privilege, record->privilege)));
    json_object_set_new(object, "begun", look_json_time(guest, record->begun_s));
    json_object_set_new(object, "until",
                        look_json_time(guest, (long long)time(NULL) + guest->left_s));
    json_object_set_new(object, "left",
                        guest->damaged ? json_null() : json_integer(guest->left_s));
    json_object_set_new(object, "by", guest->damaged ? json_null() : json_string(record->user));
    return object;
}

static void look_print_json(const struct guest_look *look)
{
    json_t *object = json_object(), *array = json_array();

    for (size_t i = 0; i < look->guests.count; i++)
        json_array_append_new(array, look_json_one(&look->guests.of[i]));
    json_object_set_new(object, "target", json_string(run_target_name(look->cli)));
    json_object_set_new(object, "guests", array);
    json_print(object);
}

static void look_add_row(struct table *table, const struct guest *guest)
{
    const struct guest_record *record = &guest->record;
    char slot[8], ends[GUEST_TEXT_COLUMN + 60], when[40];

    snprintf(slot, sizeof slot, "%u", record->slot);
    guest_print(guest, ends, sizeof ends);
    guest_when(record->begun_s, true, when, sizeof when);
    table_row(table, (const char *[]){slot, guest->damaged ? "?" : record->name,
                                      guest->damaged
                                          ? ""
                                          : value_word_text(&value_privilege, record->privilege),
                                      guest->damaged ? guest->file : when, ends});
}

/* One who was left alone is told once. */
static void look_print_text(const struct guest_look *look)
{
    struct table table = {.columns = 5};
    const struct guests *guests = &look->guests;

    if (guests->count == 0) {
        printf("%s\n", _("No guests."));
        return;
    }
    table_row(&table, (const char *[]){_("Slot"), _("Name"), _("Privilege"), _("Since"), ""});
    for (size_t i = 0; i < guests->count; i++)
        look_add_row(&table, &guests->of[i]);
    table_print(&table, stdout);
    for (size_t i = 0; i < guests->count; i++)
        if (guests->of[i].record.state == GUEST_LEFT && !guests->of[i].damaged && say_written())
            (void)guest_forget(look->guard, guests->of[i].record.slot, NULL);
}

static bool look_damaged(const struct guests *guests)
{
    for (size_t i = 0; i < guests->count; i++)
        if (guests->of[i].damaged)
            return true;
    return false;
}

static int look_end(struct guest_look *look)
{
    int status = look->status;

    if (look_damaged(&look->guests) || look->guests.due > 0)
        status = CLI_MIXED;
    if (!look->cli->settings->read_only && look->guests.count > 0)
        (void)guest_watch_start(look->guard, NULL);
    guard_destroy(look->guard);
    free(look);
    return status;
}

int guest_list(struct cli *cli)
{
    struct guest_look *look = xcalloc(1, sizeof *look);

    cli->only_reads = false;
    look_begin(look, cli);
    if (cli->arguments.json)
        look_print_json(look);
    else
        look_print_text(look);
    if (look_damaged(&look->guests))
        say_error("guest", "%s",
                  _("look at the BMC's users, then remove the damaged record's file"));
    return look_end(look);
}

int guest_alone(struct cli *cli)
{
    struct guest_look *look = xcalloc(1, sizeof *look);
    int status;

    look_begin(look, cli);
    status = look->guests.due > 0 ? CLI_MIXED : look->status;
    guard_destroy(look->guard);
    free(look);
    return status;
}

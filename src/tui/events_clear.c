/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event log is saved and cleared: the question, how far it is, and what came of it, which is
 * said below the list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "bmc/sdr.h"
#include "core/event_words.h"
#include "guard/action.h"
#include "tui/events_view.h"
#include "tui/pending.h"

enum { ITEM_SAVE_FIRST = 1, ITEM_BACK, ITEM_CLEAR };
enum { CLEAR_PROGRESS = JOB_OWN }; /* payload: struct clear_progress */
enum { TELL_EVERY = 16 };          /* records */

enum clear_phase { CLEAR_READING, CLEAR_SAVING, CLEAR_CLEARING };

struct clear_progress {
    enum clear_phase phase;
    size_t read;
};

/* On the worker's thread. */
struct clear_task {
    struct events_task task; /* the first: events_task_release() */
    struct job_ctx *ctx;
    struct sdr *sdr;
    bool no_save, read_only;
    struct clear_progress progress;
    struct event_clear_result result;
};

struct clear_dialog {
    struct dialog dialog;
    bool no_save;
    struct clear_progress progress;
    size_t entries;
};

/* --- the job --------------------------------------------------------------------------------- */

static void clear_tell(struct clear_task *clear, enum clear_phase phase, size_t read)
{
    clear->progress = (struct clear_progress){phase, read};
    job_post(clear->ctx, CLEAR_PROGRESS, &clear->progress, sizeof clear->progress);
}

static bool clear_stop(void *data)
{
    return job_stop_requested(((struct clear_task *)data)->ctx);
}

static void clear_progress(void *data, size_t read)
{
    struct clear_task *clear = data;

    if (read % TELL_EVERY == 0)
        clear_tell(clear, CLEAR_READING, read);
}

static void clear_record(void *data, const struct sel_record *record)
{
    struct clear_task *clear = data;

    (void)record;
    clear->progress.read++;
    clear_progress(clear, clear->progress.read);
}

static int clear_save(void *data, const struct event_log *log, size_t count,
                      struct bmc_error *error)
{
    struct clear_task *clear = data;

    clear_tell(clear, CLEAR_SAVING, count);
    if (clear->task.out.file == NULL && events_task_create(&clear->task, error) < 0)
        return -1;
    if (events_task_write(&clear->task, log, clear->sdr, count, error) < 0)
        return -1;
    clear_tell(clear, CLEAR_CLEARING, count);
    return 0;
}

static void clear_do(struct clear_task *clear, struct event_log *log)
{
    const struct event_log_watch watch = {.stop = clear_stop,
                                          .older = clear_record,
                                          .newer = clear_record,
                                          .progress = clear_progress,
                                          .data = clear};
    const struct event_clear how = {
        .no_save = clear->no_save, .save = clear_save, .data = clear, .watch = &watch};

    clear->progress.read = event_log_count(log);
    if (clear->no_save)
        clear_tell(clear, CLEAR_CLEARING, 0);
    event_log_clear(log, clear->ctx->bmc, &how, &clear->result);
}

/* Who cleared what, and where it is now. */
static void clear_audit(const struct clear_task *clear, const struct audit *audit)
{
    static const char *const words[] = {[EVENT_CLEARED] = "cleared",
                                        [EVENT_KEPT_COMING] = "not cleared, events kept coming",
                                        [EVENT_NOT_CLEARED] = "not cleared",
                                        [EVENT_CLEAR_UNKNOWN] = "not known whether cleared"};

    action_audit(audit, clear->task.target, "clear log", "%s, %zu events saved%s%s",
                 words[clear->result.outcome], clear->result.saved,
                 clear->task.out.path[0] != '\0' ? " as " : "", clear->task.out.path);
}

static int clear_under_guard(struct clear_task *clear, struct event_log *log,
                             struct bmc_error *error)
{
    const struct audit audit = {.user = clear->task.user[0] != '\0' ? clear->task.user : NULL};
    struct guard *guard = guard_create(clear->task.target, clear->task.directory, &audit);
    int result = action_begin(guard, clear->read_only, error);

    if (result == 0) {
        clear_do(clear, log);
        action_end(guard);
        clear_audit(clear, &audit);
    }
    guard_destroy(guard);
    return result;
}

static int clear_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct clear_task *clear = argument;
    struct event_log *log = events_borrow(&clear->task.state, error);
    int result;

    if (log == NULL)
        return -1;
    clear->ctx = ctx;
    result = clear->no_save ? 0 : sdr_load(ctx->bmc, false, &clear->sdr, error);
    if (result == 0)
        result = clear_under_guard(clear, log, error);
    sdr_free(clear->sdr);
    if (clear->result.saved > 0)
        files_close(&clear->task.out, &clear->result.error);
    events_give_back(&clear->task.state);
    return result;
}

/* --- what came of it ------------------------------------------------------------------------- */

static void clear_say(struct listview *view, const struct clear_task *clear)
{
    char text[ERROR_SENTENCE * 2];

    event_clear_text(&clear->result, text, sizeof text);
    if (clear->result.saved > 0)
        text_append(text, sizeof text, " ", "%s", clear->task.out.path);
    listview_say(view, clear->result.outcome == EVENT_CLEARED ? ROLE_GOOD : ROLE_ERROR, text);
}

static void clear_ended(struct dialog *dialog, const struct job_event *event)
{
    const struct clear_task *clear = event->payload;
    struct listview *view = listview_find(dialog->app);
    char text[ERROR_SENTENCE * 2];

    dialog_close(dialog);
    if (event->error.kind == ERROR_DENIED || clear->result.error.kind == ERROR_DENIED)
        app_denied(dialog->app);
    if (view == NULL)
        return;
    if (event->error.kind == ERROR_NONE) {
        memset(listview_filter(view), 0, view->page->filter_size);
        listview_refilter(view);
        listview_reload(view);
        clear_say(view, clear);
    } else {
        snprintf(text, sizeof text, _("NOT CLEARED: %s."), event->error.sentence);
        listview_say(view, ROLE_ERROR, text);
    }
}

/* --- the dialog ------------------------------------------------------------------------------ */

static void clear_add_running(struct clear_dialog *clear)
{
    const struct clear_progress *progress = &clear->progress;
    char text[ERROR_SENTENCE];

    switch (progress->phase) {
    case CLEAR_READING:
        snprintf(text, sizeof text, _("Reading the log, %u of %u"), (unsigned)progress->read,
                 (unsigned)clear->entries);
        break;
    case CLEAR_SAVING:
        snprintf(text, sizeof text, "%s", _("Saving the log"));
        break;
    case CLEAR_CLEARING:
        snprintf(text, sizeof text, "%s", _("Clearing the log"));
        break;
    }
    text_append(text, sizeof text, "", _(", %d s"), dialog_seconds(&clear->dialog));
    board_line(&clear->dialog.board, ROLE_RUNNING, 2, text);
}

static void clear_fill(struct dialog *dialog)
{
    struct clear_dialog *clear = (struct clear_dialog *)dialog;
    struct board *board = &dialog->board;
    char text[ERROR_SENTENCE], name[BMC_DESCRIPTION];
    bool runs = dialog->job != 0;

    snprintf(text, sizeof text, _("Clear the event log of %s?"),
             app_bmc_name(dialog->app, name, sizeof name));
    app_title(dialog->app, text);
    snprintf(text, sizeof text,
             ngettext("%u event will be gone from the BMC for good.",
                      "%u events will be gone from the BMC for good.", (unsigned)clear->entries),
             (unsigned)clear->entries);
    board_line(board, ROLE_TEXT, 2, text);
    board_gap(board);
    if (runs)
        clear_add_running(clear);
    else
        board_box(board, ITEM_SAVE_FIRST, clear->no_save ? "[ ]" : "[x]", _("save first"));
    board_footer(board);
    board_button(board, ITEM_BACK, runs ? _("STOP") : _("BACK"));
    if (!runs)
        board_button(board, ITEM_CLEAR, _("CLEAR"));
    app_key_line(dialog->app, runs ? _("Enter or Esc stops before it is cleared")
                                   : _("Tab moves  Space ticks  Enter presses  Esc back"));
}

/* It is not stopped once the BMC has been told to clear. */
static void clear_stop_or_close(struct dialog *dialog)
{
    if (dialog->job == 0)
        dialog_close(dialog);
    else if (((struct clear_dialog *)dialog)->progress.phase == CLEAR_CLEARING)
        app_beep(dialog->app);
    else
        jobs_stop_saving(dialog->app->jobs);
}

static void clear_start(struct dialog *dialog)
{
    const struct listview *view = listview_find(dialog->app);
    struct clear_task *clear = xcalloc(1, sizeof *clear);

    events_task_init(&clear->task, view);
    clear->no_save = ((struct clear_dialog *)dialog)->no_save;
    clear->read_only = app_read_only(dialog->app);
    dialog->since_ms = app_now(dialog->app);
    dialog->job = jobs_submit(dialog->app->jobs, (struct job){.run = clear_run,
                                                              .release = events_task_release,
                                                              .argument = clear,
                                                              .writes = true});
    board_focus(&dialog->board, ITEM_BACK);
}

static void clear_press(struct dialog *dialog, int id)
{
    struct clear_dialog *clear = (struct clear_dialog *)dialog;

    if (id == ITEM_SAVE_FIRST)
        clear->no_save = !clear->no_save;
    else if (id == ITEM_CLEAR && dialog->job == 0)
        clear_start(dialog);
    else
        clear_stop_or_close(dialog);
}

static void clear_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct clear_dialog *clear = (struct clear_dialog *)view;

    if (event->job == clear->dialog.job && event->kind == CLEAR_PROGRESS)
        clear->progress = *(const struct clear_progress *)event->payload;
    dialog_event(view, app, event);
}

static const struct dialog_class clear_class = {
    .view = {DIALOG_VIEW, .event = clear_event, .tick = dialog_tick, .no_suspend = true},
    .size = sizeof(struct clear_dialog),
    .fill = clear_fill,
    .press = clear_press,
    .escape = clear_stop_or_close,
    .ended = clear_ended,
};

/* Nothing is cleared while something else hangs in the air. */
static bool clear_is_allowed(const struct app *app, struct bmc_error *error)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    int result = action_allowed(guard, app_read_only(app), error);

    guard_destroy(guard);
    if (result == 0 && pending_counts_down(app))
        result = error_set(error, ERROR_LOCKED, "%s",
                           _("A save waits to be confirmed; confirm or undo it first."));
    return result == 0;
}

void events_clear_open(struct listview *view)
{
    const struct events_state *state = listview_state(view);
    struct app *app = view->dialog.app;
    struct clear_dialog *clear;
    struct bmc_error error;

    if (listview_reading(view) || !state->known || !view->list->read) {
        app_beep(app);
    } else if (!clear_is_allowed(app, &error)) {
        listview_say(view, ROLE_ERROR, error.sentence);
        app_beep(app);
    } else {
        clear = dialog_open(app, &clear_class);
        clear->entries = state->info.entries;
        board_focus(&clear->dialog.board, ITEM_BACK);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * LIMITS: the six limits of a sensor as the BMC holds them now; those that can be set have a field.
 * SAVE finds out what the BMC can hold, and leads to the review.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "pages/health_limits.h"
#include "tui/health_view.h"

enum { ITEM_FIRST = 1, ITEM_BACK = 10, ITEM_SAVE };
enum { LABEL_GAP = 2, NOW_COLUMNS = 12, FIELD_COLUMNS = 12, FIELD_NARROW = 8 };

struct limits_dialog {
    struct dialog dialog;
    struct limits_held held;
    bool read;
    char name[SDR_NAME];
    struct secret *text[SDR_LIMITS]; /* by row; a struct line wants it so */
    struct line line[SDR_LIMITS];
    char wrong[ERROR_SENTENCE];
};

/* What the job does: reads, or makes a plan of what is wanted. */
struct limits_task {
    uint16_t number; /* lun << 8 | number */
    bool plans;
    struct limits_held held;
    struct limits_wish asked, wish; /* as typed; as the BMC can hold it */
    struct plan plan;
};

/* --- on the worker's thread --------------------------------------------------------------- */

static int limits_run_plan(struct bmc *bmc, struct limits_task *task, struct bmc_error *error)
{
    struct sdr *sdr;
    int result = sdr_load(bmc, false, &sdr, error);

    if (result != 0)
        return -1;
    task->wish = task->asked;
    result = limits_plan(sdr, &task->held, &task->wish, &task->plan, error);
    sdr_free(sdr);
    return result;
}

static int limits_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct limits_task *task = argument;

    if (task->plans)
        return limits_run_plan(ctx->bmc, task, error);
    return limits_read_at(ctx->bmc, task->number, &task->held, error);
}

/* --- what stands in it -------------------------------------------------------------------- */

static bool limits_can_set(const struct limits_dialog *limits, enum sdr_limit limit)
{
    return ((limits->held.now.settable & limits->held.now.known) >> limit & 1) != 0;
}

static int limits_column(void)
{
    int widest = 0;

    for (unsigned row = 0; row < SDR_LIMITS; row++)
        widest = text_wider(widest, setting_label(&health_settings[row]));
    return 2 + widest + LABEL_GAP;
}

static void limits_add_row(struct limits_dialog *limits, unsigned row, int col)
{
    struct board *board = &limits->dialog.board;
    bool narrow = screen_narrow(limits->dialog.app->screen);
    enum sdr_limit limit = limit_order[row];
    char number[VALUE_TEXT] = "-";

    if ((limits->held.now.known >> limit & 1) != 0)
        limits_print(limits->held.now.value[limit], number);
    board_put(board, ROLE_LABEL, 2, setting_label(&health_settings[row]));
    if (limits_can_set(limits, limit))
        board_text_line(board, ITEM_FIRST + (int)row, col, &limits->line[row],
                        narrow ? FIELD_NARROW : FIELD_COLUMNS);
    else
        board_put(board, ROLE_VALUE, col, number);
    if (limits_can_set(limits, limit) && !narrow)
        board_put(board, ROLE_NOTE, col + FIELD_COLUMNS + 4, limits->held.sensor.unit);
    board_next(board);
}

static bool limits_any_can_be_set(const struct limits_dialog *limits)
{
    return (limits->held.now.settable & limits->held.now.known) != 0;
}

static void limits_add_rows(struct limits_dialog *limits)
{
    struct board *board = &limits->dialog.board;
    int col = limits_column();

    for (unsigned row = 0; row < SDR_LIMITS; row++)
        limits_add_row(limits, row, col);
    board_line(board, ROLE_TEXT, 0, "");
    if (limits_any_can_be_set(limits))
        board_line(board, ROLE_NOTE, 0,
                   _("Lost when the BMC restarts on many boards: bmctui apply at boot."));
    else
        board_line(board, ROLE_NOTE, 0, _("This BMC lets none of them be set."));
}

static void limits_fill(struct dialog *dialog)
{
    struct limits_dialog *limits = (struct limits_dialog *)dialog;
    struct board *board = &dialog->board;
    char title[160];

    snprintf(title, sizeof title, _("Limits of %s"), limits->name);
    app_title(dialog->app, title);
    board_line(board, ROLE_TEXT, 0, "");
    if (limits->read)
        limits_add_rows(limits);
    else if (limits->wrong[0] == '\0')
        board_line(board, ROLE_RUNNING, 0, _("Reading the BMC"));
    board_footer(board);
    if (limits->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, limits->wrong);
    board_button(board, ITEM_BACK, _("BACK"));
    if (limits->read && limits_any_can_be_set(limits))
        board_button(board, ITEM_SAVE, _("SAVE"));
    app_key_line(dialog->app, screen_narrow(dialog->app->screen)
                                  ? _("Tab moves  Enter presses  Esc back")
                                  : _("Tab moves  Enter presses  Esc back, nothing is sent"));
}

/* --- saving ------------------------------------------------------------------------------- */

static bool limits_is_changed(const struct limits_dialog *limits, unsigned row, const char *typed)
{
    char now[VALUE_TEXT];

    return strcmp(typed, limits_print(limits->held.now.value[limit_order[row]], now)) != 0;
}

/* false: one is no number; it has been said which. */
static bool limits_take(struct limits_dialog *limits, struct limits_wish *wish)
{
    for (unsigned row = 0; row < SDR_LIMITS; row++) {
        enum sdr_limit limit = limit_order[row];
        const char *typed = secret_bytes(limits->text[row]);

        if (!limits_can_set(limits, limit) || !limits_is_changed(limits, row, typed))
            continue;
        if (!limits_parse(typed, &wish->value[limit])) {
            snprintf(limits->wrong, sizeof limits->wrong,
                     _("%s: use a number, such as 500 or -5 or 3.31."),
                     setting_label(&health_settings[row]));
            board_focus(&limits->dialog.board, ITEM_FIRST + (int)row);
            return false;
        }
        wish->given |= (uint8_t)(1U << limit);
    }
    return true;
}

static void limits_save(struct limits_dialog *limits)
{
    struct app *app = limits->dialog.app;
    struct limits_wish wish = {.given = 0};
    struct limits_task *task;

    if (limits->dialog.job != 0 || !limits_take(limits, &wish)) {
        app_beep(app);
        return;
    }
    if (app_read_only(app) || wish.given == 0) {
        snprintf(limits->wrong, sizeof limits->wrong, "%s",
                 app_read_only(app) ? _("Read-only: nothing can be changed here.")
                                    : _("No changes."));
        app_beep(app);
        return;
    }
    task = xcalloc(1, sizeof *task);
    task->plans = true;
    task->held = limits->held;
    task->asked = wish;
    dialog_start(&limits->dialog, limits_run, task);
}

/* "496 asked for, 500 is what it can hold" */
static size_t limits_rounded(const struct limits_task *task,
                             char sentences[SDR_LIMITS][ERROR_SENTENCE])
{
    size_t count = 0;

    for (unsigned row = 0; row < SDR_LIMITS; row++) {
        enum sdr_limit limit = limit_order[row];
        char asked[VALUE_TEXT], can[VALUE_TEXT];

        if ((task->asked.given >> limit & 1) == 0 ||
            strcmp(limits_print(task->asked.value[limit], asked),
                   limits_print(task->wish.value[limit], can)) == 0)
            continue;
        snprintf(sentences[count++], ERROR_SENTENCE, LIMITS_ROUNDED,
                 setting_label(&health_settings[row]), asked, can);
    }
    return count;
}

/* Which may be due to what the BMC makes of the number. */
static void limits_say_nothing_differs(struct limits_dialog *limits, const struct limits_task *task)
{
    char sentences[SDR_LIMITS][ERROR_SENTENCE];

    snprintf(limits->wrong, sizeof limits->wrong, "%s", _("No changes."));
    if (limits_rounded(task, sentences) > 0)
        text_append(limits->wrong, sizeof limits->wrong, " ", "%s", sentences[0]);
}

static void limits_review(struct limits_dialog *limits, const struct limits_task *task)
{
    struct app *app = limits->dialog.app;
    char sentences[SDR_LIMITS][ERROR_SENTENCE];
    struct review_words words = {.after = NULL};
    size_t count = limits_rounded(task, sentences);

    for (size_t i = 0; i < count && i < REVIEW_SENTENCES - 1; i++)
        words.sentences[i] = sentences[i];
    words.sentences[count < REVIEW_SENTENCES ? count : REVIEW_SENTENCES - 1] =
        _("Limits are lost when the BMC restarts on many boards: bmctui apply at boot.");
    dialog_close(&limits->dialog);
    app_review_plan(app, &task->plan, &words);
}

/* The numbers as they are now, in the fields. */
static void limits_begin(struct limits_dialog *limits)
{
    int first = 0;

    limits->read = true;
    for (unsigned row = 0; row < SDR_LIMITS; row++) {
        enum sdr_limit limit = limit_order[row];
        char number[VALUE_TEXT];

        if (!limits_can_set(limits, limit))
            continue;
        limits_print(limits->held.now.value[limit], number);
        secret_set(limits->text[row], number, strlen(number));
        line_init(&limits->line[row], limits->text[row], TEXT_TYPED, false);
        first = first == 0 ? ITEM_FIRST + (int)row : first;
    }
    board_focus(&limits->dialog.board, first != 0 ? first : ITEM_BACK);
}

static void limits_ended(struct dialog *dialog, const struct job_event *event)
{
    struct limits_dialog *limits = (struct limits_dialog *)dialog;
    const struct limits_task *task = event->payload;

    if (event->error.kind != ERROR_NONE) {
        snprintf(limits->wrong, sizeof limits->wrong, _("%s."), event->error.sentence);
        app_beep(dialog->app);
        return;
    }
    if (!task->plans) {
        limits->held = task->held;
        limits_begin(limits);
        return;
    }
    if (plan_empty(&task->plan))
        limits_say_nothing_differs(limits, task);
    else
        limits_review(limits, task);
}

static void limits_press(struct dialog *dialog, int id)
{
    struct limits_dialog *limits = (struct limits_dialog *)dialog;

    limits->wrong[0] = '\0';
    if (id == ITEM_BACK)
        dialog_close(dialog);
    else
        limits_save(limits);
}

static void limits_typed(struct dialog *dialog)
{
    ((struct limits_dialog *)dialog)->wrong[0] = '\0';
}

static void limits_release(struct dialog *dialog)
{
    struct limits_dialog *limits = (struct limits_dialog *)dialog;

    jobs_give_up(dialog->app->jobs, dialog->job);
    for (unsigned row = 0; row < SDR_LIMITS; row++)
        secret_free(&limits->text[row]);
}

static const struct dialog_class limits_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct limits_dialog),
    .fill = limits_fill,
    .press = limits_press,
    .typed = limits_typed,
    .ended = limits_ended,
    .release = limits_release,
};

void health_limits_open(struct listview *view, const struct health_row *row)
{
    struct app *app = view->dialog.app;
    struct limits_dialog *limits;
    struct limits_task *task;

    if (!limits_has(&row->sensor) || listview_reading(view)) {
        listview_say(view, ROLE_ERROR, listview_reading(view) ? _("It is still being read.")
                                                              : _("This sensor has no limits."));
        app_beep(app);
        return;
    }
    task = xcalloc(1, sizeof *task);
    task->number = (uint16_t)(row->sensor.lun << 8 | row->sensor.number);
    limits = dialog_open(app, &limits_class);
    snprintf(limits->name, sizeof limits->name, "%s", row->sensor.name);
    for (unsigned i = 0; i < SDR_LIMITS; i++)
        limits->text[i] = secret_create();
    dialog_start(&limits->dialog, limits_run, task);
}

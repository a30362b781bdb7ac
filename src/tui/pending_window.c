/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The window for a confirmation: the countdown, UNDO NOW and KEEP. The watcher counts, not this
 * dialog; it shows what the state folder says, and may be closed and opened again.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialogs.h"
#include "tui/listview.h"
#include "tui/pending.h"

enum { BUTTON_PUT_BACK = 1, BUTTON_KEEP, BUTTON_CLOSE };

struct window {
    struct dialog dialog;
    bool saved_here;
    struct report report;      /* of the save, where it was made here; else */
    struct recover_view found; /* what the journal says */
    bool over;                 /* said stands for what came of it */
    enum role bar;             /* likewise: how that looks */
    char said[RECOVER_REMARK * 2];
};

static void window_say(struct window *window, enum role bar, const char *sentence,
                       const char *remark)
{
    window->over = true;
    window->bar = bar;
    snprintf(window->said, sizeof window->said, "%s%s%s", sentence, remark[0] != '\0' ? " " : "",
             remark);
    board_focus(&window->dialog.board, BUTTON_CLOSE);
}

/* A list that lies beneath, too. */
static void window_read_again(const struct window *window, struct app *app)
{
    struct listview *list = listview_find(app);

    if (list != NULL && window->found.journal.plan.of_changes)
        listview_reload(list);
    app_read_again(app);
}

/* Somebody else has ended it: `bmctui confirm`, another console, the watcher. */
static void window_look_for_end(struct window *window, struct app *app)
{
    char text[RECOVER_REMARK];

    if (window->over || window->dialog.job != 0 || pending_counts_down(app) ||
        app->pending.state == GUARD_SAVING)
        return;
    if (app->pending.state != GUARD_NOTHING)
        window_say(window, ROLE_BAR_BAD, guard_text(&app->pending, text, sizeof text), "");
    else if (app->pending.result == STORE_RESULT_NONE)
        window_say(window, ROLE_BAR_GOOD, _("Confirmed: the new settings stay."), "");
    else if (app->pending.result == STORE_RESULT_PUT_BACK)
        window_say(window, ROLE_BAR_GOOD, _("It was not confirmed and has been undone."), "");
    else
        window_say(window, ROLE_BAR_BAD,
                   _("It was not confirmed and could not be fully undone."), "");
    window_read_again(window, app);
}

/* In one row with the buttons, which stand still while it counts. */
static void window_add_countdown(struct window *window, struct app *app)
{
    struct board *board = &window->dialog.board;
    char text[120], widest[120];

    if (app->pending.state == GUARD_SAVING || app->pending.left_ms == 0) {
        board_line(board, ROLE_WARNING, 2, _("It is being undone."));
        return;
    }
    snprintf(text, sizeof text, _("Undone in %d s"), (int)((app->pending.left_ms + 999) / 1000));
    snprintf(widest, sizeof widest, _("Undone in %d s"), (int)app->settings->confirm_s);
    board_put(board, ROLE_WARNING, 2, text);
    board->col = 2 + text_wider(text_columns(widest), text) + 1;
}

static void window_add_buttons(struct window *window, struct app *app)
{
    struct board *board = &window->dialog.board;

    if (window->over) {
        board_button(board, BUTTON_CLOSE, _("CLOSE"));
        return;
    }
    window_add_countdown(window, app);
    if (!pending_counts_down(app) || window->dialog.job != 0)
        return;
    board_button(board, BUTTON_PUT_BACK, _("UNDO NOW"));
    board_button(board, BUTTON_KEEP, _("KEEP"));
    board_next(board);
    if (app_demo(app))
        return;
    board_line(board, ROLE_HELP, 0,
               app->lock.used
                   ? _("If this connection breaks, log in again: KEEP is then offered once more.")
                   : _("If this connection breaks, log in again and run: bmctui confirm"));
}

static void window_fill(struct dialog *dialog)
{
    struct window *window = (struct window *)dialog;
    struct board *board = &dialog->board;
    struct app *app = dialog->app;

    result_headline(dialog, window->over ? window->bar : ROLE_BAR_GOOD,
                    window->over ? window->said : _("SAVED. Keep this change?"));
    if (window->saved_here) {
        result_table(board, &window->report);
    } else {
        board_line(board, ROLE_TEXT, 0, window->found.headline);
        board_gap(board);
        pending_recover_table(board, &window->found, false);
    }
    board_footer(board);
    screen_cursor(app->screen, APP_BODY_TOP, 0);
    window_add_buttons(window, app);
    app_key_line(app, window->over ? _("Enter or Esc closes")
                                   : _("Tab moves  Enter presses  Esc to the page, time runs on"));
}

static void window_press(struct dialog *dialog, int id)
{
    struct app *app = dialog->app;

    if (app_demo(app) && id != BUTTON_CLOSE)
        pending_end_demo(app, id == BUTTON_PUT_BACK);
    if (app_demo(app) && id == BUTTON_KEEP) {
        pending_look(app); /* which says that it is over */
        return;
    }
    if (id == BUTTON_KEEP) {
        dialog->job =
            jobs_submit(app->jobs, save_job_for_worker(app_save_job(app, SAVE_JOB_CONFIRM, NULL)));
        return;
    }
    dialog_close(dialog);
    if (id == BUTTON_PUT_BACK)
        app_save(app, app_save_job(app, SAVE_JOB_PUT_BACK, &app->pending.journal.plan));
}

static void window_escape(struct dialog *dialog)
{
    if (dialog->job == 0)
        dialog_close(dialog);
    else
        app_beep(dialog->app);
}

static void window_ended(struct dialog *dialog, const struct job_event *event)
{
    struct window *window = (struct window *)dialog;
    const struct save_job *save = event->payload;
    char text[ERROR_SENTENCE + 2];

    pending_look(dialog->app);
    snprintf(text, sizeof text, _("%s."), event->error.sentence);
    if (event->error.kind == ERROR_NONE)
        window_say(window, ROLE_BAR_GOOD, _("Confirmed: the new settings stay."), save->remark);
    else
        window_say(window, ROLE_BAR_BAD, text, save->remark);
    app_read_again(dialog->app);
}

static int64_t window_tick(struct view *view, struct app *app, int64_t now_ms)
{
    (void)now_ms;
    window_look_for_end((struct window *)view, app);
    return -1; /* pending_tick() looks each second */
}

static const struct dialog_class window_class = {
    .view = {DIALOG_VIEW, .event = dialog_event, .tick = window_tick},
    .size = sizeof(struct window),
    .fill = window_fill,
    .key = dialog_held_enter,
    .press = window_press,
    .escape = window_escape,
    .ended = window_ended,
};

void pending_window_open(struct app *app, const struct save_state *state)
{
    struct window *window = dialog_open(app, &window_class);

    window->saved_here = state != NULL;
    if (state != NULL)
        report_make(&window->report, state);
    recover_make(&window->found, &app->pending.journal);
    board_focus(&window->dialog.board, BUTTON_PUT_BACK);
    app->pending_offered = true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/ask.h"
#include "tui/pending_own.h"

enum { COL_LABEL = 2, COL_OLD = 24, COL_WANTED = 41, COL_NOW = 58, COLS_TABLE = 74 };
enum { BUTTON_BACK = 1, BUTTON_UNDO, BUTTON_FINISH, BUTTON_FORGET, BUTTON_READ };

struct recover_dialog {
    struct view view;
    struct board board;
    struct recover_view seen;
    enum guard_state why;
    unsigned job; /* reading what the BMC holds, 0: none */
    int64_t started_ms;
    char trouble[ERROR_SENTENCE]; /* it could not be read */
};

/* --- drawing --------------------------------------------------------------- */

static void add_row(struct board *board, const struct recover_row *row, const char *now)
{
    if (board_put(board, ROLE_LABEL, COL_LABEL, row->label) >= COL_OLD)
        board_next(board);
    board_put(board, ROLE_TEXT, COL_OLD, row->old);
    board_put(board, ROLE_TEXT, COL_WANTED, row->wanted);
    board_put(board, ROLE_VALUE, COL_NOW, now);
    board_next(board);
}

static void add_narrow_row(struct board *board, const struct recover_row *row, const char *now)
{
    char text[VALUE_TEXT * 4];

    board_line(board, ROLE_LABEL, COL_LABEL, row->label);
    if (now[0] != '\0')
        snprintf(text, sizeof text, "%s -> %s: %s", row->old, row->wanted, now);
    else
        snprintf(text, sizeof text, "%s -> %s", row->old, row->wanted);
    board_line(board, ROLE_TEXT, COL_LABEL + 2, text);
}

static void add_head(struct board *board, bool narrow, bool now)
{
    if (narrow) {
        board_line(board, ROLE_LABEL, COL_LABEL,
                   now ? _("before -> wanted: now") : _("before -> wanted"));
        return;
    }
    board_put(board, ROLE_LABEL, COL_OLD, _("before"));
    board_put(board, ROLE_LABEL, COL_WANTED, _("wanted"));
    if (now)
        board_put(board, ROLE_LABEL, COL_NOW, _("now"));
    board_next(board);
}

void pending_recover_table(struct board *board, const struct app *app,
                           const struct recover_view *view, bool now)
{
    bool narrow = screen_cols(app->screen) < COLS_TABLE;
    size_t i;

    if (view->count == 0)
        return;
    add_head(board, narrow, now);
    for (i = 0; i < view->count; i++) {
        const char *text = !now ? "" : view->now_known ? view->rows[i].now : _("unknown");

        (narrow ? add_narrow_row : add_row)(board, &view->rows[i], text);
    }
}

static void add_sentence(struct board *board, enum role role, const char *sentence)
{
    if (sentence[0] != '\0')
        board_line(board, role, 0, sentence);
}

static const char *title(const struct recover_dialog *dialog)
{
    if (dialog->seen.only_lock)
        return _("A save left the BMC's settings locked");
    return dialog->why == GUARD_NOT_PUT_BACK ? _("A save could not be put back")
                                             : _("A save was cut off");
}

static bool may_write(const struct recover_dialog *dialog)
{
    return dialog->seen.now_known && dialog->seen.same_bmc;
}

static void add_reading(struct recover_dialog *dialog, struct app *app)
{
    int seconds = (int)((app_now(app) - dialog->started_ms) / 1000);
    char text[120];

    if (dialog->job == 0) {
        add_sentence(&dialog->board, ROLE_ERROR, dialog->trouble);
        return;
    }
    snprintf(text, sizeof text,
             seconds > 0 ? _("Reading what the BMC holds now, %d s")
                         : _("Reading what the BMC holds now"),
             seconds);
    board_line(&dialog->board, ROLE_RUNNING, 0, text);
}

static void add_ways_out(struct recover_dialog *dialog, const struct app *app)
{
    struct board *board = &dialog->board;
    bool only_lock = dialog->seen.only_lock;

    board_footer(board);
    board_button(board, BUTTON_BACK, _("BACK"));
    if (may_write(dialog))
        board_button(board, BUTTON_UNDO, only_lock ? _("RELEASE") : _("UNDO"));
    if (may_write(dialog) && !only_lock)
        board_button(board, BUTTON_FINISH, _("FINISH"));
    board_button(board, BUTTON_FORGET, _("FORGET"));
    if (dialog->job == 0 && !dialog->seen.now_known)
        board_button(board, BUTTON_READ, _("READ AGAIN"));
    board_next(board);
    /* On a small screen the columns need the room. */
    if (may_write(dialog) && !only_lock && !screen_narrow(app->screen))
        board_line(board, ROLE_HELP, 0,
                   _("UNDO puts back what was there before; FINISH writes what is still missing; "
                     "FORGET leaves the BMC as it is."));
}

static void recover_draw(struct view *view, struct app *app)
{
    struct recover_dialog *dialog = (struct recover_dialog *)view;
    struct board *board = &dialog->board;
    const struct recover_view *seen = &dialog->seen;

    app_title(app, title(dialog));
    board_begin(board, app->screen);
    add_sentence(board, ROLE_TEXT, seen->headline);
    pending_recover_table(board, app, seen, true);
    add_sentence(board, ROLE_TEXT, seen->access);
    add_sentence(board, ROLE_WARNING, seen->password);
    add_sentence(board, ROLE_WARNING, seen->warning);
    add_reading(dialog, app);
    add_ways_out(dialog, app);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Tab moves  Enter presses  Esc back, nothing is changed"));
}

/* --- keys ------------------------------------------------------------------ */

static int read_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return recover_read(argument, ctx->bmc, error);
}

static void read_again(struct recover_dialog *dialog, struct app *app)
{
    struct recover_view *seen = xmalloc(sizeof *seen);

    recover_make(seen, &app->pending.journal);
    dialog->trouble[0] = '\0';
    dialog->started_ms = app_now(app);
    dialog->job = jobs_submit(
        app->jobs, (struct job){.run = read_job_run, .release = free, .argument = seen});
}

static void forget(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        app_save(app, app_save_job(app, SAVE_JOB_FORGET, &app->pending.journal.plan));
}

static void ask_to_forget(struct app *app)
{
    struct ask ask = {
        .title = _("FORGET: nobody can undo this save afterwards"),
        .text = _("The BMC stays as it is now, whatever it holds, and what was there before is "
                  "forgotten."),
        .buttons = {_("BACK"), _("FORGET")},
        .keys = _("Tab moves  Enter presses  Esc back, nothing is lost"),
        .answered = forget,
    };

    ask_open(app, &ask);
}

static void press(struct recover_dialog *dialog, struct app *app, int id)
{
    enum save_job_kind kind = id == BUTTON_UNDO ? SAVE_JOB_UNDO : SAVE_JOB_FINISH;
    struct plan plan = dialog->seen.journal.plan;

    if (id == BUTTON_READ) {
        read_again(dialog, app);
        return;
    }
    view_close(app, &dialog->view);
    if (id == BUTTON_UNDO || id == BUTTON_FINISH)
        app_save(app, app_save_job(app, kind, &plan));
    else if (id == BUTTON_FORGET)
        ask_to_forget(app);
}

static void recover_key(struct view *view, struct app *app, const struct key *key)
{
    struct recover_dialog *dialog = (struct recover_dialog *)view;
    struct board_action action = board_key(&dialog->board, key);

    if (action.kind == BOARD_PRESSED)
        press(dialog, app, action.id);
    else if (action.kind == BOARD_ESCAPE)
        view_close(app, view);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

/* --- its life -------------------------------------------------------------- */

static void recover_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct recover_dialog *dialog = (struct recover_dialog *)view;

    (void)app;
    if (event->kind != JOB_ENDED || event->job != dialog->job)
        return;
    dialog->job = 0;
    dialog->seen = *(const struct recover_view *)event->payload;
    if (event->error.kind != ERROR_NONE)
        snprintf(dialog->trouble, sizeof dialog->trouble, "%s", event->error.sentence);
}

static int64_t recover_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct recover_dialog *dialog = (struct recover_dialog *)view;

    (void)app;
    if (dialog->job == 0)
        return -1;
    return now_ms + 1000 - (now_ms - dialog->started_ms) % 1000;
}

static void recover_release(struct view *view)
{
    struct recover_dialog *dialog = (struct recover_dialog *)view;

    board_release(&dialog->board);
    free(dialog);
}

static const struct view_class recover_class = {
    .draw = recover_draw,
    .key = recover_key,
    .event = recover_event,
    .tick = recover_tick,
    .release = recover_release,
};

void pending_recover_open(struct app *app)
{
    struct recover_dialog *dialog = xcalloc(1, sizeof *dialog);

    dialog->view.class = &recover_class;
    dialog->why = app->pending.state;
    recover_make(&dialog->seen, &app->pending.journal);
    board_focus(&dialog->board, BUTTON_BACK);
    view_push(app, &dialog->view);
    read_again(dialog, app);
}

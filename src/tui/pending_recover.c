/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/ask.h"
#include "tui/columns.h"
#include "tui/dialogs.h"
#include "tui/pending.h"

enum { BUTTON_BACK = 1, BUTTON_UNDO, BUTTON_FINISH, BUTTON_FORGET, BUTTON_READ };

struct recover {
    struct dialog dialog;
    struct recover_view seen;
    enum guard_state why;
    char trouble[ERROR_SENTENCE]; /* it could not be read */
};

void pending_recover_table(struct board *board, const struct recover_view *view, bool now)
{
    struct columns columns = COLUMNS_AT(24, 41, 58);

    if (view->count == 0)
        return;
    columns_add(&columns, (const char *[]){"", _("before"), _("wanted"), now ? _("now") : ""},
                ROLE_NOTE, ROLE_NOTE, ROLE_NOTE);
    for (size_t i = 0; i < view->count; i++) {
        const struct recover_row *row = &view->rows[i];
        const char *text = !now ? "" : view->now_known ? row->now : _("unknown");

        columns_add(&columns, (const char *[]){row->label, row->old, row->wanted, text}, ROLE_TEXT,
                    ROLE_TEXT, ROLE_VALUE);
    }
    columns_draw(&columns, board);
}

static void recover_add_sentence(struct board *board, enum role role, const char *sentence)
{
    if (sentence[0] != '\0')
        board_line(board, role, 0, sentence);
}

static const char *recover_title(const struct recover *recover)
{
    if (recover->seen.only_lock)
        return _("A save left the BMC's settings locked");
    return recover->why == GUARD_NOT_PUT_BACK ? _("A save could not be fully undone")
                                              : _("A save was interrupted");
}

static bool recover_may_write(const struct recover *recover)
{
    return recover->seen.now_known && recover->seen.same_bmc;
}

static void recover_add_reading(struct recover *recover)
{
    struct dialog *dialog = &recover->dialog;
    int seconds = dialog_seconds(dialog);
    char text[120];

    if (recover->dialog.job == 0) {
        recover_add_sentence(&dialog->board, ROLE_ERROR, recover->trouble);
        return;
    }
    snprintf(text, sizeof text,
             seconds > 0 ? _("Reading what the BMC holds now, %d s")
                         : _("Reading what the BMC holds now"),
             seconds);
    board_line(&dialog->board, ROLE_RUNNING, 0, text);
}

static void recover_add_ways_out(struct recover *recover)
{
    struct board *board = &recover->dialog.board;
    bool only_lock = recover->seen.only_lock;
    bool finishes = !only_lock && recover_may_finish(&recover->seen.journal);

    board_footer(board);
    board_button(board, BUTTON_BACK, _("BACK"));
    if (recover_may_write(recover))
        board_button(board, BUTTON_UNDO, only_lock ? _("RELEASE") : _("UNDO"));
    if (recover_may_write(recover) && finishes)
        board_button(board, BUTTON_FINISH, _("FINISH"));
    board_button(board, BUTTON_FORGET, _("FORGET"));
    if (recover->dialog.job == 0 && !recover->seen.now_known)
        board_button(board, BUTTON_READ, _("READ AGAIN"));
    board_next(board);
    /* On a small screen the columns need the room. */
    if (recover_may_write(recover) && finishes && !screen_narrow(recover->dialog.app->screen))
        board_line(board, ROLE_HELP, 0,
                   _("UNDO restores the old values. FINISH writes what is missing. FORGET leaves "
                     "the BMC as it is."));
}

static void recover_fill(struct dialog *dialog)
{
    struct recover *recover = (struct recover *)dialog;
    const struct recover_view *seen = &recover->seen;
    struct board *board = &dialog->board;

    app_title(dialog->app, recover_title(recover));
    recover_add_sentence(board, ROLE_TEXT, seen->headline);
    board_gap(board);
    pending_recover_table(board, seen, true);
    board_gap(board);
    recover_add_sentence(board, ROLE_TEXT, seen->access);
    recover_add_sentence(board, ROLE_WARNING, seen->password);
    recover_add_sentence(board, ROLE_WARNING, seen->warning);
    recover_add_reading(recover);
    recover_add_ways_out(recover);
}

static int recover_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return recover_read(argument, ctx->bmc, error);
}

static void recover_start_reading(struct recover *recover)
{
    struct recover_view *seen = xmalloc(sizeof *seen);

    recover_make(seen, &recover->dialog.app->pending.journal);
    recover->trouble[0] = '\0';
    dialog_start(&recover->dialog, recover_job_run, seen);
}

static void recover_ended(struct dialog *dialog, const struct job_event *event)
{
    struct recover *recover = (struct recover *)dialog;

    recover->seen = *(const struct recover_view *)event->payload;
    if (event->error.kind != ERROR_NONE)
        snprintf(recover->trouble, sizeof recover->trouble, "%s", event->error.sentence);
}

static void recover_forget(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        app_save(app, app_save_job(app, SAVE_JOB_FORGET, &app->pending.journal.plan));
}

static void recover_ask_to_forget(struct app *app)
{
    struct ask ask = {
        .title = _("FORGET: this save can no longer be undone"),
        .text = _("The BMC keeps its present values; the old ones are forgotten."),
        .buttons = {_("BACK"), _("FORGET")},
        .keys = _("Tab moves  Enter presses  Esc back, nothing is lost"),
        .answered = recover_forget,
    };

    ask_open(app, &ask);
}

static void recover_press(struct dialog *dialog, int id)
{
    struct recover *recover = (struct recover *)dialog;
    struct app *app = dialog->app;

    if (id == BUTTON_READ) {
        recover_start_reading(recover);
        return;
    }
    dialog_close(dialog);
    if (id == BUTTON_UNDO || id == BUTTON_FINISH)
        app_save(app, app_save_job(app, id == BUTTON_UNDO ? SAVE_JOB_UNDO : SAVE_JOB_FINISH,
                                   &recover->seen.journal.plan));
    else if (id == BUTTON_FORGET)
        recover_ask_to_forget(app);
}

static const struct dialog_class recover_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct recover),
    .keys = N_("Tab moves  Enter presses  Esc back, nothing is changed"),
    .fill = recover_fill,
    .press = recover_press,
    .ended = recover_ended,
};

void pending_recover_open(struct app *app)
{
    struct recover *recover = dialog_open(app, &recover_class);

    recover->why = app->pending.state;
    recover_make(&recover->seen, &app->pending.journal);
    board_focus(&recover->dialog.board, BUTTON_BACK);
    recover_start_reading(recover);
}

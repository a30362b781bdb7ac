/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An action took this machine down, and nobody was left to be told (guard/action_note.h): the next
 * start tells it, once, when the page has been read.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/action_note.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

struct told {
    struct dialog dialog;
    struct action_note note;
    char said[ERROR_SENTENCE * 2];
};

static int told_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    return bmc_get_restart_cause(ctx->bmc, argument, error);
}

static void told_fill(struct dialog *dialog)
{
    struct told *told = (struct told *)dialog;
    char text[120];

    app_title(dialog->app, action_label(told->note.kind));
    board_line(&dialog->board, ROLE_TEXT, 0, "");
    snprintf(text, sizeof text, _("Reading what the BMC says about the restart, %d s"),
             dialog_seconds(dialog));
    if (dialog->job != 0)
        board_line(&dialog->board, ROLE_RUNNING, 0, text);
    else
        board_line(&dialog->board, ROLE_TEXT, 0, told->said);
    board_line(&dialog->board, ROLE_TEXT, 0, "");
}

/* A BMC that does not answer says nothing. */
static void told_ended(struct dialog *dialog, const struct job_event *event)
{
    struct told *told = (struct told *)dialog;
    const struct app *app = dialog->app;
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    enum restart_cause cause = RESTART_UNKNOWN;

    if (event->error.kind == ERROR_NONE)
        cause = *(const enum restart_cause *)event->payload;
    note_sentence(&told->note, cause, told->said, sizeof told->said);
    note_set_told(guard, &told->note);
    guard_destroy(guard);
}

static const struct dialog_class told_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct told),
    .keys = N_("Enter or Esc closes"),
    .buttons = {{1, N_("CLOSE")}},
    .fill = told_fill,
    .ended = told_ended,
};

static bool told_read(const struct app *app, struct action_note *note)
{
    struct guard *guard = guard_create(app->target, app->settings->state_directory, NULL);
    bool found = note_read(guard, note) && note_is_new(note);

    guard_destroy(guard);
    return found;
}

void action_told_open(struct app *app)
{
    struct action_note note;
    struct told *told;

    if (!told_read(app, &note))
        return;
    told = dialog_open(app, &told_class);
    told->note = note;
    dialog_start(&told->dialog, told_run, xcalloc(1, sizeof(enum restart_cause)));
}

void action_told_tick(struct app *app)
{
    struct action_note note;

    if (app->action_told || app->lock.locked || !app->rest || app->load_job != 0 ||
        !(app->top->class->main || app->top->class->page))
        return;
    app->action_told = true;
    if (told_read(app, &note))
        app_go(app, GO_ACTION_TOLD);
}

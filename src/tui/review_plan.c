/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of a plan of changes: as review.c shows an edit, without boxes. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/command.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/review.h"

enum { BOX_WINDOW = 1, BUTTON_BACK, BUTTON_SAVE };

#define REVIEW_LINE 300

struct review_plan {
    struct dialog dialog;
    bool window;             /* undone unless confirmed */
    bool over;               /* saved, or left by a button */
    uint8_t session_channel; /* over LAN: that of the link, 0: not known */
    struct diff diff;
};

static const struct plan *review_plan_of(const struct review_plan *review)
{
    return &review->dialog.app->plan->plan;
}

/* Over LAN, by the very channel that changes. */
static bool review_plan_cuts_link(const struct review_plan *review)
{
    return review->dialog.job == 0 &&
           command_cuts_link(review->dialog.app, review_plan_of(review), review->session_channel);
}

/* What a person should know before it is done comes first. */
static void review_plan_add_follows(struct review_plan *review)
{
    const struct app_plan *held = review->dialog.app->plan;
    struct board *board = &review->dialog.board;
    struct follows follows;

    for (size_t i = 0; i < REVIEW_SENTENCES && held->sentences[i][0] != '\0'; i++)
        board_warning(board, held->sentences[i]);
    follows_make(&follows, &held->plan, review_plan_cuts_link(review));
    for (size_t i = 0; i < follows.count; i++)
        board_warning(board, follows.texts[i]);
}

static unsigned review_plan_confirm_s(const struct review_plan *review)
{
    const struct app *app = review->dialog.app;

    return review->window && review_may_confirm(app, review_plan_of(review))
               ? app->settings->confirm_s
               : 0;
}

static void review_plan_draw_title(const struct review_plan *review)
{
    const struct plan *plan = review_plan_of(review);
    struct app *app = review->dialog.app;
    char name[VALUE_TEXT * 2], title[REVIEW_LINE];

    if (plan_empty(plan))
        snprintf(title, sizeof title, "%s", _("No changes"));
    else if (plan->title[0] != '\0' && text_columns(plan->title) <= app_title_columns(app))
        snprintf(title, sizeof title, "%s", plan->title);
    else if (screen_narrow(app->screen))
        snprintf(title, sizeof title, "%s", _("Write these changes?"));
    else
        snprintf(title, sizeof title, _("Write these changes to %s?"),
                 app_bmc_name(app, name, sizeof name));
    app_title(app, title);
}

static void review_plan_fill(struct dialog *dialog)
{
    struct review_plan *review = (struct review_plan *)dialog;
    struct board *board = &dialog->board;

    review_plan_draw_title(review);
    review_plan_add_follows(review);
    board_gap(board);
    review_table(board, &review->diff);
    board_gap(board);
    if (review_may_confirm(dialog->app, review_plan_of(review)))
        review_window(board, dialog->app, BOX_WINDOW, review->window);
    board_gap(board);
    review_command(board, dialog->app, review_plan_of(review), review_plan_cuts_link(review),
                   review_plan_confirm_s(review));
    board_footer(board);
    board_button(board, BUTTON_BACK, _("BACK"));
    if (!plan_empty(review_plan_of(review)))
        board_button(board, BUTTON_SAVE, _("SAVE"));
}

static void review_plan_back(struct dialog *dialog)
{
    struct app *app = dialog->app;

    ((struct review_plan *)dialog)->over = true;
    dialog_close(dialog);
    app_plan_ended(app, -1);
}

/* Whether it cuts the link is known before it is saved. */
static void review_plan_save(struct review_plan *review)
{
    struct app *app = review->dialog.app;
    struct save_job *save;

    if (review->dialog.job != 0) {
        app_beep(app);
        return;
    }
    save = app_save_job(app, SAVE_JOB_SAVE, review_plan_of(review));
    save->confirm_s = review_plan_confirm_s(review);
    review->over = true;
    app_plan_wipe(app);
    dialog_close(&review->dialog);
    app_save(app, save);
}

static void review_plan_press(struct dialog *dialog, int id)
{
    struct review_plan *review = (struct review_plan *)dialog;

    if (id == BUTTON_BACK)
        review_plan_back(dialog);
    else if (id == BUTTON_SAVE)
        review_plan_save(review);
    else
        review->window = !review->window;
}

static int review_plan_ask(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    uint8_t *channel = argument;

    (void)error;
    (void)bmc_get_session_channel(ctx->bmc, channel, NULL);
    return 0;
}

static void review_plan_told(struct dialog *dialog, const struct job_event *event)
{
    const uint8_t *channel = event->payload;

    ((struct review_plan *)dialog)->session_channel = *channel;
}

/* The console has locked over it. */
static void review_plan_release(struct dialog *dialog)
{
    if (!((struct review_plan *)dialog)->over && dialog->app->plan != NULL)
        app_plan_wipe(dialog->app);
}

static const struct dialog_class review_plan_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct review_plan),
    .keys = N_("Tab moves  Space ticks  Enter presses  Esc back, nothing is sent"),
    .fill = review_plan_fill,
    .press = review_plan_press,
    .escape = review_plan_back,
    .ended = review_plan_told,
    .release = review_plan_release,
};

void review_plan_open(struct app *app)
{
    struct review_plan *review = dialog_open(app, &review_plan_class);
    const struct plan *plan = review_plan_of(review);

    diff_of_plan(&review->diff, plan);
    review->window = screen_serial(app->screen) && plan_moves_channel(plan);
    board_focus(&review->dialog.board, BUTTON_BACK);
    if (app->link.over_lan && plan_moves_channel(plan))
        dialog_start(&review->dialog, review_plan_ask, xcalloc(1, sizeof(uint8_t)));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/diff.h"
#include "core/load.h"
#include "core/remote.h"
#include "tui/columns.h"
#include "tui/command.h"
#include "tui/dialog.h"
#include "tui/review.h"

/* Ids: the boxes first. */
enum { BOX_WINDOW = REMOTE_COUNT + 1, BUTTON_BACK, BUTTON_SAVE };

#define REVIEW_LINE 300

struct review {
    struct dialog dialog;
    struct model page; /* what it is compared with; with access once that has come */
    uint8_t user;
    bool password;           /* will be changed */
    unsigned ticked;         /* REMOTE_BIT()s */
    bool window;             /* undone unless confirmed */
    uint8_t session_channel; /* over LAN: that of the link, 0: not known */
    char sentence[ERROR_SENTENCE];
    char trouble[ERROR_SENTENCE]; /* access could not be read */
    int reading;                  /* the row that says that it is being read */
    /* As drawn last. */
    struct plan plan;
    struct diff diff;
    struct follows follows;
};

/* Over LAN, by the very channel that changes. */
static bool review_cuts_link(const struct review *review)
{
    return review->dialog.job == 0 &&
           command_cuts_link(review->dialog.app, &review->plan, review->session_channel);
}

static void review_make(struct review *review)
{
    const struct app *app = review->dialog.app;

    command_plan(app, &review->page, review->ticked, &review->plan);
    diff_make(&review->diff, app->edit, &review->page, &review->plan);
    follows_make(&review->follows, &review->plan, review_cuts_link(review));
}

/* What a person should know before it is done comes first. */
static void review_add_follows(struct review *review)
{
    struct board *board = &review->dialog.board;

    if (review->sentence[0] != '\0')
        board_line(board, ROLE_WARNING, 0, review->sentence);
    for (size_t i = 0; i < review->follows.count; i++)
        board_warning(board, review->follows.texts[i]);
}

void review_table(struct board *board, const struct diff *diff)
{
    struct columns columns = COLUMNS_AT(24, 43, 62);

    if (diff->count == 0)
        return;
    columns_add(&columns, (const char *[]){"", _("now"), _("after saving"), ""}, ROLE_NOTE,
                ROLE_NOTE, ROLE_NOTE);
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_row *row = &diff->rows[i];

        columns_add(&columns,
                    (const char *[]){row->label, row->old_text, row->new_text, diff_remark(row)},
                    ROLE_TEXT, row->again ? ROLE_TEXT : ROLE_EDITED, ROLE_NOTE);
    }
    columns_draw(&columns, board);
}

/* The boxes that are shown, REMOTE_BIT()s: what remote access also needs, as far as is known. */
static unsigned review_offers(const struct review *review)
{
    enum remote_need need;
    unsigned offered = 0;

    if (!model_lets_in(&review->page) || review->dialog.job != 0)
        return 0;
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        need = remote_need(&review->page, review->user, box);
        if (need == REMOTE_LACKING || need == REMOTE_UNKNOWN)
            offered |= REMOTE_BIT(box);
    }
    return offered;
}

static bool review_preticked(const struct review *review, enum remote_box box)
{
    return remote_preticked(&review->page, review->user, box, review->password);
}

/* tell: why it is ticked. */
static void review_add_box(struct review *review, enum remote_box box, bool tell)
{
    const struct model *page = &review->page;
    const char *remark = remote_remark(page, review->user, box, review->password, tell);
    char text[REVIEW_LINE], label[VALUE_TEXT * 2];

    remote_label(box, page, review->user, label, sizeof label);
    snprintf(text, sizeof text, "%s%s%s", label, remark[0] != '\0' ? "  " : "", remark);
    board_box(&review->dialog.board, (int)box + 1,
              (review->ticked & REMOTE_BIT(box)) != 0 ? "[x]" : "[ ]", text);
}

static void review_add_reading(struct review *review)
{
    int seconds = dialog_seconds(&review->dialog);
    char text[REVIEW_LINE];

    review->reading = review->dialog.board.row;
    if (review->dialog.job != 0) {
        snprintf(text, sizeof text,
                 seconds > 0 ? _("Checking remote access, %d s") : _("Checking remote access"),
                 seconds);
        board_line(&review->dialog.board, ROLE_RUNNING, 0, text);
    }
    if (review->trouble[0] != '\0')
        board_line(&review->dialog.board, ROLE_WARNING, 0, review->trouble);
}

static void review_add_boxes(struct review *review)
{
    unsigned offered = review_offers(review);
    bool told = false;

    review_add_reading(review);
    if (offered != 0)
        board_line(&review->dialog.board, ROLE_SECTION, 0,
                   _("Remote access also needs (can be set now):"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++) {
        bool tell = review_preticked(review, box) && !told;

        if ((offered & REMOTE_BIT(box)) == 0)
            continue;
        review_add_box(review, box, tell);
        told |= tell;
    }
}

bool review_may_confirm(const struct app *app, const struct plan *plan)
{
    return app_demo(app) ? plan->password == NULL
                         : guard_may_confirm(app->target, plan, app->settings->confirm_s, NULL);
}

void review_window(struct board *board, const struct app *app, int id, bool ticked)
{
    char text[REVIEW_LINE];

    snprintf(text, sizeof text, _("undo by itself unless I confirm within %u s"),
             app->settings->confirm_s);
    board_line(board, ROLE_SECTION, 0, _("Safety"));
    board_box(board, id, ticked ? "[x]" : "[ ]", text);
}

void review_command(struct board *board, const struct app *app, const struct plan *plan,
                    bool cuts_link, unsigned confirm_s)
{
    char command[COMMAND_LINE], text[COMMAND_LINE + 80];

    command_text(app, plan, cuts_link, confirm_s, command);
    if (command[0] == '\0')
        return;
    snprintf(text, sizeof text, _("The same by command: %s"), command);
    board_line(board, ROLE_HELP, 0, text);
}

/* Where there is nothing to undo there is nothing to confirm. */
static bool review_offers_window(const struct review *review)
{
    return model_lets_in(&review->page) &&
           (review->diff.count > 0 || review_offers(review) != 0) &&
           review_may_confirm(review->dialog.app, &review->plan);
}

static unsigned review_confirm_s(const struct review *review)
{
    return review->window && review_offers_window(review)
               ? review->dialog.app->settings->confirm_s
               : 0;
}

static void review_draw_title(const struct review *review)
{
    const struct model *page = &review->page;
    struct app *app = review->dialog.app;
    char name[VALUE_TEXT * 2], title[REVIEW_LINE];

    if (review->diff.count == 0)
        snprintf(title, sizeof title, "%s", _("No changes"));
    else if (screen_narrow(app->screen))
        snprintf(title, sizeof title, "%s", _("Write these changes?"));
    else if (model_of_channel(page))
        snprintf(title, sizeof title, _("Write these changes to channel %u of %s?"),
                 (unsigned)model_channel(page)->number, app_bmc_name(app, name, sizeof name));
    else
        snprintf(title, sizeof title, _("Write these changes to %s?"),
                 app_bmc_name(app, name, sizeof name));
    app_title(app, title);
}

/* What would move down when the boxes come is drawn when they are there. */
static void review_add_rest(struct review *review)
{
    if (review->dialog.job != 0)
        return;
    board_gap(&review->dialog.board);
    if (review_offers_window(review))
        review_window(&review->dialog.board, review->dialog.app, BOX_WINDOW, review->window);
    board_gap(&review->dialog.board);
    review_command(&review->dialog.board, review->dialog.app, &review->plan,
                   review_cuts_link(review), review_confirm_s(review));
}

static void review_fill(struct dialog *dialog)
{
    struct review *review = (struct review *)dialog;

    review_make(review);
    review_draw_title(review);
    review_add_follows(review);
    board_gap(&dialog->board);
    review_table(&dialog->board, &review->diff);
    board_gap(&dialog->board);
    review_add_boxes(review);
    review_add_rest(review);
    board_footer(&dialog->board);
    board_button(&dialog->board, BUTTON_BACK, _("BACK"));
    if (review->diff.count > 0 || review_offers(review) != 0)
        board_button(&dialog->board, BUTTON_SAVE, _("SAVE"));
}

/* What has not been read cannot be reviewed: SAVE waits for it. */
static void review_save(struct review *review)
{
    struct app *app = review->dialog.app;
    struct save_job *save;

    review_make(review);
    if (review->dialog.job != 0 || plan_empty(&review->plan)) {
        board_show(&review->dialog.board, review->reading); /* the line that says so */
        app_beep(app);
        return;
    }
    save = app_save_job(app, SAVE_JOB_SAVE, &review->plan);
    save->page = review->page;
    save->confirm_s = review_confirm_s(review);
    dialog_close(&review->dialog);
    app_save(app, save);
}

static void review_press(struct dialog *dialog, int id)
{
    struct review *review = (struct review *)dialog;

    if (id == BUTTON_BACK)
        dialog_close(dialog);
    else if (id == BUTTON_SAVE)
        review_save(review);
    else if (id == BOX_WINDOW)
        review->window = !review->window;
    else
        review->ticked ^= REMOTE_BIT(id - 1);
}

struct access_job {
    struct model page;
    uint8_t user;
    uint8_t session_channel; /* over LAN: whether a save cuts the link is seen by it; 0: not told */
};

static int access_job_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct access_job *access = argument;
    int result = load_access(ctx->bmc, &access->page, access->user, error);

    if (bmc_over_lan(ctx->bmc))
        (void)bmc_get_session_channel(ctx->bmc, &access->session_channel, NULL);
    return result;
}

static void review_read_access(struct review *review)
{
    struct access_job *access = xcalloc(1, sizeof *access);

    access->page = review->page;
    access->user = review->user;
    dialog_start(&review->dialog, access_job_run, access);
}

static void review_ended(struct dialog *dialog, const struct job_event *event)
{
    struct review *review = (struct review *)dialog;
    const struct access_job *access = event->payload;

    review->session_channel = access->session_channel;
    review->page = access->page;
    if (event->error.kind != ERROR_NONE)
        snprintf(review->trouble, sizeof review->trouble, "%s", event->error.sentence);
    review->ticked = review_offers(review);
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        if (!review_preticked(review, box))
            review->ticked &= ~REMOTE_BIT(box);
}

static const struct dialog_class review_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct review),
    .keys = N_("Tab moves  Space ticks  Enter presses  Esc back, nothing is sent"),
    .fill = review_fill,
    .press = review_press,
    .ended = review_ended,
};

void review_open(struct app *app)
{
    struct review *review = dialog_open(app, &review_class);

    review->page = *app->model;
    review->user = edit_user(app->edit, app->model);
    review->password = secret_length(app->edit->password) > 0;
    if (app->review_sentence != NULL)
        snprintf(review->sentence, sizeof review->sentence, "%s", app->review_sentence);
    review_make(review);
    /* Whoever sits on a serial line may sit on that of this very BMC. */
    review->window = screen_serial(app->screen) && plan_moves_channel(&review->plan);
    board_focus(&review->dialog.board, BUTTON_BACK);
    if (model_lets_in(&review->page))
        review_read_access(review);
}

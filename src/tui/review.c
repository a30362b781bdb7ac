/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/diff.h"
#include "core/load.h"
#include "core/plan.h"
#include "core/remote.h"
#include "tui/dialog.h"

/* Ids: the boxes first. */
enum { BOX_WINDOW = REMOTE_COUNT + 1, BUTTON_BACK, BUTTON_SAVE };

#define REVIEW_LINE 300

struct review {
    struct dialog dialog;
    struct model page; /* what it is compared with; with access once that has come */
    struct diff diff;
    uint8_t user;
    bool password; /* will be changed */
    unsigned ticked;         /* REMOTE_BIT()s */
    bool window;             /* to be confirmed, or put back */
    uint8_t session_channel; /* over LAN: that of the link, 0: not known */
    char sentence[ERROR_SENTENCE];
    char trouble[ERROR_SENTENCE]; /* access could not be read */
};

static void review_add_changes(struct review *review)
{
    struct board *board = &review->dialog.board;
    char line[REVIEW_LINE];

    if (review->sentence[0] != '\0')
        board_line(board, ROLE_WARNING, 0, review->sentence);
    if (review->diff.count == 0)
        board_line(board, ROLE_TEXT, 2, _("No changes"));
    for (size_t i = 0; i < review->diff.count; i++)
        board_line(board, ROLE_TEXT, 2, diff_print(&review->diff.changes[i], line, sizeof line));
}

/* The boxes that are shown, REMOTE_BIT()s: what remote access lacks, as far as the BMC tells. */
static unsigned review_offers(const struct review *review)
{
    enum remote_need need;
    unsigned offered = 0;

    for (enum remote_box box = 0; box < REMOTE_COUNT && review->dialog.job == 0; box++) {
        need = remote_need(&review->page, review->user, box);
        if (need == REMOTE_LACKING || need == REMOTE_UNKNOWN)
            offered |= REMOTE_BIT(box);
    }
    return offered;
}

static void review_add_box(struct review *review, enum remote_box box)
{
    bool unknown = remote_need(&review->page, review->user, box) == REMOTE_UNKNOWN;
    char text[REVIEW_LINE], label[VALUE_TEXT * 2];

    remote_label(box, &review->page, review->user, label, sizeof label);
    snprintf(text, sizeof text, unknown ? _("%s (unknown whether it lacks)") : "%s", label);
    board_box(&review->dialog.board, (int)box + 1,
              (review->ticked & REMOTE_BIT(box)) != 0 ? "[x]" : "[ ]", text);
}

static void review_add_boxes(struct review *review)
{
    int seconds = dialog_seconds(&review->dialog);
    struct board *board = &review->dialog.board;
    unsigned offered = review_offers(review);
    char text[REVIEW_LINE];

    if (review->dialog.job != 0) {
        snprintf(text, sizeof text,
                 seconds > 0 ? _("Reading what remote access lacks, %d s")
                             : _("Reading what remote access lacks"),
                 seconds);
        board_line(board, ROLE_RUNNING, 0, text);
    }
    if (review->trouble[0] != '\0')
        board_line(board, ROLE_WARNING, 0, review->trouble);
    if (offered != 0)
        board_line(board, ROLE_TEXT, 0,
                   _("For remote access the BMC still lacks, and can get now:"));
    for (enum remote_box box = 0; box < REMOTE_COUNT; box++)
        if ((offered & REMOTE_BIT(box)) != 0)
            review_add_box(review, box);
}

static void review_plan(const struct review *review, struct plan *plan)
{
    const struct edit *edit = review->dialog.app->edit;
    struct changes changes;

    edit_changes(edit, &review->page, &changes);
    plan_make(plan, &review->page, &changes, review->user,
              review->password ? edit->password : NULL, review->ticked);
}

/* Over LAN, by the very channel that changes; one that is not known counts. */
static bool review_cuts_link(const struct review *review)
{
    struct plan plan;

    if (!review->dialog.app->link.over_lan || review->dialog.job != 0)
        return false;
    review_plan(review, &plan);
    return plan_moves_channel(&plan) &&
           (review->session_channel == 0 || review->session_channel == plan.channel);
}

/* Where there is nothing to put back there is nothing to confirm. */
static void review_add_window(struct review *review)
{
    const struct app *app = review->dialog.app;
    const struct plan plan = {.password = review->password ? app->edit->password : NULL};
    unsigned seconds = app->settings->confirm_s;
    char text[REVIEW_LINE];

    if ((review->diff.count == 0 && review_offers(review) == 0) ||
        !guard_may_confirm(app->target, &plan, seconds, NULL))
        return;
    snprintf(text, sizeof text, _("put back unless I confirm within %u seconds"), seconds);
    board_box(&review->dialog.board, BOX_WINDOW, review->window ? "[x]" : "[ ]", text);
}

/* What a person should know before it is done. */
static void review_add_warnings(struct review *review)
{
    const struct edit *edit = review->dialog.app->edit;
    struct board *board = &review->dialog.board;
    char text[REVIEW_LINE];

    for (unsigned row = 0; row < review->page.page->rows; row++) {
        const struct value vlan = edit_wanted(edit, &review->page, row);

        if (model_setting(&review->page, row)->type != &value_vlan ||
            !edit_changed(edit, &review->page, row) || !value_is_set(&value_vlan, vlan.number))
            continue;
        snprintf(text, sizeof text, _("Warning: from then on the BMC answers on VLAN %u only."),
                 (unsigned)(vlan.number & VALUE_VLAN_ID));
        board_line(board, ROLE_WARNING, 0, text);
    }
    if (review->password || (review->ticked & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        board_line(board, ROLE_WARNING, 0,
                   _("Password and enabling a user hold for all channels of the BMC."));
    if (review_cuts_link(review))
        board_line(board, ROLE_WARNING, 0,
                   _("Warning: this cuts the link that bmctui itself uses; it is opened again at "
                     "the new address."));
}

static void review_fill(struct dialog *dialog)
{
    struct review *review = (struct review *)dialog;
    const struct model *page = &review->page;
    struct app *app = dialog->app;
    char name[VALUE_TEXT * 2], title[REVIEW_LINE];

    snprintf(title, sizeof title,
             screen_narrow(app->screen) ? _("Review: channel %u of %s")
                                        : _("Review: what is written to channel %u of %s"),
             page->current < page->channel_count ? page->channels[page->current].number : 0u,
             app_bmc_name(app, name, sizeof name));
    app_title(app, title);
    review_add_changes(review);
    review_add_boxes(review);
    review_add_window(review);
    board_footer(&dialog->board);
    board_button(&dialog->board, BUTTON_BACK, _("BACK"));
    if (review->diff.count > 0 || review_offers(review) != 0)
        board_button(&dialog->board, BUTTON_SAVE, _("SAVE"));
    review_add_warnings(review);
}

/* What has not been read cannot be reviewed: SAVE waits for it. */
static void review_save(struct review *review)
{
    struct app *app = review->dialog.app;
    struct save_job *save;
    struct plan plan;

    review_plan(review, &plan);
    if (review->dialog.job != 0 || plan_empty(&plan)) {
        board_show_end(&review->dialog.board); /* the line that says so */
        app_beep(app);
        return;
    }
    save = app_save_job(app, SAVE_JOB_SAVE, &plan);
    save->page = review->page;
    save->confirm_s = review->window ? app->settings->confirm_s : 0;
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
        if (!remote_preticked(box, review->password))
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
    diff_make(&review->diff, app->edit, app->model);
    board_focus(&review->dialog.board, BUTTON_BACK);
    review_read_access(review);
}

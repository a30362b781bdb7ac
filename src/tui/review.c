/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/review.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "core/load.h"
#include "core/diff.h"
#include "core/plan.h"
#include "core/remote.h"
#include "tui/board.h"
#include "tui/saving.h"

/* Ids: the boxes first. */
enum { BOX_WINDOW = REMOTE_COUNT + 1, BUTTON_BACK, BUTTON_SAVE };

#define REVIEW_LINE 300

struct review_view {
    struct view view;
    struct board board;
    struct page page; /* what it is compared with; with access once that has come */
    struct diff diff;
    uint8_t user;
    bool password; /* will be changed */
    unsigned job;  /* reading of access under way, 0: none */
    int64_t started_ms;
    unsigned ticked; /* REMOTE_BIT()s */
    bool window;     /* to be confirmed, or put back */
    uint8_t session_channel; /* over LAN: that of the link, 0: not known */
    char sentence[ERROR_SENTENCE];
    char trouble[ERROR_SENTENCE]; /* access could not be read */
};

/* --- what it says --------------------------------------------------------- */

static void add_changes(struct review_view *review)
{
    char line[REVIEW_LINE];
    size_t i;

    if (review->sentence[0] != '\0')
        board_line(&review->board, ROLE_WARNING, 0, review->sentence);
    if (review->diff.count == 0)
        board_line(&review->board, ROLE_TEXT, 2, _("No changes"));
    for (i = 0; i < review->diff.count; i++)
        board_line(&review->board, ROLE_TEXT, 2,
                   diff_print(&review->diff.changes[i], line, sizeof line));
}

static bool is_offered(const struct review_view *review, enum remote_box box)
{
    enum remote_need need = remote_need(&review->page, review->user, box);

    return review->job == 0 && (need == REMOTE_LACKING || need == REMOTE_UNKNOWN);
}

static bool any_offered(const struct review_view *review)
{
    enum remote_box box;

    for (box = 0; box < REMOTE_COUNT; box++)
        if (is_offered(review, box))
            return true;
    return false;
}

static void add_box(struct review_view *review, enum remote_box box)
{
    char text[REVIEW_LINE], label[VALUE_TEXT * 2];

    if (!is_offered(review, box))
        return;
    remote_label(box, &review->page, review->user, label, sizeof label);
    if (remote_need(&review->page, review->user, box) == REMOTE_UNKNOWN)
        snprintf(text, sizeof text, _("%s (unknown whether it lacks)"), label);
    else
        snprintf(text, sizeof text, "%s", label);
    board_check(&review->board, (int)box + 1, (review->ticked & REMOTE_BIT(box)) != 0, text);
}

static void add_boxes(struct review_view *review, struct app *app)
{
    int seconds = (int)((app_now(app) - review->started_ms) / 1000);
    char text[REVIEW_LINE];
    enum remote_box box;

    if (review->job != 0) {
        snprintf(text, sizeof text,
                 seconds > 0 ? _("Reading what remote access lacks, %d s")
                             : _("Reading what remote access lacks"),
                 seconds);
        board_line(&review->board, ROLE_RUNNING, 0, text);
        return;
    }
    if (review->trouble[0] != '\0')
        board_line(&review->board, ROLE_WARNING, 0, review->trouble);
    if (any_offered(review))
        board_line(&review->board, ROLE_TEXT, 0,
                   _("For remote access the BMC still lacks, and can get now:"));
    for (box = 0; box < REMOTE_COUNT; box++)
        add_box(review, box);
}

static void wanted_values(const struct review_view *review, struct app *app, struct lan *wanted)
{
    edit_wanted(&app->edit, &review->page, wanted);
}

static void make_plan(const struct review_view *review, struct app *app, struct plan *plan)
{
    const struct secret *password = review->password ? app->edit.password : NULL;
    struct lan wanted;

    wanted_values(review, app, &wanted);
    plan_make(plan, &review->page, &wanted, review->user, password, review->ticked);
}

/* Over LAN, by the very channel that changes; one that is not known counts. */
static bool cuts_link(const struct review_view *review, struct app *app)
{
    struct plan plan;

    if (!app->link.over_lan || review->job != 0)
        return false;
    make_plan(review, app, &plan);
    return plan_moves_channel(&plan) &&
           (review->session_channel == 0 || review->session_channel == plan.channel);
}

static bool changes(const struct review_view *review, enum field_id field)
{
    size_t i;

    for (i = 0; i < review->diff.count; i++)
        if (review->diff.changes[i].field == field)
            return true;
    return false;
}

/* Nothing to put back: nothing to confirm. */
static bool window_offered(const struct review_view *review, const struct app *app)
{
    const struct plan plan = {.password = review->password ? app->edit.password : NULL};

    return (review->diff.count > 0 || any_offered(review)) &&
           guard_may_confirm(app->target, &plan, app->settings->confirm_s, NULL);
}

static void add_window(struct review_view *review, struct app *app)
{
    char text[REVIEW_LINE];

    if (!window_offered(review, app))
        return;
    snprintf(text, sizeof text, _("put back unless I confirm within %u seconds"),
             app->settings->confirm_s);
    board_check(&review->board, BOX_WINDOW, review->window, text);
}

/* What a person should know before it is done. */
static void add_warnings(struct review_view *review, struct app *app)
{
    struct board *board = &review->board;
    struct lan wanted;
    char text[REVIEW_LINE];

    wanted_values(review, app, &wanted);
    if (changes(review, FIELD_VLAN) && wanted.vlan_enabled) {
        snprintf(text, sizeof text,
                 _("Warning: from then on the BMC answers on VLAN %u only."), wanted.vlan_id);
        board_line(board, ROLE_WARNING, 0, text);
    }
    if (review->password || (review->ticked & REMOTE_BIT(REMOTE_ENABLE)) != 0)
        board_line(board, ROLE_WARNING, 0,
                   _("Password and enabling a user hold for all channels of the BMC."));
    if (cuts_link(review, app))
        board_line(board, ROLE_WARNING, 0,
                   _("Warning: this cuts the link that bmctui itself uses; it is opened again at "
                     "the new address."));
}

static void draw_title(const struct review_view *review, struct app *app)
{
    const struct page *page = &review->page;
    char name[VALUE_TEXT * 2], title[REVIEW_LINE];

    snprintf(title, sizeof title,
             screen_narrow(app->screen) ? _("Review: channel %u of %s")
                                        : _("Review: what is written to channel %u of %s"),
             page->current < page->channel_count ? page->channels[page->current].number : 0u,
             app_bmc_name(app, name, sizeof name));
    app_title(app, title);
}

static void review_draw(struct view *view, struct app *app)
{
    struct review_view *review = (struct review_view *)view;
    struct board *board = &review->board;

    draw_title(review, app);
    board_begin(board, app->screen);
    add_changes(review);
    add_boxes(review, app);
    add_window(review, app);
    board_footer(board);
    board_button(board, BUTTON_BACK, _("BACK"));
    if (review->diff.count > 0 || any_offered(review))
        board_button(board, BUTTON_SAVE, _("SAVE"));
    add_warnings(review, app);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Tab moves  Space ticks  Enter presses  Esc back, nothing is sent"));
}

/* --- keys ----------------------------------------------------------------- */

/* What has not been read cannot be reviewed: SAVE waits for it. */
static void save(struct review_view *review, struct app *app)
{
    struct saving saving = {.page = review->page,
                            .confirm_s = review->window ? app->settings->confirm_s : 0};

    make_plan(review, app, &saving.plan);
    if (review->job != 0 || plan_empty(&saving.plan)) {
        board_show_end(&review->board); /* the line that says so */
        app_beep(app);
        return;
    }
    view_close(app, &review->view);
    saving_open(app, &saving);
}

static void press(struct review_view *review, struct app *app, int id)
{
    if (id == BUTTON_BACK)
        view_close(app, &review->view);
    else if (id == BUTTON_SAVE)
        save(review, app);
    else if (id == BOX_WINDOW)
        review->window = !review->window;
    else
        review->ticked ^= REMOTE_BIT(id - 1);
}

static void review_key(struct view *view, struct app *app, const struct key *key)
{
    struct review_view *review = (struct review_view *)view;
    struct board_action action = board_key(&review->board, key);

    if (action.kind == BOARD_PRESSED)
        press(review, app, action.id);
    else if (action.kind == BOARD_ESCAPE)
        view_close(app, view);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

/* --- what remote access lacks --------------------------------------------- */

static void pretick(struct review_view *review)
{
    enum remote_box box;

    review->ticked = 0;
    for (box = 0; box < REMOTE_COUNT; box++)
        if (is_offered(review, box) && remote_preticked(box, review->password))
            review->ticked |= REMOTE_BIT(box);
}

struct access_job {
    struct page page;
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

static unsigned read_access(const struct review_view *review, struct app *app)
{
    struct access_job *access = xcalloc(1, sizeof *access);

    access->page = review->page;
    access->user = review->user;
    return jobs_submit(app->jobs, (struct job){
                                      .run = access_job_run, .release = free, .argument = access});
}

static void review_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct review_view *review = (struct review_view *)view;
    const struct access_job *access = event->payload;

    if (event->kind != JOB_ENDED || event->job != review->job)
        return;
    (void)app;
    review->job = 0;
    review->session_channel = access->session_channel;
    review->page = access->page;
    if (event->error.kind != ERROR_NONE)
        snprintf(review->trouble, sizeof review->trouble, "%s", event->error.sentence);
    pretick(review);
}

static int64_t review_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct review_view *review = (struct review_view *)view;

    (void)app;
    if (review->job == 0)
        return -1;
    return now_ms + 1000 - (now_ms - review->started_ms) % 1000;
}

static void review_release(struct view *view)
{
    struct review_view *review = (struct review_view *)view;

    board_release(&review->board);
    free(review);
}

static const struct view_class review_class = {
    .draw = review_draw,
    .key = review_key,
    .event = review_event,
    .tick = review_tick,
    .release = review_release,
};

void review_open(struct app *app, const char *sentence)
{
    struct review_view *review = xcalloc(1, sizeof *review);

    review->view.class = &review_class;
    review->page = app->page;
    review->user = edit_user(&app->edit, &app->page);
    review->password = secret_length(app->edit.password) > 0;
    if (sentence != NULL)
        snprintf(review->sentence, sizeof review->sentence, "%s", sentence);
    diff_make(&review->diff, &app->edit, &app->page);
    board_focus(&review->board, BUTTON_BACK);
    review->started_ms = app_now(app);
    view_push(app, &review->view);
    review->job = read_access(review, app);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialog.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"

/* The inside of a box: 78 columns at most, as on a screen of 80; so many blank ones behind the
 * longest text; and a clock that comes to fewer digits leaves it as it is. */
enum { BOX_COLS = SCREEN_COLS - 2, BOX_RIGHT = 2, BOX_STEADY = 4 };

#define HELD_MS 1000 /* an Enter so soon after one that did nothing is the same one, held */

static const struct dialog_class *dialog_class(const struct dialog *dialog)
{
    return (const struct dialog_class *)dialog->view.class; /* its first member */
}

static void dialog_add_buttons(struct dialog *dialog)
{
    const struct dialog_class *class = dialog_class(dialog);

    if (class->buttons[0].text == NULL)
        return;
    board_footer(&dialog->board);
    for (size_t i = 0; i < DIALOG_BUTTONS && class->buttons[i].text != NULL; i++)
        board_button(&dialog->board, class->buttons[i].id, _(class->buttons[i].text));
}

static int dialog_larger(int a, int b)
{
    return a > b ? a : b;
}

static int dialog_smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Of the inside of a box. */
static int dialog_most_cols(const struct app *app)
{
    return dialog_smaller(screen_cols(app->screen) - 2, BOX_COLS);
}

/* The box, with an empty row above what it holds, before the footer and behind it, as far as the
 * screen has room for them. */
static void dialog_draw_box(struct dialog *dialog, struct app *app)
{
    const struct app_heading *heading = &app->heading;
    struct board *board = &dialog->board;
    int most = screen_rows(app->screen) - DIALOG_BOX_ROWS, body, foot, above, behind, rows, cols;
    struct screen_box box = {.title = heading->title, .state = heading->state, .bar = heading->bar};

    board_open_gaps(board, most - 3);
    body = board_body(board);
    foot = board_height(board) - body;
    rows = body + foot + (foot > 0);
    above = rows + 1 <= most;
    behind = rows + above + 1 <= most;
    box.rows = rows + above + behind < most ? rows + above + behind : most;
    cols = dialog_larger(board_columns(board) + BOX_RIGHT, screen_box_title(box.title, box.state));
    if (cols > dialog->cols || cols < dialog->cols - BOX_STEADY)
        dialog->cols = dialog_smaller(cols, dialog_most_cols(app));
    box.cols = dialog->cols;
    screen_box(app->screen, &box);
    screen_cursor(app->screen, above, 0);
    board_fit(board, dialog->cols);
    board_draw(board, app->screen, above, box.rows - above - behind);
    if (dialog_class(dialog)->beside != NULL)
        dialog_class(dialog)->beside(dialog, above);
}

static bool dialog_is_box(const struct dialog *dialog, const struct app *app)
{
    const struct dialog_class *class = dialog_class(dialog);

    return (class->card || !class->view.page) && screen_boxes(app->screen) &&
           (class->whole == NULL || !class->whole(dialog));
}

void dialog_draw(struct view *view, struct app *app)
{
    struct dialog *dialog = (struct dialog *)view;
    const struct dialog_class *class = dialog_class(dialog);

    dialog->board.boxed = dialog_is_box(dialog, app);
    if (!dialog->board.boxed && !class->view.page && screen_boxes(app->screen)) {
        screen_clear(app->screen);
        screen_title_row(app->screen);
    }
    app_begin_title(app, dialog->board.boxed ? dialog_most_cols(app) - 4 : 0);
    if (class->title != NULL)
        app_title(app, _(class->title));
    board_begin(&dialog->board, app->screen);
    if (dialog->board.boxed)
        dialog->board.width = dialog_most_cols(app) - 1;
    class->fill(dialog);
    dialog_add_buttons(dialog);
    if (class->keys != NULL)
        app_key_line(app, _(class->keys));
    if (dialog->board.boxed) {
        dialog_draw_box(dialog, app);
        return;
    }
    if (app->heading.title[0] != '\0')
        app_draw_title(app);
    board_draw(&dialog->board, app->screen, dialog->top,
               APP_BODY_TOP + app_body_rows(app) - dialog->top);
    if (class->beside != NULL)
        class->beside(dialog, dialog->top);
}

void dialog_resize(struct view *view, struct app *app)
{
    struct dialog *dialog = (struct dialog *)view;

    (void)app;
    dialog->cols = 0;
}

void dialog_key(struct view *view, struct app *app, const struct key *key)
{
    struct dialog *dialog = (struct dialog *)view;
    const struct dialog_class *class = dialog_class(dialog);
    struct board_action action;

    if (class->key != NULL && class->key(dialog, key))
        return;
    action = board_key(&dialog->board, key);
    switch (action.kind) {
    case BOARD_PRESSED:
    case BOARD_ENTERED:
        if (class->press != NULL)
            class->press(dialog, action.id);
        else
            dialog_close(dialog);
        break;
    case BOARD_TYPED:
        if (class->typed != NULL)
            class->typed(dialog);
        break;
    case BOARD_ESCAPE:
        (class->escape != NULL ? class->escape : dialog_close)(dialog);
        break;
    case BOARD_BEEP:
        app_beep(app);
        /* After attaching to a locked console's line the screen is blank: any key repaints. */
        if (app->lock.locked && view->class->main)
            screen_repaint(app->screen);
        break;
    case BOARD_DONE:
        break;
    }
}

void dialog_release(struct view *view)
{
    struct dialog *dialog = (struct dialog *)view;

    if (dialog_class(dialog)->release != NULL)
        dialog_class(dialog)->release(dialog);
    board_release(&dialog->board);
    free(dialog);
}

void *dialog_new(struct app *app, const struct dialog_class *class)
{
    struct dialog *dialog = xcalloc(1, class->size);

    dialog->view.class = &class->view;
    dialog->app = app;
    dialog->top = APP_BODY_TOP;
    return dialog;
}

void *dialog_open(struct app *app, const struct dialog_class *class)
{
    struct dialog *dialog = dialog_new(app, class);

    view_push(app, &dialog->view);
    return dialog;
}

bool dialog_held_enter(struct dialog *dialog, const struct key *key)
{
    struct app *app = dialog->app;

    if (key->code != K_ENTER || app_now(app) - app->idle_enter_ms > HELD_MS)
        return false;
    app->idle_enter_ms = app_now(app);
    app_beep(app);
    return true;
}

void dialog_close(struct dialog *dialog)
{
    view_close(dialog->app, &dialog->view);
}

int64_t dialog_next_second(int64_t at_ms, int64_t now_ms)
{
    int64_t past = (now_ms - at_ms) % 1000;

    return now_ms - past + (past < 0 ? 0 : 1000);
}

/* --- its job --------------------------------------------------------------- */

void dialog_start(struct dialog *dialog,
                  int (*run)(struct job_ctx *ctx, void *argument, struct bmc_error *error),
                  void *argument)
{
    dialog->since_ms = app_now(dialog->app);
    dialog->job = jobs_submit(dialog->app->jobs,
                              (struct job){.run = run, .release = free, .argument = argument});
}

int dialog_seconds(const struct dialog *dialog)
{
    return (int)((app_now(dialog->app) - dialog->since_ms) / 1000);
}

void dialog_event(struct view *view, struct app *app, const struct job_event *event)
{
    struct dialog *dialog = (struct dialog *)view;

    (void)app;
    if (event->kind != JOB_ENDED || event->job != dialog->job)
        return;
    dialog->job = 0;
    dialog_class(dialog)->ended(dialog, event);
}

int64_t dialog_tick(struct view *view, struct app *app, int64_t now_ms)
{
    const struct dialog *dialog = (const struct dialog *)view;

    (void)app;
    return dialog->job == 0 ? -1 : dialog_next_second(dialog->since_ms, now_ms);
}

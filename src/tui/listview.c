/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/listview.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/ask.h"
#include "tui/dialog.h"

#define LIST_TOP    2 /* below title and summary */
#define DETAIL_ROWS 2
#define LISTVIEW_ROW JOB_OWN /* a row has been read: the event's payload */

/* Ids of rows are their place, from 1. */
enum { BUTTON_RELOAD = 1 << 24, BUTTON_BACK, BUTTON_END };

struct listview {
    struct dialog dialog;
    const struct page_class *page;
    struct app_list *list;
    int top;           /* the first row of the window */
    int window;        /* rows that are shown, as last drawn */
    bool in_list;      /* the focus is on a row, or will be when one comes */
    bool drawn;        /* with rows */
    bool light;        /* its state is said, as somebody has pressed F6 */
    struct bmc_error error;
};

static size_t listview_last(const struct listview *view)
{
    return view->list->rows.count > 0 ? view->list->rows.count - 1 : 0;
}

static size_t listview_current(const struct listview *view)
{
    size_t last = listview_last(view);

    return view->list->current < last ? view->list->current : last;
}

/* The columns of a row beside each other, cut to their widths with a ~; width 0: in full. */
static void listview_print(const struct listview *view, size_t index, int width, char *text,
                           size_t size)
{
    const void *row = list_row(&view->list->rows, index);
    bool narrow = width > 0 && screen_narrow(view->dialog.app->screen);
    const struct column *column;
    char cell[COLUMN_TEXT];
    size_t used = 0;
    int columns, end = 0;

    text[0] = '\0';
    for (column = view->page->columns; column->print != NULL && used < size; column++) {
        bool last = column[1].print == NULL, cut;

        if (narrow && last && column != view->page->columns)
            break;
        column->print(row, cell);
        columns = width == 0 ? text_columns(cell) : last ? width - end : column->width - 1;
        cut = text_columns(cell) > columns;
        used += (size_t)snprintf(text + used, size - used, "%.*s%s",
                                 (int)text_fit(cell, columns - cut), cell, cut ? "~" : "");
        if (!last && !(narrow && column[2].print == NULL) && used < size)
            used += (size_t)snprintf(text + used, size - used, "%*s",
                                     width == 0 ? 2 : column->width - text_columns(text) + end, "");
        end += column->width;
    }
}

static struct board_window listview_window(const struct listview *view)
{
    return (struct board_window){view->top, view->window, (int)view->list->rows.count, false};
}

static void listview_add_rows(struct listview *view)
{
    struct board *board = &view->dialog.board;
    struct board_span seen;
    char text[SCREEN_COLS * 4];

    view->top = board_top_for(listview_window(view), (int)listview_current(view));
    seen = board_seen(listview_window(view));
    board->row = seen.first - view->top;
    for (int i = seen.first; i < (int)view->list->rows.count && i < seen.end; i++) {
        listview_print(view, (size_t)i, board->width - 2, text, sizeof text);
        board_add(board, BOARD_ROW, i + 1, 2, text);
        board_next(board);
    }
    board_draw_seen(view->dialog.app->screen, LIST_TOP, listview_window(view));
}

static void listview_add_buttons(struct board *board)
{
    board_button(board, BUTTON_RELOAD, _("RELOAD"));
    board_button(board, BUTTON_BACK, _("BACK"));
}

static void listview_draw_row_in_full(struct listview *view, int row)
{
    struct screen *screen = view->dialog.app->screen;
    char text[COLUMN_TEXT * 3];

    if (!view->in_list || view->list->rows.count == 0)
        return;
    listview_print(view, listview_current(view), 0, text, sizeof text);
    screen_wrapped(screen, row, 0, DETAIL_ROWS, ROLE_TEXT, text);
}

/* What went wrong, else the light, in the help row; what runs below it, or in its place. */
static void listview_draw_messages(struct listview *view, int help_row, int running_row)
{
    struct app *app = view->dialog.app;
    int error_rows = view->dialog.job == 0 ? running_row - help_row + 1 : 1;
    char light[LIGHT_TEXT];

    if (view->dialog.job != 0)
        screen_format(app->screen, running_row, 0, ROLE_RUNNING, _("Reading the BMC, %u s"),
                      (unsigned)dialog_seconds(&view->dialog));
    if (view->dialog.job != 0 && help_row == running_row)
        return;
    if (app->escape)
        screen_text(app->screen, help_row, 0, ROLE_HELP, app_help_text(app, ""));
    else if (view->error.kind != ERROR_NONE)
        screen_wrapped(app->screen, help_row, 0, error_rows, ROLE_ERROR, view->error.sentence);
    else if (app->light.notice[0] != '\0' && view->light)
        screen_wrapped(app->screen, help_row, 0, error_rows, ROLE_ERROR, app->light.notice);
    else if (view->light)
        screen_format(app->screen, help_row, 0, ROLE_HELP, "%s: %s", _("IDENTIFY LIGHT"),
                      light_text(&app->light, app_now(app), light));
}

static void listview_draw_keys(struct app *app)
{
    bool narrow = screen_narrow(app->screen), keys = screen_function_keys(app->screen);

    if (narrow)
        app_key_line(app, keys ? _("F1 Help F5 Reload F9 More") : _("Esc: 1 Help 5 Reload 9 More"));
    else
        app_key_line(app, keys ? _("F1 Help  F5 Reload  F6 Light  F9 More    Esc back")
                               : _("Esc then: 1 Help  5 Reload  6 Light  9 More    Esc Esc back"));
}

/* A click may have moved the focus. */
static void listview_follow_focus(struct listview *view)
{
    struct board *board = &view->dialog.board;

    if (view->drawn) {
        view->in_list = board->focus < BUTTON_RELOAD;
        if (view->in_list)
            view->list->current = (size_t)board->focus - 1;
    }
    view->drawn = view->list->rows.count > 0;
    if (view->in_list && view->drawn)
        board->focus = (int)listview_current(view) + 1;
}

static void listview_fill(struct dialog *dialog)
{
    struct listview *view = (struct listview *)dialog;
    struct app *app = dialog->app;
    struct board *board = &dialog->board;
    int rows = screen_rows(app->screen), help_row = rows - (rows < SCREEN_ROWS ? 2 : 3), row;

    listview_follow_focus(view);
    listview_add_buttons(board); /* to see how many rows they take */
    row = help_row - board->row - 1;
    board_begin(board, app->screen);
    view->window = row - DETAIL_ROWS - LIST_TOP;
    app_page_title(app, _(view->page->title));
    listview_add_rows(view);
    while (board->row < row - LIST_TOP)
        board_next(board);
    listview_add_buttons(board);
    listview_draw_row_in_full(view, row - DETAIL_ROWS);
    listview_draw_messages(view, help_row, rows - 2);
    listview_draw_keys(app);
}

struct listview_job {
    const struct page_class *page;
    struct job_ctx *ctx;
};

static void listview_append(void *data, const void *row)
{
    const struct listview_job *job = data;

    job_post(job->ctx, LISTVIEW_ROW, row, job->page->row_size);
}

static int listview_run(struct job_ctx *ctx, void *argument, struct bmc_error *error)
{
    struct listview_job *job = argument;
    const struct page_sink sink = {listview_append, job};

    job->ctx = ctx;
    return job->page->load(ctx->bmc, &sink, error);
}

static void listview_read(struct listview *view)
{
    struct listview_job *job;

    if (view->dialog.job != 0) {
        app_beep(view->dialog.app);
        return;
    }
    list_release(&view->list->rows);
    view->list->read = false;
    view->error.kind = ERROR_NONE;
    job = xcalloc(1, sizeof *job);
    job->page = view->page;
    dialog_start(&view->dialog, listview_run, job);
}

static void listview_event(struct view *top, struct app *app, const struct job_event *event)
{
    struct listview *view = (struct listview *)top;

    (void)app;
    if (view->dialog.job == 0 || event->job != view->dialog.job)
        return;
    if (event->kind == LISTVIEW_ROW)
        list_append(&view->list->rows, event->payload, view->page->row_size);
    if (event->kind != JOB_ENDED)
        return;
    view->dialog.job = 0;
    view->list->read = event->error.kind == ERROR_NONE;
    view->error = event->error;
}

static void listview_stop(struct dialog *dialog)
{
    struct listview *view = (struct listview *)dialog;

    if (view->dialog.job == 0) {
        dialog_close(dialog);
        return;
    }
    app_stop(dialog->app);
    view->dialog.job = 0;
    error_set(&view->error, ERROR_CANCELLED, "%s", _("Reading stopped; RELOAD reads again."));
}

static void listview_press(struct dialog *dialog, int id)
{
    struct listview *view = (struct listview *)dialog;
    char text[COLUMN_TEXT * 3];

    if (id == BUTTON_RELOAD) {
        listview_read(view);
    } else if (id == BUTTON_BACK) {
        dialog_close(dialog);
    } else if ((size_t)id <= view->list->rows.count) { /* read anew since it was drawn: gone */
        listview_print(view, (size_t)id - 1, 0, text, sizeof text);
        ask_tell(dialog->app, _(view->page->title), text);
    }
}

/* Round from the list over the buttons: what scrolls is one stop. */
static bool listview_tab(struct listview *view, const struct key *key)
{
    struct board *board = &view->dialog.board;
    int focus = board->focus;
    bool forward = key->code == K_TAB;
    bool back = key->code == K_BACKTAB || (key->code == K_UP && focus == BUTTON_RELOAD);

    if (!view->drawn || (!forward && !back))
        return false;
    if (view->in_list)
        focus = forward ? BUTTON_RELOAD : BUTTON_END - 1;
    else if (focus == (forward ? BUTTON_END - 1 : BUTTON_RELOAD))
        focus = (int)listview_current(view) + 1;
    else
        focus += forward ? 1 : -1;
    board_focus(board, focus);
    return true;
}

static bool listview_key(struct dialog *dialog, const struct key *key)
{
    struct listview *view = (struct listview *)dialog;
    struct app *app = dialog->app;
    int rows;

    if (view->drawn)
        view->in_list = dialog->board.focus < BUTTON_RELOAD;
    view->light = view->light && key->code == K_F6;
    switch (key->code) {
    case K_F5:
        listview_read(view);
        return true;
    case K_F6:
        view->light = true;
        app_light(app, LIGHT_TOGGLE, 0);
        return true;
    case K_F9:
        app_go(app, GO_MORE);
        return true;
    default:
        break;
    }
    rows = board_key_rows(key->code, board_page_rows(listview_window(view)),
                          (int)view->list->rows.count);
    if (view->in_list && view->drawn && rows != 0) {
        int64_t to = (int64_t)listview_current(view) + rows, last = (int64_t)listview_last(view);

        view->list->current = (size_t)(to < 0 ? 0 : to > last ? last : to);
        board_focus(&dialog->board, (int)view->list->current + 1);
        return true;
    }
    if (!view->drawn)
        view->in_list = false;
    return listview_tab(view, key);
}

static const struct dialog_class listview_class = {
    .view = {DIALOG_VIEW, .event = listview_event, .tick = dialog_tick, .page = true},
    .size = sizeof(struct listview),
    .fill = listview_fill,
    .press = listview_press,
    .escape = listview_stop,
    .key = listview_key,
};

void listview_open(struct app *app, const struct page_class *page)
{
    struct listview *view = dialog_open(app, &listview_class);

    view->page = page;
    view->list = &app->lists[page->digit - '1'];
    view->in_list = true;
    view->dialog.top = LIST_TOP;
    view->dialog.board.form = view->dialog.board.browsed = true;
    if (!view->list->read)
        listview_read(view);
}

const struct page_class *listview_page(const struct app *app)
{
    const struct view *view = view_find(app, &listview_class.view);

    return view != NULL ? ((const struct listview *)view)->page : NULL;
}

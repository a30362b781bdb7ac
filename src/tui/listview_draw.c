/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a list page stands on the screen.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/listview.h"

#define DETAIL_ROWS     2
#define HEADLINE_LEVELS 4
#define SIDE_COLS       110 /* from so many on what has the focus stands beside the list */
#define SIDE_GAP        2
#define DROPS           6

static bool listview_narrow(const struct listview *view)
{
    return screen_narrow(view->dialog.app->screen);
}

bool listview_has_side(const struct listview *view)
{
    const struct screen *screen = view->dialog.app->screen;

    return view->page->class->details != NULL && screen_cols(screen) >= SIDE_COLS &&
           screen_rows(screen) >= SCREEN_ROWS;
}

/* --- rows ------------------------------------------------------------------------------------ */

static bool listview_has_headings(const struct listview *view)
{
    return view->page->class->columns[0].heading != NULL;
}

int listview_top(const struct listview *view)
{
    return LISTVIEW_TOP + listview_has_headings(view);
}

/* This column, or the next that does not fall away for lack of room; NULL: behind the last. */
static const struct column *listview_column(const struct listview *view,
                                            const struct column *column)
{
    bool narrow = listview_narrow(view);

    while (column->print != NULL && narrow && column != view->page->class->columns &&
           (column->wide || column[1].print == NULL))
        column++;
    return column->print != NULL ? column : NULL;
}

static int listview_width(const struct listview *view, const struct column *column)
{
    return listview_narrow(view) && column->narrow > 0 ? column->narrow : column->width;
}

/* So many columns of the text, cut with a ~. */
static size_t listview_print_cell(const char *cell, int columns, char *text, size_t size)
{
    bool cut = text_columns(cell) > columns;

    return (size_t)snprintf(text, size, "%.*s%s", (int)text_fit(cell, columns - cut), cell,
                            cut ? "~" : "");
}

/* The columns of a row, or (row NULL) their headings, beside each other in so many columns of the
 * screen. */
static void listview_print(const struct listview *view, const void *row, int width, char *text,
                           size_t size)
{
    const struct column *column = listview_column(view, view->page->class->columns), *next;
    char cell[COLUMN_TEXT];
    size_t used = 0;
    int columns, end = 0;
    bool last;

    text[0] = '\0';
    for (; column != NULL && used < size && end < width; column = next) {
        next = listview_column(view, column + 1);
        last = next == NULL;
        if (row != NULL)
            column->print(row, cell);
        else
            snprintf(cell, sizeof cell, "%s", column->heading != NULL ? _(column->heading) : "");
        columns = listview_width(view, column) - 1;
        if (last || columns > width - end)
            columns = width - end;
        used += listview_print_cell(cell, columns, text + used, size - used);
        end += listview_width(view, column);
        if (!last && used < size)
            used += (size_t)snprintf(text + used, size - used, "%*s", end - text_columns(text), "");
    }
}

/* All columns in full, two blanks apart. */
static void listview_print_full(const struct listview *view, size_t index, char *text, size_t size)
{
    char cell[COLUMN_TEXT];

    text[0] = '\0';
    if (view->page->class->full != NULL) {
        view->page->class->full(listview_at(view->list, index), text);
        return;
    }
    for (const struct column *column = view->page->class->columns; column->print != NULL;
         column++) {
        column->print(listview_at(view->list, index), cell);
        if (cell[0] != '\0')
            text_append(text, size, "  ", "%s", cell);
    }
}

static enum role listview_role(const struct listview *view, size_t index)
{
    static const enum role roles[] = {[ROW_PLAIN] = ROLE_TEXT,
                                      [ROW_SECTION] = ROLE_SECTION,
                                      [ROW_NOTE] = ROLE_NOTE,
                                      [ROW_WARNING] = ROLE_WARNING,
                                      [ROW_CRITICAL] = ROLE_ERROR};
    const struct page_class *page = view->page->class;

    return page->look == NULL ? ROLE_TEXT : roles[page->look(listview_at(view->list, index))];
}

static void listview_add_row(struct listview *view, size_t index)
{
    struct board *board = &view->dialog.board;
    char text[SCREEN_COLS * 8];

    if (listview_is_section(view, index)) {
        view->page->class->columns[0].print(listview_at(view->list, index), text);
        board_section(board, text);
        return;
    }
    listview_print(view, listview_at(view->list, index), board->width - 2, text, sizeof text);
    board_add(board, BOARD_ROW, (int)index + 1, 2, text);
    board_next(board);
}

static void listview_add_rows(struct listview *view)
{
    struct board *board = &view->dialog.board;
    struct board_span seen;
    size_t current = listview_current(view);

    if (current > 0 && listview_count(view->list) > 0 && listview_is_section(view, current - 1))
        view->list->top = board_top_for(listview_window(view), (int)current - 1);
    view->list->top = board_top_for(listview_window(view), (int)current);
    seen = board_seen(listview_window(view));
    board->row = seen.first - view->list->top;
    if (listview_held(view))
        return;
    for (int i = seen.first; i < (int)listview_count(view->list) && i < seen.end; i++)
        listview_add_row(view, (size_t)i);
    board_draw_seen(view->dialog.app->screen, listview_top(view), listview_window(view));
}

/* What looks in its row, where the row is not the one with the focus. */
static void listview_draw_look(const struct listview *view, size_t index, int row)
{
    const struct column *column = listview_column(view, view->page->class->columns);
    enum role role = listview_role(view, index);
    char cell[COLUMN_TEXT], text[COLUMN_TEXT];
    int col = 2;

    for (; column != NULL; column = listview_column(view, column + 1)) {
        if (column->looks) {
            int left = view->dialog.board.width - col, width = listview_width(view, column) - 1;

            column->print(listview_at(view->list, index), cell);
            listview_print_cell(cell, width < 0 || width > left ? left : width, text, sizeof text);
            screen_text(view->dialog.app->screen, row, col, role, text);
        }
        col += listview_width(view, column);
    }
}

void listview_beside(struct dialog *dialog, int top)
{
    struct listview *view = (struct listview *)dialog;
    struct board_span seen = board_seen(listview_window(view));
    int count = listview_held(view) ? 0 : (int)listview_count(view->list);

    for (int i = seen.first; i < count && i < seen.end; i++)
        if (i + 1 != dialog->board.focus && !listview_is_section(view, (size_t)i))
            listview_draw_look(view, (size_t)i, top + i - view->list->top);
}

/* --- what stands around them ------------------------------------------------------------------ */

static void listview_draw_headline(const struct listview *view)
{
    const struct app_list *list = view->list;
    struct board_span seen = board_seen(listview_window(view));
    struct page_window window = {
        .listed = listview_count(list), .all = list->rows.count, .filtered = list->filtered};
    struct screen *screen = view->dialog.app->screen;
    char text[COLUMN_TEXT] = "";

    if (view->page->class->headline == NULL || listview_held(view) ||
        (window.all == 0 && listview_reading(view)))
        return;
    window.last = window.listed < (size_t)seen.end ? window.listed : (size_t)seen.end;
    window.first = window.listed > 0 ? (size_t)seen.first + 1 : 0;
    for (int level = 0; level < HEADLINE_LEVELS; level++) {
        view->page->class->headline(list->state, &window, level, text);
        if (text_columns(text) < screen_cols(screen))
            break;
    }
    screen_text(screen, 1, 0, ROLE_TEXT, text);
}

static void listview_draw_headings(const struct listview *view)
{
    char text[SCREEN_COLS * 8];

    if (!listview_has_headings(view) || listview_held(view) || view->list->rows.count == 0)
        return;
    listview_print(view, NULL, view->dialog.board.width - 2, text, sizeof text);
    screen_text(view->dialog.app->screen, LISTVIEW_TOP, 2, ROLE_SECTION, text);
}

static void listview_draw_row_in_full(const struct listview *view, int row)
{
    char text[COLUMN_TEXT * 4];

    if (!view->in_list || listview_count(view->list) == 0 || listview_held(view))
        return;
    listview_print_full(view, listview_current(view), text, sizeof text);
    screen_wrapped(view->dialog.app->screen, row, 0, DETAIL_ROWS, ROLE_TEXT, text);
}

/* What changes stands last: a clock costs few bytes then. */
static void listview_print_running(struct listview *view, char *text, size_t size)
{
    int64_t seconds = dialog_seconds(&view->dialog);
    size_t total = view->page->total != NULL ? view->page->total(view->list->state) : 0;

    if (view->done_s != seconds) { /* a slow line has better things to carry */
        view->done_s = seconds;
        view->done = view->read;
    }
    snprintf(text, size, "%s",
             view->doing != NULL           ? _(view->doing)
             : view->page->reading != NULL ? _(view->page->reading)
                                           : _("Reading the BMC"));
    if (view->doing == NULL && view->done > 0 && total > 0)
        text_append(text, size, "", _(", %u of %u"), (unsigned)view->done, (unsigned)total);
    if (seconds > 0)
        text_append(text, size, "", _(", %d s"), (int)seconds);
}

static const char *listview_help(const struct listview *view)
{
    int focus = view->dialog.board.focus;
    const struct listview_action *action =
        focus >= LISTVIEW_BUTTON ? listview_action(view, focus - LISTVIEW_BUTTON) : NULL;

    if (!view->in_list && action != NULL)
        return _(action->help);
    return view->page->hint != NULL && listview_row(view) != NULL ? view->page->hint(view) : "";
}

static void listview_print_light(struct app *app, char *text, size_t size)
{
    char light[LIGHT_TEXT];

    snprintf(text, size, "%s: %s", _("IDENTIFY LIGHT"),
             light_text(&app->light, app_now(app), light));
}

/* What there is to say: what a button came to, what went wrong, the light, else help. */
static enum role listview_print_message(const struct listview *view, char *text, size_t size)
{
    struct app *app = view->dialog.app;
    bool wrong = view->error.kind != ERROR_NONE;
    bool notice = view->light && app->light.notice[0] != '\0';

    if (app->escape)
        snprintf(text, size, "%s", app_help_text(app, ""));
    else if (view->said[0] != '\0')
        snprintf(text, size, "%s", view->said);
    else if (wrong || notice)
        snprintf(text, size, "%s", wrong ? view->error.sentence : app->light.notice);
    else if (view->light)
        listview_print_light(app, text, size);
    else
        snprintf(text, size, "%s", listview_help(view));
    if (app->escape)
        return ROLE_HELP;
    return view->said[0] != '\0' ? view->said_role : wrong || notice ? ROLE_ERROR : ROLE_HELP;
}

/* On a small screen what was said or went wrong takes the place of the row in full. */
static bool listview_says_above(const struct listview *view)
{
    bool says = view->said[0] != '\0' || view->error.kind != ERROR_NONE;

    return says && screen_rows(view->dialog.app->screen) < SCREEN_ROWS;
}

static void listview_draw_above(const struct listview *view, int row)
{
    char text[ERROR_SENTENCE];
    enum role role = listview_print_message(view, text, sizeof text);

    screen_wrapped(view->dialog.app->screen, row, 0, DETAIL_ROWS, role, text);
}

/* That in the help row; what runs below it, or in its place. */
static void listview_draw_messages(struct listview *view, int help_row, int running_row)
{
    struct screen *screen = view->dialog.app->screen;
    bool runs = listview_reading(view) && !listview_held(view);
    char text[ERROR_SENTENCE];
    enum role role;

    if (runs) {
        listview_print_running(view, text, sizeof text);
        screen_text(screen, running_row, 0, ROLE_RUNNING, text);
    }
    if ((runs && help_row == running_row) || listview_says_above(view))
        return;
    role = listview_print_message(view, text, sizeof text);
    screen_wrapped(screen, help_row, 0, runs ? 1 : running_row - help_row + 1, role, text);
}

/* --- the last row ---------------------------------------------------------------------------- */

static void listview_print_keys(const struct listview *view, int dropped, char *line, size_t size)
{
    bool narrow = listview_narrow(view), keys = screen_function_keys(view->dialog.app->screen);
    const char *gap = keys ? "" : " ";
    const struct listview_action *action;

    snprintf(line, size, "%s", keys ? "" : narrow ? _("Esc:") : _("Esc then:"));
    for (int number = 1; number <= 10; number++)
        for (int i = 0; (action = listview_action(view, i)) != NULL; i++)
            if (action->word != NULL && (int)action->key == K_F1 + number - 1 &&
                (action->drop == 0 || action->drop > dropped)) {
                text_append(line, size, gap, "%s%d %s", keys ? "F" : "", number, _(action->word));
                gap = narrow ? " " : "  ";
            }
    if (!narrow)
        text_append(line, size, "    ", "%s", keys ? _("Esc back") : _("Esc Esc back"));
}

static void listview_draw_keys(const struct listview *view)
{
    struct app *app = view->dialog.app;
    int dropped = listview_narrow(view) ? 1 : 0;
    char line[300];

    do
        listview_print_keys(view, dropped, line, sizeof line);
    while (text_columns(line) > screen_cols(app->screen) - 1 && dropped++ < DROPS);
    app_key_line(app, line);
}

/* --- beside the list ------------------------------------------------------------------------- */

static void listview_draw_side(const struct listview *view, int end)
{
    struct screen *screen = view->dialog.app->screen;
    const struct page_class *page = view->page->class;
    int row = listview_top(view), col = SCREEN_COLS + SIDE_GAP;
    struct page_details details = {.count = 0};

    for (int i = row; i < end; i++)
        screen_upright(screen, i, SCREEN_COLS);
    if (listview_row(view) == NULL || listview_held(view))
        return;
    page->details(view->list->state, listview_row(view), &details);
    for (size_t i = 0; i < details.count && row < end - 1; i++) {
        if (details.of[i].label[0] != '\0')
            screen_text(screen, row++, col, ROLE_SECTION, details.of[i].label);
        row +=
            screen_wrapped(screen, row, col + SIDE_GAP, end - row, ROLE_TEXT, details.of[i].value);
    }
}

/* --- all of it ------------------------------------------------------------------------------- */

static void listview_add_buttons(struct listview *view)
{
    for (int i = 0; i < listview_buttons(view); i++)
        board_button(&view->dialog.board, LISTVIEW_BUTTON + i, _(listview_action(view, i)->button));
}

/* A click may have moved the focus. */
static void listview_follow_focus(struct listview *view)
{
    struct board *board = &view->dialog.board;

    if (view->drawn) {
        view->in_list = board->focus < LISTVIEW_BUTTON;
        if (view->in_list && board->focus > 0)
            view->list->current = (size_t)board->focus - 1;
    }
    view->drawn = listview_count(view->list) > 0 && !listview_held(view);
    if (view->in_list && view->drawn)
        board->focus = (int)listview_current(view) + 1;
    else if (view->in_list && listview_reading(view))
        board->focus = BOARD_NOTHING; /* no button has it for a moment */
    else if (board->focus == BOARD_NOTHING)
        board->focus = LISTVIEW_BUTTON;
}

void listview_fill(struct dialog *dialog)
{
    struct listview *view = (struct listview *)dialog;
    struct app *app = dialog->app;
    struct board *board = &dialog->board;
    int rows = screen_rows(app->screen), help_row = rows - (rows < SCREEN_ROWS ? 2 : 3), row;
    int details;

    listview_follow_focus(view);
    listview_add_buttons(view); /* to see how many rows they take */
    row = help_row - board->row - 1;
    details = listview_has_side(view) ? 1 : DETAIL_ROWS; /* beside the list: an empty row */
    board_begin(board, app->screen);
    if (!listview_has_side(view))
        board->width = screen_cols(app->screen) - 1;
    view->window = row - details - listview_top(view);
    app_page_title(app, _(view->page->class->title));
    listview_add_rows(view);
    while (board->row < row - listview_top(view))
        board_next(board);
    listview_add_buttons(view);
    listview_draw_headline(view);
    listview_draw_headings(view);
    if (listview_has_side(view))
        listview_draw_side(view, row);
    else if (listview_says_above(view))
        listview_draw_above(view, row - details);
    else
        listview_draw_row_in_full(view, row - details);
    listview_draw_messages(view, help_row, rows - 2);
    listview_draw_keys(view);
}

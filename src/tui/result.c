/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"

enum { COL_LABEL = 2, COL_WANTED = 24, COL_HOLDS = 41, COL_OUTCOME = 58 };
enum { BUTTON_CLOSE = 1 };

struct result_view {
    struct view view;
    struct board board;
    struct report report;
    char remark[RECOVER_REMARK]; /* "" or said beneath it */
};

/* The first row is the title; what does not fit goes on below it. */
static void draw_headline(struct result_view *result, struct app *app)
{
    int columns = screen_cols(app->screen) - 2;
    char title[REPORT_HEADLINE];
    const char *rest;
    size_t bytes;

    if (app_demo(app))
        columns -= text_columns(_("DEMO")) + 2;
    bytes = text_wrap(result->report.headline, columns, &rest);
    snprintf(title, sizeof title, "%.*s", (int)bytes, result->report.headline);
    app_title(app, title);
    if (rest != NULL)
        board_line(&result->board, ROLE_TEXT, 0, rest);
}

static void add_row(struct board *board, const struct report_row *row)
{
    if (board_put(board, ROLE_LABEL, COL_LABEL, row->label) >= COL_WANTED)
        board_next(board);
    board_put(board, ROLE_TEXT, COL_WANTED, row->wanted);
    board_put(board, ROLE_TEXT, COL_HOLDS, row->holds);
    board_put(board, ROLE_TEXT, COL_OUTCOME, row->outcome);
    board_next(board);
}

static void add_narrow_row(struct board *board, const struct report_row *row)
{
    char text[VALUE_TEXT * 4];

    board_line(board, ROLE_LABEL, COL_LABEL, row->label);
    if (row->wanted[0] == '\0' && row->holds[0] == '\0')
        snprintf(text, sizeof text, "%s", row->outcome);
    else
        snprintf(text, sizeof text, "%s -> %s  %s", row->wanted, row->holds, row->outcome);
    board_line(board, ROLE_TEXT, COL_LABEL + 2, text);
}

void result_table(struct board *board, const struct app *app, const struct report *report)
{
    bool narrow = screen_cols(app->screen) < COL_OUTCOME + 20;
    size_t i;

    if (report->count == 0)
        return;
    if (narrow) {
        board_line(board, ROLE_LABEL, COL_LABEL, _("wanted -> the BMC holds"));
    } else {
        board_put(board, ROLE_LABEL, COL_WANTED, _("wanted"));
        board_put(board, ROLE_LABEL, COL_HOLDS, _("the BMC holds"));
        board_next(board);
    }
    for (i = 0; i < report->count; i++)
        (narrow ? add_narrow_row : add_row)(board, &report->rows[i]);
}

static void result_draw(struct view *view, struct app *app)
{
    struct result_view *result = (struct result_view *)view;

    board_begin(&result->board, app->screen);
    draw_headline(result, app);
    result_table(&result->board, app, &result->report);
    if (result->remark[0] != '\0')
        board_line(&result->board, ROLE_WARNING, 0, result->remark);
    board_footer(&result->board);
    board_button(&result->board, BUTTON_CLOSE, _("CLOSE"));
    board_draw(&result->board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Enter or Esc closes"));
}

static void result_key(struct view *view, struct app *app, const struct key *key)
{
    struct result_view *result = (struct result_view *)view;
    struct board_action action = board_key(&result->board, key);

    if (action.kind == BOARD_PRESSED || action.kind == BOARD_ESCAPE)
        view_close(app, view);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

static void result_release(struct view *view)
{
    struct result_view *result = (struct result_view *)view;

    board_release(&result->board);
    free(result);
}

static const struct view_class result_class = {
    .draw = result_draw,
    .key = result_key,
    .release = result_release,
};

void result_open(struct app *app, const struct save_job *save)
{
    struct result_view *result = xcalloc(1, sizeof *result);

    result->view.class = &result_class;
    report_make(&result->report, &save->state);
    if (save->headline[0] != '\0')
        snprintf(result->report.headline, sizeof result->report.headline, "%s", save->headline);
    memcpy(result->remark, save->remark, sizeof result->remark);
    view_push(app, &result->view);
}

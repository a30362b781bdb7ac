/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"

enum { COL_LABEL = 2, COLS_TABLE = 77 };

struct result {
    struct dialog dialog;
    struct report report;
    char remark[RECOVER_REMARK]; /* "" or said beneath it */
};

/* The first row is the title; what does not fit goes on below it. */
static void result_add_headline(struct dialog *dialog, const char *headline)
{
    char title[REPORT_HEADLINE];
    const char *rest;
    size_t bytes = text_wrap(headline, app_title_columns(dialog->app) - 1, &rest);

    snprintf(title, sizeof title, "%.*s", (int)bytes, headline);
    app_title(dialog->app, title);
    if (rest != NULL)
        board_line(&dialog->board, ROLE_TEXT, 0, rest);
}

void result_row(struct board *board, enum role role, enum role last, const char *const texts[4])
{
    static const int columns[] = {COL_LABEL, 24, 41, 58};

    if (board_put(board, ROLE_LABEL, columns[0], texts[0]) >= columns[1])
        board_next(board);
    for (int i = 1; i < 4; i++)
        board_put(board, i < 3 ? role : last, columns[i], texts[i]);
    board_next(board);
}

static void result_add_narrow_row(struct board *board, const struct report_row *row)
{
    char text[VALUE_TEXT * 4];

    board_line(board, ROLE_LABEL, COL_LABEL, row->label);
    if (row->wanted[0] == '\0' && row->holds[0] == '\0')
        snprintf(text, sizeof text, "%s", row->outcome);
    else
        snprintf(text, sizeof text, "%s -> %s  %s", row->wanted, row->holds, row->outcome);
    board_line(board, ROLE_TEXT, COL_LABEL + 2, text);
}

void result_table(struct board *board, const struct report *report)
{
    bool narrow = board->width < COLS_TABLE;

    if (report->count == 0)
        return;
    if (narrow)
        board_line(board, ROLE_LABEL, COL_LABEL, _("wanted -> the BMC holds"));
    else
        result_row(board, ROLE_LABEL, ROLE_LABEL,
                   (const char *const[]){"", _("wanted"), _("the BMC holds"), ""});
    for (size_t i = 0; i < report->count; i++) {
        const struct report_row *row = &report->rows[i];

        if (narrow)
            result_add_narrow_row(board, row);
        else
            result_row(board, ROLE_TEXT, ROLE_TEXT,
                       (const char *const[]){row->label, row->wanted, row->holds, row->outcome});
    }
}

static void result_fill(struct dialog *dialog)
{
    struct result *result = (struct result *)dialog;

    result_add_headline(dialog, result->report.headline);
    result_table(&dialog->board, &result->report);
    if (result->remark[0] != '\0')
        board_line(&dialog->board, ROLE_WARNING, 0, result->remark);
}

static const struct dialog_class result_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct result),
    .keys = N_("Enter or Esc closes"),
    .buttons = {{1, N_("CLOSE")}},
    .fill = result_fill,
};

void result_open(struct app *app, const struct save_job *save)
{
    struct result *result = dialog_open(app, &result_class);

    report_make(&result->report, &save->state);
    if (save->headline[0] != '\0')
        snprintf(result->report.headline, sizeof result->report.headline, "%s", save->headline);
    memcpy(result->remark, save->remark, sizeof result->remark);
}

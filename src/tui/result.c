/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/dialogs.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/columns.h"
#include "tui/dialog.h"

struct result {
    struct dialog dialog;
    struct report report;
    enum role bar;
    int exit; /* the save's exit status */
    char remark[RECOVER_REMARK]; /* "" or said beneath it */
};

void result_headline(struct dialog *dialog, enum role bar, const char *headline)
{
    char title[REPORT_HEADLINE];
    const char *rest;
    size_t bytes = text_wrap(headline, app_title_columns(dialog->app), &rest);

    snprintf(title, sizeof title, "%.*s", (int)bytes, headline);
    app_title(dialog->app, title);
    app_title_bar(dialog->app, bar);
    if (rest != NULL)
        board_line(&dialog->board, ROLE_TEXT, 0, rest);
}

static enum role result_role(enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_KEPT:
    case OUTCOME_SET:
        return ROLE_GOOD;
    case OUTCOME_REFUSED:
    case OUTCOME_LOST:
    case OUTCOME_NOT_PUT_BACK:
    case OUTCOME_UNKNOWN:
        return ROLE_ERROR;
    case OUTCOME_PENDING:
    case OUTCOME_CHANGED:
        return ROLE_WARNING;
    default:
        return ROLE_TEXT;
    }
}

void result_table(struct board *board, const struct report *report)
{
    struct columns columns = COLUMNS_AT(24, 41, 58);

    if (report->count == 0)
        return;
    columns_add(&columns, (const char *[]){"", _("wanted"), _("the BMC holds"), ""}, ROLE_NOTE,
                ROLE_NOTE, ROLE_NOTE);
    for (size_t i = 0; i < report->count; i++) {
        const struct report_row *row = &report->rows[i];

        columns_add(&columns,
                    (const char *[]){row->label, row->wanted, row->holds, row->outcome},
                    ROLE_TEXT, ROLE_TEXT, result_role(row->kind));
    }
    columns_draw(&columns, board);
}

static void result_fill(struct dialog *dialog)
{
    struct result *result = (struct result *)dialog;

    result_headline(dialog, result->bar, result->report.headline);
    if (result->report.detail[0] != '\0')
        board_line(&dialog->board, ROLE_TEXT, 0, result->report.detail);
    board_gap(&dialog->board);
    result_table(&dialog->board, &result->report);
    board_gap(&dialog->board);
    if (result->remark[0] != '\0')
        board_line(&dialog->board, ROLE_WARNING, 0, result->remark);
}

static void result_close(struct dialog *dialog)
{
    struct app *app = dialog->app;
    int exit = ((const struct result *)dialog)->exit;

    dialog_close(dialog);
    app_plan_ended(app, exit);
}

static void result_press(struct dialog *dialog, int id)
{
    (void)id;
    result_close(dialog);
}

static const struct dialog_class result_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct result),
    .keys = N_("Enter or Esc closes"),
    .buttons = {{1, N_("CLOSE")}},
    .fill = result_fill,
    .key = dialog_held_enter,
    .press = result_press,
    .escape = result_close,
};

void result_open(struct app *app, const struct save_job *save)
{
    static const enum role bars[] = {
        [REPORT_SAVED] = ROLE_BAR_GOOD,
        [REPORT_UNSEEN] = ROLE_TEXT,
        [REPORT_NOT_SAVED] = ROLE_BAR_BAD,
    };
    struct result *result = dialog_open(app, &result_class);
    struct report *report = &result->report;

    report_make(report, &save->state);
    result->exit = guard_exit(&save->state);
    result->bar = bars[report->tone];
    memcpy(result->remark, save->remark, sizeof result->remark);
    if (save->headline[0] != '\0') {
        snprintf(report->headline, sizeof report->headline, "%s", save->headline);
        result->bar = save->exit == 0 ? ROLE_BAR_GOOD : ROLE_BAR_BAD;
    } else if (save->kind == SAVE_JOB_PUT_BACK && save->state.status == SAVE_PUT_BACK) {
        snprintf(report->headline, sizeof report->headline, "%s",
                 _("UNDONE. Everything was put back."));
        result->bar = ROLE_BAR_GOOD;
    }
}

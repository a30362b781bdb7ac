/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of a list page in full: what the page says of it, and what is found out about it now.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/listview.h"

enum { LABEL_COL = 2, LABEL_GAP = 2 };

struct details {
    struct dialog dialog;
    const char *title;
    struct page_details details;
    struct listview_later later; /* argument: not here, the job's */
    char found[COLUMN_TEXT + 40];
};

static int details_column(const struct details *details)
{
    int widest = 0;

    for (size_t i = 0; i < details->details.count; i++)
        widest = text_wider(widest, details->details.of[i].label);
    if (details->later.label != NULL)
        widest = text_wider(widest, _(details->later.label));
    return LABEL_COL + widest + LABEL_GAP;
}

static void details_add_later(struct details *details, int col)
{
    board_pair(&details->dialog.board, ROLE_LABEL, _(details->later.label), col, ROLE_VALUE,
               details->dialog.job != 0 ? "..." : details->found);
}

static void details_fill(struct dialog *dialog)
{
    struct details *details = (struct details *)dialog;
    const struct page_detail *detail = details->details.of;
    int col = details_column(details);

    app_title(dialog->app, details->title);
    for (size_t left = details->details.count; left > 0; left--, detail++) {
        if (details->later.label != NULL && left == details->later.before)
            details_add_later(details, col);
        board_pair(&dialog->board, ROLE_LABEL, detail->label, col, ROLE_VALUE, detail->value);
    }
}

static void details_ended(struct dialog *dialog, const struct job_event *event)
{
    struct details *details = (struct details *)dialog;

    if (event->error.kind == ERROR_NONE)
        snprintf(details->found, sizeof details->found, "%s",
                 details->later.text(event->payload));
    else
        snprintf(details->found, sizeof details->found, "%s: %s", _("not read"),
                 event->error.sentence);
}

static const struct dialog_class details_class = {
    .view = {DIALOG_VIEW, DIALOG_JOB},
    .size = sizeof(struct details),
    .keys = N_("Enter or Esc closes"),
    .buttons = {{1, N_("CLOSE")}},
    .fill = details_fill,
    .ended = details_ended,
};

/* Where a page says nothing of its rows: its columns, the first a label for the others. */
static void details_of_columns(const struct listview *view, const void *row,
                               struct page_details *details)
{
    char label[COLUMN_TEXT], text[COLUMN_TEXT];

    view->page->class->columns[0].print(row, label);
    for (const struct column *column = view->page->class->columns + 1; column->print != NULL;
         column++) {
        column->print(row, text);
        page_detail(details, label, "%s", text);
        label[0] = '\0';
    }
}

void listview_details_open(struct listview *view, const void *row,
                           const struct listview_later *later)
{
    struct details *details = dialog_open(view->dialog.app, &details_class);
    const struct page_class *page = view->page->class;

    details->title = _(page->title);
    if (page->details != NULL)
        page->details(view->list->state, row, &details->details);
    else
        details_of_columns(view, row, &details->details);
    if (later == NULL)
        return;
    details->later = *later;
    dialog_start(&details->dialog, later->run, later->argument);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sensors are listed: all, those that are not well, or those of one type. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/health_view.h"

enum { ITEM_ALL = 1, ITEM_NOT_WELL, ITEM_TYPE };
enum { TYPES_MOST = 64 };

struct filter_dialog {
    struct dialog dialog;
    struct health_filter now;
    size_t count;
    char types[TYPES_MOST][SDR_TYPE]; /* in the list, in the order of the rows */
};

static void filter_add(struct board *board, int id, bool chosen, const char *text)
{
    board_box(board, id, chosen ? "(*)" : "( )", text);
}

static void filter_fill(struct dialog *dialog)
{
    struct filter_dialog *filter = (struct filter_dialog *)dialog;
    const struct health_filter *now = &filter->now;
    struct board *board = &dialog->board;

    filter_add(board, ITEM_ALL, !now->not_well && now->type[0] == '\0', _("all sensors"));
    filter_add(board, ITEM_NOT_WELL, now->not_well, _("those that are not well"));
    for (size_t i = 0; i < filter->count; i++)
        filter_add(board, ITEM_TYPE + (int)i, strcmp(now->type, filter->types[i]) == 0,
                   filter->types[i]);
    app_key_line(dialog->app, screen_narrow(dialog->app->screen)
                                  ? _("Enter shows them  Esc back")
                                  : _("Up/Down moves  Enter or Space shows them  Esc back"));
}

static void filter_press(struct dialog *dialog, int id)
{
    struct filter_dialog *filter = (struct filter_dialog *)dialog;
    struct listview *view = listview_find(dialog->app);
    struct health_filter wanted = {.not_well = id == ITEM_NOT_WELL};

    if (id >= ITEM_TYPE)
        memcpy(wanted.type, filter->types[id - ITEM_TYPE], sizeof wanted.type);
    dialog_close(dialog);
    if (view == NULL)
        return;
    *(struct health_filter *)listview_filter(view) = wanted;
    listview_refilter(view);
}

static const struct dialog_class filter_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct filter_dialog),
    .title = N_("Which sensors are shown"),
    .fill = filter_fill,
    .press = filter_press,
};

static bool filter_has(const struct filter_dialog *filter, const char *type)
{
    for (size_t i = 0; i < filter->count; i++)
        if (strcmp(filter->types[i], type) == 0)
            return true;
    return false;
}

void health_filter_open(struct listview *view)
{
    struct filter_dialog *filter;

    if (listview_reading(view)) {
        app_beep(view->dialog.app);
        return;
    }
    filter = dialog_open(view->dialog.app, &filter_class);
    filter->now = *(const struct health_filter *)listview_filter(view);
    for (size_t i = 0; i < view->list->rows.count; i++) {
        const struct health_row *row = list_row(&view->list->rows, i);

        if (row->kind == HEALTH_SENSOR && filter->count < TYPES_MOST &&
            !filter_has(filter, row->sensor.type))
            memcpy(filter->types[filter->count++], row->sensor.type, SDR_TYPE);
    }
}

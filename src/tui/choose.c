/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/choose.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/dialog.h"

struct choose_dialog {
    struct dialog dialog;
    struct choose choose;
    char *title;
};

static void choose_fill(struct dialog *dialog)
{
    struct choose_dialog *list = (struct choose_dialog *)dialog;
    char text[VALUE_TEXT * 2];
    int id;

    app_title(dialog->app, list->title);
    for (size_t i = 0; list->choose.row(dialog->app, i, text, &id); i++)
        board_row(&dialog->board, id, text);
}

static void choose_press(struct dialog *dialog, int id)
{
    struct choose_dialog *list = (struct choose_dialog *)dialog;

    dialog_close(dialog);
    list->choose.chosen(list->choose.data, dialog->app, id);
}

static void choose_release(struct dialog *dialog)
{
    free(((struct choose_dialog *)dialog)->title);
}

static const struct dialog_class choose_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct choose_dialog),
    .keys = N_("Up/Down moves  Enter takes it  Esc back"),
    .fill = choose_fill,
    .press = choose_press,
    .release = choose_release,
};

void choose_open(struct app *app, const struct choose *choose)
{
    struct choose_dialog *list = dialog_open(app, &choose_class);

    list->choose = *choose;
    list->title = xstrdup(choose->title);
    board_focus(&list->dialog.board, choose->current);
}

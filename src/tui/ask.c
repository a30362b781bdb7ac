/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/ask.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/dialog.h"

enum { PROSE_COLS = 62 }; /* longer lines are hard to read */

struct ask_dialog {
    struct dialog dialog;
    char *title, *text, *keys;
    char *buttons[ASK_BUTTONS];
    ask_answered *answered;
    void (*dropped)(void *data);
    void *data;
};

static void ask_fill(struct dialog *dialog)
{
    struct ask_dialog *ask = (struct ask_dialog *)dialog;
    struct board *board = &dialog->board;

    if (board->boxed && board->width > PROSE_COLS)
        board->width = PROSE_COLS;
    app_title(dialog->app, ask->title);
    if (text_columns(ask->title) > app_title_columns(dialog->app))
        board_line(board, ROLE_SECTION, 2, ask->title);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(board, ROLE_TEXT, 2, ask->text);
    board_line(board, ROLE_TEXT, 2, "");
    board_footer(board);
    for (int i = 0; i < ASK_BUTTONS && ask->buttons[i] != NULL; i++)
        board_button(board, i + 1, ask->buttons[i]);
    app_key_line(dialog->app, ask->keys);
}

static void ask_press(struct dialog *dialog, int id)
{
    struct ask_dialog *ask = (struct ask_dialog *)dialog;

    dialog_close(dialog);
    ask->dropped = NULL;
    if (ask->answered != NULL)
        ask->answered(ask->data, dialog->app, id - 1);
}

static void ask_escape(struct dialog *dialog)
{
    ask_press(dialog, 1);
}

static void ask_release(struct dialog *dialog)
{
    struct ask_dialog *ask = (struct ask_dialog *)dialog;

    if (ask->dropped != NULL)
        ask->dropped(ask->data);
    for (int i = 0; i < ASK_BUTTONS; i++)
        free(ask->buttons[i]);
    free(ask->title);
    free(ask->text);
    free(ask->keys);
}

static const struct dialog_class ask_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct ask_dialog),
    .fill = ask_fill,
    .press = ask_press,
    .escape = ask_escape,
    .release = ask_release,
};

void ask_open(struct app *app, const struct ask *wanted)
{
    struct ask_dialog *ask = dialog_open(app, &ask_class);

    ask->title = xstrdup(wanted->title);
    ask->text = xstrdup(wanted->text);
    ask->keys =
        xstrdup(wanted->keys != NULL ? wanted->keys : _("Tab moves  Enter presses  Esc back"));
    for (int i = 0; i < ASK_BUTTONS && wanted->buttons[i] != NULL; i++)
        ask->buttons[i] = xstrdup(wanted->buttons[i]);
    ask->answered = wanted->answered;
    ask->dropped = wanted->dropped;
    ask->data = wanted->data;
}

void ask_tell(struct app *app, const char *title, const char *text)
{
    ask_open(app, &(struct ask){.title = title,
                                .text = text,
                                .buttons = {_("CLOSE")},
                                .keys = _("Enter or Esc closes")});
}

void ask_about_edits(struct app *app, const char *title, const char *text,
                     ask_answered *answered, void *data)
{
    struct ask ask = {
        .title = title,
        .text = text,
        .buttons = {_("BACK"), _("DROP EDITS")},
        .keys = _("Tab moves  Enter presses  Esc back, nothing is lost"),
        .answered = answered,
        .data = data,
    };

    if (edit_dirty(app->edit, app->model))
        ask_open(app, &ask);
    else
        answered(data, app, 1);
}

/* --- the open list of a choice --------------------------------------------- */

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

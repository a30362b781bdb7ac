/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/choose.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/board.h"

struct choose_view {
    struct view view;
    struct board board;
    struct choose choose;
    char *title;
};

static void choose_draw(struct view *view, struct app *app)
{
    struct choose_view *list = (struct choose_view *)view;
    char text[FIELD_TEXT * 2];
    size_t i;
    int id;

    app_title(app, list->title);
    board_begin(&list->board, app->screen);
    for (i = 0; list->choose.row(app, i, text, &id); i++)
        board_row(&list->board, id, text);
    board_draw(&list->board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Up/Down moves  Enter takes it  Esc back"));
}

static void choose_key(struct view *view, struct app *app, const struct key *key)
{
    struct choose_view *list = (struct choose_view *)view;
    struct board_action action = board_key(&list->board, key);

    if (action.kind == BOARD_BEEP)
        app_beep(app);
    if (action.kind != BOARD_PRESSED && action.kind != BOARD_ESCAPE)
        return;
    view_close(app, view);
    if (action.kind == BOARD_PRESSED)
        list->choose.chosen(list->choose.data, app, action.id);
}

static void choose_release(struct view *view)
{
    struct choose_view *list = (struct choose_view *)view;

    board_release(&list->board);
    free(list->title);
    free(list);
}

static const struct view_class choose_class = {
    .draw = choose_draw,
    .key = choose_key,
    .release = choose_release,
};

void choose_open(struct app *app, const struct choose *choose)
{
    struct choose_view *list = xcalloc(1, sizeof *list);

    list->view.class = &choose_class;
    list->choose = *choose;
    list->title = xstrdup(choose->title);
    board_focus(&list->board, choose->current);
    view_push(app, &list->view);
}

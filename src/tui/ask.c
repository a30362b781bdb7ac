/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/ask.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "tui/board.h"

struct ask_view {
    struct view view;
    struct board board;
    char *title, *text, *keys;
    char *buttons[ASK_BUTTONS];
    void (*answered)(void *data, struct app *app, int button);
    void (*dropped)(void *data);
    void *data;
};

static void ask_draw(struct view *view, struct app *app)
{
    struct ask_view *ask = (struct ask_view *)view;
    struct board *board = &ask->board;
    int i;

    app_title(app, ask->title);
    board_begin(board, app->screen);
    if (text_columns(ask->title) > app_title_columns(app))
        board_line(board, ROLE_SECTION, 2, ask->title);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(board, ROLE_TEXT, 2, ask->text);
    board_line(board, ROLE_TEXT, 2, "");
    board_footer(board);
    for (i = 0; i < ASK_BUTTONS && ask->buttons[i] != NULL; i++)
        board_button(board, i + 1, ask->buttons[i]);
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, ask->keys);
}

static void answer(struct ask_view *ask, struct app *app, int button)
{
    view_close(app, &ask->view);
    ask->dropped = NULL;
    ask->answered(ask->data, app, button);
}

static void ask_key(struct view *view, struct app *app, const struct key *key)
{
    struct ask_view *ask = (struct ask_view *)view;
    struct board_action action = board_key(&ask->board, key);

    if (action.kind == BOARD_PRESSED)
        answer(ask, app, action.id - 1);
    else if (action.kind == BOARD_ESCAPE)
        answer(ask, app, 0);
    else if (action.kind == BOARD_BEEP)
        app_beep(app);
}

static void ask_release(struct view *view)
{
    struct ask_view *ask = (struct ask_view *)view;
    int i;

    if (ask->dropped != NULL)
        ask->dropped(ask->data);
    board_release(&ask->board);
    for (i = 0; i < ASK_BUTTONS; i++)
        free(ask->buttons[i]);
    free(ask->title);
    free(ask->text);
    free(ask->keys);
    free(ask);
}

static const struct view_class ask_class = {
    .draw = ask_draw,
    .key = ask_key,
    .release = ask_release,
};

void ask_open(struct app *app, const struct ask *wanted)
{
    struct ask_view *ask = xcalloc(1, sizeof *ask);
    int i;

    ask->view.class = &ask_class;
    ask->title = xstrdup(wanted->title);
    ask->text = xstrdup(wanted->text);
    ask->keys = xstrdup(wanted->keys != NULL ? wanted->keys
                                             : _("Tab moves  Enter presses  Esc back"));
    for (i = 0; i < ASK_BUTTONS && wanted->buttons[i] != NULL; i++)
        ask->buttons[i] = xstrdup(wanted->buttons[i]);
    ask->answered = wanted->answered;
    ask->dropped = wanted->dropped;
    ask->data = wanted->data;
    view_push(app, &ask->view);
}

static void read_it(void *data, struct app *app, int button)
{
    (void)data;
    (void)app;
    (void)button;
}

void ask_tell(struct app *app, const char *title, const char *text)
{
    struct ask ask = {.title = title,
                      .text = text,
                      .buttons = {_("CLOSE")},
                      .keys = _("Enter or Esc closes"),
                      .answered = read_it};

    ask_open(app, &ask);
}

void ask_about_edits(struct app *app, const char *title, const char *text,
                     void (*answered)(void *data, struct app *app, int button), void *data)
{
    struct ask ask = {
        .title = title,
        .text = text,
        .buttons = {_("BACK"), _("DROP EDITS")},
        .keys = _("Tab moves  Enter presses  Esc back, nothing is lost"),
        .answered = answered,
        .data = data,
    };

    ask_open(app, &ask);
}

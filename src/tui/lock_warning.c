/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/lock_warning.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/board.h"

enum { ITEM_GO_ON = 1 };

struct lock_warning {
    struct view view;
    struct board board;
    int64_t until_ms;
};

static unsigned seconds_left(const struct lock_warning *warning, const struct app *app)
{
    int64_t left = warning->until_ms - app_now(app);

    return left > 0 ? (unsigned)((left + 999) / 1000) : 0;
}

static void warning_draw(struct view *view, struct app *app)
{
    struct lock_warning *warning = (struct lock_warning *)view;
    struct board *board = &warning->board;
    char text[200];

    app_title(app, _("This console is about to lock"));
    snprintf(text, sizeof text, _("It locks in %u s."), seconds_left(warning, app));
    board_begin(board, app->screen);
    board_line(board, ROLE_TEXT, 2, "");
    board_line(board, ROLE_WARNING, 2, text);
    board_line(board, ROLE_TEXT, 2,
               _("Nobody has pressed a key for a while. What has been edited is not saved yet, and "
                 "is dropped then."));
    board_line(board, ROLE_TEXT, 2, "");
    board_footer(board);
    board_button(board, ITEM_GO_ON, _("GO ON"));
    board_draw(board, app->screen, APP_BODY_TOP, app_body_rows(app));
    app_key_line(app, _("Any key goes on"));
}

/* Keys end with lock_touched(), before any view sees them. */
static void warning_key(struct view *view, struct app *app, const struct key *key)
{
    (void)key;
    view_close(app, view);
}

static int64_t warning_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct lock_warning *warning = (struct lock_warning *)view;
    int64_t left = warning->until_ms - now_ms;

    (void)app;
    return left > 0 ? now_ms + (left - 1) % 1000 + 1 : -1;
}

static void warning_release(struct view *view)
{
    struct lock_warning *warning = (struct lock_warning *)view;

    board_release(&warning->board);
    free(warning);
}

static const struct view_class warning_class = {
    .draw = warning_draw,
    .key = warning_key,
    .tick = warning_tick,
    .release = warning_release,
    .main = true,
    .no_help = true,
};

void lock_warning_open(struct app *app, int64_t until_ms)
{
    struct lock_warning *warning = xcalloc(1, sizeof *warning);

    warning->view.class = &warning_class;
    warning->until_ms = until_ms;
    view_push(app, &warning->view);
}

void lock_warning_close(struct app *app)
{
    struct view *view = app->top;

    while (view != NULL && view->class != &warning_class)
        view = view->below;
    if (view != NULL)
        view_close(app, view);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/listview.h"

#include "base/i18n.h"
#include "base/xalloc.h"

static void listview_escape(struct dialog *dialog)
{
    struct listview *view = (struct listview *)dialog;

    if (listview_reading(view))
        listview_stop(view);
    else
        dialog_close(dialog);
}

static void listview_press(struct dialog *dialog, int id)
{
    struct listview *view = (struct listview *)dialog;
    size_t index = (size_t)id - 1;

    if (id >= LISTVIEW_BUTTON)
        listview_run_action(view, listview_action(view, id - LISTVIEW_BUTTON));
    else if (index >= listview_count(view->list)) /* read anew since it was drawn: gone */
        return;
    else if (view->page->enter != NULL)
        view->page->enter(view, listview_at(view->list, index));
    else
        listview_details_open(view, listview_at(view->list, index), NULL);
}

/* Round from the list over the buttons: what scrolls is one stop. */
static bool listview_tab(struct listview *view, const struct key *key)
{
    int focus = view->dialog.board.focus;
    int first = LISTVIEW_BUTTON, last = first + listview_buttons(view) - 1;
    bool forward = key->code == K_TAB;
    bool back = key->code == K_BACKTAB || (key->code == K_UP && focus == first);

    if (!view->drawn || (!forward && !back))
        return false;
    if (!view->in_list && focus == (forward ? last : first)) {
        listview_go(view, (int64_t)listview_current(view));
        return true;
    }
    if (view->in_list)
        focus = forward ? first : last;
    else
        focus += forward ? 1 : -1;
    board_focus(&view->dialog.board, focus);
    return true;
}

/* Behind the last row that has been read, there may be more. */
static bool listview_move(struct listview *view, enum key_code code)
{
    int rows = board_key_rows(code, board_page_rows(listview_window(view)),
                              (int)listview_count(view->list));
    bool window = code == K_PAGE_DOWN || code == K_PAGE_UP;
    bool on = (code == K_PAGE_DOWN || code == K_END) && listview_at_end(view);

    if (!view->in_list || !view->drawn || rows == 0)
        return false;
    if (on && view->list->more && !listview_reading(view)) {
        listview_read(view, PAGE_MORE);
        return true;
    }
    if (window)
        view->list->top += rows;
    listview_go(view, (int64_t)listview_current(view) + rows);
    return true;
}

static bool listview_key(struct dialog *dialog, const struct key *key)
{
    struct listview *view = (struct listview *)dialog;
    const struct listview_action *action = listview_key_action(view, key->code);

    if (view->drawn)
        view->in_list = dialog->board.focus < LISTVIEW_BUTTON;
    view->light = view->light && key->code == K_F6;
    view->said[0] = '\0';
    if (action != NULL)
        listview_run_action(view, action);
    else if (view->in_list && view->drawn && view->page->key != NULL && view->page->key(view, key))
        return true;
    else if (!listview_move(view, key->code)) {
        if (!view->drawn)
            view->in_list = false;
        return listview_tab(view, key);
    }
    return true;
}

static void listview_event(struct view *top, struct app *app, const struct job_event *event)
{
    (void)app;
    listview_take((struct listview *)top, event);
}

static int64_t listview_tick(struct view *top, struct app *app, int64_t now_ms)
{
    (void)app;
    return listview_next((struct listview *)top, now_ms);
}

/* Nobody waits for it any more. */
static void listview_release(struct dialog *dialog)
{
    listview_forget_kept((struct listview *)dialog);
    list_release(&((struct listview *)dialog)->staged);
    jobs_give_up(dialog->app->jobs, dialog->job);
}

static const struct dialog_class listview_class = {
    .view = {DIALOG_VIEW, .event = listview_event, .tick = listview_tick, .page = true},
    .size = sizeof(struct listview),
    .fill = listview_fill,
    .beside = listview_beside,
    .press = listview_press,
    .escape = listview_escape,
    .key = listview_key,
    .release = listview_release,
};

void listview_open(struct app *app, const struct listview_page *page)
{
    struct listview *view = dialog_open(app, &listview_class);
    struct app_list *list = &app->lists[page->class->digit - '1'];

    view->page = page;
    view->list = list;
    view->in_list = true;
    view->dialog.top = listview_top(view);
    view->dialog.board.form = view->dialog.board.browsed = true;
    view->poll_ms = app_now(app);
    if (list->state == NULL)
        list->state = xcalloc(1, page->class->state_size + 1);
    if (list->filter == NULL)
        list->filter = xcalloc(1, page->filter_size + 1);
    if (!list->read)
        listview_read(view, PAGE_ALL);
}

struct listview *listview_find(struct app *app)
{
    return (struct listview *)view_find(app, &listview_class.view);
}

const struct page_class *listview_explain(const struct app *app, const char **name,
                                          const char **text)
{
    const struct listview *view = (const struct listview *)view_find(app, &listview_class.view);
    const struct listview_action *action = NULL;

    if (view == NULL)
        return NULL;
    if (view->dialog.board.focus >= LISTVIEW_BUTTON)
        action = listview_action(view, view->dialog.board.focus - LISTVIEW_BUTTON);
    if (action != NULL && action->explain != NULL) {
        *name = _(action->button);
        *text = _(action->explain);
    } else {
        *name = _(view->page->class->title);
        *text = _(view->page->class->help);
    }
    return view->page->class;
}

const char *listview_key_help(const struct app *app, enum key_code key)
{
    const struct listview *view = (const struct listview *)view_find(app, &listview_class.view);
    const struct listview_action *action = view != NULL ? listview_key_action(view, key) : NULL;

    return action != NULL && action->help != NULL ? _(action->help) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rows a list page has, which of them are listed, and where the focus is.
 */
#include "tui/listview.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

static const size_t *listed_entry(const struct app_list *list, size_t index)
{
    return list_row(&list->listed, index);
}

size_t listview_count(const struct app_list *list)
{
    return list->filtered ? list->listed.count : list->rows.count;
}

const void *listview_at(const struct app_list *list, size_t index)
{
    return list_row(&list->rows, list->filtered ? *listed_entry(list, index) : index);
}

void *listview_state(const struct listview *view)
{
    return view->list->state;
}

void *listview_filter(const struct listview *view)
{
    return view->list->filter;
}

bool listview_is_section(const struct listview *view, size_t index)
{
    enum row_look (*look)(const void *row) = view->page->class->look;

    return look != NULL && look(listview_at(view->list, index)) == ROW_SECTION;
}

size_t listview_current(const struct listview *view)
{
    size_t count = listview_count(view->list), current = view->list->current;

    current = current < count ? current : count > 0 ? count - 1 : 0;
    while (current + 1 < count && listview_is_section(view, current))
        current++;
    return current;
}

const void *listview_row(const struct listview *view)
{
    return listview_count(view->list) == 0 ? NULL
                                           : listview_at(view->list, listview_current(view));
}

/* Beyond a section that way, or back where nothing lies beyond it. */
static int64_t listview_beyond_section(const struct listview *view, int64_t index, int step)
{
    int64_t count = (int64_t)listview_count(view->list), at = index;

    while (at >= 0 && at < count && listview_is_section(view, (size_t)at))
        at += step;
    return at >= 0 && at < count ? at : -1;
}

static void listview_set_current(struct listview *view, size_t index)
{
    view->list->current = index;
    if (view->in_list)
        board_focus(&view->dialog.board, (int)index + 1);
}

bool listview_go(struct listview *view, int64_t index)
{
    int64_t last = (int64_t)listview_count(view->list) - 1, to;
    size_t before = listview_current(view);
    int step = index < (int64_t)before ? -1 : 1;

    index = index < 0 ? 0 : index > last ? last : index;
    to = listview_beyond_section(view, index, step);
    to = to < 0 ? listview_beyond_section(view, index, -step) : to;
    if (to < 0)
        return false;
    listview_forget_kept(view);
    view->in_list = true;
    listview_set_current(view, (size_t)to);
    return (size_t)to != before;
}

bool listview_at_end(const struct listview *view)
{
    return listview_current(view) + 1 >= listview_count(view->list);
}

struct board_window listview_window(const struct listview *view)
{
    bool apart = view->page->class->headline != NULL; /* which says what is seen */

    return (struct board_window){view->list->top, view->window, (int)listview_count(view->list),
                                 apart};
}

/* --- what comes ------------------------------------------------------------------------------ */

static bool listview_shows(const struct listview *view, const void *row)
{
    return !view->list->filtered || view->page->shows(view->list->filter, view->list->state, row);
}

static void listview_list_row(struct listview *view, size_t index)
{
    if (view->list->filtered && listview_shows(view, list_row(&view->list->rows, index)))
        list_append(&view->list->listed, &index, sizeof index);
}

/* The same rows, or another filter's. */
static void listview_list_again(struct listview *view)
{
    list_release(&view->list->listed);
    for (size_t i = 0; view->list->filtered && i < view->list->rows.count; i++)
        listview_list_row(view, i);
}

/* Of the listed rows, the last that is no later than that one of all. */
static size_t listview_listed_before(const struct app_list *list, size_t index)
{
    size_t place = 0;

    if (!list->filtered)
        return index;
    for (size_t i = 0; i < list->listed.count && *listed_entry(list, i) <= index; i++)
        place = i;
    return place;
}

void listview_refilter(struct listview *view)
{
    struct app_list *list = view->list;
    size_t index = list->current;

    if (list->filtered && listview_count(list) > 0)
        index = *listed_entry(list, listview_current(view));
    list->filtered = view->page->filters != NULL && view->page->filters(list->filter);
    listview_list_again(view);
    listview_set_current(view, listview_listed_before(list, index));
}

/* The focus stays on its row; but on top of the list it stays there. */
static void listview_make_way(struct listview *view, size_t place)
{
    struct app_list *list = view->list;

    if (list->current == 0 || place > list->current)
        return;
    listview_set_current(view, list->current + 1);
    list->top += list->top > 0 ? 1 : 0;
}

void listview_forget_kept(struct listview *view)
{
    free(view->kept);
    view->kept = NULL;
}

/* Where rows have an order of their own, the row that had the focus comes again anywhere. */
static void listview_keep(struct listview *view)
{
    const struct page_class *page = view->page->class;
    const void *row = listview_row(view);

    if (page->same == NULL || row == NULL)
        return;
    listview_forget_kept(view);
    view->kept = xmalloc(page->row_size);
    memcpy(view->kept, row, page->row_size);
    view->list->current = 0;
    view->list->top = 0;
}

static void listview_find_kept(struct listview *view, const void *row, size_t place)
{
    if (view->kept == NULL || !view->page->class->same(row, view->kept))
        return;
    listview_forget_kept(view);
    listview_set_current(view, place);
}

void listview_append(struct listview *view, const void *row)
{
    struct app_list *list = view->list;
    size_t index = page_append(view->page->class, &list->rows, row), place = index;

    if (index == list->rows.count - 1)
        listview_list_row(view, index);
    else if (list->filtered)
        listview_list_again(view);
    if (!listview_shows(view, row))
        return;
    if (list->filtered)
        place = listview_listed_before(list, index);
    if (index < list->rows.count - 1)
        listview_make_way(view, place);
    listview_find_kept(view, row, place);
}

/* What was at the top of the window gives way only where that was the first row of all, so that a
 * new one is seen. */
void listview_prepend(struct listview *view, const void *row)
{
    struct app_list *list = view->list;
    bool seen = listview_shows(view, row), any = listview_count(list) > 0;

    list_prepend(&list->rows, row, view->page->class->row_size);
    if (list->filtered)
        listview_list_again(view);
    view->from++;
    if (!seen || !any)
        return;
    listview_set_current(view, list->current + 1);
    list->top += list->top > 0 ? 1 : 0;
}

void listview_replace(struct listview *view, size_t index, const void *row)
{
    if (view->from + index >= view->list->rows.count)
        return;
    list_replace(&view->list->rows, view->from + index, row);
    if (view->list->filtered)
        listview_list_again(view);
}

void listview_change(struct listview *view, size_t index, const void *row)
{
    list_replace(&view->list->rows, index, row);
    if (view->list->filtered)
        listview_list_again(view);
}

void listview_empty(struct listview *view)
{
    listview_keep(view);
    list_release(&view->staged);
    list_release(&view->list->rows);
    list_release(&view->list->listed);
    view->list->read = view->list->more = false;
}

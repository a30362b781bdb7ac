/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "tui/page_own.h"

static struct check_context context_of(const struct app *app)
{
    struct check_context context = {
        .page = &app->page,
        .edit = &app->edit,
        .policy = app->settings->password_policy,
        .confirm_needed = true,
        .link_encrypted = !app->link.open || app->link.encrypted,
    };

    return context;
}

/* An error wins over a warning. */
static void raise_marks(struct page_view *page, const struct check_list *list)
{
    const struct check_item *item;
    struct page_mark *mark;
    size_t i;

    for (i = 0; i < list->count; i++) {
        item = check_find(list, list->items[i].field);
        mark = &page->marks[list->items[i].field];
        mark->set = true;
        mark->error = item->error;
        snprintf(mark->sentence, sizeof mark->sentence, "%s", item->sentence);
    }
}

/* Only takes away: typing never raises an error, nor changes the sentence that is being read. */
void page_check_again(struct page_view *page, struct app *app)
{
    struct check_context context = context_of(app);
    const struct check_item *item;
    struct check_list list;
    int i;

    check_clear(&list);
    check_all(&context, &list);
    for (i = 0; i < FIELD_COUNT; i++) {
        item = check_find(&list, (enum field_id)i);
        if (item == NULL || (page->marks[i].error && !item->error))
            page->marks[i].set = false;
    }
}

void page_check_left(struct page_view *page, struct app *app, enum field_id field)
{
    struct check_context context = context_of(app);
    struct check_list list;

    check_clear(&list);
    check_field(&context, field, &list);
    raise_marks(page, &list);
    page_check_again(page, app);
}

void page_check_addresses(struct page_view *page, struct app *app)
{
    struct check_context context = context_of(app);
    struct check_list list;

    check_clear(&list);
    check_addresses(&context, &list);
    raise_marks(page, &list);
    page_check_again(page, app);
}

void page_check_secrets(struct page_view *page, struct app *app)
{
    struct check_context context = context_of(app);
    struct check_list list;

    check_clear(&list);
    check_secrets(&context, &list);
    raise_marks(page, &list);
    page_check_again(page, app);
}

bool page_check_all(struct page_view *page, struct app *app)
{
    struct check_context context = context_of(app);
    const struct check_item *first;
    struct check_list list;

    check_clear(&list);
    check_all(&context, &list);
    raise_marks(page, &list);
    page_check_again(page, app);
    first = check_first_error(&list);
    if (first == NULL)
        return true;
    if (page_focusable(app, (int)first->field) && page->focus != (int)first->field)
        page_go(page, app, (int)first->field);
    return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "tui/controller.h"
#include "tui/page_own.h"

bool page_is_secret(int item)
{
    return item == FIELD_PASSWORD || item == FIELD_CONFIRM;
}

bool page_may_show(const struct app *app)
{
    return !app->lock.used || app->settings->locked_show_password;
}

/* The fields whose rules hang together. */
static bool among_addresses(int item)
{
    return item >= FIELD_DHCP && item <= FIELD_GATEWAY;
}

bool page_locked(const struct app *app, enum field_id field)
{
    if (app_read_only(app) && field != FIELD_CHANNEL && field != FIELD_CONTROLLER)
        return true;
    return edit_locked(&app->edit, &app->page, field);
}

bool page_focusable(const struct app *app, int item)
{
    if (item == FIELD_CONTROLLER)
        return controller_shown(app);
    return item >= PAGE_SAVE || !page_locked(app, (enum field_id)item);
}

int page_next(const struct app *app, int item, int direction, bool round)
{
    int at = item;

    do {
        at += direction;
        if (at < 0 || at >= PAGE_ITEMS) {
            if (!round)
                return item;
            at = at < 0 ? PAGE_ITEMS - 1 : 0;
        }
    } while (!page_focusable(app, at) && at != item);
    return at;
}

/* next: where the focus goes, or stays. */
void page_leave_field(struct page_view *page, struct app *app, int next)
{
    int item = page->focus;

    if (item < FIELD_COUNT && field_get((enum field_id)item)->kind == SETTING_TEXT &&
        !page_locked(app, (enum field_id)item)) {
        edit_leave(&app->edit, &app->page, (enum field_id)item);
        if (edit_changed(&app->edit, &app->page, (enum field_id)item))
            page_check_left(page, app, (enum field_id)item);
    }
    if (among_addresses(item) && !among_addresses(next) &&
        edit_touches_addresses(&app->edit, &app->page))
        page_check_addresses(page, app);
    if (page_is_secret(item) && !page_is_secret(next))
        page_check_secrets(page, app);
    page_check_again(page, app);
}

static void arrive(struct page_view *page, int item)
{
    if (item < FIELD_COUNT && page->forms[item] != NULL)
        form_arrive(page->forms[item]);
    if (item == FIELD_PASSWORD)
        line_arrive(&page->password);
    if (item == FIELD_CONFIRM)
        line_arrive(&page->confirm);
    if (!page_is_secret(item))
        page->shown = false;
}

void page_go(struct page_view *page, struct app *app, int item)
{
    if (item == page->focus)
        return;
    page_leave_field(page, app, item);
    page->focus = item;
    page_sync(page, app);
    arrive(page, item);
}

void page_sync(struct page_view *page, struct app *app)
{
    char text[VALUE_TEXT];
    int i;

    for (i = 0; i < FIELD_COUNT; i++)
        if (page->forms[i] != NULL)
            form_set(page->forms[i], edit_text(&app->edit, &app->page, (enum field_id)i, text));
    if (!page_focusable(app, page->focus)) {
        page->focus = page_next(app, page->focus, 1, true);
        arrive(page, page->focus);
    }
    page_check_again(page, app);
}

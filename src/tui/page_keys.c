/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key map of the page.
 */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/page_own.h"

static bool is_typing(const struct key *key)
{
    return key->code == K_TEXT || key->code == K_LETTER || key->code == K_BACKSPACE ||
           key->code == K_DELETE || key->code == K_CTRL_U;
}

static bool unread(const struct app *app, enum field_id field)
{
    enum lan_item item = field_item(field);

    return item != LAN_ITEMS && page_lan(&app->page)->state[item] == VALUE_UNREAD;
}

/* Rule 2: nothing is typed over a value that has not come. */
static bool refuse_unread(struct page_view *page, struct app *app, enum field_id field)
{
    char text[ERROR_SENTENCE];

    if (!unread(app, field))
        return false;
    if (app->load_job != 0)
        snprintf(text, sizeof text, _("%s: still being read"), field_label(field));
    else
        snprintf(text, sizeof text, _("%s: has not been read; RELOAD reads it"),
                 field_label(field));
    page_notice(page, app, text);
    return true;
}

/* --- items ---------------------------------------------------------------- */

/* false: the key is none of a text's. */
static bool text_key(struct page_view *page, struct app *app, enum field_id field,
                     const struct key *key)
{
    enum line_result result;

    if (is_typing(key) && refuse_unread(page, app, field))
        return true;
    result = form_key(page->forms[field], key);
    if (result == LINE_CHANGED) {
        edit_type(&app->edit, field, form_text(page->forms[field]));
        page_check_again(page, app);
    }
    if (result == LINE_REFUSED || result == LINE_FULL)
        app_beep(app);
    if (result == LINE_FULL)
        page->full = field;
    return result != LINE_UNUSED;
}

static bool secret_key(struct page_view *page, struct app *app, enum field_id field,
                       const struct key *key)
{
    enum line_result result =
        line_key(field == FIELD_PASSWORD ? &page->password : &page->confirm, key);

    if (result == LINE_CHANGED)
        page_check_again(page, app);
    if (result == LINE_REFUSED || result == LINE_FULL)
        app_beep(app);
    if (result == LINE_FULL)
        page->full = field;
    return result != LINE_UNUSED;
}

static bool acts(const struct key *key)
{
    return key->code == K_ENTER || (key->code == K_TEXT && key->byte == ' ');
}

static void toggle_dhcp(struct page_view *page, struct app *app)
{
    if (refuse_unread(page, app, FIELD_DHCP))
        return;
    edit_toggle_dhcp(&app->edit, &app->page);
    page_sync(page, app);
}

static bool item_key(struct page_view *page, struct app *app, const struct key *key)
{
    const struct setting *field;

    if (page->focus >= PAGE_SAVE) {
        if (acts(key))
            page_press(page, app, (enum page_item)page->focus);
        return acts(key);
    }
    field = field_get((enum field_id)page->focus);
    switch (field->kind) {
    case SETTING_TEXT:
        return text_key(page, app, field_id(field), key);
    case SETTING_SECRET:
        return secret_key(page, app, field_id(field), key);
    case SETTING_CHECK:
        if (acts(key))
            toggle_dhcp(page, app);
        return acts(key);
    case SETTING_CHOICE:
        if (acts(key))
            page_choose(page, app, field_id(field));
        return acts(key);
    case SETTING_LINE:
    case SETTING_HIDDEN:
        break;
    }
    return false;
}

/* --- moving --------------------------------------------------------------- */

/* By a window of rows; where all is shown, to the first or last item. */
static void move_by_window(struct page_view *page, struct app *app, int direction)
{
    const struct page_layout *layout = &page->layout;
    int goal = layout->rows[page->focus] + direction * layout->window, item = page->focus, next;

    for (;;) {
        next = page_next(app, item, direction, false);
        if (next == item)
            break;
        item = next;
        if (direction * (layout->rows[item] - goal) >= 0)
            break;
    }
    page_go(page, app, item);
}

static void move_sideways(struct page_view *page, struct app *app, int direction)
{
    int to = page->focus + direction;

    if (page->focus < PAGE_SAVE) {
        app_beep(app);
        return;
    }
    if (to >= PAGE_SAVE && to < PAGE_ITEMS)
        page_go(page, app, to);
}

static void move_to_end(struct page_view *page, struct app *app, int direction)
{
    int from = direction > 0 ? -1 : PAGE_ITEMS;

    page_go(page, app, page_next(app, from, direction, false));
}

/* false: the key does not move. */
static bool move_key(struct page_view *page, struct app *app, const struct key *key)
{
    switch (key->code) {
    case K_TAB:
        page_go(page, app, page_next(app, page->focus, 1, true));
        return true;
    case K_BACKTAB:
        page_go(page, app, page_next(app, page->focus, -1, true));
        return true;
    case K_DOWN:
    case K_ENTER: /* in a text: next item; all else has taken it before */
        page_go(page, app, page_next(app, page->focus, 1, false));
        return true;
    case K_UP:
        page_go(page, app, page_next(app, page->focus, -1, false));
        return true;
    case K_RIGHT:
        move_sideways(page, app, 1);
        return true;
    case K_LEFT:
        move_sideways(page, app, -1);
        return true;
    case K_HOME:
        move_to_end(page, app, 1);
        return true;
    case K_END:
        move_to_end(page, app, -1);
        return true;
    case K_PAGE_DOWN:
        move_by_window(page, app, 1);
        return true;
    case K_PAGE_UP:
        move_by_window(page, app, -1);
        return true;
    default:
        return false;
    }
}

/* --- the mouse ------------------------------------------------------------- */

#define WHEEL_ROWS 3

static int shown_row(const struct page_view *page, int item)
{
    int row = page->layout.rows[item];

    if (row < page->top || row >= page->top + page->layout.window)
        return -1;
    return row - page->top + page->layout.first;
}

/* A field takes the whole of its row, a button its brackets. */
static bool hit(const struct page_view *page, const struct app *app, int item,
                const struct key *key)
{
    int col;

    if (page->layout.rows[item] < 0 || shown_row(page, item) != key->row ||
        !page_focusable(app, item))
        return false;
    if (item < PAGE_SAVE)
        return true;
    col = page->layout.cols[item];
    return key->col >= col &&
           key->col < col + text_columns(page_button(&page->layout, (enum page_item)item)) + 2;
}

static void click(struct page_view *page, struct app *app, const struct key *key)
{
    int item;

    for (item = 0; item < PAGE_ITEMS; item++)
        if (hit(page, app, item, key)) {
            page_go(page, app, item);
            if (item >= PAGE_SAVE)
                page_press(page, app, (enum page_item)item);
            return;
        }
}

/* Scrolls; the focus follows to the nearest item that is shown. */
static void wheel(struct page_view *page, struct app *app, int direction)
{
    const struct page_layout *layout = &page->layout;
    int most = layout->whole ? 0 : layout->height - layout->window, item = page->focus, next;

    page->top += direction * WHEEL_ROWS;
    if (page->top > most)
        page->top = most;
    if (page->top < 0)
        page->top = 0;
    while (shown_row(page, item) < 0) {
        next = page_next(app, item, direction, false);
        if (next == item)
            break;
        item = next;
    }
    page_go(page, app, item);
}

/* --- keys of the page ------------------------------------------------------ */

static void show_or_hide(struct page_view *page, struct app *app)
{
    if (page_is_secret(page->focus) && page_may_show(app))
        page->shown = !page->shown;
    else
        app_beep(app);
}

void page_key(struct view *view, struct app *app, const struct key *key)
{
    struct page_view *page = (struct page_view *)view;

    page->notice[0] = '\0';
    page->full = -1;
    switch (key->code) {
    case K_F2:
        page_press(page, app, PAGE_SAVE);
        return;
    case K_F3:
        show_or_hide(page, app);
        return;
    case K_F5:
        page_press(page, app, PAGE_RELOAD);
        return;
    case K_F6:
        if (app_read_only(app))
            page_notice(page, app, _("Read-only: the light stays as it is."));
        else
            app_light(app, LIGHT_TOGGLE, 0);
        return;
    case K_F7:
        page_press(page, app, PAGE_MANAGE);
        return;
    case K_F10:
    case K_CTRL_C:
        page_ask_leave(page, app);
        return;
    case K_ESCAPE:
        app_stop(app);
        return;
    case K_CLICK:
        click(page, app, key);
        return;
    case K_WHEEL_UP:
    case K_WHEEL_DOWN:
        wheel(page, app, key->code == K_WHEEL_UP ? -1 : 1);
        return;
    default:
        break;
    }
    if (!item_key(page, app, key) && !move_key(page, app, key))
        app_beep(app);
}

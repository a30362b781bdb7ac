/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/i18n.h"
#include "tui/ask.h"
#include "tui/choose.h"
#include "tui/controller.h"
#include "tui/help.h"
#include "tui/identify.h"
#include "tui/manage.h"
#include "tui/page.h"
#include "tui/page_own.h"
#include "tui/pending.h"
#include "tui/review.h"

#define NOTICE_MS 3000

void page_notice(struct page_view *page, struct app *app, const char *text)
{
    snprintf(page->notice, sizeof page->notice, "%s", text);
    page->notice_ms = app_now(app) + NOTICE_MS;
    app_beep(app);
}

static uint8_t shown_channel(const struct app *app)
{
    const struct page *page = &app->page;

    return page->current < page->channel_count ? page->channels[page->current].number : 0;
}

static bool has_edits(const struct app *app)
{
    return edit_dirty(&app->edit, &app->page);
}

/* --- SAVE ----------------------------------------------------------------- */

/* The first value of the page that has not come, FIELD_COUNT: all are there. */
static enum field_id first_unread(const struct app *app)
{
    const struct lan *lan = page_lan(&app->page);
    int i;

    for (i = FIELD_DHCP; i <= FIELD_VLAN; i++) {
        enum lan_item item = field_item((enum field_id)i);

        if (item != LAN_ITEMS && lan->state[item] == VALUE_UNREAD)
            return (enum field_id)i;
    }
    /* Without the user a review would not know what he lacks, nor whose the password is. */
    if (app->load_job != 0 && !app->rest && app->page.default_user == 0)
        return FIELD_USER;
    return FIELD_COUNT;
}

static void press_save(struct page_view *page, struct app *app, const char *sentence)
{
    enum field_id unread = first_unread(app);
    char text[ERROR_SENTENCE];

    if (app_read_only(app)) {
        page_notice(page, app, _("Read-only: nothing can be saved."));
        return;
    }
    if (pending_open(app))
        return;
    if (unread != FIELD_COUNT) {
        snprintf(text, sizeof text, app->load_job != 0
                     ? _("%s: still being read")
                     : _("%s: has not been read; RELOAD reads it"),
                 field_label(unread));
        page_notice(page, app, text);
        return;
    }
    page_leave_field(page, app, PAGE_SAVE);
    page->shown = false;
    page_sync(page, app);
    if (page_check_all(page, app))
        review_open(app, sentence);
    else
        app_beep(app);
}

void page_save(struct app *app, const char *sentence)
{
    struct view *view = app->top;

    while (view->below != NULL)
        view = view->below;
    press_save((struct page_view *)view, app, sentence);
}

/* --- RELOAD and LEAVE ------------------------------------------------------ */

static void reload(struct app *app)
{
    edit_reset(&app->edit);
    app_load(app, shown_channel(app));
}

static void reload_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        reload(app);
}

static void press_reload(struct app *app)
{
    if (has_edits(app))
        ask_about_edits(app, _("RELOAD: there are edits"),
                        _("What you have edited is not saved yet. Reading the BMC again drops it."),
                        reload_answered, NULL);
    else
        reload(app);
}

static void leave_answered(void *data, struct app *app, int button)
{
    (void)data;
    if (button == 1)
        app_leave(app, 0);
}

static void ask_about_window(struct app *app)
{
    struct ask ask = {
        .title = _("LEAVE: a save awaits its confirmation"),
        .text = _("It is put back when its time is over, unless bmctui confirm keeps it before."),
        .buttons = {_("BACK"), _("LEAVE")},
        .keys = _("Tab moves  Enter presses  Esc back, the time runs on"),
        .answered = leave_answered,
    };

    ask_open(app, &ask);
}

void page_ask_leave(struct page_view *page, struct app *app)
{
    (void)page;
    if (app->lock.used)
        lock_ask(app);
    else if (has_edits(app))
        ask_about_edits(app, _("LEAVE: there are edits"),
                        _("What you have edited is not saved yet. Leaving drops it."),
                        leave_answered, NULL);
    else if (pending_counts_down(app))
        ask_about_window(app);
    else
        app_leave(app, 0);
}

void page_press(struct page_view *page, struct app *app, enum page_item button)
{
    switch (button) {
    case PAGE_SAVE:
        press_save(page, app, NULL);
        break;
    case PAGE_LIGHT:
        identify_open(app);
        break;
    case PAGE_MANAGE:
        manage_open(app);
        break;
    case PAGE_RELOAD:
        press_reload(app);
        break;
    case PAGE_HELP:
        help_open(app);
        break;
    case PAGE_LEAVE:
        page_ask_leave(page, app);
        break;
    case PAGE_ITEMS:
        break;
    }
}

/* --- choices --------------------------------------------------------------- */

static bool channel_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    char address[VALUE_TEXT], channel[VALUE_TEXT];
    const struct page_channel *row;

    if (index >= app->page.channel_count)
        return false;
    row = &app->page.channels[index];
    *id = row->number;
    field_print_item(LAN_ADDRESS, &row->lan, address);
    snprintf(text, VALUE_TEXT * 2, "%s  %s", page_channel_text(row, channel), address);
    return true;
}

static bool user_row(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id)
{
    char user[VALUE_TEXT];
    const struct page_user *row;

    if (index >= app->page.user_count)
        return false;
    row = &app->page.users[index];
    *id = row->id;
    page_user_text(row, user);
    if (!row->access_known)
        snprintf(text, VALUE_TEXT * 2, "%s", user);
    else
        snprintf(text, VALUE_TEXT * 2, "%-20s  %s%s", user,
                 value_word_text(&value_privilege, row->access.privilege),
                 row->access.enabled == USER_DISABLED ? _(", disabled") : "");
    return true;
}

static void channel_answered(void *data, struct app *app, int button)
{
    struct page_view *page = data;

    if (button != 1)
        return;
    edit_reset(&app->edit);
    app_show_channel(app, page->wanted_channel);
}

static void channel_chosen(void *data, struct app *app, int id)
{
    struct page_view *page = data;

    if (id == shown_channel(app))
        return;
    page->wanted_channel = (uint8_t)id;
    if (has_edits(app))
        ask_about_edits(app, _("Channel: there are edits"),
                        _("What you have edited is not saved yet. Showing another channel drops "
                          "it."),
                        channel_answered, page);
    else
        channel_answered(page, app, 1);
}

static void user_chosen(void *data, struct app *app, int id)
{
    (void)data;
    app->edit.user = (uint8_t)id;
}

void page_choose(struct page_view *page, struct app *app, enum field_id field)
{
    bool channel = field == FIELD_CHANNEL;
    struct choose choose = {
        .title = channel ? _("Channel: which of the BMC's LAN channels")
                         : _("User: whose password is set"),
        .row = channel ? channel_row : user_row,
        .current = channel ? shown_channel(app) : edit_user(&app->edit, &app->page),
        .chosen = channel ? channel_chosen : user_chosen,
        .data = page,
    };
    char text[ERROR_SENTENCE];

    if (field == FIELD_CONTROLLER) {
        controller_choose(app);
        return;
    }
    if (channel ? app->page.channel_count > 0 : app->page.user_count > 0) {
        choose_open(app, &choose);
        return;
    }
    snprintf(text, sizeof text,
             app->load_job != 0 ? _("%s: still being read") : _("%s: there is none"),
             field_label(field));
    page_notice(page, app, text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "pages/health.h"
#include "pages/pages.h"
#include "pages/power.h"
#include "pages/users.h"
#include "pages/serial.h"
#include "pages/security.h"
#include "tui/ask.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/listview.h"

enum { TITLE_COLUMNS = 18 }; /* at least, with the gap behind */

static int more_title_columns(void)
{
    int columns = TITLE_COLUMNS;

    for (size_t i = 0; pages[i] != NULL; i++)
        if (text_columns(_(pages[i]->title)) + 2 > columns)
            columns = text_columns(_(pages[i]->title)) + 2;
    return columns;
}

static void more_fill(struct dialog *dialog)
{
    struct board *board = &dialog->board;
    bool narrow = screen_narrow(dialog->app->screen);
    char text[SCREEN_COLS * 4];
    int columns = more_title_columns();

    app_page_title(dialog->app, _("More"));
    board_line(board, ROLE_TEXT, 0, "");
    for (size_t i = 0; pages[i] != NULL; i++) {
        int gap = columns - text_columns(_(pages[i]->title));

        snprintf(text, sizeof text, "%c  %s%*s%s", pages[i]->digit, _(pages[i]->title),
                 narrow ? 0 : gap, "", narrow ? "" : _(pages[i]->summary));
        board_row(board, (int)i + 1, text);
    }
}

/* What is the pages' own on the screen; a list page without it has RELOAD and BACK alone. */
static void more_open_page(struct app *app, const struct page_class *page)
{
    static struct listview_page others[PAGES_MOST];
    static const struct {
        const struct page_class *page;
        void (*open)(struct app *app);
    } own[] = {{&page_events, events_open},
               {&page_power, power_open},
               {&page_users, users_open},
               {&page_serial, serial_open},
               {&page_security, security_open},
               {&page_health, health_open},
               {&page_info, info_open},
               {&page_report, report_open}};
    struct listview_page *other = &others[page->digit - '1'];

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].page == page) {
            own[i].open(app);
            return;
        }
    other->class = page;
    listview_open(app, other);
}

/* From whatever lies on the lowest page, or on the screen that says why that one is empty. */
static void more_arrive(void *data, struct app *app, int button)
{
    const struct page_class *page = app->other_page;

    (void)data;
    if (button != 1)
        return;
    if (!app_at_home(app))
        edit_reset(app->edit);
    while (!app->top->class->main)
        view_close(app, app->top);
    app_show_form(app, page_is_form(page) ? page : pages[0]);
    if (page != pages[0])
        more_open_page(app, page);
}

/* Edits of the first page stay where they are, those of another do not. */
void more_go(struct app *app)
{
    char title[VALUE_TEXT * 2];

    if (!app_at_home(app) && app->other_page == app->model->page) {
        while (!app->top->class->page)
            view_close(app, app->top);
        return;
    }
    if (app_at_home(app)) {
        more_arrive(NULL, app, 1);
        return;
    }
    snprintf(title, sizeof title, _("%s: unsaved edits"), _(app->model->page->title));
    ask_about_edits(app, title, _("Your edits are not saved. Leaving this page discards them."),
                    more_arrive, NULL);
}

static void more_press(struct dialog *dialog, int id)
{
    app_show_page(dialog->app, pages[id - 1]);
}

static bool more_key(struct dialog *dialog, const struct key *key)
{
    for (size_t i = 0; key->code == K_TEXT && pages[i] != NULL; i++)
        if (key->byte == (unsigned char)pages[i]->digit) {
            app_show_page(dialog->app, pages[i]);
            return true;
        }
    return false;
}

static const struct dialog_class more_class = {
    .view = {DIALOG_VIEW, .typed_ahead = true},
    .size = sizeof(struct dialog),
    .keys = N_("Up/Down moves  Enter or a digit opens  Esc back"),
    .fill = more_fill,
    .press = more_press,
    .key = more_key,
};

void more_open(struct app *app)
{
    dialog_open(app, &more_class);
}

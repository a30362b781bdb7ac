/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which events are listed: how severe, with which text, and how old.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/text.h"
#include "tui/events_view.h"

enum { ITEM_FIRST = 1, ITEM_MATCH = 10, ITEM_DAYS, ITEM_BACK, ITEM_SHOW, ITEM_ALL };
enum { MATCH_COLUMNS = 24, DAYS_COLUMNS = 4, DAY_S = 86400, LINE_GAP = 2 };

static const char *const severities[] = {
    [EVENT_LEAST_ANY] = N_("all events"),
    [EVENT_LEAST_WARNING] = N_("warning and critical"),
    [EVENT_LEAST_CRITICAL] = N_("critical"),
};

#define SEVERITIES (sizeof severities / sizeof *severities)

struct filter_dialog {
    struct dialog dialog;
    enum event_least least;
    struct secret *match, *days; /* a struct line wants it so */
    struct line match_line, days_line;
    char wrong[ERROR_SENTENCE];
};

static void filter_add_lines(struct filter_dialog *filter)
{
    struct board *board = &filter->dialog.board;
    const char *match = _("Text contains"), *days = _("Not older than, days");
    int col = 2 + text_wider(text_columns(match), days) + LINE_GAP;

    board_put(board, ROLE_LABEL, 2, match);
    board_text_line(board, ITEM_MATCH, col, &filter->match_line,
                    screen_narrow(filter->dialog.app->screen) ? DAYS_COLUMNS * 3 : MATCH_COLUMNS);
    board_next(board);
    board_put(board, ROLE_LABEL, 2, days);
    board_text_line(board, ITEM_DAYS, col, &filter->days_line, DAYS_COLUMNS);
    board_next(board);
}

static void filter_fill(struct dialog *dialog)
{
    struct filter_dialog *filter = (struct filter_dialog *)dialog;
    struct board *board = &dialog->board;

    for (size_t i = 0; i < SEVERITIES; i++)
        board_box(board, ITEM_FIRST + (int)i, i == (size_t)filter->least ? "(*)" : "( )",
                  _(severities[i]));
    board_gap(board);
    filter_add_lines(filter);
    board_footer(board);
    if (filter->wrong[0] != '\0')
        board_line(board, ROLE_ERROR, 0, filter->wrong);
    board_button(board, ITEM_BACK, _("BACK"));
    board_button(board, ITEM_SHOW, _("SHOW"));
    board_button(board, ITEM_ALL, _("SHOW ALL"));
    app_key_line(dialog->app, screen_narrow(dialog->app->screen)
                                  ? _("Tab moves  Enter presses  Esc back")
                                  : _("Tab moves  Space ticks  Enter presses  Esc back"));
}

/* 1 to EVENTS_DAYS_MOST; 0: nothing is typed; -1: it is not a number of days. */
static int filter_days(const char *text)
{
    unsigned days = 0;

    for (; *text >= '0' && *text <= '9' && days <= EVENTS_DAYS_MOST; text++)
        days = days * 10 + (unsigned)(*text - '0');
    return *text != '\0' || days > EVENTS_DAYS_MOST ? -1 : (int)days;
}

/* What has not been read yet may be wanted, too. */
static void filter_apply(struct app *app, const struct events_filter *wanted)
{
    struct listview *view = listview_find(app);

    if (view == NULL)
        return;
    *(struct events_filter *)listview_filter(view) = *wanted;
    listview_refilter(view);
    if (view->list->filtered && view->list->more)
        listview_read_rest(view, NULL);
}

static void filter_show(struct filter_dialog *filter)
{
    struct events_filter wanted = {.filter = {.least = filter->least}};
    int days = filter_days(secret_bytes(filter->days));

    if (days < 0) {
        snprintf(filter->wrong, sizeof filter->wrong,
                 _("Days: use a number from 1 to %d, such as 7, or leave it empty."),
                 EVENTS_DAYS_MOST);
        app_beep(filter->dialog.app);
        return;
    }
    wanted.days = (unsigned)days;
    wanted.filter.has_since = days > 0;
    wanted.filter.since = (int64_t)time(NULL) - (int64_t)days * DAY_S;
    snprintf(wanted.filter.match, sizeof wanted.filter.match, "%s", secret_bytes(filter->match));
    dialog_close(&filter->dialog);
    filter_apply(filter->dialog.app, &wanted);
}

static void filter_press(struct dialog *dialog, int id)
{
    struct filter_dialog *filter = (struct filter_dialog *)dialog;

    filter->wrong[0] = '\0';
    if (id < ITEM_MATCH) {
        filter->least = (enum event_least)(id - ITEM_FIRST);
    } else if (id == ITEM_BACK) {
        dialog_close(dialog);
    } else if (id == ITEM_ALL) {
        dialog_close(dialog);
        filter_apply(dialog->app, &(struct events_filter){.days = 0});
    } else {
        filter_show(filter);
    }
}

static void filter_typed(struct dialog *dialog)
{
    ((struct filter_dialog *)dialog)->wrong[0] = '\0';
}

static void filter_release(struct dialog *dialog)
{
    secret_free(&((struct filter_dialog *)dialog)->match);
    secret_free(&((struct filter_dialog *)dialog)->days);
}

static const struct dialog_class filter_class = {
    .view = {DIALOG_VIEW},
    .size = sizeof(struct filter_dialog),
    .title = N_("Which events are shown"),
    .fill = filter_fill,
    .press = filter_press,
    .typed = filter_typed,
    .release = filter_release,
};

static struct secret *filter_secret(const char *text)
{
    struct secret *secret = secret_create();

    secret_set(secret, text, strlen(text));
    return secret;
}

void events_filter_open(struct listview *view)
{
    const struct events_filter *now = listview_filter(view);
    struct filter_dialog *filter;
    char days[16] = "";

    if (listview_reading(view)) {
        app_beep(view->dialog.app);
        return;
    }
    filter = dialog_open(view->dialog.app, &filter_class);
    if (now->days > 0)
        snprintf(days, sizeof days, "%u", now->days);
    filter->least = now->filter.least;
    filter->match = filter_secret(now->filter.match);
    filter->days = filter_secret(days);
    line_init(&filter->match_line, filter->match, EVENT_MATCH - 1, false);
    line_init(&filter->days_line, filter->days, DAYS_COLUMNS, false);
}

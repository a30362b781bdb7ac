/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form page: the rows of a table with what can be typed, ticked and chosen, then buttons; below
 * them errors, help, what runs, and keys. It lies at the bottom of the stack of views. A page
 * brings its table and a struct formview_page; drawing, focus, keys, marks and scrolling are
 * written once, here and in board.h. The values are the app's: the form only shows and edits them.
 *
 *     formview.c       the view, and its rows on the board
 *     formview_key.c   keys, leaving a field, checks and their marks, what buttons do
 *     formview_draw.c  title, messages, last row
 */
#ifndef BMCTUI_TUI_FORMVIEW_H
#define BMCTUI_TUI_FORMVIEW_H

#include "core/check.h"
#include "pages/network.h"
#include "tui/app.h"
#include "tui/board.h"

struct formview;

/* A button, a key of the last row, or both. */
struct formview_action {
    enum key_code key; /* K_F1 to K_F10, or K_NONE */
    const char *word;  /* in the last row, marked; NULL: not there */
    int drop;          /* which goes first where there is no room: 1, 2, ...; 0 stays */
    const char *button, *help;            /* marked; NULL: no button */
    bool (*offered)(const struct app *app); /* NULL: always */
    void (*run)(struct app *app);
    enum app_go go; /* where run is NULL */
};

static inline bool formview_ends(const struct formview_action *action)
{
    return action->run == NULL && action->go == GO_NOWHERE;
}

struct formview_page {
    const char *title; /* marked */
    /* In the order of the buttons, of which the first is always there; {0} behind them. */
    const struct formview_action *actions;
    /* What is special about a page. Rows are indices of its table. Each may be NULL. */
    bool (*row_shown)(const struct app *app, int row);
    /* The text of a choice or a line. Returns text. */
    const char *(*text)(const struct formview *form, const struct app *app, int row,
                        char text[VALUE_TEXT]);
    /* Puts on the board what stands behind the row's value. */
    void (*beside)(struct formview *form, struct app *app, int row);
    /* Enter or Space on a tick box or a choice. */
    void (*act)(struct formview *form, struct app *app, int row);
    /* The focus goes from row to next: rules between rows, see formview_raise(). */
    void (*left)(struct formview *form, struct app *app, int row, int next);
    /* What SAVE waits for besides the values: a row, -1: nothing. */
    int (*awaited)(const struct app *app);
};

struct formview_row {
    struct form *form; /* of a text, else NULL */
    struct line line;  /* of a secret */
    bool marked, error; /* an error or a warning stands until the value is good */
    char sentence[ERROR_SENTENCE];
};

struct formview {
    struct view view;
    struct board board; /* ids: rows from 1, actions behind them */
    const struct formview_page *page;
    struct formview_row rows[FIELD_COUNT];
    bool fresh;  /* the board is what the app holds: drawn since the last key */
    bool shown;  /* F3 */
    int full;    /* until the next key: the row that takes no more; -1: none */
    char notice[ERROR_SENTENCE]; /* until the next key, or */
    int64_t notice_ms;           /* until then */
    int wanted;         /* while it is asked whether edits may be dropped: what was chosen */
    bool whole, narrow; /* 80x24: nothing scrolls; under 60 columns */
    int label_col, col; /* of labels, and of the brackets */
};

/* Makes it and pushes it. */
void formview_open(struct app *app, const struct formview_page *page);

/* --- for pages ------------------------------------------------------------- */

int formview_focus(const struct formview *form); /* the row, -1: a button */
int formview_width(const struct formview *form, int row); /* between the brackets */
bool formview_is_secret(int row);
bool formview_locked(const struct app *app, int row); /* cannot be entered now */
bool formview_may_show(const struct app *app); /* F3 works: a locked console may forbid it */
/* Marks what is in the list; the marks of what is good by now go by themselves. */
void formview_raise(struct formview *form, const struct check_list *list);
struct check_context formview_checks(const struct app *app);
/* Says it until the next key, and beeps. */
void formview_notice(struct formview *form, struct app *app, const char *text);
/* The value has not come: says so. */
bool formview_refuse_unread(struct formview *form, struct app *app, int row);

/* Actions that every page has, on the page that is shown. */
void formview_save(struct app *app);
void formview_show_secrets(struct app *app);
void formview_reload(struct app *app);
void formview_light(struct app *app);
void formview_leave(struct app *app);
bool formview_may_leave(const struct app *app); /* else a console that locks in its place */
bool formview_may_lock(const struct app *app);
/* SAVE once more; sentence: why. */
void formview_save_again(struct app *app, const char *sentence);

/* --- among the three files ------------------------------------------------- */

#define FORMVIEW_DROPS      5  /* words of the last row that can go */
#define FORMVIEW_WHOLE_TOP  2  /* at 80x24 every row has its place: these are the board's, */
#define FORMVIEW_WHOLE_ROWS 17 /* below title and banner */

struct formview *formview_of(struct app *app); /* the form page that is shown */
const struct formview_action *formview_button(const struct formview *form); /* focused, or NULL */
bool formview_focusable(const struct formview *form, const struct app *app, int row);
void formview_go(struct formview *form, int row);
/* The state of the moment on the board: texts, focus, checks, rows. */
void formview_refresh(struct formview *form, struct app *app);
/* Takes away the marks of what is good by now. */
void formview_check(struct formview *form, struct app *app);
void formview_key(struct view *view, struct app *app, const struct key *key);
void formview_draw(struct view *view, struct app *app);

#endif

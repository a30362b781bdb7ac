/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list page: a summary, rows that scroll, the one with the focus in full below them, buttons, and
 * what runs. A page of pages/ brings the columns and reads the rows; what is its own on the screen
 * is a struct listview_page in a file of its own (info_view.c, events_view.c). Rows stay with the
 * app until the page is read anew or another BMC is shown.
 *
 *     listview.c          the view, and its keys
 *     listview_action.c   what its buttons and function keys do
 *     listview_draw.c     how it stands on the screen
 *     listview_rows.c     which rows there are, are listed, and have the focus
 *     listview_read.c     reading: all of it, more, and what has come since
 *     listview_details.c  a row in full, as a dialog
 *
 * More (F9) is the way from page to page: of the pages, only the lowest view's has edits, and keeps
 * them.
 */
#ifndef BMCTUI_TUI_LISTVIEW_H
#define BMCTUI_TUI_LISTVIEW_H

#include "tui/dialog.h"

struct listview;

/* A button, a key of the last row, or both. RELOAD, BACK, F1, F5, F6 and F9 need none. */
struct listview_action {
    enum key_code key; /* K_F2, K_F3, K_F7, K_F8, or K_NONE */
    const char *word;  /* in the last row, marked; NULL: not there */
    int drop;          /* order in which words go when there is no room; 0: stays */
    const char *button, *help; /* marked; NULL: no button. Those with one come first */
    const char *explain;       /* of the button, by F1; marked */
    bool writes;               /* refused where nothing may be changed */
    void (*run)(struct listview *view);
    enum app_go go; /* where run is NULL */
    bool (*offered)(const struct listview *view); /* whether it is there now; NULL: always */
};

struct listview_page {
    const struct page_class *class;
    const struct listview_action *actions;
    int action_count;
    bool reload_first;          /* RELOAD stands before its own buttons, else behind them */
    const char *reading;        /* "Reading the log", marked; NULL: the BMC */
    int poll_ms, poll_lan_ms;   /* how often it is asked what is new; 0: never */
    size_t filter_size;         /* of what filters, all zero at first; 0: nothing does */
    bool (*filters)(const void *filter);
    bool (*shows)(const void *filter, const void *state, const void *row);
    size_t (*total)(const void *state); /* rows there will be, for progress; NULL: not known */
    const char *(*hint)(const struct listview *view); /* of the focused row; NULL: none */
    /* A key while the list has the focus, that is no action's; true: that was it. NULL: none. */
    bool (*key)(struct listview *view, const struct key *key);
    /* Enter, in place of the details; NULL: those. */
    void (*enter)(struct listview *view, const void *row);
};

typedef void listview_ended(struct listview *view, const struct job_event *event);

/* Beside dialog.job, which reads or is a task of the page, poll_job looks for what is new. */
struct listview {
    struct dialog dialog;
    const struct listview_page *page;
    struct app_list *list;
    int window;        /* rows that are shown, as last drawn */
    bool in_list;      /* the focus is on a row, or will be when one comes */
    bool drawn;        /* with rows */
    void *kept;        /* the row that had the focus before all was read anew, until it comes again
                        * or the focus moves; NULL: none */
    bool light;        /* its state is said, as somebody has pressed F6 */
    enum page_part part; /* that is being read */
    size_t from;       /* rows there were when that began: replace() counts from them */
    bool fresh;        /* as a page_sink has it */
    int64_t reload_ms; /* when it was last asked for anew; 0: never */
    size_t read, done; /* rows read; as shown */
    int64_t done_s;    /* when that was, in seconds of the reading */
    unsigned poll_job; /* 0: none */
    int64_t poll_ms;   /* when that, or reading, ended */
    struct list staged;     /* rows of a page with an order that have come, but are not listed: */
    int64_t list_ms;        /* they are by then */
    int64_t hold_ms;        /* until then nothing is drawn of what is being read: listview_held() */
    const char *doing;      /* what the task does, marked; NULL: it reads */
    listview_ended *ended;  /* of the task */
    void (*then)(struct listview *view); /* when reading has ended well; or NULL */
    struct bmc_error error;
    char said[ERROR_SENTENCE]; /* until the next key */
    enum role said_role;
};

/* On top of what is there. Reads the page where it has not been read. */
void listview_open(struct app *app, const struct listview_page *page);
/* For F1: the page that is shown, what has the focus, and its explanation. NULL: no list. */
const struct page_class *listview_explain(const struct app *app, const char **name,
                                          const char **text);
/* For F1, too: what that key does on the list that is shown; NULL: nothing. */
const char *listview_key_help(const struct app *app, enum key_code key);

/* --- for pages -------------------------------------------------------------- */

void listview_read(struct listview *view, enum page_part part);
/* Everything that has not been read yet; then, where that ended well, the page's own. */
void listview_read_rest(struct listview *view, void (*then)(struct listview *view));
/* A task of the page; doing: "Saving the log", marked. It beeps where another is under way, and the
 * job is released. */
void listview_start(struct listview *view, const char *doing, struct job job,
                    listview_ended *ended);
void *listview_state(const struct listview *view);
void *listview_filter(const struct listview *view);
/* Another row in place of the one at index of all rows; the focus stays. */
void listview_change(struct listview *view, size_t index, const void *row);
/* The filter is another one. */
void listview_refilter(struct listview *view);
/* Below the buttons until the next key. */
void listview_say(struct listview *view, enum role role, const char *text);
/* The row with the focus; NULL: there is none. */
const void *listview_row(const struct listview *view);
/* What is on the page is of no use any more: it is read anew. */
void listview_reload(struct listview *view);
/* The list view that is open; NULL: none. */
struct listview *listview_find(struct app *app);

/* A row in full. later: a label whose text a job finds out, as ended() of it tells; or NULL. */
struct listview_later {
    const char *label; /* marked */
    size_t before;     /* that many of the details, 1 at least, come after it */
    int (*run)(struct job_ctx *ctx, void *argument, struct bmc_error *error);
    void *argument; /* made by malloc(); the details take it over */
    const char *(*text)(const void *argument); /* when it has ended well */
};
void listview_details_open(struct listview *view, const void *row,
                           const struct listview_later *later);

/* --- among its files --------------------------------------------------------- */

#define LISTVIEW_TOP    2 /* below title and summary, and the headings where there are any */
#define LISTVIEW_BUTTON (1 << 24) /* ids of rows are their place, from 1; of buttons, from here */

/* The first row of the screen that is the list's. */
int listview_top(const struct listview *view);
/* Rows that are listed, by their place among them. */
size_t listview_count(const struct app_list *list);
const void *listview_at(const struct app_list *list, size_t index);
bool listview_is_section(const struct listview *view, size_t index);
/* The one with the focus, or where it will be. */
size_t listview_current(const struct listview *view);
/* To the row, or the next that can have the focus. false: it is there already. */
bool listview_go(struct listview *view, int64_t index);
bool listview_at_end(const struct listview *view);
struct board_window listview_window(const struct listview *view);
/* What has been read, into the list; the focus stays on its row. */
void listview_append(struct listview *view, const void *row);
void listview_prepend(struct listview *view, const void *row);
void listview_replace(struct listview *view, size_t index, const void *row);
void listview_empty(struct listview *view);
/* The focus is no longer to go to the row that had it. */
void listview_forget_kept(struct listview *view);

/* The page's own, then those that every list has; NULL: behind the last. */
const struct listview_action *listview_action(const struct listview *view, int index);
int listview_buttons(const struct listview *view);
const struct listview_action *listview_key_action(const struct listview *view, enum key_code key);
void listview_run_action(struct listview *view, const struct listview_action *action);
void listview_fill(struct dialog *dialog);
void listview_beside(struct dialog *dialog, int top);
/* "Details" beside the list, where there is room. */
bool listview_has_side(const struct listview *view);

bool listview_reading(const struct listview *view);
/* Answers that come at once are painted once, not one by one. */
bool listview_held(const struct listview *view);
void listview_stop(struct listview *view);
/* For the view: what a job tells; when it wants to be called again. */
void listview_take(struct listview *view, const struct job_event *event);
int64_t listview_next(struct listview *view, int64_t now_ms);

#endif

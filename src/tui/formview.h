/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form page: the rows of a table with what can be typed, ticked and chosen, then buttons; below
 * them errors, help, what runs, and keys. It lies at the bottom of the stack of views. A page
 * brings its class and a table of actions; drawing, focus, keys, marks and scrolling are written
 * once, here and in board.h. The values are the app's: the form only shows and edits them.
 *
 *     formview.c         the view
 *     formview_key.c     keys, leaving a field, what buttons do
 *     formview_choice.c  the open lists of choices
 *     formview_draw.c    title, messages, last row
 *     formview_rows.c    what the rows are, and whether they are good
 *     formview_fill.c    how they stand on the board
 *     formview_side.c    what stands beside it on a wide screen
 */
#ifndef BMCTUI_TUI_FORMVIEW_H
#define BMCTUI_TUI_FORMVIEW_H

#include "core/check.h"
#include "tui/app.h"
#include "tui/board.h"

struct formview;

/* A button, a key of the last row, or both. */
struct formview_action {
    enum key_code key; /* K_F1 to K_F10, or K_NONE */
    const char *word;  /* in the last row, marked; NULL: not there */
    int drop;          /* order in which words go when there is no room; 0: stays */
    const char *button, *help; /* marked; NULL: no button */
    const char *explain;       /* of the button; marked */
    enum { ANYWHERE, NOT_LOCKABLE, LOCKABLE, SHOWING } where; /* kinds of console */
    void (*run)(struct formview *form, struct app *app);
    enum app_go go; /* where run is NULL */
    bool (*offered)(struct app *app); /* NULL: always */
    bool apart; /* the button begins a row of its own */
};

struct formview_page {
    const struct page_class *class;
    const char *(*hint)(struct app *app); /* what is to be done first, ""; or NULL */
    /* A section's name, where that is not the table's; NULL: it is. Returns text or name. */
    const char *(*section)(struct app *app, const char *name, char *text, size_t size);
    void (*loaded)(struct app *app); /* it has been read; or NULL */
    const struct formview_action *actions; /* in the order of the buttons; the first is one */
    int action_count;
};

struct formview_row {
    struct form *form; /* of a text, else NULL */
    struct line line;  /* of a secret */
    bool marked, error; /* an error or a warning stands until the value is good */
    bool told;          /* what the BMC holds stands behind the edit */
    char sentence[ERROR_SENTENCE];
};

struct formview {
    struct view view;
    struct board board; /* ids: rows from 1, actions behind them */
    const struct formview_page *page;
    struct formview_row rows[MODEL_ROWS];
    bool fresh;  /* drawn since the last key, so the board is up to date */
    bool shown;  /* F3 */
    bool light;  /* until the next key but F6: its state is said, as no row shows it */
    int full;    /* until the next key: the row that takes no more; -1: none */
    char notice[ERROR_SENTENCE]; /* until the next key, or */
    int64_t notice_ms;           /* until then */
    int wanted;         /* the choice, while it is asked whether edits may be dropped */
    bool banner;        /* there is one, as last drawn */
    bool whole, narrow; /* 80x24: nothing scrolls; under 60 columns */
    bool gap, air;      /* an empty row above the buttons; between sections, too */
    int label_col, col; /* of labels, and of the brackets */
};

/* Pushes it. */
void formview_open(struct app *app, const struct formview_page *page);

/* Actions that every page has. */
void formview_save(struct formview *form, struct app *app);
void formview_show_secrets(struct formview *form, struct app *app);
void formview_reload(struct formview *form, struct app *app);
void formview_light(struct formview *form, struct app *app);
void formview_leave(struct formview *form, struct app *app);
void formview_home(struct formview *form, struct app *app); /* Network > IPMI */
#define FORMVIEW_EXPLANATION 3000

/* For F1: what has the focus, and its explanation. false: no form page is on top. */
bool formview_explain(const struct app *app, const char **name, char text[FORMVIEW_EXPLANATION]);
/* SAVE again; sentence: why. */
void formview_save_again(struct app *app, const char *sentence);

/* --- among the seven files -------------------------------------------------- */

#define FORMVIEW_DROPS        5  /* words of the last row that can go */
#define FORMVIEW_AIR_ROWS     30 /* from so many on there is room for it, */
#define FORMVIEW_SIDE_COLS    110 /* and from so many columns on for the right side */
#define FORMVIEW_MESSAGE_ROWS 5  /* where nothing scrolls: error, error, help, what runs, keys */

/* Rows are numbered as in the class's table. NULL, false: not a row. */
const struct setting *formview_setting(const struct formview *form, int row);
bool formview_is_secret(const struct formview *form, int row);
/* A choice that decides what all other rows are about. */
bool formview_chooses_page(const struct setting *setting);
bool formview_row_shown(const struct formview *form, const struct app *app, int row);
bool formview_locked(const struct formview *form, const struct app *app, int row);
bool formview_focusable(const struct formview *form, const struct app *app, int row);
int formview_width(const struct formview *form, int row);  /* between the brackets */
/* What has the focus: the row, else -1; the button, else NULL. */
int formview_focus(const struct formview *form);
const struct formview_action *formview_button(const struct formview *form);
bool formview_offers(struct app *app, const struct formview_action *action);
/* The key's action, NULL: none on this console. */
const struct formview_action *formview_action(const struct formview *form, struct app *app,
                                              enum key_code key);
void formview_go(struct formview *form, int row);
/* Where the board begins when nothing scrolls. */
int formview_top(const struct formview *form);
/* Takes the size of the screen. */
void formview_arrange(struct formview *form, struct app *app);
/* Rebuilds texts, focus, marks and board from what the app holds. */
void formview_refresh(struct formview *form, struct app *app);
struct check_context formview_checks(const struct app *app);
/* Marks what is in the list; marks of what has become good go by themselves. */
void formview_check(struct formview *form, struct app *app);
void formview_raise(struct formview *form, const struct check_list *list);
/* Shows text until the next key, three seconds at most, and beeps. */
void formview_notice(struct formview *form, struct app *app, const char *text);
void formview_print_explanation(const struct formview *form, const struct app *app,
                                const char **name, char text[FORMVIEW_EXPLANATION]);
/* In the rows from top to the one before end. */
void formview_draw_side(const struct formview *form, struct app *app, int top, int end);
void formview_choose(struct formview *form, struct app *app, int row);
/* A choice between words was made: the rules of the row, and of the page, are looked at. */
void formview_chosen(struct formview *form, struct app *app, int row);
void formview_save_because(struct formview *form, struct app *app, const char *sentence);
void formview_key(struct view *view, struct app *app, const struct key *key);
void formview_draw(struct view *view, struct app *app);

#endif

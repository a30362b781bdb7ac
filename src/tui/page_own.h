/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the page, for page*.c only.
 */
#ifndef BMCTUI_TUI_PAGE_OWN_H
#define BMCTUI_TUI_PAGE_OWN_H

#include "core/check.h"
#include "core/field.h"
#include "tui/app.h"
#include "term/form.h"
#include "term/line.h"

/* What can have the focus: a field of the table, or a button. */
enum page_item {
    PAGE_SAVE = FIELD_COUNT,
    PAGE_LIGHT,
    PAGE_MANAGE,
    PAGE_RELOAD,
    PAGE_HELP,
    PAGE_LEAVE,
    PAGE_ITEMS
};
#define PAGE_BUTTONS (PAGE_ITEMS - PAGE_SAVE)

/* An error or a warning that stands until the field is good. */
struct page_mark {
    bool set, error;
    char sentence[ERROR_SENTENCE];
};

/* Where everything stands, for the screen's size of the moment. Rows are counted from the first row
 * of the form; the page shows window rows of them from top on. */
struct page_layout {
    bool whole;  /* 80x24: rows are those of the screen, nothing scrolls */
    bool narrow; /* under 60 columns */
    bool locks;  /* a locked console is not left: LOCK instead of LEAVE */
    bool rules_beside; /* there is room for the password rules beside the secrets */
    int label_col, col; /* of labels, and of the brackets */
    int rows[PAGE_ITEMS]; /* -1: not shown */
    int label_rows[FIELD_COUNT]; /* the same, or the row above */
    int cols[PAGE_ITEMS]; /* of the buttons */
    int sections[FIELD_SECTION_PASSWORD + 1];
    int height; /* of the form */
    int first, window; /* the form's rows on the screen */
    int error_row, error_rows, running_row, key_row;
    int help_row; /* -1: shares the error rows */
};

struct page_view {
    struct view view;
    int focus; /* enum field_id or enum page_item */
    struct form *forms[FIELD_COUNT]; /* of the text fields, else NULL */
    struct line password, confirm;
    bool shown; /* F3 */
    struct page_mark marks[FIELD_COUNT];
    int full; /* until the next key: the field that took no more; -1: none */
    char notice[ERROR_SENTENCE]; /* until the next key, or */
    int64_t notice_ms;           /* until then */
    struct page_layout layout;
    int top; /* first row of the form that is shown */
    uint8_t wanted_channel; /* while it is asked whether edits may be dropped */
};

/* page_layout.c */
void page_arrange(struct page_view *page, struct app *app);
const char *page_button(const struct page_layout *layout, enum page_item item); /* translated */
int page_field_width(const struct page_layout *layout, enum field_id field);

/* page_focus.c: cannot be entered now; may have the focus; going there with all that leaving a
 * field brings. */
bool page_locked(const struct app *app, enum field_id field);
bool page_focusable(const struct app *app, int item);
void page_go(struct page_view *page, struct app *app, int item);
int page_next(const struct app *app, int item, int direction, bool round);
void page_leave_field(struct page_view *page, struct app *app, int next);
/* Fields follow what the BMC holds and what is wanted; a focus that is locked by now goes on. */
void page_sync(struct page_view *page, struct app *app);
bool page_is_secret(int item);
/* F3 works: not on a locked console unless the settings say so. */
bool page_may_show(const struct app *app);

/* page_check.c */
void page_check_left(struct page_view *page, struct app *app, enum field_id field);
void page_check_addresses(struct page_view *page, struct app *app);
void page_check_secrets(struct page_view *page, struct app *app);
/* false: an error stands; the focus is on the topmost one. */
bool page_check_all(struct page_view *page, struct app *app);
/* Marks of what is good by now go. */
void page_check_again(struct page_view *page, struct app *app);

/* page_draw.c */
void page_draw(struct view *view, struct app *app);
/* What is special about this page: read-only, a TERM that is not known; "": nothing. */
const char *page_banner(const struct app *app, char *text, size_t size);
/* page_message.c: errors, help, what runs; the password rules while a secret has the focus. */
void page_draw_messages(struct page_view *page, struct app *app);
/* page_keys.c */
void page_key(struct view *view, struct app *app, const struct key *key);
/* page_act.c: what buttons and F-keys do. */
void page_press(struct page_view *page, struct app *app, enum page_item button);
void page_choose(struct page_view *page, struct app *app, enum field_id field);
void page_ask_leave(struct page_view *page, struct app *app);
void page_notice(struct page_view *page, struct app *app, const char *text);

#endif

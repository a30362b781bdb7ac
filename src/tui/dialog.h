/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all dialogs have in common: a board that is filled anew for each frame, a title, buttons, a
 * key line, and what their keys mean. In the rich dress it is a box no larger than what it holds.
 * A dialog is a struct whose first member is a struct dialog,
 * and a table of what is its own:
 *
 *     struct identify { struct dialog dialog; struct line line; ... };
 *     static const struct dialog_class identify_class = {
 *         .view = {DIALOG_VIEW},
 *         .size = sizeof(struct identify),
 *         .fill = identify_fill,
 *         .press = identify_press,
 *     };
 *     dialog_open(app, &identify_class);
 *
 * The dialog is freed with its board; release() frees the rest of what it owns.
 */
#ifndef BMCTUI_TUI_DIALOG_H
#define BMCTUI_TUI_DIALOG_H

#include "tui/app.h"
#include "tui/board.h"

#define DIALOG_BUTTONS 3
#define DIALOG_BOX_ROWS 4 /* of the screen for its frame, the title above it and the keys below */

struct dialog {
    struct view view;
    struct app *app;
    struct board board;
    int top;          /* row where the board begins, where it is no box */
    int cols;         /* of the inside of its box */
    unsigned job;     /* of its own, under way; 0: none */
    int64_t since_ms; /* when that began */
};

/* All but view and size may be left out. */
struct dialog_class {
    struct view_class view;    /* DIALOG_VIEW, event, tick, flags */
    size_t size;               /* of the dialog's own struct */
    bool card;                 /* a page, but in a box where there are boxes */
    const char *title, *keys;  /* untranslated; NULL: fill() calls app_title(), app_key_line() */
    struct {
        int id;
        const char *text; /* untranslated */
    } buttons[DIALOG_BUTTONS]; /* the footer, where fill() adds none */
    void (*fill)(struct dialog *dialog);
    /* Draws what the board cannot, into the same area; row: where the board begins. */
    void (*beside)(struct dialog *dialog, int row);
    bool (*whole)(const struct dialog *dialog); /* too large for a box now */
    /* A button, row or box of the board; Enter in its last text line. NULL: closes it. */
    void (*press)(struct dialog *dialog, int id);
    void (*escape)(struct dialog *dialog); /* NULL: closes it */
    void (*typed)(struct dialog *dialog);  /* the text line with the focus has changed */
    /* Sees every key before the board does; true: that was it. */
    bool (*key)(struct dialog *dialog, const struct key *key);
    /* Its job, which is 0 again, has ended: with DIALOG_JOB. */
    void (*ended)(struct dialog *dialog, const struct job_event *event);
    void (*release)(struct dialog *dialog);
};

#define DIALOG_VIEW                                                                              \
    .draw = dialog_draw, .key = dialog_key, .resize = dialog_resize, .release = dialog_release
/* For one with a job whose seconds it shows. */
#define DIALOG_JOB .event = dialog_event, .tick = dialog_tick

/* On top of what is there; the focus is on its first item. Returns the dialog's own struct, zero
 * but for its dialog. */
void *dialog_open(struct app *app, const struct dialog_class *class);
/* The same without showing it: view_push_low(). */
void *dialog_new(struct app *app, const struct dialog_class *class);
void dialog_close(struct dialog *dialog);
/* Submits the dialog's job, which frees its argument. */
void dialog_start(struct dialog *dialog,
                  int (*run)(struct job_ctx *ctx, void *argument, struct bmc_error *error),
                  void *argument);
/* For key(), of what opens when a save ends: an Enter that is still held, or pressed once too
 * often, must not close it unread. */
bool dialog_held_enter(struct dialog *dialog, const struct key *key);
/* How long it has been under way. */
int dialog_seconds(const struct dialog *dialog);

/* For tick(): when a clock that was started, or ends, at that time shows another second. */
int64_t dialog_next_second(int64_t at_ms, int64_t now_ms);

/* For DIALOG_VIEW and DIALOG_JOB. */
void dialog_draw(struct view *view, struct app *app);
void dialog_key(struct view *view, struct app *app, const struct key *key);
void dialog_resize(struct view *view, struct app *app);
void dialog_release(struct view *view);
void dialog_event(struct view *view, struct app *app, const struct job_event *event);
int64_t dialog_tick(struct view *view, struct app *app, int64_t now_ms);

#endif

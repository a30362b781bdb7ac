/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view is a page or a dialog. Views lie on each other; the top one is drawn and gets the keys,
 * and the page beneath a box is drawn dimmed. A view is a struct of its own whose first member is
 * a struct view:
 *
 *     struct identify { struct view view; struct board board; ... };
 *     static const struct view_class identify_class = { .draw = ..., .key = ..., .release = ... };
 *     struct identify *identify = xcalloc(1, sizeof *identify);
 *     identify->view.class = &identify_class;
 *     view_push(app, &identify->view);
 *
 * All functions run on the screen's thread and never block.
 */
#ifndef BMCTUI_TUI_VIEW_H
#define BMCTUI_TUI_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "term/keys.h"

struct app;
struct view;
struct job_event;

struct view_class {
    /* Draws all of it into the frame (app->screen), title (app_title()) and key line
     * (app_key_line()) too; called whenever anything may have changed. */
    void (*draw)(struct view *view, struct app *app);
    /* A key. Ctrl-L, Ctrl-Z and F1 do not come here, and F10 and Ctrl-C come as K_ESCAPE, but for
     * the flags below. */
    void (*key)(struct view *view, struct app *app, const struct key *key);
    /* What a job tells; every view gets it, from the top down. May be NULL. */
    void (*event)(struct view *view, struct app *app, const struct job_event *event);
    /* Time: called after every round of the loop, for every view. Returns when it wants to be
     * called again at the latest (app_now() time), -1: never. May be NULL. */
    int64_t (*tick)(struct view *view, struct app *app, int64_t now_ms);
    /* The terminal has another size. May be NULL (drawing is for the size of the moment anyway). */
    void (*resize)(struct view *view, struct app *app);
    /* Frees it and what it owns. */
    void (*release)(struct view *view);
    bool page;       /* takes the whole screen; the others are dialogs, boxes where there is room */
    bool main;       /* gets F10 and Ctrl-C as they are */
    bool no_help;    /* gets F1 as it is (help itself) */
    bool help_row;   /* has one: app_help_text() */
    bool no_suspend; /* Ctrl-Z beeps (while saving) */
    bool typed_ahead; /* keys that are there already are taken before it is painted */
};

struct view {
    const struct view_class *class;
    struct view *below;
    bool closed; /* view_close() was called; released at the end of the round */
};

void view_push(struct app *app, struct view *view);
/* Right above the lowest view: a dialog that is open (a login being typed) keeps screen and the
 * keys. */
void view_push_low(struct app *app, struct view *view);
/* Takes it and all above it away; they are released when the round is over. */
void view_close(struct app *app, struct view *view);
/* Takes the uppermost of that class alone away, if there is one; those above it stay. */
void view_remove(struct app *app, const struct view_class *class);
/* The uppermost of that class, NULL: there is none. */
struct view *view_find(const struct app *app, const struct view_class *class);
/* For the loop: draws the top one, or that the terminal is too small. */
void view_draw(struct app *app);
/* The same for one that has just come; it is not sent yet where keys are typed ahead to it. */
void view_draw_new(struct app *app);
/* Releases what was closed; releases all. */
void view_sweep(struct app *app);
void view_release_all(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dialog that asks one question with two or three buttons. It opens on the first button, which
 * changes nothing; Esc is the first button too. And the open list of a choice, of which one row is
 * taken or none.
 */
#ifndef BMCTUI_TUI_ASK_H
#define BMCTUI_TUI_ASK_H

#include "tui/app.h"

#define ASK_BUTTONS 3

/* The button pressed, from 0. */
typedef void ask_answered(void *data, struct app *app, int button);

struct ask {
    const char *title; /* all texts translated; copied */
    const char *text;
    const char *buttons[ASK_BUTTONS]; /* NULL: fewer */
    const char *keys;                 /* key line; NULL: the usual */
    /* button: 0, 1, 2. The dialog is already closed. NULL: nobody wants to know. */
    ask_answered *answered;
    /* The dialog goes without an answer (the console locks): frees data; may be NULL. */
    void (*dropped)(void *data);
    void *data;
};

void ask_open(struct app *app, const struct ask *ask);
/* CLOSE: something to be read. */
void ask_tell(struct app *app, const char *title, const char *text);
/* BACK and DROP EDITS: what is about to be lost. Without edits it is answered with 1 at once. */
void ask_about_edits(struct app *app, const char *title, const char *text,
                     ask_answered *answered, void *data);

struct choose {
    const char *title; /* translated; copied */
    /* The row's text and id (not 0); false: there are no more. Asked anew for each frame, so that
     * rows may come while the list is open. */
    bool (*row)(struct app *app, size_t index, char text[VALUE_TEXT * 2], int *id);
    int current; /* the focus starts here */
    void (*chosen)(void *data, struct app *app, int id); /* the list is closed already */
    void *data;
};

void choose_open(struct app *app, const struct choose *choose);

#endif

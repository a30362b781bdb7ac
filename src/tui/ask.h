/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dialog that asks one question with two or three buttons. It opens on the first button, which
 * changes nothing; Esc is the first button too.
 */
#ifndef BMCTUI_TUI_ASK_H
#define BMCTUI_TUI_ASK_H

#include "tui/app.h"

#define ASK_BUTTONS 3

struct ask {
    const char *title; /* all texts translated; copied */
    const char *text;
    const char *buttons[ASK_BUTTONS]; /* NULL: fewer */
    const char *keys;                 /* key line; NULL: the usual */
    /* button: 0, 1, 2. The dialog is already closed. */
    void (*answered)(void *data, struct app *app, int button);
    /* The dialog goes without an answer (the console locks): frees data; may be NULL. */
    void (*dropped)(void *data);
    void *data;
};

void ask_open(struct app *app, const struct ask *ask);
/* CLOSE: something to be read. */
void ask_tell(struct app *app, const char *title, const char *text);
/* BACK and DROP EDITS: what is about to be lost. Without edits it is answered with 1 at once. */
void ask_about_edits(struct app *app, const char *title, const char *text,
                     void (*answered)(void *data, struct app *app, int button), void *data);

#endif

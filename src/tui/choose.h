/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The open list of a choice: takes the screen, one row is taken or none.
 */
#ifndef BMCTUI_TUI_CHOOSE_H
#define BMCTUI_TUI_CHOOSE_H

#include "tui/app.h"

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

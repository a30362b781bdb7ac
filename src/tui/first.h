/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first steps with a BMC as it comes from the factory: one row that says what is still to be
 * done, and where; it goes when all is done. Such a BMC has no address and a user with one of the
 * factories' names. Whether somebody has set a password is told by no BMC, so that only one that is
 * set here, now, is known of.
 */
#ifndef BMCTUI_TUI_FIRST_H
#define BMCTUI_TUI_FIRST_H

#include <stdbool.h>

struct app;

/* As old as the link. */
struct first {
    enum { FIRST_UNKNOWN, FIRST_FACTORY, FIRST_NOTHING } state;
    bool password;    /* has been set since */
    const char *text; /* stays while values are read again */
};

/* "" when there is nothing to be done, or nothing known yet. */
const char *first_text(struct app *app);
/* A save was done; the edit still has its password. */
void first_saved(struct app *app);
/* MANAGE is opened: with an address to be tried, nothing is left to do. */
void first_tried(struct app *app);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock of `console --locked`: who is logged in, and when the console locks again. While it is
 * locked there is no page: the locked screen is the lowest view. On any other console all of this
 * does nothing.
 */
#ifndef BMCTUI_TUI_LOCK_H
#define BMCTUI_TUI_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "login/login.h"
#include "login/login_wait.h"

struct app;

struct lock {
    bool used;              /* this is a locked console */
    bool locked;            /* nobody is logged in */
    char user[LOGIN_USER];  /* who is, for the log */
    char tty[64];           /* "tty1" */
    struct login_wait wait; /* after logins that failed */
    int64_t touched_ms;     /* the last key; of the clock that goes on while the machine sleeps */
    int64_t boot_ms, app_ms; /* both clocks at the start */
    bool warning;           /* the warning is open */
};

/* Before the terminal is opened: no signals from keys, no core file. */
void lock_prepare(struct app *app);
/* The locked screen, in place of all that is open; edits are dropped. why: for the log, NULL: at
 * the start. */
void lock_now(struct app *app, const char *why);
/* The page, for this user. */
void lock_let_in(struct app *app, const char *user);
/* F10 on the page and its LOCK button: asks with edits. */
void lock_ask(struct app *app);

/* A key has come. true: it has only taken the warning away, or came when the time was over already
 * (the output was stopped meanwhile): it has locked the console. */
bool lock_touched(struct app *app);
/* The pause after tries that failed outlives this process. */
void lock_keep_wait(struct app *app);
/* Somebody is logged in at a locked console. */
bool lock_is_open(const struct app *app);
/* Timer of the loop, like a view's. */
int64_t lock_tick(struct app *app, int64_t now_ms);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long the next try has to wait after tries that failed: 2 s after the first, twice as long
 * after each further one, a minute at most, until somebody is let in. PAM's own delays come on top.
 * It is kept for the next console on the same line, as whoever hangs up, so that systemd starts a
 * new one, has to wait all the same: one small file a line in the state folder; where there is none
 * to write to, nothing is kept.
 */
#ifndef BMCTUI_LOGIN_LOGIN_WAIT_H
#define BMCTUI_LOGIN_LOGIN_WAIT_H

#include <stdint.h>

#define LOGIN_WAIT_MOST_MS 60000

/* All zero: nobody has tried yet. */
struct login_wait {
    unsigned failures; /* in a row */
    int64_t until_ms;
};

void login_wait_failed(struct login_wait *wait, int64_t now_ms);
void login_wait_let_in(struct login_wait *wait);
/* 0: one may try. */
int64_t login_wait_left_ms(const struct login_wait *wait, int64_t now_ms);

/* What is left of it, by now_ms of the caller's own clock; tty as in "pts/3". Of this boot only. */
void login_wait_read(struct login_wait *wait, int64_t now_ms, const char *folder, const char *tty);
/* Without failures the file goes. */
void login_wait_write(const struct login_wait *wait, int64_t now_ms, const char *folder,
                      const char *tty);

#endif

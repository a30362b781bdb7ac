/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pause after logins that failed, kept for the next console on the same line: who hangs up, so
 * that systemd starts a new one, has to wait all the same. One small file a line in the state
 * folder; where there is none to write to, nothing is kept.
 */
#ifndef BMCTUI_LOGIN_LOGIN_KEEP_H
#define BMCTUI_LOGIN_LOGIN_KEEP_H

#include "login/login_wait.h"

/* What is left of it, by now_ms of the caller's own clock; tty as in "pts/3". Of this boot only. */
void login_keep_read(struct login_wait *wait, int64_t now_ms, const char *folder, const char *tty);
/* Without failures the file goes. */
void login_keep_write(const struct login_wait *wait, int64_t now_ms, const char *folder,
                      const char *tty);

#endif

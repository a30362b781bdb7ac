/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the locked console writes to syslog (LOG_AUTHPRIV), a line each. Not translated. A name that
 * this machine does not know is never written: people type passwords there.
 */
#ifndef BMCTUI_LOGIN_LOGIN_LOG_H
#define BMCTUI_LOGIN_LOGIN_LOG_H

#include "login/login.h"

#define LOGIN_LINE 800

/* "login on tty1: root let in", "login on tty1: refused, user root, 3 in a row". failures: this one
 * counted. event is a verdict. Returns line. */
const char *login_log_verdict(char line[LOGIN_LINE], const char *tty,
                              const struct login_event *event, unsigned failures);
/* "login on tty1: given up by PAM's silence, 1 in a row", any other end. */
const char *login_log_given_up(char line[LOGIN_LINE], const char *tty, const char *why,
                               unsigned failures);
/* "console on tty1: locked again, root, idle". */
const char *login_log_locked(char line[LOGIN_LINE], const char *tty, const char *user,
                             const char *why);
void login_log(const char *line);

#endif

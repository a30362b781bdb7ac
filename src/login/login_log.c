/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login.h"

#include <stdio.h>
#include <syslog.h>

static const char *log_tty(const char *tty)
{
    return tty[0] != '\0' ? tty : "a terminal without a name";
}

static const char *log_reason(const struct login_event *event)
{
    switch (event->news) {
    case LOGIN_NOT_LISTED:
        return "not among locked_users and locked_groups";
    case LOGIN_EXPIRED:
        return "password or account expired";
    case LOGIN_FAILED:
        return event->text[0] != '\0' ? event->text : "PAM could not check";
    default:
        return "refused by PAM";
    }
}

const char *login_log_verdict(char line[LOGIN_LINE], const char *tty,
                              const struct login_event *event, unsigned failures)
{
    if (event->news == LOGIN_LET_IN)
        snprintf(line, LOGIN_LINE, "login on %s: %s logged in", log_tty(tty), event->user);
    else
        snprintf(line, LOGIN_LINE, "login on %s: %s, %s%s, %u in a row", log_tty(tty),
                 log_reason(event), event->user[0] != '\0' ? "user " : "unknown user", event->user,
                 failures);
    return line;
}

const char *login_log_given_up(char line[LOGIN_LINE], const char *tty, const char *why,
                               unsigned failures)
{
    snprintf(line, LOGIN_LINE, "login on %s: %s, %u in a row", log_tty(tty), why, failures);
    return line;
}

const char *login_log_locked(char line[LOGIN_LINE], const char *tty, const char *user,
                             const char *why)
{
    snprintf(line, LOGIN_LINE, "console on %s: locked again, %s, %s", log_tty(tty), user, why);
    return line;
}

void login_log(const char *line)
{
    openlog("bmctui", LOG_PID, LOG_AUTHPRIV);
    syslog(LOG_NOTICE, "%s", line);
    closelog();
}

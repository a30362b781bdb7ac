/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A login through PAM, in a process of its own: PAM modules are foreign code that may hang, crash
 * or write where they should not. The process is this program again, with LOGIN_WORD as its
 * argument, joined by a socket: prompts come out, answers go in, the verdict comes out. Nothing
 * secret is in its arguments or environment, and what it takes too long for, login_stop() ends.
 *
 *     login_start(&login, &who, &error);
 *     poll login_fd(); login_take() until it is false; login_answer() after each prompt
 *     login_stop(&login);
 *
 * The verdict is the last that comes. Who asks how often and what it costs is login_wait.h's.
 */
#ifndef BMCTUI_LOGIN_LOGIN_H
#define BMCTUI_LOGIN_LOGIN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/secret.h"

#define LOGIN_SERVICE "bmctui" /* the file in pam.d */
#define LOGIN_USER 64          /* bytes of a user's name, the NUL included */
#define LOGIN_TEXT 512         /* bytes of a prompt; longer ones are cut */

/* Strings are only looked at by login_start(). */
struct login_who {
    const char *service; /* LOGIN_SERVICE */
    const char *user;    /* as typed */
    const char *tty;     /* "tty1", for PAM modules that look at it; "" none */
    const char *users;   /* who may, of those that PAM lets in: names with commas, NULL: nobody */
    const char *groups;  /* and the members of these */
};

enum login_news {
    LOGIN_PROMPT,        /* text; wants login_answer() */
    LOGIN_HIDDEN_PROMPT, /* the same, for a secret */
    LOGIN_SAYS,          /* text */
    LOGIN_SAYS_ERROR,    /* text */
    LOGIN_LET_IN,        /* user: the name PAM has */
    LOGIN_WRONG,         /* PAM says no */
    LOGIN_NOT_LISTED,    /* PAM says yes, but the user is in none of the lists */
    LOGIN_EXPIRED,       /* PAM would say yes, but password or account have expired */
    LOGIN_FAILED         /* PAM could not say; text: why, for the log. Or its process died */
};

struct login_event {
    enum login_news news;
    char text[LOGIN_TEXT]; /* printable, in one line */
    char user[LOGIN_USER]; /* with verdicts, "" when this machine knows no such user */
};

struct login;

/* -1: no process could be started; ERROR_SYSTEM. */
int login_start(struct login **login, const struct login_who *who, struct bmc_error *error);
int login_fd(const struct login *login);
/* false: nothing there. Nothing comes after a verdict. */
bool login_take(struct login *login, struct login_event *event);
/* false: nobody was asking. */
bool login_answer(struct login *login, const struct secret *answer);
/* Whether an answer has been sent: giving up after that is a try that failed. */
bool login_tried(const struct login *login);
/* Ends the process, whatever it does, and frees. NULL inside is fine. Sets *login to NULL. */
void login_stop(struct login **login);

/* argv[1] of the login's process; main() hands over to login_worker() before anything else. */
#define LOGIN_WORD "--log-in"
int login_worker(void);

/* This process leaves no core file and is not to be looked into, from now on. */
void login_no_core(void);

/* What the locked console writes to syslog (LOG_AUTHPRIV), a line each. Not translated. A name that
 * this machine does not know is never written: people type passwords there. */
#define LOGIN_LINE 800

/* "login on tty1: root logged in", "login on tty1: refused, user root, 3 in a row". failures:
 * this one counted. event is a verdict. Returns line. */
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A PAM module for tests that does what no module should, as its argument says; anything else is
 * for a module that behaves. Never sanitized, never installed.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <security/pam_ext.h>
#include <security/pam_modules.h>

_Noreturn static void hang(void)
{
    for (;;)
        pause();
}

/* One that does not go away when it is asked to, and has started something. */
_Noreturn static void hang_hard(void)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    if (fork() == 0)
        execlp("sleep", "sleep", "1000", (char *)NULL);
    hang();
}

static int crash(void)
{
    kill(getpid(), SIGSEGV);
    return PAM_SUCCESS;
}

_Noreturn static void leave(void)
{
    _exit(0);
}

static int flood(pam_handle_t *handle)
{
    for (;;)
        if (pam_info(handle, "%s", "one more") != PAM_SUCCESS)
            return PAM_CONV_ERR;
}

/* On a screen that is not its own. */
static int print(void)
{
    FILE *tty = fopen("/dev/tty", "w");

    puts("SPOILED");
    fputs("SPOILED", stderr);
    fflush(stdout);
    if (tty != NULL) {
        fputs("SPOILED", tty);
        fclose(tty);
    }
    return PAM_AUTH_ERR;
}

/* A number that is shown, then a secret, with words that would move a cursor. */
static int ask_two(pam_handle_t *handle)
{
    char *number = NULL, *secret = NULL;
    bool right;

    pam_info(handle, "first\033[2Jline\nsecond\tline \xff");
    if (pam_prompt(handle, PAM_PROMPT_ECHO_ON, &number, "Number of the day: ") != PAM_SUCCESS ||
        pam_prompt(handle, PAM_PROMPT_ECHO_OFF, &secret,
                   "A question so long that no label column of any screen has room for it: ") !=
            PAM_SUCCESS)
        return PAM_CONV_ERR;
    right = number != NULL && secret != NULL && strcmp(number, "42") == 0 &&
            strcmp(secret, "towel") == 0;
    free(number);
    free(secret);
    if (!right)
        pam_error(handle, "%s", "Neither of them.");
    return right ? PAM_SUCCESS : PAM_AUTH_ERR;
}

static int answers_back(pam_handle_t *handle)
{
    char *secret = NULL;
    size_t length;

    if (pam_prompt(handle, PAM_PROMPT_ECHO_OFF, &secret, "Password: ") != PAM_SUCCESS)
        return PAM_CONV_ERR;
    length = secret != NULL ? strlen(secret) : 0;
    free(secret);
    pam_info(handle, "%zu bytes", length);
    return PAM_AUTH_ERR;
}

static int inherited(pam_handle_t *handle)
{
    int open_fds = 0;

    for (int fd = 4; fd < 1024; fd++)
        open_fds += write(fd, "", 0) == 0;
    pam_info(handle, "%d open, terminal %s, session %s", open_fds,
             isatty(0) || isatty(1) || isatty(2) ? "yes" : "no",
             getsid(0) == getpid() ? "its own" : "another's");
    return PAM_AUTH_ERR;
}

int pam_sm_authenticate(pam_handle_t *handle, int flags, int argc, const char **argv)
{
    const char *what = argc > 0 ? argv[0] : "";

    (void)flags;
    if (strcmp(what, "hang") == 0)
        hang();
    if (strcmp(what, "hang-hard") == 0)
        hang_hard();
    if (strcmp(what, "crash") == 0)
        return crash();
    if (strcmp(what, "leave") == 0)
        leave();
    if (strcmp(what, "flood") == 0)
        return flood(handle);
    if (strcmp(what, "print") == 0)
        return print();
    if (strcmp(what, "two") == 0)
        return ask_two(handle);
    if (strcmp(what, "length") == 0)
        return answers_back(handle);
    if (strcmp(what, "inherited") == 0)
        return inherited(handle);
    if (strcmp(what, "somebody-else") == 0)
        return pam_set_item(handle, PAM_USER, "daemon");
    if (strcmp(what, "nobody") == 0)
        return pam_set_item(handle, PAM_USER, NULL);
    return PAM_SUCCESS;
}

int pam_sm_setcred(pam_handle_t *handle, int flags, int argc, const char **argv)
{
    (void)handle;
    (void)flags;
    (void)argc;
    (void)argv;
    return PAM_SUCCESS;
}

int pam_sm_acct_mgmt(pam_handle_t *handle, int flags, int argc, const char **argv)
{
    (void)handle;
    (void)flags;
    return argc > 0 && strcmp(argv[0], "expired") == 0 ? PAM_NEW_AUTHTOK_REQD
           : argc > 0 && strcmp(argv[0], "denied") == 0 ? PAM_PERM_DENIED
                                                        : PAM_SUCCESS;
}

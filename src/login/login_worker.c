/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The login's process, the only one that PAM runs in. It asks PAM, asks the system's tables who
 * belongs to which group (both may take their time), says what came of it, and ends.
 */
#include <errno.h>
#include <locale.h>
#include <pwd.h>
#include <security/pam_appl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "base/system.h"
#include "login/login.h"
#include "login/login_wire.h"

/* From the last answer to a refusal, whatever it is for and however long PAM and the system's
 * tables took: else the time would tell a right password from a wrong one. What takes longer
 * ends at a multiple of it. */
#define REFUSAL_MS 3000

/* --- the socket ----------------------------------------------------------- */

static int worker_send(enum login_news news, const char *text, const char *user)
{
    const char kind[2] = {(char)('0' + (int)news), '\0'};
    char cut[LOGIN_TEXT];
    const char *texts[LOGIN_NEWS_TEXTS] = {kind, cut, user};

    snprintf(cut, sizeof cut, "%s", text);
    return login_wire_send(LOGIN_FD, LOGIN_PACKET_NEWS, texts, LOGIN_NEWS_TEXTS);
}

/* When the last answer came, or the login began. */
static int64_t answered_ms;

/* What PAM frees; it is read straight to where PAM gets it. NULL: nobody answers any more. */
static char *worker_receive_answer(void)
{
    char kind = '\0', *answer = calloc(1, SECRET_MAX + 1);
    struct iovec parts[2] = {{&kind, 1}, {answer, SECRET_MAX}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t length;

    if (answer == NULL)
        return NULL;
    do
        length = recvmsg(LOGIN_FD, &message, 0);
    while (length < 0 && errno == EINTR);
    answered_ms = system_boot_ms();
    if (length >= 1 && kind == LOGIN_PACKET_ANSWER && (message.msg_flags & MSG_TRUNC) == 0)
        return answer;
    explicit_bzero(answer, SECRET_MAX + 1);
    free(answer);
    return NULL;
}

/* --- the conversation ----------------------------------------------------- */

static int worker_converse_one(const struct pam_message *message, struct pam_response *response)
{
    const char *text = message->msg != NULL ? message->msg : "";
    bool echo = message->msg_style == PAM_PROMPT_ECHO_ON;

    switch (message->msg_style) {
    case PAM_PROMPT_ECHO_OFF:
    case PAM_PROMPT_ECHO_ON:
        if (worker_send(echo ? LOGIN_PROMPT : LOGIN_HIDDEN_PROMPT, text, "") < 0)
            return PAM_CONV_ERR;
        response->resp = worker_receive_answer();
        return response->resp != NULL ? PAM_SUCCESS : PAM_CONV_ERR;
    case PAM_TEXT_INFO:
        return worker_send(LOGIN_SAYS, text, "") < 0 ? PAM_CONV_ERR : PAM_SUCCESS;
    case PAM_ERROR_MSG:
        return worker_send(LOGIN_SAYS_ERROR, text, "") < 0 ? PAM_CONV_ERR : PAM_SUCCESS;
    default:
        return PAM_CONV_ERR;
    }
}

static void worker_wipe(struct pam_response *responses, int count)
{
    for (int i = 0; i < count; i++) {
        if (responses[i].resp != NULL)
            explicit_bzero(responses[i].resp, SECRET_MAX + 1);
        free(responses[i].resp);
    }
    free(responses);
}

static int worker_converse(int count, const struct pam_message **messages,
                    struct pam_response **responses, void *data)
{
    struct pam_response *made;
    int result = PAM_SUCCESS;

    (void)data;
    if (count < 1 || count > PAM_MAX_NUM_MSG)
        return PAM_CONV_ERR;
    made = calloc((size_t)count, sizeof *made);
    if (made == NULL)
        return PAM_BUF_ERR;
    for (int i = 0; i < count && result == PAM_SUCCESS; i++)
        result = worker_converse_one(messages[i], &made[i]);
    if (result == PAM_SUCCESS)
        *responses = made;
    else
        worker_wipe(made, count);
    return result;
}

/* --- the verdict ---------------------------------------------------------- */

static bool worker_is_error(int result)
{
    switch (result) {
    case PAM_OPEN_ERR:
    case PAM_SYMBOL_ERR:
    case PAM_SERVICE_ERR:
    case PAM_SYSTEM_ERR:
    case PAM_BUF_ERR:
    case PAM_CONV_ERR:
    case PAM_ABORT:
    case PAM_AUTHINFO_UNAVAIL:
    case PAM_CRED_INSUFFICIENT:
        return true;
    default:
        return false;
    }
}

static const char *worker_user(pam_handle_t *handle)
{
    const void *item = NULL;

    if (pam_get_item(handle, PAM_USER, &item) != PAM_SUCCESS || item == NULL)
        return "";
    return strlen(item) < LOGIN_USER ? item : "";
}

static void worker_delay_refusal(void)
{
    int64_t taken = system_boot_ms() - answered_ms;
    int64_t left = REFUSAL_MS - (taken > 0 ? taken : 0) % REFUSAL_MS;
    struct timespec pause = {(time_t)(left / 1000), (long)(left % 1000) * 1000000};

    while (nanosleep(&pause, &pause) < 0 && errno == EINTR)
        ;
}

/* PAM has authenticated this user. Membership in the lists is checked before the account's state,
 * which is not for everybody to learn. */
static enum login_news worker_judge(pam_handle_t *handle, char *const texts[LOGIN_START_TEXTS],
                             int account)
{
    if (!login_list_allows(texts[3], texts[4], worker_user(handle)))
        return LOGIN_NOT_LISTED;
    switch (account) {
    case PAM_SUCCESS:
        return LOGIN_LET_IN;
    case PAM_NEW_AUTHTOK_REQD:
    case PAM_ACCT_EXPIRED:
        return LOGIN_EXPIRED;
    default:
        return worker_is_error(account) ? LOGIN_FAILED : LOGIN_WRONG;
    }
}

#ifdef PAM_FAIL_DELAY
/* PAM's own pause is by chance, and after a wrong password only. */
static void worker_no_delay(int result, unsigned us, void *data)
{
    (void)result;
    (void)us;
    (void)data;
}

static void worker_take_delay(pam_handle_t *handle)
{
    void (*function)(int, unsigned, void *) = worker_no_delay;
    const void *item;

    memcpy(&item, &function, sizeof item);
    pam_set_item(handle, PAM_FAIL_DELAY, item);
}
#else
static void worker_take_delay(pam_handle_t *handle)
{
    (void)handle;
}
#endif

static enum login_news worker_ask_pam(pam_handle_t *handle, char *const texts[LOGIN_START_TEXTS],
                               int *result)
{
    pam_set_item(handle, PAM_TTY, texts[2]);
    worker_take_delay(handle);
    *result = pam_authenticate(handle, PAM_DISALLOW_NULL_AUTHTOK);
    if (*result != PAM_SUCCESS)
        return worker_is_error(*result) ? LOGIN_FAILED : LOGIN_WRONG;
    *result = pam_acct_mgmt(handle, PAM_DISALLOW_NULL_AUTHTOK);
    return worker_judge(handle, texts, *result);
}

/* The verdict is said when PAM has put its things in order: its listener ends this process then. */
static int worker_log_in(char *const texts[LOGIN_START_TEXTS])
{
    struct pam_conv conversation = {worker_converse, NULL};
    pam_handle_t *handle = NULL;
    enum login_news news = LOGIN_FAILED;
    char text[LOGIN_TEXT] = "", user[LOGIN_USER];
    int result;

    answered_ms = system_boot_ms();
    result = pam_start(texts[0], texts[1], &conversation, &handle);
    if (result == PAM_SUCCESS)
        news = worker_ask_pam(handle, texts, &result);
    if (news == LOGIN_FAILED)
        snprintf(text, sizeof text, "%s", pam_strerror(handle, result));
    /* For the log the one that was typed, if there is such a user; it may have been a password. */
    snprintf(user, sizeof user, "%s",
             news == LOGIN_LET_IN           ? worker_user(handle)
             : getpwnam(texts[1]) != NULL ? texts[1]
                                          : "");
    if (handle != NULL)
        pam_end(handle, result);
    if (news != LOGIN_LET_IN)
        worker_delay_refusal();
    worker_send(news, text, user);
    return news == LOGIN_LET_IN ? 0 : 1;
}

/* --- its life ------------------------------------------------------------- */

static bool worker_has_socket(void)
{
    socklen_t size = sizeof(int);
    int type = 0;

    return getsockopt(LOGIN_FD, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

int login_worker(void)
{
    char packet[LOGIN_PACKET], *texts[LOGIN_START_TEXTS];
    ssize_t length;

    login_no_core();
    system_die_with_parent();
    if (!worker_has_socket()) {
        fputs("bmctui: " LOGIN_WORD ": only bmctui itself starts this\n", stderr);
        return 2;
    }
    /* What the console had open (the BMC, for one) is none of a module's business. */
    system_close_from(LOGIN_FD + 1);
    setlocale(LC_ALL, "");
    do
        length = recv(LOGIN_FD, packet, sizeof packet, 0);
    while (length < 0 && errno == EINTR);
    if (login_wire_split(packet, length, LOGIN_PACKET_START, texts, LOGIN_START_TEXTS) < 0)
        return 2;
    return worker_log_in(texts);
}

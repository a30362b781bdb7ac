/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include "base/i18n.h"
#include "base/system.h"
#include "base/xalloc.h"
#include "login/login_wire.h"

#define NEWS_MOST 100 /* then it is no login any more but a flood */
#define DYING_MS 500

struct login {
    int fd;
    pid_t pid;
    unsigned news;
    bool asked, tried, over;
};

void login_no_core(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    system_hide_memory();
}

/* --- starting it ---------------------------------------------------------- */

/* Between fork and exec, in a copy of a program with threads: only what is safe in a signal
 * handler. No terminal: what a module prints or reads goes nowhere. */
static void login_exec_worker(char *const argv[], int null, int fd)
{
    sigset_t none;

    setsid();
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (fd == LOGIN_FD)
        fcntl(fd, F_SETFD, 0);
    else if (dup2(fd, LOGIN_FD) < 0)
        _exit(1);
    if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
        _exit(1);
    system_exec_self(argv);
    _exit(1);
}

static pid_t login_start_process(int fd)
{
    static char program[] = "bmctui", word[] = LOGIN_WORD;
    char *argv[] = {program, word, NULL};
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    pid_t pid = -1;

    if (null < 0)
        return -1;
    if (null == LOGIN_FD) { /* the socket is about to take this number */
        int other = fcntl(null, F_DUPFD_CLOEXEC, LOGIN_FD + 1);

        close(null);
        null = other;
    }
    if (null >= 0)
        pid = fork();
    if (pid == 0)
        login_exec_worker(argv, null, fd);
    if (null >= 0)
        close(null);
    return pid;
}

static int login_make_sockets(int fds[2])
{
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds) < 0)
        return -1;
    for (int i = 0; i < 2; i++)
        fcntl(fds[i], F_SETFD, FD_CLOEXEC);
    return 0;
}

static const char *login_text(const char *text)
{
    return text != NULL ? text : "";
}

static int login_send_start(const struct login *login, const struct login_who *who)
{
    const char *texts[LOGIN_START_TEXTS] = {who->service, who->user, who->tty,
                                            login_text(who->users), login_text(who->groups)};

    return login_wire_send(login->fd, LOGIN_PACKET_START, texts, LOGIN_START_TEXTS);
}

int login_start(struct login **result, const struct login_who *who, struct bmc_error *error)
{
    struct login *login;
    int fds[2];

    if (login_make_sockets(fds) < 0)
        return error_set(error, ERROR_SYSTEM, _("could not start a login: %s"), strerror(errno));
    login = xcalloc(1, sizeof *login);
    login->fd = fds[0];
    login->pid = login_start_process(fds[1]);
    close(fds[1]);
    if (login->pid > 0 && login_send_start(login, who) == 0) {
        fcntl(login->fd, F_SETFL, O_NONBLOCK);
        *result = login;
        return 0;
    }
    error_set(error, ERROR_SYSTEM, _("could not start a login: %s"), strerror(errno));
    login_stop(&login);
    return -1;
}

int login_fd(const struct login *login)
{
    return login->fd;
}

/* --- what comes ----------------------------------------------------------- */

/* Prompts come from modules, and may hold what moves a cursor. */
static void login_copy_printable(char *to, size_t size, const char *from)
{
    mbstate_t state;
    size_t used = 0, bytes;
    wchar_t character;

    memset(&state, 0, sizeof state);
    while (*from != '\0') {
        bytes = mbrtowc(&character, from, MB_CUR_MAX, &state);
        if (bytes == (size_t)-1 || bytes == (size_t)-2 || bytes == 0) {
            memset(&state, 0, sizeof state);
            bytes = 1;
            character = L'\0';
        }
        if (used + bytes >= size)
            break;
        if (iswprint((wint_t)character))
            memcpy(to + used, from, bytes);
        else
            to[used] = (unsigned char)*from < ' ' ? ' ' : '?';
        used += iswprint((wint_t)character) ? bytes : 1;
        from += bytes;
    }
    while (used > 0 && to[used - 1] == ' ')
        used--;
    to[used] = '\0';
}

static void login_set_failure(struct login_event *event, const char *why)
{
    event->news = LOGIN_FAILED;
    login_copy_printable(event->text, sizeof event->text, why);
    event->user[0] = '\0';
}

/* A packet that makes no sense is no verdict in anybody's favour. */
static void login_parse(struct login *login, char *packet, ssize_t length,
                       struct login_event *event)
{
    char *texts[LOGIN_NEWS_TEXTS];
    int news;

    if (login_wire_split(packet, length, LOGIN_PACKET_NEWS, texts, LOGIN_NEWS_TEXTS) < 0 ||
        ++login->news > NEWS_MOST || (news = texts[0][0] - '0') < LOGIN_PROMPT ||
        news > LOGIN_FAILED || texts[0][1] != '\0' || strlen(texts[2]) >= sizeof event->user) {
        login_set_failure(event, "the login's process makes no sense");
        return;
    }
    event->news = (enum login_news)news;
    login_copy_printable(event->text, sizeof event->text, texts[1]);
    login_copy_printable(event->user, sizeof event->user, texts[2]);
    if (event->news == LOGIN_LET_IN && event->user[0] == '\0')
        login_set_failure(event, "PAM named no user");
}

bool login_take(struct login *login, struct login_event *event)
{
    char packet[LOGIN_PACKET];
    ssize_t length;

    if (login->over)
        return false;
    do
        length = recv(login->fd, packet, sizeof packet, 0);
    while (length < 0 && errno == EINTR);
    if (length < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return false;
    if (length <= 0)
        login_set_failure(event, "the login's process ended without a verdict");
    else
        login_parse(login, packet, length, event);
    login->over = event->news >= LOGIN_LET_IN; /* the verdicts */
    login->asked = event->news == LOGIN_PROMPT || event->news == LOGIN_HIDDEN_PROMPT;
    return true;
}

/* The bytes go from the secret's own page into the socket, and nowhere else. */
bool login_answer(struct login *login, const struct secret *answer)
{
    char kind = LOGIN_PACKET_ANSWER;
    union {
        const char *from;
        void *to; /* sendmsg() changes nothing */
    } bytes = {secret_bytes(answer)};
    struct iovec parts[2] = {{&kind, 1}, {bytes.to, secret_length(answer)}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};

    if (!login->asked || login->over)
        return false;
    login->asked = false;
    login->tried = true;
    sendmsg(login->fd, &message, MSG_NOSIGNAL); /* that nobody is there, login_take() tells */
    return true;
}

bool login_tried(const struct login *login)
{
    return login->tried;
}

/* --- ending it ------------------------------------------------------------ */

/* One that the kernel does not let go of (a dead network file system) is left to itself. */
static void login_reap(pid_t pid)
{
    static const struct timespec pause = {0, 2000000};

    for (int waited = 0; waited < DYING_MS; waited += 2) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return;
        nanosleep(&pause, NULL);
    }
}

void login_stop(struct login **place)
{
    struct login *login = *place;

    *place = NULL;
    if (login == NULL)
        return;
    if (login->pid > 0) {
        kill(-login->pid, SIGKILL); /* with what its modules have started */
        kill(login->pid, SIGKILL);  /* it may not have made its group yet */
        login_reap(login->pid);
    }
    close(login->fd);
    free(login);
}

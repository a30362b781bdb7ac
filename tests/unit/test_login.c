/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The login: who may, how long one waits, what is logged, and PAM in its process, with modules that
 * behave and modules that do not. Without pam_wrapper only what needs no PAM is tested.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "login/login.h"
#include "login/login_wait.h"
#include "login/login_wire.h"
#include "scratch.h"
#include "unit/pam_rig.h"

#define PATIENCE_MS 20000

/* --- lists ---------------------------------------------------------------- */

static void test_list_names(void **state)
{
    (void)state;
    assert_true(login_list_has("root", "root"));
    assert_true(login_list_has("alice, root ,bob", "root"));
    assert_true(login_list_has("alice,domain admins", "domain admins"));
    assert_false(login_list_has("alice,root2", "root"));
    assert_false(login_list_has("roo", "root"));
    assert_false(login_list_has("alice root", "root"));
    assert_false(login_list_has("", "root"));
    assert_false(login_list_has(",, ,", ""));
    assert_false(login_list_has("root", ""));
    assert_false(login_list_has(NULL, "root"));
}

static void test_list_groups(void **state)
{
    const struct group *group = getgrgid(0);
    char name[64], list[128];

    (void)state;
    assert_non_null(group);
    snprintf(name, sizeof name, "%s", group->gr_name);
    snprintf(list, sizeof list, "no such group, %s", name);
    assert_true(login_list_allows(NULL, name, "root"));
    assert_true(login_list_allows("alice", list, "root"));
    assert_false(login_list_allows("alice", "no such group", "root"));
    assert_false(login_list_allows("alice", name, "no-such-user"));
    assert_false(login_list_allows(NULL, NULL, "root"));
    assert_true(login_list_allows("no-such-user", NULL, "no-such-user"));
}

/* --- waits ---------------------------------------------------------------- */

static void test_wait_grows(void **state)
{
    static const int64_t pauses[] = {2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000};
    struct login_wait wait = {0};
    int64_t now = 5;

    (void)state;
    assert_int_equal(login_wait_left_ms(&wait, now), 0);
    for (size_t i = 0; i < sizeof pauses / sizeof pauses[0]; i++) {
        login_wait_failed(&wait, now);
        assert_int_equal(wait.failures, i + 1);
        assert_int_equal(login_wait_left_ms(&wait, now), pauses[i]);
        assert_int_equal(login_wait_left_ms(&wait, now + pauses[i] - 1), 1);
        now += pauses[i];
        assert_int_equal(login_wait_left_ms(&wait, now), 0);
    }
    login_wait_let_in(&wait);
    login_wait_failed(&wait, now);
    assert_int_equal(login_wait_left_ms(&wait, now), 2000);
}

/* --- packets -------------------------------------------------------------- */

static int split(const char *bytes, ssize_t length, size_t count)
{
    char packet[64], *texts[4];

    memcpy(packet, bytes, length > 0 ? (size_t)length : 0);
    return login_wire_split(packet, length, LOGIN_PACKET_NEWS, texts, count);
}

static void test_wire_nonsense(void **state)
{
    (void)state;
    assert_int_equal(split("na\0b\0", 5, 2), 0);
    assert_int_equal(split("na\0b\0", 5, 1), -1); /* more than there should be */
    assert_int_equal(split("na\0b\0", 5, 3), -1);
    assert_int_equal(split("na\0b", 4, 2), -1); /* no NUL */
    assert_int_equal(split("sa\0b\0", 5, 2), -1);
    assert_int_equal(split("n", 1, 1), -1);
    assert_int_equal(split("n", 0, 1), -1);
    assert_int_equal(split("n", -1, 1), -1);
}

static void test_wire_too_long(void **state)
{
    static char text[LOGIN_PACKET];
    const char *texts[] = {text};
    int fds[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), 0);
    memset(text, 'x', sizeof text - 1);
    assert_int_equal(login_wire_send(fds[0], LOGIN_PACKET_NEWS, texts, 1), -1);
    text[LOGIN_PACKET - 2] = '\0';
    assert_int_equal(login_wire_send(fds[0], LOGIN_PACKET_NEWS, texts, 1), 0);
    close(fds[1]);
    assert_int_equal(login_wire_send(fds[0], LOGIN_PACKET_NEWS, texts, 1), -1); /* no SIGPIPE */
    close(fds[0]);
}

/* --- the log -------------------------------------------------------------- */

static void test_log_lines(void **state)
{
    struct login_event event = {.news = LOGIN_LET_IN, .user = "root"};
    char line[LOGIN_LINE];

    (void)state;
    assert_string_equal(login_log_verdict(line, "tty1", &event, 0),
                        "login on tty1: root logged in");
    event.news = LOGIN_WRONG;
    assert_string_equal(login_log_verdict(line, "ttyS0", &event, 2),
                        "login on ttyS0: refused by PAM, user root, 2 in a row");
    event.user[0] = '\0'; /* what was typed may have been a password */
    assert_string_equal(login_log_verdict(line, "", &event, 1),
                        "login on a terminal without a name: refused by PAM, unknown user, 1 in a "
                        "row");
    event.news = LOGIN_NOT_LISTED;
    snprintf(event.user, sizeof event.user, "bob");
    assert_string_equal(login_log_verdict(line, "tty1", &event, 1),
                        "login on tty1: not among locked_users and locked_groups, user bob, 1 in "
                        "a row");
    event.news = LOGIN_FAILED;
    snprintf(event.text, sizeof event.text, "Module is unknown");
    assert_string_equal(login_log_verdict(line, "tty1", &event, 1),
                        "login on tty1: Module is unknown, user bob, 1 in a row");
    assert_string_equal(login_log_locked(line, "tty1", "root", "idle"),
                        "console on tty1: locked again, root, idle");
}

/* --- PAM ------------------------------------------------------------------ */

static struct login *begin(const char *user, const char *users, const char *groups)
{
    struct login_who who = {LOGIN_SERVICE, user, "tty1", users, groups};
    struct login *login = NULL;
    struct bmc_error error;

    assert_int_equal(login_start(&login, &who, &error), 0);
    assert_non_null(login);
    return login;
}

static struct login_event next(struct login *login)
{
    struct login_event event;
    struct pollfd wait = {.fd = login_fd(login), .events = POLLIN};

    memset(&event, 0, sizeof event);
    for (int i = 0; i < 100; i++) {
        if (login_take(login, &event))
            return event;
        assert_int_equal(poll(&wait, 1, PATIENCE_MS), 1);
    }
    fail_msg("nothing comes");
    return event;
}

static void answer(struct login *login, const char *text)
{
    struct secret *secret = secret_create();

    assert_true(secret_set(secret, text, strlen(text)));
    assert_true(login_answer(login, secret));
    assert_false(login_answer(login, secret)); /* nobody asked twice */
    secret_free(&secret);
}

static struct login_event expect(struct login *login, enum login_news news, const char *text)
{
    struct login_event event = next(login);

    if (event.news != news || (text != NULL && strcmp(event.text, text) != 0))
        fprintf(stderr, "news %d \"%s\" user \"%s\"\n", event.news, event.text, event.user);
    assert_int_equal(event.news, news);
    if (text != NULL)
        assert_string_equal(event.text, text);
    return event;
}

static void no_child_left(void)
{
    errno = 0;
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

/* Nothing comes after the verdict. */
static void over(struct login *login)
{
    struct login_event event;

    assert_false(login_take(login, &event));
    login_stop(&login);
    assert_null(login);
    no_child_left();
}

static struct login_event try_password(const char *user, const char *password,
                                       const char *users, const char *groups)
{
    struct login *login = begin(user, users, groups);
    struct login_event event;

    assert_false(login_tried(login));
    expect(login, LOGIN_HIDDEN_PROMPT, "Password:");
    answer(login, password);
    assert_true(login_tried(login));
    event = next(login);
    over(login);
    return event;
}

static void test_pam_right_and_wrong(void **state)
{
    struct login_event event;

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    event = try_password("root", "right one", "root", NULL);
    assert_int_equal(event.news, LOGIN_LET_IN);
    assert_string_equal(event.user, "root");
    event = try_password("root", "wrong one", "root", NULL);
    assert_int_equal(event.news, LOGIN_WRONG);
    assert_string_equal(event.user, "root");
    event = try_password("root", "", "root", NULL);
    assert_int_equal(event.news, LOGIN_WRONG);
}

/* The log gets no name that nobody has. */
static void test_pam_unknown_user(void **state)
{
    struct login_event event;

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    event = try_password("MyPassword1", "x", "root", NULL);
    assert_int_not_equal(event.news, LOGIN_LET_IN);
    assert_string_equal(event.user, "");
}

/* The next console on the same line has to wait for what is left. */
static void test_wait_is_kept(void **state)
{
    char folder[SCRATCH_PATH];
    struct login_wait wait = {0}, read = {0};
    int64_t left;

    (void)state;
    assert_non_null(mkdtemp(scratch_path(folder, sizeof folder, "wait.XXXXXX")));
    login_wait_read(&read, 1000, folder, "pts/3");
    assert_int_equal(read.failures, 0);
    for (int i = 0; i < 4; i++)
        login_wait_failed(&wait, 50000);
    login_wait_write(&wait, 50000, folder, "pts/3");
    login_wait_read(&read, 1000, folder, "pts/3"); /* by a clock of its own */
    assert_int_equal(read.failures, 4);
    left = login_wait_left_ms(&read, 1000);
    assert_true(left > 10000 && left <= 16000);
    memset(&read, 0, sizeof read);
    login_wait_read(&read, 1000, folder, "pts/4"); /* another line */
    assert_int_equal(read.failures, 0);
    login_wait_let_in(&wait);
    login_wait_write(&wait, 50000, folder, "pts/3");
    login_wait_read(&read, 1000, folder, "pts/3");
    assert_int_equal(read.failures, 0);
    assert_int_equal(rmdir(folder), 0); /* nothing is left */
}

static long long milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A refusal comes 3 s after the answer, whatever it is for: PAM's own pause, which is by chance and
 * after a wrong password only, would tell that it was wrong. Pauses are a tenth here. */
static void test_pam_no_oracle(void **state)
{
    static const struct {
        const char *user, *password;
    } tries[] = {{"daemon", "right one"}, {"daemon", "wrong one"}, {"root", "wrong one"},
                 {"nobody-at-all", "right one"}, {"elsewhere", "right one"}};

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        long long before = milliseconds();

        assert_int_not_equal(try_password(tries[i].user, tries[i].password, "root", NULL).news,
                             LOGIN_LET_IN);
        assert_true(milliseconds() - before >= 270);
    }
}

static void test_pam_not_listed(void **state)
{
    struct login_event event;

    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    event = try_password("daemon", "right one", "root", NULL);
    assert_int_equal(event.news, LOGIN_NOT_LISTED);
    assert_string_equal(event.user, "daemon");
    assert_int_equal(try_password("daemon", "right one", NULL, NULL).news, LOGIN_NOT_LISTED);
    assert_int_equal(try_password("daemon", "right one", "root,daemon", NULL).news, LOGIN_LET_IN);
}

static void test_pam_group(void **state)
{
    const struct group *group = getgrgid(0);
    char name[64];

    (void)state;
    snprintf(name, sizeof name, "%s", group->gr_name);
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    assert_int_equal(try_password("root", "right one", "nobody-else", name).news, LOGIN_LET_IN);
    assert_int_equal(try_password("daemon", "right one", "nobody-else", name).news,
                     LOGIN_NOT_LISTED);
}

/* His password is right, but the account module knows him for another service only. */
static void test_pam_account(void **state)
{
    (void)state;
    pam_rig_service("bmctui", PAM_RIG_NORMAL);
    assert_int_not_equal(try_password("elsewhere", "right one", "elsewhere", NULL).news,
                         LOGIN_LET_IN);
    pam_rig_service("bmctui", "auth required %M\naccount required %O denied\n");
    assert_int_equal(try_password("root", "right one", "root", NULL).news, LOGIN_WRONG);
}

static void test_pam_expired(void **state)
{
    (void)state;
    pam_rig_service("bmctui", "auth required %M\naccount required %O expired\n");
    assert_int_equal(try_password("root", "right one", "root", NULL).news, LOGIN_EXPIRED);
    /* what his account lacks is told to nobody else */
    assert_int_equal(try_password("daemon", "right one", "root", NULL).news, LOGIN_NOT_LISTED);
}

static void test_pam_no_module(void **state)
{
    struct login *login;

    (void)state;
    pam_rig_service("bmctui", "auth required /nowhere/pam_nothing.so\n");
    login = begin("root", "root", NULL);
    assert_int_not_equal(next(login).news, LOGIN_LET_IN);
    over(login);
}

static void test_pam_prompts(void **state)
{
    struct login *login;

    (void)state;
    pam_rig_service("bmctui", "auth required %O two\naccount required %O\n");
    login = begin("root", "root", NULL);
    expect(login, LOGIN_SAYS, "first [2Jline second line ?");
    expect(login, LOGIN_PROMPT, "Number of the day:");
    answer(login, "42");
    expect(login, LOGIN_HIDDEN_PROMPT,
           "A question so long that no label column of any screen has room for it:");
    answer(login, "towel");
    assert_string_equal(expect(login, LOGIN_LET_IN, NULL).user, "root");
    over(login);

    login = begin("root", "root", NULL);
    expect(login, LOGIN_SAYS, NULL);
    expect(login, LOGIN_PROMPT, NULL);
    answer(login, "43");
    expect(login, LOGIN_HIDDEN_PROMPT, NULL);
    answer(login, "towel");
    expect(login, LOGIN_SAYS_ERROR, "Neither of them.");
    expect(login, LOGIN_WRONG, NULL);
    over(login);
}

/* PAM may come to know him under another name; that one counts. */
static void test_pam_other_name(void **state)
{
    struct login *login;

    (void)state;
    pam_rig_service("bmctui", "auth required %O somebody-else\naccount required %O\n");
    login = begin("root", "root", NULL);
    expect(login, LOGIN_NOT_LISTED, NULL);
    over(login);
    login = begin("root", "daemon", NULL);
    assert_string_equal(expect(login, LOGIN_LET_IN, NULL).user, "daemon");
    over(login);
}

/* Or under none: nobody is on no list. */
static void test_pam_nobody(void **state)
{
    struct login *login;

    (void)state;
    pam_rig_service("bmctui", "auth required %O nobody\naccount required %O\n");
    login = begin("root", "root", "root");
    expect(login, LOGIN_NOT_LISTED, NULL);
    over(login);
}

static void test_pam_longest_answer(void **state)
{
    char text[SECRET_MAX + 1];
    struct login *login;

    (void)state;
    memset(text, 'x', SECRET_MAX);
    text[SECRET_MAX] = '\0';
    pam_rig_service("bmctui", "auth required %O length\naccount required %O\n");
    login = begin("root", "root", NULL);
    expect(login, LOGIN_HIDDEN_PROMPT, NULL);
    answer(login, text);
    expect(login, LOGIN_SAYS, "255 bytes");
    expect(login, LOGIN_WRONG, NULL);
    over(login);
}

static void test_pam_inherits_nothing(void **state)
{
    struct login *login;

    (void)state;
    assert_true(dup2(0, 200) == 200); /* such as a BMC's device, without close-on-exec */
    pam_rig_service("bmctui", "auth required %O inherited\naccount required %O\n");
    login = begin("root", "root", NULL);
    expect(login, LOGIN_SAYS, "0 open, terminal no, session its own");
    expect(login, LOGIN_WRONG, NULL);
    over(login);
    close(200);
}

static void hangs(const char *lines)
{
    struct login *login;
    struct pollfd wait = {.events = POLLIN};

    pam_rig_service("bmctui", lines);
    login = begin("root", "root", NULL);
    wait.fd = login_fd(login);
    assert_int_equal(poll(&wait, 1, 300), 0);
    over(login);
}

static void test_pam_hangs(void **state)
{
    (void)state;
    hangs("auth required %O hang\naccount required %O\n");
    hangs("auth required %O hang-hard\naccount required %O\n");
}

static void dies(const char *what)
{
    char lines[100];
    struct login *login;

    snprintf(lines, sizeof lines, "auth required %%O %s\naccount required %%O\n", what);
    pam_rig_service("bmctui", lines);
    login = begin("root", "root", NULL);
    expect(login, LOGIN_FAILED, "the login's process ended without a verdict");
    over(login);
}

static void test_pam_dies(void **state)
{
    (void)state;
    dies("crash");
    dies("leave");
}

static void test_pam_floods(void **state)
{
    struct login *login;
    struct login_event event;
    int count = 0;

    (void)state;
    pam_rig_service("bmctui", "auth required %O flood\naccount required %O\n");
    login = begin("root", "root", NULL);
    do
        event = next(login);
    while (event.news == LOGIN_SAYS && count++ < 1000);
    assert_int_equal(event.news, LOGIN_FAILED);
    assert_true(count <= 100);
    over(login);
}

/* The console is gone while a module hangs: so is the process. */
static void test_pam_console_dies(void **state)
{
    pid_t pid;
    int status;
    char byte;
    int fds[2];

    (void)state;
    pam_rig_service("bmctui", "auth required %O hang\naccount required %O\n");
    assert_int_equal(pipe(fds), 0);
    pid = fork();
    if (pid == 0) {
        struct login *login = begin("root", "root", NULL);
        struct pollfd wait = {.fd = login_fd(login), .events = POLLIN};

        poll(&wait, 1, 500);
        _exit(kill(getpid(), SIGKILL));
    }
    close(fds[1]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    /* its process held the pipe until the signal or its exec; the end of file says it is gone */
    assert_int_equal(read(fds[0], &byte, 1), 0);
    close(fds[0]);
}

static void test_worker_alone(void **state)
{
    int status = system("\"/proc/$PPID/exe\" " LOGIN_WORD " 3</dev/null 2>/dev/null");

    (void)state;
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
}

/* --- a process that lies ---------------------------------------------------- */

#define LIES "TEST_LOGIN_LIES"

/* Instead of login_worker(): the news that the environment holds, and the user behind it. */
static int lie(const char *news)
{
    const char number[] = {news[0], '\0'};
    const char *const texts[LOGIN_NEWS_TEXTS] = {number, "", news + 1};
    char start[LOGIN_PACKET];

    if (recv(LOGIN_FD, start, sizeof start, 0) <= 0)
        return 1;
    return login_wire_send(LOGIN_FD, LOGIN_PACKET_NEWS, texts, LOGIN_NEWS_TEXTS);
}

static struct login_event told(enum login_news news, const char *user)
{
    struct login *login;
    struct login_event event;
    char lie[40];

    snprintf(lie, sizeof lie, "%c%s", '0' + (int)news, user);
    setenv(LIES, lie, 1);
    login = begin("root", "root", NULL);
    event = next(login);
    unsetenv(LIES);
    over(login);
    return event;
}

/* A verdict that names nobody lets nobody in. */
static void test_nobody_is_let_in(void **state)
{
    struct login_event event = told(LOGIN_LET_IN, "root");

    (void)state;
    assert_int_equal(event.news, LOGIN_LET_IN);
    assert_string_equal(event.user, "root");
    event = told(LOGIN_LET_IN, "");
    assert_int_equal(event.news, LOGIN_FAILED);
    assert_string_equal(event.text, "PAM named no user");
    event = told(LOGIN_LET_IN, "\t ");
    assert_int_equal(event.news, LOGIN_FAILED);
    event = told((enum login_news)(LOGIN_FAILED + 1), "root");
    assert_int_equal(event.news, LOGIN_FAILED);
}

/* --- running them ----------------------------------------------------------- */

/* pam_wrapper has to be there from the start. */
static void start_again(char **argv)
{
    char text[2048], hurry[1024], *equals;
    const char *top = getenv("top_builddir");

    snprintf(hurry, sizeof hurry, "%s/tests/pty/hurry.so", top != NULL ? top : ".");
    for (const char *const *entry = pam_rig_environment(hurry); *entry != NULL; entry++) {
        snprintf(text, sizeof text, "%s", *entry);
        equals = strchr(text, '=');
        *equals = '\0';
        setenv(text, equals + 1, 1);
    }
    setenv("TEST_LOGIN_AGAIN", "1", 1);
    execv("/proc/self/exe", argv);
    _exit(99);
}

static int run_pam(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pam_right_and_wrong), cmocka_unit_test(test_pam_unknown_user),
        cmocka_unit_test(test_wait_is_kept),
        cmocka_unit_test(test_pam_no_oracle),
        cmocka_unit_test(test_pam_not_listed),
        cmocka_unit_test(test_pam_group),
        cmocka_unit_test(test_pam_account),         cmocka_unit_test(test_pam_expired),
        cmocka_unit_test(test_pam_no_module),       cmocka_unit_test(test_pam_prompts),
        cmocka_unit_test(test_pam_other_name),      cmocka_unit_test(test_pam_longest_answer),
        cmocka_unit_test(test_pam_nobody),
        cmocka_unit_test(test_pam_inherits_nothing), cmocka_unit_test(test_pam_hangs),
        cmocka_unit_test(test_pam_dies),            cmocka_unit_test(test_pam_floods),
        cmocka_unit_test(test_pam_console_dies),    cmocka_unit_test(test_worker_alone),
    };

    pam_rig_open();
    setenv("PAM_WRAPPER_SERVICE_DIR", strchr(pam_rig_environment(NULL)[2], '=') + 1, 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list_names),    cmocka_unit_test(test_list_groups),
        cmocka_unit_test(test_wait_grows),    cmocka_unit_test(test_wire_nonsense),
        cmocka_unit_test(test_wire_too_long), cmocka_unit_test(test_log_lines),
        cmocka_unit_test(test_nobody_is_let_in),
    };

    if (argc > 1 && strcmp(argv[1], LOGIN_WORD) == 0)
        return getenv(LIES) != NULL ? lie(getenv(LIES)) : login_worker();
    if (getenv("TEST_LOGIN_AGAIN") != NULL)
        return run_pam();
    if (cmocka_run_group_tests(tests, NULL, NULL) != 0)
        return 1;
    if (!pam_rig_here()) {
        puts("skipped: PAM, as pam_wrapper is not installed");
        return 0;
    }
    start_again(argv);
    return 99;
}

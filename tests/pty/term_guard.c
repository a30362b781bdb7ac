/* SPDX-License-Identifier: GPL-3.0-or-later */
/* execvpe, closefrom and wait4 are not in POSIX. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "term_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SLAVE = 3, SOCKET = 4, FIRST_FREE = 5 };

static volatile sig_atomic_t hung_up;

static void on_child(int number)
{
    (void)number;
}

static void on_hangup(int number)
{
    (void)number;
    hung_up = 1;
}

static void report(enum guard_event event, pid_t pid, int status, const struct rusage *usage)
{
    struct guard_report r;

    memset(&r, 0, sizeof r);
    r.event = event;
    r.pid = pid;
    r.status = status;
    clock_gettime(CLOCK_MONOTONIC, &r.when);
    r.has_modes = tcgetattr(SLAVE, &r.modes) == 0;
    if (usage != NULL) {
        r.usage = *usage;
    }
    while (send(SOCKET, &r, sizeof r, MSG_NOSIGNAL) < 0 && errno == EINTR) {
    }
}

static void reset_signals(bool ignore_hup)
{
    sigset_t none;

    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    if (ignore_hup) {
        signal(SIGHUP, SIG_IGN);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn static void run_program(const struct guard_setup *setup, int failed_to)
{
    int errors = SLAVE;

    if (setup->leader) {
        setsid();
        ioctl(SLAVE, TIOCSCTTY, 0);
    } else {
        setpgid(0, 0);
        tcsetpgrp(SLAVE, getpid()); /* SIGTTOU is ignored here */
    }
    fcntl(SOCKET, F_SETFD, FD_CLOEXEC);
    fcntl(SLAVE, F_SETFD, FD_CLOEXEC);
    if (setup->errors_to != NULL) {
        errors = open(setup->errors_to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);
    }
    if (errors >= 0 && (setup->cwd == NULL || chdir(setup->cwd) == 0)) {
        dup2(SLAVE, 0);
        dup2(SLAVE, 1);
        dup2(errors, 2);
        reset_signals(setup->ignore_hup);
        execvpe(setup->argv[0], (char *const *)setup->argv, setup->env);
    }
    while (write(failed_to, &errno, sizeof errno) < 0 && errno == EINTR) {
    }
    _exit(127);
}

/* The fds of other terminals must not live on in here: they would never hang up. */
static void arrange_fds(const struct guard_setup *setup)
{
    int null, slave, socket;

    /* Dropping these also lets a pipe that reads the test's output end. */
    null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    slave = fcntl(setup->slave, F_DUPFD, 10);
    socket = fcntl(setup->socket, F_DUPFD, 10);
    dup2(slave, SLAVE);
    dup2(socket, SOCKET);
    closefrom(FIRST_FREE);
}

static void take_over(const struct guard_setup *setup, sigset_t *while_waiting)
{
    struct sigaction action = {.sa_handler = on_child};
    sigset_t held;

    reset_signals(false);
    setsid();
    if (!setup->leader) {
        ioctl(SLAVE, TIOCSCTTY, 0);
    }
    signal(SIGTTOU, SIG_IGN);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    sigaction(SIGCHLD, &action, NULL);
    action.sa_handler = on_hangup;
    sigaction(SIGHUP, &action, NULL);
    sigemptyset(while_waiting);
    sigemptyset(&held);
    sigaddset(&held, SIGCHLD);
    sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, NULL);
}

/* Says what became of the program; false when it has ended. */
static bool watch_program(const struct guard_setup *setup, pid_t child)
{
    struct rusage usage;
    int status;

    while (wait4(child, &status, WNOHANG | WUNTRACED | WCONTINUED, &usage) == child) {
        if (WIFSTOPPED(status)) {
            if (!setup->leader) {
                tcsetpgrp(SLAVE, getpgrp());
            }
            report(GUARD_STOPPED, child, status, NULL);
        } else if (WIFCONTINUED(status)) {
            report(GUARD_CONTINUED, child, status, NULL);
        } else {
            report(GUARD_EXITED, child, status, &usage);
            return false;
        }
    }
    return true;
}

static void end_program(pid_t child)
{
    struct timespec pause = {0, 10 * 1000 * 1000};

    kill(-child, SIGHUP);
    kill(-child, SIGCONT);
    for (int i = 0; i < 100; i++) {
        if (waitpid(child, NULL, WNOHANG) != 0) {
            kill(-child, SIGKILL); /* what it left behind in its group */
            return;
        }
        nanosleep(&pause, NULL);
    }
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

/* A command of the harness; false when it is gone. */
static bool obey(pid_t child)
{
    char command;
    ssize_t got = recv(SOCKET, &command, 1, MSG_DONTWAIT);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        return false;
    }
    if (got == 1 && command == 'c') {
        tcsetpgrp(SLAVE, child);
        kill(-child, SIGCONT);
    }
    return true;
}

/* The program's pid once exec() has succeeded; ends the guard when it has not. */
static pid_t start_program(const struct guard_setup *setup)
{
    int failed[2], error = 0;
    ssize_t got;
    pid_t child = -1;

    if (pipe(failed) == 0) {
        fcntl(failed[1], F_SETFD, FD_CLOEXEC);
        child = fork();
    }
    if (child < 0) {
        report(GUARD_FAILED, 0, errno, NULL);
        _exit(1);
    }
    if (child == 0) {
        close(failed[0]);
        run_program(setup, failed[1]);
    }
    if (!setup->leader) {
        setpgid(child, child); /* whoever comes first */
        tcsetpgrp(SLAVE, child);
    }
    close(failed[1]);
    do {
        got = read(failed[0], &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    close(failed[0]);
    if (got != 0) {
        report(GUARD_FAILED, child, error, NULL);
        waitpid(child, NULL, 0);
        _exit(1);
    }
    report(GUARD_STARTED, child, 0, NULL);
    return child;
}

_Noreturn void guard_run(const struct guard_setup *setup)
{
    struct pollfd events = {.fd = SOCKET, .events = POLLIN};
    bool running = true;
    sigset_t while_waiting;
    pid_t child;

    arrange_fds(setup);
    take_over(setup, &while_waiting);
    child = start_program(setup);
    for (;;) {
        events.revents = 0;
        if (ppoll(&events, 1, NULL, &while_waiting) > 0 && !obey(child)) {
            break;
        }
        if (hung_up && running) { /* a shell hands it on to its jobs */
            hung_up = 0;
            kill(-child, SIGHUP);
            kill(-child, SIGCONT);
        }
        if (running && !watch_program(setup, child)) {
            running = false;
            close(SLAVE); /* so that the harness reads to the end */
        }
    }
    if (running) {
        end_program(child);
    }
    _exit(0);
}

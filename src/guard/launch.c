/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/system.h"

#define READY_MS 10000

/* Between fork and exec, in a copy of a program with threads: only what is safe in a signal
 * handler. */
static void launch_become(char *const argv[], int null, int ready, int node)
{
    sigset_t none;
    pid_t pid;

    setsid();
    pid = fork(); /* no session leader: it never gets a terminal */
    if (pid != 0)
        _exit(pid < 0);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dup2(ready, LAUNCH_READY_FD) < 0 || dup2(node, LAUNCH_NODE_FD) < 0)
        _exit(1);
    if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
        _exit(1);
    system_exec_self(argv);
    _exit(1);
}

static bool launch_is_ready(int ready)
{
    struct pollfd wait = {.fd = ready, .events = POLLIN};
    char byte;
    int result;

    do
        result = poll(&wait, 1, READY_MS);
    while (result < 0 && errno == EINTR);
    return result == 1 && read(ready, &byte, 1) == 1;
}

/* Descriptors that stay clear of 0 to 4, which the watcher's are put to. */
static int launch_high(int fd)
{
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, LAUNCH_NODE_FD + 1);

    close(fd);
    return moved;
}

/* node: -1 where there is none. */
bool launch_watcher(char *const argv[], int node)
{
    int ends[2], null = open("/dev/null", O_RDWR | O_CLOEXEC), ignored;
    bool ready = false;
    pid_t pid;

    if (null < 0)
        return false;
    null = launch_high(null);
    if (pipe(ends) < 0) {
        close(null);
        return false;
    }
    ends[0] = launch_high(ends[0]);
    ends[1] = launch_high(ends[1]);
    node = node < 0 ? null : fcntl(node, F_DUPFD_CLOEXEC, LAUNCH_NODE_FD + 1);
    pid = fork();
    if (pid == 0)
        launch_become(argv, null, ends[1], node);
    close(ends[1]);
    if (node != null)
        close(node);
    close(null);
    if (pid > 0) {
        while (waitpid(pid, &ignored, 0) < 0 && errno == EINTR)
            continue;
        ready = launch_is_ready(ends[0]);
    }
    close(ends[0]);
    return ready;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/browse.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"

bool browse_display(void)
{
    const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");

    return (x11 != NULL && *x11 != '\0') || (wayland != NULL && *wayland != '\0');
}

/* Cuts copy into words; the address comes last, then NULL. For free(). */
static char **browse_split(char *copy, const char *url)
{
    /* Every second byte begins a word at most. */
    char **words = xcalloc(strlen(copy) / 2 + 3, sizeof *words), *rest = copy, *word;
    size_t count = 0;

    while ((word = strtok_r(rest, " \t", &rest)) != NULL)
        words[count++] = word;
    words[count] = (char *)(uintptr_t)url; /* execvp() does not write to it */
    return words;
}

/* In the child: everything of ours is closed but the pipe that tells why exec failed. */
static void browse_close_all(int but)
{
    long last = sysconf(_SC_OPEN_MAX);
    int null = open("/dev/null", O_RDWR);

    for (int fd = 0; fd < 3 && null >= 0; fd++)
        dup2(null, fd);
    if (last < 0 || last > 4096)
        last = 4096;
    for (int fd = 3; fd < last; fd++)
        if (fd != but)
            close(fd);
}

static void browse_tell(int fd, int number)
{
    if (write(fd, &number, sizeof number) < 0)
        _exit(126);
    _exit(127);
}

/* The child forks again, so that nobody has to wait for the browser. */
static void browse_start(char **words, int pipe_fd)
{
    sigset_t none;
    pid_t browser;

    setsid();
    browser = fork();
    if (browser < 0)
        browse_tell(pipe_fd, errno);
    if (browser > 0)
        _exit(0);
    browse_close_all(pipe_fd);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    execvp(words[0], words);
    browse_tell(pipe_fd, errno);
}

/* 0, or the errno of what failed. */
static int browse_run(char **words)
{
    int fds[2], number = 0;
    pid_t child;

    if (pipe(fds) < 0)
        return errno;
    fcntl(fds[0], F_SETFD, FD_CLOEXEC);
    fcntl(fds[1], F_SETFD, FD_CLOEXEC);
    child = fork();
    if (child == 0)
        browse_start(words, fds[1]);
    if (child < 0)
        number = errno;
    close(fds[1]);
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    if (child > 0 && read(fds[0], &number, sizeof number) != (ssize_t)sizeof number)
        number = 0;
    close(fds[0]);
    return number;
}

int browse_open(const char *command, const char *url, struct bmc_error *error)
{
    char **words, *copy;
    int number;

    if (command == NULL || command[strspn(command, " \t")] == '\0')
        return error_set(error, ERROR_USAGE,
                         _("no browser is configured; set \"browser\" in the config file"));
    if (!browse_display())
        return error_set(error, ERROR_SYSTEM, _("there is no display to open a browser on"));
    copy = xstrdup(command);
    words = browse_split(copy, url);
    number = browse_run(words);
    if (number != 0)
        error_set(error, ERROR_SYSTEM, _("%s could not be started: %s"), words[0],
                  strerror(number));
    free(words);
    free(copy);
    return number == 0 ? 0 : -1;
}

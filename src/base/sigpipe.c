/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sigpipe.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "base/file.h"

#define CAUGHT_MAX 8

/* A handler has no argument of its own, so these cannot be anybody's. */
static int fds[2] = {-1, -1};
static void (*on_heard)(int number);

static struct {
    int number;
    struct sigaction before;
} caught[CAUGHT_MAX];
static size_t caught_count;

static void sigpipe_handle(int number)
{
    int kept = errno;
    unsigned char byte = (unsigned char)number;

    /* A full pipe: the loop has enough to look at. */
    if (write(fds[1], &byte, 1) == 1 && on_heard != NULL)
        on_heard(number);
    errno = kept;
}

void sigpipe_catch(int number, bool even_ignored)
{
    struct sigaction action = {.sa_handler = sigpipe_handle, .sa_flags = SA_RESTART}, before;

    sigemptyset(&action.sa_mask);
    sigaction(number, NULL, &before);
    if (before.sa_handler == SIG_IGN && !even_ignored)
        return;
    assert(caught_count < CAUGHT_MAX);
    caught[caught_count].number = number;
    caught[caught_count++].before = before;
    sigaction(number, &action, NULL);
}

int sigpipe_open(void (*heard)(int number))
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

    assert(fds[0] < 0);
    if (file_pipe(fds) < 0)
        return -1;
    on_heard = heard;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        sigpipe_catch(ends[i], false);
    return 0;
}

void sigpipe_close(int ignored)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    sigemptyset(&ignore.sa_mask);
    while (caught_count > 0) {
        caught_count--;
        sigaction(caught[caught_count].number,
                  caught[caught_count].number == ignored ? &ignore : &caught[caught_count].before,
                  NULL);
    }
    close(fds[0]);
    close(fds[1]);
    fds[0] = fds[1] = -1;
}

int sigpipe_fd(void)
{
    return fds[0];
}

int sigpipe_take(void)
{
    unsigned char byte;

    return read(fds[0], &byte, 1) == 1 ? byte : 0;
}

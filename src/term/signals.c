/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGQUIT, SIGTERM, SIGHUP};

#define CAUGHT (sizeof caught / sizeof *caught)

/* A handler has no argument of its own, so these cannot be anybody's. */
static int pipe_fds[2] = {-1, -1};
static struct sigaction before[CAUGHT], before_pipe;

static bool ends_program(int number)
{
    return number == SIGINT || number == SIGQUIT || number == SIGTERM || number == SIGHUP;
}

/* Output that somebody has stopped with Ctrl-S would keep the loop from ever seeing the signal:
 * without IXON it goes on. The modes are put back when the screen is closed. */
static void start_output(void)
{
    struct termios modes;

    /* With whole lines they are not ours: the screen is closed already, or stopped. */
    if (tcgetattr(STDOUT_FILENO, &modes) < 0 || (modes.c_lflag & ICANON) != 0)
        return;
    modes.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(STDOUT_FILENO, TCSANOW, &modes);
}

static void handle(int number)
{
    int kept = errno;
    unsigned char byte = (unsigned char)number;

    /* A full pipe: the loop has enough to look at. */
    if (write(pipe_fds[1], &byte, 1) == 1 && ends_program(number))
        start_output();
    errno = kept;
}

static void catch_signal(int number, struct sigaction *was)
{
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    sigaction(number, NULL, was);
    if (was->sa_handler == SIG_IGN && number != SIGTSTP && number != SIGWINCH)
        return;
    sigaction(number, &action, NULL);
}

static int prepare_pipe(void)
{
    int i;

    if (pipe(pipe_fds) < 0)
        return -1;
    for (i = 0; i < 2; i++) {
        fcntl(pipe_fds[i], F_SETFL, fcntl(pipe_fds[i], F_GETFL) | O_NONBLOCK);
        fcntl(pipe_fds[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

int signals_open(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    size_t i;

    if (prepare_pipe() < 0)
        return -1;
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, &before_pipe);
    for (i = 0; i < CAUGHT; i++)
        catch_signal(caught[i], &before[i]);
    return 0;
}

/* A terminal that goes away tells it more than once, by its shell too, and all is put away by now:
 * the exit status is still to be given. */
void signals_close(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    size_t i;

    sigemptyset(&ignore.sa_mask);
    for (i = 0; i < CAUGHT; i++)
        sigaction(caught[i], caught[i] == SIGHUP ? &ignore : &before[i], NULL);
    sigaction(SIGPIPE, &before_pipe, NULL);
    close(pipe_fds[0]);
    close(pipe_fds[1]);
    pipe_fds[0] = pipe_fds[1] = -1;
}

int signals_fd(void)
{
    return pipe_fds[0];
}

bool signals_take(int *number)
{
    unsigned char byte;

    if (read(pipe_fds[0], &byte, 1) != 1)
        return false;
    *number = byte;
    return true;
}

void signals_stop_job(void)
{
    struct sigaction ours, standard = {.sa_handler = SIG_DFL};

    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/signals.h"

#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

#include "base/sigpipe.h"

/* Output that somebody has stopped with Ctrl-S would keep the loop from ever seeing the signal:
 * without IXON it goes on. The modes are put back when the screen is closed. */
static void start_output_at_end(int number)
{
    struct termios modes;

    if (number != SIGINT && number != SIGQUIT && number != SIGTERM && number != SIGHUP)
        return;
    /* With whole lines they are not ours: the screen is closed already, or stopped. */
    if (tcgetattr(STDOUT_FILENO, &modes) < 0 || (modes.c_lflag & ICANON) != 0)
        return;
    modes.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(STDOUT_FILENO, TCSANOW, &modes);
}

int signals_open(void)
{
    if (sigpipe_open(start_output_at_end) < 0)
        return -1;
    sigpipe_catch(SIGWINCH, true);
    sigpipe_catch(SIGTSTP, true);
    sigpipe_catch(SIGCONT, false);
    return 0;
}

/* A terminal that goes away tells it more than once, by its shell too, and all is put away by now:
 * the exit status is still to be given. */
void signals_close(void)
{
    sigpipe_close(SIGHUP);
}

void signals_stop_job(void)
{
    struct sigaction ours, standard = {.sa_handler = SIG_DFL};

    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

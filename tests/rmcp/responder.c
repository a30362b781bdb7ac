/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * responder [--faults=TEXT] [KEY=VALUE]...: the BMC of rmcp.h for scripts.
 * Prints its port, serves until SIGTERM or until its standard input ends, and
 * then prints how many sessions are still open. TEXT is for the demo BMC
 * (demo_fault.h), a KEY is a manner (rmcp_manners.c).
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rmcp/rmcp.h"

static void wake(int number)
{
    (void)number;
}

/* Until the other end of standard input is closed, or a signal comes. */
static void serve(void)
{
    struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};
    char byte;

    while (poll(&polled, 1, -1) >= 0) {
        if (read(STDIN_FILENO, &byte, 1) <= 0)
            return;
    }
}

int main(int argc, char **argv)
{
    const struct sigaction action = {.sa_handler = wake};
    const char *faults = NULL;
    struct rmcp_manners manners;
    struct rmcp *rmcp;

    rmcp_manners_init(&manners);
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--faults=", 9) == 0) {
            faults = argv[i] + 9;
        } else if (!rmcp_manners_set(&manners, argv[i])) {
            fprintf(stderr, "responder: \"%s\" is no manner; see rmcp_manners.c\n", argv[i]);
            return 2;
        }
    }
    sigaction(SIGTERM, &action, NULL);
    rmcp = rmcp_start(&manners, faults);
    if (rmcp == NULL)
        return 1;
    printf("%u\n", rmcp_port(rmcp));
    fflush(stdout);
    serve();
    rmcp_hold(rmcp);
    printf("%u\n", rmcp_sessions(rmcp));
    rmcp_go_on(rmcp);
    rmcp_stop(rmcp);
    return 0;
}

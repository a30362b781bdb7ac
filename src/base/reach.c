/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/reach.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/ipv4.h"

#define PORTS 2

static const uint16_t web_ports[PORTS] = {443, 80};

static void reach_close(struct reach *reach)
{
    if (reach->fd >= 0)
        close(reach->fd);
    reach->fd = -1;
}

static enum reach_result reach_result_of(struct reach *reach, int error)
{
    switch (error) {
    case 0:
        return REACH_ANSWERS;
    case ECONNREFUSED:
    case ECONNRESET:
        return REACH_REFUSED;
    case ETIMEDOUT:
        return REACH_TIMEOUT;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case EADDRNOTAVAIL:
        return REACH_NO_ROUTE;
    default:
        reach->error_number = error;
        return REACH_FAILED;
    }
}

/* Tries the next port. REACH_WAITING unless the result is known at once. */
static enum reach_result reach_connect(struct reach *reach)
{
    struct sockaddr_in to;

    reach->deadline_ms = clock_now(reach->clock) + reach->timeout_ms;
    reach->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (reach->fd < 0)
        return reach_result_of(reach, errno);
    memset(&to, 0, sizeof to);
    to.sin_family = AF_INET;
    to.sin_port = htons(reach->ports[reach->tried]);
    to.sin_addr.s_addr = htonl(reach->address);
    if (connect(reach->fd, (struct sockaddr *)&to, sizeof to) == 0)
        return REACH_ANSWERS;
    if (errno == EINPROGRESS || errno == EINTR)
        return REACH_WAITING;
    return reach_result_of(reach, errno);
}

/* The other port is worth a try only if the network lets us through to this one. */
static bool reach_may_try_next(enum reach_result result)
{
    return result == REACH_REFUSED || result == REACH_TIMEOUT;
}

static void reach_advance(struct reach *reach, enum reach_result result)
{
    for (;;) {
        reach->results[reach->tried] = result;
        if (result == REACH_WAITING)
            return;
        reach_close(reach);
        if (!reach_may_try_next(result) || reach->tried + 1 == PORTS)
            return;
        reach->tried++;
        result = reach_connect(reach);
    }
}

void reach_start(struct reach *reach, const struct clock *clock, uint32_t address,
                 int64_t timeout_ms)
{
    reach_start_ports(reach, clock, address, timeout_ms, web_ports);
}

void reach_start_ports(struct reach *reach, const struct clock *clock, uint32_t address,
                       int64_t timeout_ms, const uint16_t ports[2])
{
    memset(reach, 0, sizeof *reach);
    reach->clock = clock;
    reach->address = address;
    reach->timeout_ms = timeout_ms;
    reach->ports = ports;
    reach->fd = -1;
    reach_advance(reach, reach_connect(reach));
}

int reach_fd(const struct reach *reach)
{
    return reach->fd;
}

int64_t reach_wait_ms(const struct reach *reach)
{
    int64_t left;

    if (reach->fd < 0)
        return 0;
    left = reach->deadline_ms - clock_now(reach->clock);
    return left > 0 ? left : 0;
}

bool reach_step(struct reach *reach)
{
    struct pollfd ready = {.fd = reach->fd, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    if (reach->fd < 0)
        return true;
    if (poll(&ready, 1, 0) > 0) {
        if (getsockopt(reach->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
            error = errno;
        reach_advance(reach, reach_result_of(reach, error));
    } else if (reach_wait_ms(reach) == 0) {
        reach_advance(reach, REACH_TIMEOUT);
    }
    return reach->fd < 0;
}

void reach_stop(struct reach *reach)
{
    if (reach->fd < 0)
        return;
    reach_close(reach);
    reach->results[reach->tried] = REACH_CANCELLED;
}

enum reach_result reach_run(struct reach *reach, int cancel_fd)
{
    while (reach_fd(reach) >= 0) {
        struct pollfd fds[2] = {{.fd = reach_fd(reach), .events = POLLOUT},
                                {.fd = cancel_fd, .events = POLLIN}};

        if (poll(fds, cancel_fd < 0 ? 1 : 2, (int)reach_wait_ms(reach)) > 0 && cancel_fd >= 0 &&
            fds[1].revents != 0)
            reach_stop(reach);
        else
            reach_step(reach);
    }
    return reach_result(reach);
}

enum reach_result reach_result(const struct reach *reach)
{
    if (reach->results[reach->tried] == REACH_ANSWERS ||
        reach->results[reach->tried] == REACH_WAITING ||
        reach->results[reach->tried] == REACH_CANCELLED)
        return reach->results[reach->tried];
    return reach->results[0];
}

static const char *reach_port_hint(void)
{
    return _("A BMC that shares this host's port often cannot be reached from it.");
}

/* Neither port answers. */
static const char *reach_silent_sentence(const struct reach *reach, char *text, size_t size)
{
    unsigned first = reach->ports[0], second = reach->ports[1];

    if (reach->results[0] == REACH_REFUSED && reach->results[1] == REACH_REFUSED)
        snprintf(text, size,
                 _("From this host: %u and %u refused; no web server is running there."), first,
                 second);
    else if (reach->results[0] == REACH_REFUSED)
        snprintf(text, size, _("From this host: %u refused, no answer on %u."), first, second);
    else if (reach->results[1] == REACH_REFUSED)
        snprintf(text, size, _("From this host: no answer on %u, %u refused."), first, second);
    else
        snprintf(text, size, _("From this host: no answer on %u and %u. %s"), first, second,
                 reach_port_hint());
    return text;
}

const char *reach_sentence(const struct reach *reach, char *text, size_t size)
{
    char address[IPV4_TEXT];
    enum reach_result result = reach_result(reach);
    unsigned port = reach->ports[reach->tried];

    if (result == REACH_WAITING) {
        snprintf(text, size, _("From this host: trying %u."), port);
    } else if (result == REACH_CANCELLED) {
        snprintf(text, size, _("From this host: stopped while trying %u."), port);
    } else if (result == REACH_ANSWERS && reach->tried == 0) {
        snprintf(text, size, _("From this host: %u answers."), port);
    } else if (result == REACH_ANSWERS) {
        snprintf(text, size, _("From this host: %u answers, %u does not."), port,
                 (unsigned)reach->ports[0]);
    } else if (result == REACH_NO_ROUTE) {
        snprintf(text, size, _("From this host: no route to %s. %s"),
                 ipv4_print(reach->address, address), reach_port_hint());
    } else if (result == REACH_FAILED) {
        snprintf(text, size, _("From this host: could not be checked (%s)."),
                 strerror(reach->error_number));
    } else {
        return reach_silent_sentence(reach, text, size);
    }
    return text;
}

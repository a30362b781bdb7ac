/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether this host can reach a web server at an IPv4 address: a TCP connection to port 443, else
 * to 80, that is closed at once. Never blocks: whoever asks polls the file descriptor and calls
 * reach_step(); reach_stop() gives up at any time. reach_run() does all that for a command line.
 * The maker owns the struct; only its file descriptor is taken from the system.
 */
#ifndef BMCTUI_BASE_REACH_H
#define BMCTUI_BASE_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"

#define REACH_TIMEOUT_MS 3000 /* for each port */

enum reach_result {
    REACH_WAITING,
    REACH_ANSWERS,
    REACH_REFUSED,  /* something is there, but not what was asked for */
    REACH_TIMEOUT,
    REACH_NO_ROUTE, /* the network, or a router, says so: other ports are not tried */
    REACH_FAILED,   /* this host could not even try: error_number */
    REACH_CANCELLED
};

struct reach {
    const struct clock *clock;
    uint32_t address; /* host byte order */
    int64_t timeout_ms, deadline_ms;
    const uint16_t *ports; /* two, tried in this order */
    unsigned tried;        /* index of the one under way */
    int fd;                /* -1: none */
    int error_number;
    enum reach_result results[2]; /* of each port */
};

/* timeout_ms: for each port. Then: poll, reach_step(), until it says that it is over. */
void reach_start(struct reach *reach, const struct clock *clock, uint32_t address,
                 int64_t timeout_ms);
/* The same with two other ports, which stay the caller's; for tests. */
void reach_start_ports(struct reach *reach, const struct clock *clock, uint32_t address,
                       int64_t timeout_ms, const uint16_t ports[2]);
/* To be polled for POLLOUT; -1 when it is over. May change with each step. */
int reach_fd(const struct reach *reach);
/* How long to poll at most; 0 when it is over. */
int64_t reach_wait_ms(const struct reach *reach);
/* After poll, also when only the time is over. true: it is over. */
bool reach_step(struct reach *reach);
/* Gives up what is under way, closes. Fine at any time after reach_start(), also twice. */
void reach_stop(struct reach *reach);

/* All at once, to the end or until cancel_fd (-1: none) is readable. */
enum reach_result reach_run(struct reach *reach, int cancel_fd);

/* What came of it: REACH_ANSWERS when one port does, else the first port's result. */
enum reach_result reach_result(const struct reach *reach);
/* "From this host: 443 answers.", translated; one or two sentences. Returns text. */
const char *reach_sentence(const struct reach *reach, char *text, size_t size);

#endif

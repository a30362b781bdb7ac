/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Event log" (PAGES 4.1), for what is its own on the screen: the log behind its rows, its
 * clock, and what can be done with both.
 */
#ifndef BMCTUI_PAGES_EVENTS_H
#define BMCTUI_PAGES_EVENTS_H

#include <stdbool.h>
#include <stdio.h>

#include "bmc/event_log.h"
#include "core/event_clock.h"

/* The log as it has been read: shared by the page and the jobs that are under way, used by one of
 * them at a time. */
struct events_log;

/* Of the page. */
struct events_state {
    struct events_log *log;
    bool known; /* the next two */
    struct sel_info info;
    struct event_clock clock;
};

/* A row of the list. */
struct events_row {
    struct event event;
    char time[EVENT_SHORT];
};

/* For the page's class, and whoever copies its state. */
void events_begin(void *state);
void events_hold(void *state);
void events_drop(void *state);
/* On the worker's thread. NULL: another job, one that was given up, still uses it; *error says so.
 * What is borrowed is given back. */
struct event_log *events_borrow(const struct events_state *state, struct bmc_error *error);
void events_give_back(const struct events_state *state);

/* --- as a file (events_file.c) --------------------------------------------------------------- */

/* What stands above the records. host: whose log it is. */
void events_print_head(FILE *file, const char *host, const struct event_clock *clock);
/* A line, raw bytes at its end. */
void events_print_line(FILE *file, const struct event *event, const struct event_clock *clock);
/* The newest `count` records of the log, the oldest of them first. sdr: may be NULL. */
void events_print_lines(FILE *file, const struct event_log *log, size_t count,
                        const struct sdr *sdr, const struct event_clock *clock);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an event log is made of: for event_log*.c and event_walk.c only.
 */
#ifndef BMCTUI_BMC_EVENT_LOG_OWN_H
#define BMCTUI_BMC_EVENT_LOG_OWN_H

#include "bmc/event_log.h"

enum log_way {
    LOG_DOWN, /* from the newest, each proven by the next of the one that is older */
    LOG_UP    /* from the oldest on, each named by the one before */
};

struct event_log {
    struct sel_info info;
    bool opened, has_time;
    uint32_t time;
    /* Newest first, with room at both ends. */
    struct sel_record *rows;
    size_t room, first, count;
    enum log_way way;
    uint16_t at;     /* the id to ask for */
    uint16_t bottom; /* the oldest one's; SEL_LAST: not known */
    unsigned gaps;   /* ids in a row without a record */
    bool done;       /* nothing is left to be read but what is new */
    bool behind;     /* newer ones are there that the BMC did not give when asked */
    size_t unread;
    struct bmc_error why; /* the last record was not given; ERROR_NONE: they all were */
    unsigned forgotten; /* how often */
    uint8_t *seen;   /* a bit an id, on the way up */
};

/* A walk: who it is for. */
struct event_walk {
    struct event_log *log;
    struct bmc *bmc;
    const struct event_log_watch *watch;
    struct bmc_error *error;
};

/* The records go, and it is to be read that way. */
void event_log_start(struct event_log *log, enum log_way way);
void event_log_add_older(struct event_log *log, const struct sel_record *record);
void event_log_add_newer(struct event_log *log, const struct sel_record *record);

/* --- event_walk.c --- */

/* The same for one who watches. */
void event_walk_forget(const struct event_walk *walk, enum log_way way);
/* One request further. */
int event_walk_down(const struct event_walk *walk);
int event_walk_up(const struct event_walk *walk);
/* What is newer than the newest. */
int event_walk_follow(const struct event_walk *walk);

#endif

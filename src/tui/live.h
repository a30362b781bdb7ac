/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What appears on the page without a key: the lease that a save to DHCP asked for, and a BMC that
 * stopped answering and is back. Both are looked for with few requests, a look every few seconds:
 * for the lease two minutes long, for the BMC until it answers. Else nothing is asked.
 */
#ifndef BMCTUI_TUI_LIVE_H
#define BMCTUI_TUI_LIVE_H

#include <stdbool.h>
#include <stdint.h>

struct app;
struct job_event;
struct save_state;

/* As old as the link. */
struct live {
    unsigned job; /* a look under way, 0: none */
    bool lost;    /* the BMC has been reached, and does not answer any more */
    int64_t next_ms;
    int64_t lease_ms;  /* until then a lease is looked for; 0: none */
    uint64_t held;     /* the address that the BMC held before */
};

/* What a save has come to: whether a lease is to be looked for. */
void live_saved(struct app *app, const struct save_state *state);
/* For the loop. */
void live_event(struct app *app, const struct job_event *event);
int64_t live_tick(struct app *app, int64_t now_ms);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving up waiting. One thread waits for the BMC between cancel_begin() and cancel_end(), or in
 * cancel_sleep(). A signal (SIGURG: by default nobody minds it) breaks the wait off when any other
 * thread calls cancel_ask(), or when its time is over. FreeIPMI's LAN code returns at once
 * when its poll() is interrupted, and its context stays usable.
 */
#ifndef BMCTUI_BMC_CANCEL_H
#define BMCTUI_BMC_CANCEL_H

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct cancel {
    atomic_bool asked;
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t ended;
    bool waiting;
    pthread_t thread;
    sigset_t saved; /* the waiting thread's own */
    int64_t limit_ms; /* 0: none */
    pthread_t limiter;
    bool expired; /* the wait was broken off by its limit */
};

void cancel_init(struct cancel *cancel);
void cancel_destroy(struct cancel *cancel);

void cancel_ask(struct cancel *cancel);
void cancel_reset(struct cancel *cancel);
bool cancel_asked(const struct cancel *cancel);

/* Around a call that a signal can break off, after limit_ms at the latest (0: no limit). false: do
 * not call it, as somebody asked to stop, or there would be no limit. cancel_end() follows in any
 * case. */
bool cancel_begin(struct cancel *cancel, int64_t limit_ms);
/* Returns whether the limit has broken it off. */
bool cancel_end(struct cancel *cancel);

/* Sleeps by the clock; false as soon as somebody asked to stop. */
bool cancel_sleep(struct cancel *cancel, const struct clock *clock, int64_t ms);

#endif

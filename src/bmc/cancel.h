/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving up waiting. One thread waits for the BMC between cancel_begin() and
 * cancel_end(), or in cancel_sleep(); any other may call cancel_ask(), which
 * breaks the wait off with a signal (SIGURG: by default nobody minds it) that
 * is blocked everywhere else. FreeIPMI's LAN code returns at once when its
 * poll() is interrupted, and its context stays usable.
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
    pthread_mutex_t mutex; /* guards the next two */
    bool waiting;
    pthread_t thread;
    sigset_t saved; /* the waiting thread's own */
};

void cancel_init(struct cancel *cancel);
void cancel_destroy(struct cancel *cancel);

void cancel_ask(struct cancel *cancel);
void cancel_reset(struct cancel *cancel);
bool cancel_asked(const struct cancel *cancel);

/* Around a call that a signal can break off. Ask cancel_asked() between begin and the call. */
void cancel_begin(struct cancel *cancel);
void cancel_end(struct cancel *cancel);

/* Sleeps by the clock; false as soon as somebody asked to stop. */
bool cancel_sleep(struct cancel *cancel, const struct clock *clock, int64_t ms);

#endif

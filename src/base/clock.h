/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time as everything below the screen sees it. The program uses the monotonic clock; tests use one
 * of their own whose sleep only moves its hands, so that thousands of saves run in seconds. A clock
 * must outlive what uses it.
 */
#ifndef BMCTUI_BASE_CLOCK_H
#define BMCTUI_BASE_CLOCK_H

#include <pthread.h>
#include <stdint.h>

struct clock {
    int64_t (*now_ms)(void *data);               /* milliseconds, never backwards */
    void (*sleep_ms)(void *data, int64_t ms);    /* returns after ms, or sooner on a signal */
    void *data;
};

/* The system's monotonic clock; a constant, never freed. */
const struct clock *clock_monotonic(void);

int64_t clock_now(const struct clock *clock);
void clock_sleep(const struct clock *clock, int64_t ms);
/* Of two times to be called again at; -1: never. */
int64_t clock_sooner(int64_t one, int64_t other);

/* A condition variable on the system's monotonic clock, and waiting on it for at most ms, with the
 * mutex held. */
void clock_cond_init(pthread_cond_t *cond);
void clock_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, int64_t ms);

#endif

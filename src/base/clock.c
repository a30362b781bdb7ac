/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <stddef.h>
#include <time.h>

static int64_t monotonic_now(void *data)
{
    struct timespec now;

    (void)data;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void monotonic_sleep(void *data, int64_t ms)
{
    struct timespec pause = {.tv_sec = (time_t)(ms / 1000),
                             .tv_nsec = (long)(ms % 1000) * 1000000};

    (void)data;
    nanosleep(&pause, NULL);
}

const struct clock *clock_monotonic(void)
{
    static const struct clock monotonic = {monotonic_now, monotonic_sleep, NULL};

    return &monotonic;
}

int64_t clock_now(const struct clock *clock)
{
    return clock->now_ms(clock->data);
}

void clock_sleep(const struct clock *clock, int64_t ms)
{
    if (ms > 0)
        clock->sleep_ms(clock->data, ms);
}

void clock_cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
}

void clock_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, int64_t ms)
{
    int64_t end_ms = monotonic_now(NULL) + ms;
    const struct timespec end = {.tv_sec = (time_t)(end_ms / 1000),
                                 .tv_nsec = (long)(end_ms % 1000) * 1000000};

    pthread_cond_timedwait(cond, mutex, &end);
}

int64_t clock_sooner(int64_t one, int64_t other)
{
    if (one < 0 || (other >= 0 && other < one))
        return other;
    return one;
}

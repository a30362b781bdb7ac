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

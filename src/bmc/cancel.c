/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/cancel.h"

#include <stddef.h>
#include <time.h>

#define SLICE_MS 20
/* A signal that comes just before the call has gone to sleep is lost, so it is repeated. */
#define SIGNALS 100

static void ignore(int number)
{
    (void)number;
}

/* A handler, not SIG_IGN: only that makes poll() return. No SA_RESTART, for the same reason. */
static void install_handler(void)
{
    struct sigaction action = {.sa_handler = ignore};

    sigemptyset(&action.sa_mask);
    sigaction(SIGURG, &action, NULL);
}

void cancel_init(struct cancel *cancel)
{
    atomic_init(&cancel->asked, false);
    pthread_mutex_init(&cancel->mutex, NULL);
    cancel->waiting = false;
}

void cancel_destroy(struct cancel *cancel)
{
    pthread_mutex_destroy(&cancel->mutex);
}

static bool signal_waiting(struct cancel *cancel)
{
    bool waiting;

    pthread_mutex_lock(&cancel->mutex);
    waiting = cancel->waiting;
    if (waiting)
        pthread_kill(cancel->thread, SIGURG);
    pthread_mutex_unlock(&cancel->mutex);
    return waiting;
}

void cancel_ask(struct cancel *cancel)
{
    const struct timespec pause = {.tv_nsec = 1000000};

    atomic_store(&cancel->asked, true);
    for (int i = 0; i < SIGNALS && signal_waiting(cancel); i++)
        nanosleep(&pause, NULL);
}

void cancel_reset(struct cancel *cancel)
{
    atomic_store(&cancel->asked, false);
}

bool cancel_asked(const struct cancel *cancel)
{
    return atomic_load(&cancel->asked);
}

void cancel_begin(struct cancel *cancel)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    sigset_t urgent;

    pthread_once(&once, install_handler);
    pthread_mutex_lock(&cancel->mutex);
    cancel->waiting = true;
    cancel->thread = pthread_self();
    pthread_mutex_unlock(&cancel->mutex);
    sigemptyset(&urgent);
    sigaddset(&urgent, SIGURG);
    pthread_sigmask(SIG_UNBLOCK, &urgent, &cancel->saved);
}

void cancel_end(struct cancel *cancel)
{
    pthread_sigmask(SIG_SETMASK, &cancel->saved, NULL);
    pthread_mutex_lock(&cancel->mutex);
    cancel->waiting = false;
    pthread_mutex_unlock(&cancel->mutex);
}

bool cancel_sleep(struct cancel *cancel, const struct clock *clock, int64_t ms)
{
    int64_t end = clock_now(clock) + ms, left;

    while (!cancel_asked(cancel) && (left = end - clock_now(clock)) > 0)
        clock_sleep(clock, left < SLICE_MS ? left : SLICE_MS);
    return !cancel_asked(cancel);
}

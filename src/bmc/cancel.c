/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/cancel.h"

#include <stddef.h>

#define SLICE_MS 20
/* A signal just before the call goes to sleep is lost, so it is repeated. */
#define SIGNALS 100

static void cancel_ignore(int number)
{
    (void)number;
}

/* A handler, not SIG_IGN: only that makes poll() return. No SA_RESTART, for the same reason. */
static void cancel_install_handler(void)
{
    struct sigaction action = {.sa_handler = cancel_ignore};

    sigemptyset(&action.sa_mask);
    sigaction(SIGURG, &action, NULL);
}

void cancel_init(struct cancel *cancel)
{
    atomic_init(&cancel->asked, false);
    pthread_mutex_init(&cancel->mutex, NULL);
    clock_cond_init(&cancel->ended);
    cancel->waiting = false;
}

void cancel_destroy(struct cancel *cancel)
{
    pthread_cond_destroy(&cancel->ended);
    pthread_mutex_destroy(&cancel->mutex);
}

/* With the mutex held. */
static void cancel_signal_waiting(struct cancel *cancel)
{
    for (int i = 0; i < SIGNALS && cancel->waiting; i++) {
        pthread_kill(cancel->thread, SIGURG);
        clock_cond_wait(&cancel->ended, &cancel->mutex, 1);
    }
}

void cancel_ask(struct cancel *cancel)
{
    atomic_store(&cancel->asked, true);
    pthread_mutex_lock(&cancel->mutex);
    cancel_signal_waiting(cancel);
    pthread_mutex_unlock(&cancel->mutex);
}

void cancel_reset(struct cancel *cancel)
{
    atomic_store(&cancel->asked, false);
}

bool cancel_asked(const struct cancel *cancel)
{
    return atomic_load(&cancel->asked);
}

static void *cancel_limit_main(void *data)
{
    struct cancel *cancel = data;
    const struct clock *clock = clock_monotonic();
    int64_t end = clock_now(clock) + cancel->limit_ms, left;

    pthread_mutex_lock(&cancel->mutex);
    while (cancel->waiting && (left = end - clock_now(clock)) > 0)
        clock_cond_wait(&cancel->ended, &cancel->mutex, left);
    cancel->expired = cancel->waiting;
    cancel_signal_waiting(cancel);
    pthread_mutex_unlock(&cancel->mutex);
    return NULL;
}

bool cancel_begin(struct cancel *cancel, int64_t limit_ms)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    bool limited = true;
    sigset_t mask;

    pthread_once(&once, cancel_install_handler);
    sigfillset(&mask); /* for the other thread */
    pthread_sigmask(SIG_SETMASK, &mask, &cancel->saved);
    pthread_mutex_lock(&cancel->mutex);
    cancel->waiting = true;
    cancel->expired = false;
    cancel->thread = pthread_self();
    cancel->limit_ms = limit_ms;
    if (limit_ms > 0 && pthread_create(&cancel->limiter, NULL, cancel_limit_main, cancel) != 0) {
        cancel->limit_ms = 0;
        limited = false;
    }
    pthread_mutex_unlock(&cancel->mutex);
    mask = cancel->saved;
    sigdelset(&mask, SIGURG);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    return limited && !cancel_asked(cancel);
}

bool cancel_end(struct cancel *cancel)
{
    pthread_sigmask(SIG_SETMASK, &cancel->saved, NULL);
    pthread_mutex_lock(&cancel->mutex);
    cancel->waiting = false;
    pthread_cond_broadcast(&cancel->ended);
    pthread_mutex_unlock(&cancel->mutex);
    if (cancel->limit_ms > 0)
        pthread_join(cancel->limiter, NULL);
    return cancel->expired;
}

bool cancel_sleep(struct cancel *cancel, const struct clock *clock, int64_t ms)
{
    int64_t end = clock_now(clock) + ms, left;

    while (!cancel_asked(cancel) && (left = end - clock_now(clock)) > 0)
        clock_sleep(clock, left < SLICE_MS ? left : SLICE_MS);
    return !cancel_asked(cancel);
}

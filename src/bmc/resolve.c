/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/resolve.h"

#include <netdb.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xalloc.h"

#define NAME_MAX_BYTES 280
#define SLICE_MS       20 /* so often it is looked whether it was cancelled */

/* Freed by whoever leaves it last: the thread, or the one who asked. */
struct search {
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t found;
    bool done, left; /* by the thread, by the other */
    int result;      /* of getaddrinfo() */
    char name[NAME_MAX_BYTES];
    char address[RESOLVE_TEXT];
};

static int find(const char *name, int flags, char address[RESOLVE_TEXT])
{
    const struct addrinfo hints = {
        .ai_flags = flags, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_DGRAM};
    struct addrinfo *list = NULL;
    int result = getaddrinfo(name, NULL, &hints, &list);

    if (result != 0)
        return result;
    result = getnameinfo(list->ai_addr, list->ai_addrlen, address, RESOLVE_TEXT, NULL, 0,
                         NI_NUMERICHOST);
    freeaddrinfo(list);
    return result;
}

/* --- the thread ------------------------------------------------------------------------------ */

static void search_free(struct search *search)
{
    pthread_cond_destroy(&search->found);
    pthread_mutex_destroy(&search->mutex);
    free(search);
}

static void *search_main(void *data)
{
    struct search *search = data;
    char address[RESOLVE_TEXT] = "";
    int result = find(search->name, 0, address);
    bool last;

    pthread_mutex_lock(&search->mutex);
    search->result = result;
    memcpy(search->address, address, sizeof address);
    search->done = true;
    last = search->left;
    pthread_cond_signal(&search->found);
    pthread_mutex_unlock(&search->mutex);
    if (last)
        search_free(search);
    return NULL;
}

static struct search *search_start(const char *name)
{
    struct search *search = xcalloc(1, sizeof *search);
    pthread_condattr_t attributes;
    pthread_t thread;

    snprintf(search->name, sizeof search->name, "%s", name);
    pthread_mutex_init(&search->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&search->found, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&thread, NULL, search_main, search) != 0) {
        search_free(search);
        return NULL;
    }
    pthread_detach(thread);
    return search;
}

/* --- the other side -------------------------------------------------------------------------- */

/* With the mutex held. */
static void wait_a_little(struct search *search)
{
    struct timespec end;

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += SLICE_MS * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_sec++;
        end.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&search->found, &search->mutex, &end);
}

/* true: the search has ended, with its result. */
static bool search_wait(struct search *search, struct cancel *cancel, const struct clock *clock,
                        int *result, char address[RESOLVE_TEXT])
{
    int64_t end = clock_now(clock) + RESOLVE_TIMEOUT_MS;
    bool done;

    pthread_mutex_lock(&search->mutex);
    while (!search->done && !cancel_asked(cancel) && clock_now(clock) < end)
        wait_a_little(search);
    done = search->done;
    search->left = true;
    *result = search->result;
    memcpy(address, search->address, RESOLVE_TEXT);
    pthread_mutex_unlock(&search->mutex);
    if (done)
        search_free(search);
    return done;
}

int resolve_host(const char *name, char text[RESOLVE_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error)
{
    struct search *search;
    int result = 0;

    if (find(name, AI_NUMERICHOST, text) == 0)
        return 0;
    search = search_start(name);
    if (search == NULL)
        return error_set(error, ERROR_SYSTEM, "%s", _("no thread can be started"));
    if (!search_wait(search, cancel, clock, &result, text)) {
        if (cancel_asked(cancel))
            return error_set(error, ERROR_CANCELLED, _("cancelled"));
        result = EAI_AGAIN;
    }
    if (result == EAI_AGAIN)
        return error_set(error, ERROR_SYSTEM,
                         _("no name server says which address the host %s has; name the address "
                           "itself"),
                         name);
    if (result != 0)
        return error_set(error, ERROR_SYSTEM, _("the name of the host %s is not known"), name);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/host.h"

#include <netdb.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "bmc/bmc.h"

#define PORT_DEFAULT 623
#define SLICE_MS     20 /* how often to look whether it was cancelled */

/* --- HOST[:PORT] ------------------------------------------------------------------------------ */

const char *host_port(const char *host)
{
    const char *colon = host[0] == '[' ? strstr(host, "]:") : strchr(host, ':');

    if (colon != NULL && host[0] == '[')
        colon++;
    /* An IPv6 address without brackets has no port. */
    return colon == NULL || strchr(colon + 1, ':') != NULL ? "" : colon;
}

uint16_t host_port_number(const char *host)
{
    const char *port = host_port(host);

    return port[0] == ':' ? (uint16_t)strtoul(port + 1, NULL, 10) : PORT_DEFAULT;
}

/* --- the resolver and its thread -------------------------------------------------------------- */

/* Freed by the side that is done with it last. */
struct search {
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t found;
    bool done, left; /* by its thread; by the caller */
    int result;      /* of getaddrinfo() */
    char name[HOST_TEXT];
    char address[RESOLVE_TEXT];
};

static int search_address(const char *name, int flags, char address[RESOLVE_TEXT])
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
    int result = search_address(search->name, 0, address);
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
    pthread_t thread;

    snprintf(search->name, sizeof search->name, "%s", name);
    pthread_mutex_init(&search->mutex, NULL);
    clock_cond_init(&search->found);
    if (pthread_create(&thread, NULL, search_main, search) != 0) {
        search_free(search);
        return NULL;
    }
    pthread_detach(thread);
    return search;
}

/* --- the other side -------------------------------------------------------------------------- */

/* true: the search has ended, with its result. */
static bool search_wait(struct search *search, struct cancel *cancel, const struct clock *clock,
                        int *result, char address[RESOLVE_TEXT])
{
    int64_t end = clock_now(clock) + RESOLVE_TIMEOUT_MS;
    bool done;

    pthread_mutex_lock(&search->mutex);
    while (!search->done && !cancel_asked(cancel) && clock_now(clock) < end)
        clock_cond_wait(&search->found, &search->mutex, SLICE_MS);
    done = search->done;
    search->left = true;
    *result = search->result;
    memcpy(address, search->address, RESOLVE_TEXT);
    pthread_mutex_unlock(&search->mutex);
    if (done)
        search_free(search);
    return done;
}

int host_resolve(const char *name, char text[RESOLVE_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error)
{
    struct search *search;
    int result = 0;

    if (search_address(name, AI_NUMERICHOST, text) == 0)
        return 0;
    search = search_start(name);
    if (search == NULL)
        return error_set(error, ERROR_SYSTEM, "%s", _("could not start a thread"));
    if (!search_wait(search, cancel, clock, &result, text)) {
        if (cancel_asked(cancel))
            return error_set(error, ERROR_CANCELLED, _("cancelled"));
        result = EAI_AGAIN;
    }
    if (result == EAI_AGAIN)
        return error_set(error, ERROR_SYSTEM,
                         _("no name server answers for the host %s; use its IP address instead"),
                         name);
    if (result != 0)
        return error_set(error, ERROR_SYSTEM, _("unknown host: %s"), name);
    return 0;
}

/* "localhost" is ::1 first on most systems, where no BMC (nor simulator) listens. FreeIPMI is given
 * an address, as it would resolve a name without a limit, and always a port, as it takes brackets
 * only with one. */
int host_address(const char *host, char text[HOST_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error)
{
    char name[HOST_TEXT], address[RESOLVE_TEXT] = "127.0.0.1";
    size_t brackets;

    if (host == NULL || host[0] == '\0')
        return error_set(error, ERROR_USAGE, _("no host given; add --hostname=HOST"));
    if (!bmc_host_good(host))
        return error_set(error, ERROR_USAGE,
                         _("\"%s\" is not HOST or HOST:PORT with a port from 1 to 65535"), host);
    brackets = host[0] == '[';
    snprintf(name, sizeof name, "%.*s",
             (int)(strlen(host) - strlen(host_port(host)) - 2 * brackets), host + brackets);
    if (strcmp(name, "localhost") != 0 && host_resolve(name, address, cancel, clock, error) != 0)
        return -1;
    snprintf(text, HOST_TEXT, strchr(address, ':') != NULL ? "[%s]:%u" : "%s:%u", address,
             (unsigned)host_port_number(host));
    return 0;
}

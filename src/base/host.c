/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utmpx.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/system.h"
#include "base/text.h"
#include "base/xalloc.h"

#define MORE ", ..."

const char *host_name(char *text, size_t size)
{
    if (gethostname(text, size) < 0)
        text[0] = '\0';
    text[size - 1] = '\0';
    for (char *at = text; *at != '\0'; at++)
        if (*at < ' ' || *at > '~')
            *at = '?';
    return text;
}

/* Of that family, and of use to others: "10.1.2.3". false: it is not. */
static bool host_print_address(const struct ifaddrs *entry, int family, char text[INET6_ADDRSTRLEN])
{
    const void *address;

    if (entry->ifa_addr == NULL || entry->ifa_addr->sa_family != family ||
        (entry->ifa_flags & IFF_UP) == 0 || (entry->ifa_flags & IFF_LOOPBACK) != 0)
        return false;
    if (family == AF_INET) {
        address = &((const struct sockaddr_in *)(const void *)entry->ifa_addr)->sin_addr;
    } else {
        address = &((const struct sockaddr_in6 *)(const void *)entry->ifa_addr)->sin6_addr;
        if (IN6_IS_ADDR_LINKLOCAL((const struct in6_addr *)address))
            return false;
    }
    return inet_ntop(family, address, text, INET6_ADDRSTRLEN) != NULL;
}

/* false: there is no room for it. */
static bool host_append(char *text, size_t size, int columns, const char *address)
{
    size_t used = strlen(text), room = strlen(address) + strlen(MORE);

    if (used + room + 2 >= size || (used > 0 && used + 2 + room > (size_t)columns))
        return false;
    snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "", address);
    return true;
}

static void host_print_addresses(const struct ifaddrs *all, int family, char *text, size_t size,
                                 int columns)
{
    char address[INET6_ADDRSTRLEN];

    for (const struct ifaddrs *entry = all; entry != NULL; entry = entry->ifa_next)
        if (host_print_address(entry, family, address) &&
            !host_append(text, size, columns, address)) {
            snprintf(text + strlen(text), size - strlen(text), MORE);
            return;
        }
}

const char *host_addresses(char *text, size_t size, int columns)
{
    struct ifaddrs *all;

    text[0] = '\0';
    if (getifaddrs(&all) < 0)
        return text;
    host_print_addresses(all, AF_INET, text, size, columns);
    if (text[0] == '\0')
        host_print_addresses(all, AF_INET6, text, size, columns);
    freeifaddrs(all);
    return text;
}

const char *host_uptime(char *text, size_t size)
{
    unsigned long minutes = (unsigned long)(system_boot_ms() / 60000), hours = minutes / 60,
                  days = hours / 24;

    if (days > 0)
        snprintf(text, size, ngettext("up %lu day", "up %lu days", days), days);
    else if (hours > 0)
        snprintf(text, size, _("up %lu h %lu min"), hours, minutes % 60);
    else
        snprintf(text, size, _("up %lu min"), minutes);
    return text;
}

/* --- who would notice ---------------------------------------------------------------------- */

#define PEOPLE_MOST 256

int host_logged_in(void)
{
    char names[PEOPLE_MOST][sizeof((struct utmpx *)NULL)->ut_user];
    const struct utmpx *entry;
    int count = 0, i;

    setutxent();
    while ((entry = getutxent()) != NULL) {
        if (entry->ut_type != USER_PROCESS || (kill(entry->ut_pid, 0) < 0 && errno == ESRCH))
            continue;
        for (i = 0; i < count; i++)
            if (strncmp(names[i], entry->ut_user, sizeof names[i]) == 0)
                break;
        if (i == count && count < PEOPLE_MOST)
            memcpy(names[count++], entry->ut_user, sizeof names[0]);
    }
    endutxent();
    return count;
}

/* --- its disks ----------------------------------------------------------------------------- */

/* Whoever leaves last frees it. */
struct syncing {
    pthread_mutex_t mutex;
    pthread_cond_t done_now;
    bool done, left;
};

static void syncing_free(struct syncing *syncing)
{
    pthread_mutex_destroy(&syncing->mutex);
    pthread_cond_destroy(&syncing->done_now);
    free(syncing);
}

static void *syncing_run(void *data)
{
    struct syncing *syncing = data;
    bool left;

    sync();
    pthread_mutex_lock(&syncing->mutex);
    syncing->done = true;
    left = syncing->left;
    pthread_cond_signal(&syncing->done_now);
    pthread_mutex_unlock(&syncing->mutex);
    if (left)
        syncing_free(syncing);
    return NULL;
}

static bool syncing_wait(struct syncing *syncing, int64_t ms)
{
    int64_t until = clock_now(clock_monotonic()) + ms, left = ms;
    bool done;

    pthread_mutex_lock(&syncing->mutex);
    while (!syncing->done && left > 0) {
        clock_cond_wait(&syncing->done_now, &syncing->mutex, left);
        left = until - clock_now(clock_monotonic());
    }
    done = syncing->done;
    syncing->left = !done;
    pthread_mutex_unlock(&syncing->mutex);
    return done;
}

bool host_sync(int64_t ms)
{
    struct syncing *syncing = xcalloc(1, sizeof *syncing);
    pthread_t thread;
    bool done;

    pthread_mutex_init(&syncing->mutex, NULL);
    clock_cond_init(&syncing->done_now);
    if (pthread_create(&thread, NULL, syncing_run, syncing) != 0) {
        syncing_free(syncing);
        return false;
    }
    pthread_detach(thread);
    done = syncing_wait(syncing, ms);
    if (done)
        syncing_free(syncing);
    return done;
}

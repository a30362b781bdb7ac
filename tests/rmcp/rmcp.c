/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket and its thread, sessions and users. */
#include "rmcp/rmcp.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "demo/demo_personality.h"
#include "rmcp/rmcp_own.h"
#include "unit/demo_look.h"

#define MESSAGING 0x10

int64_t rmcp_now(void)
{
    return clock_now(clock_monotonic());
}

/* The demo BMC never sleeps by itself. */
static int64_t bmc_now(void *data)
{
    return rmcp_now() * ((const struct rmcp *)data)->manners.speed;
}

/* --- packets ---------------------------------------------------------------------- */

void rmcp_send(struct rmcp *rmcp, const struct rmcp_bytes *packet)
{
    const struct rmcp_manners *manners = &rmcp->manners;

    rmcp->answered++;
    if (manners->lose > 0 && rmcp->answered % manners->lose == 0)
        return;
    for (unsigned i = 0; i < manners->doubled; i++) {
        /* A client that has gone away is no concern of ours. */
        if (sendto(rmcp->socket, packet->at, packet->length, 0, (struct sockaddr *)&rmcp->peer,
                   sizeof(rmcp->peer)) < 0)
            return;
    }
}

bool rmcp_wait(struct rmcp *rmcp, int64_t ms)
{
    struct pollfd stop = {.fd = rmcp->stop[0], .events = POLLIN};
    int64_t end_ms = rmcp_now() + ms / rmcp->manners.speed, left;

    while ((left = end_ms - rmcp_now()) > 0) {
        if (poll(&stop, 1, (int)left) > 0)
            return false;
    }
    return true;
}

static void end_old_sessions(struct rmcp *rmcp)
{
    int64_t now = rmcp_now();

    for (unsigned i = 0; i < RMCP_SESSIONS; i++) {
        struct rmcp_session *session = &rmcp->sessions[i];

        if (now - session->heard_ms > rmcp->manners.login.idle_ms ||
            (session->ends_ms >= 0 && now >= session->ends_ms))
            rmcp_session_end(session);
    }
}

static void take_packet(struct rmcp *rmcp)
{
    uint8_t bytes[RMCP_PACKET_MAX];
    socklen_t size = sizeof(rmcp->peer);
    ssize_t length =
        recvfrom(rmcp->socket, bytes, sizeof(bytes), 0, (struct sockaddr *)&rmcp->peer, &size);

    if (length <= 0)
        return;
    rmcp->heard++;
    if (rmcp->manners.drop > 0 && rmcp->heard % rmcp->manners.drop == 0)
        return;
    end_old_sessions(rmcp);
    rmcp_packet(rmcp, bytes, (size_t)length);
}

static void *run(void *data)
{
    struct rmcp *rmcp = data;
    struct pollfd polled[2] = {{.fd = rmcp->socket, .events = POLLIN},
                               {.fd = rmcp->stop[0], .events = POLLIN}};

    for (;;) {
        if (poll(polled, 2, -1) < 0 && errno != EINTR)
            return NULL;
        if (polled[1].revents)
            return NULL;
        if (polled[0].revents) {
            pthread_mutex_lock(&rmcp->mutex);
            take_packet(rmcp);
            pthread_mutex_unlock(&rmcp->mutex);
        }
    }
}

/* --- sessions and users -------------------------------------------------------------- */

void rmcp_session_end(struct rmcp_session *session)
{
    memset(session, 0, sizeof(*session));
    session->ends_ms = -1;
}

struct rmcp_session *rmcp_session_find(struct rmcp *rmcp, uint32_t id)
{
    for (unsigned i = 0; i < RMCP_SESSIONS && id != 0; i++) {
        if (rmcp->sessions[i].id == id)
            return &rmcp->sessions[i];
    }
    return NULL;
}

/* Logins that were not finished make room. */
static struct rmcp_session *find_room(struct rmcp *rmcp)
{
    struct rmcp_session *unfinished = NULL;
    unsigned active = 0;

    for (unsigned i = 0; i < RMCP_SESSIONS; i++)
        active += rmcp->sessions[i].active;
    for (unsigned i = 0; i < RMCP_SESSIONS && active < rmcp->manners.login.sessions; i++) {
        if (rmcp->sessions[i].id == 0)
            return &rmcp->sessions[i];
        if (!rmcp->sessions[i].active)
            unfinished = &rmcp->sessions[i];
    }
    return unfinished;
}

struct rmcp_session *rmcp_session_new(struct rmcp *rmcp)
{
    struct rmcp_session *session = find_room(rmcp);
    uint8_t id[4];

    if (!session)
        return NULL;
    rmcp_session_end(session);
    do {
        rmcp_random(id, sizeof(id));
        session->id = rmcp_number(id, 4);
    } while (session->id == 0);
    session->heard_ms = rmcp_now();
    return session;
}

unsigned rmcp_sessions(const struct rmcp *rmcp)
{
    unsigned active = 0;

    for (unsigned i = 0; i < RMCP_SESSIONS; i++)
        active += rmcp->sessions[i].active;
    return active;
}

int rmcp_session_suite(const struct rmcp *rmcp)
{
    for (unsigned i = 0; i < RMCP_SESSIONS; i++) {
        if (rmcp->sessions[i].active && rmcp->sessions[i].suite)
            return rmcp->sessions[i].suite->id;
    }
    return -1;
}

unsigned rmcp_channel(struct rmcp *rmcp)
{
    const struct demo_state *state = demo_state(rmcp->demo);

    for (unsigned i = 1; i < DEMO_CHANNELS; i++) {
        if (state->channels[i].present && state->channels[i].sessions != 0)
            return i;
    }
    return 1;
}

unsigned rmcp_user_find(struct rmcp *rmcp, const uint8_t *name, size_t length)
{
    const struct demo_state *state = demo_state(rmcp->demo);
    uint8_t padded[DEMO_USER_NAME] = {0};

    if (length > sizeof(padded))
        return 0;
    memcpy(padded, name, length);
    for (unsigned i = 1; i <= state->user_count; i++) {
        const struct demo_user *user = &state->users[i];

        if (user->enabled && (user->access[rmcp_channel(rmcp)] & MESSAGING) &&
            memcmp(user->name, padded, sizeof(padded)) == 0)
            return i;
    }
    return 0;
}

unsigned rmcp_user_limit(struct rmcp *rmcp, unsigned user)
{
    const struct demo_state *state = demo_state(rmcp->demo);
    unsigned channel = rmcp_channel(rmcp), limit = state->users[user].access[channel] & 0x0F;
    unsigned highest = state->channels[channel].active.privilege;

    if (limit > 4)
        limit = 0;
    return limit < highest ? limit : highest;
}

/* --- starting ------------------------------------------------------------------------- */

static bool open_socket(struct rmcp *rmcp)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};

    rmcp->socket = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return rmcp->socket >= 0 && bind(rmcp->socket, (struct sockaddr *)&at, sizeof(at)) == 0 &&
           pipe(rmcp->stop) == 0;
}

/* Signals are for the others. */
static bool start_thread(struct rmcp *rmcp)
{
    sigset_t all, before;
    int failed;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&rmcp->thread, NULL, run, rmcp);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed == 0;
}

static void learn_passwords(struct rmcp *rmcp)
{
    const struct demo_state *state = demo_state(rmcp->demo);

    for (unsigned i = 1; i <= state->user_count; i++) {
        const char *text = state->users[i].factory_password;

        memcpy(rmcp->passwords[i], text, strlen(text));
    }
}

struct rmcp *rmcp_start(const struct rmcp_manners *manners, const char *demo_faults)
{
    struct rmcp *rmcp = xcalloc(1, sizeof(*rmcp));
    struct bmc_error error;
    char sentence[400];

    rmcp_crypt_start();
    pthread_mutex_init(&rmcp->mutex, NULL);
    rmcp->manners = *manners;
    rmcp->clock = (struct clock){bmc_now, NULL, rmcp};
    rmcp->demo = demo_create(&rmcp->clock);
    if (manners->personality[0] != '\0' &&
        demo_personality_load(rmcp->demo, manners->personality, &error) != 0) {
        fprintf(stderr, "responder: %s\n", error.sentence);
        return NULL;
    }
    for (unsigned i = 0; i < RMCP_SESSIONS; i++)
        rmcp_session_end(&rmcp->sessions[i]);
    if (demo_faults && demo_fault_parse(rmcp->demo, demo_faults, sentence, sizeof(sentence)) != 0) {
        fprintf(stderr, "responder: %s\n", sentence);
        return NULL;
    }
    learn_passwords(rmcp);
    if (!open_socket(rmcp) || !start_thread(rmcp)) {
        perror("responder");
        return NULL;
    }
    return rmcp;
}

void rmcp_stop(struct rmcp *rmcp)
{
    if (write(rmcp->stop[1], "", 1) != 1)
        perror("responder");
    pthread_join(rmcp->thread, NULL);
    pthread_mutex_destroy(&rmcp->mutex);
    close(rmcp->stop[0]);
    close(rmcp->stop[1]);
    close(rmcp->socket);
    demo_destroy(rmcp->demo);
    free(rmcp);
}

uint16_t rmcp_port(const struct rmcp *rmcp)
{
    struct sockaddr_in at;
    socklen_t size = sizeof(at);

    if (getsockname(rmcp->socket, (struct sockaddr *)&at, &size) != 0)
        return 0;
    return ntohs(at.sin_port);
}

struct demo_bmc *rmcp_hold(struct rmcp *rmcp)
{
    pthread_mutex_lock(&rmcp->mutex);
    return rmcp->demo;
}

void rmcp_go_on(struct rmcp *rmcp)
{
    pthread_mutex_unlock(&rmcp->mutex);
}

struct rmcp_manners *rmcp_manners(struct rmcp *rmcp)
{
    return &rmcp->manners;
}

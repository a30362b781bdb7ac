/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/ping.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PINGS 3
#define LOOKS 10 /* between two pings */
#define LOOK_MS 50

#define CLASS_ASF 6
#define TYPE_PING 0x80
#define TYPE_PONG 0x40
/* The ASF header: after the RMCP header's four bytes. */
enum { AT_CLASS = 3, AT_ENTERPRISE = 4, AT_TYPE = 8, AT_TAG = 9, PING_LENGTH = 12 };

static const uint8_t request[PING_LENGTH] = {6, 0, 0xff, CLASS_ASF, 0, 0, 0x11, 0xbe,
                                             TYPE_PING, 1, 0, 0};

static bool is_pong(const uint8_t *bytes, ssize_t length)
{
    return length >= PING_LENGTH && bytes[AT_CLASS] == CLASS_ASF && bytes[AT_TYPE] == TYPE_PONG &&
           bytes[AT_ENTERPRISE + 2] == request[AT_ENTERPRISE + 2] &&
           bytes[AT_ENTERPRISE + 3] == request[AT_ENTERPRISE + 3] &&
           bytes[AT_TAG] == request[AT_TAG];
}

/* "Port unreachable" comes as an error of the next call; then nobody is managed there. */
static bool pong_came(int socket)
{
    struct pollfd ready = {.fd = socket, .events = POLLIN};
    uint8_t bytes[64];

    return poll(&ready, 1, LOOK_MS) > 0 && is_pong(bytes, recv(socket, bytes, sizeof bytes, 0));
}

static bool ask(int socket, const struct cancel *cancel)
{
    for (int pings = 0; pings < PINGS; pings++) {
        (void)send(socket, request, sizeof request, 0);
        for (int looks = 0; looks < LOOKS; looks++) {
            if (cancel_asked(cancel))
                return false;
            if (pong_came(socket))
                return true;
        }
    }
    return false;
}

bool ping_answered(uint32_t address, uint16_t port, const struct cancel *cancel)
{
    const struct sockaddr_in to = {.sin_family = AF_INET,
                                   .sin_port = htons(port),
                                   .sin_addr.s_addr = htonl(address)};
    int from = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answered;

    if (from < 0)
        return false;
    answered = connect(from, (const struct sockaddr *)&to, sizeof to) == 0 && ask(from, cancel);
    close(from);
    return answered;
}

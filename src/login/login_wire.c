/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login_wire.h"

#include <string.h>
#include <sys/socket.h>

int login_wire_send(int fd, enum login_packet kind, const char *const texts[], size_t count)
{
    char packet[LOGIN_PACKET];
    size_t used = 1, length;

    packet[0] = (char)kind;
    for (size_t i = 0; i < count; i++) {
        length = strlen(texts[i]) + 1;
        if (length > sizeof packet - used)
            return -1;
        memcpy(packet + used, texts[i], length);
        used += length;
    }
    return send(fd, packet, used, MSG_NOSIGNAL) == (ssize_t)used ? 0 : -1;
}

int login_wire_split(char *packet, ssize_t length, enum login_packet kind, char *texts[],
                     size_t count)
{
    char *at = packet + 1, *end = packet + length, *nul;

    if (length < 1 || packet[0] != (char)kind)
        return -1;
    for (size_t i = 0; i < count; i++) {
        nul = at < end ? memchr(at, '\0', (size_t)(end - at)) : NULL;
        if (nul == NULL)
            return -1;
        texts[i] = at;
        at = nul + 1;
    }
    return at == end ? 0 : -1;
}

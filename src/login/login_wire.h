/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes over the socket between login.c and login_worker.c: packets (SOCK_SEQPACKET), each a
 * byte that says what it is, then texts, each with a NUL behind it. An answer is its bytes alone.
 *
 * And who may log in, of those that PAM lets in: lists of names with commas between them; blanks
 * around a name do not count.
 */
#ifndef BMCTUI_LOGIN_LOGIN_WIRE_H
#define BMCTUI_LOGIN_LOGIN_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define LOGIN_FD 3 /* of the socket, in the login's process */
#define LOGIN_PACKET 4096

enum login_packet {
    LOGIN_PACKET_START = 's',  /* in: service, user, tty, users, groups */
    LOGIN_PACKET_ANSWER = 'a', /* in */
    LOGIN_PACKET_NEWS = 'n'    /* out: '0' + enum login_news, text, user */
};

#define LOGIN_START_TEXTS 5
#define LOGIN_NEWS_TEXTS 3

/* -1: too long, or nobody is there. */
int login_wire_send(int fd, enum login_packet kind, const char *const texts[], size_t count);
/* Takes a packet apart: texts point into it. -1: not of this kind, or not so many texts. */
int login_wire_split(char *packet, ssize_t length, enum login_packet kind, char *texts[],
                     size_t count);

/* list NULL: nobody is in it. */
bool login_list_has(const char *list, const char *name);
/* In users by name, or a member (by the system's tables) of one of groups. */
bool login_list_allows(const char *users, const char *groups, const char *name);

#endif

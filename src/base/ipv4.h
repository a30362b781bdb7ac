/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IPv4 addresses and netmasks as numbers in host byte order: 192.168.1.2 is
 * 0xc0a80102 on every machine.
 */
#ifndef BMCTUI_BASE_IPV4_H
#define BMCTUI_BASE_IPV4_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IPV4_TEXT 16 /* "255.255.255.255" and the NUL */

enum ipv4_fault {
    IPV4_GOOD,
    IPV4_EMPTY,
    IPV4_CHARACTER,    /* something other than digits and dots */
    IPV4_PARTS,        /* not four parts, or an empty one */
    IPV4_LEADING_ZERO, /* 010: octal to some, decimal to others */
    IPV4_TOO_LARGE     /* a part above 255 */
};

/* Where a text went wrong, so that the sentence can name the place. */
struct ipv4_place {
    size_t start, length;
};

/* Strict: four decimal parts of 0 to 255 without leading zeros, signs, blanks
 * or a tail. place may be NULL. *address is set only on IPV4_GOOD. */
enum ipv4_fault ipv4_parse(const char *text, uint32_t *address, struct ipv4_place *place);

/* Writes the dotted quad into text (IPV4_TEXT bytes) and returns text. */
const char *ipv4_print(uint32_t address, char text[IPV4_TEXT]);

/* prefix 0 to 32. */
uint32_t ipv4_mask(unsigned prefix);

/* The prefix length of a netmask, -1 if its ones are not contiguous. */
int ipv4_prefix(uint32_t netmask);

/* 169.254.0.0/16 (RFC 3927): what an interface gives itself when nobody does. */
bool ipv4_link_local(uint32_t address);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This machine as others know it; all that comes from elsewhere is printable ASCII here. */
#ifndef BMCTUI_BASE_HOST_H
#define BMCTUI_BASE_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOST_NAME 256

/* "nas1.example.com", "" unknown. Returns text. */
const char *host_name(char *text, size_t size);
/* Its own IPv4 addresses, where it has none its IPv6 ones, without those that only it can use:
 * "10.1.2.3, 10.9.2.3", in at most so many columns, then ", ...". Returns text. */
const char *host_addresses(char *text, size_t size, int columns);
/* "up 12 days", "up 3 h 7 min", "up 4 min". Returns text. */
const char *host_uptime(char *text, size_t size);

/* How many people are logged in, -1: not known. A person with five terminals is one. */
int host_logged_in(void);
/* Writes what is not on disk yet, as sync(); false: a disk has not answered within so long, and is
 * left to it. */
bool host_sync(int64_t ms);

#endif

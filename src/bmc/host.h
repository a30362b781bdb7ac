/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HOST[:PORT] as a person writes it, and the address that it has. The system's own search for a
 * name can be neither broken off nor given a time, so it has a thread of its own that is left
 * behind when it takes too long.
 */
#ifndef BMCTUI_BMC_HOST_H
#define BMCTUI_BMC_HOST_H

#include "base/clock.h"
#include "base/error.h"
#include "bmc/cancel.h"

#define HOST_TEXT          300
#define RESOLVE_TIMEOUT_MS 10000
#define RESOLVE_TEXT       80 /* an IPv6 address with its zone */

/* ":PORT" at the end of a host that is good, "" without one. */
const char *host_port(const char *host);
uint16_t host_port_number(const char *host); /* 623 without one */

/* The first address of a name, as text; one that is an address already stays as it is. -1: there is
 * none, or nobody says so in time (ERROR_SYSTEM), or ERROR_CANCELLED. */
int host_resolve(const char *name, char text[RESOLVE_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error);
/* ADDRESS:PORT or [ADDRESS]:PORT of a host, as FreeIPMI takes it. Errors as above; ERROR_USAGE of
 * one that is not good, or NULL. */
int host_address(const char *host, char text[HOST_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HOST[:PORT] as a person writes it, and its address. The system's resolver can be neither broken
 * off nor limited in time, so it runs in a thread of its own, which is left behind when it takes
 * too long.
 */
#ifndef BMCTUI_BMC_HOST_H
#define BMCTUI_BMC_HOST_H

#include "base/clock.h"
#include "base/error.h"
#include "bmc/cancel.h"

#define HOST_TEXT          300
#define RESOLVE_TIMEOUT_MS 10000
#define RESOLVE_TEXT       80 /* an IPv6 address with its zone */

/* ":PORT" at the end of a good host, or "". */
const char *host_port(const char *host);
uint16_t host_port_number(const char *host); /* 623 without one */

/* The first address of a name, as text; an address stays as it is. -1: there is none, or no answer
 * in time (ERROR_SYSTEM), or ERROR_CANCELLED. */
int host_resolve(const char *name, char text[RESOLVE_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error);
/* ADDRESS:PORT or [ADDRESS]:PORT, as FreeIPMI takes it. Errors as above; ERROR_USAGE for NULL or a
 * host that is not bmc_host_good(). */
int host_address(const char *host, char text[HOST_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error);

#endif

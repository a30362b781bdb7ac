/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A host's name as an address. The system's own search for it can be neither broken off nor given a
 * time, so it has a thread of its own that is left behind when it takes too long.
 */
#ifndef BMCTUI_BMC_RESOLVE_H
#define BMCTUI_BMC_RESOLVE_H

#include "base/clock.h"
#include "base/error.h"
#include "bmc/cancel.h"

#define RESOLVE_TIMEOUT_MS 10000
#define RESOLVE_TEXT       80 /* an IPv6 address with its zone */

/* The first address of a name, as text; one that is an address already stays as it is. -1: there is
 * none, or nobody says so in time (ERROR_SYSTEM), or ERROR_CANCELLED. */
int resolve_host(const char *name, char text[RESOLVE_TEXT], struct cancel *cancel,
                 const struct clock *clock, struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The RMCP presence ping (13.2.3), to which anything that is managed over UDP port 623 answers
 * without a login.
 */
#ifndef BMCTUI_BMC_PING_H
#define BMCTUI_BMC_PING_H

#include <stdbool.h>
#include <stdint.h>

#include "bmc/cancel.h"

/* Whether somebody at this IPv4 address (host byte order) and port answers within a second and a
 * half. Broken off by the cancel: then false. */
bool ping_answered(uint32_t address, uint16_t port, const struct cancel *cancel);

#endif

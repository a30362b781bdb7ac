/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BMCTUI_GUARD_GUEST_UNTIL_H
#define BMCTUI_GUARD_GUEST_UNTIL_H

#include <stdint.h>

#include "bmc/bmc.h"

/* When this user of the BMC ends by himself, seconds since 1970; 0: never. Files only. */
int64_t guest_until(const struct bmc_target *target, const char *directory, uint8_t slot,
                    const char *bytes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose time as a guest is over, for the page "Security": the guard knows, the page asks. */
#ifndef BMCTUI_GUARD_SECURITY_GUESTS_H
#define BMCTUI_GUARD_SECURITY_GUESTS_H

#include "core/weakness.h"

/* Fills in FACT_GUESTS from the records on disk; no request, any thread. */
void security_guests(const struct bmc_target *target, const char *directory,
                     struct weakness_facts *facts);

#endif

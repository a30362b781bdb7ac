/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Explains why there is no BMC, from the machine's own state and the error of opening it, for the
 * no-BMC screen and `doctor`.
 */
#ifndef BMCTUI_CORE_DIAGNOSE_H
#define BMCTUI_CORE_DIAGNOSE_H

#include "bmc/machine.h"
#include "core/finding.h"

enum { DIAGNOSE_SMBIOS, DIAGNOSE_MODULES, DIAGNOSE_DEVICE, DIAGNOSE_COUNT };

/* "SMBIOS type 38", "Kernel modules", "Device node"; in JSON smbios, modules, device. */
void diagnose_machine(const struct machine *machine, struct finding findings[DIAGNOSE_COUNT]);

/* The text above and below the findings on the no-BMC screen. */
struct diagnosis {
    char reason[ERROR_SENTENCE];        /* "there is no /dev/ipmi0" */
    char headline[ERROR_SENTENCE + 64]; /* "No BMC was reached: there is no /dev/ipmi0." */
    bool machine_matters;               /* false over LAN: the findings are irrelevant */
    char what_to_do[FINDING_TEXT];     /* "" if the reason already says it */
};

/* error: what bmc_open() or load_first() failed with. */
void diagnose_explain(struct diagnosis *diagnosis, const struct machine *machine,
                      const struct bmc_target *target, const struct bmc_error *error);

/* Whether this error means that no BMC was reached or the login failed: exit status 3. */
bool diagnose_no_bmc(const struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why no session was opened over LAN, in a sentence.
 */
#ifndef BMCTUI_BMC_LAN_ERROR_H
#define BMCTUI_BMC_LAN_ERROR_H

#include "bmc/lan_offer.h"

/* How a login failed. */
struct lan_failure {
    int errnum;       /* FreeIPMI's, of the attempt to be told about */
    bool both_suites; /* neither the best nor the older suite was taken */
};

/* Whether what FreeIPMI says may come from the cipher suite that was asked for. Some BMCs answer
 * another one than that, or refuse it with a status that means something else. */
bool lan_suite_suspected(int errnum);
/* It says so by itself. */
bool lan_suite_named(int errnum);
/* Whether the sentence gets better by what the BMC tells of its logins. */
bool lan_offer_helps(int errnum);
/* offer: all zeros where it was not asked for. Returns -1. */
int lan_open_error(const struct link *link, const struct lan_failure *failure,
                   const struct lan_offer *offer, struct bmc_error *error);

#endif

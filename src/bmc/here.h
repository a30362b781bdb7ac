/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a BMC is the one of the machine that this program runs on: then switching it off takes
 * the program down, too, and nobody is left to switch it on again.
 */
#ifndef BMCTUI_BMC_HERE_H
#define BMCTUI_BMC_HERE_H

#include "bmc/bmc.h"

enum here {
    HERE_NO,
    HERE_INBAND, /* it is reached from inside */
    HERE_UUID    /* over LAN: its GUID (22.14) is the UUID of this machine's SMBIOS (7.2) */
};

/* One request at most. A BMC over LAN without a GUID, and a machine whose UUID we may not read, are
 * taken for different ones; the demo BMC always is. root: "" for this machine; tests use a folder
 * that looks like "/". */
enum here here_find(struct bmc *bmc, const char *root);

/* Of the GUID that a BMC has given: it is this machine's UUID. */
bool here_has_guid(const char *root, const uint8_t guid[BMC_GUID]);

/* Whether these 16 bytes are that UUID, in any of the orders that are in use: as it is printed, as
 * SMBIOS keeps it (the first three parts backwards), and either of these from end to end. */
bool here_same_uuid(const uint8_t guid[BMC_GUID], const uint8_t uuid[BMC_GUID]);

#endif

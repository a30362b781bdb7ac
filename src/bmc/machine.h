/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What this machine itself tells of its BMC: SMBIOS, kernel modules, device nodes and who may open
 * them. Nothing is sent, nothing is loaded.
 */
#ifndef BMCTUI_BMC_MACHINE_H
#define BMCTUI_BMC_MACHINE_H

#include "base/system.h"
#include "bmc/bmc.h"

/* SMBIOS type 38, "IPMI Device Information". */
enum smbios_bmc { SMBIOS_UNREADABLE, SMBIOS_NO_BMC, SMBIOS_BMC };

/* What was found on this machine. */
struct machine {
    enum smbios_bmc smbios;
    char interface[64];  /* with SMBIOS_BMC: "KCS at I/O 0xca2"; "" when only root may read it */
    bool interface_ssif; /* on the SMBus: DRIVER_SMBUS drives it, not DRIVER_PORTS */
    enum module_state modules[DRIVER_COUNT];
    bool kernel_known;   /* the kernel's folder of modules exists; else the next is not valid */
    bool kernel_has;     /* this kernel comes with IPMI drivers */
    char device[128];    /* the device node: the one asked for, else the first of the usual ones */
    bool device_named;   /* the user named it */
    bool device_exists;
    bool device_opens;   /* this user may read and write it, as far as its mode tells */
    char device_mode[96]; /* "root:root 0600" */
    bool root;           /* we are root: what could not be read is not there */
};

/* root: "" for this machine; tests use a folder that looks like "/". device: as in struct
 * bmc_target, NULL for the usual ones. */
void machine_examine(struct machine *machine, const char *root, const char *device);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why there is no BMC, from what the machine itself tells: SMBIOS, kernel modules, device nodes
 * and who may open them. Nothing is sent, nothing is loaded. For the no-BMC screen and `doctor`.
 */
#ifndef BMCTUI_BMC_DIAGNOSE_H
#define BMCTUI_BMC_DIAGNOSE_H

#include "base/system.h"
#include "bmc/bmc.h"

#define DIAGNOSE_TEXT 320

enum diagnose_state {
    DIAGNOSE_OK,
    DIAGNOSE_WARNING,
    DIAGNOSE_FAULT,
    DIAGNOSE_UNKNOWN /* cannot be found out, mostly for want of rights */
};

/* SMBIOS type 38, "IPMI Device Information". */
enum smbios_bmc { SMBIOS_UNREADABLE, SMBIOS_NO_BMC, SMBIOS_BMC };

/* What was found on this machine. */
struct machine {
    enum smbios_bmc smbios;
    char interface[64];  /* with SMBIOS_BMC: "KCS at I/O 0xca2"; "" when only root may read it */
    bool interface_ssif; /* on the SMBus: DRIVER_SMBUS drives it, not DRIVER_PORTS */
    enum module_state modules[DRIVER_COUNT];
    bool kernel_known;   /* the kernel's folder of modules is there, so that what follows holds */
    bool kernel_has;     /* this kernel comes with IPMI drivers */
    char device[128];    /* the device node: the one asked for, else the first of the usual ones */
    bool device_named;   /* it was asked for by its name */
    bool device_exists;
    bool device_opens;   /* this user may read and write it, as far as its mode tells */
    char device_mode[96]; /* "root:root 0600" */
    bool root;           /* we are root: what could not be read is not there */
};

/* root: "" for this machine; tests hand in a folder that looks like "/". device: as in struct
 * bmc_target, NULL for the usual ones. */
void diagnose_machine(struct machine *machine, const char *root, const char *device);

/* One line of doctor, and of the no-BMC screen. */
struct diagnose_line {
    const char *name;  /* for JSON: smbios, modules, device; not translated */
    const char *label; /* translated: "SMBIOS type 38", "Kernel modules", "Device node" */
    enum diagnose_state state;
    char text[DIAGNOSE_TEXT]; /* translated */
    char what_to_do[DIAGNOSE_TEXT]; /* translated; "" when all is well */
};

enum { DIAGNOSE_SMBIOS, DIAGNOSE_MODULES, DIAGNOSE_DEVICE, DIAGNOSE_LINES };

void diagnose_lines(const struct machine *machine, struct diagnose_line lines[DIAGNOSE_LINES]);

/* What the no-BMC screen says above and beneath the first two lines. */
struct diagnosis {
    char reason[ERROR_SENTENCE];        /* "there is no /dev/ipmi0" */
    char headline[ERROR_SENTENCE + 64]; /* "No BMC was reached: there is no /dev/ipmi0." */
    bool machine_matters;               /* false over LAN: the lines say nothing about it */
    char what_to_do[DIAGNOSE_TEXT];     /* "" where the reason says it already */
};

/* "What to do", translated. */
const char *diagnose_todo_label(void);

/* error: what bmc_open() or load_first() failed with. */
void diagnose_explain(struct diagnosis *diagnosis, const struct machine *machine,
                      const struct bmc_target *target, const struct bmc_error *error);

/* Whether this error means that no BMC was reached, or that one was not let in: exit status 3. */
bool diagnose_no_bmc(const struct bmc_error *error);

#endif

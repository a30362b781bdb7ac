/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system tells about its BMC, and the device nodes. */
#include "bmc/machine.h"

#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/system.h"
#include "base/xalloc.h"

#define PATH_LENGTH 512
#define SMBIOS_IPMI 38
#define SMBIOS_END 127
#define SMBIOS_TABLE_MAX 65536

/* --- SMBIOS ------------------------------------------------------------------------------ */

/* Table type 38 of the SMBIOS specification (7.39), length bytes of it. */
static void smbios_decode_ipmi(struct machine *machine, const uint8_t *table, size_t length)
{
    static const char *const types[] = {"", "KCS", "SMIC", "BT", "SSIF"};
    uint8_t type = length > 4 ? table[4] : 0;
    uint64_t base = 0;

    machine->smbios = SMBIOS_BMC;
    if (length < 16 || type == 0 || type >= sizeof types / sizeof types[0])
        return;
    for (int i = 7; i >= 0; i--)
        base = base << 8 | table[8 + i];
    machine->interface_ssif = type == 4;
    if (machine->interface_ssif) {
        /* The slave address stands in bits 1 to 7. */
        snprintf(machine->interface, sizeof machine->interface, "SSIF at I2C 0x%02x",
                 (unsigned)(base >> 1 & 0x7f));
        return;
    }
    /* Bit 0: I/O space; the address' own lowest bit is kept elsewhere. */
    snprintf(machine->interface, sizeof machine->interface, "%s at %s 0x%" PRIx64, types[type],
             (base & 1) != 0 ? "I/O" : "memory",
             (base & ~UINT64_C(1)) | (length > 16 ? table[16] >> 4 & 1 : 0));
}

/* Walks the whole table: each entry is its formatted part, then strings that end in two NULs. */
static void smbios_walk(struct machine *machine, const uint8_t *bytes, size_t length)
{
    size_t at = 0;

    machine->smbios = SMBIOS_NO_BMC;
    while (at + 4 <= length) {
        size_t formatted = bytes[at + 1];

        if (formatted < 4 || at + formatted > length || bytes[at] == SMBIOS_END)
            return;
        if (bytes[at] == SMBIOS_IPMI) {
            smbios_decode_ipmi(machine, bytes + at, formatted);
            return;
        }
        at += formatted;
        while (at + 1 < length && (bytes[at] != 0 || bytes[at + 1] != 0))
            at++;
        at += 2;
    }
}

/* Only root may read the table; the entries may be listed by others, too. */
static void machine_find_smbios(struct machine *machine, const char *root)
{
    uint8_t *bytes = xmalloc(SMBIOS_TABLE_MAX);
    ssize_t table = system_smbios(root, bytes, SMBIOS_TABLE_MAX);
    enum smbios_entry entry = SMBIOS_ENTRY_UNKNOWN;
    size_t length;

    if (table >= 0)
        smbios_walk(machine, bytes, (size_t)table);
    else
        entry = system_smbios_entry(root, SMBIOS_IPMI, bytes, SMBIOS_TABLE_MAX, &length);
    if (entry == SMBIOS_ENTRY_FOUND)
        smbios_decode_ipmi(machine, bytes, length);
    else if (entry == SMBIOS_ENTRY_NONE)
        machine->smbios = SMBIOS_NO_BMC;
    free(bytes);
}

/* --- kernel modules ---------------------------------------------------------------------- */

static void machine_find_modules(struct machine *machine, const char *root)
{
    struct system_drivers drivers;

    system_find_drivers(root, &drivers);
    memcpy(machine->modules, drivers.states, sizeof machine->modules);
    machine->kernel_known = drivers.known;
    machine->kernel_has = drivers.ipmi || machine->modules[DRIVER_NODE] != MODULE_NOT_LOADED;
}

/* --- device nodes ------------------------------------------------------------------------ */

static void machine_describe_mode(struct machine *machine, const struct stat *status)
{
    const struct passwd *user = getpwuid(status->st_uid);
    const struct group *group = getgrgid(status->st_gid);
    char uid[16], gid[16];

    snprintf(uid, sizeof uid, "%u", (unsigned)status->st_uid);
    snprintf(gid, sizeof gid, "%u", (unsigned)status->st_gid);
    snprintf(machine->device_mode, sizeof machine->device_mode, "%s:%s %04o",
             user != NULL ? user->pw_name : uid, group != NULL ? group->gr_name : gid,
             (unsigned)status->st_mode & 07777);
}

static void machine_find_device(struct machine *machine, const char *root, const char *asked)
{
    const char *device = bmc_node_name(root, asked);
    char path[PATH_LENGTH];
    struct stat status;

    snprintf(path, sizeof path, "%s%s", root, device);
    snprintf(machine->device, sizeof machine->device, "%s", device);
    machine->device_named = asked != NULL;
    if (stat(path, &status) < 0)
        return;
    machine->device_exists = true;
    machine->device_opens = faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0;
    machine_describe_mode(machine, &status);
}

void machine_examine(struct machine *machine, const char *root, const char *device)
{
    memset(machine, 0, sizeof *machine);
    machine->root = geteuid() == 0;
    machine_find_smbios(machine, root);
    machine_find_modules(machine, root);
    machine_find_device(machine, root, device);
}

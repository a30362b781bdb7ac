/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Linux tells about its BMC in /sys, /proc, /lib/modules and /dev. */
#include "bmc/diagnose.h"

#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/xalloc.h"

#define PATH_LENGTH 512
#define SMBIOS_IPMI 38
#define SMBIOS_END 127
#define SMBIOS_TABLE_MAX 65536

static const char *const usual_devices[] = {"/dev/ipmi0", "/dev/ipmi/0", "/dev/ipmidev/0"};

/* Reads at most size bytes; -1 with errno. */
static ssize_t read_file(const char *root, const char *name, uint8_t *bytes, size_t size)
{
    char path[PATH_LENGTH];
    size_t length = 0;
    ssize_t got = 0;
    int fd;

    snprintf(path, sizeof path, "%s%s", root, name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    while (length < size && (got = read(fd, bytes + length, size - length)) > 0)
        length += (size_t)got;
    close(fd);
    return got < 0 ? -1 : (ssize_t)length;
}

static bool exists(const char *root, const char *name)
{
    char path[PATH_LENGTH];
    struct stat status;

    snprintf(path, sizeof path, "%s%s", root, name);
    return stat(path, &status) == 0;
}

/* --- SMBIOS ------------------------------------------------------------------------------ */

/* Table type 38 of the SMBIOS specification (7.39), length bytes of it. */
static void decode_ipmi(struct machine *machine, const uint8_t *table, size_t length)
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
static void walk_table(struct machine *machine, const uint8_t *bytes, size_t length)
{
    size_t at = 0;

    machine->smbios = SMBIOS_NO_BMC;
    while (at + 4 <= length) {
        size_t formatted = bytes[at + 1];

        if (formatted < 4 || at + formatted > length || bytes[at] == SMBIOS_END)
            return;
        if (bytes[at] == SMBIOS_IPMI) {
            decode_ipmi(machine, bytes + at, formatted);
            return;
        }
        at += formatted;
        while (at + 1 < length && (bytes[at] != 0 || bytes[at + 1] != 0))
            at++;
        at += 2;
    }
}

static void find_smbios(struct machine *machine, const char *root)
{
    uint8_t *bytes = xmalloc(SMBIOS_TABLE_MAX);
    ssize_t length = read_file(root, "/sys/firmware/dmi/tables/DMI", bytes, SMBIOS_TABLE_MAX);

    if (length >= 0) {
        walk_table(machine, bytes, (size_t)length);
    } else if (exists(root, "/sys/firmware/dmi/entries/38-0")) {
        machine->smbios = SMBIOS_BMC;
        length = read_file(root, "/sys/firmware/dmi/entries/38-0/raw", bytes, SMBIOS_TABLE_MAX);
        if (length > 0)
            decode_ipmi(machine, bytes, (size_t)length);
    } else if (exists(root, "/sys/firmware/dmi/entries/0-0")) {
        /* The entries are listed for everybody, and this one is not among them. */
        machine->smbios = SMBIOS_NO_BMC;
    }
    free(bytes);
}

/* --- kernel modules ---------------------------------------------------------------------- */

const char *diagnose_module_name(enum diagnose_module module)
{
    static const char *const names[MODULE_COUNT] = {"ipmi_msghandler", "ipmi_si", "ipmi_ssif",
                                                    "ipmi_devintf"};

    return names[module];
}

/* The kernel writes both "-" and "_"; its lists of modules the file names. */
static bool built_in(const char *list, const char *name)
{
    char file[64];

    snprintf(file, sizeof file, "/%s.ko", name);
    return strstr(list, file) != NULL;
}

static char *read_text(const char *root, const char *name)
{
    const size_t size = 256 * 1024;
    char *text = xmalloc(size + 1);
    ssize_t length = read_file(root, name, (uint8_t *)text, size);

    text[length > 0 ? length : 0] = '\0';
    return text;
}

static void find_modules(struct machine *machine, const char *root)
{
    struct utsname kernel;
    char name[PATH_LENGTH], *list;

    if (uname(&kernel) < 0)
        return;
    snprintf(name, sizeof name, "/lib/modules/%s/modules.builtin", kernel.release);
    machine->kernel_known = exists(root, name);
    list = read_text(root, name);
    for (int i = 0; i < MODULE_COUNT; i++) {
        snprintf(name, sizeof name, "/sys/module/%s", diagnose_module_name(i));
        if (built_in(list, diagnose_module_name(i)))
            machine->modules[i] = MODULE_BUILT_IN;
        else if (exists(root, name))
            machine->modules[i] = MODULE_LOADED;
    }
    free(list);
    snprintf(name, sizeof name, "/lib/modules/%s/kernel/drivers/char/ipmi", kernel.release);
    machine->kernel_has = exists(root, name) || machine->modules[MODULE_DEVINTF] != 0;
}

/* --- device nodes ------------------------------------------------------------------------ */

static void describe_mode(struct machine *machine, const struct stat *status)
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

static bool find_node(struct machine *machine, const char *root, const char *device)
{
    char path[PATH_LENGTH];
    struct stat status;

    snprintf(path, sizeof path, "%s%s", root, device);
    if (stat(path, &status) < 0)
        return false;
    snprintf(machine->device, sizeof machine->device, "%s", device);
    machine->device_exists = true;
    machine->device_opens = faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0;
    describe_mode(machine, &status);
    return true;
}

static void find_device(struct machine *machine, const char *root, const char *device)
{
    snprintf(machine->device, sizeof machine->device, "%s",
             device != NULL ? device : usual_devices[0]);
    if (device != NULL) {
        find_node(machine, root, device);
        return;
    }
    for (size_t i = 0; i < sizeof usual_devices / sizeof usual_devices[0]; i++)
        if (find_node(machine, root, usual_devices[i]))
            return;
}

void diagnose_machine(struct machine *machine, const char *root, const char *device)
{
    memset(machine, 0, sizeof *machine);
    machine->root = geteuid() == 0;
    find_smbios(machine, root);
    find_modules(machine, root);
    find_device(machine, root, device);
}

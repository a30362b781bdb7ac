/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What POSIX does not have, and each system does its own way: in system_linux*.c, system_freebsd.c,
 * or for all others system_posix.c, as configure chooses. No other file has calls, paths or names
 * of one system (./dev check lint). What a system cannot tell is unknown.
 */
#ifndef BMCTUI_BASE_SYSTEM_H
#define BMCTUI_BASE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* --- this process ------------------------------------------------------------------------ */

/* Executes this very program again, even if its file has been replaced. Safe between fork and exec;
 * returns only on failure. */
void system_exec_self(char *const argv[]);
/* The folder with our descriptors by name, besides "/dev/fd/"; may be the same. */
const char *system_fd_folder(void);
/* Closes every descriptor from this one on. */
void system_close_from(int first);
/* No core files and no debuggers from now on. */
void system_hide_memory(void);
/* Be killed when the parent ends. */
void system_die_with_parent(void);

/* Whether the system allows only what FIPS 140 does for encryption. */
bool system_fips(void);

/* What has been given to free() goes back to the system, where the C library can do that. */
void system_return_memory(void);

/* --- this boot --------------------------------------------------------------------------- */

/* Milliseconds, counted while the machine sleeps too if the system has such a clock. */
int64_t system_boot_ms(void);
/* Identifies this boot; "" if the system has nothing. */
void system_boot_id(char *text, size_t size);

/* --- its consoles ------------------------------------------------------------------------ */

/* The line behind /dev/console, without "/dev/"; "" unknown. Returns text. */
const char *system_console(char *text, size_t size);
/* Whether this is a terminal on the machine's own screen: the kernel writes its messages there. */
bool system_is_screen(const char *tty);
/* Whether this is a serial line, which may be slow: "ttyS0", "cuau1"; without "/dev/". */
bool system_is_serial(const char *tty);
/* Up to which level the kernel writes them, -1 unknown; setting it: -1 not allowed. */
int system_kernel_log(void);
int system_set_kernel_log(int level);

/* In what follows, root: "" for this machine; tests use a folder that looks like "/". */

/* The arguments that the kernel was started with, and the lines that it writes its messages to, the
 * last is /dev/console: "tty0 ttyS1"; "" unknown. Both return text. */
const char *system_kernel_arguments(const char *root, char *text, size_t size);
const char *system_kernel_lines(const char *root, char *text, size_t size);
/* The ACPI table of the serial port that the firmware itself writes to (SPCR), at most size bytes
 * of it; -1: there is none, or only root may read it. */
ssize_t system_spcr(const char *root, uint8_t *bytes, size_t size);
/* What asks for a login on this line (without "/dev/"): a unit, "serial-getty@ttyS1", or a program,
 * "agetty". "" nothing does, or it cannot be told. Returns text. */
const char *system_login_prompt(const char *root, const char *tty, char *text, size_t size);

/* --- its hardware ------------------------------------------------------------------------ */

/* The firmware's whole SMBIOS table, at most size bytes of it; -1: it cannot be read. */
ssize_t system_smbios(const char *root, uint8_t *bytes, size_t size);

/* The UUID of this machine as it is printed, "" where there is none, or only root may read it.
 * Returns text. */
const char *system_uuid(const char *root, char *text, size_t size);

enum smbios_entry { SMBIOS_ENTRY_UNKNOWN, SMBIOS_ENTRY_NONE, SMBIOS_ENTRY_FOUND };

/* The first entry of one type, found without the rights to read the table. Its bytes, length 0
 * when they may not be read. */
enum smbios_entry system_smbios_entry(const char *root, unsigned type, uint8_t *bytes, size_t size,
                                      size_t *length);

/* It was started by UEFI. */
bool system_uefi(const char *root);

/* The kernel's drivers for IPMI. Where one does the work of several they have one name. */
enum system_driver {
    DRIVER_CORE,  /* the others need it */
    DRIVER_PORTS, /* KCS, SMIC, BT */
    DRIVER_SMBUS, /* SSIF */
    DRIVER_NODE,  /* makes the device node */
    DRIVER_COUNT
};

const char *system_driver_name(enum system_driver driver);
/* What root types to load one or two of them: "modprobe -a ipmi_si ipmi_devintf". Returns text. */
const char *system_load_command(enum system_driver first, enum system_driver second, char *text,
                                size_t size);
/* The same for the usual ones, within a sentence. */
const char *system_load_usual(void);

enum module_state { MODULE_NOT_LOADED, MODULE_LOADED, MODULE_BUILT_IN };

struct system_drivers {
    bool known; /* the kernel's folder of modules exists; else the next is not valid */
    bool ipmi;  /* it has some for IPMI */
    enum module_state states[DRIVER_COUNT];
};

void system_find_drivers(const char *root, struct system_drivers *drivers);

#endif

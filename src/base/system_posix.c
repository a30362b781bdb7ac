/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A system of which nothing is known but POSIX: what it cannot tell is unknown. */
#include "base/system.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define DESCRIPTORS_MOST 65536

/* --- this process ------------------------------------------------------------------------ */

/* argv[0] is a name that was found once; it may be another file's by now, but none is better. */
void system_exec_self(char *const argv[])
{
    execvp(argv[0], argv);
}

const char *system_fd_folder(void)
{
    return "/dev/fd/";
}

void system_close_from(int first)
{
    long most = sysconf(_SC_OPEN_MAX);

    if (most <= 0 || most > DESCRIPTORS_MOST)
        most = DESCRIPTORS_MOST;
    for (int fd = first; fd < most; fd++)
        close(fd);
}

void system_hide_memory(void)
{
    const struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
}

/* Whoever is started by it notices the end of its pipe. */
void system_die_with_parent(void)
{
}

bool system_fips(void)
{
    return false;
}

void system_return_memory(void)
{
}

/* --- this boot --------------------------------------------------------------------------- */

int64_t system_boot_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void system_boot_id(char *text, size_t size)
{
    if (size > 0)
        text[0] = '\0';
}

/* --- its consoles ------------------------------------------------------------------------ */

const char *system_console(char *text, size_t size)
{
    if (size > 0)
        text[0] = '\0';
    return text;
}

bool system_is_screen(const char *tty)
{
    (void)tty;
    return false;
}

bool system_is_serial(const char *tty)
{
    static const char *const names[] = {"ttyS", "ttyu", "ttyC", "tty0", "cua", "cuau", "dty"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(tty, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

int system_kernel_log(void)
{
    return -1;
}

int system_set_kernel_log(int level)
{
    (void)level;
    return -1;
}

/* --- its hardware ------------------------------------------------------------------------ */

ssize_t system_smbios(const char *root, uint8_t *bytes, size_t size)
{
    (void)root;
    (void)bytes;
    (void)size;
    return -1;
}

const char *system_uuid(const char *root, char *text, size_t size)
{
    (void)root;
    (void)size;
    text[0] = '\0';
    return text;
}

enum smbios_entry system_smbios_entry(const char *root, unsigned type, uint8_t *bytes, size_t size,
                                      size_t *length)
{
    (void)root;
    (void)type;
    (void)bytes;
    (void)size;
    *length = 0;
    return SMBIOS_ENTRY_UNKNOWN;
}

const char *system_driver_name(enum system_driver driver)
{
    (void)driver;
    return "ipmi";
}

const char *system_load_command(enum system_driver first, enum system_driver second, char *text,
                                size_t size)
{
    (void)first;
    (void)second;
    if (size > 0)
        text[0] = '\0';
    return text;
}

const char *system_load_usual(void)
{
    return "see ipmi(4)";
}

void system_find_drivers(const char *root, struct system_drivers *drivers)
{
    (void)root;
    memset(drivers, 0, sizeof *drivers);
}

bool system_uefi(const char *root)
{
    (void)root;
    return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FreeBSD, and what is built on it. */
#include "base/system.h"

#include <sys/param.h>
#include <sys/module.h>
#include <sys/procctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <kenv.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DRIVER "ipmi" /* ipmi(4) does all of it */

/* --- this process ------------------------------------------------------------------------ */

void system_exec_self(char *const argv[])
{
    const int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PATHNAME, -1};
    char path[MAXPATHLEN];
    size_t size = sizeof path;

    if (sysctl(name, sizeof name / sizeof name[0], path, &size, NULL, 0) == 0)
        execv(path, argv);
}

const char *system_fd_folder(void)
{
    return "/dev/fd/";
}

void system_close_from(int first)
{
    closefrom(first);
}

void system_hide_memory(void)
{
    const struct rlimit none = {0, 0};
    int disable = PROC_TRACE_CTL_DISABLE;

    setrlimit(RLIMIT_CORE, &none);
    procctl(P_PID, 0, PROC_TRACE_CTL, &disable);
}

void system_die_with_parent(void)
{
    int kill = SIGKILL;

    procctl(P_PID, 0, PROC_PDEATHSIG_CTL, &kill);
}

bool system_fips(void)
{
    return false;
}

void system_return_memory(void)
{
}

/* --- this boot --------------------------------------------------------------------------- */

/* CLOCK_MONOTONIC goes on while the machine sleeps. */
int64_t system_boot_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* It moves when the clock is set: a boot then looks like another one, which undoes a save that
 * waits for its confirmation, and never keeps one. */
void system_boot_id(char *text, size_t size)
{
    struct timeval boot;
    size_t length = sizeof boot;

    if (sysctlbyname("kern.boottime", &boot, &length, NULL, 0) == 0)
        snprintf(text, size, "%lld", (long long)boot.tv_sec);
    else if (size > 0)
        text[0] = '\0';
}

/* --- its consoles ------------------------------------------------------------------------ */

/* "ttyv0,/ttyu0,ttyv0,": those in use stand before the slash, /dev/console is the first of them. */
const char *system_console(char *text, size_t size)
{
    size_t length = size;

    if (size == 0 || sysctlbyname("kern.console", text, &length, NULL, 0) != 0 || length == 0) {
        if (size > 0)
            text[0] = '\0';
        return text;
    }
    text[length < size ? length : size - 1] = '\0';
    text[strcspn(text, ",/")] = '\0';
    return text;
}

/* vt(4). */
bool system_is_screen(const char *tty)
{
    return strncmp(tty, "/dev/ttyv", 9) == 0;
}

/* uart(4), USB, and the hypervisors' lines. */
bool system_is_serial(const char *tty)
{
    static const char *const names[] = {"ttyu", "ttyU", "cua", "ttyV", "xc", "hvc", "nmdm"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(tty, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* There are no levels: the console is muted or it is not. As a level of Linux' that is 1 and 7. */
int system_kernel_log(void)
{
    int muted;
    size_t length = sizeof muted;

    if (sysctlbyname("kern.consmute", &muted, &length, NULL, 0) != 0)
        return -1;
    return muted != 0 ? 1 : 7;
}

int system_set_kernel_log(int level)
{
    int muted = level <= 1;

    return sysctlbyname("kern.consmute", NULL, NULL, &muted, sizeof muted);
}

/* --- its hardware ------------------------------------------------------------------------ */

/* The table is in physical memory only. */
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
    if (kenv(KENV_GET, "smbios.system.uuid", text, (int)size) <= 0)
        text[0] = '\0';
    return text;
}

/* The loader leaves strings of the first few types in the kernel's environment, and no type 38. */
enum smbios_entry system_smbios_entry(const char *root, unsigned type, uint8_t *bytes, size_t size,
                                      size_t *length)
{
    char value[KENV_MVALLEN + 1];

    (void)root;
    (void)bytes;
    (void)size;
    *length = 0;
    if (type <= 1 && kenv(KENV_GET, type == 0 ? "smbios.bios.vendor" : "smbios.system.uuid", value,
                          sizeof value) > 0)
        return SMBIOS_ENTRY_FOUND;
    return SMBIOS_ENTRY_UNKNOWN;
}

const char *system_driver_name(enum system_driver driver)
{
    (void)driver;
    return DRIVER;
}

const char *system_load_command(enum system_driver first, enum system_driver second, char *text,
                                size_t size)
{
    (void)first;
    (void)second;
    snprintf(text, size, "kldload " DRIVER);
    return text;
}

const char *system_load_usual(void)
{
    return "kldload " DRIVER;
}

static bool exists(const char *root, const char *name)
{
    char path[MAXPATHLEN];
    struct stat status;

    snprintf(path, sizeof path, "%s%s", root, name);
    return stat(path, &status) == 0;
}

void system_find_drivers(const char *root, struct system_drivers *drivers)
{
    enum module_state state = modfind(DRIVER) >= 0 ? MODULE_LOADED : MODULE_NOT_LOADED;

    drivers->known = exists(root, "/boot/kernel");
    drivers->ipmi = exists(root, "/boot/kernel/" DRIVER ".ko") || state == MODULE_LOADED;
    for (size_t i = 0; i < DRIVER_COUNT; i++)
        drivers->states[i] = state;
}

bool system_uefi(const char *root)
{
    (void)root;
    return false;
}

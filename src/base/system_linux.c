/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linux. */
#include "base/system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/xalloc.h"

#define PATH_LENGTH 512
#define DESCRIPTORS 64 /* closed at a time */
#define DESCRIPTORS_MOST 65536
#define BUILTIN_SIZE 262144
#define KLOG_SET_LEVEL 8
#define DMI "/sys/firmware/dmi/"

/* --- this process ------------------------------------------------------------------------ */

void system_exec_self(char *const argv[])
{
    execv("/proc/self/exe", argv);
}

void system_return_memory(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

/* Some of those that are open: a folder must not change while it is read. */
static size_t system_find_descriptors(int first, int found[DESCRIPTORS])
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    if (folder == NULL)
        return 0;
    for (const struct dirent *entry = readdir(folder); entry != NULL && count < DESCRIPTORS;
         entry = readdir(folder)) {
        long fd = strtol(entry->d_name, NULL, 10);

        if (fd >= first && fd != dirfd(folder))
            found[count++] = (int)fd;
    }
    closedir(folder);
    return count;
}

const char *system_fd_folder(void)
{
    return "/proc/self/fd/";
}

void system_close_from(int first)
{
    long most = sysconf(_SC_OPEN_MAX);
    int found[DESCRIPTORS];
    size_t count;

    if (access("/proc/self/fd", R_OK) != 0) {
        for (int fd = first; fd < (most > 0 && most < DESCRIPTORS_MOST ? most : DESCRIPTORS_MOST);
             fd++)
            close(fd);
        return;
    }
    while ((count = system_find_descriptors(first, found)) > 0)
        for (size_t i = 0; i < count; i++)
            close(found[i]);
}

/* A core_pattern that is a program does not heed the limit on core files; it heeds this. */
void system_hide_memory(void)
{
    prctl(PR_SET_DUMPABLE, 0);
}

void system_die_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* --- this boot --------------------------------------------------------------------------- */

int64_t system_boot_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The first line of a file of the kernel's; "" where there is none. */
static void system_read_line(const char *name, char *text, size_t size)
{
    FILE *file = fopen(name, "re");

    text[0] = '\0';
    if (file == NULL)
        return;
    if (fgets(text, (int)size, file) == NULL)
        text[0] = '\0';
    text[strcspn(text, "\n")] = '\0';
    fclose(file);
}

bool system_fips(void)
{
    char line[16];

    system_read_line("/proc/sys/crypto/fips_enabled", line, sizeof line);
    return line[0] == '1';
}

void system_boot_id(char *text, size_t size)
{
    system_read_line("/proc/sys/kernel/random/boot_id", text, size);
}

/* --- its consoles ------------------------------------------------------------------------ */

/* /dev/console is the last of those that the kernel writes to. */
const char *system_console(char *text, size_t size)
{
    const char *last;

    system_read_line("/sys/class/tty/console/active", text, size);
    last = strrchr(text, ' ');
    return last == NULL ? text : last + 1;
}

/* /dev/tty1 and so on. */
bool system_is_screen(const char *tty)
{
    return strncmp(tty, "/dev/tty", 8) == 0 && tty[8] >= '0' && tty[8] <= '9';
}

bool system_is_serial(const char *tty)
{
    static const char *const names[] = {"ttyS",   "hvc",    "ttyAMA", "ttyUSB",
                                        "ttyACM", "ttyO",   "ttymxc", "ttyPS",
                                        "ttysclp", "sclp_line", "ttyLP", "ttySAC"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strncmp(tty, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

int system_kernel_log(void)
{
    char text[64];
    int level;

    system_read_line("/proc/sys/kernel/printk", text, sizeof text);
    return sscanf(text, "%2d", &level) == 1 ? level : -1;
}

int system_set_kernel_log(int level)
{
    return klogctl(KLOG_SET_LEVEL, NULL, level) < 0 ? -1 : 0;
}

/* --- its hardware ------------------------------------------------------------------------ */

/* Reads at most size bytes; -1 with errno. */
static ssize_t system_read_file(const char *root, const char *name, uint8_t *bytes, size_t size)
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

ssize_t system_spcr(const char *root, uint8_t *bytes, size_t size)
{
    return system_read_file(root, "/sys/firmware/acpi/tables/SPCR", bytes, size);
}

ssize_t system_smbios(const char *root, uint8_t *bytes, size_t size)
{
    return system_read_file(root, DMI "tables/DMI", bytes, size);
}

const char *system_uuid(const char *root, char *text, size_t size)
{
    ssize_t got = system_read_file(root, "/sys/class/dmi/id/product_uuid", (uint8_t *)text,
                                   size - 1);

    text[got > 0 ? got : 0] = '\0';
    return text;
}

/* The entries are listed for everybody; every machine has one of type 0. */
enum smbios_entry system_smbios_entry(const char *root, unsigned type, uint8_t *bytes, size_t size,
                                      size_t *length)
{
    char name[64];
    ssize_t got;

    *length = 0;
    snprintf(name, sizeof name, DMI "entries/%u-0", type);
    if (!exists(root, name))
        return exists(root, DMI "entries/0-0") ? SMBIOS_ENTRY_NONE : SMBIOS_ENTRY_UNKNOWN;
    snprintf(name, sizeof name, DMI "entries/%u-0/raw", type);
    got = system_read_file(root, name, bytes, size);
    *length = got > 0 ? (size_t)got : 0;
    return SMBIOS_ENTRY_FOUND;
}

const char *system_driver_name(enum system_driver driver)
{
    static const char *const names[DRIVER_COUNT] = {"ipmi_msghandler", "ipmi_si", "ipmi_ssif",
                                                    "ipmi_devintf"};

    return names[driver];
}

const char *system_load_command(enum system_driver first, enum system_driver second, char *text,
                                size_t size)
{
    if (first == second)
        snprintf(text, size, "modprobe %s", system_driver_name(first));
    else
        snprintf(text, size, "modprobe -a %s %s", system_driver_name(first),
                 system_driver_name(second));
    return text;
}

const char *system_load_usual(void)
{
    return "modprobe -a ipmi_si ipmi_devintf";
}

/* The kernel writes both "-" and "_"; its lists of modules the file names. */
static bool driver_built_in(const char *list, const char *name)
{
    char file[64];

    snprintf(file, sizeof file, "/%s.ko", name);
    return strstr(list, file) != NULL;
}

static enum module_state driver_find(const char *root, const char *list, const char *name)
{
    char folder[PATH_LENGTH];

    snprintf(folder, sizeof folder, "/sys/module/%s", name);
    if (driver_built_in(list, name))
        return MODULE_BUILT_IN;
    return exists(root, folder) ? MODULE_LOADED : MODULE_NOT_LOADED;
}

void system_find_drivers(const char *root, struct system_drivers *drivers)
{
    struct utsname kernel;
    char name[PATH_LENGTH], *list;
    ssize_t length;

    memset(drivers, 0, sizeof *drivers);
    if (uname(&kernel) < 0)
        return;
    snprintf(name, sizeof name, "/lib/modules/%s/modules.builtin", kernel.release);
    drivers->known = exists(root, name);
    list = xmalloc(BUILTIN_SIZE + 1);
    length = system_read_file(root, name, (uint8_t *)list, BUILTIN_SIZE);
    list[length > 0 ? length : 0] = '\0';
    for (size_t i = 0; i < DRIVER_COUNT; i++)
        drivers->states[i] = driver_find(root, list, system_driver_name((enum system_driver)i));
    free(list);
    snprintf(name, sizeof name, "/lib/modules/%s/kernel/drivers/char/ipmi", kernel.release);
    drivers->ipmi = exists(root, name);
}

bool system_uefi(const char *root)
{
    return exists(root, "/sys/firmware/efi");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Linux IPMI driver, as far as libfreeipmi's OPENIPMI driver sees it, in front of ipmi_sim: a
 * library to preload, for tests only. Opening /dev/ipmi0 (/dev/ipmi/0, /dev/ipmidev/0) connects to
 * the in-band port of ipmi_sim (lan.conf: serial 15 ... codec VM), and the driver's ioctls send and
 * receive over it.
 *
 * Environment:
 *   SIM_VM_PORT   ipmi_sim's in-band port on 127.0.0.1; without it there is no device
 *   SHIM_OPEN     ENOENT, EACCES, EBUSY, ENODEV, ENXIO: opening fails with this
 *   SHIM_TIMEOUT  milliseconds until a request without an answer is answered with completion code
 *                 C3h, as the kernel does (default 5000); 0: never, and an answer that comes late
 *                 is handed on
 */
#include "shimdev.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/ipmi.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT int open(const char *path, int flags, ...);
EXPORT int open64(const char *path, int flags, ...);
EXPORT int __open_2(const char *path, int flags);
EXPORT int __open64_2(const char *path, int flags);
EXPORT int ioctl(int fd, unsigned long request, ...);
EXPORT int access(const char *path, int mode);
EXPORT int stat(const char *path, struct stat *st);
EXPORT int stat64(const char *path, struct stat64 *st);

static bool is_device(const char *path)
{
    return strcmp(path, "/dev/ipmi0") == 0 || strcmp(path, "/dev/ipmi/0") == 0 ||
           strcmp(path, "/dev/ipmidev/0") == 0;
}

/* Why the device cannot be opened; 0: it can. */
static int refusal(void)
{
    static const struct {
        const char *word;
        int error;
    } errors[] = {{"ENOENT", ENOENT},
                  {"EACCES", EACCES},
                  {"EBUSY", EBUSY},
                  {"ENODEV", ENODEV},
                  {"ENXIO", ENXIO}};
    const char *word = getenv("SHIM_OPEN");

    for (size_t i = 0; word && i < sizeof(errors) / sizeof(errors[0]); i++) {
        if (strcmp(word, errors[i].word) == 0) {
            return errors[i].error;
        }
    }
    return shim_number("SIM_VM_PORT", 0) > 0 ? 0 : ENOENT;
}

int ioctl(int fd, unsigned long request, ...)
{
    static int (*next)(int, unsigned long, ...);
    int result;
    void *arg;
    va_list ap;

    va_start(ap, request);
    arg = va_arg(ap, void *);
    va_end(ap);
    if (_IOC_TYPE(request) == IPMI_IOC_MAGIC && shim_ioctl(fd, request, arg, &result)) {
        return result;
    }
    if (!next) {
        *(void **)&next = dlsym(RTLD_NEXT, "ioctl");
    }
    return next(fd, request, arg);
}

static int open_next(const char *symbol, const char *path, int flags, mode_t mode)
{
    int (*next)(const char *, int, ...);

    if (is_device(path)) {
        errno = refusal();
        return errno ? -1 : shim_open();
    }
    *(void **)&next = dlsym(RTLD_NEXT, symbol);
    return next(path, flags, mode);
}

#define MODE_OF(flags, ap) ((flags) & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0)

int open(const char *path, int flags, ...)
{
    va_list ap;
    mode_t mode;

    va_start(ap, flags);
    mode = MODE_OF(flags, ap);
    va_end(ap);
    return open_next("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list ap;
    mode_t mode;

    va_start(ap, flags);
    mode = MODE_OF(flags, ap);
    va_end(ap);
    return open_next("open64", path, flags, mode);
}

int __open_2(const char *path, int flags)
{
    return open_next("open", path, flags, 0);
}

int __open64_2(const char *path, int flags)
{
    return open_next("open64", path, flags, 0);
}

/* The node itself, for a program that looks before it opens. */

static bool node_exists(void)
{
    return refusal() != ENOENT;
}

int access(const char *path, int mode)
{
    static int (*next)(const char *, int);

    if (is_device(path)) {
        int error = refusal();

        if (error == 0 || (node_exists() && (mode == F_OK || error != EACCES))) {
            return 0;
        }
        errno = error;
        return -1;
    }
    if (!next) {
        *(void **)&next = dlsym(RTLD_NEXT, "access");
    }
    return next(path, mode);
}

#define FILL_NODE(st)                                                                              \
    do {                                                                                           \
        memset((st), 0, sizeof(*(st)));                                                            \
        (st)->st_mode = S_IFCHR | 0600;                                                            \
        (st)->st_nlink = 1;                                                                        \
    } while (0)

int stat(const char *path, struct stat *st)
{
    int (*next)(const char *, struct stat *);

    if (is_device(path) && node_exists()) {
        FILL_NODE(st);
        return 0;
    }
    *(void **)&next = dlsym(RTLD_NEXT, "stat");
    return next(path, st);
}

int stat64(const char *path, struct stat64 *st)
{
    int (*next)(const char *, struct stat64 *);

    if (is_device(path) && node_exists()) {
        FILL_NODE(st);
        return 0;
    }
    *(void **)&next = dlsym(RTLD_NEXT, "stat64");
    return next(path, st);
}

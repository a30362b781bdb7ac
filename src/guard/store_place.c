/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a store's folder is, the names in it, and opening both. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/store_own.h"

#define SYSTEM_FOLDER LOCALSTATEDIR "/lib/bmctui"
#define USER_FOLDER "bmctui"

/* --- where --------------------------------------------------------------- */

static int store_put_path(char path[STORE_PATH], const char *first, const char *second,
                          struct bmc_error *error)
{
    int length = snprintf(path, STORE_PATH, "%s%s", first, second);

    if (length > 0 && length < STORE_PATH)
        return 0;
    return error_set(error, ERROR_SYSTEM, _("the name of the state directory is too long"));
}

/* XDG's rule: a path that is not absolute does not count. */
static int store_user_folder(char path[STORE_PATH], struct bmc_error *error)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

    if (state != NULL && state[0] == '/')
        return store_put_path(path, state, "/" USER_FOLDER, error);
    if (home != NULL && home[0] == '/')
        return store_put_path(path, home, "/.local/state/" USER_FOLDER, error);
    return error_set(error, ERROR_SYSTEM,
                     _("this user may not write to %s, and HOME is not set"), SYSTEM_FOLDER);
}

int store_directory(const char *setting, char path[STORE_PATH], struct bmc_error *error)
{
    if (setting != NULL && setting[0] != '\0')
        return store_put_path(path, setting, "", error);
    if (geteuid() == 0 || access(SYSTEM_FOLDER, R_OK | W_OK | X_OK) == 0)
        return store_put_path(path, SYSTEM_FOLDER, "", error);
    return store_user_folder(path, error);
}

/* --- under which name ---------------------------------------------------- */

static bool store_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* Different names must not become one key: what had to be changed gets a number of its own. */
static void store_add_name(char key[STORE_KEY], const char *name)
{
    size_t length = strlen(key);
    unsigned long sum = 5381;
    bool changed = false;

    for (const char *at = name; *at != '\0'; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;

        sum = (sum * 33 + (unsigned char)c) & 0xffffffffUL;
        if (length + 12 >= STORE_KEY) {
            changed = true;
            continue;
        }
        changed = changed || !store_plain(c);
        key[length++] = store_plain(c) ? c : '_';
    }
    key[length] = '\0';
    if (changed)
        snprintf(key + length, STORE_KEY - length, "-%08lx", sum);
}

static bool store_default_device(const char *device)
{
    return device == NULL || strcmp(device, "/dev/ipmi0") == 0 ||
           strcmp(device, "/dev/ipmi/0") == 0 || strcmp(device, "/dev/ipmidev/0") == 0;
}

void store_key(const struct bmc_target *target, char key[STORE_KEY])
{
    if (bmc_driver_is_lan(target->driver)) {
        snprintf(key, STORE_KEY, "lan-");
        store_add_name(key, target->hostname != NULL ? target->hostname : "");
    } else if (target->driver == BMC_DRIVER_DEMO) {
        snprintf(key, STORE_KEY, "demo");
    } else {
        snprintf(key, STORE_KEY, store_default_device(target->device) ? "local" : "local-");
        if (!store_default_device(target->device))
            store_add_name(key, target->device);
    }
}

/* --- the folder ---------------------------------------------------------- */

const char *store_name(const struct store *store, const char *tail, char name[STORE_NAME])
{
    snprintf(name, STORE_NAME, "%s.%s", store->key, tail);
    return name;
}

/* Each missing part of the path; only the last is for us alone when root makes them. */
static int store_make_folder(const char *directory)
{
    char part[STORE_PATH];
    mode_t above = geteuid() == 0 ? 0755 : 0700;

    snprintf(part, sizeof part, "%s", directory);
    for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, above) < 0 && errno != EEXIST && access(part, F_OK) < 0)
            return -1;
        *slash = '/';
    }
    return mkdir(directory, 0700) < 0 && errno != EEXIST ? -1 : 0;
}

/* Whoever else may write there could have us carry out a journal of his own. */
static int store_check_folder(int folder, const char *directory, struct bmc_error *error)
{
    struct stat status;

    if (fstat(folder, &status) < 0)
        return error_set(error, ERROR_SYSTEM, _("%s cannot be used: %s"), directory,
                         strerror(errno));
    if (!file_owner_fits(&status))
        return error_set(error, ERROR_SYSTEM,
                         _("%s belongs to another user; it must belong to you"), directory);
    if ((status.st_mode & 022) != 0)
        return error_set(error, ERROR_SYSTEM,
                         _("%s can be written by other users; run chmod 700 on it first"),
                         directory);
    return 0;
}

int store_open(struct store **store, const char *directory, const char *key, bool create,
               struct bmc_error *error)
{
    struct store *made;
    int folder;

    *store = NULL;
    if (create && store_make_folder(directory) < 0)
        return error_set(error, ERROR_SYSTEM, _("%s cannot be created: %s"), directory,
                         strerror(errno));
    folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 && (create || errno != ENOENT))
        return error_set(error, ERROR_SYSTEM, _("%s cannot be opened: %s"), directory,
                         strerror(errno));
    if (folder >= 0 && store_check_folder(folder, directory, error) < 0) {
        close(folder);
        return -1;
    }
    made = xcalloc(1, sizeof *made);
    made->folder = folder;
    made->lock = made->journal = made->shared = -1;
    snprintf(made->path, sizeof made->path, "%s", directory);
    snprintf(made->key, sizeof made->key, "%s", key);
    *store = made;
    return 0;
}

const char *store_path(const struct store *store)
{
    return store->path;
}

int store_open_in(const struct store *store, const char *name, int flags)
{
    if (store->folder < 0) {
        errno = ENOENT;
        return -1;
    }
    return openat(store->folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

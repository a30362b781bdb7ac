/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "guard/store.h"

#define SYSTEM_FOLDER LOCALSTATEDIR "/lib/bmctui"
#define USER_FOLDER "bmctui"

/* --- where --------------------------------------------------------------- */

static int store_put_path(char path[STORE_PATH], const char *first, const char *second,
                          struct bmc_error *error)
{
    int length = snprintf(path, STORE_PATH, "%s%s", first, second);

    if (length > 0 && length < STORE_PATH)
        return 0;
    return error_set(error, ERROR_SYSTEM, _("the name of the state folder is too long"));
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

static bool plain(char c)
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
        changed = changed || !plain(c);
        key[length++] = plain(c) ? c : '_';
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

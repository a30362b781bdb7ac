/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login_wire.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "base/xalloc.h"

#define GROUPS_MOST 65536 /* what the kernel allows */
#define NAME 256

/* The next name of the list; false: there is none. */
static bool list_next(const char **list, const char **name, size_t *length)
{
    const char *end;

    while (**list != '\0') {
        *name = *list + strspn(*list, " \t,");
        end = *name + strcspn(*name, ",");
        *list = end;
        while (end > *name && (end[-1] == ' ' || end[-1] == '\t'))
            end--;
        *length = (size_t)(end - *name);
        if (*length > 0)
            return true;
    }
    return false;
}

bool login_list_has(const char *list, const char *name)
{
    const char *entry;
    size_t length;

    while (list != NULL && list_next(&list, &entry, &length))
        if (length == strlen(name) && memcmp(entry, name, length) == 0)
            return true;
    return false;
}

static bool list_has_group(const char *group, size_t length, const gid_t *ids, int count)
{
    char name[NAME];
    const struct group *entry;

    if (length >= sizeof name)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)length, group);
    entry = getgrnam(name);
    for (int i = 0; entry != NULL && i < count; i++)
        if (ids[i] == entry->gr_gid)
            return true;
    return false;
}

/* All groups of the user. The caller frees; NULL: this machine knows no such user. */
static gid_t *list_groups(const char *name, int *count)
{
    const struct passwd *user = getpwnam(name);
    gid_t *ids;

    if (user == NULL)
        return NULL;
    for (int room = 64; room <= GROUPS_MOST; room *= 4) {
        ids = xcalloc((size_t)room, sizeof *ids);
        *count = room;
        if (getgrouplist(name, user->pw_gid, ids, count) >= 0)
            return ids;
        free(ids);
    }
    return NULL;
}

bool login_list_allows(const char *users, const char *groups, const char *name)
{
    const char *group;
    bool found = false;
    size_t length;
    gid_t *ids;
    int count;

    if (login_list_has(users, name))
        return true;
    if (groups == NULL)
        return false;
    ids = list_groups(name, &count);
    while (ids != NULL && !found && list_next(&groups, &group, &length))
        found = list_has_group(group, length, ids, count);
    free(ids);
    return found;
}

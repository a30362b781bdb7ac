/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _GNU_SOURCE: nftw()'s FTW_PHYS and FTW_DEPTH need it in some C libraries. */
#define _GNU_SOURCE
#include "unit/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int folder_setup(void **state)
{
    const char *const above[] = {getenv("MEMORY_TMPDIR"), "/dev/shm", getenv("TMPDIR"), "/tmp"};

    for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
        char name[200];

        if (above[i] == NULL)
            continue;
        snprintf(name, sizeof name, "%s/bmctui-test-XXXXXX", above[i]);
        if (mkdtemp(name) != NULL) {
            *state = strdup(name);
            return *state == NULL ? -1 : 0;
        }
    }
    return -1;
}

static int drop(const char *name, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(name);
}

int folder_teardown(void **state)
{
    int result = nftw(*state, drop, 16, FTW_DEPTH | FTW_PHYS);

    free(*state);
    return result;
}

void folder_write(const char *folder, const char *name, const char *bytes, size_t length)
{
    char path[300];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        abort();
}

long folder_read(const char *folder, const char *name, char *bytes, size_t size)
{
    char path[300];
    FILE *file;
    size_t length;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "r");
    if (file == NULL)
        return -1;
    length = fread(bytes, 1, size, file);
    fclose(file);
    return (long)length;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/node.h"

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#define PATH_LENGTH 512

static const char *const usual[] = {"/dev/ipmi0", "/dev/ipmi/0", "/dev/ipmidev/0"};

bool node_exists(const char *root, const char *name)
{
    char path[PATH_LENGTH];

    snprintf(path, sizeof path, "%s%s", root, name);
    return access(path, F_OK) == 0;
}

const char *node_name(const char *root, const char *asked)
{
    if (asked != NULL)
        return asked;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        if (node_exists(root, usual[i]))
            return usual[i];
    return usual[0];
}

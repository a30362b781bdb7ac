/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/interpret.h"

#include <stdio.h>
#include <string.h>

bool interpret_is_silent(const char *name)
{
    FILE *file = fopen(name, "r");
    bool begins = true, silent = file != NULL;
    char part[256];

    while (silent && fgets(part, sizeof part, file) != NULL) {
        if (begins)
            silent = strchr("#\n", part[strspn(part, " \t\r")]) != NULL; /* the end, too */
        begins = strchr(part, '\n') != NULL;
    }
    if (file != NULL)
        fclose(file);
    return silent;
}

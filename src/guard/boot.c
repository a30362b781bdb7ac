/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/boot.h"

#include <string.h>

#include "base/system.h"

#define ID_SIZE 64

int64_t boot_now_ms(void)
{
    return system_boot_ms();
}

void boot_id(char *text, size_t size)
{
    system_boot_id(text, size);
}

bool boot_is_this(const char *id)
{
    char now[ID_SIZE];

    boot_id(now, sizeof now);
    return strcmp(now, id) == 0;
}

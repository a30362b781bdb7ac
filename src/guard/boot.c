/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard/boot.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define BOOT_ID "/proc/sys/kernel/random/boot_id"
#define ID_SIZE 64

/* Not everywhere; without it a countdown stands still while the machine sleeps. */
#ifdef CLOCK_BOOTTIME
#define BOOT_CLOCK CLOCK_BOOTTIME
#else
#define BOOT_CLOCK CLOCK_MONOTONIC
#endif

int64_t boot_now_ms(void)
{
    struct timespec now;

    clock_gettime(BOOT_CLOCK, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void boot_id(char *text, size_t size)
{
    FILE *file = fopen(BOOT_ID, "re");

    text[0] = '\0';
    if (file == NULL)
        return;
    if (fgets(text, (int)size, file) == NULL)
        text[0] = '\0';
    text[strcspn(text, "\n")] = '\0';
    fclose(file);
}

bool boot_is_this(const char *id)
{
    char now[ID_SIZE];

    boot_id(now, sizeof now);
    return strcmp(now, id) == 0;
}

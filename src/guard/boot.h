/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The time that a countdown on disk is kept by: it goes on while the machine sleeps, and means
 * nothing after a restart, which the boot id tells.
 */
#ifndef BMCTUI_GUARD_BOOT_H
#define BMCTUI_GUARD_BOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int64_t boot_now_ms(void);
/* "" where the system has none. */
void boot_id(char *text, size_t size);
bool boot_is_this(const char *id);

#endif

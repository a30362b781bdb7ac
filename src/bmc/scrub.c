/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/scrub.h"

#include <string.h>

/*
 * FreeIPMI's deepest call uses well under half of it. Processor registers that still hold bytes of
 * it are saved on the stack by lazy binding, hence -z now in the default build: with that no copy
 * is left anywhere in memory (looked for over LAN, OpenIPMI and in the demo).
 */
#define DEPTH 65536

__attribute__((noinline)) void scrub_stack(void)
{
    char bytes[DEPTH];

    explicit_bzero(bytes, sizeof bytes);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/scrub.h"

#include <string.h>

/* FreeIPMI's deepest call uses well under half of it. */
#define DEPTH 65536

__attribute__((noinline)) void scrub_stack(void)
{
    char bytes[DEPTH];

    explicit_bzero(bytes, sizeof bytes);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it is not known what the kernel writes to, and what asks for a login there. */
#include "base/system.h"

const char *system_kernel_arguments(const char *root, char *text, size_t size)
{
    (void)root;
    (void)size;
    text[0] = '\0';
    return text;
}

const char *system_kernel_lines(const char *root, char *text, size_t size)
{
    return system_kernel_arguments(root, text, size);
}

ssize_t system_spcr(const char *root, uint8_t *bytes, size_t size)
{
    (void)root;
    (void)bytes;
    (void)size;
    return -1;
}

const char *system_login_prompt(const char *root, const char *tty, char *text, size_t size)
{
    (void)tty;
    return system_kernel_arguments(root, text, size);
}

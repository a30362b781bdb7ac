/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sysctl(3) */
#include <stddef.h>
#define CTL_KERN 1
#define KERN_PROC 14
#define KERN_PROC_PATHNAME 12
int sysctl(const int *name, unsigned length, void *old, size_t *old_size, const void *wanted,
           size_t size);
int sysctlbyname(const char *name, void *old, size_t *old_size, const void *wanted, size_t size);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Allocation that does not return NULL: without memory for a few kilobytes
 * there is nothing sensible left to do, so these say so and abort. The caller
 * owns what they return and frees it with free().
 */
#ifndef BMCTUI_BASE_XALLOC_H
#define BMCTUI_BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *memory, size_t size);
char *xstrdup(const char *text);

#endif

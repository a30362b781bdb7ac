/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The device node of the kernel's IPMI driver, which has had more names than one.
 */
#ifndef BMCTUI_BMC_NODE_H
#define BMCTUI_BMC_NODE_H

#include <stdbool.h>

/* The one asked for (NULL: none); else the first of the usual ones that is there, else the most
 * usual. root: "" for this machine; tests hand in a folder that looks like "/". */
const char *node_name(const char *root, const char *asked);
bool node_exists(const char *root, const char *name);

#endif

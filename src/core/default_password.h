/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The passwords that manufacturers give the users of their BMCs, as their public manuals print
 * them. Some makers have a random one for each machine since about 2020: then none of these fits.
 */
#ifndef BMCTUI_CORE_DEFAULT_PASSWORD_H
#define BMCTUI_CORE_DEFAULT_PASSWORD_H

#include <stddef.h>
#include <stdint.h>

/* Of a user of this name on a BMC of this maker (IANA enterprise number); index from 0, NULL behind
 * the last. */
const char *default_password(uint32_t manufacturer, const char *name, size_t index);

#endif

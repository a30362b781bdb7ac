/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FreeIPMI's drivers assemble packets on the stack and leave them there. After
 * a request or a login with a password the stack beneath is overwritten.
 */
#ifndef BMCTUI_BMC_SCRUB_H
#define BMCTUI_BMC_SCRUB_H

void scrub_stack(void);

#endif

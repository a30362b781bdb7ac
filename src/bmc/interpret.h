/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The administrator's own tables for FreeIPMI: how bad an event or a sensor's state is.
 */
#ifndef BMCTUI_BMC_INTERPRET_H
#define BMCTUI_BMC_INTERPRET_H

#include <stdbool.h>

#define INTERPRET_SEL "/etc/freeipmi/freeipmi_interpret_sel.conf"
#define INTERPRET_SENSOR "/etc/freeipmi/freeipmi_interpret_sensor.conf"

/* Nothing stands in it but comments, as distributions install it. libfreeipmi takes 0.1 s to find
 * that out, and a person waits for the first event meanwhile. */
bool interpret_is_silent(const char *name);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An IPMI device with ipmi_sim behind it. Part of shim.so.
 *
 * The descriptor that the program gets is one end of a pair of sockets, so select(), poll() and
 * close() work on it as they are. A thread a device turns what comes from ipmi_sim into messages at
 * the other end, and goes when the program closes its end. ipmi_sim serves one connection at a
 * time: an open waits up to five seconds for its turn. With SHIM_SHARED=1 each request does, so that
 * several programs can have the device open, as the kernel's driver lets them.
 */
#ifndef BMCTUI_TESTS_SIM_SHIMDEV_H
#define BMCTUI_TESTS_SIM_SHIMDEV_H

#include <stdbool.h>

/* A new device's descriptor. */
int shim_open(void);

/* Does an ioctl of the IPMI driver, result and errno as the kernel's. False: fd is no device. */
bool shim_ioctl(int fd, unsigned long request, void *arg, int *result);

/* A number from the environment. */
long shim_number(const char *name, long otherwise);

#endif

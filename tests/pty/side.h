/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that mostly wait, side by side: each in a process and with a folder of its own. */
#ifndef BMCTUI_PTY_SIDE_H
#define BMCTUI_PTY_SIDE_H

#include <stddef.h>

/* run(0) to run(count - 1), what each of them says one after the other. Returns how many did not
 * return 0. */
int side_by_side(size_t count, int (*run)(size_t index));

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel's messages, which it writes over the screen of a virtual terminal: only emergencies
 * come through while a console of bmctui is on one. Linux only; does nothing on other lines, and
 * without the right to do it.
 */
#ifndef BMCTUI_TERM_KERNEL_LOG_H
#define BMCTUI_TERM_KERNEL_LOG_H

struct kernel_log {
    int fd; /* of the file that says what the level was, shared by all that have lowered it; -1 */
};

void kernel_log_lower(struct kernel_log *log);
void kernel_log_restore(struct kernel_log *log);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* modfind(2) */
int modfind(const char *name);
/* closefrom(2) stands in unistd.h there; glibc has it, too, where _GNU_SOURCE is defined. */

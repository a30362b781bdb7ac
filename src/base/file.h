/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that a user names: never waits for the other end of a pipe, and never trusts another user's
 * file. And pipes of our own.
 */
#ifndef BMCTUI_BASE_FILE_H
#define BMCTUI_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"

/* It belongs to our effective user, or to root. */
bool file_owner_fits(const struct stat *status);

/* Opens a plain file for reading; status may be NULL. -1 with errno and a sentence that begins with
 * name. */
int file_open_plain(const char *name, struct stat *status, struct bmc_error *error);
/* Opens a file for writing, empty and closed to others: never through a link, nor one with another
 * name or another owner. -1 with a sentence. */
int file_open_private(const char *name, struct bmc_error *error);
/* A pipe that never blocks and is closed on exec. -1 with errno. */
int file_pipe(int ends[2]);

/* Of a journal or record, to be written behind it. FNV-1a, 64 bits: finds a torn file, not a forged
 * one; their folder is root's. */
unsigned long long file_checksum(const char *text, size_t length);

#endif

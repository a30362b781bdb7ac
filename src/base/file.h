/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that somebody names: opened without ever waiting for the other end of a pipe, and taken
 * only from those who may decide what this program does.
 */
#ifndef BMCTUI_BASE_FILE_H
#define BMCTUI_BASE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/error.h"

/* It belongs to the user whose rights we have, or to root. */
bool file_owner_fits(const struct stat *status);

/* A plain file to be read; *status (may be NULL) is its. -1 with a sentence that begins with name,
 * and errno. */
int file_open_plain(const char *name, struct stat *status, struct bmc_error *error);
/* A file to be written anew, which only its owner may read from then on: never through a link, nor
 * to one that has another name or another owner. -1 with a sentence. */
int file_open_private(const char *name, struct bmc_error *error);

#endif

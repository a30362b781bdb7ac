/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libconfig's syntax, for the config file and the files of `apply`. Refuses what libconfig would
 * silently misread, or read differently in different versions (numbers that do not fit or have a
 * leading zero, texts without end or with control characters), and @include.
 */
#ifndef BMCTUI_CONF_H
#define BMCTUI_CONF_H

#include "base/error.h"

struct config_t; /* libconfig's */

/* Reads all of an open file or pipe; the caller frees *text. -1: ERROR_USAGE, with the name. */
int conf_slurp(const char *name, int fd, char **text, struct bmc_error *error);

/* Parses text into an initialised config. -1 with file, line and what would be right. */
int conf_parse(const char *name, const char *text, struct config_t *config,
               struct bmc_error *error);

#endif

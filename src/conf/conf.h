/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in libconfig's form: the config file, and the files of `apply`. Refused here is what
 * libconfig would silently take for something else, or one of its versions for another thing than
 * the next one (numbers that do not fit or begin with a zero, texts that do not end or hold control
 * characters), and other files by @include.
 */
#ifndef BMCTUI_CONF_H
#define BMCTUI_CONF_H

#include "base/error.h"

struct config_t; /* libconfig's */

/* All of an open file or pipe; *text is the caller's to free. name is for the sentence. -1:
 * ERROR_USAGE. */
int conf_slurp(const char *name, int fd, char **text, struct bmc_error *error);

/* Text into an initialised config. -1 with file, line, what is right. */
int conf_parse(const char *name, const char *text, struct config_t *config,
               struct bmc_error *error);

#endif

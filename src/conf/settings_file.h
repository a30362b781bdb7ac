/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of the config file, which nobody but its owner may write.
 */
#ifndef BMCTUI_SETTINGS_FILE_H
#define BMCTUI_SETTINGS_FILE_H

#include <stdbool.h>

#include "base/error.h"

/* 0: *text is the caller's to free. 1: it is not there, and may_be_missing. -1: ERROR_USAGE. */
int settings_file_read(const char *name, bool may_be_missing, char **text,
                       struct bmc_error *error);

#endif

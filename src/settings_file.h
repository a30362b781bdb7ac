/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a config file, before libconfig sees it: who may write it, and what libconfig 1.5
 * would silently take for something else (numbers that do not fit, texts that do not end).
 */
#ifndef BMCTUI_SETTINGS_FILE_H
#define BMCTUI_SETTINGS_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* 0: *text is the caller's to free. 1: it is not there, and may_be_missing. -1: ERROR_USAGE. */
int settings_file_read(const char *name, bool may_be_missing, char **text,
                       struct bmc_error *error);

/* What can be told from the text alone; name is for the sentence. */
int settings_file_check(const char *name, const char *text, size_t length,
                        struct bmc_error *error);

#endif

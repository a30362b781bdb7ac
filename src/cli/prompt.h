/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking for a secret on the terminal, with echo off.
 */
#ifndef BMCTUI_CLI_PROMPT_H
#define BMCTUI_CLI_PROMPT_H

#include "base/error.h"
#include "base/secret.h"

/* Writes the question to the controlling terminal and reads one line from it, whatever standard
 * input is. -1 with a sentence: no terminal, end of input, or too long. */
int prompt_secret(const char *question, struct secret *secret, struct bmc_error *error);

/* Asks twice; the answers must be equal. */
int prompt_secret_twice(const char *question, const char *again, struct secret *secret,
                        struct bmc_error *error);

#endif

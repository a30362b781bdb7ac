/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking for a secret on the terminal, with echo off.
 */
#ifndef BMCTUI_CLI_PROMPT_H
#define BMCTUI_CLI_PROMPT_H

#include "base/error.h"
#include "base/secret.h"

/* Writes the question to the controlling terminal and reads one line from there, whatever standard
 * input is. -1 with a sentence: no terminal, the end of input, more than fits. A signal leaves the
 * terminal as it was. */
int prompt_secret(const char *question, struct secret *secret, struct bmc_error *error);

/* Twice; different ones are an error. */
int prompt_secret_twice(const char *question, const char *again, struct secret *secret,
                        struct bmc_error *error);

#endif

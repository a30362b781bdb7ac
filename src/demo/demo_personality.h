/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Personalities: how BMCs of one make differ from the standard, as lines of a key and its values;
 * `#` at the beginning of a word starts a comment. data/personalities has those that are compiled
 * in, and a README that explains the keys: every option of demo_options.h, and what a BMC holds at
 * first.
 */
#ifndef BMCTUI_DEMO_DEMO_PERSONALITY_H
#define BMCTUI_DEMO_DEMO_PERSONALITY_H

#include <stddef.h>

#include "base/error.h"

struct demo_bmc;

/* Makes the demo BMC one of this kind, before its first request. name: a compiled-in one, else a
 * file. -1: ERROR_USAGE with file and line; the BMC is unchanged. demo may be NULL: only checks. */
int demo_personality_load(struct demo_bmc *demo, const char *name, struct bmc_error *error);

/* The same from a text, called name in errors. */
int demo_personality_parse(struct demo_bmc *demo, const char *name, const char *text,
                           struct bmc_error *error);

/* Name and description of a compiled-in one, from 0, by name. NULL: no more. */
const char *demo_personality_name(size_t number, const char **about);

#endif

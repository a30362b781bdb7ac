/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Personalities: how BMCs of one make differ from the standard, as data that
 * sets the demo BMC's knobs. They are lines of a key and its values; `#` at the
 * beginning of a word starts a comment. data/personalities has the ones that
 * are compiled in, and a README that explains the keys: every option of
 * demo_options.h, and what a BMC holds at first.
 */
#ifndef BMCTUI_DEMO_DEMO_PERSONALITY_H
#define BMCTUI_DEMO_DEMO_PERSONALITY_H

#include <stddef.h>

#include "base/error.h"

struct demo_bmc;

/*
 * Makes the demo BMC one of this kind, before its first request. name: one that
 * is compiled in, else a file. -1: a sentence with file and line, ERROR_USAGE,
 * and the BMC is as it was. demo may be NULL: only checked.
 */
int demo_personality_load(struct demo_bmc *demo, const char *name, struct bmc_error *error);

/* The same of a text at hand, which error sentences call by this name. */
int demo_personality_parse(struct demo_bmc *demo, const char *name, const char *text,
                           struct bmc_error *error);

/* The compiled ones by number, from 0, in the order of their names: name and one line about it.
 * NULL: no more. */
const char *demo_personality_name(size_t number, const char **about);

#endif

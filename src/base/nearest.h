/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The most likely word of a list: for "did you mean show?".
 */
#ifndef BMCTUI_BASE_NEAREST_H
#define BMCTUI_BASE_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *word;
    const char *best; /* NULL: none so far */
    size_t distance;  /* how many letters differ */
};

/* Letters are compared without regard to case; '_' and '-' are one. Words stay the caller's. */
void nearest_begin(struct nearest *nearest, const char *word);
void nearest_try(struct nearest *nearest, const char *candidate);
/* NULL: none is near enough. */
const char *nearest_found(const struct nearest *nearest);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where tests write: below $TMPDIR, which alone.c takes away however a test ends.
 */
#ifndef BMCTUI_TESTS_SCRATCH_H
#define BMCTUI_TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>

#define SCRATCH_PATH 200

/* The name of a file there, for mkstemp() and mkdtemp(), too. Returns path. */
static inline char *scratch_path(char *path, size_t size, const char *name)
{
    const char *folder = getenv("TMPDIR");

    snprintf(path, size, "%s/%s", folder != NULL && folder[0] != '\0' ? folder : "/tmp", name);
    return path;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xalloc.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *xalloc_checked(void *memory)
{
    static const char sentence[] = "bmctui: out of memory\n";

    if (memory == NULL) {
        /* stdio may need memory itself */
        ssize_t ignored = write(STDERR_FILENO, sentence, sizeof sentence - 1);
        (void)ignored;
        abort();
    }
    return memory;
}

void *xmalloc(size_t size)
{
    return xalloc_checked(malloc(size > 0 ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return xalloc_checked(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *xrealloc(void *memory, size_t size)
{
    return xalloc_checked(realloc(memory, size > 0 ? size : 1));
}

char *xstrdup(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(xmalloc(size), text, size);
}

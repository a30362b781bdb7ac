/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the harness's own tests share: cmocka, and a short way to start a program. */
#ifndef BMCTUI_PTY_PTY_TEST_H
#define BMCTUI_PTY_PTY_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "term.h"

/* The path of a file that `make` built beside the tests. */
static inline const char *built(const char *name)
{
    static char path[4][4096];
    static unsigned next;
    const char *top = getenv("top_builddir");
    char *at = path[next++ % 4];

    snprintf(at, sizeof path[0], "%s/tests/pty/%s", top != NULL ? top : ".", name);
    return at;
}

/* echo_app with up to two arguments, by default 40x8. */
static inline struct term *start_echo(struct term_setup setup, const char *first,
                                      const char *second)
{
    const char *argv[] = {built("echo_app"), first, second, NULL};
    struct term *t;

    setup.argv = argv;
    setup.rows = setup.rows != 0 ? setup.rows : 8;
    setup.cols = setup.cols != 0 ? setup.cols : 40;
    t = term_start(&setup);
    assert_non_null(t);
    return t;
}

static inline void assert_row(const struct term *t, int row, const char *text)
{
    char *actual = term_row(t, row);

    assert_string_equal(actual, text);
    free(actual);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of cases as cmocka tests: each row is a test of its own, so that a failure names it and
 * the closing count counts it. Includes what cmocka.h wants before it.
 */
#ifndef BMCTUI_TESTS_CASES_H
#define BMCTUI_TESTS_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define CASES_COUNT(table) (sizeof(table) / sizeof *(table))
#define CASES_NAME         96
#define CASES_MAX          512

struct cases {
    size_t count;
    struct CMUnitTest tests[CASES_MAX];
    char names[CASES_MAX][CASES_NAME];
};

/* One test named "GROUP: NAME"; what a terminal would not print becomes '?'. row reaches the
 * function as *state. */
static inline void cases_add(struct cases *cases, const char *group, const char *name,
                             CMUnitTestFunction function, const void *row)
{
    char *text = cases->names[cases->count];

    if (cases->count == CASES_MAX)
        return;
    snprintf(text, CASES_NAME, "%s: %s", group, name);
    for (; *text != '\0'; text++) {
        if (*text < ' ' || *text > '~')
            *text = '?';
    }
    cases->tests[cases->count] = (struct CMUnitTest){
        .name = cases->names[cases->count],
        .test_func = function,
        .initial_state = (void *)row,
    };
    cases->count++;
}

static inline int cases_run(const char *name, struct cases *cases)
{
    if (cases->count == CASES_MAX)
        return 1;
    return _cmocka_run_group_tests(name, cases->tests, cases->count, NULL, NULL);
}

/* Fails with the whole text when the part is not in it. */
static inline void assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" does not hold \"%s\"", text, part);
}

#endif

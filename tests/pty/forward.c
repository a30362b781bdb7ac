/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "scratch.h"

#define VARIABLE "HURRY_AHEAD="

static char path[SCRATCH_PATH]; /* of the file with the milliseconds */
static pid_t owner;
static long ahead_s;

static void remove_file(void)
{
    if (getpid() == owner)
        unlink(path);
}

static void make_file(void)
{
    int fd = mkstemp(scratch_path(path, sizeof path, "bmctui-ahead.XXXXXX"));

    assert_true(fd >= 0);
    close(fd);
    owner = getpid();
    atexit(remove_file);
}

/* The file is never seen half written. */
static void write_file(void)
{
    char other[SCRATCH_PATH + 8];
    FILE *file;

    snprintf(other, sizeof other, "%s.new", path);
    file = fopen(other, "w");
    assert_non_null(file);
    fprintf(file, "%ld000\n", ahead_s);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(other, path), 0);
}

const char *forward_library(void)
{
    static char library[4096];
    const char *top = getenv("top_builddir");

    snprintf(library, sizeof library, "%s/tests/pty/hurry.so", top != NULL ? top : ".");
    return library;
}

const char *forward_variable(void)
{
    static char variable[sizeof VARIABLE + SCRATCH_PATH];

    if (path[0] == '\0')
        make_file();
    ahead_s = 0;
    write_file();
    snprintf(variable, sizeof variable, VARIABLE "%s", path);
    return variable;
}

const char *const *forward_environment(void)
{
    static char preload[4200];
    static const char *environment[] = {preload, NULL, "ASAN_OPTIONS=verify_asan_link_order=0",
                                        NULL};

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", forward_library());
    environment[1] = forward_variable();
    return environment;
}

void put_forward(int seconds)
{
    ahead_s += seconds;
    write_file();
}

void put_forward_until(struct term *t, int seconds, const char *text)
{
    for (int i = 0; i < 50 && !term_find(t, text, NULL, NULL); i++) {
        put_forward(seconds);
        term_pump(t, 150);
    }
    assert_true(term_wait_text(t, text));
}

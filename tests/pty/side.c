/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "side.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

enum { MOST = 64 };

static void take_folder(void)
{
    char folder[SCRATCH_PATH];

    if (mkdtemp(scratch_path(folder, sizeof folder, "side.XXXXXX")) != NULL)
        setenv("TMPDIR", folder, 1);
}

static void print_all(FILE *from)
{
    int byte;

    rewind(from);
    while ((byte = getc(from)) != EOF)
        putchar(byte);
    fclose(from);
    fflush(stdout);
}

int side_by_side(size_t count, int (*run)(size_t index))
{
    FILE *said[MOST];
    pid_t children[MOST];
    int status, bad = 0;

    for (size_t i = 0; i < count && i < MOST; i++) {
        said[i] = tmpfile();
        children[i] = said[i] != NULL ? fork() : -1;
        if (children[i] < 0)
            return 1;
        if (children[i] > 0)
            continue;
        dup2(fileno(said[i]), STDOUT_FILENO);
        dup2(fileno(said[i]), STDERR_FILENO);
        take_folder();
        exit(run(i));
    }
    for (size_t i = 0; i < count && i < MOST; i++) {
        waitpid(children[i], &status, 0);
        bad += status != 0;
        print_all(said[i]);
    }
    return bad;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint8_t fuzz_byte(struct fuzz *fuzz)
{
    if (fuzz->left == 0)
        return 0;
    fuzz->left--;
    return *fuzz->at++;
}

bool fuzz_flag(struct fuzz *fuzz)
{
    return (fuzz_byte(fuzz) & 1) != 0;
}

unsigned fuzz_pick(struct fuzz *fuzz, unsigned count)
{
    return fuzz_byte(fuzz) % count;
}

uint32_t fuzz_number(struct fuzz *fuzz)
{
    uint32_t number = 0;

    for (int i = 0; i < 4; i++)
        number = number << 8 | fuzz_byte(fuzz);
    return number;
}

const char *fuzz_line(struct fuzz *fuzz, char *text, size_t size)
{
    size_t length = 0;

    while (fuzz->left > 0) {
        uint8_t byte = fuzz_byte(fuzz);

        if (byte == '\n')
            break;
        if (byte != '\0' && length + 1 < size)
            text[length++] = (char)byte;
    }
    text[length] = '\0';
    return text;
}

void fuzz_wrong(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    abort();
}

void fuzz_hush(struct fuzz_quiet *quiet)
{
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);

    fflush(NULL);
    quiet->out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    quiet->err = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (nothing < 0)
        abort();
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    close(nothing);
}

static void give_back(int saved, int number)
{
    if (saved < 0)
        return;
    dup2(saved, number);
    close(saved);
}

void fuzz_speak(const struct fuzz_quiet *quiet)
{
    fflush(NULL);
    give_back(quiet->out, STDOUT_FILENO);
    give_back(quiet->err, STDERR_FILENO);
}

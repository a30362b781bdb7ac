/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fuzz targets: each takes any bytes and must come back, with nothing wrong in between. What is
 * wrong beyond a crash is said with FUZZ_CHECK, which ends the process as a crash does.
 *
 * one.c makes a libFuzzer program of one target, test_corpus.c runs the kept inputs (corpus/NAME)
 * through all of them in every build, run.sh fuzzes.
 */
#ifndef BMCTUI_FUZZ_FUZZ_H
#define BMCTUI_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void fuzz_target(const uint8_t *data, size_t size);

fuzz_target fuzz_answers;  /* a BMC that answers anything, to reading and saving */
fuzz_target fuzz_apply;    /* the file of apply */
fuzz_target fuzz_faults;   /* the demo BMC's personality and fault text, and any request */
fuzz_target fuzz_fields;   /* what is typed into the fields, up to a save */
fuzz_target fuzz_journal;  /* the text of a journal, up to putting back */
fuzz_target fuzz_keys;     /* the terminal's bytes */
fuzz_target fuzz_options;  /* the command line */
fuzz_target fuzz_pages;    /* every page, read from a BMC that answers anything */
fuzz_target fuzz_records;  /* sensor records, sensors, events and FRU data of any bytes */
fuzz_target fuzz_save;     /* a save while several things go wrong */
fuzz_target fuzz_settings; /* the config file */

/* --- taking the input apart ---------------------------------------------- */

struct fuzz {
    const uint8_t *at;
    size_t left;
};

/* 0 when there are no more. */
uint8_t fuzz_byte(struct fuzz *fuzz);
bool fuzz_flag(struct fuzz *fuzz);
/* 0 to count - 1. */
unsigned fuzz_pick(struct fuzz *fuzz, unsigned count);
uint32_t fuzz_number(struct fuzz *fuzz); /* four bytes, the highest first */
/* Up to the next newline or the end, cut at size; never with a NUL inside. Returns text. */
const char *fuzz_line(struct fuzz *fuzz, char *text, size_t size);

/* --- saying what is wrong ------------------------------------------------ */

_Noreturn void fuzz_wrong(const char *file, int line, const char *what);
#define FUZZ_CHECK(condition)                                                                      \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fuzz_wrong(__FILE__, __LINE__, #condition);                                            \
    } while (0)

/* --- what goes to the terminal meanwhile --------------------------------- */

/* Standard output and standard error into nothing, and back. */
struct fuzz_quiet {
    int out, err;
};
void fuzz_hush(struct fuzz_quiet *quiet);
void fuzz_speak(const struct fuzz_quiet *quiet);

#endif

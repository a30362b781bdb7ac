/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What demo_personality.c and demo_keys.c share, and the tables that are compiled in. */
#ifndef BMCTUI_DEMO_DEMO_PERSONALITY_OWN_H
#define BMCTUI_DEMO_DEMO_PERSONALITY_OWN_H

#include "base/error.h"
#include "demo/demo_internal.h"

#define DEMO_WORDS_MAX 80

/* One line of a file, in words. */
struct demo_line {
    struct demo_bmc *demo; /* being made */
    const char *file;
    int number;
    char *words[DEMO_WORDS_MAX]; /* the key is the first */
    unsigned count;
    struct bmc_error *error;
    /* What a file lists takes the place of what the standard BMC has. */
    struct {
        bool channels, users;
        bool user[DEMO_USERS + 1];
    } listed;
};

/* A key that is no option. */
struct demo_key {
    const char *name;
    bool (*read)(struct demo_line *line); /* false: what stands behind it is wrong */
    const char *right;                    /* marked for translation */
};

/* demo_personality.c */
int demo_personality_read(struct demo_line *line, const char *name, unsigned depth);
int demo_line_wrong(const struct demo_line *line, const char *right);
/* The text of a compiled one, NULL. */
const char *demo_builtin_find(const char *name);

/* demo_keys.c */
const struct demo_key *demo_key_find(const char *name);
/* The BMC before the first line: channel 1, ADMIN in slot 2. */
void demo_standard(struct demo_bmc *demo);
/* What follows from all lines. */
void demo_standard_end(struct demo_line *line);

/* demo_builtin.c, made from data/personalities. */
struct demo_builtin {
    const char *name, *about, *text;
};
extern const struct demo_builtin demo_builtins[];
extern const size_t demo_builtin_count;

#endif

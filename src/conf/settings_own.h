/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the settings, for settings*.c only.
 */
#ifndef BMCTUI_SETTINGS_OWN_H
#define BMCTUI_SETTINGS_OWN_H

#include <libconfig.h>

#include "conf/settings.h"

/* The config file that is read. */
struct settings_reader {
    struct settings *settings;
    const char *name; /* of the file */
    struct bmc_error *error;
};

/* -1 with "FILE:LINE: NAME: sentence". */
int settings_wrong(const struct settings_reader *reader, const config_setting_t *setting,
                   const char *format, ...) __attribute__((format(printf, 3, 4)));

/* --- settings_keys.c: the table ---------------------------------------------------------- */

enum settings_kind {
    SETTINGS_TEXT,   /* char * */
    SETTINGS_WORD,   /* an enum: least is the number of the first word */
    SETTINGS_NUMBER, /* unsigned, but for the cipher suite, where -1 is "not given" */
    SETTINGS_BOOL,
    SETTINGS_LIST
};

struct settings_row {
    const char *name;
    enum settings_kind kind;
    bool bmc;                       /* stands in a target too */
    size_t offset;                  /* of the member in struct settings */
    long long least, most;          /* NUMBER */
    const char *words;              /* WORD, NUMBER: what it may be, separated by blanks */
    const char *alias;              /* WORD: the last one by its longer name; NULL: it has none */
    bool (*good)(const char *text); /* TEXT; NULL: any */
    int (*check)(const char *text, struct bmc_error *error); /* the same, with a sentence */
    const char *right; /* marked: what is right, for the sentence; NULL: any, or the words */
    bool hex;          /* NUMBER: 0x... on the command line */
};

const struct settings_row *settings_row(size_t index); /* NULL behind the last one */
size_t settings_key_index(const char *name); /* SETTINGS_KEYS_MAX: there is no such key */
void *settings_member(struct settings *settings, const struct settings_row *row);
int *settings_line_of(struct settings *settings, size_t index);

/* --- settings_take.c --------------------------------------------------------------------- */

/* The number of a word among words; -1: it is none of them. */
int settings_find_word(const char *words, const char *word, bool any_case);
/* One setting that is not the list of targets, and its line. */
int settings_take(const struct settings_reader *reader, size_t index,
                  const config_setting_t *setting);

/* --- settings_targets.c: the list -------------------------------------------------------- */

#define SETTINGS_TARGETS "targets"
int settings_take_targets(const struct settings_reader *reader, const config_setting_t *list);
/* As on the command line: a host alone means LAN, and never this machine's own BMC. */
int settings_finish_bmc(const struct settings_reader *reader, struct settings_bmc *bmc);

/* --- settings.c -------------------------------------------------------------------------- */

void settings_bmc_defaults(struct settings_bmc *bmc);
void settings_bmc_release(struct settings_bmc *bmc);
/* to must be released or from the defaults; it owns what it gets. */
void settings_bmc_copy(struct settings_bmc *to, const struct settings_bmc *from);
void settings_forget_targets(struct settings *settings);

#endif

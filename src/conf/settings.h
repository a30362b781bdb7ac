/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings in effect as plain values: defaults, overridden by $(sysconfdir)/bmctui.conf or
 * --config-file, overridden by options. A settings object owns its strings.
 */
#ifndef BMCTUI_SETTINGS_H
#define BMCTUI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "bmc/bmc.h"
#include "core/password.h"
#include "guard/recover.h"

enum frames { FRAMES_AUTO, FRAMES_UNICODE, FRAMES_ACS, FRAMES_ASCII, FRAMES_NONE };
enum theme_name { THEME_DEFAULT, THEME_DARK, THEME_HIGH_CONTRAST, THEME_MONOCHROME };

#define SETTINGS_KEYS_MAX 48

/* One BMC and how it is reached. */
struct settings_bmc {
    struct bmc_target target; /* but name, secrets and workaround_flags; texts are the settings' */
    const char *session_password_file, *k_g_file;
    const char *workaround_flags; /* names */
    int lines[SETTINGS_KEYS_MAX]; /* in the file, by index of the row; 0: default */
};

/* An entry of the file's list of BMCs. */
struct settings_target {
    const char *name;
    int line;
    struct settings_bmc bmc;
};

struct settings {
    /* The BMC to use: as the file has it outside of targets, or the chosen target. */
    struct settings_bmc bmc;
    struct settings_target *targets;
    size_t target_count;
    size_t target; /* the chosen one, or SETTINGS_NO_TARGET */
    /* checks and saves */
    enum password_policy password_policy;
    unsigned verify_s;    /* how long a save is verified, 30 */
    unsigned lock_wait_s; /* how long it waits for somebody else's lock, 10 */
    unsigned confirm_s;   /* the console's confirmation window, 120 */
    const char *state_directory;    /* NULL: the standard one */
    enum recover_policy recover;    /* what the boot service does about an interrupted save */
    /* the screen */
    enum frames frames;
    enum theme_name theme;
    bool monochrome; /* no colours at all: this theme, --monochrome, NO_COLOR */
    bool mouse;
    unsigned escape_ms; /* 500: a lone Esc after that, in a dialog */
    const char *browser; /* command for MANAGE's OPEN, NULL: none */
    bool check_reachability; /* MANAGE offers CHECK, doctor does it */
    bool read_only;
    /* console --locked */
    /* who may log in: names with commas; groups NULL: none */
    const char *locked_users, *locked_groups;
    bool locked_show;             /* the BMC's address and so on, before a login */
    bool locked_qr;               /* its web address as a QR code too */
    bool locked_show_password;    /* F3 works */
    unsigned locked_idle_minutes; /* then it locks again, 10 */
    unsigned locked_login_s;      /* time for each answer of a login, and for each of PAM's, 60 */
    /* where it comes from */
    const char *file;             /* NULL: there is none */
    int lines[SETTINGS_KEYS_MAX]; /* likewise, of settings that belong to no BMC */
};
#define SETTINGS_NO_TARGET ((size_t)-1)

/* Those that FreeIPMI can open. */
#define SETTINGS_CIPHER_SUITES "0 1 2 3 6 7 8 11 12 15 16 17"
bool settings_cipher_suite_known(long long id);

void settings_defaults(struct settings *settings);
void settings_release(struct settings *settings);

/* Sets an existing key to a value as typed on the command line. -1 with a sentence that does not
 * name the key or option. */
int settings_set(struct settings *settings, const char *key, const char *text,
                 struct bmc_error *error);
/* Decimal, or with hex also 0x...; no blanks, signs or trailing text. -1: not a number. */
long settings_parse_number(const char *text, bool hex);
/* Returns -1 with "text is not a number from least to most". */
int settings_no_number(const char *text, long long least, long long most,
                       struct bmc_error *error);

/* Frees *place and makes it a copy of text, on the heap; NULL: none. */
void settings_set_text(const char **place, const char *text);

/* --- the table of keys ------------------------------------------------------------------- */

enum settings_kind {
    SETTINGS_TEXT,   /* const char * */
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
    const char *alias;              /* WORD: longer name of the last one, or NULL */
    bool (*good)(const char *text); /* TEXT; NULL: any */
    int (*check)(const char *text, struct bmc_error *error); /* the same, with a sentence */
    const char *right; /* marked: what would be right; NULL: anything, or the words */
    bool hex;          /* NUMBER: 0x... on the command line */
    bool identity;     /* says which BMC: with targets, allowed only inside of them */
};

const struct settings_row *settings_row(size_t index);      /* NULL behind the last one */
const struct settings_row *settings_find(const char *name); /* NULL: there is no such key */
const char *settings_type(const struct settings_row *row);  /* text, number, true|false, list */

#define SETTINGS_VALUE 1200
/* The value as it stands in a file, "" for one that is not set and for the list of targets. Returns
 * text. */
const char *settings_value(const struct settings *settings, const struct settings_row *row,
                           char text[SETTINGS_VALUE]);
/* The line of the file, 0: built in. */
int settings_line(const struct settings *settings, const struct settings_row *row);

/* --- targets ----------------------------------------------------------------------------- */

/* Makes a target of the file the BMC to use. */
void settings_choose(struct settings *settings, size_t target);
/* SETTINGS_NO_TARGET: no target has this name. */
size_t settings_find_target(const struct settings *settings, const char *name);
/* Over LAN: this target of the file has a file with its password, so that the program can log in
 * again without a person. */
bool settings_comes_back(const struct settings *settings, const struct bmc_target *target);
/* "nas1, nas2, this machine". Returns text. */
const char *settings_target_names(const struct settings *settings, char *text, size_t size);

#define SETTINGS_FILE "bmctui.conf" /* in $(sysconfdir) */

/* Reads a file over the current values. name NULL: the standard one, which may be missing. Warnings
 * about unknown keys go to warn, one per line, "bmctui: FILE:LINE: sentence". -1: ERROR_USAGE with
 * file, line and what would be right. */
int settings_read(struct settings *settings, const char *name, FILE *warn,
                  struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Internals of the settings, for settings*.c only.
 */
#ifndef BMCTUI_SETTINGS_OWN_H
#define BMCTUI_SETTINGS_OWN_H

#include <libconfig.h>

#include "conf/settings.h"

/* The config file being read. */
struct settings_reader {
    struct settings *settings;
    const char *name; /* of the file */
    struct bmc_error *error;
};

/* -1 with "FILE:LINE: NAME: sentence". */
int settings_wrong(const struct settings_reader *reader, const config_setting_t *setting,
                   const char *format, ...) __attribute__((format(printf, 3, 4)));

/* --- settings_keys.c: the table ---------------------------------------------------------- */

void *settings_member(struct settings *settings, const struct settings_row *row);
void settings_set_line(struct settings *settings, const struct settings_row *row, int line);

/* --- settings_take.c --------------------------------------------------------------------- */

/* The index of a word among words; -1: it is none of them. */
int settings_find_word(const char *words, const char *word, bool any_case);
/* Takes a setting other than the list of targets, and its line. */
int settings_take(const struct settings_reader *reader, const struct settings_row *row,
                  const config_setting_t *setting);

/* --- settings_targets.c: the list -------------------------------------------------------- */

#define SETTINGS_TARGETS "targets"
int settings_take_targets(const struct settings_reader *reader, const config_setting_t *list);
/* As on the command line: a host without a driver means LAN, never this machine's own BMC. */
int settings_finish_bmc(const struct settings_reader *reader, struct settings_bmc *bmc);

/* --- settings.c -------------------------------------------------------------------------- */

void settings_bmc_defaults(struct settings_bmc *bmc);
void settings_bmc_release(struct settings_bmc *bmc);
/* Deep copy; *to must be initialised. */
void settings_bmc_copy(struct settings_bmc *to, const struct settings_bmc *from);
void settings_forget_targets(struct settings *settings);

#endif

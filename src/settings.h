/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the config file and the options decided, as plain values for tui/ and cli/. Read from
 * $(sysconfdir)/bmctui.conf or --config-file (libconfig); built-in defaults when there is none. A
 * settings object owns its strings. Stands beside core/: it includes core/ and bmc/ for their
 * enums, and nothing of tui/ or cli/.
 */
#ifndef BMCTUI_SETTINGS_H
#define BMCTUI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "bmc/bmc.h"
#include "core/password.h"

enum frames { FRAMES_AUTO, FRAMES_UNICODE, FRAMES_ACS, FRAMES_ASCII, FRAMES_NONE };

struct settings {
    /* the BMC */
    enum bmc_driver driver;
    char *driver_device;
    unsigned driver_address, register_spacing;
    char *hostname, *username;
    char *session_password_file, *k_g_file;
    int cipher_suite;         /* -1: not given */
    enum privilege privilege; /* 0: not given */
    char *workaround_flags;   /* names */
    unsigned session_timeout_ms, retransmission_timeout_ms; /* 0: FreeIPMI's */
    char *demo_faults;
    unsigned demo_delay_ms;
    /* checks and saves */
    enum password_policy password_policy;
    unsigned verify_s;    /* how long a save is verified, 30 */
    unsigned lock_wait_s; /* how long it waits for another's lock, 10 */
    /* the screen */
    enum frames frames;
    bool monochrome;
    bool mouse;
    unsigned escape_ms; /* 2000: a lone Esc after that */
    char *browser;      /* command for MANAGE's OPEN, NULL: none */
    bool check_reachability; /* MANAGE offers CHECK, doctor does it */
    bool read_only;
};

/* What stands in the config file and on the command line: "auto unicode acs ascii none". */
bool settings_frames_parse(const char *name, enum frames *frames);
/* callback user operator admin administrator. */
bool settings_privilege_parse(const char *name, enum privilege *privilege);
/* Those that FreeIPMI can open. */
#define SETTINGS_CIPHER_SUITES "0 1 2 3 6 7 8 11 12 15 16 17"
bool settings_cipher_suite_known(long long id);
/* HOST, HOST:PORT, [HOST]:PORT with a port from 1 to 65535. */
bool settings_host_good(const char *host);

void settings_defaults(struct settings *settings);
void settings_release(struct settings *settings);

/* Frees *place and makes it a copy of text; NULL: none. */
void settings_set_text(char **place, const char *text);

/* The table of keys, for the manual: false behind the last one. */
struct settings_key {
    const char *name;
    const char *type;      /* text, number, true|false */
    long long least, most; /* of a number; both 0: not told */
};
bool settings_key(size_t index, struct settings_key *key);

#define SETTINGS_FILE "bmctui.conf" /* in $(sysconfdir) */

/* Reads a file over what is there. name NULL: the standard one, which may be missing; a file that
 * was named must be there. Warnings (unknown keys) go to warn, a line each "FILE:LINE: sentence".
 * -1: ERROR_USAGE with file, line, what is right. */
int settings_read(struct settings *settings, const char *name, FILE *warn,
                  struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMCs to choose from, with the secrets of their sessions: the targets of the config file, or
 * the single BMC that options or config file select.
 */
#ifndef BMCTUI_TARGET_H
#define BMCTUI_TARGET_H

#include "bmc/bmc.h"
#include "conf/settings.h"
#include "tui/tui.h"

/* Owns its secrets; the target's strings belong to the settings. */
struct session {
    const struct settings_bmc *bmc;
    struct bmc_target target;
    struct secret *password, *k_g;
    struct secret **retired; /* former ones: an abandoned worker may still read them */
    size_t retired_count;
    bool complete; /* the secrets have been read */
    bool typed;    /* the password was typed at the console */
    const char *wrong; /* prefix of the last error */
};

/* Reads password, from its file or the terminal, and K_g, once. Does nothing unless the BMC is
 * reached over LAN. -1 after printing an error. */
int session_login(struct session *session);

/* The same without a prompt. typed: the password if it was typed on the screen, else NULL. */
enum tui_login session_complete(struct session *session, const struct secret *typed,
                                struct bmc_error *error);
/* After a failed login: the password is asked for again, files are read again. */
void session_forget(struct session *session);
/* Forgets a password typed at the console when its user leaves. false: none was. */
bool session_forget_typed(struct session *session);

struct sessions {
    struct session *list;
    size_t count;
    size_t current;
};

void sessions_init(struct sessions *sessions, const struct settings *settings);
void sessions_release(struct sessions *sessions);

#endif

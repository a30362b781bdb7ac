/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMCs that settings and options mean, with the secrets of their sessions: the one that is
 * meant, and where that is a target of the config file, the others beside it.
 */
#ifndef BMCTUI_TARGET_H
#define BMCTUI_TARGET_H

#include "bmc/bmc.h"
#include "conf/settings.h"
#include "tui/tui.h"

/* Owns its secrets; the target's strings are those of the settings. */
struct session {
    const struct settings_bmc *bmc;
    struct bmc_target target;
    struct secret *password, *k_g;
    struct secret **retired; /* from before: a worker that was left to itself may read them */
    size_t retired_count;
    bool complete; /* the secrets have been read */
    bool typed;    /* the password was typed at the console */
    const char *wrong; /* the option that an error is about */
};

/* Reads the password, from its file or from the terminal, and K_g, once. -1: it has been said what
 * is wrong. Nothing to do for a BMC that is not over LAN. */
int session_login(struct session *session);

/* The same without asking on the terminal. typed: the password that was typed elsewhere, NULL: none
 * yet. */
enum tui_login session_complete(struct session *session, const struct secret *typed,
                                struct bmc_error *error);
/* The BMC did not take them: what was typed is asked for anew, files are read anew. */
void session_forget(struct session *session);
/* Forgets a password typed at the console when its user leaves. false: none was. */
bool session_forget_typed(struct session *session);

/* All that can be chosen among. */
struct sessions {
    struct session *list;
    size_t count;
    size_t current;
};

void sessions_init(struct sessions *sessions, const struct settings *settings);
void sessions_release(struct sessions *sessions);

#endif

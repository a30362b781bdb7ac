/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMCs that settings and options mean, with the secrets of their sessions: the one that is
 * meant, and where that is a target of the config file, the others beside it.
 */
#ifndef BMCTUI_TARGET_H
#define BMCTUI_TARGET_H

#include "bmc/bmc.h"
#include "conf/settings.h"

/* Owns its secrets; the target's strings are those of the settings. */
struct session {
    const struct settings_bmc *bmc;
    struct bmc_target target;
    struct secret *password, *k_g;
    struct secret **spent; /* passwords of before: a worker that was left to itself may read them */
    size_t spent_count;
    bool complete; /* the secrets have been read */
    bool typed;    /* the password was typed by who sat at the console */
};

/* name: as the person knows it; NULL: made from the driver. */
void session_init(struct session *session, const struct settings_bmc *bmc, const char *name);
void session_release(struct session *session);

/* Reads the password, from its file or from the terminal, and K_g, once. What is wrong has been
 * said then: -1. Nothing to do for a BMC that is not over LAN. */
int session_login(struct session *session);

/* The same where nobody can be asked on the terminal. */
enum session_state { SESSION_READY, SESSION_ASKS, SESSION_FAILED };
/* typed: what somebody typed, NULL: nobody has been asked. ASKS: a password has to be typed;
 * FAILED: with a sentence. */
enum session_state session_complete(struct session *session, const struct secret *typed,
                                    struct bmc_error *error);
/* The BMC did not take them: what was typed is asked for anew, files are read anew. */
void session_forget(struct session *session);
/* Whoever typed the password leaves the console: it is nobody else's. false: nobody had. */
bool session_forget_typed(struct session *session);
/* "Password of ADMIN at 10.0.0.1: ". Returns text. */
const char *session_question(const struct session *session, char *text, size_t size);

/* All that can be chosen among. */
struct sessions {
    struct session *list;
    size_t count;
    size_t current;
};

void sessions_init(struct sessions *sessions, const struct settings *settings);
void sessions_release(struct sessions *sessions);

#endif

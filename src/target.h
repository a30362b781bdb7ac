/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMC that settings and options mean, with the secrets of its session.
 */
#ifndef BMCTUI_TARGET_H
#define BMCTUI_TARGET_H

#include "bmc/bmc.h"
#include "settings.h"

/* Owns its secrets; the target's strings are those of the settings. */
struct session {
    struct bmc_target target;
    struct secret *password, *k_g;
    bool complete; /* the secrets have been read */
};

void session_init(struct session *session, const struct settings *settings);
void session_release(struct session *session);

/* Reads the password, from its file or from the terminal, and K_g, once. What is wrong has been
 * said then: -1. Nothing to do for a BMC that is not over LAN. */
int session_login(struct session *session, const struct settings *settings);

#endif

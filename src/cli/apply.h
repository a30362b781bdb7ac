/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a file is no form page's: each has what can only be checked with what the BMC holds, and
 * does that before anything is written; then a save of its own.
 */
#ifndef BMCTUI_CLI_APPLY_H
#define BMCTUI_CLI_APPLY_H

#include "cli/file.h"

/* An `apply` under way. */
struct apply {
    struct cli *cli;
    struct file_wants wants;
    unsigned saves; /* that had something to save */
    unsigned kept;  /* of them were kept */
    int worst;      /* exit status */
};

/* What a save came to. false: the BMC is not reached any more, or its state is not known, so that
 * nothing else is tried. */
bool apply_took(struct apply *apply, int status, unsigned saves_before);

/* Authentication: one plan. false: nothing else is to be tried. */
bool apply_auth_asks(const struct apply *apply);
int apply_auth_look(struct apply *apply);
bool apply_auth_save(struct apply *apply);

/* Limits of sensors: as few plans as can be. */
int apply_sensors_look(struct apply *apply);
bool apply_sensors_save(struct apply *apply);

/* The users of a file. look: reads what the BMC holds, and finds what cannot be; an exit status,
 * said. save: only those that differ. */
struct apply_users;
struct apply_users *apply_users_look(struct apply *apply, int *status);
void apply_users_save(struct apply *apply, struct apply_users *users);
void apply_users_free(struct apply_users *users);

#endif

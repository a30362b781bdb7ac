/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A responder and a bmc that logs in to it, for unit tests. One at a time; everything belongs to
 * the rig. Times are real, but short.
 */
#ifndef BMCTUI_TESTS_RMCP_RIG_H
#define BMCTUI_TESTS_RMCP_RIG_H

#include "bmc/bmc.h"
#include "rmcp/rmcp.h"

struct rmcp_rig {
    struct rmcp *rmcp;
    struct bmc_target target; /* ADMIN, ADMIN, lan_2_0; change it before rmcp_rig_login() */
    char hostname[32];
    struct secret *password;
    struct bmc *bmc;
    struct bmc_error error;
};

/* manners: as in rmcp_manners.c, separated by ";", may be NULL. */
void rmcp_rig_start(struct rmcp_rig *rig, const char *manners);
void rmcp_rig_stop(struct rmcp_rig *rig);
void rmcp_rig_user(struct rmcp_rig *rig, const char *name, const char *password);
/* bmc_open() with the target; a link from before is closed. */
int rmcp_rig_login(struct rmcp_rig *rig);

#endif

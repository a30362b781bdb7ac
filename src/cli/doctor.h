/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `doctor` finds, for cli_doctor.c and doctor_*.c only.
 */
#ifndef BMCTUI_CLI_DOCTOR_H
#define BMCTUI_CLI_DOCTOR_H

#include "cli/cli.h"
#include "core/finding.h"
#include "pages/network.h"

/* About a channel, beyond its page. */
struct doctor_channel {
    bool access_known;
    struct channel_access now, kept;
    bool suites_known;
    struct cipher_suites suites;
    bool open_known;     /* of suite 0, which needs no password: */
    enum privilege open; /* its privilege limit; PRIVILEGE_UNUSED: switched off */
};

/* A user slot without a name. */
struct doctor_nameless {
    uint8_t id;
    struct user_access access;
};

struct doctor {
    struct findings findings;
    /* What the BMC reported. */
    bool reached;
    struct model page;
    char description[128];
    struct doctor_channel channels[BMC_CHANNELS_MAX]; /* same order as page.channels */
    size_t nameless_count;
    struct doctor_nameless nameless[BMC_USER_LAST];
    struct bmc_error error; /* why reading ended early, if it did */
};

/* doctor_ask.c: all requests to the BMC, on the worker's thread. -1: it does not even report its
 * device id. */
int doctor_ask(struct doctor *doctor, struct bmc *bmc, struct bmc_error *error);
/* doctor_bmc.c: findings from what it reported. */
void doctor_bmc(struct doctor *doctor);
/* doctor_here.c: journal, locale and terminal. */
void doctor_here(struct doctor *doctor, const struct cli *cli);

#endif

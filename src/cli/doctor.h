/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `doctor` finds, for cli_doctor.c and doctor_*.c only.
 */
#ifndef BMCTUI_CLI_DOCTOR_H
#define BMCTUI_CLI_DOCTOR_H

#include "cli/cli.h"
#include "core/finding.h"
#include "pages/network.h"

/* What a channel tells beside its page. */
struct doctor_channel {
    bool access_known;
    struct channel_access now, kept;
    bool suites_known;
    struct cipher_suites suites;
    bool open_known;     /* of the suite that asks for no password: */
    enum privilege open; /* how far it lets one in; PRIVILEGE_UNUSED: not at all */
};

/* A slot without a name. */
struct doctor_nameless {
    uint8_t id;
    struct user_access access;
};

struct doctor {
    struct findings findings;
    /* What the BMC told. */
    bool reached;
    struct model page;
    char description[128];
    struct doctor_channel channels[BMC_CHANNELS_MAX]; /* of the page's */
    size_t nameless_count;
    struct doctor_nameless nameless[BMC_USER_LAST];
    struct bmc_error error; /* what ended the examination, if anything */
};

/* doctor_ask.c: all that is asked of the BMC, on the worker's thread. -1: it does not even tell
 * its device id. */
int doctor_ask(struct doctor *doctor, struct bmc *bmc, struct bmc_error *error);
/* doctor_bmc.c: findings from what it told. */
void doctor_bmc(struct doctor *doctor);
/* doctor_here.c: the journal, the locale, the terminal. */
void doctor_here(struct doctor *doctor, const struct cli *cli);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A link between the door and the demo BMC that answers anything: the demo BMC's answers, cut, bent,
 * swapped, lost, or bytes of the input. Two to four bytes of it for each request that is not to be
 * answered well; none left: all is honest.
 */
#ifndef BMCTUI_FUZZ_LIAR_H
#define BMCTUI_FUZZ_LIAR_H

#include "bmc/link.h"
#include "fuzz/fuzz.h"
#include "unit/rig.h"

#define LIAR_BYTES 64

/* The demo's own link does the honest part. */
struct liar {
    struct link link; /* first */
    struct link *demo;
    struct fuzz *fuzz;
    int64_t *now;
    uint8_t before[LIAR_BYTES]; /* the last answer */
    size_t before_length;
    /* What has been read of each LAN parameter of the channel last asked for, since it was last
     * written (with another value); length 0: nothing. */
    uint8_t seen[256][LIAR_BYTES];
    size_t seen_length[256];
    int password_test; /* the last code of "test password", -1 none */
};

/* Between the rig's BMC and its link, until the rig is closed. */
struct liar *liar_put_between(struct rig *rig, struct fuzz *fuzz);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of cipher suites as it comes from the BMC: in parts, of which a short one is the last
 * (22.15). For cmd_suite.c and lan_offer.c.
 */
#ifndef BMCTUI_BMC_SUITES_H
#define BMCTUI_BMC_SUITES_H

#include "bmc/types.h"

#define SUITE_PART     16
#define SUITE_LIST_MAX (SUITE_PART * 20)

struct suite_list {
    uint8_t bytes[SUITE_LIST_MAX];
    size_t length;
    unsigned parts; /* how many have come; the number of the next */
    bool complete;
};

/* A part of at most SUITE_PART bytes. One that is like the one before is no new part: some BMCs
 * do not heed its number. */
void suite_list_add(struct suite_list *list, const uint8_t *bytes, size_t length);
/* The ids in it, each once, in the BMC's order. */
void suite_list_parse(const struct suite_list *list, struct cipher_suites *suites);

#endif

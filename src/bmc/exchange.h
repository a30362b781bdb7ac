/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one door to the BMC. Every request of the program goes through bmc_exchange(); in it and
 * nowhere else are the silent reopening of a link, pacing, the retry of busy codes under one
 * deadline, cancelling, the trace, the counters, and the checks that every answer has to pass.
 *
 * Internal to bmc/: with link.h it brings FreeIPMI along.
 */
#ifndef BMCTUI_BMC_EXCHANGE_H
#define BMCTUI_BMC_EXCHANGE_H

#include "bmc/link.h"

/* Retry busy replies for this long, with growing pauses. */
#define EXCHANGE_DEADLINE_MS    10000
#define EXCHANGE_PAUSE_FIRST_MS 100
#define EXCHANGE_PAUSE_MAX_MS   2000
/* FFh says nothing: retry it once, after this. */
#define EXCHANGE_UNSPECIFIED_MS 1000

/* 0: response holds a complete answer with completion code 00h. -1: *error says why, response is
 * not to be read. */
int bmc_exchange(struct bmc *bmc, const struct exchange *exchange, struct bmc_error *error);

#endif

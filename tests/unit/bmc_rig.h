/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo BMC behind the door, on a clock whose sleep only moves its hands
 * and which can do something at a given time: look, or cancel.
 */
#ifndef BMCTUI_TESTS_BMC_RIG_H
#define BMCTUI_TESTS_BMC_RIG_H

#include <stdio.h>

#include "unit/lan.h"
#include "demo/demo.h"

struct bmc_rig {
    struct clock clock;
    int64_t now_ms;
    int64_t cancel_at_ms;    /* -1: never */
    int64_t longest_wait_ms; /* that bmc_waiting_ms() told while the clock moved */
    struct bmc_target target;
    struct bmc *bmc;
    struct demo_bmc *demo;
    struct bmc_error error;
};

/* cmocka fixtures; *state is the rig, its bmc open. */
int bmc_rig_setup(void **state);
int bmc_rig_teardown(void **state);

/* Adds faults in the demo's own words and counts requests afresh. */
void bmc_rig_faults(struct bmc_rig *rig, const char *text);
/* Closes, changes nothing else, and opens with another target. */
void bmc_rig_again(struct bmc_rig *rig, const struct bmc_target *target);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watchdog timer of a BMC (27), and what the machine draws from the mains (DCMI 1.5, 6.6.1). On
 * the worker's thread.
 */
#ifndef BMCTUI_BMC_WATCHDOG_H
#define BMCTUI_BMC_WATCHDOG_H

#include "bmc/bmc.h"

/* Get Watchdog Timer (27.7). Times in tenths of a second. */
struct watchdog {
    bool running, log;
    uint8_t use;    /* 1 BIOS FRB2, 2 BIOS POST, 3 OS load, 4 SMS/OS, 5 OEM; others are reserved */
    uint8_t action; /* 0 none, 1 hard reset, 2 power down, 3 power cycle */
    uint8_t interrupt, interval; /* before it: which, and how many seconds */
    uint16_t initial, left;
};

int bmc_get_watchdog(struct bmc *bmc, struct watchdog *watchdog, struct bmc_error *error);
/* Set Watchdog Timer (27.6), sent once: it stops, all else stays as it was read. */
int bmc_stop_watchdog(struct bmc *bmc, const struct watchdog *watchdog, struct bmc_error *error);

/* Get Power Reading. */
struct power_draw {
    bool measured; /* the BMC measures at all */
    unsigned watts, least, most, average;
    uint32_t seconds; /* over which those three are; 0: not told */
};

int bmc_get_power_draw(struct bmc *bmc, struct power_draw *draw, struct bmc_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Power": what the machine does now, what it does after a power cut, and what it starts
 * next. All of it is no channel's. Status and policy are one answer of Get Chassis Status (28.2),
 * what it starts next is one boot option (power_boot.c): rows show parts of them.
 */
#ifndef BMCTUI_PAGES_POWER_H
#define BMCTUI_PAGES_POWER_H

#include "core/load.h"

extern const struct page_class page_power;

/* The rows, in the order of the screen. */
enum power_row {
    POWER_STATE,
    POWER_EVENT,
    POWER_CAUSE,
    POWER_POLICY, /* holds the whole status, see power_status() */
    POWER_FROM,
    POWER_FOR,
    POWER_FIRMWARE,
    POWER_HOLDS,
    POWER_ROWS, /* behind it what has no row of its own */
    POWER_BOOT = POWER_ROWS, /* boot option 5: the number is its five bytes */
    POWER_POLICIES,          /* a bit for each enum power_policy that the BMC offers */
    POWER_MARK,              /* which BMC it is */
    POWER_RUNS,              /* 1: this machine was started by UEFI; 0: by an older BIOS */
    POWER_TAKEN,             /* 1: the wish was ours, and is gone; set by whoever keeps a note */
    POWER_SETTINGS
};

/* What the BMC said of the chassis; false: it is not known. */
bool power_status(const struct model *model, struct chassis_status *status);
/* Names of what is set of status->power and misc that is a fault, and of status->event, for JSON;
 * NULL behind the last. */
#define POWER_NAMES 8
void power_faults(const struct chassis_status *status, const char *names[POWER_NAMES]);
/* The same faults for people, appended: "drive, fan". */
void power_faults_text(const struct chassis_status *status, char text[VALUE_TEXT]);
void power_events(const struct chassis_status *status, const char *names[POWER_NAMES]);

/* "control" "power-button" ...: enum restart_cause. */
extern const struct value_type power_cause;
extern const struct value_type power_policy; /* off previous on unknown, of POWER_POLICY's number */
extern const struct value_type power_state;  /* on off, likewise */

/* Of the number of POWER_BOOT: none bios pxe disk safe diagnostic cd usb other. */
extern const struct value_type power_device;
extern const struct value_type power_for;      /* once always none */
extern const struct value_type power_firmware; /* uefi legacy unknown none */
bool power_boot_valid(uint64_t number);
/* Whether the BMC keeps the wish for longer than 60 s, and over a restart by the operating system:
 * boot option 3. 1, 0; -1: it does not tell. -2: the link failed. */
int power_boot_kept(struct bmc *bmc, struct bmc_error *error);

/* The folder that stands for "/" of this machine; tests change it. */
extern const char *power_root;

#endif

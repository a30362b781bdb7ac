/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simmend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CMD_GET_CHASSIS_STATUS 0x01
#define CMD_CHASSIS_CONTROL    0x02
#define CMD_SET_RESTORE_POLICY 0x06
#define CMD_GET_RESTART_CAUSE  0x07
#define CMD_SET_BOOT_OPTION    0x08
#define CMD_GET_BOOT_OPTION    0x09
#define CMD_GET_POWER_ON_HOURS 0x0f

#define BOOT_OPTIONS     6 /* 0 to 5 */
#define BOOT_BYTES       5
#define BOOT_PROGRESS    0
#define BOOT_CLEARING    3
#define BOOT_HANDLED     4
#define BOOT_FLAGS       5
#define BOOT_IS_VALID    0x80
#define BOOT_IS_FOR_EVER 0x40
#define KEEPS_AFTER_60_S 0x08

static const unsigned int boot_length[BOOT_OPTIONS] = {1, 1, 1, 1, 2, 5};

/* The first four are kept over a restart of the BMC. */
static struct {
    unsigned char boot[BOOT_OPTIONS][BOOT_BYTES];
    unsigned char policy;
    unsigned char last_event;
    unsigned char restart_cause;
    int64_t wished; /* when the boot flags were set, 0: no time-out runs */
    long forgets_ms;
    const char *state;
} chassis = {.policy = 1, .restart_cause = 3, .forgets_ms = 60000};

static void save(void)
{
    FILE *file = chassis.state ? fopen(chassis.state, "wb") : NULL;

    if (file) {
        fwrite(chassis.boot, sizeof(chassis.boot), 1, file);
        fprintf(file, "%c%c%c", chassis.policy, chassis.last_event, chassis.restart_cause);
        fclose(file);
    }
}

void chassis_state(const char *path)
{
    FILE *file = fopen(path, "rb");
    unsigned char rest[3];

    chassis.state = path;
    if (!file) {
        return;
    }
    if (fread(chassis.boot, sizeof(chassis.boot), 1, file) == 1 &&
        fread(rest, sizeof(rest), 1, file) == 1) {
        chassis.policy = rest[0];
        chassis.last_event = rest[1];
        chassis.restart_cause = rest[2];
    }
    chassis.boot[BOOT_PROGRESS][0] = 0;
    fclose(file);
}

void chassis_forgets(const char *ms)
{
    chassis.forgets_ms = strtol(ms, NULL, 10);
}

/* "Don't automatically clear boot flag valid bit if Chassis Control command not received within
 * 60-second timeout": IPMI 2.0, table 28-14. */
static void forget_boot(void)
{
    if (chassis.wished && now_ms() - chassis.wished >= chassis.forgets_ms &&
        !(chassis.boot[BOOT_CLEARING][0] & KEEPS_AFTER_60_S)) {
        chassis.boot[BOOT_FLAGS][0] &= (unsigned char)~BOOT_IS_VALID;
        chassis.wished = 0;
        save();
    }
}

/* The BIOS starts and takes what is wished for once. */
static void start_bios(void)
{
    forget_boot();
    chassis.wished = 0;
    chassis.restart_cause = 1;
    if (!(chassis.boot[BOOT_FLAGS][0] & BOOT_IS_FOR_EVER)) {
        chassis.boot[BOOT_FLAGS][0] &= (unsigned char)~BOOT_IS_VALID;
    }
    save();
}

static void control(const msg_t *msg, struct reply *reply)
{
    unsigned int what = msg->len > 0 ? msg->data[0] & 0x0fu : 15;

    if (what == 4) { /* stock: not supported */
        answer(reply, 0x00);
    }
    if (reply->data[0] == 0 && what >= 1 && what <= 3) {
        chassis.last_event = what == 3 ? chassis.last_event : 0x10;
        start_bios();
    } else if (reply->data[0] == 0 && what == 0) {
        chassis.last_event = 0;
        save();
    }
}

static void set_boot_option(const msg_t *msg, struct reply *reply)
{
    unsigned int option = msg->len > 0 ? msg->data[0] & 0x7fu : 0;

    if (option >= BOOT_OPTIONS || msg->len != 1 + boot_length[option]) {
        answer(reply, option >= BOOT_OPTIONS ? 0x80 : 0xc7);
        return;
    }
    if (option == BOOT_PROGRESS && msg->data[1] == 1 && chassis.boot[0][0] == 1) {
        answer(reply, 0x81);
        return;
    }
    if (option == BOOT_HANDLED) { /* a mask and the bits */
        unsigned char *kept = chassis.boot[BOOT_HANDLED] + 1;

        *kept = (unsigned char)((*kept & ~msg->data[1]) | (msg->data[2] & msg->data[1]));
    } else {
        memcpy(chassis.boot[option], msg->data + 1, msg->len - 1);
    }
    if (option == BOOT_FLAGS) {
        chassis.wished = msg->data[1] & BOOT_IS_VALID ? now_ms() : 0;
    }
    answer(reply, 0x00);
    save();
}

static void get_boot_option(const msg_t *msg, struct reply *reply)
{
    unsigned int option = msg->len > 0 ? msg->data[0] & 0x7fu : 0;

    if (option >= BOOT_OPTIONS || msg->len != 3) {
        answer(reply, option >= BOOT_OPTIONS ? 0x80 : 0xc7);
        return;
    }
    forget_boot();
    answer(reply, 0x00);
    reply->data[1] = 0x01;
    reply->data[2] = (unsigned char)option;
    memcpy(reply->data + 3, chassis.boot[option], boot_length[option]);
    reply->length = 3 + boot_length[option];
}

static void set_policy(const msg_t *msg, struct reply *reply)
{
    if (msg->len != 1) {
        answer(reply, 0xc7);
        return;
    }
    if (msg->data[0] < 3) { /* 3: asks only */
        chassis.policy = msg->data[0];
        save();
    }
    answer(reply, 0x00);
    reply->data[1] = 0x07;
    reply->length = 2;
}

void mend_chassis(const msg_t *msg, struct reply *reply)
{
    switch (msg->cmd) {
    case CMD_GET_CHASSIS_STATUS:
        if (reply->data[0] == 0 && reply->length >= 4) {
            reply->data[1] = (unsigned char)((reply->data[1] & 0x9f) | chassis.policy << 5);
            reply->data[2] = chassis.last_event;
        }
        break;
    case CMD_CHASSIS_CONTROL:
        control(msg, reply);
        break;
    case CMD_SET_RESTORE_POLICY:
        set_policy(msg, reply);
        break;
    case CMD_GET_RESTART_CAUSE:
        answer(reply, 0x00);
        reply->data[1] = chassis.restart_cause;
        reply->data[2] = 0x00;
        reply->length = 3;
        break;
    case CMD_SET_BOOT_OPTION:
        set_boot_option(msg, reply);
        break;
    case CMD_GET_BOOT_OPTION:
        get_boot_option(msg, reply);
        break;
    case CMD_GET_POWER_ON_HOURS: /* 12345 of an hour each */
        memcpy(reply->data, "\0\x3c\x39\x30\0\0", 6);
        reply->length = 6;
        break;
    default:
        break;
    }
}

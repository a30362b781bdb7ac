/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stock ipmi_sim 2.0.33 gets wrong, put right in its answers. Part of simfix.so.
 *
 *  - Chassis Identify, Chassis Capabilities, Set and Get Watchdog answer with the right length;
 *  - Get Chassis Status knows the identify state, and that it ends with its time;
 *  - LAN parameter 10 (ARP) exists, under the transaction rules of the other parameters;
 *  - Set User Password refuses a wrong length, keeps 20 bytes, and its test tells the truth;
 *  - users, VLAN and ARP outlive the simulator at once;
 *  - what it does not know at all: Get Self Test Results, the GUID in-band, power restore policy,
 *    restart cause, power-on hours, the diagnostic interrupt (no effect), boot options 0 to 5 as
 *    they were written, the BIOS that takes a boot wish when the machine starts, and the 60 s after
 *    which a wish is forgotten (simchassis.c);
 *  - with account_file(): access that is a channel's own, "enabled" apart from "messaging", names that
 *    are taken or fixed, payload access, LAN parameters 2, 16, 24, 26, the SOL parameters, channel
 *    authentication, a running watchdog, DCMI power (simaccounts.c);
 *  - a record that is added to the event log cancels the reservation (simfix.c).
 */
#ifndef BMCTUI_TESTS_SIM_SIMMEND_H
#define BMCTUI_TESTS_SIM_SIMMEND_H

#include <stdbool.h>
#include <stdint.h>

#include <OpenIPMI/lanserv.h>

#define NETFN_CHASSIS         0x00
#define NETFN_APP             0x06
#define NETFN_STORAGE         0x0a
#define NETFN_TRANSPORT       0x0c
#define CMD_SET_USER_PASSWORD 0x47
#define CMD_SET_LAN           0x01
#define CMD_GET_LAN           0x02

#define MAX_CHANNELS 16
#define MAX_REPLY    64

struct reply {
    unsigned char data[MAX_REPLY]; /* completion code first */
    unsigned int length;           /* 0: no answer */
};

/* LAN parameter 10 of every channel at first: a number, or "no": not supported. */
void mend_arp(const char *value);

/* The GUID that is in lan.conf, 32 hexadecimal digits. */
void mend_guid(const char *hex);

/* The chassis: a file that keeps its state, after how many milliseconds a boot wish is forgotten,
 * and the answers to requests of its network function. */
void chassis_state(const char *path);
void chassis_forgets(const char *ms);
void mend_chassis(const msg_t *msg, struct reply *reply);

/* A file that keeps over a restart what ipmi_sim does not. The name stays in use. */
void mend_state(const char *path);

/* Users, channels, serial over LAN and the watchdog as the standard has them (simaccounts.c), kept in
 * this file; without it, as ipmi_sim has them. A manner is slots=N (16), fixed=N (names 1 to N, 1),
 * keeps-name (when it is to be empty), deletes (a user whose name is made empty), demotes (one that
 * is renamed: privilege "user"), privilege-0 (of empty slots), hides-enabled. */
void account_file(const char *path);
bool account_manner(const char *word);
void account_start(sys_data_t *sys);
/* Whether it has been answered there. */
bool account_request(const msg_t *msg, struct reply *reply);
/* ipmi_sim has been given another. */
void account_password(unsigned int slot);
/* "commit write", or, without commit, "set complete" of the LAN parameters of a channel. */
void account_commit(int channel, bool commit);

/* Before the first request, when users and channels are configured. */
void mend_start(sys_data_t *sys);

/* Puts right the answer to a request that ipmi_sim has dealt with. */
void mend(const msg_t *msg, struct reply *reply);

void answer(struct reply *reply, unsigned char code);
int64_t now_ms(void);

/* The channel a Get or Set LAN Configuration is about, and whether there is such a LAN channel. */
int lan_channel(const msg_t *msg);
bool is_lan(int channel);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bad days for the demo BMC: which request goes wrong, and how. Tests build a struct demo_fault;
 * people write the same as text in the config file.
 *
 *   faults = item { ";" item }
 *   item   = where ":" what { " " option }  |  "set " NAME [ "=" VALUE ]
 *
 *   where   #7               the 7th request since the start
 *           any              every request
 *           lan-set 12       a request by name (tables of commands), with LAN parameter, channel
 *                            (channel-info, channel-access-*), user (user-*, payload-*) or
 *                            password operation (disable, enable, set, test), SOL parameter
 *                            (sol-*), boot option (boot-*), action (power), policy, sensor (sensor,
 *                            limits-*, rearm), low byte of a record's id (sel-get,
 *                            sdr-get) or of an offset (fru-read); without, or with *, all
 *           lock commit complete   the three values written to LAN parameter 0
 *           06/47            any other: network function and command in hex
 *   what    code=CC          answered with this completion code (hex), not carried out
 *           lost             never answered, not carried out
 *           late             carried out; its answer comes in place of the next request's, and
 *                            so on, one behind, until the link is closed and opened again
 *           delay=500        the answer takes that many milliseconds longer (2s is 2000)
 *           stale=20000      LAN reads show old values: this read those of that many ms ago, or, at
 *                            any other request, all reads for that long those from before it
 *           change=NAME      something changes by itself afterwards, or with the commit that a LAN
 *                            write waits for. NAME: see below
 *           ignored          answered 00h, but nothing is kept
 *           short            the answer lacks its last byte; short=1: cut to 1 byte
 *           wrong-command    the answer is one for another command
 *           gone             the link breaks for good
 *           reboot=20000     the BMC restarts: silence for that long, then, for boot=5s, everything
 *                            is answered boot-code=FF (default). What was not committed is
 *                            dropped, the lock is free, the light is off
 *   option  done             code, lost, gone, reboot: the request is carried out first
 *           nth=3            from the 3rd matching request on
 *           times=2          for 2 matching requests, or "ever". Default: once for #7, gone and
 *                            reboot, else ever
 *
 *   change=  address-lost (0.0.0.0)  gateway-moved  netmask-moved  source-static (and
 *            0.0.0.0)  source-dhcp  vlan-off  vlan-on  arp-off  lan-off (channel access)
 *            user-disabled  user-enabled  user-demoted (privilege "user")  messaging-off
 *            messaging-on  name-lost  sol-refused  password-lost (nobody knows it now)
 *            admin-password (user 2 gets the password just set)  lock-taken  lock-lost
 *            power-button  reset-button  os-reboot  power-cut (at the machine)
 *            event (a new one)  intrusion (the chassis is opened)
 *            log-cleared  log-reserved  records-reserved  records-changed (by another program)
 *
 * Example: "#7:code=c3; lan-set 12:code=cc times=1; lan-get *:stale=20s; password:delay=500"
 *
 * Faults apply in the order they were added. Delays add up and all changes happen; of those that
 * decide the answer the first wins. A match counts for nth and times even if another fault won.
 */
#ifndef BMCTUI_DEMO_DEMO_FAULT_H
#define BMCTUI_DEMO_DEMO_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_FAULTS_MAX 64
#define DEMO_FAULT_ANY  (-1)
#define DEMO_TIMES_EVER 0

struct demo_bmc;
struct demo_channel;
struct demo_state;
struct demo_user;

enum demo_fault_kind {
    DEMO_FAULT_NONE,
    DEMO_FAULT_CODE,
    DEMO_FAULT_LOST,
    DEMO_FAULT_LATE,
    DEMO_FAULT_SHORT,
    DEMO_FAULT_WRONG_COMMAND,
    DEMO_FAULT_GONE,
    DEMO_FAULT_REBOOT,
    /* These leave the answer alone. */
    DEMO_FAULT_IGNORED,
    DEMO_FAULT_DELAY,
    DEMO_FAULT_STALE,
    DEMO_FAULT_CHANGE,
    /* Another answer, in bytes; only in a personality. */
    DEMO_FAULT_REPLY
};

/* What a change affects: the request's channel and user, or the first LAN channel and user 2. */
struct demo_site {
    struct demo_state *state;
    struct demo_channel *channel; /* of state */
    struct demo_user *user;       /* the same */
    void *data;                   /* the fault's */
};

typedef void demo_change(const struct demo_site *site);

#define DEMO_PREFIX_MAX 16
#define DEMO_REPLY_MAX  40

/* How a request begins: network function, command, data. */
struct demo_prefix {
    uint8_t length; /* 0: all requests */
    uint8_t bytes[DEMO_PREFIX_MAX];
    bool any[DEMO_PREFIX_MAX]; /* this byte matches anything */
};

struct demo_fault {
    /* where; DEMO_FAULT_ANY matches everything */
    struct demo_prefix prefix;
    int netfn, command;
    int argument;   /* LAN parameter, channel, user or password operation */
    int value;      /* lan-set: first byte written; password, user-access-*: the user, channel */
    unsigned nth;   /* from the nth match on; 0 is 1 */
    bool numbered;  /* nth counts requests since the mark, not since the fault was added */
    unsigned times; /* how many matches; DEMO_TIMES_EVER */
    /* what */
    enum demo_fault_kind kind;
    bool done;           /* carried out before it strikes */
    uint8_t code;        /* CODE */
    int64_t ms;          /* DELAY, STALE, REBOOT: silence */
    int64_t boot_ms;     /* REBOOT: how long boot_code is answered after the silence */
    uint8_t boot_code;   /* 0 is FFh */
    unsigned length;     /* SHORT: bytes left, 0: all but one; REPLY: bytes of it */
    uint8_t reply[DEMO_REPLY_MAX]; /* REPLY: completion code and data, length bytes */
    bool manner;         /* part of the BMC, and no bad day */
    demo_change *change; /* CHANGE */
    void *data;          /* for change; not owned, outlives the fault */
};

/* A fault at the kth request since the mark, once. Set code, ms etc. in the result. */
struct demo_fault demo_fault_at(unsigned k, enum demo_fault_kind kind);
/* A fault at one kind of request, for ever. Each may be DEMO_FAULT_ANY. */
struct demo_fault demo_fault_on(int netfn, int command, int argument, enum demo_fault_kind kind);
/* NULL: there is no change of this name. */
demo_change *demo_change_find(const char *name);

/* Copies it. -1 when there are DEMO_FAULTS_MAX already. */
int demo_fault_add(struct demo_bmc *demo, const struct demo_fault *fault);
/* Adds all faults of a text as above, or, if it is wrong, none: -1 and a translated sentence.
 * demo may be NULL: only checks. */
int demo_fault_parse(struct demo_bmc *demo, const char *text, char *error, size_t error_size);

#endif

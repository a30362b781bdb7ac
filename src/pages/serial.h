/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Serial console": serial over LAN (IPMI 15, 26) on one channel, and what this machine
 * itself does on its serial port. Each setting is a SOL configuration parameter, written between
 * "set in progress" and "set complete" (serial_sol.c).
 */
#ifndef BMCTUI_PAGES_SERIAL_H
#define BMCTUI_PAGES_SERIAL_H

#include "core/load.h"

extern const struct page_class page_serial;

/* The rows, in the order of the screen. */
enum serial_row {
    SERIAL_ENABLED,
    SERIAL_ENCRYPTION, /* forced encryption and authentication, and */
    SERIAL_PRIVILEGE,  /* the limit: their numbers are parameter 2 as it is, of which each judges
                        * its bits */
    SERIAL_RATE,       /* both bit rates, see serial_rates() */
    SERIAL_USERS,
    SERIAL_CONSOLE,
    SERIAL_PROMPT,
    SERIAL_CONNECT,
    SERIAL_ROWS, /* behind it what has no row of its own */
    SERIAL_MAY = SERIAL_ROWS, /* who may use it: a bit for each slot, slot 1 the lowest */
    SERIAL_CHANNEL,           /* parameter 7: the channel that the payload takes */
    SERIAL_ADDRESS,           /* of the channel, and */
    SERIAL_MAC,
    SERIAL_TTY,      /* the kernel's serial console, see serial_name(); */
    SERIAL_TTY_RATE, /* its rate; */
    SERIAL_FIRMWARE, /* the firmware's serial console, as SPCR says; */
    SERIAL_LOGIN,    /* what asks for a login there: enum serial_login */
    SERIAL_SETTINGS
};

/* The number by which encryption is "always". */
#define SERIAL_FORCED 0xc0u

/* Of the number of SERIAL_RATE: 0 as the BIOS sets it, else bits a second; -1: not available. */
enum serial_rate { SERIAL_RATE_NOW, SERIAL_RATE_KEPT };
int serial_rate(uint64_t number, enum serial_rate which);

/* A name of at most eight characters is a number, so that it can be a value: "ttyS1". */
uint64_t serial_number(const char *name);
#define SERIAL_NAME 9
const char *serial_name(uint64_t number, char name[SERIAL_NAME]);

enum serial_login {
    SERIAL_LOGIN_NONE,
    SERIAL_LOGIN_SYSTEMD, /* serial-getty@ttyS1 */
    SERIAL_LOGIN_GETTY,   /* getty@ttyS1 */
    SERIAL_LOGIN_BMCTUI,  /* bmctui-serial@ttyS1 */
    SERIAL_LOGIN_PROGRAM, /* some getty that systemd does not know of */
    SERIAL_LOGIN_REMOTE   /* over LAN: it cannot be seen */
};

/* The users that may use it, ascending by slot. Returns how many; -1: it is not known. */
int serial_users(const struct model *model, const struct model_user *users[BMC_USER_LAST]);
/* "ipmiconsole -h 192.168.1.7 -u ADMIN -P". false: why there is none, a sentence. */
bool serial_connect(const struct model *model, char text[VALUE_TEXT]);

/* The folder that stands for "/" of this machine; tests change it. */
extern const char *serial_root;

#endif

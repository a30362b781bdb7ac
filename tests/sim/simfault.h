/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The faults of the simulated BMC: rules read from a control file.
 *
 * One rule a line, '#' starts a comment:
 *
 *     NETFN CMD PARAM NTH ACTION [ARGUMENT...]
 *
 * NETFN, CMD and PARAM are hexadecimal (with or without 0x) or '*'. PARAM is the parameter selector
 * of Get and Set LAN Configuration, the operation of Set User Password, else the first data byte.
 * NTH counts the requests that fit, from 1: N, N+ (that one and all after it), N-M, or '*'. The
 * counts start anew whenever the file's content changes. The first rule that fits and is due acts.
 * What lasts for some milliseconds also ends when the content changes.
 *
 *     code XX         not done, completion code XX
 *     reply HEX       not done, these bytes (completion code first), as one word
 *     drop            not done, no answer
 *     lose            done, no answer
 *     delay MS        done at once, answered MS milliseconds later, others meanwhile
 *     short [N]       done, the answer cut to N bytes (completion code included); bare: by one
 *     long HEX        done, and these bytes are added to the answer
 *     stale MS        done, but for MS milliseconds reads of LAN parameters give the old values
 *     side PARAM HEX  done, and the BMC writes this LAN parameter of the channel by itself as well
 *     events N        before it is done, N events (1 without) come into the event log
 *     gone MS         for MS milliseconds (0: for good) nothing is done, and nothing answered
 *     exit [after]    the BMC dies before doing it, or after doing it and before answering
 */
#ifndef BMCTUI_TESTS_SIM_SIMFAULT_H
#define BMCTUI_TESTS_SIM_SIMFAULT_H

#include <stdbool.h>
#include <stddef.h>

enum fault_action {
    FAULT_NONE,
    FAULT_CODE,
    FAULT_REPLY,
    FAULT_DROP,
    FAULT_LOSE,
    FAULT_DELAY,
    FAULT_SHORT,
    FAULT_LONG,
    FAULT_STALE,
    FAULT_SIDE,
    FAULT_GONE,
    FAULT_EXIT,
    FAULT_EVENTS
};

#define FAULT_MAX_BYTES 40

struct fault {
    int netfn, cmd, param;     /* -1: any */
    unsigned long first, last; /* of the requests that fit */
    unsigned long seen;        /* how many have fitted so far */
    enum fault_action action;
    long number; /* XX, MS, N or PARAM; -1 where it was left out */
    bool after;  /* exit after */
    unsigned char bytes[FAULT_MAX_BYTES];
    size_t length;
};

/* The name of the control file; it need not exist. NULL: no faults. */
void fault_file(const char *path);

/* Looks at the control file and at one request. Returns the rule that acts on it, or NULL. */
const struct fault *fault_for(int netfn, int cmd, int param);

/* Which content of the control file the last rule was from, and whether it is another one now. */
unsigned long fault_edition(void);
bool fault_edited(unsigned long edition);

/* Is there any rule with this action? */
bool fault_any(enum fault_action action);

/* The word of the control file for an action. */
const char *fault_name(enum fault_action action);

#endif

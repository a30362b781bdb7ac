/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal of a save as a value and as text: all that is needed to undo or finish it when
 * program or host died in the middle. Never a secret. guard/store.h keeps the text on disk.
 *
 * The text is versioned, a line a value or a change, and ends in a line with a checksum over all
 * before it: a torn or foreign file never reads as a journal. Version 2 is written of a page's
 * edit, version 3 of a plan of changes; version 1, with a line for each value of the network page,
 * is still read.
 */
#ifndef BMCTUI_CORE_JOURNAL_H
#define BMCTUI_CORE_JOURNAL_H

#include <stddef.h>

#include "core/plan.h"

#define JOURNAL_NAME 128
#define JOURNAL_TEXT 16384 /* room for any journal as text; asserted */

enum journal_state {
    JOURNAL_WRITING,     /* the save is under way, or was cut off */
    JOURNAL_CONFIRM,     /* applied and verified; put back at confirm_until_ms unless confirmed */
    JOURNAL_PUTTING_BACK,/* being put back, or that was cut off, or failed */
    JOURNAL_VERIFIED     /* kept or put back, and seen to be so: nothing is to be done any more */
};

struct journal {
    enum journal_state state;
    long long started;          /* seconds since 1970, for people */
    long pid;                   /* of who was saving, for people */
    char tty[JOURNAL_NAME];     /* likewise; "" none */
    char target[JOURNAL_NAME];  /* the host of a BMC over LAN; "" no host */
    char driver[JOURNAL_NAME];  /* -D name in use */
    char boot_id[JOURNAL_NAME]; /* of the kernel that ran: a countdown does not outlive it */
    long long confirm_until_ms; /* system_boot_ms(); 0: no confirmation is awaited */
    bool confirm;               /* confirm-or-revert was asked for */
    bool lock_ours;             /* set in progress may be held by this save */
    bool password_planned, password_sent;
    bool device_known;
    struct device device;
    struct plan plan; /* password NULL */
};

/* Fills all that comes from the plan and the page; the rest is zero. */
void journal_begin(struct journal *journal, const struct plan *plan, const struct model *model);

/* Returns the length written (without the NUL), 0 when it does not fit. */
size_t journal_encode(const struct journal *journal, char text[JOURNAL_TEXT]);
/* pages: whose settings it may name, NULL behind the last. -1 with a sentence when this is no
 * journal, of another version, or torn. */
int journal_decode(struct journal *journal, const struct page_class *const *pages,
                   const char *text, size_t length, struct bmc_error *error);

/* Whether this is the BMC the journal was written for: device id and the channel's MAC; where the
 * save was no channel's, the mark that is made of its System GUID, if it has one. */
bool journal_same_bmc(const struct journal *journal, const struct device *device,
                      const struct value *mac);

#endif

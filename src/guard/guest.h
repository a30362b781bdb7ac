/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letting somebody in for some hours (PAGES.md 4.3): a user of the BMC, made by core/account.h, who
 * is deleted again when his time is over. Nothing is opened before a record of it
 * (guard/guest_record.h) is on disk and a watcher runs; whatever dies, somebody finds the record
 * and ends him: the watcher, a timer, the recover service at boot, every start of bmctui.
 *
 * He is ended only where BMC, slot and name are still those of the record; else he is left alone.
 * No request goes out for that where no record says so. The demo BMC's records are in memory.
 *
 *     guest_look()                                    files only: any thread, quick
 *     guest_begin(), guest_extend(), guest_end(), guest_end_due()   on the worker's thread
 */
#ifndef BMCTUI_GUARD_GUEST_H
#define BMCTUI_GUARD_GUEST_H

#include "core/save.h"
#include "guard/guard.h"
#include "guard/guest_record.h"

#define GUEST_NAME_DEFAULT "support"

/* --- what is there -------------------------------------------------------------------------- */

struct guest {
    struct guest_record record;
    bool damaged;       /* the file is no record, and nobody acts upon it: record.slot alone */
    enum guest_due due; /* he is past his end, or was cut off and nobody is at it */
    long long left_s;   /* of his time */
    char file[STORE_PATH + STORE_KEY + 32]; /* "" the demo BMC's */
};

struct guests {
    bool unreadable; /* the folder could not be looked at: error */
    struct bmc_error error;
    bool watched;    /* a watcher runs */
    size_t count;
    size_t due; /* of them past their end, the damaged and those left alone aside */
    struct guest of[BMC_USER_LAST]; /* by slot, ascending */
};

/* Of the BMC of this guard. Quick: no request, no lock. */
void guest_look(struct guard *guard, struct guests *guests);
/* Whether anything is there that a person must be told: past its end, left alone, damaged. */
bool guests_alarm(const struct guests *guests);
/* The guest of this slot and name, NULL: there is none. name NULL: any. */
const struct guest *guests_find(const struct guests *guests, uint8_t slot, const char *name);
/* By name; NULL: there is none. */
const struct guest *guests_named(const struct guests *guests, const char *name);
/* "ends in 3 h 12 min", "is past its end", ...: translated; returns text. */
const char *guest_print(const struct guest *guest, char *text, size_t size);
/* "3 h 12 min", "12 min", "less than a minute"; translated; returns text. */
const char *guest_print_left(long long seconds, char *text, size_t size);

/* --- what is done --------------------------------------------------------------------------- */

enum guest_outcome {
    GUEST_DONE,       /* let in, extended; or ended: deleted, and seen to be */
    GUEST_KEPT_NAME,  /* ended; this BMC keeps the name */
    GUEST_WAS_GONE,   /* to be ended: somebody has deleted him already */
    GUEST_LEFT_ALONE, /* to be ended: the slot is somebody else's now; nothing was written */
    GUEST_OTHER_BMC,  /* this is not the BMC that he was let in to; nothing was written */
    GUEST_UNDONE,     /* not let in: refused, and everything is put back */
    GUEST_FAILED,     /* not let in, or not ended, and the BMC is left mixed: the record stays */
    GUEST_REFUSED     /* nothing was written: error */
};

struct guest_result {
    enum guest_outcome outcome;
    struct guest_record record; /* whose it is */
    long long left_s;
    uint32_t address;           /* of the channel, 0: none */
    struct bmc_error error;     /* not done: why, a sentence */
    struct save_state state;    /* what was written; status SAVE_RUNNING: nothing was */
};

struct guest_wish {
    char name[BMC_USER_NAME];
    enum privilege privilege;
    bool sol;
    unsigned hours;
    uint8_t channel;               /* 0: the first */
    const struct secret *password; /* checked already */
    bool read_only;
    bool comes_back; /* over LAN: bmctui can log in again by the config file alone */
};

/* A name of 1 to 16 letters, hours in their range, and whether this BMC may have guests at all.
 * -1 with a sentence. */
int guest_check(const struct bmc_target *target, const struct guest_wish *wish,
                struct bmc_error *error);

/* All four take the lock of the state folder, and are audited. Exit status: guest_exit(). */
void guest_begin(struct guard *guard, const struct save_context *context,
                 const struct guest_wish *wish, struct guest_result *result);
/* GUEST_HOURS_DEFAULT more, or what is left to GUEST_HOURS_MOST in all. */
void guest_extend(struct guard *guard, const struct save_context *context, uint8_t slot,
                  unsigned hours, struct guest_result *result);
/* asked: now, and whatever the clocks say; else only where he is past his end. */
void guest_end(struct guard *guard, const struct save_context *context, uint8_t slot, bool asked,
               struct guest_result *result);
/* Ends whoever is past his end. each: for every one that was tried; may be NULL. Returns how many
 * could not be ended. */
size_t guest_end_due(struct guard *guard, const struct save_context *context,
                     void (*each)(void *data, const struct guest_result *result), void *data);
/* The record of one who was left alone, is on another BMC or is damaged, and who has been told
 * so. */
int guest_forget(struct guard *guard, uint8_t slot, struct bmc_error *error);

/* SPEC 2, PAGES.md 6: 4 also where one could not be ended. */
int guest_exit(const struct guest_result *result);
/* What came of letting in, or ending, as a sentence; translated; returns text. */
const char *guest_sentence(const struct guest_result *result, bool end, char *text, size_t size);

/* --- the watcher ---------------------------------------------------------------------------- */

/* argv[1] of the watcher's process; main() hands over to guest_watch() before anything else. */
#define GUEST_WATCH_WORD "--watch-guests"
int guest_watch(int argc, char **argv);
/* For the whole program: the config file that was named, NULL: the installed one. What watches
 * calls bmctui with it. */
void guest_watch_with(const char *config_file);
/* Sees to it that somebody watches the guests of this BMC, if there are any. -1 with a sentence. */
int guest_watch_start(const struct guard *guard, struct bmc_error *error);

#endif

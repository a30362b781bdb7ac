/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event log as records: read from the newest down, as far as somebody wants, then what is new;
 * and cleared without losing one that came in between (31).
 *
 * From FFFFh down id by id, as long as each answer has the id that was asked for and names the one
 * before as its next: nothing was skipped then. After 16 ids without a record or one contradiction
 * it is read from 0 on, and is all there only at the end. Everything but event_log_count() and
 * event_log_record() is called on the worker's thread. One thread at a time. What was read stays
 * when reading is stopped, and goes on from there.
 */
#ifndef BMCTUI_BMC_EVENT_LOG_H
#define BMCTUI_BMC_EVENT_LOG_H

#include "bmc/sel.h"

struct event_log;

/* Called on the worker's thread. Any function may be NULL. */
struct event_log_watch {
    /* Before each request; true: stop with ERROR_CANCELLED, sooner than bmc_cancel() would. */
    bool (*stop)(void *data);
    /* Another record, the next older one. When it is read from 0 on, each is told at the end. */
    void (*older)(void *data, const struct sel_record *record);
    /* One that is newer than all. */
    void (*newer)(void *data, const struct sel_record *record);
    /* All that was told is void: the log was cleared, or contradicts itself and is read from 0. */
    void (*forget)(void *data);
    /* Reading from 0 on: so many of info.entries have been read. */
    void (*progress)(void *data, size_t read);
    void *data;
};

struct event_log *event_log_create(void);
void event_log_free(struct event_log *log); /* NULL is fine */

/* Get SEL Info and Get SEL Time: two requests. */
int event_log_open(struct event_log *log, struct bmc *bmc, struct bmc_error *error);
const struct sel_info *event_log_info(const struct event_log *log);
/* By the BMC's clock, when it was asked. false: it does not tell. */
bool event_log_time(const struct event_log *log, uint32_t *seconds);

/* Reads on until there are this many records, or all. 0: so it is. ERROR_CANCELLED: stopped. A BMC
 * that counts records, but gives none, is an error, with its reason. */
int event_log_read(struct event_log *log, struct bmc *bmc, size_t count,
                   const struct event_log_watch *watch, struct bmc_error *error);
/* Get SEL Info, and if that changed, the records that are newer than the newest. */
int event_log_look(struct event_log *log, struct bmc *bmc, const struct event_log_watch *watch,
                   struct bmc_error *error);

/* Index 0 is the newest; while reading from 0 on, the newest that has been read. Valid until the
 * next call of the above. */
size_t event_log_count(const struct event_log *log);
const struct sel_record *event_log_record(const struct event_log *log, size_t index);
/* Whether the oldest has been read, and nothing before the newest is missing. */
bool event_log_whole(const struct event_log *log);
/* Records that the BMC did not give, though it has them. */
size_t event_log_unread(const struct event_log *log);
/* Why it did not give the last of these; "": it does not have it. */
const char *event_log_why(const struct event_log *log);
/* Empties it, to be read anew. */
void event_log_forget(struct event_log *log);
/* How often it was emptied, in whatever way. */
unsigned event_log_forgotten(const struct event_log *log);

/* --- clearing ---------------------------------------------------------------------------- */

enum event_cleared {
    EVENT_CLEARED,       /* seen: the log is empty but for what came after */
    EVENT_KEPT_COMING,   /* events came each time: nothing is cleared */
    EVENT_NOT_CLEARED,   /* refused, or not read, or not saved: error; nothing is cleared */
    EVENT_CLEAR_UNKNOWN  /* sent, and what became of it is not known: error */
};

struct event_clear {
    bool no_save; /* nothing is read before */
    /* Saves the records that have not been saved, the newest `count` of the log, and syncs. Called
     * again, with the newer ones alone, when some came in between. -1 with *error: not cleared. */
    int (*save)(void *data, const struct event_log *log, size_t count, struct bmc_error *error);
    void *data;
    const struct event_log_watch *watch; /* NULL: nobody */
};

struct event_clear_result {
    enum event_cleared outcome;
    size_t saved; /* records */
    unsigned left; /* records in the log afterwards */
    struct bmc_error error;
};

/* Reserve, read what is missing, save, clear under that reservation; when something came in
 * between, again, 3 times; erase status up to 30 s; then SEL info. The clearing is sent once, or
 * again only when the BMC said that it was not carried out. The log has forgotten what was read. */
void event_log_clear(struct event_log *log, struct bmc *bmc, const struct event_clear *clear,
                     struct event_clear_result *result);

#endif

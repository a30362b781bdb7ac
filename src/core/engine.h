/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the save engine share, for these files only: save.c is the walk as a whole,
 * and puts back; save_write.c writes the first phase under the lock of save_lock.c, save_verify.c
 * reads it back; save_access.c is the second phase, with save_password.c; that of a plan of changes
 * is save_changes.c, which save_back.c takes back; engine.c is beneath all.
 */
#ifndef BMCTUI_CORE_ENGINE_H
#define BMCTUI_CORE_ENGINE_H

#include "core/save.h"

/* Setting a password may change a user's access by itself: how it was. */
struct watched_user {
    struct scope scope;
    struct value before;
};
#define WATCHED_USERS 2

/* What is known of the BMC's set in progress. */
struct engine_lock {
    bool ours;      /* we hold it, or may hold it: it has to be released */
    bool supported; /* the BMC has one at all */
    bool proven;    /* we held it once without doubt, so there is one */
    bool asked;     /* requested, and no answer told whether we got it */
    bool seen;      /* somebody held it when we asked, and that may have been us */
    bool doubted;   /* an answer said nothing (FFh) or was lost */
    bool check;     /* the BMC says that it is released, or that it has none: look at the end */
};

struct engine {
    const struct save_context *context;
    struct bmc *bmc; /* the context's, */
    const struct clock *clock;
    struct save_state *state;
    struct plan *plan;       /* the state's */
    enum goal goal;          /* the save's, or when putting back the old values */
    bool write[CHANGES_MAX]; /* what is written under the lock on the way there */
    struct engine_lock lock;
    bool held;        /* over LAN: nobody but this BMC is talked to any more */
    bool moved;       /* what was written may have moved it */
    bool not_awaited; /* the person does not want to wait for the verification */
    bool may_act;     /* what was written may act already: committed, or without a lock */
    bool rewritten;   /* what was lost has been written once more */
    struct {
        bool running;  /* from here on nobody can stop it */
        bool wrote;    /* it has written something; */
        bool doubtful; /* and that may have taken away what was not written after it */
    } undo;
    int64_t believe_ms;      /* a match before then may be an old picture; 0: it is none */
    struct bmc_error unread; /* why the last look found nothing */
    int64_t cut_until_ms;    /* a link that was cut is reopened until then; 0: not cut */
    bool password_sent;
    struct watched_user watched[WATCHED_USERS];
    size_t watched_count;
    bool seen[CHANGES_MAX]; /* of a plan of changes: read back as it is to be, before the last */
};

/* What a request came to, as the engine decides by it. */
enum engine_result {
    ENGINE_OK,
    ENGINE_REFUSED, /* the BMC answered, and the answer was no */
    ENGINE_LOST     /* no answer: done or not done */
};

enum engine_result engine_result(int result, const struct bmc_error *error);
/* Of a read: FFh, with which a BMC that starts up answers everything, says nothing. */
enum engine_result engine_read_result(int result, const struct bmc_error *error);

/* --- engine.c --- */
void engine_progress(struct engine *engine);
void engine_stage(struct engine *engine, enum save_stage stage);
/* That a step of the save's own is under way, or over. */
void engine_step(struct engine *engine, const struct step *step, enum step_state state);
/* A person or a signal wants it stopped (never while undoing). */
bool engine_stopped(struct engine *engine);
enum save_command engine_command(struct engine *engine);
/* The watch's answer; no where nobody can be asked. */
bool engine_ask(struct engine *engine, enum save_question question);
/* Sleeps in slices, ended early by a stop, and while looking (reading back) by any command: "do not
 * wait" stays asked for, and no other pause may shrink to nothing by it. */
void engine_pause(struct engine *engine, int64_t ms, bool looking);
/* Remembers the first thing that went wrong, and where. */
void engine_fail(struct engine *engine, const struct step *step, const struct bmc_error *error);
/* Waits until the BMC answers at all again, shown; false: it did not until the deadline, or was
 * stopped. */
bool engine_wait_for_bmc(struct engine *engine);
/* Whether a request whose answer was lost is sent again: twice, and while the link is cut by this
 * very save, until the verify deadline. */
bool engine_again(struct engine *engine, unsigned tries);
/* Tells the journal before it happens; false: it cannot be kept. */
bool engine_record(struct engine *engine, enum save_record what);
/* Over LAN: asks the BMC who it is, once, and keeps to it; false: it does not tell, or it is
 * another one than the review showed. */
bool engine_hold(struct engine *engine);
/* Whether nobody else has the address that the BMC is to get; else it is what went wrong. */
bool engine_address_free(struct engine *engine);
/* Before a write after which the BMC of this session may be somewhere else. */
void engine_may_move(struct engine *engine, const struct setting *setting);
/* Of the change at i: what plan_reads_back(); but what was never there has no earlier value to
 * compare with, and cannot have changed. */
bool engine_looks_at(const struct engine *engine, size_t i);
/* Reads that once; the changes hold it when all of it could be read. */
enum engine_result engine_read_back(struct engine *engine, struct bmc_error *error);

/* --- save_write.c --- */
/* Locks, writes these, commits, unlocks; nothing, where there is nothing to write. first: they are
 * the save's own steps, and what the review showed is read again under the lock. */
bool engine_write_lan(struct engine *engine, const bool write[CHANGES_MAX], bool first);

/* --- save_lock.c --- */
enum lock_result { LOCK_TAKEN, LOCK_HELD, LOCK_FAILED, LOCK_STOPPED };
enum lock_result engine_lock(struct engine *engine, struct bmc_error *error);
void engine_unlock(struct engine *engine);
/* At the end: whether a BMC that said it was released has done so; else says that it is left. */
void engine_check_release(struct engine *engine);

/* --- save_verify.c --- */
enum verify_result {
    VERIFY_MATCH,
    VERIFY_CHANGED, /* what was written is there, but something else is not as it was */
    VERIFY_LOST,    /* something written is not there */
    VERIFY_UNREAD,  /* it could not be read */
    VERIFY_STOPPED,
    VERIFY_NOT_AWAITED
};
/* Polls until it matches the goal, or the deadline. What is lost for good, so that
 * writing it once more is all that is left to do, ends it earlier, once. */
enum verify_result engine_verify(struct engine *engine);
/* Reads back, repairs what the BMC changed on its own, and judges each parameter. true: go on to
 * the second phase. */
bool engine_verify_first_phase(struct engine *engine);

/* --- save_password.c --- */
bool engine_write_password(struct engine *engine, const struct step *step);
/* Until the verify deadline; and repairs what setting it has changed of anybody's access. */
bool engine_test_password(struct engine *engine, const struct step *step);

/* --- save_access.c --- */
/* Walks the steps of the second phase; false: something was refused or lost. */
bool engine_second_phase(struct engine *engine);
/* Takes back channel access, enable and user access; false: not all could be. */
bool engine_undo_access(struct engine *engine);

/* --- save_changes.c --- */
/* Reads all of a plan of changes that is without the lock; false: it cannot be read, is not there,
 * or not as the review showed it. */
bool engine_begin_changes(struct engine *engine);
/* Writes it, password and all, and reads it back; false: something was refused or lost. */
bool engine_walk_changes(struct engine *engine);
/* --- save_back.c --- */
/* Takes it back; false: not all could be. */
bool engine_undo_changes(struct engine *engine);

#endif

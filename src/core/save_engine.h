/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the save engine share: save.c walks the plan, save_reach.c sees to it that the
 * BMC stays the same one, save_lock.c takes and releases set in progress, save_verify.c reads
 * back, save_outcome.c says what came of the first phase, save_access.c is the second
 * (save_password.c its first part), save_undo.c puts back. For these files only.
 */
#ifndef BMCTUI_CORE_SAVE_ENGINE_H
#define BMCTUI_CORE_SAVE_ENGINE_H

#include "core/save.h"

/* Setting a password may change a user's access by itself: how it was. */
struct watched_user {
    uint8_t user;
    struct user_access before;
};
#define WATCHED_USERS 2

struct engine {
    struct bmc *bmc;
    const struct clock *clock;
    const struct save_settings *settings;
    const struct save_watch *watch;
    struct save_state *state;
    const struct plan *whole; /* the save's */
    const struct plan *plan;  /* the one being walked: the save's, a mending one, or the undo */
    bool locked;             /* set in progress is ours */
    bool lock_used;          /* the BMC has set in progress at all */
    bool lock_known;         /* it was ours once, without doubt: there is one */
    bool lock_asked;         /* it was asked for, and no answer tells whether it is ours */
    bool look_at_lock;       /* the BMC said that it is released, or that there is none: it may not
                              * be so */
    bool lock_seen;          /* somebody had it when it was asked for, and it may have been us */
    bool lock_doubted;       /* the answer said nothing (FFh), or one was lost */
    bool held;               /* over LAN: nobody but this BMC is talked to any more */
    bool moved;              /* what was written may have moved it */
    bool undoing;            /* from here on nobody can stop it */
    bool not_awaited;        /* the person does not want to wait for the verification */
    bool attempted[LAN_ITEMS];
    bool password_sent;
    struct watched_user watched[WATCHED_USERS];
    size_t watched_count;
    bool enable_sent, access_sent, channel_sent, volatile_sent;
    bool may_act;             /* what was written may act already: committed, or without a lock */
    bool undo_wrote;          /* putting back has written something; */
    bool undo_doubtful;       /* and that may have taken away what was not written after it */
    int64_t believe_ms;       /* a match before then may be an old picture; 0: it is none */
    bool rewritten;           /* what was lost has been written once more */
    struct bmc_error unread; /* why the last look found nothing */
    int64_t cut_until_ms; /* so long a link that was cut is opened again and again; 0: not cut */
    struct user_access access_before;
    struct channel_access volatile_before, non_volatile_before;
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

/* --- save.c --- */
void engine_progress(struct engine *engine);
void engine_stage(struct engine *engine, enum save_stage stage);
void engine_step(struct engine *engine, size_t step, enum step_state state);
/* A person or a signal wants it stopped (never while undoing). */
bool engine_stopped(struct engine *engine);
enum save_command engine_command(struct engine *engine);
/* Sleeps in slices, looking for commands; returns early on one. Only for reading back: "do not
 * wait" stays asked for, and no other pause may shrink to nothing by it. */
void engine_sleep(struct engine *engine, int64_t ms);
/* The same, ended by nothing but a stop. */
void engine_pause(struct engine *engine, int64_t ms);
/* Remembers the first thing that went wrong, and where. */
void engine_fail(struct engine *engine, const struct step *step, const struct bmc_error *error);
/* Waits until the BMC answers at all again, shown; false: it did not until the deadline, or was
 * stopped. */
bool engine_wait_for_bmc(struct engine *engine);
/* Whether a request whose answer was lost is sent again: twice, and while the link is cut by this
 * very save, until the verify deadline. */
bool engine_again(struct engine *engine, unsigned tries);
/* Before the password is sent; false: the journal cannot be kept. */
bool engine_record_password(struct engine *engine);
/* Walks the LAN steps of engine->plan but the verify: lock, write, commit, unlock. */
bool engine_write_lan(struct engine *engine, bool reread);

/* --- save_reach.c --- */
/* Over LAN: asks the BMC who it is, once, and keeps to it; false: it does not tell, or it is
 * another one than the review showed. */
bool engine_hold(struct engine *engine);
/* Before the first write of a save that moves the BMC; false: somebody has the address already. */
bool engine_address_free(struct engine *engine);
/* Before a write after which the BMC of this session may be somewhere else. */
void engine_may_move(struct engine *engine, enum lan_item item);

/* --- save_lock.c --- */
enum lock_result { LOCK_TAKEN, LOCK_HELD, LOCK_FAILED, LOCK_STOPPED };
enum lock_result engine_lock(struct engine *engine, struct bmc_error *error);
void engine_unlock(struct engine *engine);
/* At the end: whether a BMC that said it was released has done so; else says that it is left. */
void engine_check_release(struct engine *engine);

/* --- save_verify.c --- */
enum verify_result {
    VERIFY_MATCH,
    VERIFY_CHANGED,  /* what was written is there, but something else is not as it was */
    VERIFY_LOST,     /* something written is not there */
    VERIFY_UNREAD,   /* it could not be read */
    VERIFY_STOPPED,
    VERIFY_NOT_AWAITED
};
/* Reads what plan_reads_back() once into *holds. */
enum engine_result engine_read_back(struct engine *engine, struct lan *holds,
                                    struct bmc_error *error);
/* Polls until it matches engine->plan->wanted, or the deadline. What is lost for good, so that
 * writing it once more is all that is left to do, ends it earlier, once. */
enum verify_result engine_verify(struct engine *engine);

/* --- save_outcome.c --- */
/* Reads back, puts right what the BMC changed on its own, and judges each parameter. true: go on
 * to the second phase. */
bool engine_verify_first_phase(struct engine *engine);

/* --- save_password.c --- */
bool engine_write_password(struct engine *engine, const struct step *step);
/* Until the verify deadline; and puts right what setting it has changed of anybody's access. */
bool engine_test_password(struct engine *engine, const struct step *step);

/* --- save_access.c --- */
/* Walks the steps of the second phase; false: something was refused or lost. */
bool engine_second_phase(struct engine *engine);
/* Takes back channel access, enable and user access; false: not all could be. */
bool engine_undo_access(struct engine *engine);

/* --- save_undo.c --- */
/* Puts back what was attempted; sets outcomes and the status. */
void engine_put_back(struct engine *engine);

#endif

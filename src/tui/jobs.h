/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the screen has the worker do, and what it hears of it. Each call queues one job and returns
 * at once with its number, from 1; events come through jobs_take() on the screen's thread. Jobs
 * that were stopped still end (ERROR_CANCELLED), or are not heard of any more when the worker was
 * abandoned: compare the number. Reading the rest of channels and users gives way to any other job
 * and goes on after it.
 */
#ifndef BMCTUI_TUI_JOBS_H
#define BMCTUI_TUI_JOBS_H

#include "bmc/bmc.h"
#include "core/load.h"
#include "core/page.h"
#include "core/plan.h"
#include "core/save.h"
#include "guard/recover.h"
#include "tui/light.h"

#define JOBS_USER 64

struct jobs;

/* How the BMC is reached; known once the link is open. */
struct jobs_link {
    bool open;
    bool demo, over_lan, encrypted;
    char description[128]; /* "this machine (OpenIPMI)" */
    char driver[24];       /* "openipmi" */
};

enum jobs_event_kind {
    JOBS_LINK,     /* link */
    JOBS_PAGE,     /* page, done, total: a value has come */
    JOBS_FIRST,    /* page: all values of the channel shown are there; channels and users go on */
    JOBS_LOADED,   /* page, error: reading has ended; error.kind ERROR_NONE: all is there */
    JOBS_ACCESS,   /* page, error: what the review needs */
    JOBS_LIGHT,    /* light */
    JOBS_SAVE,     /* save: progress */
    JOBS_QUESTION, /* save, question: the worker waits for jobs_answer() */
    JOBS_WAITING,  /* holder, left_ms: another bmctui is saving to this BMC */
    JOBS_SAVED,    /* save, write: it is over, or was not even begun */
    JOBS_CONFIRMED, /* confirmed, error, remark: whether the window's save is kept */
    JOBS_RECOVER   /* recover, error: what the BMC holds now beside the journal */
};

/* What is written to the BMC, or given up. */
enum jobs_write {
    JOBS_WRITE_SAVE,
    JOBS_WRITE_PUT_BACK, /* ends a window before its time */
    JOBS_WRITE_UNDO,     /* of a save that was cut off */
    JOBS_WRITE_FINISH,
    JOBS_WRITE_FORGET
};

struct jobs_event {
    enum jobs_event_kind kind;
    unsigned job;
    struct bmc_error error;
    unsigned done, total;
    struct jobs_link link;
    struct light_answer light;
    enum save_question question;
    uint8_t session_channel; /* JOBS_ACCESS over LAN: the link's own; 0: the BMC does not tell */
    struct store_holder holder;
    int64_t left_ms;
    enum jobs_write write;
    enum guard_begun begun;  /* JOBS_SAVED: whatever is not GUARD_READY has error */
    bool tried;              /* likewise: save is filled; else error */
    bool window;             /* likewise: a confirmation is awaited from now on */
    enum guard_confirmed confirmed;
    char remark[RECOVER_REMARK]; /* "" or a sentence to be said, too */
    char headline[RECOVER_REMARK]; /* JOBS_SAVED: in place of the report's; "" none */
    struct page *page;       /* owned by the event; NULL when it has none */
    struct save_state *save; /* likewise; its plan's password is not to be looked at */
    struct recover_view *recover; /* likewise */
};

/* target, trace and state_directory (the setting) stay the caller's and must outlive it. Opens
 * nothing yet. */
struct jobs *jobs_create(const struct bmc_target *target, FILE *trace,
                         const char *state_directory);
/* Ends the worker; a request that cannot be broken off ends by itself. Never while saving. */
void jobs_destroy(struct jobs *jobs);
/* Another BMC from now on (DEMO on the no-BMC screen). */
void jobs_switch(struct jobs *jobs, const struct bmc_target *target);
/* Who is named in the audit trail from now on; "": as the system knows it. */
void jobs_user(struct jobs *jobs, const char *user);

int jobs_fd(const struct jobs *jobs);
/* false: nothing there. Release the event afterwards. */
bool jobs_take(struct jobs *jobs, struct jobs_event *event);
void jobs_event_release(struct jobs_event *event);

/* Opens the link if need be, then load_first() and load_rest(). page is copied: what it knows is
 * not asked for again (a fresh one for RELOAD). channel 0: choose. Reading that is under way is
 * stopped. */
unsigned jobs_load(struct jobs *jobs, const struct page *page, uint8_t channel);
/* load_shown() in the same way, for the locked console; told as any reading is. */
unsigned jobs_load_shown(struct jobs *jobs, const struct page *page);
/* load_access() for the review. */
unsigned jobs_access(struct jobs *jobs, const struct page *page, uint8_t user);
/* light_run(). */
unsigned jobs_light(struct jobs *jobs, const struct light_request *request);

struct jobs_save {
    const struct plan *plan; /* its password is copied into a secret of the job's own */
    const struct page *page; /* the plan is made from */
    struct save_settings times; /* cuts_link is found out */
    bool no_journal;
    unsigned confirm_s; /* 0: no window */
};

/* guard_begin() and guard_save(). */
unsigned jobs_save(struct jobs *jobs, const struct jobs_save *save);
/* Any other way of writing; ends as a save does. plan: of the save that is settled. */
unsigned jobs_settle(struct jobs *jobs, enum jobs_write write, const struct plan *plan,
                     const struct save_settings *times);
/* guard_keep(); as a save, it is not stopped. */
unsigned jobs_confirm(struct jobs *jobs);
/* recover_read(). */
unsigned jobs_recover(struct jobs *jobs, const struct journal *journal);
void jobs_save_command(struct jobs *jobs, enum save_command command);
void jobs_answer(struct jobs *jobs, bool yes);
bool jobs_saving(const struct jobs *jobs);
bool jobs_asking(const struct jobs *jobs); /* the save waits for jobs_answer() */

/* Esc: stops what runs and what waits, but never a save. An in-band request that cannot be broken
 * off is left to itself after a moment. */
void jobs_stop(struct jobs *jobs);
bool jobs_busy(const struct jobs *jobs);
/* Timer, like a view's. */
int64_t jobs_tick(struct jobs *jobs, int64_t now_ms);

#endif

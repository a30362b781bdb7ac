/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An action: the machine's power (Chassis Control, IPMI 28.3), a restart of the BMC itself (Cold
 * and Warm Reset, 20.2, 20.3), its clock, a sensor's events, or the watchdog. The state is looked
 * at, it is sent once, and the state is looked at afterwards, on a new session where the answer is
 * lost. Never undone, never repeated.
 *
 * Runs on the worker's thread with the clock that it is given; knows no screen and no file. The
 * guard's word, the note and the audit line stand around it: guard/action_job.h.
 */
#ifndef BMCTUI_CORE_ACTION_H
#define BMCTUI_CORE_ACTION_H

#include "bmc/sensor.h"
#include "bmc/watchdog.h"

enum action_kind {
    ACTION_SHUT_DOWN, /* asks the operating system */
    ACTION_OFF,
    ACTION_CYCLE,
    ACTION_RESET,
    ACTION_DIAGNOSE,
    ACTION_ON,
    ACTION_RESTART_BMC,
    ACTION_RESTART_WARM,
    ACTION_SET_CLOCK, /* the BMC's (Set SEL Time, 31.11), to this machine's */
    ACTION_REARM,     /* the events of one sensor (Re-arm Sensor Events, 35.12) */
    ACTION_STOP_WATCHDOG,
    ACTION_COUNT
};

#define ACTION_POWER_COUNT ACTION_RESTART_BMC

/* How long it is looked at. */
#define ACTION_WAIT_S      60
#define ACTION_WAIT_SOFT_S 300
#define ACTION_GONE_S      60  /* a BMC that restarts must have stopped answering by then, */
#define ACTION_BACK_S      360 /* and answer again */

enum action_stage {
    ACTION_LOOKING,
    ACTION_SENDING,
    ACTION_WATCHING, /* for the state that was asked for; of the BMC: that it stops answering */
    ACTION_RETURNING /* of the BMC: that it answers again */
};

enum action_outcome {
    ACTION_RUNNING,
    ACTION_NOT_REACHED, /* nothing sent: error */
    ACTION_NOT_ALLOWED, /* nothing sent: error */
    ACTION_ALREADY,     /* nothing sent: it is so already */
    ACTION_SEEN,
    ACTION_ACCEPTED,    /* and nothing that this BMC tells could show more */
    ACTION_UNSEEN,      /* accepted, and not seen in time */
    ACTION_LOST,        /* the BMC went, and has not come back in time */
    ACTION_REFUSED,     /* error */
    ACTION_UNKNOWN      /* no certain answer (error), and not seen in time */
};

struct action {
    enum action_kind kind;
    unsigned wait_s;  /* how long to look at most */
    bool utc, local;  /* what the clock is to show; neither: as it does now */
    int64_t now_s;    /* of the clock: UTC when it is begun, seconds since 1970 */
    uint8_t channel;  /* whose LAN parameters a BMC that is back must have; 0: the first LAN one */
    uint16_t number;  /* of the sensor: lun << 8 | number */
    /* What came of it. */
    enum action_stage stage;
    enum action_outcome outcome;
    bool sent;
    bool uncertain;   /* whether it was carried out, its answer does not say */
    bool power_known; /* the next is what was read last */
    struct chassis_status power;
    enum restart_cause cause; /* before it */
    struct sdr_sensor sensor; /* once it is known, and what it says afterwards; */
    struct sensor_reading reading;
    bool sensor_read;         /* that is known, too */
    struct watchdog watchdog; /* as read last */
    bool was_off;     /* it has been seen off since */
    int64_t began_ms; /* when it was sent; before: when it was begun */
    int64_t until_ms; /* how long this stage goes on */
    int64_t took_ms;  /* from sending to the end */
    struct bmc_error error;
};

/* All may be NULL. */
struct action_watch {
    void (*progress)(void *data, const struct action *action);
    /* Right before it is sent; -1: it is not, and *error says why. */
    int (*before)(void *data, const struct action *action, struct bmc_error *error);
    /* When the answer has come, or will not: sent, uncertain and error say which. */
    void (*after)(void *data, const struct action *action);
    bool (*stop)(void *data); /* not to look any longer */
    void *data;
};

void action_run(struct action *action, struct bmc *bmc, const struct clock *clock,
                const struct action_watch *watch);

/* action_clock.c, of action_run(): reads the clock, sets it, reads it back. */
struct action_run {
    struct action *action;
    struct bmc *bmc;
    const struct clock *clock;
    const struct action_watch *watch;
};
void action_run_clock(const struct action_run *run);
/* action_sensor.c, likewise. */
void action_run_rearm(const struct action_run *run);
void action_run_watchdog(const struct action_run *run);
/* action_send.c. */
void action_tell(const struct action_run *run);
void action_stage(const struct action_run *run, enum action_stage stage, unsigned seconds);
/* Sends it once, with what stands around that. 0: what came of it is to be looked at. */
int action_request_once(const struct action_run *run,
                        int (*request)(const struct action_run *run, void *data), void *data);
/* Whether it may have been carried out although it failed. */
bool action_answer_is_uncertain(const struct bmc_error *error);

/* --- words ------------------------------------------------------------------------------- */

/* Of `power WORD`; false: there is none. */
bool action_parse(const char *word, enum action_kind *kind);
const char *action_word(enum action_kind kind);
const char *action_log(enum action_kind kind);   /* in the audit trail and in notes: "power off" */
const char *action_label(enum action_kind kind); /* its button, translated: "POWER OFF" */
bool action_is_power(enum action_kind kind);
/* The machine is stopped without being asked. */
bool action_cuts(enum action_kind kind);
/* What can be done while it is off is to switch it on, and nothing else. */
bool action_fits(enum action_kind kind, bool on);
unsigned action_wait_s(enum action_kind kind); /* the usual one */

/* Exit status of PAGES 6. */
int action_exit(enum action_outcome outcome);
/* What came of it, for people: one sentence or two, with full stops. Returns text. */
const char *action_sentence(const struct action *action, char *text, size_t size);
/* The same in the audit trail: "seen after 4 s". Returns text. */
const char *action_outcome_log(const struct action *action, char *text, size_t size);

#endif

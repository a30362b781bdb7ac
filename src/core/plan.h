/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save as data: what changes, and the steps that will be taken. Review, dry run, journal,
 * progress and result are printed from it. A plan does not own the password.
 */
#ifndef BMCTUI_CORE_PLAN_H
#define BMCTUI_CORE_PLAN_H

#include "base/secret.h"
#include "core/change.h"
#include "core/model.h"
#include "core/remote.h"

enum step_kind {
    STEP_LOCK,   /* set in progress, and reading again under it */
    STEP_WRITE,  /* one setting, under the lock */
    STEP_COMMIT, /* commit write, where supported */
    STEP_UNLOCK, /* set complete */
    STEP_VERIFY, /* reading back until it matches */
    STEP_PASSWORD,
    STEP_TEST_PASSWORD,
    STEP_SET /* one or more settings with one label, without a lock: written and read back */
};

struct step {
    enum step_kind kind;
    size_t change; /* STEP_WRITE, STEP_SET: the index of the (first) change */
};

/* A step for each change, and one of each other kind; two of reading back. */
#define PLAN_STEPS       (CHANGES_MAX + (size_t)STEP_SET)
#define PLAN_VERIFY_LAST 1 /* STEP_VERIFY's change: at the end of a plan of changes */

#define PLAN_TITLE   160
#define PLAN_COMMAND 300

/* Whose password it is, and what that means when something goes wrong. */
enum plan_password {
    PASSWORD_OF_USER,  /* it cannot be put back, and matters */
    PASSWORD_OF_NEW,   /* of a slot that was free: where that is put back, the password is of no
                        * account */
    PASSWORD_THROWN    /* a random one, for a user who goes: that it is refused, or does not hold,
                        * stops nothing */
};

struct plan {
    uint8_t channel;
    uint8_t user;                   /* slot for password and remote access, 0: none */
    char user_name[BMC_USER_NAME];  /* to be printed, */
    char user_bytes[BMC_USER_NAME]; /* and as the BMC gave it; not in the journal */
    const struct secret *password;  /* NULL: stays */
    bool long_password; /* it has more than 16 bytes; still told when it is forgotten */
    enum plan_password password_kind;
    bool of_changes; /* by plan_of_changes(), and no page's edit; what follows is of these */
    char title[PLAN_TITLE];     /* "Write these changes to user 3 oper?", translated; not in the
                                 * journal, */
    char command[PLAN_COMMAND]; /* as these words of the command that does the same, "" none */
    struct value mac;   /* the channel's: which BMC it is */
    struct changes changes; /* each setting of the page, and those of the boxes that are ticked */
    size_t count;
    struct step steps[PLAN_STEPS];
};

/* Phase 1 under the lock: the page's own, in its order. Phase 2: password and its
 * test, user access, enable, channel access. Only what differs is written, but for a source that
 * becomes static: then all that hang on it are.
 * changes comes from edit_changes(); password may be NULL; boxes that are already fine are dropped.
 */
void plan_make(struct plan *plan, const struct model *model, const struct changes *changes,
               uint8_t user, const struct secret *password, unsigned remote);
/* What a plan of changes is about; all of it is copied but the password. */
struct plan_subject {
    uint8_t channel; /* 0: none */
    struct value mac; /* the channel's, or setting_mark() */
    uint8_t user;    /* slot whose password it is, or who it is about; 0: none */
    const char *user_name, *user_bytes; /* as in struct plan; NULL: "" */
    const struct secret *password;      /* NULL: stays */
    enum plan_password password_kind;
    const char *title, *command; /* as in struct plan; NULL: "" */
};

/* Any settings of any groups, of any channels, users and sensors: those under the lock (of
 * subject->channel), then by change_when(), each time in this order; the password and its test
 * behind CHANGE_FIRST. Those with one label, scope and time become one step. A change of what is as
 * wanted is not written, and nothing is watched that is written too. */
void plan_of_changes(struct plan *plan, const struct plan_subject *subject,
                     const struct changes *changes);
/* The changes that these boxes (REMOTE_BIT()s) make of access as it is: a user's, and the channel's
 * in its two tables. */
void plan_add_access(struct plan *plan, unsigned boxes, struct value user, struct value kept,
                     struct value active);
/* The steps alone, anew from its changes. */
void plan_steps(struct plan *plan);
/* Nothing to do. */
bool plan_empty(const struct plan *plan);
bool plan_has_phase1(const struct plan *plan);
/* It changes how this channel is reached. */
bool plan_moves_channel(const struct plan *plan);
/* The boxes that are written, REMOTE_BIT()s. */
unsigned plan_boxes(const struct plan *plan);

/* What is written to put back what was attempted, whatever reads say: of source and the leased ones
 * the source alone where the old one is DHCP, all together where it is static. */
void plan_undo(const struct plan *plan, bool write[CHANGES_MAX]);
/* What is written to repair what was read back, and nothing else; of the source and
 * what hangs on it all from the first that is wrong on. write: what was written; it is replaced. */
void plan_repair(const struct plan *plan, enum goal goal, bool write[CHANGES_MAX]);
/* Whether a change under the lock is read back by a walk that writes these: ARP replies are no
 * field of the page, and only when written. */
bool plan_reads_back(const struct plan *plan, size_t change, const bool write[CHANGES_MAX]);
/* One behind the last change of a STEP_SET's: those with the same label. */
size_t plan_set_end(const struct plan *plan, size_t first);

/* The name that this very plan knows of a user, printable; "": none. Returns text. */
const char *plan_user_name(const struct plan *plan, uint8_t user, char text[VALUE_TEXT]);
#define PLAN_LABEL 160
/* "Privilege, user 3 oper, channel 8": what a change of a plan of changes is called; a channel that
 * is the plan's is left out. Translated; returns text. */
const char *plan_change_label(const struct plan *plan, const struct change *change,
                              char text[PLAN_LABEL]);
/* What a step is called on the screen ("IPv4 Address", "Lock", "Commit", ...), translated. */
const char *plan_step_name(const struct plan *plan, const struct step *step);

#endif

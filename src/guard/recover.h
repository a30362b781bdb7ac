/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * After a save that was cut off: what the journal says beside what the BMC holds now, and the three
 * ways out, for a person (console, `recover`) and for the boot service, which acts alone and
 * therefore only where nobody else has been.
 */
#ifndef BMCTUI_GUARD_RECOVER_H
#define BMCTUI_GUARD_RECOVER_H

#include "core/load.h"
#include "guard/guard.h"

#define RECOVER_ROWS   ((size_t)CHANGES_MAX)
#define RECOVER_REMARK 400

struct recover_row {
    char label[PLAN_LABEL]; /* translated */
    char old[VALUE_TEXT], wanted[VALUE_TEXT], now[VALUE_TEXT]; /* now "" while it is not known */
    enum change_match match;
};

/* Parts of a save that are not in the rows are in the remarks, each a translated sentence. */
struct recover_view {
    struct journal journal;
    bool now_known;    /* the BMC has been read */
    bool same_bmc;     /* only with now_known */
    bool untouched;    /* likewise: every value is the old or the new one */
    bool only_lock;    /* all is resolved but the BMC's set in progress */
    char headline[RECOVER_REMARK]; /* when, by whom, to what; translated */
    char password[RECOVER_REMARK]; /* "" or: whether a password had been sent */
    char access[RECOVER_REMARK];   /* "" or: what of remote access belongs to the save */
    char warning[RECOVER_REMARK];  /* "" or: another BMC, somebody else has been here */
    size_t count;
    struct recover_row rows[RECOVER_ROWS];
};

/* The password of a new user cannot be given again, and without it nobody is to be let in: such a
 * save can be undone only. */
bool recover_may_finish(const struct journal *journal);
/* The view without the BMC, from what guard_look() found. */
void recover_make(struct recover_view *view, const struct journal *journal);
/* Completes it with what the BMC holds now, which must be open. -1: it could not be read. */
int recover_read(struct recover_view *view, struct bmc *bmc, struct bmc_error *error);

enum recover_action { RECOVER_UNDO, RECOVER_FINISH, RECOVER_FORGET };

struct recover_outcome {
    struct save_state state;/* for the report; FORGET: SAVE_KEPT, and no more */
    bool resolved;           /* the journal is gone */
    bool password;          /* the save had a password, which nobody can repeat */
    int exit;               /* the program's exit status: 0 what was asked for is done */
    char remark[RECOVER_REMARK]; /* "" or a sentence to be said beside the report */
};

/* Takes the lock of the state folder, does it, and removes the journal when that is resolved;
 * audited. context->bmc may be NULL to forget. -1: nothing was tried. */
int recover_act(struct guard *guard, const struct save_context *context, enum recover_action action,
                struct recover_outcome *outcome, struct bmc_error *error);

/* What was done, in one sentence, translated; "": the report of outcome->state says it. */
const char *recover_headline(enum recover_action action, const struct recover_outcome *outcome);

/* What is done when nobody is there. */
enum recover_policy { RECOVER_POLICY_UNDO, RECOVER_POLICY_FINISH, RECOVER_POLICY_ASK };

/* For the boot service: waits for the BMC, checks, acts or leaves alone, and logs what it did and
 * why to the guard's audit. context->bmc is created but not open. Returns the exit status: 0 also
 * when all was left alone on purpose. */
int recover_unattended(struct guard *guard, const struct save_context *context,
                       enum recover_policy policy);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept on disk (KEY.action of the state folder) before an action is sent that takes this
 * very machine down: nobody here will see what comes of it. The next start tells it once, beside
 * what the BMC says about the restart.
 *
 * A note says what was asked for, not that it was sent: a program that is killed between the two
 * leaves the same note, and only the boot and the BMC tell them apart.
 */
#ifndef BMCTUI_GUARD_ACTION_NOTE_H
#define BMCTUI_GUARD_ACTION_NOTE_H

#include "core/action.h"
#include "guard/guard.h"

#define NOTE_NAME 64

struct action_note {
    enum action_kind kind;
    bool accepted;    /* the BMC's answer came in time to be written down */
    long long asked;  /* seconds since 1970 */
    char user[NOTE_NAME], tty[NOTE_NAME]; /* tty "" none */
    char boot_id[JOURNAL_NAME]; /* of the kernel that ran then */
    char told[JOURNAL_NAME];    /* of the one in which it was told last; "" never */
};

/* Filled with all but kind; nothing is written. */
void note_begin(struct action_note *note, const struct audit *audit);
/* -1 with a sentence: it is not on disk. */
int note_write(struct guard *guard, const struct action_note *note, struct bmc_error *error);
/* false: there is none. */
bool note_read(struct guard *guard, struct action_note *note);
void note_forget(struct guard *guard);
/* Marks it as told in this boot. Where that cannot be written it is told again. */
void note_set_told(struct guard *guard, struct action_note *note);
/* It has not been told since this machine was started. */
bool note_is_new(const struct action_note *note);
/* "Restarted 15:19 by CYCLE, asked for by root on tty1; the BMC says: chassis control command."
 * Or what else is known to be true. Translated; returns text. */
const char *note_sentence(const struct action_note *note, enum restart_cause cause, char *text,
                          size_t size);

#endif

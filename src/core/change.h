/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a save changes: one array that runs through review, plan, journal, engine, result, recover
 * and log. A plain value; a password is never in it.
 */
#ifndef BMCTUI_CORE_CHANGE_H
#define BMCTUI_CORE_CHANGE_H

#include "core/setting.h"

#define CHANGES_MAX 64 /* of one save; asserted */

enum outcome {
    OUTCOME_NONE,          /* not part of this save */
    OUTCOME_NOT_TRIED,     /* was to be written, was not */
    OUTCOME_KEPT,          /* written and seen; of a password: set and tested */
    OUTCOME_SET,           /* a password: set, and this BMC cannot test it */
    OUTCOME_PENDING,       /* written, not seen yet */
    OUTCOME_REFUSED,
    OUTCOME_LOST,          /* accepted, but never seen in the BMC */
    OUTCOME_CHANGED,       /* changed by the BMC on its own */
    OUTCOME_PUT_RIGHT,     /* was changed by the BMC on its own, and was put right */
    OUTCOME_LEASE,         /* waiting for a lease: shown, not judged */
    OUTCOME_PUT_BACK,
    OUTCOME_NOT_PUT_BACK,
    OUTCOME_UNKNOWN        /* what the BMC holds is not known */
};

/* When a change without the lock is written. */
enum change_when {
    CHANGE_AS_SETTING, /* CHANGE_LAST for a SETTING_LAST, else CHANGE_AFTER */
    CHANGE_FIRST,      /* before the password */
    CHANGE_AFTER,      /* behind it */
    CHANGE_LAST        /* what lets somebody in */
};

struct change {
    const struct setting *setting;
    struct scope scope;
    struct value old, wanted; /* as the review showed it, and as it is to be */
    struct value holds;       /* as it was read back last */
    enum outcome outcome;
    enum change_when when;
    bool write;     /* it is written; the others are read back beside it: in a plan of changes they
                     * are watched, and put right where the BMC changes them on its own */
    bool tolerated; /* in a plan of changes: that the BMC refuses it, or does not keep it, stops
                     * nothing, and is told */
    bool attempted; /* its write was tried, whatever came of it */
};

/* Those under the lock first, in the order in which they are written, then the others. */
struct changes {
    size_t count, locked; /* of them the first so many are written under the lock */
    struct change items[CHANGES_MAX];
};

/* The (first) change of this setting, NULL: it is none of them. */
struct change *change_find(struct changes *changes, const struct setting *setting);
/* That of this very channel, user, sensor. */
struct change *change_find_at(struct changes *changes, const struct setting *setting,
                              struct scope scope);
/* CHANGE_FIRST to CHANGE_LAST. */
enum change_when change_when(const struct change *change);
/* Behind those that are written before it: what tells the source comes first, then the page's
 * order, SETTING_LAST last. */
struct change *change_add(struct changes *changes, const struct change *change);
/* A value of the page, by its own write: under the lock, or alone. Else it is access. */
bool change_is_field(const struct change *change);
/* The first whose setting has all these flags; NULL: none. */
const struct change *change_with(const struct changes *changes, unsigned flags);

/* What is to be reached: the wanted value, or when going back the old one. */
enum goal { GOAL_WANTED, GOAL_OLD };
const struct value *change_value(const struct change *change, enum goal goal);
/* Equal as this setting is judged, and both known. */
bool change_reached(const struct change *change, enum goal goal, const struct value *held);
/* Whether it is judged at all by this goal: what a DHCP server gives is shown only. */
bool change_judged(const struct changes *changes, const struct change *change, enum goal goal);

/* How what the BMC holds compares with the old and the wanted value. */
enum change_match {
    CHANGE_MATCHES_OLD,
    CHANGE_MATCHES_WANTED,
    CHANGE_MATCHES_BOTH,   /* not part of the save, and as it was */
    CHANGE_MATCHES_NEITHER /* somebody else has been there */
};
enum change_match change_compare(const struct changes *changes, const struct change *change);
/* Whether every value under the lock is its old or its wanted one. */
bool changes_untouched(const struct changes *changes);

#endif

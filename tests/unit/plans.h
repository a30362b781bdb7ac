/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans of changes for tests, on a demo BMC: users added, renamed, changed, deleted, and a channel's
 * authentication, and all fixes of the page Security.
 */
#ifndef BMCTUI_TESTS_PLANS_H
#define BMCTUI_TESTS_PLANS_H

#include "core/account.h"
#include "unit/rig.h"

#define PLANS_PASSWORD "Correct-Horse7"
#define PLANS_TEXT     4000

struct plan_kind {
    const char *name;
    enum account_deed deed;
    uint8_t slot;
    struct account_wish wish;
    bool password;
    bool auth;         /* no user: the channel's authentication, in both tables */
    bool fixes;        /* no user: all that the page Security can fix */
    unsigned requests; /* of a save where nothing goes wrong */
};

enum plan_which {
    PLAN_ADD,
    PLAN_RENAME,
    PLAN_PRIVILEGE,
    PLAN_ALL,
    PLAN_DELETE,
    PLAN_AUTH,
    PLAN_FIXES,
    PLAN_KINDS
};
extern const struct plan_kind plan_kinds[PLAN_KINDS];

struct plans {
    struct rig rig;
    const struct plan_kind *kind;
    struct secret *password;
    struct plan plan;
    struct demo_state before, wanted;
};

/* Opens a demo BMC with this setup (faults, or "set ..."; NULL: none), makes the plan, and keeps in
 * before what it holds; requests count from there. */
void plans_open(struct plans *plans, const struct plan_kind *kind, const char *setup);
/* The plan anew, of plans->kind and what the BMC holds now. */
void plans_make(struct plans *plans);
void plans_close(struct plans *plans);
/* Equal but for what a restart takes and for passwords of slots without a name; text: what is not. */
bool plans_same(const struct demo_state *one, const struct demo_state *other,
                char text[PLANS_TEXT]);

#endif

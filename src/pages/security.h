/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page "Security" (PAGES 4.5): what is read of a BMC for core/weakness.h to judge, the settings
 * that fixes write, and the plan of a fix.
 */
#ifndef BMCTUI_PAGES_SECURITY_H
#define BMCTUI_PAGES_SECURITY_H

#include "core/page_class.h"
#include "core/weakness.h"

extern const struct page_class page_security;

/* Of page_security, none of which has a row of its own. */
enum security_setting {
    SECURITY_AUTH_TYPES,
    SECURITY_ARP,
    SECURITY_COMMUNITY,
    SECURITY_SUITES,
    SECURITY_SETTINGS
};
extern const struct setting security_settings[SECURITY_SETTINGS];

/* Of the page. */
struct security_state {
    bool known; /* all has been read */
    /* Whoever shows the page knows whose time is over: fills in FACT_GUESTS, on the worker's
     * thread. NULL: nobody does. */
    void (*guests)(const struct bmc_target *target, const char *directory,
                   struct weakness_facts *facts);
    const struct bmc_target *target;
    const char *directory; /* of state */
    struct weakness_facts facts;
    unsigned counts[WEAKNESS_LEVELS];
};

/* A row of the list. */
struct security_row {
    struct weakness weakness;
    bool waiting; /* what it is about has not come yet */
    bool marked;  /* for a fix with others */
};

/* --- reading (security_read.c), on the worker's thread -------------------------------------- */

struct security_watch {
    /* More facts have come; VALUE_UNREAD are those that have not. Or NULL. */
    void (*came)(void *data, const struct weakness_facts *facts);
    bool (*stopped)(void *data); /* or NULL */
    void *data;
};

/* All facts but passwords and guests: 14 requests and two a slot, one more for each 16 bytes that
 * the list of cipher suites is longer, and one where table and list of them do not agree.
 * channel 0: the lowest. watch may be NULL. A BMC without a LAN channel is no error: its facts are
 * not available. -1: the link failed, reading was stopped, or that channel is none. */
int security_read(struct bmc *bmc, struct weakness_facts *facts, uint8_t channel,
                  const struct security_watch *watch, struct bmc_error *error);

/* --- default passwords (security_test.c), likewise ------------------------------------------ */

/* facts->passwords, of what security_read() has read: the pairs that the maker's manuals print, of
 * users that the BMC has. At most four tries a user, a random one first, and fewer where the BMC
 * locks a user after less. -1: the link failed. */
int security_test_passwords(struct bmc *bmc, struct weakness_facts *facts, struct bmc_error *error);

/* --- fixes (security_fix.c), likewise ------------------------------------------------------- */

/* One plan of the fixes of these checks (WEAKNESS_BIT()s, each with MEND_SAVE in these facts), from
 * what the BMC holds now. community: 1 to 18 characters of ASCII, where that is one of them. -1:
 * ERROR_USAGE: refused, and why (this session would be cut, or nobody could log in any more); else
 * the BMC did not tell what it holds. facts: other channels may be read into its accounts. */
int security_plan(struct bmc *bmc, struct weakness_facts *facts, unsigned ids,
                  const char *community, struct plan *plan, struct bmc_error *error);
/* Those that there are such fixes for. */
unsigned security_fixable(void);
#define SECURITY_SUITE_FIXES                                                                       \
    (WEAKNESS_BIT(WEAKNESS_CIPHER_ZERO) | WEAKNESS_BIT(WEAKNESS_CIPHER_WEAK))
/* What to know when they have been saved, or refused and put back; translated, "": nothing. */
const char *security_told(unsigned ids, bool kept);
/* 18 random letters and digits; false: the system has no random numbers. */
bool security_random_community(char community[COMMUNITY_TEXT]);

/* "16 looked at: 2 dangers, 3 weak, 8 well, 2 unknown, 1 note", translated. Returns text. */
const char *security_summary(const unsigned counts[WEAKNESS_LEVELS], char *text, size_t size);
void security_count(const struct weakness all[WEAKNESS_COUNT], unsigned counts[WEAKNESS_LEVELS]);

#endif

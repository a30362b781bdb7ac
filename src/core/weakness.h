/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is open in a BMC: facts in, a finding for each check out. Nothing is asked here, and nothing
 * written: what a fix writes is pages/security_fix.c's. What was not read is unknown, never well.
 */
#ifndef BMCTUI_CORE_WEAKNESS_H
#define BMCTUI_CORE_WEAKNESS_H

#include "core/account.h"

#define WEAKNESS_TEXT  200
#define COMMUNITY_TEXT 19 /* 18 bytes and the NUL */

enum weakness_id {
    WEAKNESS_CIPHER_ZERO,
    WEAKNESS_CIPHER_WEAK,
    WEAKNESS_NO_NAME,
    WEAKNESS_AUTH_TYPES,
    WEAKNESS_CHANNEL_AUTH,
    WEAKNESS_DEFAULT_PASSWORD,
    WEAKNESS_SOL_PLAIN,
    WEAKNESS_COMMUNITY,
    WEAKNESS_ADMINISTRATORS,
    WEAKNESS_GRATUITOUS_ARP,
    WEAKNESS_RAKP,
    WEAKNESS_VLAN,
    WEAKNESS_HOST,
    WEAKNESS_FIRMWARE,
    WEAKNESS_THRESHOLD,
    WEAKNESS_EXPIRED_GUEST,
    WEAKNESS_COUNT
};

#define WEAKNESS_BIT(id) (1u << (id))

/* In the order in which they are listed. */
enum weakness_level {
    WEAKNESS_DANGER,
    WEAKNESS_WEAK,
    WEAKNESS_UNKNOWN,
    WEAKNESS_NOTE,
    WEAKNESS_WELL,
    WEAKNESS_LEVELS
};

/* How a weakness is mended. */
enum weakness_mend {
    MEND_NONE,
    MEND_SAVE,     /* by a save with a review */
    MEND_PASSWORD, /* a person chooses another password */
    MEND_GUEST     /* the guest's time is ended */
};

/* What is to be known. */
enum weakness_fact {
    FACT_SUITES,    /* suites */
    FACT_TABLE,     /* table */
    FACT_AUTH,      /* LAN parameter 2: a byte a level, from callback (highest) to OEM */
    FACT_COMMUNITY, /* community */
    FACT_ARP,       /* parameter 10 */
    FACT_VLAN,      /* parameter 20, as value_vlan has it */
    FACT_THRESHOLD, /* parameter 26: how many bad passwords lock a user, 0: none do */
    FACT_KEPT,      /* kept */
    FACT_ACTIVE,    /* active */
    FACT_USERS,     /* accounts; those in it say themselves what is known of them */
    FACT_SOL,       /* SOL parameter 1 */
    FACT_SOL_AUTH,  /* SOL parameter 2, unless SOL is off */
    FACT_DEVICE,    /* device */
    FACT_GUESTS,    /* guests */
    FACT_COUNT
};

#define FACT_SOL_ON         0x01
#define FACT_SOL_ENCRYPTED  0x80
#define FACT_SOL_PROVEN     0x40 /* authentication of each packet is forced */
#define FACT_SOL_PRIVILEGE  0x0f
#define FACT_ARP_GRATUITOUS 0x01

/* What came of testing default passwords. */
struct weakness_passwords {
    enum {
        PASSWORDS_NOT_TESTED,
        PASSWORDS_NO_PAIRS,     /* no default is known, of this maker or of the names there are */
        PASSWORDS_NOT_TESTABLE, /* the BMC has no such test, or it was refused: why */
        PASSWORDS_ALL_FIT,      /* even one that nobody has ever set */
        PASSWORDS_LOCKS,        /* the BMC locks a user after the first wrong one */
        PASSWORDS_TESTED
    } state;
    char why[WEAKNESS_TEXT];
    size_t tried;   /* PASSWORDS_TESTED: so many users, */
    size_t unsure;  /* of whom so many have one that this test cannot tell */
    size_t count;   /* and so many a default password */
    uint8_t slots[BMC_USER_LAST];
};

struct weakness_facts {
    uint8_t channel;
    struct value of[FACT_COUNT]; /* whether it is known, or why not; the number, where it is one */
    struct cipher_suites suites;
    struct suite_table table;
    char community[COMMUNITY_TEXT]; /* to be printed */
    struct channel_access kept, active;
    struct accounts accounts;
    struct device device;
    struct weakness_passwords passwords;
    size_t guest_count; /* whose time is over: */
    struct weakness_guest {
        uint8_t slot;
        char name[BMC_USER_NAME];
    } guests[BMC_USER_LAST];
    struct weakness_session {
        bool over_lan;
        int suite; /* -1: none */
        char user[BMC_USER_NAME];
    } session;
};

struct weakness {
    enum weakness_id id;
    enum weakness_level level;
    enum weakness_mend mend;
    uint8_t user; /* slot, where it is about one; 0: none or several */
    int suite;    /* likewise; -1 */
    bool unread;  /* a fact has not been asked for yet */
    char text[WEAKNESS_TEXT]; /* translated, one line */
};

/* All of them, in the order of the list. */
void weakness_judge(const struct weakness_facts *facts, struct weakness all[WEAKNESS_COUNT]);

/* cipher-zero ...: JSON and --fix=. */
const char *weakness_name(enum weakness_id id);
/* WEAKNESS_COUNT: none is called so. */
enum weakness_id weakness_find(const char *name, size_t length);
const char *weakness_label(enum weakness_id id);   /* translated: "Cipher suite 0" */
const char *weakness_explain(enum weakness_id id); /* what it means, translated */
const char *weakness_fix(enum weakness_id id);     /* what its fix does, translated; "": none */
const char *weakness_level_name(enum weakness_level level); /* danger weak unknown note well */
const char *weakness_level_text(enum weakness_level level); /* translated */

/* What of the suites table is open that should not be: zero (suite 0), or those that do not encrypt
 * or do so with RC4. A bit an entry. */
unsigned weakness_entries(const struct suite_table *table, bool zero);
/* Whether suites 3 or 17 let an administrator in, without these entries. */
bool weakness_strong_left(const struct suite_table *table, unsigned closed);

#endif

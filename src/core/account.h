/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The BMC's users, all slots of them, as one LAN channel or all of them let them in; which changes
 * add, change or delete one; and which of these are refused. What reads runs on the worker's
 * thread, the rest is plain values.
 */
#ifndef BMCTUI_CORE_ACCOUNT_H
#define BMCTUI_CORE_ACCOUNT_H

#include "base/secret.h"
#include "bmc/bmc.h"
#include "core/plan.h"

/* Serial over LAN: Get User Payload Access (24.7). UNKNOWN: not read, or this BMC does not tell. */
enum account_sol { ACCOUNT_SOL_UNKNOWN, ACCOUNT_SOL_YES, ACCOUNT_SOL_NO };

struct account {
    uint8_t slot;
    bool fixed;                /* the BMC does not let its name be changed */
    bool named;                /* its name was read: "" is none, or an empty slot */
    char bytes[BMC_USER_NAME]; /* as the BMC gave it, never printed */
    char name[BMC_USER_NAME];  /* the same to be printed */
    bool known;                /* access was read */
    bool untold;               /* it was not, and not because the slot is empty */
    struct user_access access; /* on accounts.channel */
    enum account_sol sol;      /* on accounts.channel: accounts_read_sol() */
    struct account_channel {
        bool known;
        struct user_access access;
    } on[BMC_CHANNELS_MAX]; /* by place in accounts.channels; accounts_read_channels() */
};

struct accounts {
    uint8_t channel;      /* that of the page */
    size_t channel_count; /* all LAN channels: 0 until accounts_read_channels() */
    uint8_t channels[BMC_CHANNELS_MAX];
    uint8_t slots;        /* 1 to 63 */
    uint8_t fixed_names;  /* slots 1 to this one have fixed names */
    struct value mac;     /* of the channel, or a mark: which BMC it is; accounts_read_mac() */
    struct bmc_error why; /* the last refusal of a name or an access; ERROR_NONE: none */
    size_t count;
    struct account of[BMC_USER_LAST]; /* ascending, free slots among them */
};

/* --- reading --------------------------------------------------------------------- */

struct accounts_watch {
    /* Slot after slot, as answers come; or NULL. */
    void (*came)(void *data, const struct accounts *accounts, const struct account *account);
    bool (*stopped)(void *data); /* nobody waits for more of it; or NULL */
    void *data;
};

/* All slots on this LAN channel (0: the lowest): a request for the channel, two a slot. A slot that
 * the BMC refuses to tell about fails nothing else. watch may be NULL. -1: the link failed, reading
 * was stopped, or there is no such channel (ERROR_NO_LAN, ERROR_USAGE). */
int accounts_read(struct bmc *bmc, struct accounts *accounts, uint8_t channel,
                  const struct accounts_watch *watch, struct bmc_error *error);
/* A request each: serial over LAN of this slot; which BMC it is. A BMC that does not tell is no
 * error. */
int accounts_read_sol(struct bmc *bmc, struct accounts *accounts, uint8_t slot,
                      struct bmc_error *error);
int accounts_read_mac(struct bmc *bmc, struct accounts *accounts, struct bmc_error *error);
/* All LAN channels, and on each the access of this slot (0: of every slot with a name). */
int accounts_read_channels(struct bmc *bmc, struct accounts *accounts, uint8_t slot,
                           struct bmc_error *error);

/* --- what they are --------------------------------------------------------------- */

/* NULL: there is no such slot. */
struct account *account_at(struct accounts *accounts, uint8_t slot);
const struct account *account_in(const struct accounts *accounts, uint8_t slot);
/* Neither a name nor a way in, as far as that is known: messaging is off, or it is disabled. */
bool account_free(const struct account *account);
/* No name, but messaging and not disabled: anybody may log in without one. */
bool account_nameless(const struct account *account);
/* With a name, messaging, administrator, and not known to be disabled: on this channel; or on any
 * that was read. */
bool account_administrator(const struct account *account);
bool account_administrator_anywhere(const struct accounts *accounts, const struct account *account);
/* He is, and nobody else is. */
bool account_only_administrator(const struct accounts *accounts, const struct account *account);
/* The lowest other slot with the same name; 0: none. */
uint8_t account_twin(const struct accounts *accounts, const struct account *account);
/* Slots with a name or a way in; those of which either is not known. */
size_t accounts_in_use(const struct accounts *accounts);
size_t accounts_unread(const struct accounts *accounts);
/* The lowest free slot above those with fixed names; 0: none. */
uint8_t accounts_free_slot(const struct accounts *accounts);

/* A slot's number, or a name, as user_parse() takes it. -1 with a sentence: there is none, the slot
 * is free, or more than one has that name. */
int account_find(const struct accounts *accounts, const char *text, uint8_t *slot,
                 struct bmc_error *error);

/* 1 to 16 bytes of 21h to 7Eh; -1 with a sentence. */
int account_check_name(const char *name, struct bmc_error *error);
/* What to mind about a name that is right, translated; NULL: nothing. */
const char *account_name_warning(const char *name);

/* --- what is to change ----------------------------------------------------------- */

enum {
    ACCOUNT_NAME = 1 << 0,
    ACCOUNT_PRIVILEGE = 1 << 1,
    ACCOUNT_MESSAGING = 1 << 2,
    ACCOUNT_ENABLED = 1 << 3,
    ACCOUNT_SOL = 1 << 4
};

struct account_wish {
    unsigned given; /* those of the following that are wanted; of a new one, name at least */
    char name[BMC_USER_NAME];
    enum privilege privilege;
    bool messaging, enabled, sol;
    uint8_t slot;                  /* of a new one; 0: the lowest that is free */
    const struct secret *password; /* NULL: none, or stays */
};

/* A new user: operator, messaging, enabled and serial over LAN unless said otherwise. Order: name,
 * password and its test, access with every bit in one request, serial access, enable. Put back, the
 * slot is free. -1: ERROR_USAGE with a sentence. *slot: which. */
int account_plan_add(const struct accounts *accounts, const struct account_wish *wish,
                     struct plan *plan, struct bmc_error *error);
/* Only what differs; what a BMC may change by itself is watched. An empty plan: nothing does. */
int account_plan_set(const struct accounts *accounts, uint8_t slot, const struct account_wish *wish,
                     struct plan *plan, struct bmc_error *error);
/* Disable; this password, which nobody knows; messaging off and privilege none on each channel that
 * was read, so accounts_read_channels() first; the name. random must outlive the plan. */
int account_plan_delete(const struct accounts *accounts, uint8_t slot, const struct secret *random,
                        struct plan *plan, struct bmc_error *error);
/* After a delete: every way in was closed, but the BMC has kept the name. */
bool account_kept_name(const struct plan *plan);

/* --- what is refused ------------------------------------------------------------- */

/* Whose session it is; over LAN only. */
struct account_session {
    bool over_lan;
    const char *user; /* "": the nameless one */
    uint8_t channel;  /* 0: not known, which counts as any */
};

enum account_refusal {
    ACCOUNT_ALLOWED,
    ACCOUNT_LAST,    /* no administrator would be left: a person may insist */
    ACCOUNT_SESSION, /* this very session's user would be shut out: nobody may */
    ACCOUNT_UNSURE   /* other channels may have one: accounts_read_channels(), slot 0, first */
};

/* error: the reason, unless it is allowed or unsure. Changes that take nobody's rights are always
 * allowed; so is leaving no administrator where there is none. */
enum account_refusal account_guard(const struct accounts *accounts, const struct plan *plan,
                                   const struct account_session *session, struct bmc_error *error);

/* --- all of that -------------------------------------------------------------------- */

struct account_order {
    enum account_deed { ACCOUNT_ADD, ACCOUNT_SET, ACCOUNT_DELETE } deed;
    uint8_t slot; /* of one who is there */
    struct account_wish wish;
    const struct secret *random; /* for ACCOUNT_DELETE: account_throwaway() */
    const char *session_user;    /* whose session it is, over LAN; NULL or "": the nameless one */
    bool leave_no_administrator; /* a person insists */
};

/* Of what accounts_read() has read: asks the BMC for the rest, makes the plan, and asks the guard.
 * On the worker's thread. *refusal (may be NULL): ACCOUNT_LAST where a person may insist. */
int account_prepare(struct bmc *bmc, struct accounts *accounts, const struct account_order *order,
                    struct plan *plan, enum account_refusal *refusal, struct bmc_error *error);
/* A password of 16 characters that no one knows, with a character of each class. */
bool account_throwaway(struct secret *secret);

#endif

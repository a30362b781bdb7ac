/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A setting: one thing that a BMC holds, and the row of a page that it is. A page's table of them,
 * in the order of the screen, is all that form, command line, JSON, files, review, journal and log
 * know of it. Tables are constant; a setting is addressed by its pointer.
 */
#ifndef BMCTUI_CORE_SETTING_H
#define BMCTUI_CORE_SETTING_H

#include "bmc/bmc.h"
#include "core/value.h"

/* Whose value: of a channel, and where the setting is a user's, of that user on it; or a
 * sensor's. */
struct scope {
    uint8_t channel; /* 1 to 11; 0: of none, the BMC has one such value */
    uint8_t user;    /* slot 1 to 63, 0: none */
    uint16_t sensor; /* lun << 8 | number */
};

enum setting_kind {
    SETTING_CHOICE, /* one of a list */
    SETTING_CHECK,  /* a tick box */
    SETTING_TEXT,
    SETTING_SECRET,
    SETTING_LINE,  /* read only */
    SETTING_HIDDEN /* no row of its own: written by a box beneath the review, or with others */
};

/* What a SETTING_CHOICE chooses; the same on every page that has such a row. */
enum setting_choice {
    CHOICE_NONE,
    CHOICE_TARGET,
    CHOICE_CHANNEL,
    CHOICE_USER,
    CHOICE_WORD /* one of its type's words */
};

struct model;

/* What the tick box over a source says, of itself and of the rows that it leases; marked. */
struct setting_lease {
    const char *ticked; /* beside the tick once the BMC holds it, */
    const char *waiting; /* or this while nothing has been leased; */
    const char *wanted;  /* in place of what would be leased, until it is saved */
    const char *given;  /* why a leased row cannot be given: the tick is given beside it, */
    const char *held;   /* or is there already; %s is how to untick it */
    const char *untold; /* why the box cannot be given: the BMC does not tell the source */
};

enum {
    SETTING_LEASED = 1 << 0,     /* locked while the source says that it is leased */
    SETTING_SOURCE = 1 << 1,     /* says where the leased ones come from: written before them */
    SETTING_UNDER_LOCK = 1 << 2, /* written between set in progress and set complete */
    SETTING_CUTS_LINK = 1 << 3,  /* may cut the link that it is written over */
    SETTING_LAST = 1 << 4,       /* written after all others */
    SETTING_ASIDE = 1 << 5,      /* read back only where it is written: no field of the page */
    SETTING_VIEW = 1 << 6,       /* another row's value, shown and set in another way */
    SETTING_AGAIN = 1 << 7,      /* a secret that repeats the one above */
    SETTING_PREFIX = 1 << 8,     /* a netmask: its length is shown beside it, as /24 */
    SETTING_LIGHT = 1 << 9,      /* the identify light: the console polls it, it is no channel's */
    SETTING_BESIDE = 1 << 10,    /* shares the line of the row before it, where there is room */
    SETTING_ALONE = 1 << 11,     /* written without the lock and read back: a step by itself */
    SETTING_PART = 1 << 12,      /* some bits of the value that the row of its parameter holds */
    SETTING_OF_SENSOR = 1 << 13, /* of scope.sensor: the text of its values is that one's name */
    SETTING_UNLOGGED = 1 << 14   /* used like a password: the log says that it was written */
};

#define SETTING_JSON_FIRST (-3) /* the first json_order */

/* A function in a table. data/mktables needs the tables alone, and has no BMC to talk to. */
#ifdef CLI_WORDS_ONLY
#define TABLE_CALL(function) NULL
#else
#define TABLE_CALL(function) function
#endif

struct setting {
    enum setting_kind kind;
    enum setting_choice choice;
    unsigned flags;
    const char *label;   /* marked; translate when shown */
    const char *row;     /* marked; what it is called beside others of its label; NULL: the label */
    const char *section; /* marked; NULL: above the first one */
    const char *help;    /* marked; one line, 56 characters at most in English; NULL for lines */
    const char *explain; /* marked; what it is and what to mind, 3 to 8 lines; NULL: no row */
    const char *key;     /* KEY of `set KEY=VALUE` and of files; NULL: none */
    const char *json;    /* key of `show --json`; NULL: none */
    int json_order;      /* SETTING_JSON_FIRST to 0: ascending, then as in the table */
    const char *log;     /* name in journal and log; NULL: it is never written */
    const struct value_type *type; /* NULL: no value of its own */
    const struct setting_lease *lease; /* of a SETTING_VIEW */
    uint8_t parameter;             /* of LAN or of whatever read and write ask */
    uint8_t reason;                /* enum reason_place: how a refusal of it reads */
    /* Of a SETTING_ALONE that has rows of its own kind, SETTING_PARTs: the first, and how many. */
    const struct setting *parts;
    unsigned part_count;
    /* Of a CHOICE_WORD: the words it offers, a bit each by place; NULL: all that can be chosen. */
    unsigned (*offers)(const struct model *model);
    /* Likewise, and of a tick box: what stands behind the word, or the tick, of this number,
     * translated, "": nothing; or NULL. */
    const char *(*remark)(const struct model *model, uint64_t number);
    /* Of a line that follows from other rows: its text; false: it is why there is none. */
    bool (*derive)(const struct model *model, char text[VALUE_TEXT]);
    /* Ask the BMC; *value is known or not available. NULL: it is not read or written by itself. */
    int (*read)(struct bmc *bmc, const struct setting *setting, struct scope scope,
                struct value *value, struct bmc_error *error);
    int (*write)(struct bmc *bmc, const struct setting *setting, struct scope scope,
                 const struct value *value, struct bmc_error *error);
};

/* The label, translated. */
const char *setting_label(const struct setting *setting);
/* What it is called beside others of its label, translated. */
const char *setting_row(const struct setting *setting);
bool scope_same(struct scope one, struct scope other);
/* The section's name, translated; "" above the first one. */
const char *setting_section(const struct setting *setting);

/* LAN configuration parameters (23.2, 23.1). */
int setting_read_lan(struct bmc *bmc, const struct setting *setting, struct scope scope,
                     struct value *value, struct bmc_error *error);
int setting_write_lan(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      const struct value *value, struct bmc_error *error);
/* What stands in a MAC address's place, of a GUID. */
struct value setting_mark(const uint8_t guid[BMC_GUID]);
/* Which BMC it is, where no channel's MAC address says so: six bytes made of its System GUID
 * (22.14), not available where it has none. */
int setting_read_mark(struct bmc *bmc, const struct setting *setting, struct scope scope,
                      struct value *value, struct bmc_error *error);

#endif

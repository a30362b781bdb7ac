/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A guest (PAGES.md 4.3) is a user of the BMC who ends by himself. His record is what makes that
 * sure: it is on disk before the first request that opens anything, and stays until his end has
 * been seen. Here it is as a value and as text, and what the clocks say about it. Never a password.
 *
 * Two clocks count, and the one that is there first ends him: the wall clock, which goes on while
 * the machine is off, and the clock of this boot, which nobody can set. The latest time ever seen
 * is kept, so that a clock that was set back makes no guest stay longer: within a boot the other
 * clock counts on; after a restart nobody can tell how long the machine was off, and he ends.
 */
#ifndef BMCTUI_GUARD_GUEST_RECORD_H
#define BMCTUI_GUARD_GUEST_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "bmc/types.h"

#define GUEST_HOURS_LEAST   1
#define GUEST_HOURS_DEFAULT 4
#define GUEST_HOURS_MOST    72 /* in all, with what was added later */
#define GUEST_WORD          64
#define GUEST_TEXT          1600 /* room for any record as text */
/* A clock may be that much behind after a restart, as real clocks are. */
#define GUEST_SLACK_S 600
/* So often the latest time seen is written down, at most. */
#define GUEST_NOTE_S 300

enum guest_state {
    GUEST_OPENING, /* being let in; cut off there he ends at once: nobody was told his password */
    GUEST_OPEN,
    GUEST_ENDING,  /* to be ended now: asked for, or begun and cut off */
    GUEST_LEFT     /* not to be ended any more: the slot is somebody else's; to be told, once */
};

/* Which BMC: what is not known is told by none. */
struct guest_bmc {
    bool device_known, guid_known, mac_known;
    struct device device;
    uint8_t guid[BMC_GUID], mac[BMC_MAC];
};

struct guest_record {
    enum guest_state state;
    uint8_t slot, channel;
    char name[BMC_USER_NAME];
    enum privilege privilege;
    bool sol;
    struct guest_bmc bmc;
    long long begun_s, end_s; /* by the wall clock, seconds since 1970 */
    long long latest_s;       /* the latest that was ever seen */
    char boot_id[GUEST_WORD]; /* "" the system has none */
    long long boot_end_ms;    /* by that boot's clock */
    long long boot_seen_ms;   /* the latest seen of it */
    char user[GUEST_WORD], tty[GUEST_WORD]; /* who let him in; tty "" none */
    char left[GUEST_WORD];    /* GUEST_LEFT: why, for log and person, not translated */
};

/* What the clocks show. */
struct guest_time {
    long long wall_s;
    long long boot_ms;
    char boot_id[GUEST_WORD];
};

enum guest_due {
    GUEST_NOT_DUE,
    GUEST_DUE_TIME,   /* his time is over */
    GUEST_DUE_CLOCK,  /* the clock was set back while the machine was off */
    GUEST_DUE_CUT_OFF,/* letting him in was cut off (only if nobody is at it any more) */
    GUEST_DUE_ASKED   /* somebody has asked for it, or it was begun */
};

void guest_time_now(struct guest_time *now);

/* From now on, for so long. */
void guest_record_start(struct guest_record *record, const struct guest_time *now,
                        long long seconds);
/* Longer, by both clocks, but not beyond GUEST_HOURS_MOST in all. Returns the seconds added. */
long long guest_record_extend(struct guest_record *record, long long seconds);
/* Seconds that are left, by the clock that is sooner; 0: none. */
long long guest_record_left(const struct guest_record *record, const struct guest_time *now);
enum guest_due guest_record_due(const struct guest_record *record, const struct guest_time *now);
/* Of one who is not due: notes what the clocks show, and after a restart how much is left by this
 * boot's. true: that is worth being written to disk. */
bool guest_record_note(struct guest_record *record, const struct guest_time *now);

/* one: of the record. What one of them does not tell proves nothing, as long as another number
 * does; and what differs is another BMC. */
bool guest_same_bmc(const struct guest_bmc *one, const struct guest_bmc *other);

/* Returns the length written (without the NUL). */
size_t guest_record_encode(const struct guest_record *record, char text[GUEST_TEXT]);
/* -1 with a sentence when this is no record, or torn. */
int guest_record_decode(struct guest_record *record, const char *text, size_t length,
                        struct bmc_error *error);

#endif

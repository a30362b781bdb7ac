/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What remote access also needs, and what can be written about it with a save: the boxes
 * beneath the review, and the names of --remote-access.
 */
#ifndef BMCTUI_CORE_REMOTE_H
#define BMCTUI_CORE_REMOTE_H

#include "base/error.h"
#include "core/model.h"

/* In the order of the screen. */
enum remote_box {
    REMOTE_ENABLE,
    REMOTE_MESSAGING,
    REMOTE_PRIVILEGE,
    REMOTE_LAN,
    REMOTE_ARP,
    REMOTE_COUNT
};

enum remote_need {
    REMOTE_FINE,
    REMOTE_LACKING,
    REMOTE_UNKNOWN,
    REMOTE_IMPOSSIBLE /* this BMC has no such setting: it cannot be written */
};

#define REMOTE_BIT(box) (1u << (box))

/* What the BMC tells about this box for this user (slot id, 0: none) on the channel shown. A box
 * that does not apply (no user) is REMOTE_FINE. */
enum remote_need remote_need(const struct model *model, uint8_t user, enum remote_box box);
/* Whether all of these boxes can be written; else a sentence that names the first that cannot. */
bool remote_possible(const struct model *model, uint8_t user, unsigned boxes,
                     struct bmc_error *error);
/* Ticked from the start: enabled and messaging, when this save sets that user's password, and the
 * BMC does not say that he is disabled: a person opens that account, not a default. */
bool remote_preticked(const struct model *model, uint8_t user, enum remote_box box,
                      bool password_set);
/* What stands behind a box: that it could not be checked, that the password alone is of no use to a
 * disabled user; with ticked, why it is ticked from the start. Translated, "": nothing. */
const char *remote_remark(const struct model *model, uint8_t user, enum remote_box box,
                          bool password_set, bool ticked);
/* "user 2 ADMIN enabled", translated. */
const char *remote_label(enum remote_box box, const struct model *model, uint8_t user, char *text,
                         size_t size);
/* The same, of a user of this name; "" none. */
const char *remote_print(enum remote_box box, uint8_t user, const char *name, char *text,
                         size_t size);
/* The box that writes this setting; REMOTE_COUNT: none, or one that another setting speaks for. */
enum remote_box remote_box_of(const struct setting *setting);
/* lan enable messaging privilege arp */
const char *remote_name(enum remote_box box);
/* "lan,enable" into bits. -1 with a sentence that names the wrong word. */
int remote_parse(const char *list, unsigned *boxes, struct bmc_error *error);

#endif

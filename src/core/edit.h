/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person wants instead of what the page holds. The form, `set` and files fill the same
 * struct edit; a row that nobody touched follows the model. An edit owns its two secrets.
 */
#ifndef BMCTUI_CORE_EDIT_H
#define BMCTUI_CORE_EDIT_H

#include "base/secret.h"
#include "core/change.h"
#include "core/model.h"

struct edit_text {
    bool typed;
    bool given; /* by edit_set() as KEY=VALUE: refused where it cannot be set, not just hidden */
    char text[VALUE_TEXT];
    unsigned prefix; /* the /len that stood behind it as KEY=VALUE, 0: none */
};

struct edit {
    struct edit_text texts[MODEL_ROWS]; /* of text fields, and of tick boxes the word */
    uint8_t user;                       /* slot chosen, 0: the page's default */
    struct secret *password, *confirm;
};

void edit_init(struct edit *edit); /* creates the secrets */
void edit_reset(
    struct edit *edit); /* drops all edits, wipes the secrets, forgets the user chosen */
void edit_release(struct edit *edit); /* frees the secrets */

/* Whether the leased rows come from a DHCP server, as it is wanted: as given, else as it is. */
bool edit_leased(const struct edit *edit, const struct model *model);
/* The form's tick box: toggles and remembers that it was. Back to the number that the BMC holds is
 * no edit; back to no DHCP from BIOS, other or unspecified makes it static. */
void edit_toggle(struct edit *edit, const struct model *model, unsigned row);
/* The form: this word of a choice. */
void edit_choose(struct edit *edit, unsigned row, const char *word);
/* Cannot be entered now: leased while DHCP is on, or the BMC does not have this parameter. */
bool edit_locked(const struct edit *edit, const struct model *model, unsigned row);
/* The slot that is meant, 0: none. */
uint8_t edit_user(const struct edit *edit, const struct model *model);

/* What a text field shows: the BMC's value while locked or untouched ("" where nothing
 * is set), else what was typed. Returns text. */
const char *edit_text(const struct edit *edit, const struct model *model, unsigned row,
                      char text[VALUE_TEXT]);
/* The form: this is now in the field, as typed. Nothing is judged or spelled out. */
void edit_type(struct edit *edit, unsigned row, const char *text);
/* The form, on leaving a field: "a.b.c.d/len" fills its neighbour too, "/24" and "24"
 * become 255.255.255.0. A text that cannot be spelled out stays as it is. */
void edit_leave(struct edit *edit, const struct model *model, unsigned row);

/* Command line and files: KEY=VALUE. -1 with a sentence for a row that has no key, a value that is
 * no yes or no. Values that only the checks can judge are taken as they are. Spelled out at
 * once. */
int edit_set(struct edit *edit, const struct model *model, int row, const char *value,
             struct bmc_error *error);

/* Differs from what the BMC holds, by value and not by spelling; a text that does not parse
 * differs. A secret differs when it is not empty. Locked fields never do. The source differs
 * when it changes and the tick box over it does not (BIOS becomes static). */
bool edit_changed(const struct edit *edit, const struct model *model, unsigned row);
/* Any row changed, or anything typed into a secret. */
bool edit_dirty(const struct edit *edit, const struct model *model);
/* This row was edited, or another of those that hang together with it, as the source and what it
 * leases do (KEY=VALUE counts, also with the value that the BMC holds): their rules are errors
 * then, not warnings. */
bool edit_touched(const struct edit *edit, const struct model *model, unsigned row);

/* The number that is wanted, else the model's; false when the text does not parse, or nothing is
 * known. */
bool edit_number(const struct edit *edit, const struct model *model, unsigned row,
                 uint64_t *number);
/* What the BMC is to hold. Only after check_all() found no error. */
struct value edit_wanted(const struct edit *edit, const struct model *model, unsigned row);
/* Each setting of the page that can be written, in the order of writing, with what the BMC holds
 * and what it is to hold. Which of them are written is for the plan to say. */
void edit_changes(const struct edit *edit, const struct model *model, struct changes *changes);

/* For pages' own rules: puts a text there as if it had been typed, cut where it does not fit (what
 * does not fit is longer than anything that is right). */
void edit_put(struct edit *edit, unsigned row, const char *text);

#endif

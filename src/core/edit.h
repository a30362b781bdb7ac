/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person wants instead of what the page holds. The form, `set` and files fill the same
 * struct edit; a field that nobody touched follows the page. An edit owns its two secrets.
 */
#ifndef BMCTUI_CORE_EDIT_H
#define BMCTUI_CORE_EDIT_H

#include "base/error.h"
#include "base/secret.h"
#include "core/change.h"
#include "core/page.h"

struct edit {
    bool dhcp_given; /* DHCP was toggled, even back, or dhcp= was given */
    bool dhcp;       /* only with dhcp_given */
    struct {
        bool typed;
        bool
            given; /* by edit_set() as KEY=VALUE: refused where it cannot be set, not just hidden */
        char text[VALUE_TEXT];
    } texts[FIELD_COUNT]; /* of the text fields */
    int address_prefix;   /* the /len that came with the address by edit_set(), else -1 */
    uint8_t user;         /* slot chosen, 0: the page's default */
    struct secret *password, *confirm;
};

void edit_init(struct edit *edit); /* creates the secrets */
void edit_reset(
    struct edit *edit); /* drops all edits, wipes the secrets, forgets the user chosen */
void edit_release(struct edit *edit); /* frees the secrets */

/* DHCP as it is wanted: as given, else as the page holds it. */
bool edit_dhcp(const struct edit *edit, const struct page *page);
/* The form's tick box: toggles and remembers that it was. Back to a source of static or DHCP as the
 * BMC holds it is no edit; back to no DHCP from BIOS, other or unspecified makes it static. */
void edit_toggle_dhcp(struct edit *edit, const struct page *page);
/* Cannot be entered now: leased while DHCP is on, or the BMC does not have this parameter. */
bool edit_locked(const struct edit *edit, const struct page *page, enum field_id field);
/* The slot that is meant, 0: none. */
uint8_t edit_user(const struct edit *edit, const struct page *page);

/* What a text field shows: the BMC's value while locked or untouched ("" for 0.0.0.0 and for VLAN
 * off), else what was typed. Returns text. */
const char *edit_text(const struct edit *edit, const struct page *page, enum field_id field,
                      char text[VALUE_TEXT]);
/* The form: this is now in the field, as typed. Nothing is judged or spelled out. */
void edit_type(struct edit *edit, enum field_id field, const char *text);
/* The form, on leaving a field: "a.b.c.d/len" fills the netmask too, "/24" and "24" become
 * 255.255.255.0. A text that cannot be spelled out stays as it is. */
void edit_leave(struct edit *edit, const struct page *page, enum field_id field);

/* Command line and files: KEY=VALUE. -1 with a sentence for an unknown key, a value that is no
 * yes or no. Values that only the checks can judge are taken as they are. Spelled out at once. */
int edit_set(struct edit *edit, const struct page *page, const struct setting *field,
             const char *value, struct bmc_error *error);

/* Differs from what the BMC holds, by value and not by spelling; a text that does not parse
 * differs. A secret differs when it is not empty. Locked fields never do. FIELD_IP_SOURCE differs
 * when the source changes and FIELD_DHCP does not (BIOS becomes static). */
bool edit_changed(const struct edit *edit, const struct page *page, enum field_id field);
/* Any field changed, or anything typed into a secret. */
bool edit_dirty(const struct edit *edit, const struct page *page);
/* DHCP, address, netmask or gateway was edited (KEY=VALUE counts, also with the value that the BMC
 * holds): their rules are errors then, not warnings. */
bool edit_touches_addresses(const struct edit *edit, const struct page *page);

/* What the channel is to hold. Only after check_all() found no error. */
void edit_wanted(const struct edit *edit, const struct page *page, struct lan *wanted);
/* The same as changes: each setting of the page that can be written, in the order of writing, with
 * what the BMC holds and what it is to hold. Which of them are written is for the plan to say. */
void edit_changes(const struct edit *edit, const struct page *page, struct changes *changes);

/* The address, netmask, gateway as wanted (typed and parsed, else the page's); false when the text
 * does not parse or is not known. An empty gateway is 0. For the checks. */
bool edit_ipv4(const struct edit *edit, const struct page *page, enum field_id field,
               uint32_t *value);

#endif

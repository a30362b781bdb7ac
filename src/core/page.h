/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the BMC holds, as far as it has been read: the values behind the page. A plain value that
 * is copied from the worker's thread to the screen's; nothing in it is allocated.
 */
#ifndef BMCTUI_CORE_PAGE_H
#define BMCTUI_CORE_PAGE_H

#include <stddef.h>

#include "base/error.h"
#include "bmc/types.h"
#include "core/field.h"

struct page_channel {
    uint8_t number;
    enum channel_medium medium;
    struct lan lan;
    struct value_fault faults[LAN_ITEMS];
};

struct page_user {
    uint8_t id;
    char bytes[BMC_USER_NAME]; /* the name as the BMC gave it; not empty, never printed */
    char name[BMC_USER_NAME];  /* the same to be printed, with '?' for what is not ASCII */
    bool access_known;
    struct user_access access; /* on the channel shown */
};

struct page {
    bool device_known;
    struct device device;

    struct page_channel channels[BMC_CHANNELS_MAX]; /* ascending */
    size_t channel_count;
    bool channels_complete; /* all of 1 to 11 have been asked for */
    size_t current;         /* index of the channel shown; >= channel_count: none yet */

    struct page_user users[BMC_USER_LAST]; /* those with a name, ascending by id */
    size_t user_count;
    bool users_complete;
    uint8_t default_user; /* slot id, 0: not known yet or none */
    struct value_fault users_fault; /* of names and access; the last one */

    enum value_state identify_state;
    struct value_fault identify_fault;
    enum identify_state identify;

    enum value_state access_state; /* of the channel shown; both tables below */
    struct channel_access access_volatile, access_non_volatile;

    bool denied; /* the BMC answered D4h to a write: read-only from then on */
};

void page_init(struct page *page);
/* NULL while there is no channel. */
struct page_channel *page_channel(struct page *page);
const struct lan *page_lan(const struct page *page); /* never NULL: all unread without a channel */
/* How many slots for users there are, as this one's access says. A BMC that says "none" has as many
 * as they usually have. */
uint8_t page_slots(const struct user_access *access);
const struct page_user *page_user(const struct page *page, uint8_t id); /* NULL: none */
bool page_lan_known(const struct page *page, enum lan_item item);
/* There is no value, nor will one come by waiting: not available, or not read. */
bool page_missing(enum value_state state);
/* The channel shown has an address that a machine can be reached at (SPEC 1.1). */
bool page_has_address(const struct page *page);
/* The BMC does not have it. */
bool page_not_available(const struct page *page, enum field_id field);
/* Why this field is not read; NULL: it is, or will be, or the BMC does not have it. */
const struct value_fault *page_fault(const struct page *page, enum field_id field);

/* The read-only text of a field as the BMC holds it, "" while unread; the Channel row reads
 * "1  802.3 LAN  00:25:90:ab:cd:ef". Returns text. */
const char *page_text(const struct page *page, enum field_id field, char text[VALUE_TEXT]);
/* "2  ADMIN". */
const char *page_user_text(const struct page_user *user, char text[VALUE_TEXT]);
const char *page_channel_text(const struct page_channel *channel, char text[VALUE_TEXT]);

/* "https://192.168.100.100/"; false, and why in text, when there is no address. */
bool page_url(const struct page *page, char text[VALUE_TEXT]);

#endif

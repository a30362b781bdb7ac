/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the BMC holds of a form page, as far as it has been read. A plain value that is copied from
 * the worker's thread to the screen's; nothing in it is allocated.
 */
#ifndef BMCTUI_CORE_MODEL_H
#define BMCTUI_CORE_MODEL_H

#include <stddef.h>

#include "core/page_class.h"

#define MODEL_ROWS 24 /* of one page, the hidden ones among them; asserted */

struct model_channel {
    uint8_t number;
    enum channel_medium medium;
    struct value values[MODEL_ROWS]; /* by row */
};

struct model_user {
    uint8_t id;
    char bytes[BMC_USER_NAME]; /* the name as the BMC gave it; not empty, never printed */
    char name[BMC_USER_NAME];  /* the same to be printed, with '?' for what is not ASCII */
    bool access_known;
    struct user_access access; /* on the channel shown */
};

struct model {
    const struct page_class *page;

    struct model_channel channels[BMC_CHANNELS_MAX]; /* ascending */
    size_t channel_count;
    struct model_user users[BMC_USER_LAST]; /* those with a name, ascending by id */
    size_t user_count;

    /* Single values: told as one, see core/model_change.h. */
    size_t current;         /* index of the channel shown; >= channel_count: none yet */
    bool channels_complete; /* all of 1 to 11 have been asked for */
    bool users_complete;
    bool device_known;
    struct device device;
    uint8_t default_user; /* slot id, 0: not known yet or none */
    struct value_fault users_fault; /* of names and access; the last one */

    struct value identify; /* enum identify_state */

    enum value_state access_state; /* of the channel shown; both tables below */
    struct channel_access access_volatile, access_non_volatile;
};

void model_init(struct model *model, const struct page_class *page);

/* Rows are addressed by their number in the page's table. */
const struct setting *model_setting(const struct model *model, unsigned row);
/* The row of this key of KEY=VALUE; -1: none. */
int model_row_of_key(const struct page_class *page, const char *key);
/* The row that holds the value: another one for a SETTING_VIEW, a SETTING_PART. */
unsigned model_source_row(const struct page_class *page, unsigned row);

/* The first row whose setting has this flag, page->count if there is none. */
unsigned model_row_with(const struct page_class *page, unsigned flag);

/* NULL while there is no channel. A page that is no channel's has one, number 0. */
struct model_channel *model_channel(const struct model *model);
/* What is shown is a channel's; false: the page has none, or none has come. */
bool model_of_channel(const struct model *model);
/* The page also says who may log in over that channel: it has users. */
bool model_lets_in(const struct model *model);
/* Of a channel; any row. Without a value of its own, or without a channel, it is unread. */
const struct value *model_channel_value(const struct page_class *page,
                                        const struct model_channel *channel, unsigned row);
/* Its MAC address, whatever row that is. */
const struct value *model_mac(const struct page_class *page, const struct model_channel *channel);
/* The same on the channel shown. */
const struct value *model_value(const struct model *model, unsigned row);
bool model_known(const struct model *model, unsigned row);
/* The number that is known, else 0. */
uint64_t model_number(const struct model *model, unsigned row);

/* How many slots for users there are, as this one's access says. A BMC that says "none" has as many
 * as they usually have. */
uint8_t model_slots(const struct user_access *access);
struct model_user *model_user(const struct model *model, uint8_t id); /* NULL: none */
/* This BMC does not know the commands for users, so asking again is no use. */
bool model_no_users(const struct model *model);
/* The BMC does not have it. */
bool model_not_available(const struct model *model, unsigned row);
/* Why this row is not read; NULL: it is, or will be, or the BMC does not have it. */
const struct value_fault *model_fault(const struct model *model, unsigned row);

/* The read-only text of a row as the BMC holds it, "" while unread. Returns text. */
const char *model_text(const struct model *model, unsigned row, char text[VALUE_TEXT]);
/* "1  802.3 LAN  00:25:90:ab:cd:ef". */
const char *model_channel_text(const struct page_class *page, const struct model_channel *channel,
                               char text[VALUE_TEXT]);
/* "2  ADMIN". */
const char *model_user_text(const struct model_user *user, char text[VALUE_TEXT]);

#endif

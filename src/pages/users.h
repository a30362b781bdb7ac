/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Users": every slot of the BMC, as one LAN channel lets it in. */
#ifndef BMCTUI_PAGES_USERS_H
#define BMCTUI_PAGES_USERS_H

#include "core/account.h"
#include "core/page_class.h"

struct users_row {
    struct account account;
    uint8_t twin;  /* another slot with the same name; 0: none */
    bool only;     /* nobody else is administrator */
    int64_t until; /* when this user ends by himself, seconds since 1970; 0: never */
};

struct users_state {
    struct accounts accounts; /* as far as they have been read */
    uint8_t channel;          /* the one that is wanted; 0: the lowest */
    /* Whoever shows the page knows who ends when; on the worker's thread. NULL: nobody does. */
    int64_t (*until)(const void *data, uint8_t slot, const char *bytes);
    const void *data;
};

extern const struct page_class page_users;

/* "danger: no name", "the only one"; translated, "": nothing. Returns text. */
const char *users_remark(const struct users_row *row, char text[COLUMN_TEXT]);

#endif

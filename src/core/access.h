/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is let in, as settings: a user's access (22.26, 22.27, and whether he is enabled, 22.30), his
 * name (22.28, 22.29), whether he may use serial over LAN (24.6, 24.7), and the channel's access
 * mode and authentication in its two tables (22.22, 22.23). They are written without a lock, each
 * read back at once. Rows with one label are one thing to a person, and one step of a save; of them
 * rows with one write function go with one request.
 */
#ifndef BMCTUI_CORE_ACCESS_H
#define BMCTUI_CORE_ACCESS_H

#include "core/setting.h"

enum access_id {
    ACCESS_ENABLED,
    ACCESS_MESSAGING,
    ACCESS_PRIVILEGE,
    ACCESS_MODE_KEPT,   /* non-volatile */
    ACCESS_MODE_ACTIVE, /* volatile */
    ACCESS_BOXES,       /* those of the boxes beneath a review; the others behind */
    ACCESS_NAME = ACCESS_BOXES, /* a text; empty: the slot is free */
    ACCESS_SOL,         /* not available where the BMC has no such command */
    ACCESS_AUTH_KEPT,   /* per-message and user-level authentication: on where both are */
    ACCESS_AUTH_ACTIVE,
    ACCESS_COUNT
};

const struct setting *access_setting(enum access_id id);
/* The number that lets in by this row. */
uint64_t access_open(enum access_id id);
/* What a row holds, of a user's access and of one of the two tables. */
struct value access_of_user(const struct user_access *access);
struct value access_of_channel(const struct channel_access *access);
struct value access_of_name(const char bytes[BMC_USER_NAME]);
struct value access_of_sol(bool allowed);
/* The same with this row's part as wanted: an enum privilege, a mode, else 1 yes or 0 no. */
struct value access_with(enum access_id id, struct value value, uint64_t wanted);

#endif

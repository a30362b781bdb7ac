/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is let in, as settings: a user's access (22.26, 22.27, and whether he is enabled, 22.30) and
 * the channel's access mode in its two tables (22.22, 22.23). They are written without a lock, each
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
    ACCESS_COUNT
};

const struct setting *access_setting(enum access_id id);
/* The number that lets in by this row. */
uint64_t access_open(enum access_id id);
/* What a row holds, of a user's access and of one of the two tables. */
struct value access_of_user(const struct user_access *access);
struct value access_of_channel(const struct channel_access *access);

#endif

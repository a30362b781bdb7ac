/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from a save, to be read before it is done: a sentence each, translated. Review, page
 * and `set` say the same.
 */
#ifndef BMCTUI_CORE_FOLLOWS_H
#define BMCTUI_CORE_FOLLOWS_H

#include "core/plan.h"

#define FOLLOWS_MAX  7
#define FOLLOWS_TEXT 240

struct follows {
    size_t count;
    char texts[FOLLOWS_MAX][FOLLOWS_TEXT];
};

/* cuts_link: it goes over the very channel that moves. */
void follows_make(struct follows *follows, const struct plan *plan, bool cuts_link);

#endif

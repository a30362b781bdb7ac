/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A user of the BMC as somebody names him: by the slot's number, or by the name. Text in double
 * quotes is a name, whatever it looks like; what files have in quotes comes with them.
 */
#ifndef BMCTUI_CORE_USER_H
#define BMCTUI_CORE_USER_H

#include "base/error.h"
#include "core/model.h"

#define USER_TEXT (BMC_USER_NAME + 2) /* a name in quotes, and the NUL */

/* What it can be before the BMC's users are known: *slot 1 to 63, or 0 and name of 1 to 16 bytes.
 * false: neither. */
bool user_parse(const char *text, uint8_t *slot, char name[BMC_USER_NAME]);

/* Among the page's users, all of which have been read. A name is compared with the bytes that the
 * BMC gave. -1 with a sentence, also where more than one slot has that name. */
int user_find(const struct model *model, const char *text, uint8_t *id, struct bmc_error *error);

/* Whether this user is named by his name alone: it is ASCII, and nobody else's here. */
bool user_name_tells(const struct model *model, const struct model_user *user);

#endif

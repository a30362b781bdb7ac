/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page in JSON, with the keys of its table; null where something is not known.
 */
#ifndef BMCTUI_CLI_JSON_H
#define BMCTUI_CLI_JSON_H

#include <jansson.h>

#include "core/model.h"

/* One row of the channel shown, which is there. target: only of the row that chooses it. */
void json_add_row(json_t *object, const struct model *model, unsigned row, const char *target);
/* `show --json`, for the caller to free. target: its name. */
json_t *json_page(const struct model *model, const char *target);

/* One line on standard output; frees the value. */
void json_print(json_t *value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page in JSON, with the keys of the field table; null where something is not known.
 */
#ifndef BMCTUI_CLI_JSON_H
#define BMCTUI_CLI_JSON_H

#include <jansson.h>

#include "core/page.h"

/* One element of `channels --json`. The caller owns what these return. */
json_t *json_channel(const struct page_channel *channel);
/* `show --json`. target as cli_target_name(). */
json_t *json_page(const struct page *page, const char *target);

/* One line on standard output; frees the value. */
void json_print(json_t *value);

#endif

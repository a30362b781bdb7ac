/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page in JSON, with the keys of its table; null where something is not known.
 */
#ifndef BMCTUI_CLI_JSON_H
#define BMCTUI_CLI_JSON_H

#include <jansson.h>

#include "pages/network.h"

/* One element of `channels --json`. The caller owns what these return. */
json_t *json_channel(const struct page_class *page, const struct model_channel *channel);
/* `show --json`. target as cli_target_name(). */
json_t *json_page(const struct model *model, const char *target);

/* One line on standard output; frees the value. */
void json_print(json_t *value);

#endif

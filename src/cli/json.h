/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What commands print with --json. The page has the keys of its table, and null where something is
 * not known.
 */
#ifndef BMCTUI_CLI_JSON_H
#define BMCTUI_CLI_JSON_H

#include "core/finding.h"
#include "core/model.h"

struct json_t; /* jansson's; data/mktables is built without it */

/* `show --json`. target: its name. The caller owns what these return. */
struct json_t *json_page(const struct model *model, const char *target);
/* `channels --json`: these rows of each channel. */
struct json_t *json_channels(struct model *model, const unsigned *rows, size_t count);
/* `doctor --json`. reached: the BMC was. */
struct json_t *json_findings(const struct findings *findings, bool reached);

/* On standard output; frees the value. */
void json_print(struct json_t *value);
/* The same on one line. */
void json_print_line(struct json_t *value);

#endif

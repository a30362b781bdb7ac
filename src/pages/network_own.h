/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the network page is made of: for pages/network*.c only.
 */
#ifndef BMCTUI_PAGES_NETWORK_OWN_H
#define BMCTUI_PAGES_NETWORK_OWN_H

#include "core/edit.h"
#include "core/load.h"
#include "pages/network.h"

/* --- network_rules.c: the hooks of struct page_class --- */
void network_check(const struct check_context *context, struct check_list *list);
void network_spell(struct edit *edit, unsigned row);
bool network_wanted(const struct edit *edit, const struct model *model, unsigned row,
                    uint64_t *number);

/* --- network_load.c: likewise --- */
int network_load(struct load *load);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All pages there are, in the order of More. A page is a file here and its row in pages.c.
 */
#ifndef BMCTUI_PAGES_PAGES_H
#define BMCTUI_PAGES_PAGES_H

#include "core/page_class.h"

#define PAGES_MOST 9 /* a digit each */

/* NULL behind the last. */
extern const struct page_class *const pages[PAGES_MOST + 1];

extern const struct page_class page_events;
extern const struct page_class page_info;
extern const struct page_class page_report;

/* NULL: no page is called so. */
const struct page_class *pages_find(const char *name);
/* The form page that has this setting; NULL: none, it is access. */
const struct page_class *pages_of(const struct setting *setting);
/* "ipmi bmc", for sentences. Returns text. */
const char *pages_names(char *text, size_t size);

#endif

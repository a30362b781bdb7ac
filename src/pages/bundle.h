/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report: what every page of pages[] shows, read one after the other and told as it comes, for
 * a file that goes to support. It walks the table: a page that is added is in it. Secrets are never
 * read, so none can be in it.
 */
#ifndef BMCTUI_PAGES_BUNDLE_H
#define BMCTUI_PAGES_BUNDLE_H

#include <stdio.h>

#include "core/model.h"
#include "pages/pages.h"

#define BUNDLE_ROWS 500 /* of a page that goes on without end: the newest events */

/* What has been read of one page; valid while it is told. */
struct bundle_page {
    const struct page_class *class;
    struct bmc_error why;      /* why it is not all there; ERROR_NONE: it is */
    const struct model *model; /* of a form page; else NULL */
    struct list rows;          /* of a list page */
    void *state;
};

/* On the worker's thread. -1: the link failed, or reading was stopped; what was told is right. */
int bundle_read(struct bmc *bmc, void (*told)(void *data, const struct bundle_page *page),
                void *data, struct bmc_error *error);

/* As text. */
void bundle_print_head(FILE *file, const char *target);
void bundle_print(FILE *file, const struct bundle_page *page);
/* The rows of a list page alone. */
void bundle_print_rows(FILE *file, const struct page_class *page, const struct list *rows);

/* Whether a row of a form belongs into it: no secret, and not the choice of another BMC. */
bool bundle_has_row(const struct model *model, unsigned row);

#endif

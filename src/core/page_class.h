/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a page is: a table in a file of its own in pages/. A list page has columns, and rows that
 * its load() appends; it supplies no drawing, keys or scrolling.
 */
#ifndef BMCTUI_CORE_PAGE_CLASS_H
#define BMCTUI_CORE_PAGE_CLASS_H

#include "bmc/bmc.h"
#include "core/list.h"

#define COLUMN_TEXT 320 /* bytes of a printed column, the NUL included */

struct column {
    int width; /* columns of the screen; the last takes what is left */
    /* Printable, in the locale's encoding. */
    void (*print)(const void *row, char text[COLUMN_TEXT]);
};

/* To whom a page is told while it is being read; called on the worker's thread. */
struct page_sink {
    void (*append)(void *data, const void *row);
    void *data;
};

/* data/mktables reads the words of the pages alone, without the program behind them. */
#ifdef CLI_WORDS_ONLY
#define PAGE_RUN(function) NULL
#else
#define PAGE_RUN(function) function
#endif

struct page_class {
    const char *name; /* word of `console --page=` */
    char digit;       /* its key in More */
    const char *title, *summary, *help; /* marked: of the page, of its row in More, of F1 */
    /* List pages; else NULL. {0} behind the last column. */
    const struct column *columns;
    size_t row_size;
    /* On the worker's thread. What the BMC does not have, or does not tell, is a row that says so;
     * -1: the link failed, or reading was stopped. PAGE_RUN(). */
    int (*load)(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error);
};

#endif

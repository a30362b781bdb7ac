/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a page is: a table in a file of its own in pages/. A form page has settings, how they are
 * read, and the rules between them; a list page has columns, and rows that its load() appends.
 * Neither supplies drawing, keys or scrolling, and nothing in core/ knows one page from another.
 */
#ifndef BMCTUI_CORE_PAGE_CLASS_H
#define BMCTUI_CORE_PAGE_CLASS_H

#include "core/list.h"
#include "core/setting.h"

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

struct check_context;
struct check_list;
struct edit;
struct load;

/* Functions by TABLE_CALL(). */
struct page_class {
    const char *name; /* word of `console --page=` */
    char digit;       /* its key in More */
    const char *title, *summary; /* marked: of the page, of its row in More */
    const char *help; /* of a list page's F1, marked, 3 to 8 lines; a form's rows have their own */
    /* List pages; else NULL. {0} behind the last column. */
    const struct column *columns;
    size_t row_size;
    /* On the worker's thread. What the BMC does not have, or does not tell, is a row that says so;
     * -1: the link failed, or reading was stopped. */
    int (*load)(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error);
    /* Form pages; else NULL: rows in the order of the screen, the hidden ones behind. */
    const struct setting *settings;
    unsigned rows, count; /* on the screen; all */
    /* Reads load->what, on the worker's thread: see core/load.h. */
    int (*read)(struct load *load);
    /* The rules between rows; each row's own are its type's. NULL: none. */
    void (*check)(const struct check_context *context, struct check_list *list);
    /* The text of a row has been entered: spells out into others what it says of them; or NULL. */
    void (*spell)(struct edit *edit, unsigned row);
    /* The number that is wanted, where that stands in another row's text; NULL: nowhere. */
    bool (*wanted)(const struct edit *edit, unsigned row, uint64_t *number);
};

#endif

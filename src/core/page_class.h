/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a page is: a table in a file of its own in pages/. A form page has settings, how they are
 * read, and the rules between them; a list page has columns, and rows that its load() appends.
 * Neither supplies drawing, keys or scrolling, and nothing in core/ knows one page from another.
 */
#ifndef BMCTUI_CORE_PAGE_CLASS_H
#define BMCTUI_CORE_PAGE_CLASS_H

#include <stdio.h>

#include "core/list.h"
#include "core/setting.h"

#define COLUMN_TEXT  320 /* bytes of a printed column, the NUL included */
#define PAGE_DETAILS 12

/* What a row of a list is. A word in it says so, too; looks come on top. */
enum row_look {
    ROW_PLAIN,
    ROW_SECTION, /* a name, in the first column, over the rows that follow; never has the focus */
    ROW_NOTE,    /* over and done with, or of little interest */
    ROW_WARNING,
    ROW_CRITICAL
};

struct column {
    int width; /* columns of the screen; the last takes what is left */
    /* Printable, in the locale's encoding. */
    void (*print)(const void *row, char text[COLUMN_TEXT]);
    bool looks; /* the row's look is this column's */
    bool wide;  /* it falls away where there is little room, as the last does */
    const char *heading; /* over it, marked; NULL: none */
    int narrow; /* its width where there is little room; 0: the same */
};

/* Rows that are on the screen, from 1 to shown, of those that are listed: all but what a filter
 * hides. */
struct page_window {
    size_t first, last, listed, all;
    bool filtered;
};

/* A row in full: texts beside labels, translated and printable. */
struct page_details {
    size_t count;
    struct page_detail {
        char label[64], value[COLUMN_TEXT];
    } of[PAGE_DETAILS];
};

void page_detail(struct page_details *details, const char *label, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What of a page is to be read. Where load() never says that there is more, that is all of it. */
enum page_part {
    PAGE_ALL,  /* anew; the rest may be left for later */
    PAGE_MORE, /* what follows the last row, a good part of it */
    PAGE_REST, /* all that follows the last row */
    PAGE_NEW   /* what has come since: before the first row */
};

/* To whom a page is told while it is being read, and what of it is wanted; used on the worker's
 * thread. */
struct page_sink {
    void (*append)(void *data, const void *row);
    void *data; /* for all of them */
    /* The next five only where the page is read in parts. Before the first row; in place of one,
     * from the first that this reading has told; and that *state is other than it was. */
    void (*prepend)(void *data, const void *row);
    void (*replace)(void *data, size_t index, const void *row);
    void (*tell)(void *data);
    void (*forget)(void *data);               /* the rows that are there are of no use any more */
    void (*progress)(void *data, size_t read); /* where rows come at the end only */
    bool (*stopped)(void *data); /* nobody waits for more of it; NULL: somebody does */
    enum page_part part;
    bool fresh;              /* nothing that was kept from before is to be trusted */
    void *state;             /* the page's own, of state_size: a copy until tell() */
    const void *first, *last; /* rows that are there, NULL: none */
};

struct change;
struct check_context;
struct check_list;
struct edit;
struct load;
struct model;

/* Functions by TABLE_CALL(). A list page may have settings, too: those that it can write. */
struct page_class {
    const char *name; /* word of `console --page=` */
    char digit;       /* its key in More */
    const char *title, *summary; /* marked: of the page, of its row in More */
    const char *help; /* of a list page's F1, marked, 3 to 8 lines; a form's rows have their own */
    /* List pages; else NULL. {0} behind the last column. */
    const struct column *columns;
    size_t row_size;
    /* On the worker's thread. What the BMC does not have, or does not tell, is a row that says so;
     * 1: there is more for PAGE_MORE; -1: the link failed, or reading was stopped. */
    int (*load)(struct bmc *bmc, const struct page_sink *sink, struct bmc_error *error);
    enum row_look (*look)(const void *row); /* NULL: all are plain */
    /* Where a row stands among the others: below 0 before, above 0 behind the other one; among
     * equals as they come. NULL: all stand as they come. */
    int (*order)(const void *one, const void *other);
    /* With order: whether both are the same thing, read at different times. */
    bool (*same)(const void *one, const void *other);
    /* What a page holds of itself beside its rows, all zero at first. 0: nothing. Each reading has
     * a copy; so where there is a pointer in it, the page says what follows from reading anew, from
     * a copy, and from its end, on any thread. */
    size_t state_size;
    void (*state_begin)(void *state);
    void (*state_hold)(void *state);
    void (*state_drop)(void *state);
    /* The row below the title; level 0: all of it, 1 to 3: less, for lack of room. NULL: none. */
    void (*headline)(const void *state, const struct page_window *window, int level,
                     char text[COLUMN_TEXT]);
    /* Below the list, of the row with the focus; NULL: its columns. */
    void (*full)(const void *row, char text[COLUMN_TEXT]);
    void (*details)(const void *state, const void *row, struct page_details *details); /* or NULL */
    /* A line in a file for a support desk, in English; NULL: its columns are enough. */
    void (*print_row)(FILE *file, const void *state, const void *row);
    /* Form pages: rows in the order of the screen, the hidden ones behind. */
    const struct setting *settings;
    unsigned rows, count; /* on the screen; all */
    /* Reads load->what, on the worker's thread: see core/load.h. */
    int (*read)(struct load *load);
    /* The rules between rows; each row's own are its type's. NULL: none. */
    void (*check)(const struct check_context *context, struct check_list *list);
    /* The text of a row has been entered: spells out into others what it says of them; or NULL. */
    void (*spell)(struct edit *edit, unsigned row);
    /* The number that is wanted, where that stands in another row's text; NULL: nowhere. */
    bool (*wanted)(const struct edit *edit, const struct model *model, unsigned row,
                   uint64_t *number);
    /* The row cannot be entered by what others say; NULL: never. */
    bool (*locked)(const struct edit *edit, const struct model *model, unsigned row);
    /* The words of the command that makes this change, "boot bios --always"; "": there is none.
     * NULL: all are made by `set` with their keys. */
    void (*command)(const struct change *change, char *text, size_t size);
};

/* A list, rather than a form. */
bool page_is_list(const struct page_class *page);
bool page_is_form(const struct page_class *page);

/* Adds a row in its place, if the page has an order, or at the end. Returns its index. */
size_t page_append(const struct page_class *page, struct list *list, const void *row);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a list page: on the heap, of one size, added as the BMC tells them. A row is the
 * page's own struct, without pointers; it belongs to the list.
 */
#ifndef BMCTUI_CORE_LIST_H
#define BMCTUI_CORE_LIST_H

#include <stddef.h>

struct list {
    size_t count;
    size_t room, row_size;
    unsigned char *rows;
};

/* row: row_size bytes; every row of a list has the same size. */
void list_append(struct list *list, const void *row, size_t row_size);
/* The same before the first; in place of one. */
void list_prepend(struct list *list, const void *row, size_t row_size);
void list_replace(struct list *list, size_t index, const void *row);
/* In the place that order() gives it: behind all that are not greater. Returns its index. */
size_t list_insert(struct list *list, const void *row, size_t row_size,
                   int (*order)(const void *one, const void *other));
/* Valid until the next is added. */
const void *list_row(const struct list *list, size_t index);
/* Empties it and frees what it holds. */
void list_release(struct list *list);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a list page: on the heap, of one size, appended as the BMC tells them. A row is the
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
/* Valid until the next is appended. */
const void *list_row(const struct list *list, size_t index);
/* Empties it and frees what it holds. */
void list_release(struct list *list);

#endif

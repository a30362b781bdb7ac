/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

static unsigned char *list_make_room(struct list *list, size_t row_size)
{
    assert(list->count == 0 || list->row_size == row_size);
    list->row_size = row_size;
    if (list->count == list->room) {
        list->room = list->room * 2 + 16;
        list->rows = xrealloc(list->rows, list->room * row_size);
    }
    return list->rows + list->count++ * row_size;
}

void list_append(struct list *list, const void *row, size_t row_size)
{
    memcpy(list_make_room(list, row_size), row, row_size);
}

void list_prepend(struct list *list, const void *row, size_t row_size)
{
    unsigned char *last = list_make_room(list, row_size);

    memmove(list->rows + row_size, list->rows, (size_t)(last - list->rows));
    memcpy(list->rows, row, row_size);
}

size_t list_insert(struct list *list, const void *row, size_t row_size,
                   int (*order)(const void *one, const void *other))
{
    size_t index = list->count;
    unsigned char *at = list_make_room(list, row_size);

    for (; index > 0 && order(at - row_size, row) > 0; index--)
        at -= row_size;
    memmove(at + row_size, at, (list->count - 1 - index) * row_size);
    memcpy(at, row, row_size);
    return index;
}

void list_replace(struct list *list, size_t index, const void *row)
{
    assert(index < list->count);
    memcpy(list->rows + index * list->row_size, row, list->row_size);
}

const void *list_row(const struct list *list, size_t index)
{
    assert(index < list->count);
    return list->rows + index * list->row_size;
}

void list_release(struct list *list)
{
    free(list->rows);
    *list = (struct list){.rows = NULL};
}

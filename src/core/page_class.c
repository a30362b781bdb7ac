/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/page_class.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void page_detail(struct page_details *details, const char *label, const char *format, ...)
{
    struct page_detail *detail = &details->of[details->count];
    va_list arguments;

    assert(details->count < PAGE_DETAILS);
    details->count++;
    snprintf(detail->label, sizeof detail->label, "%s", label);
    va_start(arguments, format);
    vsnprintf(detail->value, sizeof detail->value, format, arguments);
    va_end(arguments);
}

bool page_is_list(const struct page_class *page)
{
    return page->columns != NULL;
}

bool page_is_form(const struct page_class *page)
{
    return page->columns == NULL && page->settings != NULL;
}

size_t page_append(const struct page_class *page, struct list *list, const void *row)
{
    if (page->order != NULL)
        return list_insert(list, row, page->row_size, page->order);
    list_append(list, row, page->row_size);
    return list->count - 1;
}

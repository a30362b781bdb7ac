/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an edit changes, field by field, as the review shows it.
 */
#ifndef BMCTUI_CORE_DIFF_H
#define BMCTUI_CORE_DIFF_H

#include "core/edit.h"

struct diff_row {
    enum field_id field;
    char old_text[VALUE_TEXT]; /* "" for a secret */
    char new_text[VALUE_TEXT]; /* a secret: "will be changed (user 2 ADMIN)" */
};

struct diff {
    size_t count;
    struct diff_row changes[FIELD_COUNT]; /* in screen order */
};

/* An IP source of BIOS that becomes static is a change of FIELD_IP_SOURCE; yes <-> no is one of
 * FIELD_DHCP. */
void diff_make(struct diff *diff, const struct edit *edit, const struct page *page);
/* "Label: old -> new", translated. Returns line. */
const char *diff_print(const struct diff_row *change, char *line, size_t size);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an edit changes, row by row, as the review shows it.
 */
#ifndef BMCTUI_CORE_DIFF_H
#define BMCTUI_CORE_DIFF_H

#include "core/edit.h"

struct diff_row {
    unsigned row;
    const struct setting *setting;
    char old_text[VALUE_TEXT]; /* "" for a secret */
    char new_text[VALUE_TEXT]; /* a secret: "will be changed (user 2 ADMIN)" */
};

struct diff {
    size_t count;
    struct diff_row changes[MODEL_ROWS]; /* in screen order */
};

/* An IP source of BIOS that becomes static is a change of the source; yes <-> no is one of the tick
 * box over it. */
void diff_make(struct diff *diff, const struct edit *edit, const struct model *model);
/* "Label: old -> new", translated. Returns line. */
const char *diff_print(const struct diff_row *change, char *line, size_t size);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a save writes, row by row, as the review shows it: what differs, and what is written again
 * beside it.
 */
#ifndef BMCTUI_CORE_DIFF_H
#define BMCTUI_CORE_DIFF_H

#include "core/edit.h"
#include "core/plan.h"

#define DIFF_ROWS ((size_t)CHANGES_MAX + 1) /* each change, and the password */

struct diff_row {
    unsigned row; /* of the page, for diff_make() */
    const struct setting *setting;
    char label[PLAN_LABEL]; /* translated */
    char old_text[VALUE_TEXT]; /* "-" for a secret */
    char new_text[VALUE_TEXT]; /* a secret: "new, for user 2 ADMIN" */
    bool again;                /* the BMC holds it already */
};

struct diff {
    size_t count;
    struct diff_row rows[DIFF_ROWS]; /* in screen order */
};

/* An IP source of BIOS that becomes static is a change of the source; yes <-> no is one of the tick
 * box over it. plan: what comes of the edit. */
void diff_make(struct diff *diff, const struct edit *edit, const struct model *model,
               const struct plan *plan);
/* The same of a plan of changes, in its order. */
void diff_of_plan(struct diff *diff, const struct plan *plan);
/* What stands behind the columns: "written again", translated, or "". */
const char *diff_remark(const struct diff_row *row);

#endif

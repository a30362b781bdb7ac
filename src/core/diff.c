/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diff.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

static void describe_dhcp(struct diff_row *change, const struct edit *edit, const struct page *page)
{
    page_text(page, FIELD_DHCP, change->old_text);
    snprintf(change->new_text, VALUE_TEXT, "%s", edit_dhcp(edit, page) ? _("yes") : _("no"));
}

static void describe_password(struct diff_row *change, const struct edit *edit,
                              const struct page *page)
{
    uint8_t id = edit_user(edit, page);
    const struct page_user *user = page_user(page, id);

    if (user != NULL)
        snprintf(change->new_text, VALUE_TEXT, _("will be changed (user %u %s)"), (unsigned)id,
                 user->name);
    else
        snprintf(change->new_text, VALUE_TEXT, _("will be changed (user %u)"), (unsigned)id);
}

static void describe(struct diff_row *change, const struct edit *edit, const struct page *page,
                     const struct lan *wanted)
{
    const struct setting *field = field_get(change->field);

    if (field_id(field) == FIELD_DHCP) {
        describe_dhcp(change, edit, page);
    } else if (field_id(field) == FIELD_PASSWORD) {
        describe_password(change, edit, page);
    } else {
        field_print_item(field_item(field_id(field)), page_lan(page), change->old_text);
        field_print_item(field_item(field_id(field)), wanted, change->new_text);
    }
}

void diff_make(struct diff *diff, const struct edit *edit, const struct page *page)
{
    struct lan wanted;

    memset(diff, 0, sizeof *diff);
    edit_wanted(edit, page, &wanted);
    for (enum field_id field = 0; field < FIELD_COUNT; field++) {
        struct diff_row *change = &diff->changes[diff->count];

        /* Confirm Password changes nothing in the BMC. */
        if (field == FIELD_CONFIRM || !edit_changed(edit, page, field))
            continue;
        change->field = field;
        describe(change, edit, page, &wanted);
        diff->count++;
    }
}

const char *diff_print(const struct diff_row *change, char *line, size_t size)
{
    const char *label = field_label(change->field);

    if (field_get(change->field)->kind == SETTING_SECRET)
        snprintf(line, size, "%s: %s", label, change->new_text);
    else
        snprintf(line, size, "%s: %s -> %s", label, change->old_text, change->new_text);
    return line;
}

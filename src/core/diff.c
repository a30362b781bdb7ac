/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diff.h"

#include <stdio.h>

#include "base/i18n.h"

static void describe_password(struct diff_row *change, const struct edit *edit,
                              const struct model *model)
{
    uint8_t id = edit_user(edit, model);
    const struct model_user *user = model_user(model, id);

    change->old_text[0] = '\0';
    if (user != NULL)
        snprintf(change->new_text, VALUE_TEXT, _("will be changed (user %u %s)"), (unsigned)id,
                 user->name);
    else
        snprintf(change->new_text, VALUE_TEXT, _("will be changed (user %u)"), (unsigned)id);
}

void diff_make(struct diff *diff, const struct edit *edit, const struct model *model)
{
    diff->count = 0;
    for (unsigned row = 0; row < model->page->rows; row++) {
        const struct setting *setting = model_setting(model, row);
        struct diff_row *change = &diff->changes[diff->count];
        struct value wanted;

        /* Confirm Password changes nothing in the BMC. */
        if ((setting->flags & SETTING_AGAIN) != 0 || !edit_changed(edit, model, row))
            continue;
        diff->count++;
        change->row = row;
        change->setting = setting;
        if (setting->kind == SETTING_SECRET) {
            describe_password(change, edit, model);
            continue;
        }
        wanted = edit_wanted(edit, model, row);
        value_print(setting->type, model_value(model, row), change->old_text);
        value_print(setting->type, &wanted, change->new_text);
    }
}

const char *diff_print(const struct diff_row *change, char *line, size_t size)
{
    const char *label = setting_label(change->setting);

    if (change->setting->kind == SETTING_SECRET)
        snprintf(line, size, "%s: %s", label, change->new_text);
    else
        snprintf(line, size, "%s: %s -> %s", label, change->old_text, change->new_text);
    return line;
}

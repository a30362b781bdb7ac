/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diff.h"

#include <assert.h>
#include <stdio.h>

#include "base/i18n.h"

static void diff_print_password(struct diff_row *row, const struct edit *edit,
                                const struct model *model)
{
    uint8_t id = edit_user(edit, model);
    const struct model_user *user = model_user(model, id);

    snprintf(row->old_text, VALUE_TEXT, "-");
    if (user != NULL)
        snprintf(row->new_text, VALUE_TEXT, _("new, for user %u %s"), (unsigned)id, user->name);
    else
        snprintf(row->new_text, VALUE_TEXT, _("new, for user %u"), (unsigned)id);
}

/* What hangs on a new source is written, equal or not. */
static bool diff_again(const struct plan *plan, const struct setting *setting)
{
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (change->setting == setting)
            return change->write && change_reached(change, GOAL_WANTED, &change->old);
    }
    return false;
}

/* A part that follows from the edit of another is written with it. */
static bool diff_part(const struct edit *edit, const struct model *model, unsigned row)
{
    const struct setting *setting = model_setting(model, row);
    struct value wanted;

    if ((setting->flags & SETTING_PART) == 0 || setting->kind != SETTING_CHOICE ||
        !model_known(model, row))
        return false;
    wanted = edit_wanted(edit, model, model_source_row(model->page, row));
    return !value_same(setting->type, &wanted, model_value(model, row));
}

void diff_make(struct diff *diff, const struct edit *edit, const struct model *model,
               const struct plan *plan)
{
    diff->count = 0;
    for (unsigned i = 0; i < model->page->rows; i++) {
        const struct setting *setting = model_setting(model, i);
        struct diff_row *row = &diff->rows[diff->count];
        struct value wanted;
        bool again = diff_again(plan, setting), part = diff_part(edit, model, i);

        /* Confirm Password changes nothing in the BMC. */
        if ((setting->flags & SETTING_AGAIN) != 0 ||
            !(again || part || edit_changed(edit, model, i)))
            continue;
        diff->count++;
        *row = (struct diff_row){.row = i, .setting = setting, .again = again};
        snprintf(row->label, sizeof row->label, "%s", setting_label(setting));
        if (setting->kind == SETTING_SECRET) {
            diff_print_password(row, edit, model);
            continue;
        }
        wanted = edit_wanted(edit, model,
                             (setting->flags & SETTING_PART) != 0
                                 ? model_source_row(model->page, i)
                                 : i);
        value_print(setting->type, model_value(model, i), row->old_text);
        value_print(setting->type, &wanted, row->new_text);
    }
}

/* --- without a page -------------------------------------------------------- */

static struct diff_row *diff_add(struct diff *diff, const struct plan *plan,
                                 const struct change *change)
{
    struct diff_row *row = &diff->rows[diff->count++];

    assert(diff->count <= DIFF_ROWS);
    *row = (struct diff_row){.row = 0};
    if (change == NULL)
        return row;
    row->setting = change->setting;
    plan_change_label(plan, change, row->label);
    return row;
}

static void diff_add_values(struct diff *diff, const struct plan *plan,
                            const struct change *change, const struct setting *setting)
{
    struct diff_row *row;

    if (setting != change->setting && value_same(setting->type, &change->old, &change->wanted))
        return;
    row = diff_add(diff, plan, change);
    if (setting != change->setting)
        snprintf(row->label, sizeof row->label, "%s", setting_label(setting));
    row->again = setting == change->setting && value_told(setting->type, &change->old) &&
                 change_reached(change, GOAL_WANTED, &change->old);
    value_print(setting->type, &change->old, row->old_text);
    value_print(setting->type, &change->wanted, row->new_text);
}

static void diff_add_password(struct diff *diff, const struct plan *plan)
{
    struct diff_row *row = diff_add(diff, plan, NULL);
    unsigned user = plan->user;

    snprintf(row->label, sizeof row->label, "%s", _("Password"));
    snprintf(row->old_text, VALUE_TEXT, "-");
    if (plan->password_kind == PASSWORD_THROWN)
        snprintf(row->new_text, VALUE_TEXT, "%s", _("random, known to no one"));
    else if (plan->user_name[0] != '\0')
        snprintf(row->new_text, VALUE_TEXT, _("new, for user %u %s"), user, plan->user_name);
    else
        snprintf(row->new_text, VALUE_TEXT, _("new, for user %u"), user);
}

void diff_of_plan(struct diff *diff, const struct plan *plan)
{
    diff->count = 0;
    for (size_t i = 0; i < plan->changes.count; i++) {
        const struct change *change = &plan->changes.items[i];

        if (!change->write)
            continue;
        if (change->setting->part_count == 0)
            diff_add_values(diff, plan, change, change->setting);
        for (unsigned part = 0; part < change->setting->part_count; part++)
            diff_add_values(diff, plan, change, &change->setting->parts[part]);
    }
    if (plan->password != NULL)
        diff_add_password(diff, plan);
}

const char *diff_remark(const struct diff_row *row)
{
    return row->again ? _("written again") : "";
}

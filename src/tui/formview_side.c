/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The right side of a form page, where there is room for it: what has the focus, what SAVE would
 * write, what follows from that, and the command that does the same.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/diff.h"
#include "core/password.h"
#include "tui/command.h"
#include "tui/formview.h"

#define GAP       2 /* behind the line, and before what is indented */
#define HEAD_ROWS 2 /* an empty one, and the name */

/* Where the next row goes; drawn only while that is before end. */
struct side {
    struct screen *screen;
    int row, end, col, cols;
    bool drawn; /* false: only measured */
};

/* What a save of the form as it is would do. */
struct side_save {
    struct plan plan;
    struct diff diff;
    struct follows follows;
    char command[COMMAND_LINE];
};

/* --- what has the focus ---------------------------------------------------- */

void formview_print_explanation(const struct formview *form, const struct app *app,
                                const char **name, char text[FORMVIEW_EXPLANATION])
{
    const struct formview_action *button = formview_button(form);
    int row = formview_focus(form);
    char rules[300];

    if (button != NULL) {
        *name = _(button->button);
        snprintf(text, FORMVIEW_EXPLANATION, "%s", _(button->explain));
        return;
    }
    *name = setting_label(formview_setting(form, row));
    snprintf(text, FORMVIEW_EXPLANATION, "%s", _(formview_setting(form, row)->explain));
    if (formview_is_secret(form, row) &&
        (formview_setting(form, row)->flags & SETTING_AGAIN) == 0)
        text_append(text, FORMVIEW_EXPLANATION, " ", "%s",
                    password_rules_text(app->settings->password_policy, rules, sizeof rules));
}

/* --- rows ------------------------------------------------------------------ */

static void side_line(struct side *side, int indent, enum role role, const char *text)
{
    const char *next = text;
    size_t bytes;

    while (next != NULL && *next != '\0') {
        text = next;
        bytes = text_wrap(text, side->cols - indent, &next);
        if (side->drawn && side->row < side->end)
            screen_format(side->screen, side->row, side->col + indent, role, "%.*s", (int)bytes,
                          text);
        side->row++;
    }
}

/* A name, and the line behind it; before it an empty row. */
static void side_head(struct side *side, bool first, const char *name)
{
    int col = side->col + text_columns(name) + 1;

    side->row += first ? 0 : 1;
    if (side->drawn && side->row < side->end)
        screen_rule(side->screen, side->row, col, side->col + side->cols);
    side_line(side, 0, ROLE_SECTION, name);
}

/* --- its parts ------------------------------------------------------------- */

/* Beside their labels where all of them fit there. */
static void side_add_changes(struct side *side, const struct diff *diff)
{
    int label = 0, value = 0, columns;

    for (size_t i = 0; i < diff->count; i++) {
        columns = text_columns(setting_label(diff->rows[i].setting)) + GAP;
        label = columns > label ? columns : label;
        columns = text_columns(diff->rows[i].new_text);
        value = columns > value ? columns : value;
    }
    side_head(side, false, _("SAVE would write"));
    for (size_t i = 0; i < diff->count; i++) {
        side_line(side, 0, ROLE_TEXT, setting_label(diff->rows[i].setting));
        side->row -= label + value <= side->cols ? 1 : 0;
        side_line(side, label + value <= side->cols ? label : GAP, ROLE_TEXT,
                  diff->rows[i].new_text);
    }
}

/* What has no room is left out as a whole. */
static bool side_fits(const struct side *side, int indent, const char *text, int more)
{
    struct side measured = *side;

    measured.drawn = false;
    side_line(&measured, indent, ROLE_TEXT, text);
    return measured.row + more <= side->end;
}

static void side_add_follows(struct side *side, const struct side_save *save)
{
    const struct follows *follows = &save->follows;

    if (follows->count == 0 || !side_fits(side, GAP, follows->texts[0], HEAD_ROWS))
        return;
    side_head(side, false, _("What follows"));
    for (size_t i = 0; i < follows->count && side_fits(side, GAP, follows->texts[i], 0); i++) {
        if (side->drawn)
            screen_text(side->screen, side->row, side->col, ROLE_WARNING, "!");
        side_line(side, GAP, ROLE_WARNING, follows->texts[i]);
    }
}

static void side_add_command(struct side *side, const struct side_save *save)
{
    if (save->command[0] == '\0' || !side_fits(side, 0, save->command, HEAD_ROWS))
        return;
    side_head(side, false, _("The same by command"));
    side_line(side, 0, ROLE_NOTE, save->command);
}

/* --- all of it ------------------------------------------------------------- */

/* Without what cannot be written. false: there was such. */
static bool side_drop_errors(const struct formview *form, struct diff *diff)
{
    size_t all = diff->count;

    diff->count = 0;
    for (size_t i = 0; i < all; i++)
        if (!form->rows[diff->rows[i].row].marked || !form->rows[diff->rows[i].row].error)
            diff->rows[diff->count++] = diff->rows[i];
    return diff->count == all;
}

/* false: nothing would be written. */
static bool side_make_save(const struct formview *form, const struct app *app,
                           struct side_save *save)
{
    bool cuts;

    if (model_channel(app->model) == NULL || !edit_dirty(app->edit, app->model))
        return false;
    command_plan(app, app->model, 0, &save->plan);
    cuts = command_cuts_link(app, &save->plan, 0);
    diff_make(&save->diff, app->edit, app->model, &save->plan);
    follows_make(&save->follows, &save->plan, cuts);
    save->command[0] = '\0';
    if (side_drop_errors(form, &save->diff))
        command_text(app, &save->plan, cuts, 0, save->command);
    return save->diff.count > 0;
}

static void side_add_save(struct side *side, const struct side_save *save)
{
    side_add_changes(side, &save->diff);
    side_add_follows(side, save);
    side_add_command(side, save);
}

/* In full where there is room for it beside so many other rows, else its help alone. */
static void side_add_focus(struct side *side, const struct formview *form, const struct app *app,
                           int others)
{
    const struct formview_action *button = formview_button(form);
    struct side measured = *side;
    char text[FORMVIEW_EXPLANATION];
    const char *name, *help;

    formview_print_explanation(form, app, &name, text);
    help = button != NULL ? button->help : formview_setting(form, formview_focus(form))->help;
    measured.drawn = false;
    side_head(&measured, true, name);
    side_line(&measured, 0, ROLE_TEXT, text);
    side_head(side, true, name);
    side_line(side, 0, ROLE_TEXT, measured.row + others <= side->end ? text : _(help));
}

void formview_draw_side(const struct formview *form, struct app *app, int top, int end)
{
    struct side side = {.screen = app->screen,
                        .row = top,
                        .end = end,
                        .col = SCREEN_COLS + GAP,
                        .cols = screen_cols(app->screen) - SCREEN_COLS - GAP - 1,
                        .drawn = true};
    struct side measured = side;
    struct side_save save;
    bool saves = side_make_save(form, app, &save);

    measured.drawn = false;
    if (saves)
        side_add_save(&measured, &save);
    side_add_focus(&side, form, app, measured.row - top);
    if (saves)
        side_add_save(&side, &save);
    if (side.row < top + form->board.row)
        side.row = top + form->board.row;
    for (int row = top; row < side.row && row < end; row++)
        screen_upright(app->screen, row, SCREEN_COLS);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a form page: what they are, and whether they are good.
 */
#include "tui/formview.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/controller.h"

#define NOTICE_MS    3000
#define TEXT_WIDTH   18
#define SECRET_WIDTH 20
#define NARROW_WIDTH 16
#define ROOM         2 /* columns behind what is right */
#define VALUE_COL        23
#define VALUE_COL_MOST   36 /* for translations */
#define VALUE_COL_NARROW 21

const struct setting *formview_setting(const struct formview *form, int row)
{
    return row < 0 || row >= (int)form->page->class->rows ? NULL
                                                          : &form->page->class->settings[row];
}

bool formview_is_secret(const struct formview *form, int row)
{
    const struct setting *setting = formview_setting(form, row);

    return setting != NULL && setting->kind == SETTING_SECRET;
}

bool formview_chooses_page(const struct setting *setting)
{
    return setting->choice == CHOICE_TARGET || setting->choice == CHOICE_CHANNEL;
}

bool formview_locked(const struct formview *form, const struct app *app, int row)
{
    if (app_read_only(app) && !formview_chooses_page(formview_setting(form, row)))
        return true;
    return edit_locked(app->edit, app->model, row);
}

bool formview_row_shown(const struct formview *form, const struct app *app, int row)
{
    return formview_setting(form, row)->choice != CHOICE_TARGET || controller_shown(app);
}

bool formview_focusable(const struct formview *form, const struct app *app, int row)
{
    return formview_row_shown(form, app, row) && !formview_locked(form, app, row);
}

/* Ids on the board: rows from 1 on, actions behind them. */
int formview_focus(const struct formview *form)
{
    int row = form->board.focus - 1;

    return formview_setting(form, row) != NULL ? row : -1;
}

const struct formview_action *formview_button(const struct formview *form)
{
    return formview_focus(form) >= 0
               ? NULL
               : &form->page->actions[form->board.focus - (int)form->page->class->rows - 1];
}

bool formview_offers(struct app *app, const struct formview_action *action)
{
    if (action->offered != NULL && !action->offered(app))
        return false;
    return action->where == ANYWHERE || (action->where == LOCKABLE) == app->lock.used ||
           (action->where == SHOWING && app->settings->locked_show_password);
}

const struct formview_action *formview_action(const struct formview *form, struct app *app,
                                              enum key_code key)
{
    const struct formview_action *action = form->page->actions;

    for (int i = 0; i < form->page->action_count; i++, action++)
        if (action->key == key && key != K_NONE && formview_offers(app, action))
            return action;
    return NULL;
}

int formview_width(const struct formview *form, int row)
{
    const struct setting *setting = formview_setting(form, row);
    int wanted = (int)setting->type->length + (form->narrow ? 0 : ROOM);
    int most = form->narrow                        ? NARROW_WIDTH
               : setting->kind == SETTING_SECRET ? SECRET_WIDTH
                                                   : TEXT_WIDTH;

    return wanted < most ? wanted : most;
}

void formview_notice(struct formview *form, struct app *app, const char *text)
{
    snprintf(form->notice, sizeof form->notice, "%s", text);
    form->notice_ms = app_now(app) + NOTICE_MS;
    app_beep(app);
}

/* Values begin as far right as the longest label wants. */
static int formview_value_col(const struct formview *form)
{
    const struct page_class *class = form->page->class;
    int col = VALUE_COL, wanted;

    if (form->narrow)
        return VALUE_COL_NARROW;
    for (unsigned row = 0; row < class->rows; row++) {
        wanted = form->label_col + text_columns(setting_label(&class->settings[row])) + 1;
        if (wanted > col)
            col = wanted;
    }
    return col < VALUE_COL_MOST ? col : VALUE_COL_MOST;
}

void formview_arrange(struct formview *form, struct app *app)
{
    int rows = screen_rows(app->screen);

    form->narrow = screen_narrow(app->screen);
    form->whole = form->gap = rows >= SCREEN_ROWS && !form->narrow;
    form->air = form->whole && rows >= FORMVIEW_AIR_ROWS;
    form->label_col = form->narrow ? 1 : 2;
    form->col = formview_value_col(form);
}

/* --- checks and their marks ------------------------------------------------ */

struct check_context formview_checks(const struct app *app)
{
    return (struct check_context){
        .model = app->model,
        .edit = app->edit,
        .policy = app->settings->password_policy,
        .confirm_needed = true,
        .link_encrypted = !app->link.open || app->link.encrypted,
    };
}

/* An error wins over a warning. */
void formview_raise(struct formview *form, const struct check_list *list)
{
    const struct check_item *item;
    struct formview_row *row;

    for (size_t i = 0; i < list->count; i++) {
        item = check_find(list, list->items[i].row);
        row = &form->rows[item->row];
        row->marked = true;
        row->error = item->error;
        snprintf(row->sentence, sizeof row->sentence, "%s", item->sentence);
    }
}

/* Typing never raises an error, nor changes the sentence that is being read. */
void formview_check(struct formview *form, struct app *app)
{
    struct check_context context = formview_checks(app);
    const struct check_item *item;
    struct check_list list;

    check_clear(&list);
    check_all(&context, &list);
    for (int row = 0; row < (int)form->page->class->rows; row++) {
        item = check_find(&list, row);
        if (item == NULL || (form->rows[row].error && !item->error))
            form->rows[row].marked = false;
    }
}

void formview_chosen(struct formview *form, struct app *app, int row)
{
    struct check_context context = formview_checks(app);
    struct check_list list;

    check_clear(&list);
    check_row(&context, (unsigned)row, &list);
    check_between(&context, &list);
    formview_raise(form, &list);
}

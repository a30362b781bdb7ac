/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a form page: what they are, whether they are good, and how they stand on the board.
 */
#include "tui/formview.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "tui/controller.h"

#define NOTICE_MS 3000

#define TEXT_WIDTH       18
#define SECRET_WIDTH     20
#define NARROW_WIDTH     16
#define LINE_WIDTH       24 /* of a line that follows from other rows */
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

static bool formview_row_shown(const struct formview *form, const struct app *app, int row)
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

bool formview_offers(const struct app *app, const struct formview_action *action)
{
    return action->where == ANYWHERE || (action->where == LOCKABLE) == app->lock.used ||
           (action->where == SHOWING && app->settings->locked_show_password);
}

const struct formview_action *formview_action(const struct formview *form, const struct app *app,
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
    int most = form->narrow ? NARROW_WIDTH : TEXT_WIDTH;

    if (setting->kind == SETTING_SECRET && !form->narrow)
        most = SECRET_WIDTH;
    return (int)setting->type->length < most ? (int)setting->type->length : most;
}

void formview_notice(struct formview *form, struct app *app, const char *text)
{
    snprintf(form->notice, sizeof form->notice, "%s", text);
    form->notice_ms = app_now(app) + NOTICE_MS;
    app_beep(app);
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
static void formview_check(struct formview *form, struct app *app)
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

/* --- rows on the board ----------------------------------------------------- */

/* "1  802.3 LAN  00:25:90:ab:cd:ef" without its last part. */
static void formview_drop_mac(char text[VALUE_TEXT])
{
    char *first = strstr(text, "  "), *last = first == NULL ? NULL : strstr(first + 2, "  ");

    if (last != NULL)
        *last = '\0';
}

static const char *formview_text(const struct formview *form, const struct app *app, int row,
                                 char text[VALUE_TEXT])
{
    const struct setting *setting = formview_setting(form, row);

    if (setting->choice == CHOICE_TARGET)
        return controller_text(app, text);
    if ((setting->flags & SETTING_LIGHT) != 0 && app->light.known == VALUE_KNOWN)
        return value_word_text(setting->type, app->light.state);
    edit_text(app->edit, app->model, row, text);
    if (setting->choice == CHOICE_CHANNEL && form->narrow)
        formview_drop_mac(text);
    return text;
}

/* Behind the value. */
static void formview_add_mark(struct formview *form, struct app *app, int row)
{
    if (form->rows[row].marked && form->rows[row].error)
        board_put(&form->board, ROLE_ERROR, form->board.col, "!");
    else if (edit_changed(app->edit, app->model, row))
        board_put(&form->board, ROLE_EDITED, form->board.col, "*");
}

static void formview_add_typed(struct formview *form, struct app *app, int row)
{
    struct formview_row *field = &form->rows[row];
    struct board_item *item = board_add(&form->board, BOARD_LINE, row + 1, form->col, "");

    item->form = field->form;
    item->width = formview_width(form, row);
    if (item->form == NULL) {
        field->line.hidden = !form->shown;
        item->line = &field->line;
        item->secret = form->shown && secret_length(field->line.text) > 0;
    } else if (edit_changed(app->edit, app->model, row)) {
        item->role = ROLE_CHANGED;
    }
    form->board.col = form->col + item->width + 2;
}

static void formview_add_choice(struct formview *form, struct app *app, int row, const char *text)
{
    char shown[VALUE_TEXT + 2];

    snprintf(shown, sizeof shown, "<%.*s>",
             (int)text_fit(text, screen_cols(app->screen) - form->col - 3), text);
    board_add(&form->board, BOARD_BOX, row + 1, form->col, shown);
}

static bool formview_is_ticked(const struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    uint64_t number;

    return setting->kind == SETTING_CHECK && edit_number(app->edit, app->model, row, &number) &&
           number == setting->type->words[0].number;
}

/* The last frame of a terminal that may keep it shows nothing of a secret, not even its length. */
static void formview_add_value(struct formview *form, struct app *app, int row, int col)
{
    enum setting_kind kind = formview_setting(form, row)->kind;
    bool on = formview_is_ticked(form, app, row);
    char text[VALUE_TEXT] = "";

    if (formview_locked(form, app, row)) {
        if (kind == SETTING_CHECK)
            board_put(&form->board, ROLE_LOCKED, col, on ? _("yes") : _("no"));
        else if (kind != SETTING_SECRET)
            board_put(&form->board, ROLE_LOCKED, col, formview_text(form, app, row, text));
    } else if (kind == SETTING_CHOICE) {
        formview_add_choice(form, app, row, formview_text(form, app, row, text));
    } else if (kind == SETTING_SECRET && app->hide) {
        board_add(&form->board, BOARD_BOX, row + 1, form->col, "");
    } else {
        if (kind == SETTING_CHECK)
            board_add(&form->board, BOARD_BOX, row + 1, form->col, on ? "[x]" : "[ ]");
        else
            formview_add_typed(form, app, row);
        formview_add_mark(form, app, row);
    }
}

/* "/24" behind a netmask, "from DHCP" behind the tick. */
static void formview_add_beside(struct formview *form, struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    char text[VALUE_TEXT];
    uint64_t number;

    if (setting->lease != NULL && formview_is_ticked(form, app, row) &&
        !formview_locked(form, app, row))
        board_put(&form->board, ROLE_LABEL, form->col + 5, _(setting->lease->ticked));
    if ((setting->flags & SETTING_PREFIX) == 0 || form->narrow ||
        !value_parse(setting->type, edit_text(app->edit, app->model, row, text), &number))
        return;
    snprintf(text, sizeof text, "/%d", ipv4_prefix((uint32_t)number));
    board_put(&form->board, ROLE_LABEL, form->col + formview_width(form, row) + 4, text);
}

/* Where there is little room, a label that is too long for its column has a row of its own, and so
 * has that of a line which is too long behind it. */
static bool formview_has_label_row(const struct formview *form, const struct app *app,
                                   const struct setting *setting)
{
    return form->narrow &&
           (text_columns(setting_label(setting)) > form->col - form->label_col ||
            (setting->derive != NULL && screen_cols(app->screen) < form->col + 1 + LINE_WIDTH));
}

static void formview_add_row(struct formview *form, struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    bool label_row = formview_has_label_row(form, app, setting);
    struct board *board = &form->board;
    size_t before = board->item_count;

    board_clipped(board, ROLE_LABEL, form->label_col,
                  label_row ? SCREEN_COLS : form->col - form->label_col, setting_label(setting));
    if (label_row)
        board_next(board);
    formview_add_value(form, app, row,
                       label_row && setting->kind == SETTING_LINE ? form->label_col + 2
                                                                  : form->col + 1);
    if (board->item_count > before)
        board->items[before].above = label_row;
    formview_add_beside(form, app, row);
    board_next(board);
}

static void formview_fill(struct formview *form, struct app *app)
{
    const struct formview_action *actions = form->page->actions;
    const struct page_class *class = form->page->class;
    struct board *board = &form->board;
    const char *section = "", *before;

    board_begin(board, app->screen);
    for (int row = 0; row < (int)class->rows; row++) {
        before = section;
        section = setting_section(&class->settings[row]);
        if (strcmp(section, before) != 0)
            board_section(board, section);
        if (formview_row_shown(form, app, row))
            formview_add_row(form, app, row);
        else if (form->whole)
            board_next(board);
    }
    for (int i = 0; i < form->page->action_count; i++)
        if (actions[i].button != NULL && formview_offers(app, &actions[i]))
            board_button(board, (int)class->rows + 1 + i, _(actions[i].button));
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
    form->narrow = screen_narrow(app->screen);
    form->whole = screen_rows(app->screen) >= SCREEN_ROWS && !form->narrow;
    form->label_col = form->narrow ? 1 : 2;
    form->col = formview_value_col(form);
}

/* The row behind the last is the first button. */
void formview_go(struct formview *form, int row)
{
    board_focus(&form->board, row + 1);
    if (formview_is_secret(form, row))
        line_arrive(&form->rows[row].line);
    else if (form->rows[row].form != NULL)
        form_arrive(form->rows[row].form);
}

/* A focus that cannot stay, as its row is locked by now, goes on to the next one. */
static void formview_move_focus_on(struct formview *form, struct app *app)
{
    int row = formview_focus(form), next = row;

    while (formview_setting(form, next) != NULL && !formview_focusable(form, app, next))
        next++;
    if (next != row)
        formview_go(form, next);
}

void formview_refresh(struct formview *form, struct app *app)
{
    char text[VALUE_TEXT];

    for (int row = 0; row < MODEL_ROWS; row++)
        if (form->rows[row].form != NULL)
            form_set(form->rows[row].form, edit_text(app->edit, app->model, row, text));
    formview_move_focus_on(form, app);
    if (!formview_is_secret(form, formview_focus(form)))
        form->shown = false;
    formview_check(form, app);
    formview_arrange(form, app);
    formview_fill(form, app);
    if (form->whole && form->board.row >= FORMVIEW_WHOLE_ROWS) { /* buttons in several rows */
        form->whole = false;
        formview_fill(form, app);
    }
}

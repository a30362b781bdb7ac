/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the rows of a form page stand on the board: label, value, mark, and what is said beside it.
 */
#include "tui/formview.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/ipv4.h"
#include "base/text.h"
#include "tui/controller.h"

#define LINE_WIDTH       24 /* of a line that follows from other rows */
#define BESIDE_COL       42 /* of a second label in a row, */
#define BESIDE_VALUE_COL 60 /* and of its value */
#define TICK_WIDTH       3
#define REMARK_GAP       2

/* "1  802.3 LAN  00:25:90:ab:cd:ef" without its last part. */
static void formview_drop_mac(char text[VALUE_TEXT])
{
    char *first = strstr(text, "  "), *last = first == NULL ? NULL : strstr(first + 2, "  ");

    if (last != NULL)
        *last = '\0';
}

/* What stands behind the word of a choice. */
static void formview_drop_remark(const struct app *app, int row, char text[VALUE_TEXT])
{
    const struct setting *setting = model_setting(app->model, row);
    size_t length = strlen(text), behind;
    uint64_t number;

    if (!edit_number(app->edit, app->model, row, &number))
        return;
    behind = strlen(setting->remark(app->model, number));
    if (behind < length && strcmp(text + length - behind, setting->remark(app->model, number)) == 0)
        text[length - behind] = '\0';
}

static bool formview_is_missing(const struct app *app, int row)
{
    return !model_known(app->model, row) && !app->edit->texts[row].typed;
}

/* What is missing is not asked for any more. */
static bool formview_gave_up(const struct app *app)
{
    return app->load_job == 0 && app->load_error.kind != ERROR_NONE;
}

static const char *formview_missing_text(const struct app *app)
{
    return formview_gave_up(app) ? _("not read") : "...";
}

/* What the next save makes the BMC lease, and it has not leased yet. */
static bool formview_will_be_leased(const struct formview *form, const struct app *app, int row)
{
    unsigned box = model_row_with(app->model->page, SETTING_VIEW);

    return (formview_setting(form, row)->flags & SETTING_LEASED) != 0 &&
           edit_leased(app->edit, app->model) && edit_changed(app->edit, app->model, box);
}

static const struct setting_lease *formview_lease(const struct app *app)
{
    return model_setting(app->model, model_row_with(app->model->page, SETTING_VIEW))->lease;
}

/* Columns for a choice, without its <>. */
static int formview_choice_room(const struct formview *form, const struct app *app)
{
    return screen_cols(app->screen) - form->col - 3;
}

static void formview_add_privilege(const struct formview *form, const struct app *app,
                                   char text[VALUE_TEXT])
{
    const struct model_user *user = model_user(app->model, edit_user(app->edit, app->model));
    const char *word;

    if (user == NULL || !user->access_known || form->narrow)
        return;
    word = value_word_text(&value_privilege, user->access.privilege);
    if (text_columns(text) + 2 + text_columns(word) <= formview_choice_room(form, app))
        text_append(text, VALUE_TEXT, "  ", "%s", word);
}

/* Empty only where nothing is set, and that can be entered. */
static const char *formview_text(const struct formview *form, const struct app *app, int row,
                                 char text[VALUE_TEXT])
{
    const struct setting *setting = formview_setting(form, row);

    if (setting->choice == CHOICE_TARGET)
        return controller_text(app, text);
    if ((setting->flags & SETTING_LIGHT) != 0 && app->light.known == VALUE_KNOWN)
        return value_word_text(setting->type, app->light.state);
    if (formview_will_be_leased(form, app, row))
        return _(formview_lease(app)->wanted);
    edit_text(app->edit, app->model, row, text);
    if (text[0] == '\0' && setting->kind != SETTING_SECRET && formview_is_missing(app, row))
        return formview_missing_text(app);
    if (text[0] == '\0' && setting->type != NULL && setting->type->unset != NULL &&
        formview_locked(form, app, row))
        return _(setting->type->unset);
    if (setting->choice == CHOICE_CHANNEL && form->narrow)
        formview_drop_mac(text);
    if (setting->remark != NULL && form->narrow)
        formview_drop_remark(app, row, text);
    if (setting->choice == CHOICE_USER)
        formview_add_privilege(form, app, text);
    return text;
}

/* Behind the value. An edit that has been left is told of in full: a typed character is to cost
 * little on a slow line. */
static void formview_add_mark(struct formview *form, struct app *app, int row)
{
    struct formview_row *field = &form->rows[row];
    bool changed = edit_changed(app->edit, app->model, row);

    field->told = changed && !(field->marked && field->error) &&
                  (field->told || formview_focus(form) != row);
    if (field->marked && field->error)
        board_put(&form->board, ROLE_ERROR, form->board.col, "!");
    else if (field->told || (changed && !formview_is_secret(form, row)))
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

    snprintf(shown, sizeof shown, "<%.*s>", (int)text_fit(text, formview_choice_room(form, app)),
             text);
    board_add(&form->board, BOARD_BOX, row + 1, form->col, shown);
}

static bool formview_is_ticked(const struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    uint64_t number;

    return setting->kind == SETTING_CHECK && edit_number(app->edit, app->model, row, &number) &&
           value_is_set(setting->type, number);
}

/* What cannot be entered may begin where the bracket of what can stands, if that makes it fit; else
 * it goes on below. */
static void formview_add_locked(struct formview *form, int col, const char *text)
{
    struct board *board = &form->board;

    if (col + text_columns(text) <= board->width)
        board_put(board, ROLE_LOCKED, col, text);
    else if (col - 1 + text_columns(text) <= board->width)
        board_put(board, ROLE_LOCKED, col - 1, text);
    else
        board_wrap(board, ROLE_LOCKED, col, text);
}

/* The last frame of a terminal that may keep it shows nothing of a secret, not even its length. */
static void formview_add_value(struct formview *form, struct app *app, int row, int col)
{
    enum setting_kind kind = formview_setting(form, row)->kind;
    char text[VALUE_TEXT] = "";

    if (formview_locked(form, app, row)) {
        if (kind != SETTING_SECRET)
            formview_add_locked(form, col, formview_text(form, app, row, text));
    } else if (kind == SETTING_CHOICE) {
        formview_add_choice(form, app, row, formview_text(form, app, row, text));
        if (formview_setting(form, row)->choice == CHOICE_WORD)
            formview_add_mark(form, app, row);
    } else if (formview_is_missing(app, row) &&
               (kind == SETTING_CHECK || (kind == SETTING_TEXT && formview_gave_up(app)))) {
        board_add(&form->board, BOARD_BOX, row + 1, col, formview_missing_text(app))->cursor = 0;
    } else if (kind == SETTING_SECRET && app->hide) {
        board_add(&form->board, BOARD_BOX, row + 1, form->col, "");
    } else {
        if (kind == SETTING_CHECK)
            board_add(&form->board, BOARD_BOX, row + 1, form->col,
                      formview_is_ticked(form, app, row) ? "[x]" : "[ ]");
        else
            formview_add_typed(form, app, row);
        formview_add_mark(form, app, row);
    }
}

/* Remarks stand behind the column of the mark, whether there is one or not. */
static void formview_to_remark(struct formview *form, int row)
{
    enum setting_kind kind = formview_setting(form, row)->kind;
    int mark = form->col + (kind == SETTING_TEXT ? formview_width(form, row) + 2 : TICK_WIDTH);

    if (form->board.col <= mark && (kind == SETTING_TEXT || kind == SETTING_CHECK))
        form->board.col = mark + 1;
}

/* Behind the tick: that the BMC's address is leased, or is yet to be. */
static void formview_add_lease(struct formview *form, const struct app *app, int row)
{
    const struct setting_lease *lease = formview_setting(form, row)->lease;
    unsigned leased = model_row_with(app->model->page, SETTING_LEASED);
    bool waits = lease != NULL && model_known(app->model, leased) &&
                 model_number(app->model, leased) == 0;
    int col = form->board.col + REMARK_GAP;
    const char *text;

    if (lease == NULL || !formview_is_ticked(form, app, row) ||
        edit_changed(app->edit, app->model, row))
        return;
    text = waits ? _(lease->waiting) : _(lease->ticked);
    if (col + text_columns(text) <= form->board.width)
        board_put(&form->board, ROLE_NOTE, col, text);
}

/* Behind any other tick: what it stands for. */
static void formview_add_tick_remark(struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    uint64_t number;

    if (setting->kind != SETTING_CHECK || setting->remark == NULL ||
        formview_locked(form, app, row) || !edit_number(app->edit, app->model, row, &number))
        return;
    board_put(&form->board, ROLE_NOTE, form->board.col + REMARK_GAP,
              setting->remark(app->model, number));
}

static void formview_add_prefix(struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    char text[VALUE_TEXT];
    uint64_t number;

    if ((setting->flags & SETTING_PREFIX) == 0 || form->narrow ||
        formview_will_be_leased(form, app, row) ||
        !value_parse(setting->type, edit_text(app->edit, app->model, row, text), &number))
        return;
    snprintf(text, sizeof text, "/%d", ipv4_prefix((uint32_t)number));
    board_put(&form->board, ROLE_NOTE, form->board.col + REMARK_GAP, text);
}

/* What the BMC holds, behind an edit. */
static void formview_add_was(struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    struct formview_row *field = &form->rows[row];
    char held[VALUE_TEXT], text[VALUE_TEXT * 2];

    if (!field->told || !edit_changed(app->edit, app->model, row) ||
        setting->kind != SETTING_TEXT || form->narrow)
        return;
    snprintf(text, sizeof text, _("was %s"),
             value_print(setting->type, model_value(app->model, row), held));
    board_put(&form->board, ROLE_NOTE, form->board.col + REMARK_GAP, text);
}

/* Where there is little room, a label that is too long for its column has a row of its own, and so
 * has that of a line which is too long behind it. */
static bool formview_has_label_row(const struct formview *form, const struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    int room = screen_cols(app->screen) - form->col - 1;
    char text[VALUE_TEXT];

    if (!form->narrow)
        return false;
    return text_columns(setting_label(setting)) > form->col - form->label_col ||
           (setting->derive != NULL && room < LINE_WIDTH) ||
           (setting->kind == SETTING_LINE &&
            text_columns(formview_text(form, app, row, text)) > room);
}

static void formview_add_row(struct formview *form, struct app *app, int row)
{
    const struct setting *setting = formview_setting(form, row);
    bool label_row = formview_has_label_row(form, app, row);
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
    formview_to_remark(form, row);
    formview_add_lease(form, app, row);
    formview_add_tick_remark(form, app, row);
    formview_add_prefix(form, app, row);
    formview_add_was(form, app, row);
}

/* In the row of the one before it. */
static void formview_add_beside(struct formview *form, struct app *app, int row)
{
    struct board *board = &form->board;
    int col = board->col + 2;
    char text[VALUE_TEXT];

    col = board_put(board, ROLE_LABEL, col < BESIDE_COL ? BESIDE_COL : col,
                    setting_label(formview_setting(form, row))) + 2;
    board_put(board, ROLE_LOCKED, col < BESIDE_VALUE_COL ? BESIDE_VALUE_COL : col,
              formview_text(form, app, row, text));
}

static void formview_fill_row(struct formview *form, struct app *app, int row)
{
    if ((formview_setting(form, row)->flags & SETTING_BESIDE) != 0 && !form->narrow) {
        formview_add_beside(form, app, row);
        return;
    }
    board_end_row(&form->board);
    formview_add_row(form, app, row);
}

static void formview_add_button(struct board *board, int id, const char *text, bool apart)
{
    if (apart)
        board_end_row(board);
    board_button(board, id, text);
}

static void formview_fill(struct formview *form, struct app *app)
{
    const struct formview_action *actions = form->page->actions;
    const struct page_class *class = form->page->class;
    struct board *board = &form->board;
    const char *section = "", *before;
    char name[VALUE_TEXT];

    board_begin(board, app->screen);
    for (int row = 0; row < (int)class->rows; row++) {
        before = section;
        section = setting_section(&class->settings[row]);
        if (strcmp(section, before) != 0) {
            board_end_row(board);
            if (form->air)
                board_next(board);
            board_section(board, form->page->section == NULL
                                     ? section
                                     : form->page->section(app, section, name, sizeof name));
        }
        if (formview_row_shown(form, app, row))
            formview_fill_row(form, app, row);
    }
    board_end_row(board);
    if (form->gap)
        board_next(board);
    for (int i = 0; i < form->page->action_count; i++)
        if (actions[i].button != NULL && formview_offers(app, &actions[i]))
            formview_add_button(board, (int)class->rows + 1 + i, _(actions[i].button),
                                actions[i].apart);
    board_end_row(board);
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

int formview_top(const struct formview *form)
{
    bool apart = form->banner || form->page->class != pages[0];

    return 1 + (apart ? 1 : 0) + (form->air ? 1 : 0);
}

/* The rows between title, banner and messages, where every row has its place. */
static int formview_room(const struct formview *form, const struct app *app)
{
    return screen_rows(app->screen) - FORMVIEW_MESSAGE_ROWS - formview_top(form);
}

/* Air goes first, then the empty row above the buttons, then every row's place. */
static void formview_fit(struct formview *form, struct app *app)
{
    formview_fill(form, app);
    if (form->air && form->board.row > formview_room(form, app)) {
        form->air = false;
        formview_fill(form, app);
    }
    if (form->gap && form->board.row > formview_room(form, app)) {
        form->gap = false;
        formview_fill(form, app);
    }
    if (form->whole && form->board.row > formview_room(form, app))
        form->whole = false;
}

void formview_refresh(struct formview *form, struct app *app)
{
    char text[VALUE_TEXT];

    for (int row = 0; row < MODEL_ROWS; row++)
        if (form->rows[row].form != NULL)
            form_set(form->rows[row].form, formview_text(form, app, row, text));
    formview_move_focus_on(form, app);
    if (!formview_is_secret(form, formview_focus(form)))
        form->shown = false;
    formview_check(form, app);
    formview_arrange(form, app);
    formview_fit(form, app);
}

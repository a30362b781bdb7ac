/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/formview.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xalloc.h"

#define TEXT_WIDTH       18
#define SECRET_WIDTH     20
#define NARROW_WIDTH     16
#define LINE_WIDTH       24 /* of what the page prints, which has no type */
#define VALUE_COL        23
#define VALUE_COL_MOST   36 /* for translations */
#define VALUE_COL_NARROW 21

static const struct setting *formview_field(int row)
{
    return field_get((enum field_id)row);
}

bool formview_is_secret(int row)
{
    return row >= 0 && formview_field(row)->kind == SETTING_SECRET;
}

bool formview_locked(const struct app *app, int row)
{
    if (app_read_only(app) && formview_field(row)->section != NULL)
        return true;
    return edit_locked(&app->edit, &app->page, (enum field_id)row);
}

static bool formview_row_shown(const struct formview *form, const struct app *app, int row)
{
    return form->page->row_shown == NULL || form->page->row_shown(app, row);
}

bool formview_focusable(const struct formview *form, const struct app *app, int row)
{
    return formview_row_shown(form, app, row) && !formview_locked(app, row);
}

int formview_focus(const struct formview *form)
{
    return form->board.focus <= FIELD_COUNT ? form->board.focus - 1 : -1;
}

const struct formview_action *formview_button(const struct formview *form)
{
    return formview_focus(form) >= 0 ? NULL
                                     : &form->page->actions[form->board.focus - FIELD_COUNT - 1];
}

int formview_width(const struct formview *form, int row)
{
    int most = form->narrow ? NARROW_WIDTH : formview_is_secret(row) ? SECRET_WIDTH : TEXT_WIDTH;
    int length = (int)formview_field(row)->type->length;

    return length < most ? length : most;
}

/* --- rows on the board ----------------------------------------------------- */

static const char *formview_text(const struct formview *form, const struct app *app, int row,
                                 char text[VALUE_TEXT])
{
    if (form->page->text != NULL)
        return form->page->text(form, app, row, text);
    return edit_text(&app->edit, &app->page, (enum field_id)row, text);
}

/* Behind the value. */
static void formview_add_mark(struct formview *form, struct app *app, int row)
{
    if (form->rows[row].marked && form->rows[row].error)
        board_put(&form->board, ROLE_ERROR, form->board.col, "!");
    else if (edit_changed(&app->edit, &app->page, (enum field_id)row))
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
    } else if (edit_changed(&app->edit, &app->page, (enum field_id)row)) {
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

/* The last frame of a terminal that may keep it shows nothing of a secret, not even its length. */
static void formview_add_value(struct formview *form, struct app *app, int row, int col)
{
    enum setting_kind kind = formview_field(row)->kind;
    bool on = kind == SETTING_CHECK && edit_leased(&app->edit, &app->page);
    char text[VALUE_TEXT] = "";

    if (formview_locked(app, row)) {
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

/* Where there is little room, a label that is too long for its column has a row of its own, and so
 * has that of a line which is too long behind it. */
static bool formview_has_label_row(const struct formview *form, const struct app *app, int row)
{
    const struct setting *field = formview_field(row);

    return form->narrow && (text_columns(setting_label(field)) > form->col - form->label_col ||
                            (field->kind == SETTING_LINE && field->type == NULL &&
                             screen_cols(app->screen) < form->col + 1 + LINE_WIDTH));
}

static void formview_add_row(struct formview *form, struct app *app, int row)
{
    struct board *board = &form->board;
    bool label_row = formview_has_label_row(form, app, row);
    bool line = formview_field(row)->kind == SETTING_LINE;
    size_t before = board->item_count;

    board_clipped(board, ROLE_LABEL, form->label_col,
                  label_row ? SCREEN_COLS : form->col - form->label_col,
                  setting_label(formview_field(row)));
    if (label_row)
        board_next(board);
    formview_add_value(form, app, row, line && label_row ? form->label_col + 2 : form->col + 1);
    if (board->item_count > before)
        board->items[before].above = label_row;
    if (form->page->beside != NULL)
        form->page->beside(form, app, row);
    board_next(board);
}

static void formview_fill(struct formview *form, struct app *app)
{
    const char *section = "";
    struct board *board = &form->board;
    const struct formview_action *action;
    int row;

    board_begin(board, app->screen);
    for (row = 0; row < FIELD_COUNT; row++) {
        if (strcmp(setting_section(formview_field(row)), section) != 0) {
            section = setting_section(formview_field(row));
            board_section(board, section);
        }
        if (formview_row_shown(form, app, row))
            formview_add_row(form, app, row);
        else if (form->whole)
            board_next(board);
    }
    for (action = form->page->actions; !formview_ends(action); action++)
        if (action->button != NULL && (action->offered == NULL || action->offered(app)))
            board_button(board, FIELD_COUNT + 1 + (int)(action - form->page->actions),
                         _(action->button));
}

/* Values begin as far right as the longest label wants. */
static int formview_value_col(const struct formview *form)
{
    int col = VALUE_COL, row, wanted;

    if (form->narrow)
        return VALUE_COL_NARROW;
    for (row = 0; row < FIELD_COUNT; row++) {
        wanted = form->label_col + text_columns(setting_label(formview_field(row))) + 1;
        if (wanted > col)
            col = wanted;
    }
    return col < VALUE_COL_MOST ? col : VALUE_COL_MOST;
}

static void formview_arrange(struct formview *form, struct app *app)
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
    if (row < FIELD_COUNT && form->rows[row].form != NULL)
        form_arrive(form->rows[row].form);
    else if (row < FIELD_COUNT && formview_is_secret(row))
        line_arrive(&form->rows[row].line);
}

/* A focus that cannot stay, as its row is locked by now, goes on to the next one. */
static void formview_move_focus_on(struct formview *form, struct app *app)
{
    int row = formview_focus(form), next = row;

    while (row >= 0 && next < FIELD_COUNT && !formview_focusable(form, app, next))
        next++;
    if (next != row)
        formview_go(form, next);
}

void formview_refresh(struct formview *form, struct app *app)
{
    char text[VALUE_TEXT];
    int row;

    for (row = 0; row < FIELD_COUNT; row++)
        if (form->rows[row].form != NULL)
            form_set(form->rows[row].form,
                     edit_text(&app->edit, &app->page, (enum field_id)row, text));
    formview_move_focus_on(form, app);
    if (!formview_is_secret(formview_focus(form)))
        form->shown = false;
    formview_check(form, app);
    formview_arrange(form, app);
    formview_fill(form, app);
    if (form->whole && form->board.row >= FORMVIEW_WHOLE_ROWS) { /* buttons in several rows */
        form->whole = false;
        formview_fill(form, app);
    }
}

/* --- the view -------------------------------------------------------------- */

/* When the clock behind "Reading the BMC" shows another second, or a notice has been read. */
static int64_t formview_tick(struct view *view, struct app *app, int64_t now_ms)
{
    struct formview *form = (struct formview *)view;
    int64_t next = -1;

    if (form->notice[0] != '\0' && now_ms >= form->notice_ms)
        form->notice[0] = '\0';
    if (app->load_job != 0)
        next = now_ms + 1000 - (now_ms - app->load_ms) % 1000;
    if (form->notice[0] != '\0' && (next < 0 || form->notice_ms < next))
        next = form->notice_ms;
    return next;
}

static void formview_resize(struct view *view, struct app *app)
{
    struct formview *form = (struct formview *)view;
    int row;

    formview_arrange(form, app);
    for (row = 0; row < FIELD_COUNT; row++)
        if (form->rows[row].form != NULL)
            form_resize(form->rows[row].form, formview_width(form, row));
}

static void formview_release(struct view *view)
{
    struct formview *form = (struct formview *)view;
    int row;

    for (row = 0; row < FIELD_COUNT; row++)
        form_free(form->rows[row].form);
    board_release(&form->board);
    free(form);
}

static const struct view_class formview_class = {
    .draw = formview_draw,
    .key = formview_key,
    .tick = formview_tick,
    .resize = formview_resize,
    .release = formview_release,
    .main = true,
};

struct formview *formview_of(struct app *app)
{
    return (struct formview *)view_find(app, &formview_class);
}

void formview_open(struct app *app, const struct formview_page *page)
{
    struct formview *form = xcalloc(1, sizeof *form);
    int row;

    form->view.class = &formview_class;
    form->page = page;
    form->board.form = true;
    form->full = -1;
    formview_arrange(form, app);
    for (row = 0; row < FIELD_COUNT; row++) {
        if (formview_field(row)->kind == SETTING_TEXT)
            form->rows[row].form = form_create(formview_width(form, row));
        else if (formview_is_secret(row))
            line_init(&form->rows[row].line,
                      row == FIELD_PASSWORD ? app->edit.password : app->edit.confirm, TEXT_TYPED,
                      true);
    }
    board_focus(&form->board, 1);
    view_push(app, &form->view);
}

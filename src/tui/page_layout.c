/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "base/text.h"
#include "tui/controller.h"
#include "tui/page_own.h"

/* SCREENS at 80x24: every row has its place, whether it is in use or not. */
enum { ROW_CONTROLLER = 2, ROW_ERROR = 19, ROW_HELP = 21, ROW_RUNNING = 22 };

#define FIELDS_WIDTH 18
#define FIELDS_WIDTH_NARROW 16
#define SECRETS_WIDTH 20
#define RULES_WIDTH 56 /* secret and rules beside it */
#define FIELDS_COL 23
#define FIELDS_COL_MOST 36 /* for translations */
#define FIELDS_COL_NARROW 21
#define URL_WIDTH 24 /* at most */

static const char *const buttons[PAGE_BUTTONS] = {
    N_("SAVE"), N_("IDENTIFY LIGHT"), N_("MANAGE"), N_("RELOAD"), N_("HELP"), N_("LEAVE"),
};

const char *page_button(const struct page_layout *layout, enum page_item item)
{
    if (item == PAGE_LEAVE && layout->locks)
        return _("LOCK");
    return _(buttons[item - PAGE_SAVE]);
}

int page_field_width(const struct page_layout *layout, enum field_id field)
{
    const struct setting *row = field_get(field);
    int most = layout->narrow ? FIELDS_WIDTH_NARROW : FIELDS_WIDTH;

    if (row->kind == SETTING_SECRET)
        return layout->narrow ? FIELDS_WIDTH_NARROW : SECRETS_WIDTH;
    return (int)row->type->length < most ? (int)row->type->length : most;
}

static int place_buttons(struct page_layout *layout, int row, int columns)
{
    int item, width, col = 1;

    for (item = PAGE_SAVE; item < PAGE_ITEMS; item++) {
        width = text_columns(page_button(layout, (enum page_item)item)) + 2;
        if (col > 1 && col + width > columns) {
            row++;
            col = 1;
        }
        layout->rows[item] = row;
        layout->cols[item] = col;
        col += width + 2;
    }
    return row + 1;
}

/* Where there is little room: a label that is too long for its column, and what is too long behind
 * it, have rows of their own. */
static bool has_own_row(const struct page_layout *layout, enum field_id field, int columns)
{
    int room = layout->col - layout->label_col;

    if (!layout->narrow)
        return false;
    return text_columns(field_label(field)) > room ||
           (field == FIELD_URL && columns < layout->col + 1 + URL_WIDTH);
}

/* One row a field, one for the name of a section before its first. */
static int place_fields(struct page_layout *layout, bool controller, int columns)
{
    enum field_section section = FIELD_SECTION_TOP;
    int row = layout->whole ? ROW_CONTROLLER : 0, i;

    layout->rows[FIELD_CONTROLLER] = layout->label_rows[FIELD_CONTROLLER] = controller ? row : -1;
    if (controller || layout->whole)
        row++;
    for (i = FIELD_CHANNEL; i < FIELD_COUNT; i++) {
        const struct setting *field = field_get((enum field_id)i);

        if (field_section((enum field_id)i) != section) {
            section = field_section((enum field_id)i);
            layout->sections[section] = row++;
        }
        layout->label_rows[i] = row;
        if (has_own_row(layout, field_id(field), columns))
            row++;
        layout->rows[i] = row++;
    }
    return row;
}

/* Where fields begin: as far right as the longest label wants. */
static int fields_col(const struct page_layout *layout)
{
    int col = FIELDS_COL, i, wanted;

    if (layout->narrow)
        return FIELDS_COL_NARROW;
    for (i = 0; i < FIELD_COUNT; i++) {
        wanted = layout->label_col + text_columns(field_label((enum field_id)i)) + 1;
        if (wanted > col)
            col = wanted;
    }
    return col < FIELDS_COL_MOST ? col : FIELDS_COL_MOST;
}

static void place_messages(struct page_layout *layout, int rows)
{
    layout->key_row = rows - 1;
    if (layout->whole) {
        layout->error_row = ROW_ERROR;
        layout->error_rows = 2;
        layout->help_row = ROW_HELP;
        layout->running_row = ROW_RUNNING;
        return;
    }
    layout->error_row = layout->running_row = rows - 4;
    layout->error_rows = 3;
    layout->help_row = -1;
}

void page_arrange(struct page_view *page, struct app *app)
{
    struct page_layout *layout = &page->layout;
    bool controller = controller_shown(app);
    int rows = screen_rows(app->screen), columns = screen_cols(app->screen);

    layout->whole = rows >= SCREEN_ROWS && columns >= SCREEN_NARROW;
    layout->narrow = screen_narrow(app->screen);
    layout->locks = app->lock.used;
    layout->label_col = layout->narrow ? 1 : 2;
    layout->col = fields_col(layout);
    layout->rules_beside = columns >= layout->col + RULES_WIDTH;
    layout->height = place_fields(layout, controller, columns);
    layout->height = place_buttons(layout, layout->height, columns - 1);
    if (layout->whole && layout->height > ROW_ERROR) { /* the buttons take more than one row */
        layout->whole = false;
        layout->height = place_fields(layout, controller, columns);
        layout->height = place_buttons(layout, layout->height, columns - 1);
    }
    place_messages(layout, rows);
    layout->first = layout->whole ? 0 : 1;
    layout->window = layout->whole ? ROW_ERROR : rows - 5;
    if (layout->whole)
        page->top = 0;
}

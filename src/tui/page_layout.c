/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "tui/page_own.h"
#include "tui/text.h"

/* SCREENS at 80x24: every row has its place, whether it is in use or not. */
enum { ROW_CONTROLLER = 2, ROW_CHANNEL = 3, ROW_ERROR = 19, ROW_HELP = 21, ROW_RUNNING = 22 };

#define FIELDS_WIDTH 18
#define FIELDS_WIDTH_NARROW 16
#define SECRETS_WIDTH 20
#define RULES_COLUMNS 79 /* from here on the rules fit beside the secrets */

static const char *const buttons[PAGE_BUTTONS] = {
    N_("SAVE"), N_("IDENTIFY LIGHT"), N_("MANAGE"), N_("RELOAD"), N_("HELP"), N_("LEAVE"),
};

const char *page_button(enum page_item item)
{
    return _(buttons[item - PAGE_SAVE]);
}

int page_field_width(const struct page_layout *layout, enum field_id field)
{
    const struct field *row = field_get(field);
    int most = layout->narrow ? FIELDS_WIDTH_NARROW : FIELDS_WIDTH;

    if (row->kind == FIELD_KIND_SECRET)
        return layout->narrow ? FIELDS_WIDTH_NARROW : SECRETS_WIDTH;
    return (int)row->length < most ? (int)row->length : most;
}

static int place_buttons(struct page_layout *layout, int row, int columns)
{
    int item, width, col = 1;

    for (item = PAGE_SAVE; item < PAGE_ITEMS; item++) {
        width = text_columns(page_button((enum page_item)item)) + 2;
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

/* One row a field, one for the name of a section before its first. */
static int place_fields(struct page_layout *layout, int row)
{
    enum field_section section = FIELD_SECTION_TOP;
    int i;

    for (i = FIELD_CHANNEL; i < FIELD_COUNT; i++) {
        const struct field *field = field_get((enum field_id)i);

        if (field->section != section) {
            section = field->section;
            layout->sections[section] = row++;
        }
        layout->rows[i] = row++;
    }
    return row;
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
    int rows = screen_rows(app->screen), columns = screen_cols(app->screen);

    layout->whole = rows >= SCREEN_ROWS && columns >= SCREEN_NARROW;
    layout->narrow = screen_narrow(app->screen);
    layout->rules_beside = columns >= RULES_COLUMNS;
    layout->label_col = layout->narrow ? 1 : 2;
    layout->col = layout->narrow ? 21 : 23;
    layout->rows[FIELD_CONTROLLER] = -1;
    layout->height = place_fields(layout, layout->whole ? ROW_CHANNEL : 0);
    layout->height = place_buttons(layout, layout->height, columns - 1);
    place_messages(layout, rows);
    layout->first = layout->whole ? 0 : 1;
    layout->window = layout->whole ? ROW_ERROR : rows - 5;
    if (layout->whole)
        page->top = 0;
}

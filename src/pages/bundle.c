/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages/bundle.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "core/load.h"
#include "core/reason.h"

/* --- reading a list page --------------------------------------------------------------------- */

static struct list *bundle_rows(void *data)
{
    return &((struct bundle_page *)data)->rows;
}

static void bundle_append(void *data, const void *row)
{
    const struct page_class *class = ((struct bundle_page *)data)->class;

    page_append(class, bundle_rows(data), row);
}

static void bundle_prepend(void *data, const void *row)
{
    list_prepend(bundle_rows(data), row, ((struct bundle_page *)data)->class->row_size);
}

static void bundle_replace(void *data, size_t index, const void *row)
{
    list_replace(bundle_rows(data), index, row);
}

static void bundle_tell(void *data)
{
    (void)data; /* the state is this one */
}

static void bundle_forget(void *data)
{
    list_release(bundle_rows(data));
}

static void bundle_progress(void *data, size_t read)
{
    (void)data;
    (void)read;
}

/* The rows that are there are told to the page as copies, as those of the screen are. */
static int bundle_read_part(struct bmc *bmc, struct bundle_page *page, enum page_part part,
                            struct bmc_error *error)
{
    size_t size = page->class->row_size;
    bool more = part != PAGE_ALL && page->rows.count > 0;
    unsigned char *ends = xcalloc(2, size);
    struct page_sink sink = {.append = bundle_append,
                             .prepend = bundle_prepend,
                             .replace = bundle_replace,
                             .tell = bundle_tell,
                             .forget = bundle_forget,
                             .progress = bundle_progress,
                             .data = page,
                             .part = part,
                             .state = page->state};
    int result;

    if (more) {
        sink.first = memcpy(ends, list_row(&page->rows, 0), size);
        sink.last = memcpy(ends + size, list_row(&page->rows, page->rows.count - 1), size);
    }
    result = page->class->load(bmc, &sink, error);
    free(ends);
    return result;
}

static int bundle_read_list(struct bmc *bmc, struct bundle_page *page, struct bmc_error *error)
{
    size_t before;
    int result;

    page->state = xcalloc(1, page->class->state_size + 1);
    if (page->class->state_begin != NULL)
        page->class->state_begin(page->state);
    result = bundle_read_part(bmc, page, PAGE_ALL, error);
    do {
        before = page->rows.count;
        if (result > 0 && before < BUNDLE_ROWS)
            result = bundle_read_part(bmc, page, PAGE_MORE, error);
    } while (result > 0 && page->rows.count > before);
    return result < 0 ? -1 : 0;
}

/* --- reading any ------------------------------------------------------------------------------ */

static int bundle_read_form(struct bmc *bmc, struct bundle_page *page, struct bmc_error *error)
{
    struct model *model = xcalloc(1, sizeof *model);

    model_init(model, page->class);
    page->model = model;
    return load_first(bmc, model, 0, NULL, error);
}

/* A BMC without LAN channels has other pages. */
static bool bundle_goes_on(const struct bmc_error *why)
{
    return bmc_survived(why) || why->kind == ERROR_NO_LAN;
}

static void bundle_release(struct bundle_page *page)
{
    if (page->state != NULL && page->class->state_drop != NULL)
        page->class->state_drop(page->state);
    list_release(&page->rows);
    free(page->state);
    free((void *)(uintptr_t)page->model);
}

static int bundle_read_page(struct bmc *bmc, const struct page_class *class,
                            void (*told)(void *data, const struct bundle_page *page), void *data,
                            struct bmc_error *error)
{
    struct bundle_page page = {.class = class};
    int result = page_is_form(class) ? bundle_read_form(bmc, &page, &page.why)
                                         : bundle_read_list(bmc, &page, &page.why);

    if (result == 0)
        page.why.kind = ERROR_NONE;
    else if (!bundle_goes_on(&page.why))
        error_copy(error, &page.why);
    told(data, &page);
    result = result == 0 || bundle_goes_on(&page.why) ? 0 : -1;
    bundle_release(&page);
    return result;
}

int bundle_read(struct bmc *bmc, void (*told)(void *data, const struct bundle_page *page),
                void *data, struct bmc_error *error)
{
    for (size_t i = 0; pages[i] != NULL; i++)
        if (pages[i] != &page_report && bundle_read_page(bmc, pages[i], told, data, error) != 0)
            return -1;
    return 0;
}

/* --- as text ---------------------------------------------------------------------------------- */

bool bundle_has_row(const struct model *model, unsigned row)
{
    const struct setting *setting = model_setting(model, row);

    return setting->kind != SETTING_SECRET && setting->choice != CHOICE_TARGET;
}

/* A word even where the form shows an empty field. */
static const char *bundle_value(const struct model *model, unsigned row, char text[VALUE_TEXT])
{
    const struct setting *setting = model_setting(model, row);

    if (setting->kind == SETTING_TEXT)
        return value_print(setting->type, model_value(model, row), text);
    return model_text(model, row, text);
}

static void bundle_print_form(FILE *file, const struct model *model)
{
    struct table table = {.columns = 2, .indent = 2};
    char text[VALUE_TEXT], reason[ERROR_SENTENCE], value[ERROR_SENTENCE + 64];

    for (unsigned row = 0; row < model->page->rows; row++) {
        const struct value_fault *fault = model_fault(model, row);

        if (!bundle_has_row(model, row))
            continue;
        if (fault != NULL)
            snprintf(value, sizeof value, "%s: %s", _("not read"),
                     reason_of_fault(fault, reason, sizeof reason));
        else
            snprintf(value, sizeof value, "%s", bundle_value(model, row, text));
        table_row(&table, (const char *[]){setting_label(model_setting(model, row)), value});
    }
    table_print(&table, file);
}

/* row NULL: the headings. */
static void bundle_print_row(FILE *file, const struct page_class *page, const void *row)
{
    char cell[COLUMN_TEXT];
    int gap = 2;

    for (const struct column *column = page->columns; column->print != NULL; column++) {
        if (row != NULL)
            column->print(row, cell);
        else
            snprintf(cell, sizeof cell, "%s", column->heading != NULL ? _(column->heading) : "");
        if (cell[0] == '\0') {
            gap += column->width;
            continue;
        }
        fprintf(file, "%*s%s", gap, "", cell);
        gap = column->width - text_columns(cell);
        gap = gap > 2 ? gap : 2;
    }
    putc('\n', file);
}

void bundle_print_rows(FILE *file, const struct page_class *page, const struct list *rows)
{
    char cell[COLUMN_TEXT];

    if (page->columns->heading != NULL && rows->count > 0)
        bundle_print_row(file, page, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        const void *row = list_row(rows, i);

        if (page->look != NULL && page->look(row) == ROW_SECTION) {
            page->columns->print(row, cell);
            fprintf(file, "%s\n", cell);
        } else {
            bundle_print_row(file, page, row);
        }
    }
}

static void bundle_print_list(FILE *file, const struct bundle_page *page)
{
    size_t count = page->rows.count;
    const struct page_window window = {1, count, count, count, false};
    char line[COLUMN_TEXT] = "";

    if (page->class->headline != NULL)
        page->class->headline(page->state, &window, 0, line);
    if (line[0] != '\0')
        fprintf(file, "%s\n", line);
    if (page->class->print_row == NULL)
        bundle_print_rows(file, page->class, &page->rows);
    else
        for (size_t i = 0; i < count; i++)
            page->class->print_row(file, page->state, list_row(&page->rows, i));
}

void bundle_print(FILE *file, const struct bundle_page *page)
{
    fprintf(file, "\n--- %s ---\n", _(page->class->title));
    if (page->model != NULL && page->why.kind != ERROR_NO_LAN)
        bundle_print_form(file, page->model);
    if (page->model == NULL)
        bundle_print_list(file, page);
    if (page->why.kind != ERROR_NONE)
        fprintf(file, "%s: %s\n", _("not read"), page->why.sentence);
}

void bundle_print_head(FILE *file, const char *target)
{
    time_t now = time(NULL);
    struct tm parts;
    char when[64] = "";

    if (localtime_r(&now, &parts) != NULL)
        (void)strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S %z", &parts);
    fprintf(file, "%s report, %s\n%s\n", PACKAGE_STRING, when, target);
}

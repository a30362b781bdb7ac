/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every page there is, read from a BMC whose answers are anything (liar.h), and put into words: as
 * the report, row by row, in full, and as the line below the title. Reading comes to an end, says why
 * where it fails, and no byte of the BMC gets out but 20h to 7Eh.
 *
 * Input: which page (or all), a manner of the BMC, then what is not answered well.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz/liar.h"
#include "pages/bundle.h"

static void check_text(const char *text, size_t most)
{
    FUZZ_CHECK(strlen(text) < most);
    for (; *text != '\0'; text++)
        FUZZ_CHECK(*text >= ' ' && *text <= '~');
}

static void check_row(const struct bundle_page *page, const void *row)
{
    static struct page_details details;
    char text[COLUMN_TEXT];

    for (const struct column *column = page->class->columns; column->print != NULL; column++) {
        column->print(row, text);
        check_text(text, sizeof text);
    }
    if (page->class->look != NULL)
        (void)page->class->look(row);
    if (page->class->full != NULL) {
        page->class->full(row, text);
        check_text(text, sizeof text);
    }
    if (page->class->details == NULL)
        return;
    memset(&details, 0, sizeof details);
    page->class->details(page->state, row, &details);
    FUZZ_CHECK(details.count <= PAGE_DETAILS);
    for (size_t i = 0; i < details.count; i++) {
        check_text(details.of[i].label, sizeof details.of[i].label);
        check_text(details.of[i].value, sizeof details.of[i].value);
    }
}

static void check_headline(const struct bundle_page *page)
{
    const struct page_window window = {1, page->rows.count, page->rows.count, page->rows.count,
                                       false};
    char text[COLUMN_TEXT];

    for (int level = 0; level < 4 && page->class->headline != NULL; level++) {
        page->class->headline(page->state, &window, level, text);
        check_text(text, sizeof text);
    }
}

static void check_form(const struct model *model)
{
    char text[VALUE_TEXT];

    for (unsigned row = 0; row < model->page->count; row++)
        if (bundle_has_row(model, row))
            check_text(model_text(model, row, text), sizeof text);
}

static void told(void *data, const struct bundle_page *page)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    (void)data;
    FUZZ_CHECK(memory != NULL);
    bundle_print(memory, page);
    fclose(memory);
    for (size_t i = 0; i < size; i++)
        FUZZ_CHECK(text[i] == '\n' || (text[i] >= ' ' && text[i] <= '~'));
    free(text);
    if (page->model != NULL)
        check_form(page->model);
    for (size_t i = 0; page->class->columns != NULL && i < page->rows.count; i++)
        check_row(page, list_row(&page->rows, i));
    check_headline(page);
}

void fuzz_pages(const uint8_t *data, size_t size)
{
    static const char *const manners[] = {NULL, "set hostile", "set payload=c1", "set sol-code=c1",
                                          "set records=200", "set emptyuser; set enabled-told=no",
                                          "set events=0", "set sensors-short; set dcmi=c1"};
    struct fuzz fuzz = {data, size};
    const char *manner = manners[fuzz_byte(&fuzz) % 8];
    struct bmc_error error = {.kind = ERROR_NONE};
    struct rig rig;

    rig_connect(&rig, NULL);
    if (manner != NULL)
        rig_fault(&rig, manner);
    (void)liar_put_between(&rig, &fuzz);
    if (bundle_read(rig.bmc, told, NULL, &error) != 0)
        check_text(error.sentence, sizeof error.sentence);
    FUZZ_CHECK(error.kind == ERROR_NONE || error.sentence[0] != '\0');
    rig_close(&rig);
}

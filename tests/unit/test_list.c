/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of list pages, and the page "BMC" as it is read from the demo BMC: each value that is
 * refused is a row that says so, and only a link that is gone ends reading.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pages/pages.h"
#include "rig.h"

static void test_rows(void **state)
{
    struct list list = {.count = 0};

    (void)state;
    for (uint32_t i = 0; i < 3000; i++) {
        uint32_t row[3] = {i, ~i, i * i};

        list_append(&list, row, sizeof row);
    }
    list_prepend(&list, (uint32_t[]){7, 8, 9}, 3 * sizeof(uint32_t));
    assert_int_equal(((const uint32_t *)list_row(&list, 0))[2], 9);
    list_replace(&list, 0, list_row(&list, 1));
    for (uint32_t i = 0; i < 3000; i++)
        list_replace(&list, i, list_row(&list, i + 1));
    list.count--;
    assert_int_equal(list.count, 3000);
    for (uint32_t i = 0; i < 3000; i++) {
        const uint32_t *row = list_row(&list, i);

        assert_true(row[0] == i && row[1] == ~i && row[2] == i * i);
    }
    list_release(&list);
    assert_int_equal(list.count, 0);
    list_append(&list, "x", 2); /* rows of another size now */
    assert_string_equal(list_row(&list, 0), "x");
    list_release(&list);
}

static void append(void *data, const void *row)
{
    list_append(data, row, page_info.row_size);
}

/* Returns what load() returned. */
static int load(struct rig *rig, struct list *list, struct bmc_error *error)
{
    const struct page_sink sink = {append, list};

    return page_info.load(rig->bmc, &sink, error);
}

/* The value beside this label, NULL: there is none. */
static const char *value(const struct list *list, const char *label)
{
    static char text[COLUMN_TEXT], cell[COLUMN_TEXT];

    for (size_t i = 0; i < list->count; i++) {
        page_info.columns[0].print(list_row(list, i), cell);
        page_info.columns[1].print(list_row(list, i), text);
        if (strcmp(cell, label) == 0)
            return text;
    }
    return NULL;
}

static void test_info(void **state)
{
    struct list list = {.count = 0};
    struct bmc_error error;
    struct rig rig;

    (void)state;
    rig_connect(&rig, NULL);
    assert_int_equal(load(&rig, &list, &error), 0);
    assert_string_equal(value(&list, "Manufacturer"), "Super Micro Computer Inc. (10876)");
    assert_non_null(strstr(value(&list, "Product"), "0b1a"));
    assert_string_equal(value(&list, "Firmware"), "3.45, IPMI 2.0, self test passed");
    assert_int_equal(strlen(value(&list, "GUID")), 36);
    assert_non_null(strstr(value(&list, "BMC clock"), ", as this machine's"));
    assert_non_null(strstr(value(&list, "Event log"), " records, "));
    assert_non_null(value(&list, "Sensors"));
    assert_true(bmc_requests(rig.bmc) <= 9 + 256 / 32);
    list_release(&list);
    rig_close(&rig);
}

static void refused(const char *fault, const char *label, const char *text)
{
    struct list list = {.count = 0};
    struct bmc_error error;
    struct rig rig;

    rig_connect(&rig, NULL);
    rig_fault(&rig, fault);
    assert_int_equal(load(&rig, &list, &error), 0);
    assert_non_null(value(&list, label));
    assert_memory_equal(value(&list, label), text, strlen(text));
    assert_non_null(value(&list, "Sensors"));
    list_release(&list);
    rig_close(&rig);
}

static void test_refused(void **state)
{
    (void)state;
    refused("system-guid:code=c1", "GUID", "not available: ");
    refused("device-id:code=cc", "Manufacturer", "not available: ");
    refused("system-guid:code=c0", "GUID", "not read: ");
}

static void test_cancelled(void **state)
{
    struct list list = {.count = 0};
    struct bmc_error error;
    struct rig rig;

    (void)state;
    rig_connect(&rig, NULL);
    bmc_cancel(rig.bmc);
    assert_int_equal(load(&rig, &list, &error), -1);
    assert_int_equal(error.kind, ERROR_CANCELLED);
    assert_int_equal(list.count, 0);
    rig_close(&rig);
}

static void test_words(void **state)
{
    char names[PAGES_MOST * 16];

    (void)state;
    assert_ptr_equal(pages_find("bmc"), &page_info);
    assert_null(pages_find("event"));
    assert_null(pages_find(""));
    for (size_t i = 0; pages[i] != NULL; i++) {
        assert_non_null(strstr(pages_names(names, sizeof names), pages[i]->name));
        assert_true(pages[i]->digit > '0' && pages[i]->digit <= '9');
        assert_true(i == 0 || pages[i - 1]->digit < pages[i]->digit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_info),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

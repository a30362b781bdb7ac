/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts counted and broken in columns, in languages with wide characters and without blanks. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/text.h"

static void columns_are_those_of_the_terminal(void **state)
{
    (void)state;
    assert_int_equal(text_columns(""), 0);
    assert_int_equal(text_columns("IPv4"), 4);
    assert_int_equal(text_columns("Pr\u00fcfen"), 6);
    assert_int_equal(text_columns("e\u0301"), 1);
    assert_int_equal(text_columns("\u4fdd\u5b58"), 4);
    assert_int_equal(text_columns("\u691c\u8a3c: a\xff"), 8); /* a byte that is no character */
}

static void what_fits_ends_between_characters(void **state)
{
    (void)state;
    assert_int_equal(text_fit("\u4fdd\u5b58", 4), 6);
    assert_int_equal(text_fit("\u4fdd\u5b58", 3), 3);
    assert_int_equal(text_fit("\u4fdd\u5b58", 1), 0);
    assert_int_equal(text_fit("\u00e4bc", 2), 3);
}

/* The rows of a text, with a | between them. */
static const char *rows(const char *text, int columns)
{
    static char all[400];
    const char *next = text;

    for (all[0] = '\0'; next != NULL && *next != '\0';) {
        size_t used = strlen(all), bytes;

        text = next;
        bytes = text_wrap(text, columns, &next);
        snprintf(all + used, sizeof all - used, "%s%.*s", used > 0 ? "|" : "", (int)bytes, text);
    }
    return all;
}

static void rows_end_at_blanks(void **state)
{
    (void)state;
    assert_string_equal(rows("one two three", 8), "one two|three");
    assert_string_equal(rows("one two  three", 7), "one two|three");
    assert_string_equal(rows("incomprehensible", 7), "incompr|ehensib|le");
    assert_string_equal(rows("  indented text", 12), "  indented|text");
    assert_string_equal(rows("fits", 4), "fits");
}

static void rows_end_at_wide_characters(void **state)
{
    (void)state;
    assert_string_equal(rows("BMC \u306e\u8a2d\u5b9a\u3092\u8aad\u3080", 10),
                        "BMC \u306e\u8a2d\u5b9a|\u3092\u8aad\u3080");
    assert_string_equal(rows("\u5730\u5740192.168.1.50\u548c", 14),
                        "\u5730\u5740|192.168.1.50\u548c");
    assert_string_equal(rows("\u4fdd\u5b58", 1), "\u4fdd|\u5b58"); /* goes on, whatever there is */
}

static void no_row_begins_with_what_closes(void **state)
{
    (void)state;
    assert_string_equal(rows("\u4fdd\u5b58\u3057\u305f\u3002\u6b21", 8),
                        "\u4fdd\u5b58\u3057|\u305f\u3002\u6b21");
    assert_string_equal(rows("\u4fdd\u5b58(DHCP)\u6b21", 5), "\u4fdd\u5b58|(DHCP|)\u6b21");
    assert_string_equal(rows("\u4fdd\u5b58\uff08\u6b21\uff09", 6),
                        "\u4fdd\u5b58|\uff08\u6b21\uff09");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_those_of_the_terminal),
        cmocka_unit_test(what_fits_ends_between_characters),
        cmocka_unit_test(rows_end_at_blanks),
        cmocka_unit_test(rows_end_at_wide_characters),
        cmocka_unit_test(no_row_begins_with_what_closes),
    };

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

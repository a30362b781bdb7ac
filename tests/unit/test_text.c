/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts in columns: what fits, and where a row ends, in languages with and without blanks. */
#include "unit/cases.h"

#include <locale.h>
#include <stdlib.h>

#include "base/nearest.h"
#include "base/table.h"
#include "base/text.h"

struct wrap_case {
    const char *text;
    int columns;
    const char *rows; /* one to a line */
};

static const struct wrap_case wraps[] = {
    {"", 10, ""},
    {"one", 10, "one"},
    {"one two", 7, "one two"},
    {"one two", 6, "one\ntwo"},
    {"one two", 3, "one\ntwo"},
    {"one  two", 4, "one\ntwo"},
    {"one two ", 7, "one two"},
    {"onetwothree", 6, "onetwo\nthree"},
    {"a onetwothree", 6, "a\nonetwo\nthree"},
    {"  indented text", 12, "  indented\ntext"},
    /* Wide characters: a row ends between any two, and none is cut. */
    {"保存しました", 12, "保存しました"},
    {"保存しました", 11, "保存しまし\nた"},
    {"保存しました", 4, "保存\nしま\nした"},
    {"保存しました", 3, "保\n存\nし\nま\nし\nた"},
    {"保存", 1, "保\n存"},
    /* Words of narrow ones stay whole. */
    {"VLAN ID は 4094 まで", 11, "VLAN ID は\n4094 まで"},
    {"地址192.168.1.50有误", 15, "地址\n192.168.1.50有\n误"},
    {"地址192.168.1.50有误", 17, "地址192.168.1.50\n有误"},
    /* What closes does not begin a row, what opens does not end one. */
    {"終わり。次", 7, "終わ\nり。次"},
    {"終わり。次", 8, "終わり。\n次"},
    {"用户（管理员）", 6, "用户\n（管理\n员）"},
    {"太大；使用", 5, "太\n大；\n使用"},
    {"画面「保存」で", 6, "画面\n「保\n存」で"},
    {"ゲートウェイ", 9, "ゲート\nウェイ"},
    {"ネットワーク", 9, "ネット\nワーク"},
    {"サーバー", 5, "サー\nバー"},
    {"保存(DHCP)次", 5, "保存\n(DHCP\n)次"},
    {"設定 (BMC) です", 6, "設定\n(BMC)\nです"},
};

static void wraps_as(void **state)
{
    const struct wrap_case *row = *state;
    const char *next = row->text;
    char rows[200] = "";
    size_t used = 0, bytes;

    while (next != NULL) {
        const char *text = next;

        bytes = text_wrap(text, row->columns, &next);
        used += (size_t)snprintf(rows + used, sizeof rows - used, "%s%.*s",
                                 text == row->text ? "" : "\n", (int)bytes, text);
    }
    assert_string_equal(rows, row->rows);
}

static void counts_columns(void **state)
{
    (void)state;
    assert_int_equal(text_columns(""), 0);
    assert_int_equal(text_columns("VLAN ID"), 7);
    assert_int_equal(text_columns("Übernehmen"), 10);
    assert_int_equal(text_columns("IPv4 アドレス"), 13);
    assert_int_equal(text_columns("\xff\xff"), 2);
    assert_int_equal(text_wider(3, "地址"), 4);
    assert_int_equal(text_wider(5, "地址"), 5);
}

static void fits_whole_characters(void **state)
{
    (void)state;
    assert_int_equal(text_fit("abc", 2), 2);
    assert_int_equal(text_fit("地址", 3), 3);
    assert_int_equal(text_fit("地址", 4), 6);
    assert_int_equal(text_fit("e\xcc\x81z", 1), 3);
}

static void pads_to_columns(void **state)
{
    char *made = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&made, &size);

    (void)state;
    assert_non_null(file);
    text_pad(file, "地址", 6);
    text_pad(file, "long", 2);
    text_pad(file, "", 1);
    fclose(file);
    assert_string_equal(made, "地址  long ");
    free(made);
}

struct near_case {
    const char *word, *meant; /* NULL: none */
};

static const struct near_case nears[] = {
    {"show", "show"},     {"Show", "show"},   {"shw", "show"},      {"shwo", "show"},
    {"showw", "show"},    {"chan", "channels"}, {"chanels", "channels"}, {"dry_run", "dry-run"},
    {"dryrun", "dry-run"}, {"", NULL},        {"x", NULL},          {"frobnicate", NULL},
    {"w", NULL},          {"howls", NULL},
    {"a word that is much longer than any of those there are", NULL},
};

static void finds_nearest(void **state)
{
    static const char *const words[] = {"show", "channels", "dry-run", "doctor"};
    const struct near_case *row = *state;
    struct nearest nearest;

    nearest_begin(&nearest, row->word);
    for (size_t i = 0; i < CASES_COUNT(words); i++)
        nearest_try(&nearest, words[i]);
    if (row->meant == NULL)
        assert_null(nearest_found(&nearest));
    else
        assert_string_equal(nearest_found(&nearest), row->meant);
}

/* What does not fit is cut, the text always ends. */
static void appends_what_fits(void **state)
{
    char text[12] = "";

    (void)state;
    text_append(text, sizeof text, ", ", "%s", "one");
    text_append(text, sizeof text, ", ", "%d", 22);
    assert_string_equal(text, "one, 22");
    text_append(text, sizeof text, ", ", "%s", "three");
    assert_string_equal(text, "one, 22, th");
    text_append(text, sizeof text, ", ", "%s", "four");
    assert_string_equal(text, "one, 22, th");
}

/* Columns are as wide as their widest cell that has one to its right; nothing is printed behind the
 * last one of a row. */
static void prints_table(void **state)
{
    struct table table = {.columns = 3, .indent = 1, .starts = {0, 7}};
    char text[256] = "";
    FILE *out = fmemopen(text, sizeof text, "w");

    (void)state;
    assert_non_null(out);
    table_row(&table, (const char *[]){"", "now", "then"});
    table_row(&table, (const char *[]){"a", "保存", ""});
    table_row(&table, (const char *[]){"bc", "", "x"});
    table_row(&table, (const char *[]){"", "123456", "y"});
    table_row(&table, (const char *[]){"longer than two", "", ""});
    table_row(&table, (const char *[]){"reaches over", "", "z"});
    table_row(&table, (const char *[]){"", "", ""});
    table_print(&table, out);
    assert_int_equal(table.rows, 0);
    table_print(&table, out);
    fclose(out);
    assert_string_equal(text, "       now     then\n"
                              " a     保存\n"
                              " bc            x\n"
                              "       123456  y\n"
                              " longer than two\n"
                              " reaches over  z\n"
                              "\n");
}

int main(void)
{
    static struct cases cases;

    if (setlocale(LC_ALL, "C.UTF-8") == NULL) {
        fprintf(stderr, "there is no locale C.UTF-8\n");
        return 1;
    }
    for (size_t i = 0; i < CASES_COUNT(wraps); i++) {
        char name[32];

        snprintf(name, sizeof name, "%zu in %d columns", i, wraps[i].columns);
        cases_add(&cases, "wrap", name, wraps_as, &wraps[i]);
    }
    cases_add(&cases, "columns", "of narrow, wide and broken ones", counts_columns, NULL);
    cases_add(&cases, "fit", "no character is cut", fits_whole_characters, NULL);
    cases_add(&cases, "pad", "blanks up to a column", pads_to_columns, NULL);
    cases_add(&cases, "append", "behind a gap", appends_what_fits, NULL);
    cases_add(&cases, "table", "measured in columns", prints_table, NULL);
    for (size_t i = 0; i < CASES_COUNT(nears); i++)
        cases_add(&cases, "nearest", nears[i].word, finds_nearest, &nears[i]);
    return cases_run("text", &cases);
}

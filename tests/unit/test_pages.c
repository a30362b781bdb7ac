/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same is asked of every page there is: that its table is whole, that values print and parse
 * back, stand in JSON and files and come from there, that nothing which goes wrong while it is read
 * costs more than that value, that reading writes nothing, and that no byte of a BMC gets out.
 */
#include "unit/cases.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/file.h"
#include "cli/json.h"
#include "pages/pages.h"
#include "pages/power.h"
#include "pages/serial.h"
#include "scratch.h"
#include "unit/demo_look.h"
#include "unit/rig.h"

#define HELP_MAX     56
#define EXPLAIN_COLUMNS 76
#define EXPLAIN_LEAST   3
#define EXPLAIN_MOST    8
#define SCREEN_COLUMNS 79
#define REQUESTS_MAX 60 /* more than any page asks */

static bool printable(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

/* --- the table ------------------------------------------------------------------------------- */

static void assert_other(const char *one, const char *other)
{
    if (one != NULL && other != NULL)
        assert_string_not_equal(one, other);
}

/* What F1 says: so many lines of a terminal that is 80 columns wide. */
static void assert_explains(const char *text)
{
    const char *next = text;
    unsigned lines = 0;

    assert_non_null(text);
    for (; next != NULL && *next != '\0'; lines++)
        text_wrap(next, EXPLAIN_COLUMNS, &next);
    if (lines < EXPLAIN_LEAST || lines > EXPLAIN_MOST)
        print_error("%u lines: %s\n", lines, text);
    assert_uint_in_range(lines, EXPLAIN_LEAST, EXPLAIN_MOST);
}

static void test_table(void **state)
{
    const struct page_class *page = *state;

    assert_true(page->name[0] != '\0' && page->title[0] != '\0' && page->summary[0] != '\0');
    assert_true(page->settings != NULL || page->columns != NULL);
    assert_true(page->columns == NULL || page->rows == 0); /* a list's settings have none */
    assert_true(page->rows <= page->count && page->count <= MODEL_ROWS);
    if (page->columns != NULL)
        assert_explains(page->help);
    for (unsigned row = 0; row < page->count; row++) {
        const struct setting *setting = &page->settings[row];
        bool entered = setting->kind != SETTING_LINE && setting->kind != SETTING_HIDDEN;

        assert_true(setting->label[0] != '\0');
        assert_int_equal(setting->kind == SETTING_HIDDEN, row >= page->rows);
        assert_int_equal(setting->help != NULL, entered);
        if (entered)
            assert_uint_in_range(strlen(setting->help), 1, HELP_MAX);
        if (setting->kind != SETTING_HIDDEN)
            assert_explains(setting->explain);
        if (page->columns == NULL)
            assert_int_equal(setting->key != NULL,
                             setting->kind == SETTING_TEXT || setting->kind == SETTING_CHECK ||
                                 setting->choice == CHOICE_WORD);
        assert_int_equal(setting->choice != CHOICE_NONE, setting->kind == SETTING_CHOICE);
        assert_true(setting->choice != CHOICE_NONE || setting->type != NULL ||
                    setting->derive != NULL);
        assert_int_equal(setting->log != NULL, setting->write != NULL);
        assert_true(setting->write == NULL || setting->read != NULL);
        assert_int_equal(setting->lease != NULL, (setting->flags & SETTING_VIEW) != 0);
        assert_true(setting->json_order >= SETTING_JSON_FIRST && setting->json_order <= 0);
        assert_ptr_equal(pages_of(setting), page);
        for (unsigned other = 0; other < row; other++) {
            assert_string_not_equal(setting->label, page->settings[other].label);
            assert_other(setting->key, page->settings[other].key);
            assert_other(setting->json, page->settings[other].json);
            assert_other(setting->log, page->settings[other].log);
        }
    }
}

/* --- values ---------------------------------------------------------------------------------- */

/* Through the wire's bytes, KEY=VALUE, and what a text field shows. */
static void there_and_back(const struct value_type *type, uint64_t number)
{
    struct value value = {.state = VALUE_KNOWN, .number = number & type->bits}, again = value;
    uint8_t bytes[BMC_LAN_BYTES];
    char text[VALUE_TEXT];

    value_to_bytes(type, value.number, bytes);
    assert_true(value_from_bytes(type, bytes) == value.number);
    assert_true(printable(value_print(type, &value, text)) && text[0] != '\0');
    assert_true(printable(value_log(type, &value, text)) && text[0] != '\0');
    assert_true(value_same(type, &value, &value));
    if (type->parse == NULL && type->words == NULL)
        return;
    value_key(type, &value, text);
    if (value_parse(type, text, &again.number)) {
        again.number = value_merge(type, value.number, again.number);
        assert_true(value_same(type, &value, &again));
    } else {
        /* Not everything that a BMC may hold can be set. */
        assert_true(type->judge != NULL && type->judge(text, "", text, sizeof text) == RULE_ERROR &&
                    text[0] != '\0');
    }
}

static void test_values(void **state)
{
    const struct page_class *page = *state;

    for (unsigned row = 0; row < page->count; row++) {
        const struct value_type *type = page->settings[row].type;

        for (unsigned bit = 0; type != NULL && type->bytes > 0 && bit < 48; bit++) {
            there_and_back(type, (uint64_t)1 << bit);
            there_and_back(type, ~(uint64_t)0 << bit);
            there_and_back(type, ~(uint64_t)0 >> bit);
            there_and_back(type, 0x9e3779b97f4a7c15u * bit);
        }
    }
}

/* --- reading --------------------------------------------------------------------------------- */

/* Each value is there, or it is said why not; and all of it can be shown. */
static void look(const struct model *model)
{
    char text[VALUE_TEXT];

    for (unsigned row = 0; row < model->page->count; row++) {
        const struct value *value = model_value(model, row);
        const struct value_fault *fault = model_fault(model, row);

        if (value->state == VALUE_NOT_READ)
            assert_true(fault != NULL && fault->kind != ERROR_NONE);
        assert_true(printable(model_text(model, row, text)));
    }
}

static int read_form(struct rig *rig, const struct page_class *page, struct bmc_error *error)
{
    model_init(&rig->page, page);
    if (load_first(rig->bmc, &rig->page, 0, NULL, error) < 0 ||
        load_rest(rig->bmc, &rig->page, NULL, error) < 0)
        return -1;
    return load_access(rig->bmc, &rig->page, rig->page.default_user, error);
}

struct reading {
    const struct page_class *page;
    void *state;
};

/* All that is shown of a row. */
static void append(void *data, const void *row)
{
    const struct reading *reading = data;
    const struct page_class *page = reading->page;
    struct page_details details = {.count = 0};
    char text[COLUMN_TEXT];

    for (size_t i = 0; page->columns[i].print != NULL; i++) {
        page->columns[i].print(row, text);
        assert_true(printable(text));
    }
    if (page->full != NULL) {
        page->full(row, text);
        assert_true(printable(text));
    }
    if (page->details != NULL)
        page->details(reading->state, row, &details);
    for (size_t i = 0; i < details.count; i++)
        assert_true(printable(details.of[i].label) && printable(details.of[i].value));
}

static void replace(void *data, size_t index, const void *row)
{
    (void)index;
    append(data, row);
}

/* The row below the title, in full and for lack of room shorter and shorter. */
static void look_at_headline(const struct reading *reading)
{
    const struct page_window window = {1, 16, 20, 40, true};
    int columns = SCREEN_COLUMNS;
    char text[COLUMN_TEXT];

    for (int level = 0; level < 4 && reading->page->headline != NULL; level++) {
        reading->page->headline(reading->state, &window, level, text);
        assert_true(printable(text) && text_columns(text) <= columns);
        columns = text_columns(text);
    }
}

static int read_list(struct rig *rig, const struct page_class *page, struct bmc_error *error)
{
    struct reading reading = {page, calloc(1, page->state_size + 1)};
    const struct page_sink sink = {
        .append = append, .replace = replace, .data = &reading, .state = reading.state};
    int result;

    if (page->state_begin != NULL)
        page->state_begin(reading.state);
    result = page->load(rig->bmc, &sink, error);
    if (result >= 0)
        look_at_headline(&reading);
    if (page->state_drop != NULL)
        page->state_drop(reading.state);
    free(reading.state);
    return result < 0 ? -1 : 0;
}

static int read_page(struct rig *rig, const struct page_class *page, struct bmc_error *error)
{
    if (page->columns != NULL)
        return read_list(rig, page, error);
    if (read_form(rig, page, error) < 0)
        return -1;
    look(&rig->page);
    return 0;
}

/* One thing goes wrong at one request: the page is read all the same, or the sentence says why. */
static void go_wrong(const struct page_class *page, const char *what, unsigned request)
{
    struct demo_state before;
    struct bmc_error error = {.kind = ERROR_NONE};
    char fault[64];
    struct rig rig;

    rig_connect(&rig, NULL);
    demo_mark(rig.demo);
    snprintf(fault, sizeof fault, "#%u:%s", request, what);
    rig_fault(&rig, fault);
    demo_snapshot(rig.demo, &before);
    if (read_page(&rig, page, &error) < 0)
        assert_true(error.kind != ERROR_NONE && error.sentence[0] != '\0');
    assert_true(demo_equal(&before, demo_state(rig.demo)));
    rig_close(&rig);
}

static void test_faults(void **state)
{
    static const char *const faults[] = {"code=80", "code=c1", "code=c3", "code=cb",
                                         "code=d4", "code=ff", "short=2", "short",
                                         "lost",    "gone",    "late",    "wrong-command"};

    for (size_t i = 0; i < CASES_COUNT(faults); i++)
        for (unsigned request = 1; request <= REQUESTS_MAX; request += rig_stride())
            go_wrong(*state, faults[i], request);
}

/* Names and answers of a BMC that wants to be a terminal's master. */
static void test_hostile_bytes(void **state)
{
    static const char hostile[] = "\033[2J\200\377\n\r\t\"\\";
    struct bmc_error error;
    struct rig rig;

    rig_connect(&rig, NULL);
    for (unsigned slot = 1; slot <= 5; slot++)
        memcpy(demo_state(rig.demo)->users[slot].name, hostile, sizeof hostile);
    rig_fault(&rig, "set hostile=yes"); /* records, sensors and FRU, too */
    assert_int_equal(read_page(&rig, *state, &error), 0);
    rig_close(&rig);
}

/* --- JSON and files -------------------------------------------------------------------------- */

static void test_json(void **state)
{
    const struct page_class *page = *state;
    struct bmc_error error;
    struct rig rig;
    json_t *object;
    char *text;

    rig_connect(&rig, NULL);
    assert_int_equal(read_form(&rig, page, &error), 0);
    object = json_page(&rig.page, "nas1");
    for (unsigned row = 0; row < page->count; row++)
        if (page->settings[row].json != NULL)
            assert_non_null(json_object_get(object, page->settings[row].json));
    text = json_dumps(object, JSON_ENSURE_ASCII);
    assert_true(text != NULL && printable(text));
    free(text);
    json_decref(object);
    rig_close(&rig);
}

/* What export prints, apply takes, and it changes nothing. */
static void test_file(void **state)
{
    static struct file_wants wants;
    const struct set_request *request = &wants.network;
    struct bmc_error error;
    struct rig rig;
    struct edit edit;
    struct file *file;
    char name[SCRATCH_PATH];
    FILE *out;

    rig_connect(&rig, NULL);
    assert_int_equal(read_form(&rig, *state, &error), 0);
    out = fopen(scratch_path(name, sizeof name, "page.conf"), "w");
    assert_non_null(out);
    file_print(out, &rig.page, "nas1", PASSWORD_POLICY_TRUENAS);
    fclose(out);
    wants = (struct file_wants){
        .network.page = *state,
        .power.page = *state == &page_power ? &page_serial : &page_power,
        .serial.page = &page_serial};
    file = file_read(name, &wants);
    assert_non_null(file);
    assert_true(request->value_count > 0);
    edit_init(&edit);
    for (size_t i = 0; i < request->value_count; i++)
        assert_int_equal(edit_set(&edit, &rig.page, (int)request->values[i].row,
                                  request->values[i].text, &error),
                         0);
    assert_false(edit_dirty(&edit, &rig.page));
    edit_release(&edit);
    file_free(file);
    rig_close(&rig);
}

int main(void)
{
    static struct cases cases;

    for (size_t i = 0; pages[i] != NULL; i++) {
        const struct page_class *page = pages[i];

        cases_add(&cases, page->name, "table", test_table, page);
        cases_add(&cases, page->name, "faults", test_faults, page);
        cases_add(&cases, page->name, "hostile bytes", test_hostile_bytes, page);
        if (page->settings == NULL)
            continue;
        cases_add(&cases, page->name, "values", test_values, page);
        if (!page_is_form(page))
            continue;
        cases_add(&cases, page->name, "JSON", test_json, page);
        cases_add(&cases, page->name, "file", test_file, page);
    }
    return cases_run("pages", &cases);
}

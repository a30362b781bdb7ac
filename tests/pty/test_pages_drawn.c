/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same is asked of every page of pages[] on the screen: drawn at each size on each kind of
 * terminal and in each language, by a BMC whose names and GUID want to be a terminal's master; and
 * with --read-only none of its keys and items writes.
 */
#define _GNU_SOURCE 1 /* memmem() */

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "demo/demo_internal.h"
#include "layout.h"
#include "pages/pages.h"
#include "scratch.h"

#define BAD "]0;BAD" /* behind ESC: the title of a terminal's window */
#define HOSTILE                                                                                    \
    "hostile\n"                                                                                    \
    "reply 06 46 02 = 00 1b 5d 30 3b 42 41 44 07 ff 0d 0a 9b 32 4a 5c 22\n"                        \
    "guid 1b 5d 30 3b 42 41 44 07 ff 0d 0a 9b 32 4a 5c 22\n"

enum { TERMINALS = 3, LIST_TOP = 2, LIST_COLUMN = 2, FIRST_COLUMNS = 8, BELOW_LIST = 6, NARROW = 60, ITEMS = 16 };

/* The page in a terminal. */
struct size {
    int rows, cols, height, width;
};

static const struct size sizes[] = {
    {40, 120, 24, 80}, {24, 80, 24, 80}, {16, 60, 16, 60}, {12, 40, 12, 40}};

struct kind {
    const char *type, *language;
};

/* One page as it is looked at. */
struct look {
    struct term *t;
    const struct page_class *page;
    const struct size *size;
    const char *words; /* all that stands there at 80 columns */
};

static const char *translated(const char *text)
{
    return dgettext("bmctui", text);
}

static char *row_of_page(const struct look *look, int row)
{
    return term_text_at(look->t, row, 0, look->size->width);
}

static void wrong(const struct look *look, int row, const char *what)
{
    term_dump(look->t, stderr);
    fail_msg("%s, page %s, row %d at %dx%d: %s", getenv("LANGUAGE"), look->page->name, row,
             look->size->cols, look->size->rows, what);
}

static bool holds(const struct look *look, int row, const char *text)
{
    char *all = row_of_page(look, row);
    bool found = strstr(all, text) != NULL;

    free(all);
    return found;
}

static const char *cell_of(const struct look *look, int row, int col, struct term_cell *cell)
{
    term_cell(look->t, row, col, cell);
    return cell->text;
}

/* Where a page marks rows, the first column is blank as long as none is. */
static bool has_row(const struct look *look, int row)
{
    struct term_cell cell;

    for (int col = LIST_COLUMN; col < LIST_COLUMN + FIRST_COLUMNS; col++)
        if (*cell_of(look, row, col, &cell) != ' ')
            return true;
    return false;
}

static bool has_rows(const struct look *look)
{
    return look->page->columns == NULL || has_row(look, LIST_TOP);
}

/* The title above, and the keys below, which are painted last. */
static bool is_drawn(struct term *t, void *context)
{
    struct look *look = context;

    (void)t;
    return has_rows(look) && holds(look, 0, "bmctui ") && holds(look, 0, translated(look->page->title)) &&
           holds(look, look->size->height - 1, translated("Help")) &&
           !holds(look, look->size->height - 1, translated("Enter or a digit opens")) &&
           !holds(look, look->size->height - 2, translated("Reading other channels and users"));
}

/* --- what is asked of a screen --------------------------------------------------------------- */

/* All words there are, a blank before and behind each. */
static char *words_of(const struct look *look)
{
    char *words = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&words, &size);

    assert_non_null(to);
    for (int row = 0; row < look->size->height; row++) {
        char *text = row_of_page(look, row);

        fprintf(to, " %s ", text);
        free(text);
    }
    fclose(to);
    return words;
}

/* What ends at the edge is a whole word, one that is there with more room, too; or a mark. */
static void ends_with_a_word(const struct look *look, int row)
{
    struct term_cell cell;
    char *text = row_of_page(look, row), word[512];
    int last = look->size->width - 1;
    size_t length;

    last -= strchr(" ^v!*", *cell_of(look, row, last, &cell)) != NULL;
    cell_of(look, row, last, &cell);
    if (cell.width == 1 && cell.text[0] > ' ' && cell.text[0] <= '~' &&
        strchr("-~", cell.text[0]) == NULL) {
        length = strlen(text);
        while (length > 0 && strchr(" ^v!*", text[length - 1]) != NULL)
            text[--length] = '\0';
        snprintf(word, sizeof word, " %s ",
                 strrchr(text, ' ') != NULL ? strrchr(text, ' ') + 1 : text);
        if (strstr(look->words, word) == NULL)
            wrong(look, row, "cut in mid word");
    }
    free(text);
}

/* Where what follows the label begins, 0: nothing does, -1: the label is not there. A bracket
 * stands one before. */
static int value_column(const struct look *look, const char *label)
{
    int column = -1;

    for (int row = 0; row < look->size->height && column < 0; row++) {
        char *text = row_of_page(look, row), *at = text + strspn(text, " >");
        size_t length = strlen(label);

        if (at > text && strncmp(at, label, length) == 0) {
            /* Under 60 columns a bracket is enough (SCREENS.md). */
            if (strchr(look->size->width < NARROW ? " [<" : " ", at[length]) == NULL)
                wrong(look, row, "a label that runs into its value");
            at += length + strspn(at + length, " ");
            column = *at == '\0'
                         ? 0
                         : (*at == '[' || *at == '<') - text_columns(at) + text_columns(text);
        }
        free(text);
    }
    return column;
}

/* But for the controller, which is not there where there is but one. */
static void labels_and_values(const struct look *look)
{
    int column = 0;

    for (unsigned row = 0; row < look->page->rows; row++) {
        const struct setting *setting = &look->page->settings[row];
        bool beside = (setting->flags & SETTING_BESIDE) != 0 && look->size->width >= NARROW;
        int at = 0;

        if (beside && look->size->height >= 24 &&
            strstr(look->words, translated(setting->label)) == NULL)
            wrong(look, 0, translated(setting->label));
        if (!beside && setting->choice != CHOICE_TARGET)
            at = value_column(look, translated(setting->label));

        if (at < 0 && look->size->height >= 24)
            wrong(look, 0, translated(setting->label));
        if (at > 0 && column > 0 && at != column)
            wrong(look, 0, "values that do not stand in one column");
        column = at > 0 ? at : column;
    }
}

/* Some fall away where there is little room. NULL: this is the last. */
static const struct column *column_after(const struct look *look, const struct column *column)
{
    do
        column++;
    while (column->print != NULL && look->size->width < NARROW &&
           (column->wide || column[1].print == NULL));
    return column->print != NULL ? column : NULL;
}

static void columns_apart(const struct look *look)
{
    const struct column *column, *next;
    struct term_cell cell;

    for (int row = LIST_TOP; row < look->size->height - BELOW_LIST && has_row(look, row); row++) {
        int end = LIST_COLUMN;

        if (*cell_of(look, row, 1, &cell) != ' ') /* a section's name */
            continue;
        for (column = look->page->columns; (next = column_after(look, column)) != NULL;
             column = next) {
            end += look->size->width < NARROW && column->narrow > 0 ? column->narrow
                                                                    : column->width;
            if (*cell_of(look, row, end - 1, &cell) != ' ')
                wrong(look, row, "a column that runs into the next");
        }
    }
}

static void is_ascii(const struct look *look)
{
    struct term_cell cell;

    for (int row = 0; row < look->size->height; row++)
        for (int col = 0; col < look->size->width; col++) {
            const char *text = cell_of(look, row, col, &cell);

            if (text[0] < ' ' || text[0] > '~' || text[1] != '\0')
                wrong(look, row, "not 20h to 7Eh");
        }
}

static void look_at(struct look *look, bool ascii)
{
    assert_true(term_wait(look->t, 0, look->page->name, is_drawn, look));
    term_settle(look->t);
    layout_focus(look->t);
    for (int row = 0; row < look->size->height; row++)
        ends_with_a_word(look, row);
    if (look->page->columns != NULL)
        columns_apart(look);
    else
        labels_and_values(look);
    if (ascii)
        is_ascii(look);
}

/* --- every page ------------------------------------------------------------------------------ */

/* The file's name as an option; lasts. */
static const char *hostile_bmc(void)
{
    static char option[SCRATCH_PATH + 16] = "--personality=";
    FILE *to = fopen(scratch_path(option + 14, SCRATCH_PATH, "hostile.txt"), "w");

    assert_non_null(to);
    fputs(HOSTILE, to);
    fclose(to);
    return option;
}

static void open_page(struct term *t, const struct page_class *page)
{
    press(t, "Esc-9");
    layout_shows(t, "Up/Down moves  Enter or a digit opens  Esc back");
    term_type(t, (char[]){page->digit, '\0'});
}

/* The rich dress takes all there is. */
static struct size size_for(const struct kind *kind, size_t i)
{
    struct size size = sizes[i];

    if (strcmp(kind->language, "C") != 0 && strcmp(kind->type, "vt100") != 0)
        size = (struct size){size.rows, size.cols, size.rows, size.cols};
    return size;
}

/* True where a hostile name stands. */
static bool look_at_page(struct term *t, const struct page_class *page, const struct kind *kind)
{
    bool ascii = strcmp(kind->language, "C") == 0;
    struct look look = {.t = t, .page = page};
    struct size size;
    char *words = NULL;
    bool named;

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size = size_for(kind, i);
        look.size = &size;
        if (i > 0)
            term_resize(t, look.size->rows, look.size->cols);
        else
            open_page(t, page);
        assert_true(term_wait(t, 0, page->name, is_drawn, &look));
        layout_hides(t, "Reading the BMC");
        layout_hides(t, "Reading the log");
        layout_hides(t, "Reading the sensors");
        layout_hides(t, "Reading the users");
        layout_hides(t, "Looking at what is open");
        layout_hides(t, "Reading other channels and users");
        if (i == 0) {
            term_wait_quiet(t, 300); /* the rows below the first, and names that come last */
            look.words = words = words_of(&look);
        }
        look_at(&look, ascii);
    }
    named = strstr(words, "BAD") != NULL;
    free(words);
    term_resize(t, 11, 39);
    layout_shows(t,
                 "bmctui needs %d columns and %d rows; this terminal has %d and %d. F10 leaves.");
    size = size_for(kind, 0); /* no key acts before it is as large again */
    term_resize(t, look.size->rows, look.size->cols);
    assert_true(term_wait(t, 0, page->name, is_drawn, &look));
    return named;
}

static void test_drawn(void **state)
{
    const struct kind *kind = *state;
    static const char *const coloured[] = {"NO_COLOR", NULL};
    bool ascii = strcmp(kind->language, "C") == 0, named = false;
    struct console_setup setup = {.type = kind->type,
                                  .env = coloured,
                                  .rows = sizes[0].rows,
                                  .cols = sizes[0].cols,
                                  .arguments = {"--demo", hostile_bmc()}};
    struct term *t;
    const char *raw;
    size_t length;

    layout_language(kind->language);
    t = layout_start(setup, kind->language);
    /* It has no characters for Chinese and Japanese. */
    if (strcmp(kind->type, "linux") == 0 && strchr("jz", kind->language[0]) != NULL)
        layout_language("C");
    see(t, "https://");
    for (size_t i = 0; pages[i] != NULL; i++)
        named |= look_at_page(t, pages[i], kind);
    assert_true(named);
    raw = term_raw(t, &length);
    assert_null(memmem(raw, length, "\033" BAD, strlen("\033" BAD)));
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)raw[i] < (ascii ? 0x80 : 0xF8)); /* no UTF-8 has these */
    assert_int_equal(term_bells(t), 0);
    press(t, "Esc Esc");
    press_function(t, 10);
    console_ended(t, 0);
    layout_nothing_cut();
}

/* --- --read-only ----------------------------------------------------------------------------- */

/* Set Power Restore Policy with "no change": asks which there are. */
#define ASKS_POLICIES "00/06 03\n"

/* Set User Password, operation 3: tries one, and sets none. */
static bool tests_a_password(const char *line)
{
    unsigned user, operation;

    return sscanf(line, "%*d > 06/47 %x %x", &user, &operation) == 2 && operation == 3;
}

/* Every request to the BMC, as --trace writes them. */
static void only_reads(const char *file)
{
    FILE *from = fopen(file, "r");
    unsigned netfn, command, requests = 0;
    char line[1024];

    assert_non_null(from);
    while (fgets(line, sizeof line, from) != NULL) {
        const struct demo_command *row;

        if (sscanf(line, "%*d > %x/%x", &netfn, &command) != 2)
            continue;
        row = demo_command_find((uint8_t)netfn, (uint8_t)command);
        requests++;
        if (strstr(line, "> " ASKS_POLICIES) != NULL || tests_a_password(line))
            continue;
        if (row == NULL || row->access != DEMO_READS)
            fail_msg("not a read: %s", line);
    }
    fclose(from);
    assert_true(requests > 0);
}

static void back_to(struct term *t, const struct page_class *page)
{
    struct look look = {.t = t, .page = page, .size = &sizes[1]};

    press(t, "Esc Esc Esc Esc");
    open_page(t, page);
    assert_true(term_wait(t, 0, page->name, is_drawn, &look));
}

static bool is_on_leave(struct term *t)
{
    int row, col;
    char *text;
    bool found;

    term_cursor(t, &row, &col);
    text = term_text_at(t, row, col, 5);
    found = strcmp(text, "LEAVE") == 0;
    free(text);
    return found;
}

/* Keys one by one; what would leave is not pressed. */
static void press_but_leave(struct term *t, const char *keys)
{
    char copy[64], *save = NULL;

    snprintf(copy, sizeof copy, "%s", keys);
    for (char *key = strtok_r(copy, " ", &save); key != NULL; key = strtok_r(NULL, " ", &save))
        if (!is_on_leave(t) || strncmp(key, "Tab", 3) == 0)
            press(t, key);
    assert_true(term_settle(t)); /* nothing turns round and round */
}

/* Each function key, and each item with Enter, Space and a text, and what comes then. */
static void press_everything(struct term *t, const struct page_class *page)
{
    static const char *const presses[] = {"Enter Tab Enter", "Space Tab Space", "7 x Fn2"};
    char keys[64];

    for (int key = 1; key < 10; key++) {
        back_to(t, page);
        snprintf(keys, sizeof keys, "Fn%d Tab Enter", key);
        press_but_leave(t, keys);
    }
    for (int item = 0; item < ITEMS; item++) {
        for (size_t i = 0; i < sizeof presses / sizeof *presses; i++) {
            back_to(t, page);
            snprintf(keys, sizeof keys, "Home@linux Up*20 Tab*%d", item);
            press(t, keys);
            press_but_leave(t, presses[i]);
        }
    }
}

static void test_read_only(void **state)
{
    const struct page_class *page = *state;
    char trace[SCRATCH_PATH + 16] = "--trace=";
    char folder[SCRATCH_PATH], config[SCRATCH_PATH + 32];
    struct term *t;

    scratch_path(trace + 8, SCRATCH_PATH, "trace");
    assert_non_null(mkdtemp(scratch_path(folder, sizeof folder, "files.XXXXXX")));
    snprintf(config, sizeof config, "state_directory = \"%s\";\n", folder);
    layout_language("C");
    t = layout_start((struct console_setup){.arguments = {"--demo", "--read-only", trace},
                                            .config = config}, "C");
    console_wait_loaded(t);
    press_everything(t, page);
    press(t, "Esc Esc Esc Esc");
    press_function(t, 10);
    console_ended(t, 0);
    only_reads(trace + 8);
}

int main(int argc, char **argv)
{
    static const char *const types[TERMINALS] = {"vt100", "linux", "xterm-256color"};
    static struct CMUnitTest tests[TERMINALS * (LAYOUT_LANGUAGES + 1) + PAGES_MOST];
    static struct kind kinds[TERMINALS * (LAYOUT_LANGUAGES + 1)];
    static char languages[LAYOUT_LANGUAGES + 1][16] = {"C"},
                                             names[sizeof kinds / sizeof *kinds][48];
    const char *sanitizers = getenv("SANITIZERS");
    bool sanitized =
        sanitizers != NULL && *sanitizers != '\0' && getenv("BMCTUI_WHOLE") == NULL;
    size_t count = 0, all = 1;

    all += layout_translated() ? layout_languages(languages + 1) : 0;
    for (size_t i = 0; i < all * TERMINALS; i++) {
        /* With sanitizers, which are slow, each language on one of them. */
        if (sanitized && i % TERMINALS != i / TERMINALS % TERMINALS)
            continue;
        kinds[count] = (struct kind){types[i % TERMINALS], languages[i / TERMINALS]};
        snprintf(names[count], sizeof names[count], "drawn on %s, %s", kinds[count].type,
                 kinds[count].language);
        tests[count] = (struct CMUnitTest){
            .name = names[count], .test_func = test_drawn, .initial_state = &kinds[count]};
        count++;
    }
    for (size_t i = 0; pages[i] != NULL; i++)
        tests[count++] = (struct CMUnitTest){
            .name = pages[i]->name, .test_func = test_read_only, .initial_state = (void *)pages[i]};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return _cmocka_run_group_tests("pages drawn", tests, count, NULL, NULL);
}

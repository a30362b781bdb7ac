/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_LENGTH = 4096, LABEL_COLUMN = 24 };

/* --- starting and ending --------------------------------------------------- */

static char folder[PATH_LENGTH];

static void remove_folder(void)
{
    char path[PATH_LENGTH + 32];

    snprintf(path, sizeof path, "%s/bmctui.conf", folder);
    unlink(path);
    rmdir(folder);
}

/* Each start writes it anew: the program has read it before anybody starts another. */
static const char *write_config(const char *lines)
{
    static char path[PATH_LENGTH + 32];
    const char *base = getenv("TMPDIR");
    FILE *to;

    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/bmctui-pty.XXXXXX", base != NULL ? base : "/tmp");
        assert_non_null(mkdtemp(folder));
        atexit(remove_folder);
    }
    snprintf(path, sizeof path, "--config-file=%s/bmctui.conf", folder);
    to = fopen(path + strlen("--config-file="), "w");
    assert_non_null(to);
    fprintf(to, "%s\n", lines != NULL ? lines : "");
    assert_int_equal(fclose(to), 0);
    assert_int_equal(chmod(path + strlen("--config-file="), 0600), 0);
    return path;
}

struct term *console_start(struct console_setup setup)
{
    const char *argv[CONSOLE_ARGUMENTS + 3] = {NULL};
    char program[PATH_LENGTH];
    const char *top = getenv("top_builddir");
    struct term_setup how = {.argv = argv,
                             .rows = setup.rows,
                             .cols = setup.cols,
                             .type = setup.type,
                             .locale = setup.locale,
                             .env = setup.env,
                             .errors_to = setup.errors_to,
                             .leader = setup.leader};
    struct term *t;
    int count = 0;

    snprintf(program, sizeof program, "%s/bmctui", top != NULL ? top : ".");
    argv[count++] = program;
    argv[count++] = write_config(setup.config);
    if (setup.arguments[0] == NULL)
        setup.arguments[0] = "--demo";
    for (int i = 0; i < CONSOLE_ARGUMENTS && setup.arguments[i] != NULL; i++)
        argv[count++] = setup.arguments[i];
    t = term_start(&how);
    assert_non_null(t);
    if (!setup.early)
        console_wait_loaded(t);
    return t;
}

struct term *console_demo(const char *type, const char *locale, const char *config)
{
    return console_start(
        (struct console_setup){.type = type, .locale = locale, .config = config});
}

static bool is_loaded(struct term *t, void *context)
{
    bool loaded;
    int row;
    char *text;

    (void)context;
    if (!term_find(t, "BMC web address", &row, NULL))
        return false;
    text = term_text_at(t, row, LABEL_COLUMN, 20);
    loaded = text[strspn(text, " ")] != '\0' && !term_find(t, "Reading the BMC", NULL, NULL);
    free(text);
    return loaded;
}

void console_wait_loaded(struct term *t)
{
    assert_true(term_wait(t, 10000, "the page with all values", is_loaded, NULL));
}

void console_ended(struct term *t, int status)
{
    int got;

    assert_true(term_wait_exit(t, &got));
    if (!WIFEXITED(got) || WEXITSTATUS(got) != status)
        term_dump(t, stderr);
    assert_true(WIFEXITED(got));
    assert_int_equal(WEXITSTATUS(got), status);
    assert_true(term_modes_restored(t));
    term_free(t);
}

void console_leave(struct term *t)
{
    press_function(t, 10);
    console_ended(t, 0);
}

/* --- keys ------------------------------------------------------------------ */

void press(struct term *t, const char *keys)
{
    char copy[256], *save = NULL;

    assert_true(strlen(keys) < sizeof copy);
    snprintf(copy, sizeof copy, "%s", keys);
    for (char *key = strtok_r(copy, " ", &save); key != NULL; key = strtok_r(NULL, " ", &save)) {
        char *star = strchr(key, '*');
        long count = star != NULL && star > key ? strtol(star + 1, NULL, 10) : 1;

        if (star != NULL && star > key)
            *star = '\0';
        for (long i = 0; i < count; i++) {
            assert_true(term_key(t, key));
            term_pump(t, 0);
        }
    }
    term_wait_quiet(t, 30);
}

void press_function(struct term *t, int number)
{
    char key[8];

    snprintf(key, sizeof key, "Fn%d", number);
    press(t, key);
}

static void count_bells(struct term *t, const char *key, int expected)
{
    int before = term_bells(t);

    press(t, key);
    if (term_bells(t) - before != expected) {
        fprintf(stderr, "key %s rang %d times, not %d\n", key, term_bells(t) - before, expected);
        term_dump(t, stderr);
    }
    assert_int_equal(term_bells(t) - before, expected);
}

void expect_beep(struct term *t, const char *key)
{
    count_bells(t, key, 1);
}

void expect_no_beep(struct term *t, const char *key)
{
    count_bells(t, key, 0);
}

/* --- seeing ---------------------------------------------------------------- */

void see(struct term *t, const char *text)
{
    assert_true(term_wait_text(t, text));
}

void see_gone(struct term *t, const char *text)
{
    assert_true(term_wait_gone(t, text));
}

/* What may stand before a label: blanks, the focus mark, the page's box. */
static size_t skip_margin(const char *text, bool *marked)
{
    size_t at = 0;

    *marked = false;
    for (;; at++) {
        if (strncmp(text + at, "\u2502", 3) == 0)
            at += 2;
        else if (text[at] == '>')
            *marked = true;
        else if (text[at] != ' ' && text[at] != '|')
            return at;
    }
}

static bool begins_with(const char *text, const char *label)
{
    size_t length = strlen(label);

    return strncmp(text, label, length) == 0 &&
           !(isalnum((unsigned char)label[length - 1]) && isalnum((unsigned char)text[length]));
}

static int find_row(struct term *t, const char *label, bool *marked)
{
    int rows, cols, found = -1;
    bool mark;

    term_size(t, &rows, &cols);
    for (int row = 0; row < rows && found < 0; row++) {
        char *text = term_row(t, row);

        if (begins_with(text + skip_margin(text, &mark), label)) {
            found = row;
            *marked = mark;
        }
        free(text);
    }
    return found;
}

int row_of(struct term *t, const char *label)
{
    bool marked;
    int row = find_row(t, label, &marked);

    if (row < 0) {
        fprintf(stderr, "no row begins with \"%s\"\n", label);
        term_dump(t, stderr);
    }
    assert_true(row >= 0);
    return row;
}

const char *row_text(struct term *t, int row)
{
    static char texts[4][1024];
    static unsigned next;
    char *at = texts[next++ % 4], *text = term_row(t, row);

    snprintf(at, sizeof texts[0], "%s", text + strspn(text, " "));
    free(text);
    return at;
}

struct wanted {
    const char *label, *text;
};

static bool stands_in(struct term *t, void *context)
{
    const struct wanted *wanted = context;
    bool marked;
    int row = find_row(t, wanted->label, &marked);

    return row >= 0 && strstr(row_text(t, row), wanted->text) != NULL;
}

static bool stands_not_in(struct term *t, void *context)
{
    return !stands_in(t, context);
}

void see_in(struct term *t, const char *label, const char *text)
{
    struct wanted wanted = {label, text};

    assert_true(term_wait(t, 5000, text, stands_in, &wanted));
}

void see_not_in(struct term *t, const char *label, const char *text)
{
    struct wanted wanted = {label, text};

    assert_true(term_wait(t, 5000, text, stands_not_in, &wanted));
}

static bool has_focus(struct term *t, void *context)
{
    bool marked = false;
    int row = find_row(t, context, &marked), cursor_row, cursor_col;

    term_cursor(t, &cursor_row, &cursor_col);
    return row >= 0 && marked && cursor_row == row;
}

void see_focus(struct term *t, const char *label)
{
    char copy[128];

    snprintf(copy, sizeof copy, "%s", label);
    assert_true(term_wait(t, 3000, label, has_focus, copy));
}

/* The cursor stands on the first letter of a word in square brackets. */
static bool on_button(struct term *t, void *context)
{
    const char *word = context;
    int row, col;
    char *before, *text;
    bool found;

    term_cursor(t, &row, &col);
    before = term_text_at(t, row, col > 1 ? col - 2 : 0, 2);
    text = term_text_at(t, row, col, (int)strlen(word) + 2);
    found = strchr(before, '[') != NULL && strncmp(text, word, strlen(word)) == 0 &&
            strchr(text, ']') != NULL;
    free(before);
    free(text);
    return found;
}

void see_button(struct term *t, const char *word)
{
    char copy[64];

    snprintf(copy, sizeof copy, "%s", word);
    assert_true(term_wait(t, 3000, word, on_button, copy));
}

/* --- moving ---------------------------------------------------------------- */

void go_to(struct term *t, const char *label)
{
    char copy[128];

    snprintf(copy, sizeof copy, "%s", label);
    for (int i = 0; i < 40 && !has_focus(t, copy); i++)
        press(t, "Tab");
    see_focus(t, label);
}

void go_to_button(struct term *t, const char *word)
{
    char copy[64];

    snprintf(copy, sizeof copy, "%s", word);
    for (int i = 0; i < 40 && !on_button(t, copy); i++)
        press(t, "Tab");
    see_button(t, word);
}

void retype(struct term *t, const char *label, const char *text)
{
    go_to(t, label);
    press(t, "^U");
    term_type(t, text);
    term_wait_quiet(t, 30);
}

/* --- pictures -------------------------------------------------------------- */

void golden(struct term *t, const char *name, const char *type, const char *locale)
{
    static const struct term_mask masks[] = {
        {.regex = "IPMI +[^ ]+ +", .with = "IPMI    HOST    "},
        {.regex = "[0-9]+ s left", .with = "# s left"},
        {.regex = "Reading the BMC.*", .with = ""},
        {0},
    };
    char file[128];

    snprintf(file, sizeof file, "%s-%s-%s", name, type, locale);
    term_wait_quiet(t, 60);
    assert_true(term_golden_masked(t, file, TERM_GOLDEN_ATTRIBUTES, masks));
}

enum { CELL_WIDTH = 6, CELL_HEIGHT = 12 };

/* Whether the upper or lower half of this cell is dark. */
static bool is_dark(const struct term *t, const struct term_cell *cell, bool lower)
{
    unsigned fg = term_colour_rgb(t, cell->fg, 0xd0d0d0), bg = term_colour_rgb(t, cell->bg, 0);
    bool ink = strcmp(cell->text, "\u2588") == 0 ||
               strcmp(cell->text, lower ? "\u2584" : "\u2580") == 0;
    unsigned shown = ink != cell->reverse ? fg : bg;

    return (shown >> 8 & 0xff) < 0x80;
}

static void write_cells(const struct term *t, FILE *to, int row, int cols, bool lower)
{
    struct term_cell cell;

    for (int line = 0; line < CELL_HEIGHT / 2; line++)
        for (int col = 0; col < cols; col++) {
            term_cell(t, row, col, &cell);
            for (int x = 0; x < CELL_WIDTH; x++)
                fputc(is_dark(t, &cell, lower) ? 0 : 255, to);
        }
}

const char *console_qr(struct term *t)
{
    static char text[256];
    char path[PATH_LENGTH + 32], command[PATH_LENGTH + 128];
    int rows, cols;
    FILE *file;

    if (system("command -v zbarimg >/dev/null 2>&1") != 0)
        return NULL;
    snprintf(path, sizeof path, "%s/screen.pgm", folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    term_size(t, &rows, &cols);
    fprintf(file, "P5 %d %d 255\n", cols * CELL_WIDTH, rows * CELL_HEIGHT);
    for (int row = 0; row < rows; row++) {
        write_cells(t, file, row, cols, false);
        write_cells(t, file, row, cols, true);
    }
    assert_int_equal(fclose(file), 0);
    snprintf(command, sizeof command, "zbarimg -q --raw '%s' 2>/dev/null", path);
    file = popen(command, "r");
    assert_non_null(file);
    if (fgets(text, sizeof text, file) == NULL)
        text[0] = '\0';
    pclose(file);
    unlink(path);
    text[strcspn(text, "\n")] = '\0';
    return text;
}

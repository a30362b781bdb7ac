/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

enum { LABEL_COLUMN = 24 };

/* --- starting and ending --------------------------------------------------- */

char console_folder[CONSOLE_PATH];

static unsigned configs; /* written so far */

static void remove_folder(void)
{
    char path[CONSOLE_PATH + 32];

    for (; configs > 0; configs--) {
        snprintf(path, sizeof path, "%s/%u.conf", console_folder, configs);
        unlink(path);
    }
    rmdir(console_folder);
}

/* A file of its own for each start: nobody knows when the program has read it. Its name, which the
 * review shows, is one in the folder where the program runs. */
static const char *write_config(const char *lines)
{
    static char option[64];
    char path[CONSOLE_PATH + 32];
    FILE *to;

    if (console_folder[0] == '\0') {
        scratch_path(console_folder, sizeof console_folder, "bmctui-pty.XXXXXX");
        assert_non_null(mkdtemp(console_folder));
        atexit(remove_folder);
    }
    snprintf(option, sizeof option, "--config-file=%u.conf", ++configs);
    snprintf(path, sizeof path, "%s/%u.conf", console_folder, configs);
    to = fopen(path, "w");
    assert_non_null(to);
    fprintf(to, "%s\n", lines != NULL ? lines : "");
    assert_int_equal(fclose(to), 0);
    assert_int_equal(chmod(path, 0600), 0);
    return option;
}

/* What stands in /dev is no file that a password is read from. */
const char *console_no_password(void)
{
    static char option[SCRATCH_PATH + 32];
    char path[SCRATCH_PATH];
    int fd;

    if (option[0] == '\0') {
        fd = mkstemp(scratch_path(path, sizeof path, "password.XXXXXX"));
        assert_true(fd >= 0);
        close(fd);
        snprintf(option, sizeof option, "--session-password-file=%s", path);
    }
    return option;
}

struct term *console_start(struct console_setup setup)
{
    const char *argv[CONSOLE_ARGUMENTS + 3] = {NULL};
    char program[CONSOLE_PATH], whole[PATH_MAX];
    const char *top = getenv("top_builddir");
    struct term_setup how = {.argv = argv,
                             .rows = setup.rows,
                             .cols = setup.cols,
                             .type = setup.type,
                             .locale = setup.locale,
                             .env = setup.env,
                             .errors_to = setup.errors_to,
                             .leader = setup.leader,
                             .ignore_hup = setup.ignore_hup};
    struct term *t;
    int count = 0;

    snprintf(program, sizeof program, "%s/%s", top != NULL ? top : ".",
             setup.program != NULL ? setup.program : "bmctui");
    argv[count++] = realpath(program, whole) != NULL ? whole : program;
    if (!setup.no_file) {
        argv[count++] = write_config(setup.config);
        how.cwd = console_folder;
    }
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
    loaded = text[strspn(text, " .")] != '\0' && !term_find(t, "Reading ", NULL, NULL);
    free(text);
    return loaded;
}

void console_wait_loaded(struct term *t)
{
    assert_true(term_wait(t, 0, "the page with all values", is_loaded, NULL));
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
    term_settle(t);
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

/* What may stand before a label: blanks, the focus mark, lines. */
static size_t skip_margin(const char *text, bool *marked)
{
    size_t at = 0;

    *marked = false;
    for (;; at++) {
        if (strncmp(text + at, "\u2502", 3) == 0 || strncmp(text + at, "\u2500", 3) == 0)
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

    assert_true(term_wait(t, 0, text, stands_in, &wanted));
}

void see_not_in(struct term *t, const char *label, const char *text)
{
    struct wanted wanted = {label, text};

    assert_true(term_wait(t, 0, text, stands_not_in, &wanted));
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
    assert_true(term_wait(t, 0, label, has_focus, copy));
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
    assert_true(term_wait(t, 0, word, on_button, copy));
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
    term_settle(t);
}

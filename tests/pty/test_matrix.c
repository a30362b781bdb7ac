/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page on every kind of terminal, in every kind of locale, at every size: what must be so on all
 * of them. What it looks like on some of them is in golden/ (test_screens.c, test_small.c).
 */
#include "console.h"

#include <stdlib.h>
#include <string.h>

#include "locales.h"

enum { PAGE_ROWS = 24, PAGE_COLS = 80, LEAST_ROWS = 12, LEAST_COLS = 40 };
enum { RICH_ROWS = 40, RICH_COLS = 120 };

static const struct type {
    const char *name;
    bool lines;   /* drawn where the locale allows it */
    bool unknown; /* taken for a vt100, and says so */
} types[] = {
    {"linux", true, false},           {"vt100", false, false},
    {"vt220", false, false},          {"ansi", false, false},
    {"xterm-256color", true, false},  {"screen-256color", true, false},
    {"tmux-256color", true, false},   {"unknown", false, true},
    {"no-such-terminal", false, true}, {"", false, true},
};

static const struct place {
    const char *locale;
    bool made; /* with locale_folder() */
    bool lines;
} locales[] = {
    {"C", false, false},
    {"C.UTF-8", false, true},
    {LOCALE_EUC_JP, true, true},
};

static const struct size {
    int rows, cols;
} sizes[] = {{24, 80}, {12, 40}, {11, 39}, {43, 132}, {100, 300}};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const labels[] = {
    "Channel",       "IPMI Configuration", "DHCP",        "IPv4 Address",     "IPv4 Netmask",
    "IPv4 Default",  "VLAN ID",            "IPMI Password Reset", "User",     "Password",
    "Confirm Password", "IP source",       "MAC address", "Identify light",   "BMC web address",
    "[SAVE]",        "[IDENTIFY LIGHT]",   "[MANAGE]",    "[RELOAD]",         "[HELP]",
    "[LEAVE]",
};

struct case_ {
    const struct type *type;
    const struct place *place;
    struct term *t;
};

static struct size size_of(struct term *t)
{
    struct size size;

    term_size(t, &size.rows, &size.cols);
    return size;
}

struct part {
    int top, left, bottom, right;
};

/* Where the page is: 80x24 at the top left, in the dress of fast lines 120x40 in the middle. */
static struct part part_of(const struct case_ *c)
{
    bool rich = c->type->lines && c->place->lines;
    int rows = rich ? RICH_ROWS : PAGE_ROWS, cols = rich ? RICH_COLS : PAGE_COLS;
    struct size size = size_of(c->t);
    struct part part = {0, 0, 0, 0};

    rows = rows < size.rows ? rows : size.rows;
    cols = cols < size.cols ? cols : size.cols;
    if (rich)
        part = (struct part){(size.rows - rows) / 2, (size.cols - cols) / 2, 0, 0};
    part.bottom = part.top + rows - 1;
    part.right = part.left + cols - 1;
    return part;
}

static void failed(const struct case_ *c, const char *what)
{
    struct size size = size_of(c->t);

    fprintf(stderr, "%s, %s, %dx%d: %s\n", c->type->name, c->place->locale, size.cols, size.rows,
            what);
    term_dump(c->t, stderr);
    fail();
}

/* --- what must be so ------------------------------------------------------------ */

static bool is_char(struct term *t, int row, int col, const char *text)
{
    struct term_cell cell;

    if (col < 0)
        return false;
    term_cell(t, row, col, &cell);
    return strcmp(cell.text, text) == 0;
}

/* A button begins there, with a bracket or a fill. */
static bool is_bracket(struct term *t, int row, int col)
{
    char *text = col < 0 ? NULL : term_text_at(t, row, col, 1);
    bool is = text != NULL && strcmp(text, "[") == 0;

    free(text);
    return is;
}

/* The cursor stands in the row that is marked, or on the button that is. */
static bool on_focus(struct term *t, void *context)
{
    const struct case_ *c = context;
    struct size size = size_of(t);
    int left = part_of(c).left, row, col, marks = 0;

    term_cursor(t, &row, &col);
    for (int i = 0; i < size.rows; i++)
        marks += is_char(t, i, left, ">");
    if (is_char(t, row, left, ">"))
        return marks == 1;
    return marks == 0 && is_bracket(t, row, col - 1) && is_char(t, row, col - 2, ">");
}

/* Nothing is ever written in the last cell: some terminals would scroll. */
static void see_last_cell_free(const struct case_ *c)
{
    struct size size = size_of(c->t);
    struct term_cell cell;

    term_cell(c->t, size.rows - 1, size.cols - 1, &cell);
    if (cell.written)
        failed(c, "the last cell is written");
}

/* Letters where lines were meant, lines where letters were meant, bytes that are no character. */
static void see_no_garbage(const struct case_ *c)
{
    static const char *const garbage[] = {"qqq", "xxx", "lqq", "\uFFFD", "\u00C4", "\u00DA",
                                          "^N",  "^O",  "[0m", ";1m", "<2>", "$<"};
    char *screen = term_screen(c->t);
    size_t length;
    const char *raw = term_raw(c->t, &length);
    bool lines = strstr(screen, "\u2500") != NULL;

    for (size_t i = 0; i < COUNT(garbage); i++)
        if (strstr(screen, garbage[i]) != NULL)
            failed(c, garbage[i]);
    if (lines != (c->type->lines && c->place->lines))
        failed(c, "lines, or none");
    for (size_t i = 0; i < length && strcmp(c->place->locale, "C") == 0; i++)
        if ((unsigned char)raw[i] >= 0x80)
            failed(c, "a byte that the C locale does not have");
    free(screen);
}

/* But for title and keys, which are the terminal's in the dress of fast lines. */
static void see_not_stretched(const struct case_ *c)
{
    struct size size = size_of(c->t);
    struct part part = part_of(c);

    for (int row = 1; row < size.rows - 1; row++)
        for (int col = 0; col < size.cols; col++) {
            bool outside = row < part.top || row > part.bottom || col < part.left ||
                           col > part.right;

            if (outside && !is_char(c->t, row, col, " "))
                failed(c, "something stands beside the page");
        }
}

static void look(const struct case_ *c, bool seen[COUNT(labels)])
{
    for (size_t i = 0; i < COUNT(labels); i++)
        seen[i] |= term_find(c->t, labels[i], NULL, NULL);
    see_last_cell_free(c);
}

/* To another item: at 40x12 it may come to the same place, the rows scroll. */
static void tab(const struct case_ *c)
{
    char *before = term_screen(c->t), *after;
    int from[2], to[2];
    bool moved;

    term_cursor(c->t, &from[0], &from[1]);
    press(c->t, "Tab");
    term_cursor(c->t, &to[0], &to[1]);
    after = term_screen(c->t);
    moved = strcmp(before, after) != 0 || from[0] != to[0] || from[1] != to[1];
    free(before);
    free(after);
    if (!moved || !on_focus(c->t, (void *)c))
        failed(c, "Tab");
}

/* Round and round by Tab: everything comes by. */
static void walk(const struct case_ *c)
{
    bool seen[COUNT(labels)] = {false};
    int stops = 0, row, col, start_row, start_col;

    press(c->t, "Home@linux");
    if (!on_focus(c->t, (void *)c))
        failed(c, "Home");
    term_cursor(c->t, &start_row, &start_col);
    do {
        look(c, seen);
        tab(c);
        term_cursor(c->t, &row, &col);
        stops++;
    } while ((row != start_row || col != start_col || stops < 10) && stops < 30);
    look(c, seen);
    for (size_t i = 0; i < COUNT(labels); i++)
        if (!seen[i])
            failed(c, labels[i]);
    assert_int_equal(stops, 15);
}

static void see_too_small(const struct case_ *c)
{
    static const char *const parts[] = {"40", "12", "39", "11", "F10"};

    for (size_t i = 0; i < COUNT(parts); i++)
        see(c->t, parts[i]);
    see_gone(c->t, "DHCP");
    see_last_cell_free(c);
}

static bool settled(struct term *t, void *context)
{
    struct size size = size_of(t);

    if (size.rows < LEAST_ROWS)
        return term_find(t, "bmctui needs", NULL, NULL);
    return term_find(t, " Leave", NULL, NULL) && term_find(t, "802.3", NULL, NULL) &&
           !term_find(t, "Reading", NULL, NULL) && on_focus(t, context);
}

static void check_size(const struct case_ *c)
{
    struct size size = size_of(c->t);

    term_settle(c->t);
    if (!term_wait(c->t, 0, "the page with its values", settled, (void *)c))
        failed(c, "the page");
    term_settle(c->t);
    if (size.rows < LEAST_ROWS) {
        see_too_small(c);
        return;
    }
    see_no_garbage(c);
    if (c->type->unknown)
        see(c->t, "Unknown TERM");
    if (size.rows == PAGE_ROWS || size.rows == LEAST_ROWS)
        walk(c);
    else
        see_not_stretched(c);
}

/* --- all of them ------------------------------------------------------------------ */

static struct term *start(const struct type *type, const struct place *place, struct size size)
{
    char path[4200];
    const char *env[] = {path, NULL}, *folder = NULL;

    if (place->made) {
        folder = locale_folder(place->locale);
        if (folder == NULL)
            return NULL;
        snprintf(path, sizeof path, "LOCPATH=%s", folder);
    }
    return console_start((struct console_setup){.type = type->name, .locale = place->locale,
                                                .env = folder != NULL ? env : NULL,
                                                .rows = size.rows, .cols = size.cols,
                                                .early = true});
}

/* Starts at one of the sizes, and goes through all of them. */
static void run(const struct type *type, const struct place *place, size_t first)
{
    struct case_ c = {type, place, start(type, place, sizes[first % COUNT(sizes)])};

    if (c.t == NULL)
        return;
    for (size_t i = 0; i <= COUNT(sizes); i++) {
        check_size(&c);
        term_mark(c.t);
        if (i < COUNT(sizes))
            term_resize(c.t, sizes[(first + i + 1) % COUNT(sizes)].rows,
                        sizes[(first + i + 1) % COUNT(sizes)].cols);
    }
    term_send(c.t, "\0330", 2);
    console_ended(c.t, 0);
}

/* With sanitizers, which are slow, a sixth of the types in each locale: half of them in one. */
static void run_all(const struct place *place)
{
    const char *sanitizers = getenv("SANITIZERS");
    bool whole = sanitizers == NULL || *sanitizers == '\0' || getenv("BMCTUI_WHOLE") != NULL;

    for (size_t i = whole ? 0 : (size_t)(place - locales); i < COUNT(types); i += whole ? 1 : 6)
        run(&types[i], place, i);
}

static void test_c(void **state)
{
    (void)state;
    run_all(&locales[0]);
}

static void test_utf8(void **state)
{
    (void)state;
    run_all(&locales[1]);
}

static void test_euc(void **state)
{
    (void)state;
    if (locale_folder(locales[2].locale) == NULL)
        skip();
    run_all(&locales[2]);
}

/* --- what cannot show it ------------------------------------------------------------ */

static void refused(const char *type, const char *command)
{
    const char *top = getenv("top_builddir");
    char line[CONSOLE_PATH + 100];
    const char *argv[] = {"sh", "-c", line, NULL};
    struct term *t;
    char *screen;
    int status;

    snprintf(line, sizeof line, "B='%s/bmctui'; %s; echo status $?", top != NULL ? top : ".",
             command);
    t = term_start(&(struct term_setup){.argv = argv, .type = type});
    assert_non_null(t);
    assert_true(term_wait_exit(t, &status));
    screen = term_screen(t);
    for (char *at = screen; (at = strpbrk(at, "\n ")) != NULL;)
        memmove(at, at + 1, strlen(at)); /* the sentence goes on in the next row */
    assert_non_null(strstr(screen, "status2"));
    assert_non_null(strstr(screen, "bmctuishow"));
    assert_non_null(strstr(screen, "bmctuiset"));
    assert_null(strstr(screen, "IPMIConfiguration"));
    free(screen);
    assert_true(term_modes_restored(t));
    term_free(t);
}

static void test_refused(void **state)
{
    (void)state;
    refused("dumb", "$B --demo");
    refused("dumb", "$B --demo console");
    refused("lpr", "$B --demo console");
    refused("xterm", "$B --demo console </dev/null");
    refused("xterm", "$B --demo console 2>&1 >/dev/null");
    refused("xterm", "{ TERM=dumb $B --demo console 2>&1; echo status $?; } | cat");
}

/* A serial line tells no size: terminfo's holds. */
static void test_no_size(void **state)
{
    const char *top = getenv("top_builddir");
    char program[CONSOLE_PATH];
    const char *argv[] = {program, "--demo", NULL};
    struct term *t;

    (void)state;
    snprintf(program, sizeof program, "%s/bmctui", top != NULL ? top : ".");
    t = term_start(&(struct term_setup){
        .argv = argv, .type = "vt220", .locale = "C", .told_rows = -1});
    assert_non_null(t);
    console_wait_loaded(t);
    see_focus(t, "Channel");
    assert_int_equal(row_of(t, "Esc then:"), 23);
    console_leave(t);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_c),       cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_euc),     cmocka_unit_test(test_refused),
        cmocka_unit_test(test_no_size),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

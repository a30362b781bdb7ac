/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "locales.h"
#include "scratch.h"

enum { PATH = 4200, COLS = 80, ITEMS_MOST = 24, FOCUS = 512 };

static void fails(struct term *t, const char *what, int row)
{
    term_dump(t, stderr);
    fail_msg("row %d: %s", row, what);
}

/* --- starting ---------------------------------------------------------------- */

static const char *in_build(const char *name)
{
    static char path[PATH];
    const char *top = getenv("top_builddir");

    snprintf(path, sizeof path, "%s/%s", top != NULL ? top : ".", name);
    return path;
}

size_t layout_languages(char names[LAYOUT_LANGUAGES][16])
{
    const char *top = getenv("top_srcdir");
    char path[PATH];
    size_t count = 0;
    FILE *from;

    snprintf(path, sizeof path, "%s/po/LINGUAS", top != NULL ? top : ".");
    from = fopen(path, "r");
    while (from != NULL && count < LAYOUT_LANGUAGES && fscanf(from, "%15s", names[count]) == 1)
        count++;
    if (from != NULL)
        fclose(from);
    return count;
}

bool layout_translated(void)
{
    return access(in_build("here/locale/compiled"), R_OK) == 0;
}

/* Where cut.c writes. */
static const char *cut_file(void)
{
    static char path[PATH];

    if (path[0] == '\0')
        scratch_path(path, sizeof path, "bmctui-cut");
    return path;
}

struct term *layout_start(struct console_setup setup, const char *language)
{
    char preload[PATH * 2], speaks[32], cut[PATH + 16], path[PATH];
    const char *dress = setup.env != NULL ? setup.env[0] : "NO_COLOR=1";
    const char *env[] = {preload, "ELSEWHERE_HOST=nas1", speaks, cut, path, dress, NULL};

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", in_build("tests/pty/elsewhere.so"));
    snprintf(preload + strlen(preload), sizeof preload - strlen(preload), ":%s",
             in_build("tests/pty/cut.so"));
    snprintf(path, sizeof path, "LOCPATH=%s", locale_folder(LOCALE_SPOKEN));
    snprintf(speaks, sizeof speaks, "LANGUAGE=%s", language);
    snprintf(cut, sizeof cut, "CUT_TO=%s", cut_file());
    setup.program = "here/bmctui";
    setup.locale = strcmp(language, "C") == 0 ? "C" : LOCALE_SPOKEN;
    setup.env = env;
    setup.early = true;
    return console_start(setup);
}

void layout_nothing_cut(void)
{
    bool longer = strcmp(getenv("LANGUAGE"), "pseudo") == 0, wrong = false;
    char line[1024];
    FILE *from = fopen(cut_file(), "r");

    if (from == NULL)
        return;
    while (fgets(line, sizeof line, from) != NULL)
        if (!longer) {
            fprintf(stderr, "%s", line);
            wrong = true;
        }
    fclose(from);
    unlink(cut_file());
    if (wrong)
        fail_msg("%s: a text too long for its place, or over another", getenv("LANGUAGE"));
}

/* --- texts ------------------------------------------------------------------- */

void layout_language(const char *name)
{
    const char *top = getenv("top_builddir");
    char path[PATH];

    snprintf(path, sizeof path, "%s/here/locale", top != NULL ? top : ".");
    assert_non_null(locale_folder(LOCALE_SPOKEN));
    assert_int_equal(setenv("LOCPATH", locale_folder(LOCALE_SPOKEN), 1), 0);
    assert_int_equal(setenv("LANGUAGE", name, 1), 0);
    assert_non_null(setlocale(LC_ALL, "C")); /* what was looked up before is forgotten */
    assert_non_null(setlocale(LC_ALL, LOCALE_SPOKEN));
    assert_non_null(bindtextdomain("bmctui", path));
    assert_non_null(bind_textdomain_codeset("bmctui", "UTF-8"));
    unlink(cut_file());
}

/* Blanks, lines and the code are where rows were broken, or beside them. */
static bool is_text(const char *cell)
{
    return cell[0] != '\0' && cell[0] != ' ' && strncmp(cell, "\u2500", 3) != 0 &&
           strncmp(cell, "\u2580", 3) != 0 && strncmp(cell, "\u2584", 3) != 0 &&
           strncmp(cell, "\u2588", 3) != 0;
}

static char *row_texts(struct term *t, int first, int last)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    struct term_cell cell;
    int rows, cols;

    assert_non_null(to);
    term_size(t, &rows, &cols);
    for (int row = first; row <= last; row++)
        for (int col = 0; col < cols; col++) {
            term_cell(t, row, col, &cell);
            if (is_text(cell.text))
                fputs(cell.text, to);
        }
    fclose(to);
    return text;
}

/* A first row that is broken goes on in the next, not in its tag. */
static void drop_tag(char *text)
{
    const char *tag = dgettext("bmctui", "DEMO");
    size_t length = strlen(text), tail = strlen(tag);

    if (length > tail && strcmp(text + length - tail, tag) == 0)
        text[length - tail] = '\0';
}

static char *screen_text(struct term *t)
{
    char *title = row_texts(t, 0, 0), *rest, *text;
    int rows, cols;

    term_size(t, &rows, &cols);
    drop_tag(title);
    rest = row_texts(t, 1, rows - 1);
    text = calloc(1, strlen(title) + strlen(rest) + 1);
    assert_non_null(text);
    strcat(strcpy(text, title), rest);
    free(title);
    free(rest);
    return text;
}

/* The next piece of a format without blanks; *format goes behind what printf replaces. */
static const char *next_piece(const char **format, char piece[512])
{
    size_t length = 0;
    const char *at = *format;

    for (; *at != '\0' && (*at != '%' || at[1] == '%'); at++) {
        if (*at != ' ' && length + 1 < 512)
            piece[length++] = *at;
        at += *at == '%';
    }
    if (*at == '%')
        at += strcspn(at, "csduxX") + 1;
    *format = at;
    piece[length] = '\0';
    return piece;
}

static bool is_shown(struct term *t, void *context)
{
    const char *format = context, *found;
    char *text = screen_text(t), piece[512];

    for (found = text; *format != '\0' && found != NULL;) {
        next_piece(&format, piece);
        found = strstr(found, piece);
        found = found != NULL ? found + strlen(piece) : NULL;
    }
    free(text);
    return found != NULL;
}

static char *translated(const char *text)
{
    char *found = dgettext("bmctui", text);

    if (found == text && strcmp(getenv("LANGUAGE"), "C") != 0 &&
        strcmp(getenv("LANGUAGE"), "en") != 0)
        fail_msg("the catalogue of %s does not have the text \"%s\"", getenv("LANGUAGE"), text);
    return found;
}

void layout_shows(struct term *t, const char *text)
{
    char *wanted = translated(text);

    assert_true(term_wait(t, 5000, wanted, is_shown, wanted));
}

static bool is_not_shown(struct term *t, void *context)
{
    return !is_shown(t, context);
}

void layout_hides(struct term *t, const char *text)
{
    assert_true(term_wait(t, 5000, "a text to go", is_not_shown, translated(text)));
}

/* --- columns ----------------------------------------------------------------- */

void layout_edge(struct term *t)
{
    struct term_cell cell;
    int rows, cols;

    term_size(t, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        term_cell(t, row, cols - 1, &cell);
        if (cell.written && strchr(" ^v!*~", cell.text[0]) == NULL &&
            strncmp(cell.text, "\xe2\x94", 2) != 0) /* lines */
            fails(t, "a text in the last column", row);
    }
}

static bool is_blank(struct term *t, int row, int col)
{
    struct term_cell cell;

    term_cell(t, row, col, &cell);
    return cell.width == 1 && cell.text[0] == ' ';
}

/* Column of the first [ or < of a row, -1: none. */
static int bracket_of(struct term *t, int row)
{
    struct term_cell cell;

    for (int col = 0; col < COLS; col++) {
        term_cell(t, row, col, &cell);
        if (cell.text[0] == '[' || cell.text[0] == '<')
            return col;
    }
    return -1;
}

void layout_fields(struct term *t)
{
    enum { FIRST = 1, LAST = 15 }; /* Channel, web address */
    int column = bracket_of(t, FIRST), bracket;

    for (int row = FIRST; row <= LAST; row++) {
        bracket = bracket_of(t, row);
        if (bracket >= 0 && (bracket != column || !is_blank(t, row, bracket - 1)))
            fails(t, "not in the column of the brackets, or no blank before it", row);
        if (bracket < 0 && is_blank(t, row, 1) &&
            (!is_blank(t, row, column) || is_blank(t, row, column + 1)))
            fails(t, "a value not in its column", row);
    }
}

void layout_table(struct term *t, int first, int last, const int *columns)
{
    for (int row = first; row <= last; row++)
        for (int i = 0; columns[i] != 0; i++)
            if (!is_blank(t, row, columns[i] - 1))
                fails(t, "a text that runs into the next column", row);
}

/* --- the focus --------------------------------------------------------------- */

void layout_focus(struct term *t)
{
    struct term_cell cell;
    int row, col, rows, cols;

    term_cursor(t, &row, &col);
    term_size(t, &rows, &cols);
    for (int i = 0; i < col && row < rows - 1; i++) {
        term_cell(t, row, i, &cell);
        if (cell.text[0] == '>')
            return;
    }
    fails(t, "no mark before the cursor", row);
}

/* --- the whole screen -------------------------------------------------------- */

static bool is_cell(struct term *t, int row, int col, const char *text)
{
    struct term_cell cell;

    term_cell(t, row, col, &cell);
    return strcmp(cell.text, text) == 0;
}

/* How many of these from this cell on, that way. */
static int run_of(struct term *t, int row, int col, bool up, const char *text)
{
    int rows, cols, length = 0;

    term_size(t, &rows, &cols);
    while (row - up * length >= 0 && col + !up * length < cols &&
           is_cell(t, row - up * length, col + !up * length, text))
        length++;
    return length;
}

/* The upper edge of a box may be a bar, and has the title. A text that runs through an edge, or a
 * dialog that lies over one, leaves no whole box. */
static void box_is_whole(struct term *t)
{
    int rows, cols, cursor_row, cursor_col, corners = 0, whole = 0;

    term_size(t, &rows, &cols);
    term_cursor(t, &cursor_row, &cursor_col);
    for (int row = 1; row < rows; row++)
        for (int col = 0; col < cols; col++) {
            int width, height;

            if (!is_cell(t, row, col, "\u2514"))
                continue;
            corners++;
            width = run_of(t, row, col + 1, false, "\u2500");
            height = run_of(t, row - 1, col, true, "\u2502");
            whole += is_cell(t, row, col + 1 + width, "\u2518") && height > 1 &&
                     run_of(t, row - 1, col + 1 + width, true, "\u2502") == height &&
                     cursor_row < row && cursor_row >= row - height && cursor_col > col &&
                     cursor_col <= col + width;
        }
    if (corners > 0 && whole == 0)
        fails(t, "no box that is whole and has the cursor", cursor_row);
}

/* Some terminals would scroll. */
static void last_cell_is_free(struct term *t)
{
    struct term_cell cell;
    int rows, cols;

    term_size(t, &rows, &cols);
    term_cell(t, rows - 1, cols - 1, &cell);
    if (cell.written && cell.text[0] != ' ')
        fails(t, "the last cell is written", rows - 1);
}

/* The focus mark, first in its row or before a button. */
static bool has_mark(struct term *t)
{
    int rows, cols;
    bool found = false;

    term_size(t, &rows, &cols);
    for (int row = 1; row < rows - 1 && !found; row++) {
        char *text = term_row(t, row), *mark = text + strspn(text, " ");

        found = (mark[0] == '>' && mark[1] != '\0' && mark[2] != ' ') || strstr(text, " > [") != NULL;
        free(text);
    }
    return found;
}

/* A title above and keys below; the cursor at the mark, if something has the focus. */
void layout_screen(struct term *t, const char *name)
{
    int texts = 0, rows, cols;

    fprintf(stderr, "# %s\n", name);
    term_size(t, &rows, &cols);
    for (int i = 0; i < rows; i++) {
        char *text = row_texts(t, i, i);

        texts += text[0] != '\0';
        free(text);
    }
    if (texts < 3)
        fails(t, "no title, nothing beneath it, or no keys", 0);
    if (has_mark(t))
        layout_focus(t);
    layout_edge(t);
    last_cell_is_free(t);
    box_is_whole(t);
}

/* The row and the column of the cursor: they tell items apart, scrolled or not. */
static void print_focus(struct term *t, char text[FOCUS])
{
    char *row;
    int at, col;

    term_cursor(t, &at, &col);
    row = term_row(t, at);
    snprintf(text, FOCUS, "%d %s", col, row);
    free(row);
}

void layout_walk(struct term *t, int items)
{
    char first[FOCUS], now[FOCUS];
    int count = 0;

    assert_true(term_settle(t));
    print_focus(t, first);
    do {
        assert_true(term_key(t, "Tab"));
        assert_true(term_settle(t));
        layout_focus(t);
        layout_edge(t);
        print_focus(t, now);
    } while (++count < ITEMS_MOST && strcmp(first, now) != 0);
    if (count != items)
        term_dump(t, stderr);
    assert_int_equal(count, items);
}

void layout_go(struct term *t, enum item item)
{
    char keys[32];

    snprintf(keys, sizeof keys, "Up*20 Down*%d", (int)item);
    press(t, item == CHANNEL ? "Up*20" : keys);
}

void layout_enter(struct term *t, enum item item, const char *text)
{
    layout_go(t, item);
    press(t, "^U");
    term_type(t, text);
    term_settle(t);
}

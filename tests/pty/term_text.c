/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands on the screen, as text. The dress of a line is no matter of tests that ask for
 * "[1234]" or for a row that begins with a label: a fill in place of brackets is told as brackets,
 * and where a dialog is a box over a dimmed page only box and last row are told. Who wants the
 * cells as they are asks term_cell().
 */
#include "term_own.h"

#include <stdlib.h>
#include <string.h>

/* ---- boxes ---- */

struct box {
    int top, left, bottom, right;
};

static bool is_one_of(const struct term *term, int row, int col, const char *one, const char *other)
{
    struct term_cell cell;

    term_cell(term, row, col, &cell);
    return strcmp(cell.text, one) == 0 || strcmp(cell.text, other) == 0;
}

/* Where the lower edge in this row ends; -1: there is none. */
static int end_of_edge(const struct term *term, int row, int left)
{
    int col = left + 1;

    if (!is_one_of(term, row, left, "\u2514", "+")) {
        return -1;
    }
    while (is_one_of(term, row, col, "\u2500", "-")) {
        col++;
    }
    return is_one_of(term, row, col, "\u2518", "+") && col > left + 1 ? col : -1;
}

/* The innermost one that the cursor stands in; its upper edge may be a bar. */
static bool find_box(const struct term *term, struct box *box)
{
    int rows, cols, cursor_row, cursor_col;

    term_size(term, &rows, &cols);
    term_cursor(term, &cursor_row, &cursor_col);
    *box = (struct box){0, -1, 0, cols};
    for (int row = rows - 1; row > 1; row--) {
        for (int col = 0; col < cols; col++) {
            int right = end_of_edge(term, row, col), top = row - 1;

            while (right > 0 && is_one_of(term, top, col, "\u2502", "|") &&
                   is_one_of(term, top, right, "\u2502", "|")) {
                top--;
            }
            if (right > 0 && top < row - 1 && cursor_row > top && cursor_row < row &&
                cursor_col > col && cursor_col < right && right - col < box->right - box->left) {
                *box = (struct box){top, col, row, right};
            }
        }
    }
    return box->left >= 0;
}

/* A title that lies beneath a box has no ground of its own, but for the tag at its end. */
static bool is_title(const struct term *term, int col)
{
    struct term_cell title, beneath;

    term_cell(term, 0, col, &title);
    term_cell(term, 1, 0, &beneath);
    return title.bg != beneath.bg;
}

/* Beside or beneath a box, or its sides. */
static bool is_hidden(const struct term *term, const struct box *box, int row, int col)
{
    int rows, cols;

    term_size(term, &rows, &cols);
    if (row == rows - 1 || (row == 0 && box->top > 0 && is_title(term, col))) {
        return false;
    }
    return row < box->top || row > box->bottom || col <= box->left || col >= box->right;
}

/* ---- fills ---- */

/* What the program fills in place of brackets: fields, the focus, buttons, in its themes, with 256
 * colours and with eight. In row 0 they are those of titles. */
static bool is_filled(const struct term *term, int row, int col, int *colour)
{
    static const int fills[] = {236, 237, 153, 18, 226, 4, 6, 3};
    struct term_cell cell;

    term_cell(term, row, col, &cell);
    *colour = cell.bg;
    for (size_t i = 0; row > 0 && i < sizeof fills / sizeof fills[0]; i++)
        if (cell.bg == fills[i]) {
            return true;
        }
    return false;
}

/* The last cell of the fill that way, and whether it is blank. */
static int end_of_fill(const struct term *term, int row, int col, int step, bool *blank)
{
    struct term_cell cell;
    int colour, next;

    is_filled(term, row, col, &colour);
    while (col + step >= 0 && is_filled(term, row, col + step, &next) && next == colour) {
        col += step;
    }
    term_cell(term, row, col, &cell);
    *blank = cell.text[0] == ' ';
    return col;
}

/* Between two blanks. */
static void tell_fill(const struct term *term, int row, int col, struct term_cell *cell)
{
    bool first_blank, last_blank;
    int first, last, colour;

    if (cell->text[0] != ' ' || !is_filled(term, row, col, &colour)) {
        return;
    }
    first = end_of_fill(term, row, col, -1, &first_blank);
    last = end_of_fill(term, row, col, 1, &last_blank);
    if (first_blank && last_blank && first < last && (col == first || col == last)) {
        cell->text[0] = col == first ? '[' : ']';
    }
}

/* ---- texts ---- */

static void shown_cell(const struct term *term, const struct box *box, int row, int col,
                       struct term_cell *cell)
{
    term_cell(term, row, col, cell);
    tell_fill(term, row, col, cell);
    if (box != NULL && is_hidden(term, box, row, col)) {
        strcpy(cell->text, cell->width > 1 ? "  " : cell->width > 0 ? " " : "");
    }
}

char *term_text_at(const struct term *term, int row, int col, int width)
{
    size_t size = (size_t)(width > 0 ? width : 0) * sizeof((struct term_cell *)0)->text + 1;
    size_t length = 0;
    char *text = calloc(1, size);
    struct term_cell cell;
    struct box box;
    bool boxed = find_box(term, &box);

    if (text == NULL) {
        abort();
    }
    for (int i = 0; i < width; i++) {
        shown_cell(term, boxed ? &box : NULL, row, col + i, &cell);
        length += (size_t)snprintf(text + length, size - length, "%s", cell.text);
    }
    return text;
}

char *term_row(const struct term *term, int row)
{
    int rows, cols;
    size_t length;
    char *text;

    term_size(term, &rows, &cols);
    text = term_text_at(term, row, 0, cols);
    length = strlen(text);
    while (length > 0 && text[length - 1] == ' ') {
        text[--length] = '\0';
    }
    return text;
}

char *term_screen(const struct term *term)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    int rows, cols;

    if (to == NULL) {
        abort();
    }
    term_size(term, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        char *line = term_row(term, row);

        fprintf(to, "%s\n", line);
        free(line);
    }
    fclose(to);
    return text;
}

static int column_of(const struct term *term, int row, size_t bytes)
{
    struct term_cell cell;
    struct box box;
    bool boxed = find_box(term, &box);
    int col = 0;

    for (size_t seen = 0;; col++) {
        shown_cell(term, boxed ? &box : NULL, row, col, &cell);
        if (seen >= bytes && cell.width > 0) {
            return col;
        }
        seen += strlen(cell.text);
    }
}

bool term_find(const struct term *term, const char *text, int *row, int *col)
{
    int rows, cols;
    bool found = false;

    term_size(term, &rows, &cols);
    for (int r = 0; r < rows && !found; r++) {
        char *line = term_text_at(term, r, 0, cols);
        const char *at = strstr(line, text);

        found = at != NULL;
        if (found && row != NULL) {
            *row = r;
        }
        if (found && col != NULL) {
            *col = column_of(term, r, (size_t)(at - line));
        }
        free(line);
    }
    return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "svg.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum { WIDTH = 9, HEIGHT = 20, BASELINE = 15, MARGIN = 10 };

struct look {
    unsigned fg, bg;
    bool bold, underline, italic;
};

static uint32_t first_code(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;

    if (b[0] < 0x80) {
        return b[0];
    }
    if (b[0] < 0xe0) {
        return (uint32_t)(b[0] & 0x1f) << 6 | (b[1] & 0x3f);
    }
    if (b[0] < 0xf0) {
        return (uint32_t)(b[0] & 0x0f) << 12 | (uint32_t)(b[1] & 0x3f) << 6 | (b[2] & 0x3f);
    }
    return 0xfffd;
}

static struct look look_of(const struct term *term, const struct term_cell *cell,
                           const struct svg_style *style)
{
    int fg = cell->fg >= 0 && cell->fg < 8 && cell->bold ? cell->fg + 8 : cell->fg;
    struct look look = {
        .fg = term_colour_rgb(term, fg, style->fg),
        .bg = term_colour_rgb(term, cell->bg, style->bg),
        .bold = cell->bold,
        .underline = cell->underline,
        .italic = cell->italic,
    };

    if (cell->reverse) {
        unsigned swapped = look.fg;

        look.fg = look.bg;
        look.bg = swapped;
    }
    return look;
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->fg == b->fg && a->bg == b->bg && a->bold == b->bold && a->underline == b->underline &&
           a->italic == b->italic;
}

const struct svg_style svg_usual = {.fg = 0xd8d8d8, .bg = 0x16181c, .cursor = true};

static void rectangle(FILE *to, double x, double y, double w, double h, unsigned colour)
{
    fprintf(to, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"/>\n", x, y, w, h,
            colour);
}

/* Lines from the middle of a cell to its sides: 1 left, 2 right, 4 up, 8 down. */
static unsigned line_sides(uint32_t code)
{
    static const struct {
        uint16_t code;
        uint8_t sides;
    } shapes[] = {
        {0x2500, 3},  {0x2501, 3},  {0x2502, 12}, {0x2503, 12}, {0x250c, 10}, {0x2510, 9},
        {0x2514, 6},  {0x2518, 5},  {0x251c, 14}, {0x2524, 13}, {0x252c, 11}, {0x2534, 7},
        {0x253c, 15}, {0x256d, 10}, {0x256e, 9},  {0x256f, 5},  {0x2570, 6},  {0x2550, 3},
        {0x2551, 12}, {0x2554, 10}, {0x2557, 9},  {0x255a, 6},  {0x255d, 5},
    };

    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (shapes[i].code == code) {
            return shapes[i].sides;
        }
    }
    return 0;
}

/* Draws what fonts leave gaps in; false: it is a letter. */
static bool draw_shape(FILE *to, uint32_t code, double x, double y, unsigned colour)
{
    const double middle_x = x + WIDTH / 2.0, middle_y = y + HEIGHT / 2.0;
    unsigned sides = line_sides(code);

    if (sides & 3) {
        double from = sides & 1 ? x : middle_x - 0.5, end = sides & 2 ? x + WIDTH : middle_x + 0.5;

        rectangle(to, from, middle_y - 0.5, end - from, 1, colour);
    }
    if (sides & 12) {
        double from = sides & 4 ? y : middle_y - 0.5, end = sides & 8 ? y + HEIGHT : middle_y + 0.5;

        rectangle(to, middle_x - 0.5, from, 1, end - from, colour);
    }
    if (code == 0x2580) { /* upper half block */
        rectangle(to, x, y, WIDTH, HEIGHT / 2.0, colour);
    } else if (code == 0x2584) { /* lower half block */
        rectangle(to, x, middle_y, WIDTH, HEIGHT / 2.0, colour);
    } else if (code == 0x2588) {
        rectangle(to, x, y, WIDTH, HEIGHT, colour);
    } else {
        return sides != 0;
    }
    return true;
}

static void escape(FILE *to, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", to);
            break;
        case '<':
            fputs("&lt;", to);
            break;
        case '>':
            fputs("&gt;", to);
            break;
        default:
            fputc(*text, to);
        }
    }
}

static void open_text(FILE *to, int row, int col, int columns, const struct look *look)
{
    fprintf(to, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s%s>",
            MARGIN + col * WIDTH, MARGIN + row * HEIGHT + BASELINE, columns * WIDTH, look->fg,
            look->bold ? " font-weight=\"bold\"" : "", look->italic ? " font-style=\"italic\"" : "",
            look->underline ? " text-decoration=\"underline\"" : "");
}

/* The line that starts here, as one. Returns its last cell. */
static int draw_line(const struct term *term, FILE *to, int row, int col, int last, unsigned colour)
{
    struct term_cell cell;
    int end = col;

    while (end < last) {
        term_cell(term, row, end + 1, &cell);
        if (strcmp(cell.text, "\u2500") != 0) {
            break;
        }
        end++;
    }
    rectangle(to, MARGIN + col * WIDTH, MARGIN + row * HEIGHT + HEIGHT / 2.0 - 0.5,
              (end - col + 1) * WIDTH, 1, colour);
    return end;
}

/* Cells of one look: background, then the text; runs of blanks that show nothing are left out. */
static void write_run(const struct term *term, FILE *to, int row, int first, int last,
                      const struct look *look, const struct svg_style *style)
{
    int start = -1, columns = 0;
    struct term_cell cell;
    double y = MARGIN + row * HEIGHT;

    if (look->bg != style->bg) {
        rectangle(to, MARGIN + first * WIDTH, y, (last - first + 1) * WIDTH, HEIGHT, look->bg);
    }
    for (int col = first; col <= last + 1; col++) {
        bool is_letter = false;

        if (col <= last) {
            term_cell(term, row, col, &cell);
            if (start < 0 && strcmp(cell.text, "\u2500") == 0) {
                col = draw_line(term, to, row, col, last, look->fg);
                continue;
            }
            is_letter = cell.width > 0 && (look->underline || strcmp(cell.text, " ") != 0) &&
                        !draw_shape(to, first_code(cell.text), MARGIN + col * WIDTH, y, look->fg);
            is_letter = is_letter || (cell.width == 0 && start >= 0);
        }
        if (is_letter) {
            start = start < 0 ? col : start;
            columns++;
            continue;
        }
        if (start >= 0) {
            open_text(to, row, start, columns, look);
            for (int i = start; i < start + columns; i++) {
                term_cell(term, row, i, &cell);
                escape(to, cell.text);
            }
            fputs("</text>\n", to);
        }
        start = -1;
        columns = 0;
    }
}

void svg_row(const struct term *term, FILE *to, int row, const struct svg_style *style)
{
    struct term_cell cell;
    struct look run, look;
    int first = 0, rows, cols;

    term_size(term, &rows, &cols);
    term_cell(term, row, 0, &cell);
    run = look_of(term, &cell, style);
    for (int col = 1; col < cols; col++) {
        term_cell(term, row, col, &cell);
        look = look_of(term, &cell, style);
        if (!same_look(&look, &run)) {
            write_run(term, to, row, first, col - 1, &run, style);
            run = look;
            first = col;
        }
    }
    write_run(term, to, row, first, cols - 1, &run, style);
}

void svg_begin(FILE *to, int rows, int cols, const struct svg_style *style, const char *css)
{
    int width = cols * WIDTH + 2 * MARGIN, height = rows * HEIGHT + 2 * MARGIN;

    fprintf(to,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "viewBox=\"0 0 %d %d\">\n%s"
            "<rect width=\"100%%\" height=\"100%%\" fill=\"#%06x\"/>\n"
            "<g font-family=\"DejaVu Sans Mono, Liberation Mono, Menlo, Consolas, monospace\" "
            "font-size=\"15\" xml:space=\"preserve\">\n",
            width, height, width, height, css, style->bg);
}

void svg_cursor(const struct term *term, FILE *to, const struct svg_style *style)
{
    int row, col;

    term_cursor(term, &row, &col);
    if (style->cursor && term_cursor_visible(term)) {
        fprintf(to,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\" "
                "fill-opacity=\"0.6\"/>\n",
                MARGIN + col * WIDTH, MARGIN + row * HEIGHT, WIDTH, HEIGHT, style->fg);
    }
}

void svg_end(FILE *to)
{
    fputs("</g>\n</svg>\n", to);
}

void svg_write(const struct term *term, FILE *to, const struct svg_style *style)
{
    int rows, cols;

    style = style != NULL ? style : &svg_usual;
    term_size(term, &rows, &cols);
    svg_begin(to, rows, cols, style, "");
    for (int r = 0; r < rows; r++) {
        svg_row(term, to, r, style);
    }
    svg_cursor(term, to, style);
    svg_end(to);
}

bool svg_save(const struct term *term, const char *file, const struct svg_style *style)
{
    FILE *to = fopen(file, "w");

    if (to == NULL) {
        return false;
    }
    svg_write(term, to, style);
    return fclose(to) == 0;
}

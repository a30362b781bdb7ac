/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "svg_film.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "svg.h"

enum { FRAMES = 64, PIECES = 1024 };

/* A row, or the cursor, as it is in some of the frames: what does not change is there once. */
struct piece {
    int row; /* the number of rows: the cursor */
    char *text;
    char shown[FRAMES + 1]; /* '1' where it is seen */
};

struct svg_film {
    int rows, cols;
    int frames, pieces;
    int ms[FRAMES];
    struct piece piece[PIECES];
};

struct svg_film *svg_film_new(void)
{
    struct svg_film *film = calloc(1, sizeof *film);

    if (film == NULL) {
        abort();
    }
    return film;
}

/* Takes the text over. */
static void film_add(struct svg_film *film, int row, char *text)
{
    struct piece *piece = film->piece;

    while (piece < film->piece + film->pieces &&
           (piece->row != row || strcmp(piece->text, text) != 0)) {
        piece++;
    }
    if (piece == film->piece + film->pieces) {
        assert(film->pieces < PIECES);
        film->pieces++;
        piece->row = row;
        piece->text = text;
        memset(piece->shown, '0', FRAMES);
    } else {
        free(text);
    }
    piece->shown[film->frames] = '1';
}

void svg_film_frame(struct svg_film *film, const struct term *term, int ms)
{
    assert(film->frames < FRAMES);
    term_size(term, &film->rows, &film->cols);
    for (int row = 0; row <= film->rows; row++) {
        char *text = NULL;
        size_t size = 0;
        FILE *to = open_memstream(&text, &size);

        if (to == NULL) {
            abort();
        }
        if (row < film->rows) {
            svg_row(term, to, row, &svg_usual);
        } else {
            svg_cursor(term, to, &svg_usual);
        }
        fclose(to);
        film_add(film, row, text);
    }
    film->ms[film->frames++] = ms;
}

static bool is_always(const struct svg_film *film, const struct piece *piece)
{
    return memchr(piece->shown, '0', (size_t)film->frames) == NULL;
}

/* The first of the pieces that are seen at the same time. */
static int film_class(const struct svg_film *film, int index)
{
    int first = 0;

    while (strncmp(film->piece[first].shown, film->piece[index].shown, (size_t)film->frames) != 0) {
        first++;
    }
    return first;
}

static void write_class(const struct svg_film *film, int index, int total, FILE *to)
{
    const char *shown = film->piece[index].shown;
    int at = 0;

    fprintf(to, ".k%d{visibility:%s;animation:k%d %dms step-end infinite}\n@keyframes k%d{", index,
            shown[film->frames - 1] == '1' ? "visible" : "hidden", index, total, index);
    for (int i = 0; i < film->frames; at += film->ms[i++]) {
        if (i == 0 || shown[i] != shown[i - 1]) {
            fprintf(to, "%.2f%%{visibility:%s}", 100.0 * at / total,
                    shown[i] == '1' ? "visible" : "hidden");
        }
    }
    fputs("}\n", to);
}

static char *film_css(const struct svg_film *film)
{
    char *css = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&css, &size);
    int total = 0;

    if (to == NULL) {
        abort();
    }
    for (int i = 0; i < film->frames; i++) {
        total += film->ms[i];
    }
    fputs("<style>\n", to);
    for (int i = 0; i < film->pieces; i++) {
        if (!is_always(film, &film->piece[i]) && film_class(film, i) == i) {
            write_class(film, i, total, to);
        }
    }
    fputs("@media(prefers-reduced-motion){g{animation:none!important}}\n</style>\n", to);
    fclose(to);
    return css;
}

void svg_film_write(const struct svg_film *film, FILE *to)
{
    char *css = film_css(film);

    svg_begin(to, film->rows, film->cols, &svg_usual, css);
    free(css);
    for (int i = 0; i < film->pieces; i++) {
        const struct piece *piece = &film->piece[i];

        if (piece->text[0] == '\0') {
            continue;
        }
        if (is_always(film, piece)) {
            fputs(piece->text, to);
        } else {
            fprintf(to, "<g class=\"k%d\">\n%s</g>\n", film_class(film, i), piece->text);
        }
    }
    svg_end(to);
}

void svg_film_free(struct svg_film *film)
{
    for (int i = 0; i < film->pieces; i++) {
        free(film->piece[i].text);
    }
    free(film);
}

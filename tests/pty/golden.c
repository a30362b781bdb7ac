/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens compared with files. */
#include "term.h"

#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LENGTH = 4096 };

/* ---- the text ---- */

static int columns_in(const char *text, size_t length)
{
    int columns = 0;

    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return columns;
}

/* Every match in `line` becomes mask->with, or one # a column; the old line is freed. */
static char *mask_regex(char *line, const struct term_mask *mask, const regex_t *regex)
{
    char *text = NULL;
    size_t size = 0;
    const char *at = line;
    FILE *to = open_memstream(&text, &size);
    regmatch_t found;

    if (to == NULL) {
        abort();
    }
    while (*at != '\0' && regexec(regex, at, 1, &found, at > line ? REG_NOTBOL : 0) == 0 &&
           found.rm_eo > found.rm_so) {
        size_t start = (size_t)found.rm_so, length = (size_t)(found.rm_eo - found.rm_so);

        fwrite(at, 1, start, to);
        if (mask->with != NULL) {
            fputs(mask->with, to);
        } else {
            for (int i = columns_in(at + start, length); i > 0; i--) {
                fputc('#', to);
            }
        }
        at += start + length;
    }
    fputs(at, to);
    fclose(to);
    free(line);
    return text;
}

static bool is_masked_cell(const struct term_mask *mask, int row, int col)
{
    return mask->regex == NULL && mask->row == row && col >= mask->col &&
           (mask->width == 0 || col < mask->col + mask->width);
}

static bool is_last(const struct term_mask *mask)
{
    return mask->regex == NULL && mask->with == NULL && mask->row == 0 && mask->col == 0 &&
           mask->width == 0;
}

static char *raw_row(const struct term *term, int row, int cols, const struct term_mask *masks)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    struct term_cell cell;

    if (to == NULL) {
        abort();
    }
    for (int col = 0; col < cols; col++) {
        bool masked = false;

        for (const struct term_mask *m = masks; m != NULL && !is_last(m); m++) {
            masked = masked || is_masked_cell(m, row, col);
        }
        term_cell(term, row, col, &cell);
        fputs(masked ? "#" : cell.text, to);
    }
    fclose(to);
    return text;
}

static bool write_row(const struct term *term, int row, int cols, const struct term_mask *masks,
                      FILE *to)
{
    char *line = raw_row(term, row, cols, masks);
    size_t length;

    for (const struct term_mask *m = masks; m != NULL && !is_last(m); m++) {
        regex_t regex;

        if (m->regex == NULL) {
            continue;
        }
        if (regcomp(&regex, m->regex, REG_EXTENDED) != 0) {
            fprintf(stderr, "term: wrong regular expression: %s\n", m->regex);
            free(line);
            return false;
        }
        line = mask_regex(line, m, &regex);
        regfree(&regex);
    }
    length = strlen(line);
    while (length > 0 && line[length - 1] == ' ') {
        line[--length] = '\0';
    }
    fprintf(to, "%02d|%s\n", row, line);
    free(line);
    return true;
}

static bool same_look(const struct term_cell *a, const struct term_cell *b, unsigned flags)
{
    bool same = a->bold == b->bold && a->underline == b->underline && a->reverse == b->reverse &&
                a->blink == b->blink && a->italic == b->italic;

    return same && (!(flags & TERM_GOLDEN_COLOURS) || (a->fg == b->fg && a->bg == b->bg));
}

static void write_colour(FILE *to, const char *name, int colour)
{
    if (colour != TERM_DEFAULT_COLOUR && (colour & TERM_RGB)) {
        fprintf(to, " %s=#%06x", name, (unsigned)colour & 0xffffff);
    } else if (colour != TERM_DEFAULT_COLOUR) {
        fprintf(to, " %s=%d", name, colour);
    }
}

static void write_run(FILE *to, int row, int first, int last, const struct term_cell *cell,
                      unsigned flags)
{
    static const struct term_cell plain = {.fg = TERM_DEFAULT_COLOUR, .bg = TERM_DEFAULT_COLOUR};

    if (same_look(cell, &plain, flags)) {
        return;
    }
    fprintf(to, "%02d %d-%d", row, first, last);
    fputs(cell->bold ? " bold" : "", to);
    fputs(cell->underline ? " underline" : "", to);
    fputs(cell->reverse ? " reverse" : "", to);
    fputs(cell->blink ? " blink" : "", to);
    fputs(cell->italic ? " italic" : "", to);
    if (flags & TERM_GOLDEN_COLOURS) {
        write_colour(to, "fg", cell->fg);
        write_colour(to, "bg", cell->bg);
    }
    fputc('\n', to);
}

static void write_attributes(const struct term *term, int rows, int cols, unsigned flags, FILE *to)
{
    struct term_cell run, cell;

    fputs("attributes:\n", to);
    for (int row = 0; row < rows; row++) {
        int first = 0;

        term_cell(term, row, 0, &run);
        for (int col = 1; col < cols; col++) {
            term_cell(term, row, col, &cell);
            if (!same_look(&run, &cell, flags)) {
                write_run(to, row, first, col - 1, &run, flags);
                run = cell;
                first = col;
            }
        }
        write_run(to, row, first, cols - 1, &run, flags);
    }
}

char *term_capture(const struct term *term, unsigned flags, const struct term_mask *masks)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    int rows, cols, row, col;
    bool good = true;

    if (to == NULL) {
        abort();
    }
    term_size(term, &rows, &cols);
    term_cursor(term, &row, &col);
    fprintf(to, "%dx%d, cursor at row %d, column %d%s\n", cols, rows, row, col,
            term_cursor_visible(term) ? "" : ", hidden");
    for (int r = 0; r < rows && good; r++) {
        good = write_row(term, r, cols, masks, to);
    }
    if (flags != 0) {
        write_attributes(term, rows, cols, flags, to);
    }
    fclose(to);
    if (!good) {
        free(text);
        return NULL;
    }
    return text;
}

/* ---- files ---- */

/* Directories: from the environment (scripts), else as compiled in. */
static const char *golden_dir(void)
{
    const char *given = getenv("BMCTUI_GOLDEN_DIR");

    return given != NULL ? given : TERM_GOLDEN_DIR;
}

static const char *actual_dir(void)
{
    const char *given = getenv("BMCTUI_GOLDEN_ACTUAL_DIR");

    return given != NULL ? given : TERM_ACTUAL_DIR;
}

static char *read_whole(const char *path)
{
    char *text = NULL, buffer[4096];
    size_t size = 0, got;
    FILE *from = fopen(path, "r");
    FILE *to;

    if (from == NULL) {
        return NULL;
    }
    to = open_memstream(&text, &size);
    if (to == NULL) {
        abort();
    }
    while ((got = fread(buffer, 1, sizeof buffer, from)) > 0) {
        fwrite(buffer, 1, got, to);
    }
    fclose(to);
    fclose(from);
    return text;
}

static bool write_whole(const char *dir, const char *path, const char *text)
{
    FILE *to;
    bool written;

    mkdir(dir, 0777);
    to = fopen(path, "w");
    if (to == NULL) {
        fprintf(stderr, "term: %s: %s\n", path, strerror(errno));
        return false;
    }
    written = fputs(text, to) >= 0;
    written = fclose(to) == 0 && written;
    if (!written) {
        fprintf(stderr, "term: %s: %s\n", path, strerror(errno));
    }
    return written;
}

/* The length of the line at `text`, and where the next one starts. */
static size_t line_at(const char *text, const char **next)
{
    size_t length = strcspn(text, "\n");

    *next = text[length] == '\n' ? text + length + 1 : text + length;
    return length;
}

static void print_difference(const char *name, const char *golden, const char *actual)
{
    fprintf(stderr, "term: the screen is not that of %s (- golden, + actual):\n", name);
    while (*golden != '\0' || *actual != '\0') {
        const char *next_golden, *next_actual;
        size_t g = line_at(golden, &next_golden), a = line_at(actual, &next_actual);

        if (g == a && memcmp(golden, actual, g) == 0) {
            fprintf(stderr, "  %.*s\n", (int)g, golden);
        } else {
            fprintf(stderr, "- %.*s\n+ %.*s\n", (int)g, golden, (int)a, actual);
        }
        golden = next_golden;
        actual = next_actual;
    }
}

static bool compare(const char *name, const char *golden_path, const char *actual)
{
    char kept[PATH_LENGTH];
    char *golden = read_whole(golden_path);
    bool same = golden != NULL && strcmp(golden, actual) == 0;

    snprintf(kept, sizeof kept, "%s/%s", actual_dir(), name);
    if (same) {
        unlink(kept); /* of an earlier run */
    } else {
        if (golden == NULL) {
            fprintf(stderr, "term: there is no %s; BMCTUI_GOLDEN=update writes it. Actual:\n%s",
                    golden_path, actual);
        } else {
            print_difference(name, golden, actual);
        }
        if (write_whole(actual_dir(), kept, actual)) {
            fprintf(stderr, "term: kept as %s; BMCTUI_GOLDEN=update takes it over\n", kept);
        }
    }
    free(golden);
    return same;
}

bool term_golden_file(const char *dir, const char *name, const char *actual)
{
    const char *mode = getenv("BMCTUI_GOLDEN");
    char path[PATH_LENGTH];

    snprintf(path, sizeof path, "%s/%s", dir, name);
    if (mode != NULL && strcmp(mode, "update") == 0) {
        return write_whole(dir, path, actual);
    }
    return compare(name, path, actual);
}

char *term_golden_kept(const char *name)
{
    char path[PATH_LENGTH];

    snprintf(path, sizeof path, "%s/%s.txt", golden_dir(), name);
    return read_whole(path);
}

bool term_golden_masked(struct term *term, const char *name, unsigned flags,
                        const struct term_mask *masks)
{
    char file[PATH_LENGTH];
    char *actual;
    bool good;

    term_pump(term, 0);
    actual = term_capture(term, flags, masks);
    if (actual == NULL) {
        return false;
    }
    snprintf(file, sizeof file, "%s.txt", name);
    good = term_golden_file(golden_dir(), file, actual);
    free(actual);
    return good;
}

bool term_golden(struct term *term, const char *name)
{
    return term_golden_masked(term, name, 0, NULL);
}

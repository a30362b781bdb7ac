/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal shows, what went over the line, and the state of the program. */
#include "term_own.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the screen ---- */

void term_size(const struct term *term, int *rows, int *cols)
{
    vterm_get_size(term->vt, rows, cols);
}

static size_t encode(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xc0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        to[0] = (char)(0xe0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3f));
        to[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | code >> 18);
    to[1] = (char)(0x80 | (code >> 12 & 0x3f));
    to[2] = (char)(0x80 | (code >> 6 & 0x3f));
    to[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

static int colour_of(const VTermColor *colour, bool is_default)
{
    if (is_default) {
        return TERM_DEFAULT_COLOUR;
    }
    if (VTERM_COLOR_IS_INDEXED(colour)) {
        return colour->indexed.idx;
    }
    return TERM_RGB | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

static void cell_text(const VTermScreenCell *from, struct term_cell *cell)
{
    size_t length = 0;

    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && from->chars[i] != 0; i++) {
        length += encode(cell->text + length, from->chars[i]);
    }
    cell->text[length] = '\0';
}

void term_cell(const struct term *term, int row, int col, struct term_cell *cell)
{
    VTermPos at = {.row = row, .col = col};
    VTermScreenCell from;

    memset(cell, 0, sizeof *cell);
    cell->text[0] = ' ';
    cell->width = 1;
    cell->fg = cell->bg = TERM_DEFAULT_COLOUR;
    memset(&from, 0, sizeof from);
    if (row < 0 || col < 0 || !vterm_screen_get_cell(term->screen, at, &from)) {
        return;
    }
    if (from.chars[0] == (uint32_t)-1) { /* behind a wide character */
        term_cell(term, row, col - 1, cell);
        cell->text[0] = '\0';
        cell->width = 0;
        return;
    }
    cell->bg = colour_of(&from.bg, VTERM_COLOR_IS_DEFAULT_BG(&from.bg));
    cell->reverse = term->reversed;
    if (from.chars[0] == 0) { /* erased: no attribute but the background, and that with bce only */
        if (term->info.found && !term->info.bce) {
            cell->bg = TERM_DEFAULT_COLOUR;
        }
        return;
    }
    cell_text(&from, cell);
    cell->written = true;
    cell->width = from.width;
    cell->bold = from.attrs.bold;
    cell->underline = from.attrs.underline != VTERM_UNDERLINE_OFF;
    cell->reverse = from.attrs.reverse;
    cell->blink = from.attrs.blink;
    cell->italic = from.attrs.italic;
    cell->fg = colour_of(&from.fg, VTERM_COLOR_IS_DEFAULT_FG(&from.fg));
}

/* xterm's cube and greys; libvterm's has even steps. */
static unsigned cube_rgb(int colour)
{
    static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
    unsigned grey = 8 + 10 * (unsigned)(colour - 232);

    if (colour >= 232) {
        return grey << 16 | grey << 8 | grey;
    }
    colour -= 16;
    return levels[colour / 36] << 16 | levels[colour / 6 % 6] << 8 | levels[colour % 6];
}

unsigned term_colour_rgb(const struct term *term, int colour, unsigned when_default)
{
    VTermColor value;

    if (colour == TERM_DEFAULT_COLOUR) {
        return when_default;
    }
    if (colour & TERM_RGB) {
        return (unsigned)colour & 0xffffff;
    }
    if (colour >= 16) {
        return cube_rgb(colour);
    }
    vterm_color_indexed(&value, (uint8_t)colour);
    vterm_screen_convert_color_to_rgb(term->screen, &value);
    return (unsigned)value.rgb.red << 16 | (unsigned)value.rgb.green << 8 | value.rgb.blue;
}

void term_cursor(const struct term *term, int *row, int *col)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(term->vt), &at);
    *row = at.row;
    *col = at.col;
}

bool term_cursor_visible(const struct term *term)
{
    return term->cursor_visible;
}

bool term_alternate(const struct term *term)
{
    return term->alternate;
}

int term_bells(const struct term *term)
{
    return term->bells;
}

const char *term_osc(const struct term *term, int number)
{
    return filter_osc(term->filter, number);
}

const char *term_type_name(const struct term *term)
{
    return term->type;
}

void term_dump(const struct term *term, FILE *to)
{
    int rows, cols, row, col;

    vterm_get_size(term->vt, &rows, &cols);
    term_cursor(term, &row, &col);
    fprintf(to, "   +- %s %dx%d, cursor %d,%d%s\n", term->type, cols, rows, row, col,
            term->cursor_visible ? "" : " (hidden)");
    for (int r = 0; r < rows; r++) {
        char *line = term_row(term, r);

        fprintf(to, "%3d|%s\n", r, line);
        free(line);
    }
    fprintf(to, "   +-\n");
    fflush(to);
}

/* ---- the line ---- */

void term_mark(struct term *term)
{
    term->mark = term->log_length;
}

size_t term_bytes(const struct term *term)
{
    return term->log_length - term->mark;
}

const char *term_raw(const struct term *term, size_t *length)
{
    *length = term_bytes(term);
    return term->log != NULL ? term->log + term->mark : "";
}

bool term_raw_save(const struct term *term, const char *file)
{
    FILE *to = fopen(file, "wb");
    bool written;

    if (to == NULL) {
        return false;
    }
    written = term->log_length == 0 || fwrite(term->log, term->log_length, 1, to) == 1;
    return fclose(to) == 0 && written;
}

long long term_sent_at(const struct term *term)
{
    return term->sent_at;
}

static long since_sent(const struct term *term, long long at)
{
    return at != 0 ? (long)(at - term->sent_at) : -1;
}

long term_first_byte_us(const struct term *term)
{
    return since_sent(term, term->first_byte_at);
}

long term_last_byte_us(const struct term *term)
{
    return since_sent(term, term->last_byte_at);
}

long term_text_us(const struct term *term)
{
    return since_sent(term, term->text_at);
}

/* ---- the program ---- */

pid_t term_pid(const struct term *term)
{
    return term->pid;
}

bool term_exited(const struct term *term, int *status)
{
    if (term->exited && status != NULL) {
        *status = term->status;
    }
    return term->exited;
}

long term_cpu_ms(const struct term *term)
{
    char path[64], line[1024] = "";
    unsigned long user = 0, system = 0;
    const char *name_end;
    FILE *from;

    if (term->exited) {
        const struct rusage *u = &term->end.usage;

        return (u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1000 +
               (u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1000;
    }
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)term->pid);
    from = fopen(path, "r");
    if (from == NULL) {
        return -1;
    }
    if (fgets(line, sizeof line, from) == NULL) {
        line[0] = '\0';
    }
    fclose(from);
    name_end = strrchr(line, ')'); /* the name may hold anything */
    if (name_end == NULL ||
        sscanf(name_end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
               &system) != 2) {
        return -1;
    }
    return (long)((user + system) * 1000 / (unsigned long)sysconf(_SC_CLK_TCK));
}

static long status_kib(const struct term *term, const char *name)
{
    char path[64], line[256];
    long kib = 0;
    FILE *from;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)term->pid);
    from = fopen(path, "r");
    if (from == NULL) {
        return 0;
    }
    while (fgets(line, sizeof line, from) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0) {
            kib = strtol(line + strlen(name), NULL, 10);
        }
    }
    fclose(from);
    return kib;
}

long term_rss_kib(const struct term *term)
{
    return term->exited ? 0 : status_kib(term, "VmRSS:");
}

long term_peak_kib(const struct term *term)
{
    return term->exited ? term->end.usage.ru_maxrss : status_kib(term, "VmHWM:");
}

bool term_modes(const struct term *term, struct termios *now)
{
    return term->master >= 0 && tcgetattr(term->master, now) == 0;
}

const struct termios *term_modes_before(const struct term *term)
{
    return &term->before;
}

const struct termios *term_modes_after(const struct term *term)
{
    return term->has_after ? &term->after : NULL;
}

static bool same_flags(const char *name, tcflag_t before, tcflag_t after)
{
    if (before != after) {
        fprintf(stderr, "term: %s was %o and is %o\n", name, before, after);
    }
    return before == after;
}

bool term_modes_restored(const struct term *term)
{
    const struct termios *b = &term->before, *a = &term->after;
    bool same;

    if (!term->has_after) {
        fprintf(stderr, "term: the modes at the end are not known\n");
        return false;
    }
    same = same_flags("c_iflag", b->c_iflag, a->c_iflag);
    same = same_flags("c_oflag", b->c_oflag, a->c_oflag) && same;
    same = same_flags("c_cflag", b->c_cflag, a->c_cflag) && same;
    same = same_flags("c_lflag", b->c_lflag, a->c_lflag) && same;
    if (memcmp(b->c_cc, a->c_cc, sizeof b->c_cc) != 0) {
        fprintf(stderr, "term: the control characters have changed\n");
        same = false;
    }
    return same;
}

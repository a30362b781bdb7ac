/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filter.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SEQUENCE_MAX = 16384, OSC_KEPT = 4 };

enum state { GROUND, ESCAPE, ESCAPE_MORE, CSI, STRING, STRING_ESCAPE };

struct osc {
    int number;
    char *text;
};

struct filter {
    struct filter_setup setup;
    bool utf8;
    iconv_t from; /* (iconv_t)-1: none, bytes from 80h on are shown as U+FFFD */
    enum state state;
    char sequence[SEQUENCE_MAX]; /* the escape sequence read so far, ESC first */
    size_t length;
    char glyph[8]; /* a multi-byte character read so far */
    size_t glyph_length;
    char last[8]; /* the last glyph shown, for REP */
    bool pc_now;
    bool no_wrap; /* ESC [ ? 7 l */
    struct osc osc[OSC_KEPT];
};

/* Code page 437: 00-1F, then 7F, then 80-FF. */
static const uint16_t pc_low[32] = {
    0x20,   0x263a, 0x263b, 0x2665, 0x2666, 0x2663, 0x2660, 0x2022, 0x25d8, 0x25cb, 0x25d9,
    0x2642, 0x2640, 0x266a, 0x266b, 0x263c, 0x25ba, 0x25c4, 0x2195, 0x203c, 0xb6,   0xa7,
    0x25ac, 0x21a8, 0x2191, 0x2193, 0x2192, 0x2190, 0x221f, 0x2194, 0x25b2, 0x25bc,
};
static const uint16_t pc_high[128] = {
    0xc7,   0xfc,   0xe9,   0xe2,   0xe4,   0xe0,   0xe5,   0xe7,   0xea,   0xeb,   0xe8,   0xef,
    0xee,   0xec,   0xc4,   0xc5,   0xc9,   0xe6,   0xc6,   0xf4,   0xf6,   0xf2,   0xfb,   0xf9,
    0xff,   0xd6,   0xdc,   0xa2,   0xa3,   0xa5,   0x20a7, 0x192,  0xe1,   0xed,   0xf3,   0xfa,
    0xf1,   0xd1,   0xaa,   0xba,   0xbf,   0x2310, 0xac,   0xbd,   0xbc,   0xa1,   0xab,   0xbb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255d, 0x255c, 0x255b, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f,
    0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
    0x3b1,  0xdf,   0x393,  0x3c0,  0x3a3,  0x3c3,  0xb5,   0x3c4,  0x3a6,  0x398,  0x3a9,  0x3b4,
    0x221e, 0x3c6,  0x3b5,  0x2229, 0x2261, 0xb1,   0x2265, 0x2264, 0x2320, 0x2321, 0xf7,   0x2248,
    0xb0,   0x2219, 0xb7,   0x221a, 0x207f, 0xb2,   0x25a0, 0xa0,
};

static bool is_ascii_name(const char *charset)
{
    return strcasecmp(charset, "ANSI_X3.4-1968") == 0 || strcasecmp(charset, "ASCII") == 0 ||
           strcasecmp(charset, "US-ASCII") == 0 || charset[0] == '\0';
}

struct filter *filter_new(const struct filter_setup *setup)
{
    struct filter *f = calloc(1, sizeof *f);

    if (f == NULL) {
        return NULL;
    }
    f->setup = *setup;
    f->utf8 = strcasecmp(setup->charset, "UTF-8") == 0 || strcasecmp(setup->charset, "utf8") == 0;
    f->from = (iconv_t)-1;
    if (!f->utf8 && !is_ascii_name(setup->charset)) {
        f->from = iconv_open("UTF-8", setup->charset);
    }
    f->setup.charset = strdup(setup->charset);
    if (f->setup.charset == NULL) {
        free(f);
        return NULL;
    }
    return f;
}

void filter_free(struct filter *filter)
{
    if (filter == NULL) {
        return;
    }
    if (filter->from != (iconv_t)-1) {
        iconv_close(filter->from);
    }
    for (size_t i = 0; i < OSC_KEPT; i++) {
        free(filter->osc[i].text);
    }
    free((char *)filter->setup.charset);
    free(filter);
}

static void put(struct filter *f, const char *bytes, size_t length)
{
    vterm_input_write(f->setup.vt, bytes, length);
}

static void put_glyph(struct filter *f, const char *text)
{
    VTermState *state = vterm_obtain_state(f->setup.vt);
    VTermPos before, after;
    int rows, cols;

    vterm_get_size(f->setup.vt, &rows, &cols);
    /* libvterm writes the second half of a wide one beside a screen of one column. */
    if (cols < 2) {
        return;
    }
    vterm_state_get_cursorpos(state, &before);
    put(f, text, strlen(text));
    snprintf(f->last, sizeof f->last, "%s", text);
    if (!f->setup.wrap_at_once || f->no_wrap) {
        return;
    }
    /* libvterm leaves the cursor on the last column, with the wrap pending. */
    vterm_state_get_cursorpos(state, &after);
    if (after.row == before.row && after.col == before.col && after.col >= cols - 1) {
        put(f, "\r\n", 2);
    }
}

static void put_code(struct filter *f, unsigned code)
{
    char text[5];

    if (code < 0x80) {
        snprintf(text, sizeof text, "%c", (int)code);
    } else if (code < 0x800) {
        snprintf(text, sizeof text, "%c%c", (int)(0xc0 | code >> 6), (int)(0x80 | (code & 0x3f)));
    } else {
        snprintf(text, sizeof text, "%c%c%c", (int)(0xe0 | code >> 12),
                 (int)(0x80 | (code >> 6 & 0x3f)), (int)(0x80 | (code & 0x3f)));
    }
    put_glyph(f, text);
}

/* How many bytes follow this lead byte; -1 when it cannot lead. */
static int utf8_more(unsigned char lead)
{
    if (lead >= 0xc2 && lead <= 0xdf) {
        return 1;
    }
    if ((lead & 0xf0) == 0xe0) {
        return 2;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

static void feed_utf8(struct filter *f, unsigned char byte)
{
    if (f->glyph_length == 0 && utf8_more(byte) < 0) {
        put_code(f, 0xfffd);
        return;
    }
    f->glyph[f->glyph_length++] = (char)byte;
    if (utf8_more((unsigned char)f->glyph[0]) + 1 == (int)f->glyph_length) {
        f->glyph[f->glyph_length] = '\0';
        f->glyph_length = 0;
        put_glyph(f, f->glyph);
    }
}

static void feed_converted(struct filter *f, unsigned char byte)
{
    char out[8];
    char *in = f->glyph, *to = out;
    size_t in_left, out_left = sizeof out - 1;

    f->glyph[f->glyph_length++] = (char)byte;
    in_left = f->glyph_length;
    iconv(f->from, NULL, NULL, NULL, NULL);
    if (iconv(f->from, &in, &in_left, &to, &out_left) != (size_t)-1) {
        *to = '\0';
        put_glyph(f, out);
    } else if (errno == EINVAL && f->glyph_length < sizeof f->glyph - 1) {
        return;
    } else {
        put_code(f, 0xfffd);
    }
    f->glyph_length = 0;
}

/* Controls that act in the PC character set too (those of the Linux console). */
static bool is_always_control(unsigned char byte)
{
    return byte == 0 || byte == 8 || byte == 10 || (byte >= 12 && byte <= 15) || byte == 27;
}

/* A glyph of code page 437, if this byte is one now. */
static bool feed_pc(struct filter *f, unsigned char byte)
{
    if (!f->pc_now || (f->utf8 && !f->setup.linux_console) || is_always_control(byte)) {
        return false;
    }
    if (byte < 0x20) {
        put_code(f, pc_low[byte]);
    } else if (byte >= 0x80) {
        put_code(f, pc_high[byte - 0x80]);
    } else {
        put_code(f, byte == 0x7f ? 0x2302 : byte);
    }
    return true;
}

static void feed_high(struct filter *f, unsigned char byte)
{
    if (f->utf8) {
        feed_utf8(f, byte);
    } else if (f->from != (iconv_t)-1) {
        feed_converted(f, byte);
    } else {
        put_code(f, 0xfffd);
    }
}

static void feed_ground(struct filter *f, unsigned char byte)
{
    char one[2] = {(char)byte, '\0'};

    if (f->glyph_length > 0 && f->utf8 && (byte & 0xc0) != 0x80) {
        f->glyph_length = 0; /* a broken character */
        put_code(f, 0xfffd);
    }
    if (byte == 0x1b) {
        f->state = ESCAPE;
        f->sequence[0] = 0x1b;
        f->length = 1;
    } else if (feed_pc(f, byte)) {
        return;
    } else if (byte >= 0x80 || (f->glyph_length > 0 && byte >= 0x20)) {
        feed_high(f, byte);
    } else if (byte < 0x20 || byte == 0x7f) {
        put(f, one, 1);
    } else {
        put_glyph(f, one);
    }
}

static void note_osc(struct filter *f)
{
    char *end;
    const char *start = f->sequence + 2;
    long number;
    struct osc *slot = &f->osc[OSC_KEPT - 1];

    f->sequence[f->length] = '\0';
    number = strtol(start, &end, 10);
    if (end == start) {
        return;
    }
    for (size_t i = OSC_KEPT; i-- > 0;) {
        if (f->osc[i].text == NULL || f->osc[i].number == number) {
            slot = &f->osc[i];
        }
    }
    for (size_t i = 0; i < OSC_KEPT; i++) {
        if (f->osc[i].text != NULL && f->osc[i].number == number) {
            slot = &f->osc[i];
        }
    }
    free(slot->text);
    slot->number = (int)number;
    slot->text = strdup(*end == ';' ? end + 1 : end);
}

const char *filter_osc(const struct filter *filter, int number)
{
    for (size_t i = 0; i < OSC_KEPT; i++) {
        if (filter->osc[i].text != NULL && filter->osc[i].number == number) {
            return filter->osc[i].text;
        }
    }
    return NULL;
}

static void end_string(struct filter *f)
{
    bool is_osc = f->sequence[1] == ']';

    f->state = GROUND;
    if (is_osc) {
        note_osc(f);
    }
    /* No string changes the screen; libvterm sees none, so that it cannot trip over one. */
}

/* ESC ] P nrrggbb: seven hexadecimal digits. */
static void set_palette(struct filter *f)
{
    char index[2] = {f->sequence[3], '\0'};
    char *end;
    unsigned long rgb, number = strtoul(index, &end, 16);
    VTermColor colour;

    f->sequence[f->length] = '\0';
    rgb = strtoul(f->sequence + 4, NULL, 16);
    vterm_color_rgb(&colour, (uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb);
    vterm_state_set_palette_color(vterm_obtain_state(f->setup.vt), (int)number, &colour);
    f->state = GROUND;
}

static void feed_string(struct filter *f, unsigned char byte)
{
    if (byte == 0x1b) {
        f->state = STRING_ESCAPE;
        return;
    }
    if (byte == 0x07 && f->sequence[1] == ']') {
        end_string(f);
        return;
    }
    if (byte == 0x18 || byte == 0x1a) {
        f->state = GROUND;
        return;
    }
    if (f->length < SEQUENCE_MAX - 1) {
        f->sequence[f->length++] = (char)byte;
    }
    if (f->setup.linux_console && f->sequence[1] == ']' && f->sequence[2] == 'R') {
        f->state = GROUND;
    } else if (f->setup.linux_console && f->sequence[1] == ']' && f->sequence[2] == 'P' &&
               f->length == 10) {
        set_palette(f);
    }
}

/* CSI m: does any of the parameters switch the PC character set? */
static void note_sgr(struct filter *f)
{
    char *at = f->sequence + 2;

    if (!f->setup.pc_charset) {
        return;
    }
    while (*at != 'm' && *at != '\0') {
        char *end;
        long value = strtol(at, &end, 10);

        if (end != at && (value == 10 || value == 11)) {
            f->pc_now = value == 11;
        }
        if ((value == 38 || value == 48) && *end != '\0') {
            break; /* its parameters are not ours */
        }
        at = *end == ';' || *end == ':' ? end + 1 : end;
        if (end == at && *at != ';' && *at != 'm') {
            break;
        }
    }
}

static void repeat(struct filter *f)
{
    long count = strtol(f->sequence + 2, NULL, 10);
    char glyph[sizeof f->last];

    memcpy(glyph, f->last, sizeof glyph);
    for (long i = 0; i < (count > 0 ? count : 1) && i < 1000 && glyph[0] != '\0'; i++) {
        put_glyph(f, glyph);
    }
}

/* CSI ? 1006 ; 1000 h as one sequence a mode: libvterm takes the first only. */
static void set_modes(struct filter *f, const char *start, char final)
{
    const char *leader = *start == '?' ? "?" : "";
    const char *at = start + strlen(leader);

    while (*at != final) {
        size_t length = strspn(at, "0123456789");
        char one[64];

        snprintf(one, sizeof one, "\033[%s%.*s%c", leader, (int)(length < 32 ? length : 32), at,
                 final);
        if (strcmp(one + 2, "?7l") == 0 || strcmp(one + 2, "?7h") == 0) {
            f->no_wrap = final == 'l';
        }
        put(f, one, strlen(one));
        at += length;
        at += *at == ';';
    }
}

static bool is_only(const char *text, const char *characters, char final)
{
    size_t length = strspn(text, characters);

    return text[length] == final && text[length + 1] == '\0';
}

static void end_csi(struct filter *f)
{
    const char *start = f->sequence + 2;
    char final = f->sequence[f->length - 1];

    f->sequence[f->length] = '\0';
    f->state = GROUND;
    if (final == 'b' && is_only(start, "0123456789", final)) {
        repeat(f);
        return;
    }
    if ((final == 'h' || final == 'l') && is_only(start + (*start == '?'), "0123456789;", final)) {
        set_modes(f, start, final);
        return;
    }
    if (final == 'm') {
        note_sgr(f);
    }
    put(f, f->sequence, f->length);
}

static void end_escape(struct filter *f)
{
    f->state = GROUND;
    if (f->length == 2 && f->sequence[1] == 'c') {
        f->pc_now = false;
        f->no_wrap = false;
    }
    put(f, f->sequence, f->length);
}

static void feed_escape(struct filter *f, unsigned char byte)
{
    f->sequence[f->length++] = (char)byte;
    if (byte >= 0x20 && byte <= 0x2f) {
        f->state = ESCAPE_MORE;
    } else if (f->state == ESCAPE_MORE) {
        end_escape(f);
    } else if (byte == '[') {
        f->state = CSI;
    } else if (byte != 0 && strchr("]PX^_", byte) != NULL) {
        f->state = STRING;
    } else if (byte == 'k' && f->setup.title_string) {
        f->state = STRING;
    } else {
        end_escape(f);
    }
}

static void feed_csi(struct filter *f, unsigned char byte)
{
    if (f->length < SEQUENCE_MAX - 1) {
        f->sequence[f->length++] = (char)byte;
    }
    if (byte >= 0x40 && byte <= 0x7e) {
        end_csi(f);
    } else if (byte >= 0x80) {
        f->state = GROUND;
    }
}

/* Inside a sequence: ESC starts anew, CAN and SUB end it, other controls act at once. */
static bool feed_control_inside(struct filter *f, unsigned char byte)
{
    char one = (char)byte;

    if (byte == 0x1b) {
        f->state = ESCAPE;
        f->length = 1;
    } else if (byte == 0x18 || byte == 0x1a) {
        f->state = GROUND;
    } else if (byte < 0x20) {
        put(f, &one, 1);
    } else {
        return false;
    }
    return true;
}

void filter_feed(struct filter *filter, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        switch (filter->state) {
        case GROUND:
            feed_ground(filter, byte);
            break;
        case STRING:
            feed_string(filter, byte);
            break;
        case STRING_ESCAPE:
            end_string(filter);
            if (byte != '\\') {
                filter->sequence[0] = 0x1b;
                filter->length = 1;
                filter->state = ESCAPE;
                feed_escape(filter, byte);
            }
            break;
        case ESCAPE:
        case ESCAPE_MORE:
            if (!feed_control_inside(filter, byte)) {
                feed_escape(filter, byte);
            }
            break;
        case CSI:
            if (!feed_control_inside(filter, byte)) {
                feed_csi(filter, byte);
            }
            break;
        }
    }
}

char *filter_encode(const struct filter *filter, const char *text)
{
    iconv_t to;
    size_t in_left = strlen(text), out_left = 4 * in_left;
    char *in = (char *)text;
    char *out = calloc(1, out_left + 1);
    char *at = out;

    if (out == NULL) {
        return NULL;
    }
    to = filter->from == (iconv_t)-1 ? (iconv_t)-1 : iconv_open(filter->setup.charset, "UTF-8");
    if (to == (iconv_t)-1) {
        memcpy(out, text, in_left);
        return out;
    }
    iconv(to, &in, &in_left, &at, &out_left);
    iconv_close(to);
    return out;
}
